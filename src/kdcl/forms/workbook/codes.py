"""Codes of evidence in a workbook that came back: one is issued once, and one that was typed anew leaves its citations.

A code changed by hand is taken as it stands, like any cell. What cites it does not follow, and where two codes were
exchanged nothing would ever tell; so it is said, with the command that changes list and texts together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from kdcl.codes import EvidenceCode
from kdcl.evidence import index_citations
from kdcl.forms.workbook.cells import Fact
from kdcl.forms.workbook.grids import ReturnedLine
from kdcl.forms.workbook.layout import kind_of_part
from kdcl.forms.workbook.lists import LISTS_BY_ID
from kdcl.forms.workbook.model import BookLine
from kdcl.locale import Locale
from kdcl.messages import Message, message
from kdcl.school import SelfAssessment

_CODE = "code"


@attrs.frozen
class CodeKeeper:
    """The codes of a list of evidence that came back.

    Attributes:
        rows: the row of each code that a line has, the lines that were sent before new ones.
        citations: how often the texts that were sent cite each code.
    """

    rows: dict[EvidenceCode, int]
    citations: Mapping[EvidenceCode, int]

    @classmethod
    def of(
        cls, sent: SelfAssessment, matched: Iterable[tuple[ReturnedLine, BookLine | None]], locale: Locale
    ) -> CodeKeeper:
        """Return the codes of the lines that were sent, as they came back."""
        kind = kind_of_part(LISTS_BY_ID["evidence"], _CODE)
        rows: dict[EvidenceCode, int] = {}
        for line, known in matched:
            code = None if known is None else kind.read(line.text(_CODE), locale)
            if isinstance(code, EvidenceCode):
                rows.setdefault(code, line.row)
        citations = {code: len(uses) for code, uses in index_citations(sent).by_code.items()}
        return cls(rows, citations)

    def find_problem(self, line: ReturnedLine, code: Fact, sent: BookLine | None) -> Message | None:
        """Return what is to be said of a line's code: that a new line has one in use, or that one was typed anew."""
        if sent is not None:
            old = sent.cells[_CODE].value
            if code in {old, None} or old not in self.citations:
                return None
            return message(
                "the code of this line was {old} and was typed anew as {new}; {count} citations of {old} stay as they "
                "are; to change the list and the texts together, put the old code back and use kdcl evidence renumber "
                "--code {old}={new}",
                old=old,
                new=code,
                count=self.citations[old],
            )
        if self.rows.setdefault(code, line.row) != line.row:
            return message("this new line is not taken: row {row} has the code {code}", row=self.rows[code], code=code)
        return None
