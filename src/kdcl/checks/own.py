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
from kdcl.errors import PluginError
from kdcl.findings import Finding, Severity
from kdcl.messages import Message, message
from kdcl.plugins import BROKEN, PluginGroup

GROUP: Final = "kdcl.checks"
"""The entry points of checks: each leads to a `Check`, or to several of them."""


def load_checks(path: str | os.PathLike[str]) -> tuple[Check, ...]:
    """Return the checks of a Python file, which is run for it.

    Raises:
        PluginError: it cannot be run, has no check, or one under an id that the rulebook has already.
    """
    place = str(path)
    try:
        made = runpy.run_path(place, run_name="kdcl_own_checks")
    except (Exception, SystemExit) as error:
        reason = message("{kind}: {error}", kind=type(error).__name__, error=str(error)[:300])
        raise PluginError(GROUP, Path(place).name, place, reason) from error
    settled = _settle("", [value for value in made.values() if isinstance(value, Check)])
    if isinstance(settled, Message):
        raise PluginError(GROUP, Path(place).name, place, settled)
    return settled


def _settle(_: str, found: object) -> tuple[Check, ...] | Message:
    """Return the checks that an entry point leads to, each so that it can do no harm."""
    rules: tuple[Any, ...] = tuple(cast("Any", found)) if isinstance(found, Iterable) else (found,)
    if not rules or not all(isinstance(rule, Check) for rule in rules):
        return message("it is no check, and no list of checks; a function becomes one by @declare_check")
    taken = {rule.id for rule in CHECKS}
    if doubled := tuple(rule.id for rule in rules if rule.id in taken):
        return message("the rulebook has checks of these ids already: {ids}", ids=doubled)
    return tuple(guard(rule) for rule in rules)


PLUGINS: Final[PluginGroup[tuple[Check, ...]]] = PluginGroup(name=GROUP, settle=_settle, built_in=tuple)
"""The checks of other packages."""


@functools.cache
def find_foreign_checks() -> tuple[Check, ...]:
    """Return the checks of other packages that can be used, each id once; looked for once."""
    found: dict[str, Check] = {}
    for rules in PLUGINS.load_all().values():
        for rule in rules:
            found.setdefault(rule.id, rule)
    return tuple(found.values())


def build_rulebook(own: Iterable[Check] = ()) -> tuple[Check, ...]:
    """Return the whole rulebook: the library's, then that of other packages, then one's own."""
    rules = {rule.id: rule for rule in (*CHECKS, *find_foreign_checks())}
    for rule in own:
        rules.setdefault(rule.id, rule)
    return tuple(rules.values())


def guard(rule: Check) -> Check:
    """Return a check that, where it fails, says so in a finding of its own and lets all others go on."""

    def find(case: Any) -> Iterator[Finding]:  # noqa: ANN401 - what a check looks at is its own affair
        try:
            for finding in cast("Iterable[object]", rule.function(case)):
                if not isinstance(finding, Finding):
                    raise TypeError(type(finding).__name__)  # noqa: TRY301 - told like every other failure
                yield finding
        except Exception as error:  # noqa: BLE001 - whatever it does, the others go on
            told = {"check": rule.id, "kind": type(error).__name__, "error": str(error)[:300]}
            yield Finding(
                kind=BROKEN,
                message=message("the check {check} is broken and stopped here: {kind}: {error}", **told),
                severity=Severity.WARNING,
                fix=message("correct the check, or leave it out"),
            )

    return attrs.evolve(rule, function=find)
