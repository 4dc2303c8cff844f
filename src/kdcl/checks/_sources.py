"""What several checks rest on, where it is no single clause of the circular."""

from __future__ import annotations

from typing import Final

from kdcl.messages import message

CRITERION_SHEET: Final = message("the form of the criterion sheet")
EVIDENCE_LIST: Final = message("the form of the evidence list")
KEPT_ONCE: Final = message("letter 46/KTKĐCLGD-KĐPT: a piece of evidence is kept once")
