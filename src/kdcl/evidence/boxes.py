"""What lies in each box (hộp minh chứng): it follows from the codes, so no label can disagree with them."""

from __future__ import annotations

import attrs

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.evidence.pieces import ListedPiece, list_pieces
from kdcl.school import Box, Evidence, SelfAssessment


@attrs.frozen(kw_only=True)
class BoxContents:
    """A box and what lies in it: all that its label and its list of contents need.

    Attributes:
        box: what the school says of the box.
        items: the entries of the list that lie in it, by standard, criterion and number.
    """

    box: Box
    items: tuple[Evidence, ...]

    @property
    def pieces(self) -> tuple[ListedPiece, ...]:
        """The pieces of evidence in it: entries with one code are one piece."""
        return list_pieces(self.items)

    @property
    def standards(self) -> tuple[int, ...]:
        """The standards whose evidence lies in it."""
        return tuple(sorted({item.code.standard for item in self.items}))

    @property
    def criteria(self) -> tuple[CriterionCode, ...]:
        """The criteria whose evidence lies in it."""
        return tuple(sorted({item.code.criterion_code for item in self.items}))

    @property
    def first(self) -> EvidenceCode | None:
        """The first code in it; None where it is empty."""
        return self.items[0].code if self.items else None

    @property
    def last(self) -> EvidenceCode | None:
        """The last code in it; None where it is empty."""
        return self.items[-1].code if self.items else None

    @property
    def piece_count(self) -> int:
        """The number of physical items: those listed under a code, or one where none is listed."""
        return sum(piece.paper_count for piece in self.pieces)


def list_boxes(assessment: SelfAssessment) -> tuple[BoxContents, ...]:
    """Return every box with its contents, in the order of their numbers: those in use and those that are described."""
    described = {box.number: box for box in assessment.boxes}
    numbers = described.keys() | {item.code.box for item in assessment.evidence}
    return tuple(
        BoxContents(
            box=described.get(number, Box(number=number)),
            items=tuple(
                sorted(
                    (item for item in assessment.evidence if item.code.box == number),
                    key=lambda item: item.code.home,
                )
            ),
        )
        for number in sorted(numbers)
    )
