"""What several checks rest on, where it is no single clause of the circular."""

from __future__ import annotations

from typing import Final

from kdcl.messages import message

CRITERION_SHEET: Final = message("the form of the criterion sheet")
EVIDENCE_LIST: Final = message("the form of the evidence list")
ONE_PIECE: Final = message("seen in practice: one code on several rows of a list is one piece with several papers")
FIRST_USE: Final = message("seen in practice: evidence keeps the code of its first use")
