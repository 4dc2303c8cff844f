"""The form of a school's data from its TOML file, strictly checked."""

from __future__ import annotations

import enum
from importlib.resources.abc import Traversable
from typing import Final

from kdcl.figures.form import (
    FormColumn,
    FormFact,
    FormFeature,
    FormGroup,
    FormRelation,
    FormRow,
    FormTable,
    GradeRange,
    RelationKind,
    SchoolDataForm,
    Side,
    Spelling,
    ValueKind,
)
from kdcl.law import InstitutionType, LawPart, SchoolCategory
from kdcl.messages import message
from kdcl.standards._table import LawFile, Table


def load_school_data_form(file: Traversable) -> SchoolDataForm:
    """Return the form of a file.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    law_file = LawFile(file)
    root = law_file.root
    form = SchoolDataForm(
        facts=tuple(_build_fact(table) for table in root.tables("fact")),
        features=tuple(FormFeature(id=t.text("id"), label=t.bilingual("label")) for t in root.tables("feature")),
        grades=tuple(_build_grades(table) for table in root.tables("grades")),
        groups=tuple(_build_group(table) for table in root.tables("group")),
        relations=tuple(_build_relation(table) for table in root.tables("relation")) if "relation" in root else (),
        spelling=_build_spelling(root.table("spelling")) if "spelling" in root else Spelling(),
    )
    _note_flaws(form, root)
    law_file.close()
    return form


def _build_fact(table: Table) -> FormFact:
    return FormFact(id=table.text("id"), label=table.bilingual("label"), side=table.choice("side", Side))


def _build_spelling(table: Table) -> Spelling:
    words = table.table("words")
    return Spelling(
        heads=table.texts("heads"),
        counting=table.texts("counting"),
        numbering=table.texts("numbering"),
        words=tuple((word, words.texts(word)) for word in words),
    )


def _build_grades(table: Table) -> GradeRange:
    first = table.whole("first", 1, 12)
    return GradeRange(
        institution=table.choice("institution", InstitutionType),
        category=table.find_choice("category", SchoolCategory),
        first=first,
        last=table.whole("last", first, 12),
    )


def _build_group(table: Table) -> FormGroup:
    title = table.bilingual("title")
    return FormGroup(
        title=title,
        short_title=table.bilingual("short_title") if "short_title" in table else title,
        tables=tuple(_build_table(part) for part in table.tables("table")),
        is_supplement=table.find_flag("supplement"),
    )


def _build_relation(table: Table) -> FormRelation:
    return FormRelation(
        table=table.find_text("table"),
        parts=table.texts("parts"),
        comparison=table.choice("comparison", RelationKind),
        whole=table.text("whole"),
    )


def _build_table(table: Table) -> FormTable:
    columns = table.tables("column") if "column" in table else ()
    return FormTable(
        id=table.text("id"),
        title=table.bilingual("title") if "title" in table else None,
        columns=tuple(_build_column(part) for part in columns),
        rows=tuple(_build_row(part) for part in table.tables("row")),
    )


def _build_column(table: Table) -> FormColumn:
    return FormColumn(
        id=table.text("id"),
        label=table.bilingual("label"),
        value=table.choice("value", ValueKind),
        group=table.bilingual("group") if "group" in table else None,
    )


class _Repetition(enum.StrEnum):
    GRADE = "grade"


def _build_row(table: Table) -> FormRow:
    value = table.choice("value", ValueKind)
    return FormRow(
        id=table.text("id"),
        label=table.bilingual("label"),
        value=value,
        parts=table.texts("parts") if value.is_derived else (),
        institution=table.find_choice("institution", InstitutionType),
        is_per_grade=table.find_choice("each", _Repetition) is _Repetition.GRADE,
        is_at_year_end=table.find_flag("year_end"),
        explanation=table.bilingual("explanation") if "explanation" in table else None,
        also=table.texts("also") if "also" in table else (),
    )


def _note_flaws(form: SchoolDataForm, root: Table) -> None:
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
