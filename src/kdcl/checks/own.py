"""Checks of others beside the rulebook: by entry points, and from a file of one's own; a broken one stops no other."""

from __future__ import annotations

import functools
import os
import runpy
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, cast

import attrs

from kdcl.checks import CHECKS, Check
from kdcl.findings import Finding, Severity
from kdcl.messages import Message, message
from kdcl.plugins import BROKEN, Enclosure, PluginGroup, speaking_aside, tell_failure

GROUP: Final = "kdcl.checks"
"""The entry points of checks: each leads to a `Check`, or to several of them."""
_MOST: Final = 10_000
"""Findings that a check of others may have; more are of one that never ends."""


def load_checks(path: str | os.PathLike[str]) -> tuple[Check, ...]:
    """Return the checks of a Python file, which is run for it.

    Raises:
        PluginError: it cannot be run, has no check, or one under an id that the rulebook has already.
    """
    place = str(path)
    enclosure = Enclosure(group=GROUP, name=Path(place).name, value=place, package="")
    made = enclosure.call(lambda: runpy.run_path(place, run_name="kdcl_own_checks"))
    settled = _settle("", [value for value in made.values() if isinstance(value, Check)])
    if isinstance(settled, Message):
        raise enclosure.blame(settled)
    return _enclose(settled, enclosure)


def _settle(_: str, found: object) -> tuple[Check, ...] | Message:
    """Return the checks that an entry point leads to."""
    rules: tuple[Any, ...] = tuple(cast("Any", found)) if isinstance(found, Iterable) else (found,)
    if not rules or not all(isinstance(rule, Check) for rule in rules):
        return message("it is no check, and no list of checks; a function becomes one by @declare_check")
    taken = {rule.id for rule in CHECKS}
    if doubled := tuple(rule.id for rule in rules if rule.id in taken):
        return message("the rulebook has checks of these ids already: {ids}", ids=doubled)
    return rules


def _enclose(rules: tuple[Check, ...], enclosure: Enclosure) -> tuple[Check, ...]:
    """Return the checks each so that it can do no harm, and names whose it is where it tries."""
    return tuple(guard(rule, enclosure.package or enclosure.value) for rule in rules)


PLUGINS: Final[PluginGroup[tuple[Check, ...]]] = PluginGroup(
    name=GROUP, settle=_settle, built_in=tuple, enclose=_enclose
)
"""The checks of other packages."""


@functools.cache
def find_foreign_checks() -> tuple[Check, ...]:
    """Return the checks of other packages that can be used, each id once; looked for once."""
    found: dict[str, Check] = {}
    for rules in PLUGINS.load_all().values():
        for rule in rules:
            found.setdefault(rule.id, rule)
    return tuple(found.values())


def load_rulebook(path: str) -> tuple[Check, ...]:
    """Return the whole rulebook with the checks of a Python file; an empty path names none.

    Raises:
        PluginError: the file is broken; see `load_checks`.
    """
    return build_rulebook(load_checks(path) if path else ())


def build_rulebook(own: Iterable[Check] = ()) -> tuple[Check, ...]:
    """Return the whole rulebook: the library's, then that of other packages, then one's own."""
    rules = {rule.id: rule for rule in (*CHECKS, *find_foreign_checks())}
    for rule in own:
        rules.setdefault(rule.id, rule)
    return tuple(rules.values())


def guard(rule: Check, origin: str = "") -> Check:
    """Return a check that, where it fails, says so in a finding of its own and lets all others go on.

    Args:
        rule: the check.
        origin: the package or file it comes from; empty where that is not known.
    """

    def find(case: Any) -> Iterator[Finding]:  # noqa: ANN401 - what a check looks at is its own affair
        found: list[Finding] = []
        failure: BaseException | None = None
        try:
            with speaking_aside():
                for finding in cast("Iterable[object]", rule.function(case)):
                    found.append(_require_sound(finding, rule, len(found)))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it does, the others go on
            failure = error
        yield from found
        if failure is not None:
            name = message("{check} ({origin})", check=rule.id, origin=origin) if origin else rule.id
            yield Finding(
                kind=BROKEN,
                message=message(
                    "the check {check} is broken and stopped here: {kind}: {error}",
                    check=name,
                    kind=type(failure).__name__,
                    error=tell_failure(failure),
                ),
                severity=Severity.WARNING,
                fix=message("correct the check, or leave it out"),
            )

    return attrs.evolve(rule, function=find)


def _require_sound(finding: object, rule: Check, before: int) -> Finding:
    """Return what a check found, if it is a finding that can be shown, and not one too many."""
    if not isinstance(finding, Finding):
        raise TypeError(f"it yields {type(finding).__name__} in place of Finding")
    if before == _MOST:
        raise RuntimeError(f"it has more than {_MOST} findings")
    finding.found_by(rule.id, rule.severity, rule.source).to_dict()  # it fails here, or nowhere
    return finding
