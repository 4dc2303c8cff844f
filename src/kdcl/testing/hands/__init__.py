"""The same facts in many hands: files as people write them, each with what is true of it.

For the tests of programs that read files of schools. A `Hand` is one way to write a report: a choice of layout, of
headings, marks, spellings. `write_report` writes facts in a hand; the `DrawnFile` that comes back carries a `Truth`:
every text that it holds, and what it states plainly. Two laws can be held against any reader:

1. Every text of the file is in the facts that were read, or is handed back.
2. What was read as a conclusion, a code, a number or a date was stated plainly, and a plain file is read whole.

`drawn_reports` draws such files with Hypothesis; `iter_hands` makes every choice once.
"""

from __future__ import annotations

from kdcl.testing.hands.drawing import DOUBTS, NOT_ASSESSED, build_facts, drawn_reports, hands
from kdcl.testing.hands.hand import (
    CHOICES,
    AsidePlace,
    CodeStyle,
    ConclusionStyle,
    Hand,
    Items,
    Layout,
    Letters,
    Order,
    SpellingStyle,
    Summary,
    VerdictMark,
    iter_hands,
)
from kdcl.testing.hands.lists import (
    LIST_CHOICES,
    Columns,
    ListFile,
    ListHand,
    ListPlace,
    build_list,
    drawn_lists,
    iter_list_hands,
    write_list,
)
from kdcl.testing.hands.truth import DrawnFile, Role, Truth, WrittenCriterion, WrittenText, as_meant
from kdcl.testing.hands.writing import Facts, write_report

__all__ = [
    "CHOICES",
    "DOUBTS",
    "LIST_CHOICES",
    "NOT_ASSESSED",
    "AsidePlace",
    "CodeStyle",
    "Columns",
    "ConclusionStyle",
    "DrawnFile",
    "Facts",
    "Hand",
    "Items",
    "Layout",
    "Letters",
    "ListFile",
    "ListHand",
    "ListPlace",
    "Order",
    "Role",
    "SpellingStyle",
    "Summary",
    "Truth",
    "VerdictMark",
    "WrittenCriterion",
    "WrittenText",
    "as_meant",
    "build_facts",
    "build_list",
    "drawn_lists",
    "drawn_reports",
    "hands",
    "iter_hands",
    "iter_list_hands",
    "write_list",
    "write_report",
]
