"""The pieces of evidence that a list names, and what lies in each box (hộp minh chứng).

Entries with one code are one piece with several papers: the template of the official software has schools write such a
piece on several rows with one code. A school's file may list it so, or once with ``pieces``; nothing in the file is
changed, and both are read alike. What lies in a box follows from the codes, so no label can disagree with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.school import Box, Evidence, SelfAssessment


@attrs.frozen(kw_only=True)
class ListedPiece:
    """A piece of evidence as the list has it: all entries that have its code.

    Attributes:
        code: their code.
        entries: the entries, in the order of the list; one or more.
    """

    code: EvidenceCode
    entries: tuple[Evidence, ...]

    @property
    def paper_count(self) -> int:
        """The number of physical items: of each entry those listed under it, or one where none is listed."""
        return sum(len(entry.pieces) or 1 for entry in self.entries)

    def say(self, text: Callable[[Evidence], str]) -> tuple[tuple[str, Evidence], ...]:
        """Return what the entries say, the same words once and none that are empty, each with its first entry."""
        said: dict[str, Evidence] = {}
        for entry in self.entries:
            said.setdefault(text(entry), entry)
        return tuple((words, entry) for words, entry in said.items() if words)


def list_pieces(evidence: Iterable[Evidence]) -> tuple[ListedPiece, ...]:
    """Return the pieces of a list of evidence as the official list has them: by standard, criterion and number."""
    gathered: dict[EvidenceCode, list[Evidence]] = {}
    for entry in evidence:
        gathered.setdefault(entry.code, []).append(entry)
    return tuple(
        ListedPiece(code=code, entries=tuple(gathered[code]))
        for code in sorted(gathered, key=lambda code: (code.home, code.box))
    )


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
            # letter 46 has the boxes kept in the order of codes
            items=tuple(
                sorted(
                    (item for item in assessment.evidence if item.code.box == number),
                    key=lambda item: item.code.home,
                )
            ),
        )
        for number in sorted(numbers)
    )
