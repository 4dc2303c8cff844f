"""Checks of the characters in the texts of a file, also of facts that no file was loaded for."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks._rulebook import Case, check
from kdcl.findings import Finding, Severity
from kdcl.messages import message
from kdcl.text.characters import find_refused
from kdcl.text.encodings import find_legacy_encoding


@check(
    "unprintable-character",
    Severity.ERROR,
    message("A character that no document can print"),
    source=None,
    reads=(),
)
def _unprintable(case: Case) -> Iterator[Finding]:
    for place, text in case.all_texts:
        if (refused := find_refused(text)) is not None:
            yield Finding(message=refused, place=place)


@check(
    "old-encoding",
    Severity.WARNING,
    message("Text in an encoding from before Unicode"),
    source=None,
    reads=(),
)
def _legacy(case: Case) -> Iterator[Finding]:
    for place, text in case.all_texts:
        if (encoding := find_legacy_encoding(text)) is not None:
            yield Finding(
                message=message("words of the old encoding {encoding} stand here", encoding=encoding.value),
                place=place,
                fix=encoding.remedy,
            )
