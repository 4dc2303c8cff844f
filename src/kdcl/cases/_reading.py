"""Reading a file of cases: strictly, with every problem of the file at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.cases import _expecting
from kdcl.cases._ratings import LISTS, read_ratings
from kdcl.cases._words import Understood, understand
from kdcl.cases.facts import Asked, Expectation, LawCase
from kdcl.convert import LoadResult, read, reads
from kdcl.errors import FrameworkFileError, FrameworkNotAvailableError, UnknownFrameworkError
from kdcl.figures import Figures
from kdcl.figures.form_file import FORM
from kdcl.figures.plain import read_figures
from kdcl.law import Framework, LevelReading, Measure, Region, SchoolCategory
from kdcl.messages import Message, message
from kdcl.places import Place
from kdcl.school import Figure, Ratings, School, SchoolFeature, SchoolYear, SelfAssessment
from kdcl.standards import get_framework, load_level_rules
from kdcl.standards._table import SCHEMA, LawFile, LawTable

YEAR: Final = SchoolYear(2016)
"""The school year that figures by their rows alone stand for; the four before it have the same."""
_FACTS: Final = (*LISTS, "others", "ratings", "figures", "category", "region", "features")
_WHOLE: Final = ("school", "file")


class _CaseFile(LawFile):
    """A file of cases, whose keys may be in two languages."""

    understood: Understood

    def understand(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return the content in the library's words."""
        self.understood = understand(content)
        for place, problem in self.understood.problems:
            self.note(place, problem)
        return {"schema": SCHEMA, **self.understood.content}

    @property
    def has_problems(self) -> bool:
        """Whether anything was noted so far."""
        return bool(self._problems)

    def note(self, place: Place, problem: Message) -> None:
        """Remember a problem at a place, in the file's own words."""
        super().note(self.understood.name_place(place) if hasattr(self, "understood") else place, problem)


def read_cases(file: Traversable) -> tuple[LawCase, ...]:
    """Return the cases of a file.

    Raises:
        FrameworkFileError: it has problems, or no case at all.
    """
    law = _CaseFile(file)
    root = law.root
    cases = _Reader(root, file).read()
    if not cases and not law.has_problems:
        root.note_here(message("there is no case in this file; write one as [[case]], or as a row of a [[measure]]"))
    law.close()
    return tuple(_as_written(case, law.understood) for case in cases)


def _as_written(case: LawCase, understood: Understood) -> LawCase:
    """Return a case with its places in the words of the file."""
    expected = tuple(attrs.evolve(each, place=understood.name_place(each.place)) for each in case.expectations)
    return attrs.evolve(case, place=understood.name_place(case.place), expectations=expected)


@attrs.frozen
class _Reader:
    """Reads the tables of one file."""

    root: LawTable
    file: Traversable

    def read(self) -> list[LawCase]:
        """Return the cases."""
        default = self._read_law(self.root, None) if "framework" in self.root else None
        cases: list[LawCase] = []
        if "case" in self.root:
            cases += (case for table in self.root.tables("case") if (case := self._read_case(table, default)))
        if "measure" in self.root:
            cases += (case for table in self.root.tables("measure") for case in self._iter_rows(table, default))
        return cases

    def _read_law(self, table: LawTable, default: Framework | None) -> Framework | None:
        """Return the framework that a table names, under the rules and the reading that it names."""
        framework = default
        if "framework" in table or default is None:
            name = table.text("framework")
            try:
                framework = get_framework(name) if name else None
            except (UnknownFrameworkError, FrameworkNotAvailableError) as error:
                table.note("framework", error.message)
        if framework is not None and (path := table.find_text("rules")) is not None:
            framework = self._with_rules(table, framework, path)
        reading = table.find_choice("reading", LevelReading)
        if framework is not None and reading is not None:
            if framework.level_rules is None:
                table.note("reading", message("no level rules are known for {framework}", framework=framework.id))
            else:
                framework = framework.with_level_rules(framework.level_rules.with_reading(reading))
        return framework

    def _with_rules(self, table: LawTable, framework: Framework, path: str) -> Framework:
        try:
            return framework.with_level_rules(load_level_rules(self._beside(path), framework))
        except FrameworkFileError as error:
            table.note("rules", error.message)
            return framework

    def _beside(self, path: str) -> Path:
        """Return the path of a file that is named from where the file of cases stands."""
        return Path(str(self.file)).parent / path

    def _read_case(self, table: LawTable, default: Framework | None) -> LawCase | None:
        name, clause = table.text("name"), table.find_text("clause")
        framework = self._read_law(table, default)
        expected = table.table("expect")
        if framework is None:
            table.pass_over(*table)
            expected.pass_over(*expected)
            return None
        loaded, ratings = None, Ratings()
        if any(key in table for key in _WHOLE):
            if told := [key for key in _FACTS if key in table]:
                table.note(told[0], message("the facts come from the school's file; leave this out, or that"))
                table.pass_over(*told)
            loaded = self._read_school(table, framework)
            if loaded is None or loaded.assessment is None:
                return None
            assessment = loaded.assessment
            ratings = Ratings({code: rating for code, rating in assessment.ratings.items() if code in framework})
        else:
            ratings = read_ratings(table, framework)
            assessment = _read_facts(table, framework, name, ratings)
        return LawCase(
            name=name,
            clause=clause,
            place=table.place,
            framework=framework,
            ratings=ratings,
            figures=Figures.of(assessment, framework),
            assessment=assessment,
            loaded=loaded,
            expectations=_expecting.read_expectations(expected, framework),
        )

    def _read_school(self, table: LawTable, framework: Framework) -> LoadResult | None:
        """Return the school's file that a case names or holds."""
        if "school" not in table:
            loaded = read(self._beside(table.text("file")), framework)
        elif "file" in table:
            table.note("file", message("the facts stand here already, as school; keep one of the two"))
            return None
        else:
            facts = {"framework": framework.id, **table.table("school").plain()}
            loaded = reads(json.dumps(_to_json(facts)), str(self.file), framework)
        if loaded.assessment is None:
            table.note("file", loaded.problems[0].message)
        return loaded

    def _iter_rows(self, table: LawTable, default: Framework | None) -> Iterator[LawCase]:
        """Iterate over the rows of a number of the law, each a case of its own."""
        framework = self._read_law(table, default)
        measure = None if framework is None else _find_measure(table, framework)
        for row in table.tables("cases"):
            name, clause = row.find_text("name"), row.find_text("clause")
            if framework is None or measure is None:
                row.pass_over(*row)
                continue
            assessment = _read_facts(row, framework, name or measure.metric, Ratings())
            yield LawCase(
                name=name or f"{measure.indicator} {measure.metric}",
                clause=clause,
                place=row.place,
                framework=framework,
                ratings=Ratings(),
                figures=Figures.of(assessment, framework),
                assessment=assessment,
                loaded=None,
                expectations=tuple(_iter_row(row, measure)),
            )


def _read_facts(table: LawTable, framework: Framework, name: str, ratings: Ratings) -> SelfAssessment:
    """Return a school of which nothing is known but what a case states."""
    features = [SchoolFeature(name) for name in _iter_features(table)]
    school = School(
        name=name or "-",
        category=table.find_choice("category", SchoolCategory),
        region=table.find_choice("region", Region),
        features=tuple(features),
    )
    bare = SelfAssessment(framework=framework.id, school=school, school_year=YEAR, ratings=ratings)
    return attrs.evolve(bare, data=_read_data(table, Figures.of(bare, framework))) if "figures" in table else bare


def _iter_features(table: LawTable) -> Iterator[str]:
    known = tuple(SchoolFeature)
    for number, name in enumerate(table.texts("features") if "features" in table else ()):
        if name in known:
            yield name
        else:
            place = table.place.at("features", number)
            table.note_at(place, message("{found} is not known; write one of: {known}", found=repr(name), known=known))


def _read_data(table: LawTable, empty: Figures) -> Any:  # noqa: ANN401 - the figures that `read_figures` returns
    """Return figures by their rows and cells, alike in each of five years where no year is named."""
    given = table.table("figures")
    tables: dict[str, dict[str, dict[str, Figure]]] = {}
    for name in given:
        figure = given.number(name)
        steps = name.split(".")
        if len(steps) not in {2, 3}:
            given.note(name, message("write the table and the row, and a column where it matters: pupils.total"))
            continue
        section, row, *column = steps
        rows = {row: figure}
        if row == "total" and section in {"pupils", "classes"}:
            first, *others = empty.grades
            rows = {f"grade_{first}": figure, **{f"grade_{grade}": "0" for grade in others}}
        columns = column or (["value"] if section == "now" else [str(year) for year in empty.years])
        for key, value in rows.items():
            tables.setdefault(section, {}).setdefault(key, {}).update(
                dict.fromkeys(columns, int(value) if value.isdigit() else value)
            )
    data, flaws = read_figures(tables, empty.law.part(FORM), repr)
    for steps_to, flaw in flaws.items():
        given.note(".".join(steps_to), flaw)
    return data


def _to_json(value: Any) -> Any:  # noqa: ANN401 - TOML has no one type
    match value:
        case dict():
            return {key: _to_json(part) for key, part in value.items()}
        case list():
            return [_to_json(part) for part in value]
        case bool() | int():
            return value
        case _:  # exact decimals and dates are texts in a school's file
            return str(value)


def _find_measure(table: LawTable, framework: Framework) -> Measure | None:
    """Return the number of the law that a table is about."""
    indicator, metric = table.text("indicator"), table.text("metric")
    when = table.table("when") if "when" in table else None
    condition = () if when is None else tuple((key, when.whole(key, 0, 1_000_000)) for key in when)
    for measure in framework.measures:
        if (str(measure.indicator), measure.metric, measure.condition) == (indicator, metric, condition):
            return measure
    known = tuple(f"{each.indicator} {each.metric}" for each in framework.measures)
    if indicator and metric:
        table.note(
            "metric",
            message("the law has no such number under these conditions; known are: {known}", known=known),
        )
    return None


def _iter_row(row: LawTable, measure: Measure) -> Iterator[Expectation]:
    of = f"{measure.indicator} {measure.metric}"
    for asked in (Asked.ASKS, Asked.VALUE):
        if asked.value in row:
            text = row.text(asked.value)
            number = _expecting.read_number(row, asked.value, text.lstrip("≥≤>=< "))
            yield Expectation(asked=asked, expected=number, place=row.place.at(asked.value), of=of, measure=measure)
    yield _expecting.read_verdict(row, "verdict", of, measure)
