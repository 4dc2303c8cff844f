"""The figures of one school, laid out by the form: what it states, and the totals and ratios that follow.

Everything is exact: whole numbers and fractions. A total is the sum of its parts and nothing else; where a part is
missing there is no total. What a school states as a total is only ever compared (`Figures.disagreements`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol, Self

import attrs

from kdcl.figures.data import DataPlace, SchoolData
from kdcl.figures.form import GRADES, FormRelation, FormRow, FormTable, RelationKind, SchoolDataForm, ValueKind
from kdcl.figures.form_file import FORM
from kdcl.law import Framework, InstitutionType, Region, SchoolCategory, SharedLaw
from kdcl.years import SchoolYear

REPORTED_YEARS = 5
"""School years that Part I of the report asks for: the one assessed and the four before it."""


class Traits(Protocol):
    """What figures need to know of a school; `kdcl.school.School` has it."""

    @property
    def category(self) -> SchoolCategory | None:
        """The group of secondary schools."""

    @property
    def region(self) -> Region | None:
        """The region whose thresholds apply."""

    @property
    def features(self) -> Sequence[str]:
        """The boxes that Part I lets a school tick."""


class Assessed(Protocol):
    """What figures need of a self-assessment; `kdcl.school.SelfAssessment` has it, and stands above this room."""

    @property
    def data(self) -> SchoolData:
        """What the school states."""

    @property
    def school(self) -> Traits:
        """The school."""

    @property
    def school_year(self) -> SchoolYear:
        """The school year assessed."""


@attrs.frozen(kw_only=True)
class Disagreement:
    """A stated total or ratio that is not what its parts give.

    Attributes:
        place: where it is stated.
        stated: what is stated.
        derived: what the parts give.
    """

    place: DataPlace
    stated: Fraction
    derived: Fraction


@attrs.frozen(kw_only=True)
class Breach:
    """Figures that cannot stand beside each other.

    Attributes:
        parts: where the parts stand.
        comparison: how their sum should compare with the whole.
        whole: where the whole stands.
        parts_sum: the sum of the parts.
        whole_figure: the whole.
    """

    parts: tuple[DataPlace, ...]
    comparison: RelationKind
    whole: DataPlace
    parts_sum: Fraction
    whole_figure: Fraction


@attrs.frozen(kw_only=True)
class Figures:
    """A school's data with all that is needed to read them: the form, the kind of school, the school year assessed.

    Attributes:
        data: what the school states.
        institution: the type of institution.
        category: the group of secondary schools; None for others, or where it is not stated.
        region: the region whose thresholds apply; None where it is not stated.
        features: the boxes of Part I that the school has ticked.
        year: the school year assessed.
        law: the law that declares the form and what is measured by it.
        form: the form that declares the tables.
    """

    data: SchoolData
    institution: InstitutionType
    category: SchoolCategory | None = None
    region: Region | None = None
    features: Sequence[str] = ()
    year: SchoolYear
    law: SharedLaw = attrs.field(repr=False)

    @classmethod
    def of(cls, assessment: Assessed, framework: Framework) -> Self:
        """Return the figures of a self-assessment held against a framework."""
        return cls(
            data=assessment.data,
            institution=framework.institution,
            category=assessment.school.category,
            region=assessment.school.region,
            features=assessment.school.features,
            year=assessment.school_year,
            law=framework.shared,
        )

    @property
    def form(self) -> SchoolDataForm:
        """The form that declares the tables."""
        return self.law.part(FORM).for_institution(self.institution)

    @property
    def years(self) -> tuple[SchoolYear, ...]:
        """The school years that the report covers: the five that end with the one assessed."""
        last = self.year.start
        return tuple(SchoolYear(start) for start in range(last - REPORTED_YEARS + 1, last + 1))

    @functools.cached_property
    def grades(self) -> range:
        """The grades of the school by the form; a secondary school of several levels has those it states as well."""
        grades = self.form.grades_of(self.institution, self.category)
        if self.institution is not InstitutionType.SECONDARY:
            return grades
        stated = {place.row for place in self.data}
        found = [grade for grade in GRADES if f"grade_{grade}" in stated]
        return range(min([grades.start, *found]), max([grades.stop - 1, *found]) + 1)

    def rows(self, table: FormTable) -> tuple[FormRow, ...]:
        """Return the rows of a table that this school is asked for."""
        return table.rows_for(self.institution, self.grades)

    def find_row(self, name: str) -> FormRow | None:
        """Return a row by its name, as in ``pupils.grade_1``, or None where this school is not asked for it."""
        return self._rows.get(name)

    def find(self, name: str, column: str | SchoolYear) -> Fraction | None:
        """Return a figure, stated or derived, or None where it is missing or is no number.

        Args:
            name: the row with its table, as in ``pupils.total``.
            column: the school year, or the column's id.

        >>> from kdcl.standards import get_shared_law
        >>> data = SchoolData({"rooms": {"permanent": {"2016-2017": 16}, "semi_permanent": {"2016-2017": 4},
        ...     "temporary": {"2016-2017": 0}}})
        >>> law = get_shared_law("42/2012/TT-BGDĐT")
        >>> figures = Figures(data=data, institution=InstitutionType.PRIMARY, year=SchoolYear(2016), law=law)
        >>> figures.find("rooms.total", SchoolYear(2016))
        Fraction(20, 1)
        """
        row = self._rows.get(name)
        if row is None:
            return None
        if row.value is ValueKind.TOTAL:
            return self._sum([self.find(part, column) for part in self.parts_of(name)])
        if row.value is ValueKind.RATIO:
            part, whole = (self.find(part, column) for part in row.parts)
            return part / whole if part is not None and whole else None
        table, _, key = name.partition(".")
        stated = self.data.find(table, key, column)
        return None if stated is None or isinstance(stated, str) else Fraction(stated)

    def parts_of(self, name: str) -> tuple[str, ...]:
        """Return the names of the rows that a total is the sum of, grade by grade."""
        row, table = self._rows[name], name.partition(".")[0]
        return tuple(f"{table}.{other.key}" for other in self._by_table[table] if other.id in row.parts)

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return every stated total or ratio that is not what its parts give, in the order of the data.

        A stated ratio agrees when it is the exact one rounded to the digits that are stated.
        """
        return tuple(self._iter_disagreements())

    def breaches(self) -> tuple[Breach, ...]:
        """Return every place where figures cannot stand beside each other, as the form's relations tell."""
        return tuple(breach for relation in self.form.relations for breach in self._iter_breaches(relation))

    def strangers(self) -> tuple[DataPlace, ...]:
        """Return the cells that this school is not asked for: rows of other institutions or grades."""
        return tuple(place for place in self.data if place.row_name not in self._rows)

    @functools.cached_property
    def _by_table(self) -> dict[str, tuple[FormRow, ...]]:
        return {table.id: self.rows(table) for table in self.form.tables}

    @functools.cached_property
    def _rows(self) -> dict[str, FormRow]:
        return {f"{table}.{row.key}": row for table, rows in self._by_table.items() for row in rows}

    @staticmethod
    def _sum(figures: list[Fraction | None]) -> Fraction | None:
        known = [figure for figure in figures if figure is not None]
        return sum(known, Fraction()) if figures and len(known) == len(figures) else None

    def _iter_disagreements(self) -> Iterator[Disagreement]:
        for place, stated in self.data.items():
            row = self._rows.get(place.row_name)
            if row is None or not row.value.is_derived or isinstance(stated, str):
                continue
            derived = self.find(place.row_name, place.column)
            if derived is not None and not agrees(stated, derived):
                yield Disagreement(place=place, stated=Fraction(stated), derived=derived)

    def _iter_breaches(self, relation: FormRelation) -> Iterator[Breach]:
        for parts, whole in self._iter_places(relation):
            total = self.find(whole.row_name, whole.column)
            added = self._sum([self.find(part.row_name, part.column) for part in parts])
            if total is None or added is None:
                continue
            if added > total or (relation.comparison is RelationKind.EQUAL and added != total):
                yield Breach(
                    parts=parts, comparison=relation.comparison, whole=whole, parts_sum=added, whole_figure=total
                )

    def _iter_places(self, relation: FormRelation) -> Iterator[tuple[tuple[DataPlace, ...], DataPlace]]:
        """Iterate over the places that a relation is about: by row of its table, or by column."""
        if relation.table is not None:
            for row in self._by_table[relation.table]:
                if not row.value.is_derived:
                    *parts, whole = (
                        DataPlace(relation.table, row.key, column) for column in (*relation.parts, relation.whole)
                    )
                    yield tuple(parts), whole
            return
        for year in self.data.years:
            yield tuple(DataPlace.of(part, year) for part in relation.parts), DataPlace.of(relation.whole, year)


@functools.cache
def known_rows(form: SchoolDataForm) -> Mapping[str, Mapping[str, FormRow]]:
    """Return the rows of each table by their keys, for schools of any institution and grade."""
    known: dict[str, dict[str, FormRow]] = {}
    for table in form.tables:
        rows = known[table.id] = {}
        for row in table.rows:
            rows.update((each.key, each) for each in row.for_grades(GRADES))
    return MappingProxyType(known)


def agrees(stated: int | Decimal, derived: Fraction) -> bool:
    """Return whether a stated number is the exact one, rounded to as many digits as are stated.

    >>> agrees(Decimal("1.55"), Fraction(31, 20)), agrees(Decimal("1.6"), Fraction(31, 20)), agrees(2, Fraction(31, 20))
    (True, True, True)
    """
    digits = -int(stated.as_tuple().exponent) if isinstance(stated, Decimal) else 0
    return abs(Fraction(stated) - derived) <= Fraction(1, 2 * 10**digits)
