"""The frameworks that are known: those shipped, those of other packages, and those in a file of one's own.

The law is in TOML files beside this module, one folder for each framework of a circular; nothing is read before it is
asked for, and each framework is read once. Other packages offer frameworks through the entry point group
``kdcl.frameworks``: the name of an entry point is the framework's id, its object a function that returns the
`Framework`. They are listed without being imported, and none can take the place of a shipped one.
"""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import attrs

from kdcl.errors import (
    FrameworkError,
    FrameworkNotAvailableError,
    PluginError,
    UnknownCircularError,
    UnknownFrameworkError,
)
from kdcl.law import Framework, InstitutionType, LegalNumber, LevelRules, Measure, SharedLaw
from kdcl.messages import BilingualText, Message, message
from kdcl.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from kdcl.plugins import PluginGroup
    from kdcl.standards._index import Index

_GROUP = "kdcl.frameworks"
_CIRCULAR = Path(__file__).with_name("tt42_2012")
"""The folder of the circular whose frameworks are shipped: the one place where it is named."""


@attrs.frozen(kw_only=True)
class FrameworkNotice:
    """That a framework exists, whether or not it can be had.

    Attributes:
        id: such as ``"tt42-2012/primary"``.
        institution: the institution type; None where it comes from another package.
        title: its name for people; the id where it comes from another package, which is not imported to ask.
        is_available: whether `get_framework` returns it.
        reason: why it cannot be had; None where it can.
    """

    id: str
    institution: InstitutionType | None
    title: BilingualText
    is_available: bool
    reason: BilingualText | None


def available_frameworks() -> tuple[str, ...]:
    """Return the ids that `get_framework` knows: the shipped ones in the circular's order, then those of packages.

    >>> available_frameworks()[:2]
    ('tt42-2012/primary', 'tt42-2012/secondary')
    """
    return tuple(notice.id for notice in framework_notices() if notice.is_available)


def framework_notices() -> tuple[FrameworkNotice, ...]:
    """Return a notice of every framework known to exist, also of those that are not available."""
    shipped = _shipped_index().notices
    added = sorted(_offers().keys() - {notice.id for notice in shipped})
    return shipped + tuple(
        FrameworkNotice(id=name, institution=None, title=BilingualText(name, name), is_available=True, reason=None)
        for name in added
    )


@functools.cache
def get_framework(framework_id: str) -> Framework:
    """Return the framework of this id; always the same object.

    Args:
        framework_id: its id; of a shipped one the part behind the stroke is enough where only one has it.

    Raises:
        UnknownFrameworkError: no framework of this id is known.
        FrameworkNotAvailableError: it exists in law, but its text could not be read.
        FrameworkError: another package offers it, but not a sound one.

    >>> len(get_framework("tt42-2012/primary").indicators)
    84
    >>> get_framework("primary")
    <Framework tt42-2012/primary: 5 standards, 28 criteria, 84 indicators>
    """
    shipped = _shipped_index().notices
    called_so = [notice for notice in shipped if framework_id in {notice.id, notice.id.rpartition("/")[2]}]
    if len(called_so) == 1:
        (notice,) = called_so
        return _load_shipped(notice) if notice.id == framework_id else get_framework(notice.id)
    if (offers := _offers().get(framework_id)) is None:
        raise UnknownFrameworkError(framework_id, available_frameworks())
    return _load_offered(framework_id, offers)


def get_shared_law(circular: LegalNumber | str) -> SharedLaw:
    """Return what the frameworks of a shipped circular share: form of Part I, council rules, words, legal documents.

    Give it to a `Framework` that is built in code. Its parts are read when they are first asked for.

    Args:
        circular: the number of the circular.

    Raises:
        CodeError: the text is no number of a document.
        UnknownCircularError: nothing of this circular is shipped.

    >>> len(get_shared_law("42/2012/TT-BGDĐT").folders)
    2
    """
    number = LegalNumber.parse(circular) if isinstance(circular, str) else circular
    if (known := _shipped_index().circular) != number:
        raise UnknownCircularError(str(number), (str(known),))
    return _shipped_law()


def find_shared_law(framework_id: str) -> SharedLaw | None:
    """Return what comes with the framework of this id, or None where it cannot be had.

    The catalogue of a shipped framework is not read for it.
    """
    if any(notice.id == framework_id for notice in _shipped_index().notices):
        return _shipped_law()
    return get_framework(framework_id).shared if framework_id in _offers() else None


def load_shared_law(folder: str | os.PathLike[str]) -> SharedLaw:
    """Return the parts of the law that have files in a folder of one's own, named like the shipped ones.

    A part without a file there is absent, not the shipped one.
    """
    return SharedLaw(folders=(Path(folder),))


def load_framework(path: str | os.PathLike[str], *, shared: SharedLaw | None = None) -> Framework:
    """Return the framework of a folder or file of one's own, checked as strictly as the shipped ones.

    Files of the folder that hold parts of the law, such as ``school_data.toml``, count before what is shared.

    Args:
        path: a folder with ``catalogue.toml`` and, if known, ``levels.toml`` and ``measures.toml``; or a catalogue
            file alone, and then the framework has no level rules and no measures.
        shared: what the frameworks of its circular share; where it is not given, what is shipped for the circular that
            the catalogue names, and for another circular nothing.

    Raises:
        FrameworkFileError: a file has problems; it names all of them with their places.
    """
    from kdcl.standards import _load  # noqa: PLC0415 - the TOML reader is needed only now

    place = Path(path)
    framework = _load.load_framework(place)
    if shared is None:
        shared = _shipped_law() if framework.circular.number == _shipped_index().circular else SharedLaw()
    if _load.has_parts(place):
        shared = attrs.evolve(shared, folders=(place, *shared.folders))
    return attrs.evolve(framework, shared=shared)


def load_level_rules(path: str | os.PathLike[str], framework: Framework) -> LevelRules:
    """Return the level rules of a file of one's own, in the format of the shipped ``levels.toml``.

    Use them with `Framework.with_level_rules`, or give them to `kdcl.scoring.score`.

    Raises:
        FrameworkFileError: the file has problems, or is not for this framework.
    """
    from kdcl.standards import _rules  # noqa: PLC0415 - the TOML reader is needed only now

    return _rules.read_level_rules(Path(path), framework)


def load_measures(path: str | os.PathLike[str], framework: Framework) -> tuple[Measure, ...]:
    """Return the measures of a file of one's own, in the format of the shipped ``measures.toml``.

    Raises:
        FrameworkFileError: the file has problems, or is not for this framework.
    """
    from kdcl.standards import _measures  # noqa: PLC0415 - the TOML reader is needed only now

    return _measures.read_measures(Path(path), framework)[0]


def load_wording(path: str | os.PathLike[str]) -> Wording:
    """Return the official wording of a file that `dump_wording` wrote, perhaps corrected by hand since.

    Lay it over a framework with `Framework.with_wording`.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    from kdcl.standards import _wording  # noqa: PLC0415 - the TOML reader is needed only now

    return _wording.read_wording_file(Path(path))


def dump_wording(wording: Wording, path: str | os.PathLike[str]) -> None:
    """Write the official wording to a TOML file, at once or not at all.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    from kdcl.files import write_file  # noqa: PLC0415 - most uses only read

    write_file(path, dumps_wording(wording).encode())


def dumps_wording(wording: Wording) -> str:
    """Return the official wording as the text of a TOML file that `load_wording` reads."""
    from kdcl.standards import _wording  # noqa: PLC0415 - the TOML reader is needed only now

    return _wording.write_wording(wording)


@functools.cache
def _shipped_index() -> Index:
    from kdcl.standards import _index  # noqa: PLC0415 - the TOML reader is needed only now

    return _index.read_index(_CIRCULAR / "index.toml")


@functools.cache
def _shipped_law() -> SharedLaw:
    """Return the shared law of the shipped circular; the register of legal documents serves every circular."""
    return SharedLaw(folders=(_CIRCULAR, _CIRCULAR.parent))


def _load_shipped(notice: FrameworkNotice) -> Framework:
    from kdcl.standards import _load  # noqa: PLC0415 - the TOML reader is needed only now

    if notice.reason is not None:
        raise FrameworkNotAvailableError(notice.id, notice.reason)
    framework = _load.load_framework(_CIRCULAR / notice.id.rpartition("/")[2])
    return attrs.evolve(framework, shared=_shipped_law())


def _offers() -> dict[str, list[EntryPoint]]:
    """Return the entry points of other packages by the ids they offer."""
    return _find_offers(tuple(map(_stamp, sys.path)))


def _stamp(folder: str) -> tuple[str, int]:
    """Return a folder of packages and when one was last added to it or taken from it."""
    try:
        return folder, os.stat(folder or os.curdir).st_mtime_ns  # noqa: PTH116 - asked for every file that is read
    except OSError:
        return folder, 0


@functools.lru_cache(maxsize=1)
def _find_offers(folders: tuple[tuple[str, int], ...]) -> dict[str, list[EntryPoint]]:  # noqa: ARG001 - the key
    """Return the entry points as they are while no folder of packages changes: finding them takes 2 ms and more."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - it takes time, and is needed only now

    offers: dict[str, list[EntryPoint]] = {}
    for entry_point in entry_points(group=_GROUP):
        offers.setdefault(entry_point.name, []).append(entry_point)
    return offers


def _load_offered(framework_id: str, offers: list[EntryPoint]) -> Framework:
    if len(offers) > 1:
        values = tuple(offer.value for offer in offers)
        raise FrameworkError(
            framework_id, (message("more than one package offers it ({offers}); keep one installed", offers=values),)
        )
    try:
        return plugins().load(framework_id)
    except PluginError as error:
        reason = message("{offer} cannot be used: {reason}", offer=error.value, reason=error.reason)
        raise FrameworkError(framework_id, (reason,)) from error


def plugins() -> PluginGroup[Framework]:
    """Return what other packages add: the frameworks that are not shipped."""
    from kdcl.plugins import PluginGroup  # noqa: PLC0415 - it takes time, and is needed only now

    return PluginGroup(name=_GROUP, settle=_settle, built_in=lambda: {notice.id for notice in _shipped_index().notices})


def _settle(framework_id: str, build: object) -> Framework | Message:
    """Return the framework that an entry point's function builds."""
    framework = cast("Callable[[], object]", build)()
    if isinstance(framework, Framework) and framework.id == framework_id:
        return framework
    return message("it returns something else than this framework")
