"""What other packages add by entry points, so that none of them can hurt: a broken one is told, and all else works.

Each room that can be added to declares a `PluginGroup`: the name of its entry points, and how what one of them leads to
is settled. Nothing is imported before it is asked for. `kdcl doctor` tells what is installed and what is broken.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar

import attrs

from kdcl.errors import PluginError
from kdcl.findings import Finding, Severity
from kdcl.messages import Message, message

_Kind = TypeVar("_Kind")
_Result = TypeVar("_Result")

BROKEN = "broken-plugin"
"""The kind of the finding that something another package adds cannot be used."""


@attrs.frozen(kw_only=True)
class Enclosure:
    """Where code of another package is called, so that what goes wrong there is told as that package's.

    Attributes:
        group: the name of the entry points.
        name: its name among them.
        value: where it stands, as ``module:object``.
        package: the package with its version; empty where that is not known.
    """

    group: str
    name: str
    value: str
    package: str

    def blame(self, reason: Message) -> PluginError:
        """Return the error that says what is wrong with it."""
        return PluginError(self.group, self.name, self.value, reason, self.package)

    def call(self, function: Callable[[], _Result], passing: tuple[type[Exception], ...] = ()) -> _Result:
        """Return what a function of the package returns.

        Args:
            function: calls it.
            passing: errors that it may raise.

        Raises:
            PluginError: it fails in any other way.
        """
        try:
            with speaking_aside():
                return function()
        except passing:
            raise
        except (Exception, SystemExit) as error:
            raise self.blame(describe_failure(error)) from error

    def require(self, given: object, wanted: type) -> None:
        """Let nothing pass but a value of a class.

        Raises:
            PluginError: it is something else.
        """
        if not isinstance(given, wanted):
            reason = message(
                "it gives {given} in place of {wanted}", given=type(given).__name__, wanted=wanted.__name__
            )
            raise self.blame(reason)


@attrs.frozen(kw_only=True)
class Plugin(Enclosure):
    """Something that another package adds, and what stands against it.

    Attributes:
        problem: why it cannot be used; None where it can.
    """

    problem: Message | None

    @property
    def finding(self) -> Finding | None:
        """What is wrong with it, as a finding of the installation; None where nothing is."""
        if self.problem is None:
            return None
        return Finding(
            kind=BROKEN,
            message=message(
                "{package}: “{name}” of {group} ({value}) is left out: {problem}",
                package=self.package or message("a package"),
                name=self.name,
                group=self.group,
                value=self.value,
                problem=self.problem,
            ),
            severity=Severity.WARNING,
            fix=message("update the package, or remove it; everything else works"),
        )


def describe_failure(error: BaseException) -> Message:
    """Return what went wrong in code of others, in a few words."""
    return message("{kind}: {error}", kind=type(error).__name__, error=tell_failure(error))


def tell_failure(error: BaseException) -> str:
    """Return what an error of others says, in a line that is not too long; nothing where it cannot even say that."""
    try:
        return " ".join(str(error).split())[:300]
    except Exception:  # noqa: BLE001 - it is code of others too
        return ""


@contextlib.contextmanager
def speaking_aside() -> Iterator[None]:
    """Lead to standard error what code of others prints: standard output belongs to results that programs read.

    Only in the main thread, where commands run: the outputs are those of the whole process, and threads that changed
    them at once would not find back to what they were.
    """
    if threading.current_thread() is threading.main_thread():
        with contextlib.redirect_stdout(sys.stderr):
            yield
    else:
        yield


@attrs.frozen(kw_only=True)
class PluginGroup(Generic[_Kind]):
    """What other packages can add of one kind.

    Attributes:
        name: the name of the entry points, such as ``"kdcl.renderers"``.
        settle: makes of a name, and of what its entry point leads to, what is used; a message says why it is none.
        built_in: gives the names that cannot be taken over.
        enclose: makes what is used such that its failures while it is used are told as its own; None where nothing of
            it is called later.
    """

    name: str
    settle: Callable[[str, object], _Kind | Message]
    built_in: Callable[[], Collection[str]]
    enclose: Callable[[_Kind, Enclosure], _Kind] | None = None

    def offers(self) -> dict[str, EntryPoint]:
        """Return the entry points by name; the first of a name counts, and a built-in name is never one of them."""
        taken, found = self.built_in(), dict[str, EntryPoint]()
        for offer in entry_points(group=self.name):
            if offer.name not in taken:
                found.setdefault(offer.name, offer)
        return found

    def load(self, name: str) -> _Kind:
        """Return what a package adds under a name.

        Raises:
            KeyError: none adds it.
            PluginError: it cannot be used.
        """
        return self._load(self.offers()[name])

    def load_all(self) -> dict[str, _Kind]:
        """Return everything that can be used, by name in order; what is broken is left out."""
        found: dict[str, _Kind] = {}
        for name, offer in sorted(self.offers().items()):
            try:
                found[name] = self._load(offer)
            except PluginError:
                continue
        return found

    def examine(self) -> Iterator[Plugin]:
        """Iterate over everything that packages add, with what is wrong with it."""
        counted = self.offers()
        for offer in entry_points(group=self.name):
            problem: Message | None = None
            if offer.name in self.built_in():
                problem = message("this name is built in, and cannot be taken over")
            elif counted[offer.name] != offer:
                problem = message("another package adds the same name, and comes first")
            else:
                try:
                    self._load(offer)
                except PluginError as error:
                    problem = error.reason
            yield Plugin(
                group=self.name, name=offer.name, value=offer.value, package=_package_of(offer), problem=problem
            )

    def _load(self, offer: EntryPoint) -> _Kind:
        enclosure = Enclosure(group=self.name, name=offer.name, value=offer.value, package=_package_of(offer))
        settled = enclosure.call(lambda: self.settle(offer.name, offer.load()))
        if isinstance(settled, Message):
            raise enclosure.blame(settled)
        return settled if self.enclose is None else self.enclose(settled, enclosure)


def _package_of(offer: EntryPoint) -> str:
    return "" if offer.dist is None else f"{offer.dist.name} {offer.dist.version}"
