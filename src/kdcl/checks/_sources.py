"""What several checks rest on, where it is no single clause of the circular."""

from __future__ import annotations

from typing import Final

from kdcl.law import Citation, Framework
from kdcl.messages import Message, message

CRITERION_SHEET: Final = message("the form of the criterion sheet")
EVIDENCE_LIST: Final = message("the form of the evidence list")
ONE_PIECE: Final = message("seen in practice: one code on several rows of a list is one piece with several papers")
FIRST_USE: Final = message("seen in practice: evidence keeps the code of its first use")
KEPT_ONCE: Final = message(
    "{letter}: a piece of evidence is kept once", letter=message("the letter that explains the indicators")
)


def source_under(source: Citation | Message | None, framework: Framework) -> Citation | Message | None:
    """Return a source as it is called under a framework: the letter that explains its indicators by its number."""
    if source != KEPT_ONCE or framework.letter is None:
        return source
    letter = message("letter {number}", number=framework.letter)
    return message("{letter}: a piece of evidence is kept once", letter=letter)
