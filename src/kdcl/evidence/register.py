"""The register of evidence (danh mục mã minh chứng): which codes were given, and which comes next.

A code is issued once. It belongs to its piece until that is taken off the list, and then to nobody: it is retired, not
given again. What letter 46/KTKĐCLGD-KĐPT says on replacing and on keeping each piece once is in
``docs/analysis/evidence.md``.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Self

import attrs

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.errors import EvidenceError
from kdcl.evidence.citations import CodeUse, index_citations
from kdcl.evidence.texts import find_mentioned
from kdcl.messages import message
from kdcl.school import Evidence, EvidencePiece, ReplacedEvidence, SelfAssessment
from kdcl.shown import SelfDescribing, SelfDescription


class GapPolicy(enum.StrEnum):
    """Which number the next piece of evidence of a criterion gets."""

    AFTER_LAST = "after_last"
    """The one after the highest that was ever issued."""
    FIRST_FREE = "first_free"
    """The lowest that was never issued, so that gaps in hand-made lists are filled."""


class BoxPolicy(enum.StrEnum):
    """Which box the next piece of evidence of a criterion goes into."""

    USUAL = "usual"
    """The box of the last piece of the criterion, else of the last one retired, else the standard's number."""
    STANDARD = "standard"
    """The box that has the standard's number."""


@attrs.frozen(kw_only=True, slots=False)
class EvidenceRegister(SelfDescribing):
    """The list of evidence with all codes that are not free any more.

    Every operation returns a new register.

    Attributes:
        items: the list, in the order of the file.
        retired: codes issued once that belong to no piece any more.
        mentioned: codes that a text of the file names; none of them is given to a piece that the text cannot mean.
    """

    items: tuple[Evidence, ...] = ()
    retired: frozenset[EvidenceCode] = frozenset()
    mentioned: frozenset[EvidenceCode] = frozenset()

    def describe(self) -> SelfDescription:
        """Return how many pieces there are, and each with its code, name, reference and issuer."""
        return SelfDescription(
            title=message(
                "evidence: {count}; codes retired: {retired}", count=len(self.items), retired=len(self.retired)
            ),
            heads=(message("code"), message("name"), message("reference"), message("issuer")),
            rows=tuple((each.code, each.name, each.reference, each.issuer) for each in self.items),
        )

    def __repr__(self) -> str:
        """Return how many pieces and retired codes it has."""
        return f"<EvidenceRegister: {len(self.items)} pieces, {len(self.retired)} retired codes>"

    @classmethod
    def of(cls, assessment: SelfAssessment) -> Self:
        """Return the register of a self-assessment."""
        return cls(
            items=assessment.evidence,
            retired=frozenset(assessment.retired_codes),
            mentioned=find_mentioned(assessment),
        )

    def find(self, code: EvidenceCode) -> Evidence | None:
        """Return the piece of evidence with this code, or None where the list has none.

        Of a piece with several entries the first is meant; `list_pieces` has them all.
        """
        return self._by_code.get(code)

    def find_of(self, criterion: CriterionCode) -> tuple[Evidence, ...]:
        """Return the evidence that has a code of this criterion, in the order of the codes' numbers."""
        return tuple(sorted(self._of.get(criterion, ()), key=lambda item: (item.code.number, item.code.box)))

    def next_code(
        self,
        criterion: CriterionCode,
        *,
        gaps: GapPolicy = GapPolicy.AFTER_LAST,
        box: int | BoxPolicy = BoxPolicy.USUAL,
    ) -> EvidenceCode:
        """Return the code that the next piece of evidence of a criterion gets; it was never issued before.

        Args:
            criterion: the criterion that cites the piece first.
            gaps: which number it gets.
            box: the number of the box, or the rule that chooses it.

        Raises:
            CodeError: the notation cannot write the code.
        """
        issued = self._issued_numbers.get(criterion, frozenset())
        blocked = issued | self._mentioned_numbers.get(criterion, frozenset())
        number = 1 if gaps is GapPolicy.FIRST_FREE else max(issued, default=0) + 1
        while number in blocked:
            number += 1
        chosen = self._choose_box(criterion, box) if isinstance(box, BoxPolicy) else box
        return EvidenceCode(chosen, criterion.standard, criterion.criterion, number)

    def code_after(self, code: EvidenceCode) -> EvidenceCode:
        """Return the next code of the same criterion and box that is not issued and not mentioned.

        Raises:
            CodeError: the notation cannot write the code.
        """
        criterion, number = code.criterion_code, code.number + 1
        issued = self._issued_numbers.get(criterion, frozenset())
        mentioned = self._mentioned_numbers.get(criterion, frozenset())
        while number in issued or number in mentioned:
            number += 1
        return attrs.evolve(code, number=number)

    def with_evidence(self, item: Evidence) -> Self:
        """Return the register with one more piece, at its end.

        Raises:
            EvidenceError: its code, or its number under another box, was issued before.
        """
        code, criterion = item.code, item.code.criterion_code
        numbers = self._issued_numbers.get(criterion, frozenset())
        if code.number in numbers:
            raise EvidenceError(
                (
                    message(
                        "code {code} cannot be given: {issued} was issued before; the next free code is {free}",
                        code=code,
                        issued=min(issued for issued in self._issued if issued.home == code.home),
                        free=self.next_code(criterion),
                    ),
                )
            )
        longer = attrs.evolve(self, items=(*self.items, item))
        # What the next addition asks for goes along; reckoned anew each time, a thousand additions took 7 s.
        vars(longer).update(
            _issued_numbers={**self._issued_numbers, criterion: numbers | {code.number}},
            _mentioned_numbers=self._mentioned_numbers,
            _of={**self._of, criterion: [*self._of.get(criterion, ()), item]},
            _retired_of=self._retired_of,
        )
        return longer

    def without(self, code: EvidenceCode) -> Self:
        """Return the register without a piece of evidence; its code is retired.

        Texts that cite it are not touched: they would then cite a code that is not in the list, and `kdcl.checks`
        says so.

        Raises:
            EvidenceError: the list has no such code.
        """
        self._place_of(code)
        items = tuple(item for item in self.items if item.code != code)
        return attrs.evolve(self, items=items, retired=self.retired | {code})

    def with_replacement(self, replacement: Evidence, *, on: dt.date | None = None) -> Self:
        """Return the register with a piece put in the place of the one that has the same code.

        Letter 46 lets evidence that lost its value be replaced: the replacement carries the code of what it
        replaces and the date of the replacement. What was replaced is kept in its history.

        Args:
            replacement: the new piece, with the code of the old one.
            on: the day of the replacement.

        Raises:
            EvidenceError: the list has no such code.
        """
        place = self._place_of(replacement.code)
        gone: list[ReplacedEvidence] = []
        kept: list[Evidence] = []
        for item in self.items[place:]:
            if item.code != replacement.code:
                kept.append(item)
                continue
            past = ReplacedEvidence(name=item.name, reference=item.reference, issuer=item.issuer, replaced_on=on)
            gone += (*item.replaced, past)
        return attrs.evolve(self, items=(*self.items[:place], attrs.evolve(replacement, replaced=tuple(gone)), *kept))

    def with_piece(self, code: EvidenceCode, piece: EvidencePiece) -> Self:
        """Return the register with one more physical item under a code.

        Raises:
            EvidenceError: the list has no such code.
        """
        place = self._place_of(code)
        item = self.items[place]
        changed = attrs.evolve(item, pieces=(*item.pieces, piece))
        return attrs.evolve(self, items=(*self.items[:place], changed, *self.items[place + 1 :]))

    def stored_in(self, assessment: SelfAssessment) -> SelfAssessment:
        """Return the self-assessment with this register."""
        return attrs.evolve(assessment, evidence=self.items, retired_codes=tuple(self.retired))

    @functools.cached_property
    def _by_code(self) -> Mapping[EvidenceCode, Evidence]:
        return {item.code: item for item in reversed(self.items)}

    @functools.cached_property
    def _of(self) -> Mapping[CriterionCode, list[Evidence]]:
        gathered: dict[CriterionCode, list[Evidence]] = {}
        for item in self.items:
            gathered.setdefault(item.code.criterion_code, []).append(item)
        return gathered

    @functools.cached_property
    def _issued_numbers(self) -> Mapping[CriterionCode, AbstractSet[int]]:
        return _sort_numbers(self._issued)

    @functools.cached_property
    def _mentioned_numbers(self) -> Mapping[CriterionCode, AbstractSet[int]]:
        return _sort_numbers(self.mentioned)

    @functools.cached_property
    def _retired_of(self) -> Mapping[CriterionCode, list[EvidenceCode]]:
        gathered: dict[CriterionCode, list[EvidenceCode]] = {}
        for code in self.retired:
            gathered.setdefault(code.criterion_code, []).append(code)
        return gathered

    @functools.cached_property
    def _issued(self) -> frozenset[EvidenceCode]:
        return self.retired.union(item.code for item in self.items)

    def _choose_box(self, criterion: CriterionCode, policy: BoxPolicy) -> int:
        # A standard may fill several boxes: its number is taken only where nothing tells the box.
        listed = [item.code for item in self.find_of(criterion)]
        known = listed or sorted(self._retired_of.get(criterion, ()))
        return known[-1].box if known and policy is BoxPolicy.USUAL else criterion.standard

    def _place_of(self, code: EvidenceCode) -> int:
        """Return where the first entry of a code stands; a piece with several papers may have more of them."""
        for place, item in enumerate(self.items):
            if item.code == code:
                return place
        raise EvidenceError((message("{code} is not in the list; add it first, or correct the code", code=code),))


def _sort_numbers(codes: Iterable[EvidenceCode]) -> Mapping[CriterionCode, AbstractSet[int]]:
    """Return the numbers that codes have in each criterion."""
    numbers: dict[CriterionCode, set[int]] = {}
    for code in codes:
        numbers.setdefault(code.criterion_code, set()).add(code.number)
    return numbers


@attrs.frozen(kw_only=True)
class Misplaced:
    """A piece of evidence whose code belongs to another criterion than the one that cites it first.

    Attributes:
        code: the code it has.
        first: the citation that comes first.
        proposed: a free code of the criterion that cites it first.
    """

    code: EvidenceCode
    first: CodeUse
    proposed: EvidenceCode


def find_misplaced(assessment: SelfAssessment) -> tuple[Misplaced, ...]:
    """Return the listed evidence whose code disagrees with its first citation, in the order of these citations.

    A piece is kept once and has the code of the criterion that cites it first; criteria count in the law's order,
    paragraphs in the order of their sheet.
    """
    listed = {item.code for item in assessment.evidence}
    away = [
        (code, use, use.criterion)
        for code, use in index_citations(assessment).first_uses.items()
        if use.criterion not in (None, code.criterion_code) and code in listed
    ]
    if not away:
        return ()
    register = EvidenceRegister.of(assessment)  # it reads every text for codes that must not be given again
    misplaced: list[Misplaced] = []
    proposed: dict[CriterionCode, EvidenceCode] = {}
    for code, use, criterion in away:
        last = proposed.get(criterion)
        free = register.next_code(criterion) if last is None else register.code_after(last)
        proposed[criterion] = free
        misplaced.append(Misplaced(code=code, first=use, proposed=free))
    return tuple(misplaced)
