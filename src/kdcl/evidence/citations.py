"""Where each code is cited: the index from codes to places, first uses, and how far evidence is reused."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, FoundCode, IndicatorCode, find_codes
from kdcl.evidence.texts import homes_of, iter_texts
from kdcl.places import Place
from kdcl.school import SelfAssessment


@attrs.frozen(kw_only=True)
class CodeUse:
    """An evidence code where it is cited.

    Attributes:
        place: where it stands, such as ``sheets[3].current_state[1].text:5-17``.
        criterion: the criterion whose sheet cites it; None outside the sheets.
        indicator: the indicator whose paragraph cites it; None elsewhere.
        found: what is written there, its span and its typing.
        code: the code that is meant; of a range there is a use for every code in it.
    """

    place: Place
    criterion: CriterionCode | None
    indicator: IndicatorCode | None
    found: FoundCode
    code: EvidenceCode

    @property
    def is_written(self) -> bool:
        """Whether the code itself is written there, and not only within the bounds of a range."""
        return self.code == self.found.code


@attrs.frozen(kw_only=True)
class Reuse:
    """How often evidence is cited at home and elsewhere.

    Attributes:
        own_criterion: citations on the sheet of the code's own criterion.
        same_standard: citations on sheets of other criteria of its standard.
        other_standards: citations on sheets of other standards.
        outside_sheets: citations in texts that belong to no criterion.
    """

    own_criterion: int
    same_standard: int
    other_standards: int
    outside_sheets: int

    @property
    def total(self) -> int:
        """All citations."""
        return self.own_criterion + self.same_standard + self.other_standards + self.outside_sheets


@attrs.frozen(slots=False)
class CitationIndex:
    """Every citation of a self-assessment, in the order of the file."""

    uses: tuple[CodeUse, ...]

    @functools.cached_property
    def by_code(self) -> Mapping[EvidenceCode, tuple[CodeUse, ...]]:
        """The citations of each code, codes in their order."""
        gathered: dict[EvidenceCode, list[CodeUse]] = {}
        for use in self.uses:
            gathered.setdefault(use.code, []).append(use)
        return MappingProxyType({code: tuple(gathered[code]) for code in sorted(gathered)})

    @functools.cached_property
    def first_uses(self) -> Mapping[EvidenceCode, CodeUse]:
        """The citation of each code that comes first on the sheets, codes in the order of these citations.

        Sheets count in the law's order of criteria, whatever their order in the file; texts that belong to no
        criterion give no code its home.
        """
        on_sheets = [(use.criterion, use) for use in self.uses if use.criterion is not None]
        first: dict[EvidenceCode, CodeUse] = {}
        for _, use in sorted(on_sheets, key=lambda pair: pair[0]):
            first.setdefault(use.code, use)
        return MappingProxyType(first)

    @functools.cached_property
    def _in_states(self) -> Mapping[IndicatorCode | CriterionCode | None, AbstractSet[EvidenceCode]]:
        """The codes in the current states, by indicator, or by criterion where a paragraph names no indicator."""
        gathered: dict[IndicatorCode | CriterionCode | None, set[EvidenceCode]] = {}
        for use in self.uses:
            if "current_state" in use.place.steps:
                gathered.setdefault(use.indicator or use.criterion, set()).add(use.code)
        return gathered

    def find_uses(self, code: EvidenceCode) -> tuple[CodeUse, ...]:
        """Return the citations of a code in the order of the file; none where nothing cites it."""
        return self.by_code.get(code, ())

    def find_criteria(self, code: EvidenceCode) -> tuple[CriterionCode, ...]:
        """Return the criteria whose sheets cite a code, in the law's order."""
        return tuple(sorted({use.criterion for use in self.find_uses(code) if use.criterion is not None}))

    def find_cited_for(self, indicator: IndicatorCode) -> tuple[EvidenceCode, ...]:
        """Return the codes cited in an indicator's paragraphs, and in those of its criterion that name no indicator."""
        shared = self._in_states.get(indicator.criterion_code, frozenset())
        return tuple(sorted(self._in_states.get(indicator, frozenset()) | shared))

    def count_reuse(self, code: EvidenceCode | None = None) -> Reuse:
        """Return how often one code, or all of them, are cited at home and elsewhere."""
        distances = [_distance(use) for use in (self.uses if code is None else self.find_uses(code))]
        return Reuse(**{name: distances.count(name) for name in attrs.fields_dict(Reuse)})


def index_citations(assessment: SelfAssessment) -> CitationIndex:
    """Return the index of every citation in a self-assessment.

    A code typed without a box (``MC.1.1.01``) counts for the listed code of its criterion and number; a range cites
    every code in it.
    """
    return CitationIndex(tuple(_iter_uses(assessment)))


def _iter_uses(assessment: SelfAssessment) -> Iterator[CodeUse]:
    homes = homes_of(assessment)
    for text in iter_texts(assessment):
        for found in find_codes(text.text, homes):
            place = text.place.with_span(found.start, found.end)
            for code in found.codes:
                yield CodeUse(
                    place=place, criterion=text.criterion, indicator=text.indicator_code, found=found, code=code
                )


def _distance(use: CodeUse) -> str:
    if use.criterion is None:
        return "outside_sheets"
    if use.criterion == use.code.criterion_code:
        return "own_criterion"
    return "same_standard" if use.criterion.standard == use.code.standard else "other_standards"
