"""The form of a school's data (cơ sở dữ liệu, Part I of the report): which facts and tables a school is asked for.

It is declared once, in the file ``school_data.toml`` of a circular (`kdcl.figures.form_file` reads it);
whatever prints, asks for or checks these data is given it with the framework.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable
from typing import Any, Final

import attrs

from kdcl.law import InstitutionType, SchoolCategory
from kdcl.messages import BilingualText

GRADES: Final = range(1, 13)
"""The grades that the schools of the law have, from the first to the last."""


class Side(enum.StrEnum):
    """Where a fact stands in the form."""

    WHOLE = "whole"
    LEFT = "left"
    RIGHT = "right"


class ValueKind(enum.StrEnum):
    """What stands in the cells of a row or column."""

    COUNT = "count"
    """A whole number that the school states."""
    DECIMAL = "decimal"
    """A number with a fraction that the school states."""
    PERCENT = "percent"
    """A share that the school states."""
    TOTAL = "total"
    """The sum of other rows; never stated."""
    RATIO = "ratio"
    """One row divided by another; never stated."""
    TEXT = "text"
    """Words."""

    @property
    def is_derived(self) -> bool:
        """Whether it follows from other rows."""
        return self in (ValueKind.TOTAL, ValueKind.RATIO)


@attrs.frozen(kw_only=True)
class FormFact:
    """A fact that identifies the school; its id is the name of the school's attribute."""

    id: str
    label: BilingualText
    side: Side


@attrs.frozen(kw_only=True)
class FormFeature:
    """A box to tick; its id is the feature's value."""

    id: str
    label: BilingualText


@attrs.frozen(kw_only=True)
class GradeRange:
    """The grades of the schools of a type and category; without a category, of those that name none."""

    institution: InstitutionType
    category: SchoolCategory | None
    first: int
    last: int


@attrs.frozen(kw_only=True)
class FormColumn:
    """A column of a table; columns that follow each other in one group share a heading."""

    id: str
    label: BilingualText
    value: ValueKind
    group: BilingualText | None


@attrs.frozen(kw_only=True)
class FormRow:
    """A row of a table.

    Attributes:
        id: its name in its table; rows of one id are for different institutions or grades.
        label: what is asked.
        value: what stands in it.
        parts: the rows a total or ratio is derived from; of other tables as ``table.row``.
        institution: the institutions it is for, or None for all.
        is_per_grade: whether it stands for one row per grade.
        is_at_year_end: whether the figure is known only when the school year is over.
        explanation: what the entry form says beside the row.
        also: other ways in which schools write the label.
        grade: the grade it is for, once it is laid out for a school.
    """

    id: str
    label: BilingualText
    value: ValueKind
    parts: tuple[str, ...]
    institution: InstitutionType | None
    is_per_grade: bool
    is_at_year_end: bool
    explanation: BilingualText | None
    also: tuple[str, ...]
    grade: int | None = None

    @property
    def key(self) -> str:
        """The row's name in a school's data: its id, and for a row of a grade the grade after it."""
        return self.id if self.grade is None else f"{self.id}_{self.grade}"

    @property
    def bare_label(self) -> BilingualText:
        """The label without the dash that the form sets before rows that belong to the one above."""
        return BilingualText(vi=self.label.vi.removeprefix("- "), en=self.label.en.removeprefix("- "))

    def for_grade(self, grade: int) -> FormRow:
        """Return the row of one grade."""
        label = BilingualText(vi=self.label.vi.format(grade=grade), en=self.label.en.format(grade=grade))
        return attrs.evolve(self, label=label, is_per_grade=False, grade=grade)

    def for_grades(self, grades: range) -> tuple[FormRow, ...]:
        """Return the row of each of some grades, or the row itself where it is none of a grade."""
        return tuple(map(self.for_grade, grades)) if self.is_per_grade else (self,)


@attrs.frozen(kw_only=True)
class FormTable:
    """A table; without columns it has one column for each of the last five school years."""

    id: str
    title: BilingualText | None
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]

    def kind_of(self, row: FormRow, column: str) -> ValueKind | None:
        """Return what stands in a cell, or None where the table has no such column."""
        if not self.columns:
            return row.value
        kinds = {known.id: known.value for known in self.columns}
        return row.value if kinds.get(column) is ValueKind.COUNT else kinds.get(column)

    def rows_for(self, institution: InstitutionType, grades: range) -> tuple[FormRow, ...]:
        """Return the rows that a school of this type with these grades is asked for."""
        asked = (row for row in self.rows if row.institution in (None, institution))
        return tuple(each for row in asked for each in row.for_grades(grades))


@attrs.frozen(kw_only=True)
class FormGroup:
    """Tables under one title.

    Attributes:
        title: the title.
        short_title: the title in at most 31 characters, as sheets of workbooks are named.
        tables: the tables.
        is_supplement: whether it is no part of the printed Part I, but what the measures need beyond it.
    """

    title: BilingualText
    short_title: BilingualText
    tables: tuple[FormTable, ...]
    is_supplement: bool


@attrs.frozen(kw_only=True)
class Spelling:
    """How schools write the labels of the form.

    Attributes:
        heads: words that stand in the heads of tables and name no column by themselves.
        counting: words that say no more than that something is counted.
        numbering: the heads of columns that number the rows.
        words: words that vary, in their usual form, each with the ways it is written.
    """

    heads: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


class RelationKind(enum.StrEnum):
    """How the sum of some figures is held against another."""

    EQUAL = "=="
    AT_MOST = "<="


@attrs.frozen(kw_only=True)
class FormRelation:
    """What must hold between figures: the sum of the parts compared with the whole.

    Attributes:
        table: the table in each of whose rows it holds between columns; None where it holds between rows, named
            ``table.row``, in each of their columns.
        parts: the figures that are added.
        comparison: how the sum is compared.
        whole: the figure it is compared with.
    """

    table: str | None
    parts: tuple[str, ...]
    comparison: RelationKind
    whole: str


@attrs.frozen(kw_only=True)
class FormTerms:
    """English words that the form says in another way to schools of one type: pupils of primary schools are students.

    Attributes:
        institution: the type.
        words: words as the labels have them, in lower case, each with what it is for these schools.
    """

    institution: InstitutionType
    words: tuple[tuple[str, str], ...]

    def apply(self, label: BilingualText) -> BilingualText:
        """Return a label in these words; the Vietnamese is the same for all."""
        return BilingualText(vi=label.vi, en=re.sub(r"\w+", self._replace, label.en))

    def _replace(self, match: re.Match[str]) -> str:
        word = match[0]
        other = dict(self.words).get(word.lower(), word)
        return other.capitalize() if word[0].isupper() and other != word else other


@attrs.frozen(kw_only=True, eq=False)
class SchoolDataForm:
    """The whole form; it is equal to itself alone."""

    facts: tuple[FormFact, ...]
    features: tuple[FormFeature, ...]
    grades: tuple[GradeRange, ...]
    groups: tuple[FormGroup, ...]
    relations: tuple[FormRelation, ...]
    spelling: Spelling = attrs.field(factory=Spelling)
    terms: tuple[FormTerms, ...] = ()

    def for_institution(self, institution: InstitutionType) -> SchoolDataForm:
        """Return the form in the words that schools of a type are asked in: the same object each time."""
        return _for_institution(self, institution)

    @property
    def tables(self) -> tuple[FormTable, ...]:
        """Every table in order, those of supplements too."""
        return tuple(table for group in self.groups for table in group.tables)

    def find_table(self, table_id: str) -> FormTable | None:
        """Return a table by its id, or None where the form has none of this id."""
        return next((table for table in self.tables if table.id == table_id), None)

    def grades_of(self, institution: InstitutionType, category: SchoolCategory | None) -> range:
        """Return the grades of a school; none where the form has no entry for its type and category."""
        for entry in self.grades:
            if (entry.institution, entry.category) == (institution, category):
                return range(entry.first, entry.last + 1)
        return range(0)


@functools.cache
def _for_institution(form: SchoolDataForm, institution: InstitutionType) -> SchoolDataForm:
    terms = next((terms for terms in form.terms if terms.institution is institution), None)
    return form if terms is None else attrs.evolve(form, **_reworded_fields(form, terms.apply))


def _reworded_fields(value: Any, reword: Callable[[BilingualText], BilingualText]) -> dict[str, Any]:  # noqa: ANN401 - any class of the form
    return {field.name: _reworded(getattr(value, field.name), reword) for field in attrs.fields(type(value))}


def _reworded(value: Any, reword: Callable[[BilingualText], BilingualText]) -> Any:  # noqa: ANN401 - any fact of the form
    """Return a part of the form with every label in other words."""
    if isinstance(value, BilingualText):
        return reword(value)
    if isinstance(value, tuple):
        return tuple(_reworded(each, reword) for each in value)
    return attrs.evolve(value, **_reworded_fields(value, reword)) if attrs.has(type(value)) else value
