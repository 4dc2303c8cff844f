"""The form of a school's data from its TOML file, strictly checked."""

from __future__ import annotations

import enum
from importlib.resources.abc import Traversable
from typing import Final

from kdcl.figures.form import (
    FormColumn,
    FormGroup,
    FormRelation,
    FormRow,
    FormTable,
    FormTerms,
    GradeRange,
    SchoolDataForm,
    Spelling,
    ValueKind,
)
from kdcl.law import InstitutionType, LawPart
from kdcl.messages import message
from kdcl.standards._fields import Builders, read_fields, read_list
from kdcl.standards._table import LawFile, LawTable


def load_school_data_form(file: Traversable) -> SchoolDataForm:
    """Return the form of a file.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    with LawFile(file) as root:
        form = read_fields(
            root,
            SchoolDataForm,
            _BUILDERS,
            grades=tuple(map(_build_grades, root.tables("grades"))),
            relations=read_list(root, "relation", FormRelation),
            terms=tuple(map(_build_terms, root.tables("term"))) if "term" in root else (),
        )
        _note_flaws(form, root)
        return form


def _build_spelling(table: LawTable) -> Spelling:
    words = table.table("words")
    return read_fields(table, Spelling, words=tuple((word, words.texts(word)) for word in words))


def _build_terms(table: LawTable) -> FormTerms:
    words = table.table("words")
    return read_fields(table, FormTerms, words=tuple((word, words.text(word)) for word in words))


def _build_grades(table: LawTable) -> GradeRange:
    first = table.whole("first", 1, 12)
    return read_fields(table, GradeRange, first=first, last=table.whole("last", first, 12))


def _build_group(table: LawTable) -> FormGroup:
    title = table.bilingual("title")
    short = table.bilingual("short_title") if "short_title" in table else title
    is_supplement = table.find_flag("supplement")
    return read_fields(table, FormGroup, _BUILDERS, title=title, short_title=short, is_supplement=is_supplement)


class _Repetition(enum.StrEnum):
    GRADE = "grade"


def _build_row(table: LawTable) -> FormRow:
    value = table.choice("value", ValueKind)
    return read_fields(
        table,
        FormRow,
        value=value,
        parts=table.texts("parts") if value.is_derived else (),
        is_per_grade=table.find_choice("each", _Repetition) is _Repetition.GRADE,
        is_at_year_end=table.find_flag("year_end"),
        also=table.texts("also") if "also" in table else (),
        grade=None,
    )


_BUILDERS: Final[Builders] = {
    FormGroup: _build_group,
    FormRow: _build_row,
    FormTable: lambda table: read_fields(table, FormTable, _BUILDERS, columns=read_list(table, "column", FormColumn)),
    Spelling: _build_spelling,
}


def _note_flaws(form: SchoolDataForm, root: LawTable) -> None:
    """Note rows that are named twice, and parts and relations that name no row or column."""
    rows = [(f"{table.id}.{row.id}", row) for table in form.tables for row in table.rows]
    names = {name for name, _ in rows}
    met: set[tuple[str, InstitutionType | None]] = set()
    for name, row in rows:
        if (name, row.institution) in met:
            root.note("group", message("row {name} stands twice; give it another id", name=name))
        met.add((name, row.institution))
        for part in row.parts:
            if (part if "." in part else f"{name.partition('.')[0]}.{part}") not in names:
                root.note(
                    "group", message("row {name} is derived from {part}, which does not exist", name=name, part=part)
                )
    columns = {f"{table.id}.{column.id}" for table in form.tables for column in table.columns}
    for relation in form.relations:
        for part in (*relation.parts, relation.whole):
            if part not in names and f"{relation.table}.{part}" not in columns:
                root.note("relation", message("a relation names {part}, which does not exist", part=part))


FORM: Final = LawPart(
    file="school_data.toml",
    load=lambda file, _: load_school_data_form(file),
    absent=SchoolDataForm(facts=(), features=(), grades=(), groups=(), relations=()),
)
"""The part of a framework's law with this form; without a file nothing is asked for."""
