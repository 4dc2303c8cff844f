"""Issues as SARIF 2.1.0, the exchange format of the OASIS that code hosts and editors read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from kdcl._version import __version__
from kdcl.checks._rulebook import Check
from kdcl.checks.accepting import Accepted
from kdcl.findings import Finding, Severity
from kdcl.messages import ENGLISH, Translator
from kdcl.places import Place

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def build_sarif(  # noqa: PLR0913 - a file, what was found in it, and how it is said
    issues: Iterable[Finding],
    checks: Collection[Check],
    *,
    file: str,
    translator: Translator = ENGLISH,
    accepted: Iterable[Accepted] = (),
    find_region: Callable[[Place], Mapping[str, int] | None] = lambda _: None,
) -> dict[str, Any]:
    """Return the issues of one file as a SARIF log.

    A place in a school's file is a logical location: its path, and where only part of a text is meant, the characters
    counted from 0 as properties. Where it can be told which lines and columns of the file it is, it is a region too.

    Args:
        issues: the issues that are open.
        checks: the rulebook they were found with.
        file: the file's name or path, as it shall be shown.
        translator: the language of every sentence.
        accepted: those that are accepted as exceptions; they are results that are suppressed, with the reason.
        find_region: gives the region of a place as SARIF has it, or None where it is not known.
    """

    def result(issue: Finding) -> dict[str, Any]:
        return _result(issue, file, translator, find_region(issue.place))

    results = [result(issue) for issue in issues]
    results += [{**result(each.finding), **_suppressed(each, translator)} for each in accepted]
    driver = {
        "name": "kdcl",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [
            {
                "id": check.id,
                "shortDescription": {"text": check.title.render(translator)},
                "defaultConfiguration": {"level": _LEVELS[check.severity]},
            }
            for check in checks
        ],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "language": translator.language,
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _suppressed(accepted: Accepted, translator: Translator) -> dict[str, Any]:
    """Return why a result counts no more: the exception stands in the very file that was checked."""
    return {
        "suppressions": [
            {"kind": "inSource", "status": "accepted", "justification": accepted.in_words.render(translator)}
        ]
    }


def _result(issue: Finding, file: str, translator: Translator, region: Mapping[str, int] | None) -> dict[str, Any]:
    facts = issue.to_dict(translator)
    text = ". ".join(part for part in (facts["message"], facts["fix"]) if part)
    return {
        "ruleId": issue.kind,
        "level": _LEVELS[issue.severity],
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": file}, **({"region": dict(region)} if region else {})},
                "logicalLocations": [{"fullyQualifiedName": issue.path}],
            }
        ],
        "properties": {name: facts[name] for name in ("start", "end", "source") if facts[name] is not None},
    }
