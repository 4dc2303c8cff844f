"""The cases that a reader of the law can check by hand, and the page that prints them as tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from kdcl.figures import Figures
from kdcl.figures.metrics_file import METRICS
from kdcl.law import Framework, Measure, Region, SchoolCategory
from kdcl.locale import get_locale
from kdcl.school import Figure, SchoolData, SchoolYear
from kdcl.standards import get_framework

ROOT = Path(__file__).parent.parent
CASES = ROOT / "src" / "kdcl" / "cases" / "published" / "measures.toml"
PAGES = {"en": ROOT / "docs" / "measures.md", "vi": ROOT / "docs" / "vi" / "measures.md"}
MARK = "<!-- The tables below are those of published/measures.toml; python tests/measure_cases.py writes them. -->\n"
YEAR = SchoolYear(2016)
YEARS = tuple(SchoolYear(start) for start in range(2012, 2017))
SCHOOLS = {
    None: "every school",
    "difficult": "difficult region",
    "other": "other region",
    "lower_secondary": "lower secondary",
    "upper_secondary": "upper secondary",
    "gifted": "gifted",
}
HEAD = ("indicator", "measured", "source", "school", "asked", "cases")
WORDS = {
    "vi": {
        "indicator": "chỉ số",
        "measured": "đo gì",
        "source": "căn cứ",
        "school": "trường",
        "asked": "yêu cầu",
        "cases": "các trường hợp",
        "circular": "Thông tư",
        "letter": "Công văn",
        "every school": "mọi trường",
        "difficult region": "vùng khó khăn",
        "other region": "các vùng khác",
        "lower secondary": "trung học cơ sở",
        "upper secondary": "trung học phổ thông",
        "gifted": "trường chuyên",
        "ethnic minority boarding": "dân tộc nội trú",
        "sessions per day": "số buổi học mỗi ngày",
        "nothing": "không yêu cầu",
        "no figure": "không có số liệu",
        "met": "đạt",
        "not met": "không đạt",
        "cannot be judged": "chưa kết luận được",
        "not applicable": "không áp dụng",
        ".": ",",
    }
}
"""The words of the tables in other languages than English; what is measured has its own in the catalogue."""


@attrs.frozen(kw_only=True)
class Case:
    """One case: a measure, a school, its figures and what the law makes of them."""

    framework: Framework
    measure: Measure
    category: SchoolCategory | None
    region: Region | None
    asks: str
    features: tuple[str, ...]
    figures: Mapping[str, Figure]
    value: Fraction | None
    verdict: str

    @property
    def threshold(self) -> Fraction | None:
        """The number asked for."""
        return None if self.asks == "nothing" else Fraction(self.asks[2:])

    def name_school(self, words: Mapping[str, str]) -> str:
        """Return the kind of school in words."""
        kinds = [SCHOOLS[name] for name in (self.category, self.region) if name is not None]
        kinds += [feature.replace("_", " ") for feature in self.features]
        named = [words.get(kind, kind) for kind in kinds]
        facts = [(fact.replace("_", " "), value) for fact, value in self.measure.condition]
        return ", ".join((*named, *(f"{words.get(fact, fact)}: {value}" for fact, value in facts))) or words.get(
            "every school", SCHOOLS[None]
        )

    def build_figures(self) -> Figures:
        """Return the figures of the school, alike in each of five years."""
        figures = build_figures(self.framework, self.figures, self.category, self.region)
        return attrs.evolve(figures, features=self.features)


def build_figures(
    framework: Framework,
    figures: Mapping[str, Figure],
    category: SchoolCategory | None = None,
    region: Region | None = None,
) -> Figures:
    """Return a school's figures from rows and cells by their names, alike in each of five years."""
    empty = Figures(
        data=SchoolData(),
        institution=framework.institution,
        category=category,
        region=region,
        year=YEAR,
        law=framework.shared,
    )
    tables: dict[str, dict[str, dict[str, Figure]]] = {}
    for name, figure in figures.items():
        table, row, *column = name.split(".")
        rows = {row: figure}
        if row == "total" and table in {"pupils", "classes"}:
            first, *others = empty.grades
            rows = {f"grade_{first}": figure, **{f"grade_{grade}": 0 for grade in others}}
        columns = column or (["value"] if table == "now" else [str(year) for year in YEARS])
        for key, value in rows.items():
            tables.setdefault(table, {}).setdefault(key, {}).update(dict.fromkeys(columns, value))
    return attrs.evolve(empty, data=SchoolData(tables))


def read_cases() -> tuple[Case, ...]:
    """Return every case in the order of the file."""
    content = tomllib.loads(CASES.read_text("utf-8"), parse_float=Decimal)
    return tuple(case for table in content["measure"] for case in _iter_cases(table))


def _iter_cases(table: dict[str, Any]) -> Iterator[Case]:
    framework = get_framework(table["framework"])
    wanted = (table["indicator"], table["metric"], tuple(table.get("when", {}).items()))
    (measure,) = (m for m in framework.measures if (str(m.indicator), m.metric, m.condition) == wanted)
    for case in table["cases"]:
        yield Case(
            framework=framework,
            measure=measure,
            category=SchoolCategory(case["category"]) if "category" in case else None,
            region=Region(case["region"]) if "region" in case else None,
            asks=case["asks"],
            features=tuple(case.get("features", ())),
            figures=case["figures"],
            value=None if case["value"] == "none" else Fraction(case["value"]),
            verdict=case["verdict"],
        )


def render_tables(cases: tuple[Case, ...], language: str = "en") -> str:
    """Return the cases as tables in Markdown, one row for each measure and kind of school."""
    lines: list[str] = []
    locale, words = get_locale(language), WORDS.get(language, {})
    for framework in dict.fromkeys(case.framework for case in cases):
        head = f"| {' | '.join(words.get(word, word) for word in HEAD)} |"
        lines += ["", f"## {locale.text(framework.title)}", "", head, "| --- " * len(HEAD) + "|"]
        rows: dict[tuple[str, ...], list[str]] = {}
        for case in (case for case in cases if case.framework == framework):
            measure = case.measure
            source = words.get("circular", "circular")
            if measure.letter is not None:
                source = f"{words.get('letter', 'letter')} {measure.letter.number}"
            title = locale.text(case.framework.part(METRICS)[measure.metric].title)
            key = (str(measure.indicator), title, source, case.name_school(words), _asked(case, words))
            value = words.get("no figure", "no figure") if case.value is None else _number(case.value)
            rows.setdefault(key, []).append(f"{_spell(value, words)}: {words.get(case.verdict, case.verdict)}")
        lines += [f"| {' | '.join(key)} | {'; '.join(shown)} |" for key, shown in rows.items()]
    return "\n".join(lines) + "\n"


def _asked(case: Case, words: Mapping[str, str]) -> str:
    unit = "%" if case.measure.unit == "%" and case.threshold is not None else ""
    return f"{_spell(words.get(case.asks, case.asks), words)}{unit}"


def _spell(number: str, words: Mapping[str, str]) -> str:
    return number.replace(".", words.get(".", "."))


def _number(value: Fraction) -> str:
    return str(value) if value.denominator in {1, 9} else f"{float(value):.5f}".rstrip("0")


if __name__ == "__main__":
    for name, page in PAGES.items():
        text = page.read_text("utf-8").partition(MARK)[0]
        page.write_text(text + MARK + render_tables(read_cases(), name), "utf-8")
