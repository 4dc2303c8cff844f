"""Checks of the characters in the texts of a file, also of facts that no file was loaded for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kdcl.checks._rulebook import Case, Check, Finding, Place, Severity
from kdcl.evidence.texts import list_texts
from kdcl.messages import message
from kdcl.text.characters import find_refused
from kdcl.text.encodings import find_legacy_encoding


def _unprintable(case: Case) -> Iterator[Finding]:
    for path, text in list_texts(case.assessment):
        if (refused := find_refused(text)) is not None:
            yield Finding(message=refused, place=Place(path=path))


def _legacy(case: Case) -> Iterator[Finding]:
    for path, text in list_texts(case.assessment):
        if (encoding := find_legacy_encoding(text)) is not None:
            yield Finding(
                message=message("words of the old encoding {encoding} stand here", encoding=encoding.value),
                place=Place(path=path),
                fix=encoding.remedy,
            )


CHECKS: Final = (
    Check(
        id="unprintable-character",
        severity=Severity.ERROR,
        title=message("A character that no document can print"),
        source=None,
        reads=(),
        function=_unprintable,
    ),
    Check(
        id="old-encoding",
        severity=Severity.WARNING,
        title=message("Text in an encoding from before Unicode"),
        source=None,
        reads=(),
        function=_legacy,
    ),
)
