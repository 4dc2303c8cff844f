"""Facts of many schools as tables, both ways: evidence, figures, findings, measures, a row for each.

A table keeps every text as it is. What a program for tables would change on the way (blanks at the ends of a text,
signs that begin a formula, a number that was typed as words) stands in the double quotes of JSON in ``.csv`` and
``.xlsx``; ``docs/analysis/many-schools.md`` says how.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import attrs

from kdcl.convert import dumps, loads
from kdcl.errors import FrameError
from kdcl.findings import Finding
from kdcl.measures import Verdict
from kdcl.messages import Translator, WordedEnum, message
from kdcl.school import DataPlace, Evidence, Figure, SchoolData, SelfAssessment
from kdcl.summaries import MeasureResult

Value = str | int | float | None
"""What stands in a cell."""
SCHOOL: Final = "school"
"""The column that names the school, or its file."""
_NUMBER: Final = frozenset("+-.0123456789")
_LISTS: Final = frozenset({"school_years", "pieces", "replaced"})
"""The parts of evidence that are no texts."""


class FactKind(WordedEnum):
    """Facts that a table can hold."""

    EVIDENCE = "evidence", message("evidence")
    FIGURES = "figures", message("figures")
    FINDINGS = "findings", message("findings")
    MEASURES = "measures", message("the law's numbers")


_COLUMNS: Final[Mapping[FactKind, Mapping[str, type]]] = {
    FactKind.EVIDENCE: {field.name: str for field in attrs.fields(Evidence)},
    FactKind.FIGURES: {"table": str, "row": str, "column": str, "figure": str},
    FactKind.FINDINGS: {
        "check": str, "severity": str, "path": str, "start": int, "end": int, "message": str, "source": str,
        "fix": str, "texts": str,
    },
    FactKind.MEASURES: {"indicator": str, "metric": str, "verdict": str, "value": str, "number": float},
}  # fmt: skip
"""The columns of each kind behind that of the school, with what they hold; lists stand as JSON in one text."""


@attrs.frozen(kw_only=True)
class FactTable:
    """A table of facts.

    Attributes:
        kind: what its rows are.
        rows: the rows, each with the name of the school first.
    """

    kind: FactKind
    rows: tuple[tuple[Value, ...], ...]

    @property
    def columns(self) -> dict[str, type]:
        """The columns in order, with what they hold."""
        return {SCHOOL: str, **_COLUMNS[self.kind]}

    @property
    def schools(self) -> tuple[str, ...]:
        """The schools, in the order of their first rows."""
        return tuple(dict.fromkeys(str(row[0]) for row in self.rows))

    def iter_of(self, school: str) -> Iterator[dict[str, Any]]:
        """Iterate over the rows of a school as plain values, cells that hold nothing left out."""
        names = tuple(_COLUMNS[self.kind])
        for own, *cells in self.rows:
            if own == school:
                yield {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}

    @classmethod
    def of(cls, kind: FactKind, told: Iterable[tuple[str, Iterable[Mapping[str, Value]]]]) -> FactTable:
        """Return the table of what is told of each school."""
        names = tuple(_COLUMNS[kind])
        return cls(
            kind=kind, rows=tuple((school, *(row.get(name) for name in names)) for school, rows in told for row in rows)
        )


def tell_evidence(assessment: SelfAssessment) -> Iterator[dict[str, Value]]:
    """Iterate over a school's evidence as rows: what its file holds of each, lists as JSON."""
    for piece in json.loads(dumps(assessment)).get("evidence", ()):
        yield {name: value if isinstance(value, str) else _write_json(value) for name, value in piece.items()}


def tell_figures(assessment: SelfAssessment) -> Iterator[dict[str, Value]]:
    """Iterate over a school's figures as rows; a number is written as one, and words that look like one in quotes."""
    for place, figure in assessment.data.items():
        yield {**place._asdict(), "figure": _write_figure(figure)}


def tell_findings(findings: Iterable[Finding], translator: Translator) -> Iterator[dict[str, Value]]:
    """Iterate over findings as rows, in the words of a language."""
    for finding in findings:
        told = finding.to_dict(translator)
        yield told | ({"texts": _write_json(told["texts"])} if "texts" in told else {})


def tell_measures(results: Iterable[MeasureResult]) -> Iterator[dict[str, Value]]:
    """Iterate over what a school's figures say of the law's numbers as rows, exact and as a number to reckon with."""
    for each in results:
        known = each.value is not None
        yield {
            "indicator": each.indicator,
            "metric": each.metric,
            "verdict": each.verdict.value,
            "value": str(each.value) if known else None,
            "number": float(each.value) if each.value is not None else None,
        }


def put_facts(assessment: SelfAssessment, table: FactTable, school: str) -> SelfAssessment:
    """Return a school's facts with those of a table in place of its own: its evidence, or its figures.

    Args:
        assessment: the school's facts.
        table: evidence or figures of schools.
        school: the name of the school in the table.

    Raises:
        FrameError: the table holds something else, which a school's file does not keep.
        SchoolFileError: it holds what no school's file can; every problem is told.
    """
    if table.kind is FactKind.EVIDENCE:
        tree = json.loads(dumps(assessment))
        tree["evidence"] = [
            {name: json.loads(value) if name in _LISTS else value for name, value in row.items()}
            for row in table.iter_of(school)
        ]
        return loads(json.dumps(tree), school)
    if table.kind is FactKind.FIGURES:
        figures = {
            DataPlace(row["table"], row["row"], row["column"]): _read_figure(row["figure"])
            for row in table.iter_of(school)
        }
        return attrs.evolve(assessment, data=SchoolData().with_figures(figures))
    raise FrameError(table.kind.value, message("a school's file holds no such facts; give evidence or figures"))


def list_findings(table: FactTable, school: str) -> list[dict[str, Any]]:
    """Return the findings of a school as `Finding.to_dict` told them."""
    names = [name for name in _COLUMNS[FactKind.FINDINGS] if name != "texts"]
    return [
        {**{name: row.get(name) for name in names}, **({"texts": json.loads(row["texts"])} if "texts" in row else {})}
        for row in table.iter_of(school)
    ]


def list_measures(table: FactTable, school: str) -> tuple[MeasureResult, ...]:
    """Return what the figures of a school say of the law's numbers, exact."""
    return tuple(
        MeasureResult(
            indicator=row["indicator"],
            metric=row["metric"],
            verdict=Verdict(row["verdict"]),
            value=Fraction(row["value"]) if "value" in row else None,
        )
        for row in table.iter_of(school)
    )


def find_fact_kind(columns: Sequence[str]) -> FactKind | None:
    """Return the kind of facts that a table with these columns holds, or None."""
    return next((kind for kind in FactKind if [SCHOOL, *_COLUMNS[kind]] == list(columns)), None)


def _write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_figure(figure: Figure) -> str:
    """Return a figure as text; words that could be taken for a number or for such quotes stand in quotes."""
    if isinstance(figure, str):
        return _write_json(figure) if not figure or figure[0] in _NUMBER or figure[0] == '"' else figure
    return str(figure)


def _read_figure(text: str) -> Figure:
    if text.startswith('"'):
        words: str = json.loads(text)
        return words
    if text[0] in _NUMBER:
        return int(text) if text.isdigit() else Decimal(text)
    return text
