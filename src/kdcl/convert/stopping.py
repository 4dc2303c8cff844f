"""Which findings stop what is to be done with a school's file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import attrs

from kdcl.convert._json import UNREADABLE
from kdcl.findings import Finding, Severity
from kdcl.places import Place
from kdcl.school import SelfAssessment

UNUSABLE: Final = frozenset({UNREADABLE, "unknown-indicator"})
"""Checks that find what no score and no document can be made of."""
_OWN_WORDS: Final = frozenset({"claim-contradicts-ratings", "prose-contradicts-ratings"})
"""Checks of what a school says of itself: it stands in its papers as it says it, and never stops them."""
_ELSEWHERE: Final = frozenset(field.name for field in attrs.fields(SelfAssessment)) - {"framework"}
"""Facts that some documents print and others do not; on the framework rests everything."""


def find_stopping(findings: Iterable[Finding], reads: Collection[str] | None) -> tuple[tuple[Finding, ...], int]:
    """Return the errors that stop a document, and how many more stand in facts that it does not print.

    Args:
        findings: what was found in the file.
        reads: the names of the facts that the document prints, as `kdcl.documents.DocumentForm` has them; None for all.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    printed = [error for error in errors if _is_read(error.place, reads)]
    stopping = tuple(error for error in printed if error.kind not in _OWN_WORDS)
    return stopping, len(errors) - len(printed)


def _is_read(place: Place, reads: Collection[str] | None) -> bool:
    """Whether a place lies in one of the facts; what lies in no fact of a school, such as a wrong key, counts too."""
    name = str(place.steps[0]) if place.steps else ""
    return reads is None or name in reads or name not in _ELSEWHERE
