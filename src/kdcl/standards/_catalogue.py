"""The tree of a framework from its catalogue file: standards, criteria and indicators with their citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sized
from importlib.resources.abc import Traversable
from typing import Self

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.law import (
    Cessation,
    Citation,
    Criterion,
    DocumentKind,
    Framework,
    Indicator,
    InstitutionType,
    LegalDocument,
    LegalNumber,
    Standard,
    Status,
    SuggestedEvidence,
)
from kdcl.messages import BilingualText, message
from kdcl.standards._fields import read_fields
from kdcl.standards._numbers import parse_number, read_number, read_numbers
from kdcl.standards._table import LawFile, LawTable


def read_catalogue(file: Traversable) -> Framework:
    """Return the framework of a catalogue file, without level rules and measures.

    Raises:
        FrameworkFileError: the file has problems.
    """
    with LawFile(file) as root:
        table = root.table("framework")
        head, tree = read_fields(table, _Head, table=table, circular=_read_circular(table)), _Tree.read(root)
        tree.note_misplaced()
        tree.note_gaps()
        head.note_counts(tree)
        standards = _build_standards(head, tree)
    return Framework(
        id=head.id,
        institution=head.institution,
        title=head.title,
        circular=head.circular,
        letter=head.letter,
        standards=standards,
        level_rules=None,
        measures=(),
    )


@attrs.frozen(kw_only=True)
class _Head:
    """What a catalogue says of itself."""

    table: LawTable
    id: str
    title: BilingualText
    institution: InstitutionType
    circular: LegalDocument
    letter: LegalNumber | None
    requirement_status: Status

    def note_counts(self, tree: _Tree) -> None:
        """Note each declared count that the file does not hold: a truncated file must not pass."""
        counts: dict[str, Sized] = {
            "standards": tree.standards,
            "criteria": tree.criteria,
            "indicators": tree.indicators,
        }
        for key, items in counts.items():
            declared = self.table.readable_whole(key, 1, 9999)
            if declared not in {None, len(items)}:
                self.table.note(
                    key,
                    message(
                        "{declared} are declared, but the file has {found}; complete the file or correct the number",
                        declared=declared,
                        found=len(items),
                    ),
                )


def _read_circular(table: LawTable) -> LegalDocument:
    ceased = table.find_day("ceased")
    end = Cessation(
        institution=None, day=ceased, not_before=None, replaced_by=None, cases_until=None, status=Status.VERIFIED
    )
    return LegalDocument(
        number=read_number(table, "circular"),
        kind=DocumentKind.CIRCULAR,
        issued=table.day("issued"),
        in_force=table.day("in_force"),
        cessations=() if ceased is None else (end,),
        guidance=read_numbers(table, "guidance"),
        status=Status.VERIFIED,
    )


@attrs.frozen(kw_only=True)
class _Tree:
    """The tables of a catalogue by their numbers, each kind in the law's order."""

    standards: dict[int, LawTable]
    criteria: dict[CriterionCode, LawTable]
    indicators: dict[IndicatorCode, LawTable]

    @classmethod
    def read(cls, root: LawTable) -> Self:
        return cls(
            standards=dict(sorted(root.table("standard").named(parse_number, 1).items())),
            criteria=dict(sorted(root.table("criterion").named(CriterionCode.parse, 2).items())),
            indicators=dict(sorted(root.table("indicator").named(IndicatorCode.parse, 3).items())),
        )

    def note_misplaced(self) -> None:
        """Note what belongs to nothing, and what nothing belongs to."""
        for code, table in self.criteria.items():
            if code.standard not in self.standards:
                _note_orphan(table, f"[standard.{code.standard}]")
        for letter, table in self.indicators.items():
            if letter.criterion_code not in self.criteria:
                _note_orphan(table, f'[criterion."{letter.criterion_code}"]')
        filled_standards = {code.standard for code in self.criteria}
        for number, table in self.standards.items():
            if number not in filled_standards:
                _note_empty(table, f'[criterion."{number}.1"]')
        filled_criteria = {code.criterion_code for code in self.indicators}
        for code, table in self.criteria.items():
            if code not in filled_criteria:
                _note_empty(table, f'[indicator."{code}.a"]')

    def note_gaps(self) -> None:
        """Note each number that does not follow the one before it."""
        _note_gaps((table, (), number) for number, table in self.standards.items())
        _note_gaps((table, (code.standard,), code.criterion) for code, table in self.criteria.items())
        _note_gaps(
            (table, (code.standard, code.criterion), ord(code.letter) - ord("a") + 1)
            for code, table in self.indicators.items()
        )


def _note_orphan(table: LawTable, parent: str) -> None:
    table.note_here(message("it belongs to nothing: {parent} is missing; add it or correct the number", parent=parent))


def _note_empty(table: LawTable, first: str) -> None:
    table.note_here(message("nothing belongs to it; add {first} and those after it", first=first))


def _note_gaps(items: Iterable[tuple[LawTable, tuple[int, ...], int]]) -> None:
    """Note each item whose place among those of the same parent is not the one after the item before."""
    last: dict[tuple[int, ...], int] = {}
    for table, parent, place in items:
        expected = last.get(parent, 0) + 1
        if place != expected:
            table.note_here(message("the numbering has a gap: {expected} is missing", expected=_name(parent, expected)))
        last[parent] = place


def _name(parent: tuple[int, ...], place: int) -> str:
    own = chr(ord("a") + place - 1) if len(parent) == 2 else str(place)  # noqa: PLR2004 - standard and criterion
    return ".".join((*map(str, parent), own))


def _build_standards(head: _Head, tree: _Tree) -> tuple[Standard, ...]:
    """Return the whole tree. What belongs to nothing is read all the same, so that its problems are found too."""
    citations = {number: _read_citation(head, table) for number, table in tree.standards.items()}
    nowhere = Citation(document=head.circular.number, article=0, status=Status.UNKNOWN)
    indicators: dict[CriterionCode, list[Indicator]] = defaultdict(list)
    for code, table in tree.indicators.items():
        article = citations.get(code.standard, nowhere)
        indicators[code.criterion_code].append(_build_indicator(table, code, article, head.requirement_status))
    criteria: dict[int, list[Criterion]] = defaultdict(list)
    for number, table in tree.criteria.items():
        article = citations.get(number.standard, nowhere)
        criteria[number.standard].append(_build_criterion(table, number, article, tuple(indicators[number])))
    return tuple(
        Standard(
            number=number,
            title=table.bilingual("title"),
            criteria=tuple(criteria[number]),
            citation=citations[number],
        )
        for number, table in tree.standards.items()
    )


def _read_citation(head: _Head, table: LawTable) -> Citation:
    return Citation(
        document=head.circular.number,
        article=table.whole("article", 1, 999),
        status=table.choice("article_status", Status),
    )


def _build_criterion(
    table: LawTable, code: CriterionCode, article: Citation, indicators: tuple[Indicator, ...]
) -> Criterion:
    return Criterion(
        code=code,
        title=table.bilingual("title"),
        indicators=indicators,
        citation=attrs.evolve(article, clause=code.criterion),
    )


def _build_indicator(table: LawTable, code: IndicatorCode, article: Citation, status: Status) -> Indicator:
    return read_fields(
        table,
        Indicator,
        code=code,
        checks=tuple(check.both_languages() for check in table.tables("checks")),
        evidence=tuple(
            SuggestedEvidence(
                kind=each.text("kind"), text=each.both_languages(), is_alternative=each.find_flag("alternative")
            )
            for each in table.tables("evidence")
        ),
        citation=attrs.evolve(article, clause=code.criterion, point=code.letter),
        status=table.find_choice("status", Status) or status,
    )
