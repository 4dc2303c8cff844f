"""Knows the labels of the tables of Part I: titles, rows and columns of the form, however a school shortens them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from kdcl.figures.form import GRADES, FormRow, FormTable, SchoolDataForm, Spelling, ValueKind
from kdcl.law import InstitutionType
from kdcl.text.folding import fold
from kdcl.text.phrases import phrases_pattern

_NOTHING = r"(?!)"
# Schools number the rows, by digits, letters or Roman numbers; the form does not.
_NUMBER = re.compile(r"^\W*(?:\d{1,2}|[a-h]|[ivx]{1,4})\s*[.)/:]+")
_REMARK = re.compile(r"\([^()]*\)")
_DASH = re.compile(r"\s*[-+*]")


def bare_label(spelling: Spelling, folded: str) -> str:
    """Return a folded label as it is compared: without number, remark and signs, each word in its usual form."""
    patterns = _patterns(spelling)
    text = " ".join(re.findall(r"\w+", _REMARK.sub(" ", _NUMBER.sub("", folded, count=1))))
    text = patterns.words.sub(lambda found: patterns.usual[str(found.lastgroup)], text)
    return patterns.counting.sub("", text, count=1)


@attrs.frozen
class _Patterns:
    """The spelling of a form as patterns for folded text, and the usual form of each word by its group."""

    words: re.Pattern[str]
    usual: Mapping[str, str]
    counting: re.Pattern[str]
    head: re.Pattern[str]
    numbering: re.Pattern[str]


@functools.cache
def _patterns(spelling: Spelling) -> _Patterns:
    named = {f"w{place}": (fold(usual), written) for place, (usual, written) in enumerate(spelling.words)}
    words = "|".join(rf"(?P<{name}>\b{phrases_pattern(written)}\b)" for name, (_, written) in named.items())
    return _Patterns(
        words=re.compile(words or _NOTHING),
        usual={name: usual for name, (usual, _) in named.items()},
        counting=re.compile(rf"^{phrases_pattern(spelling.counting)}\s+(?=\w)" if spelling.counting else _NOTHING),
        head=re.compile(rf"\W*{phrases_pattern(spelling.heads)}\W*"),
        numbering=re.compile(rf"[^\w]*{phrases_pattern(spelling.numbering)}\s*(?:\(.*\))?[^\w]*"),
    )


def _bare(form: SchoolDataForm, label: str) -> str:
    return bare_label(form.spelling, fold(label))


@functools.cache
def printed_tables(form: SchoolDataForm) -> tuple[FormTable, ...]:
    """Return the tables of the printed Part I."""
    return tuple(table for group in form.groups if not group.is_supplement for table in group.tables)


@functools.cache
def _titles(form: SchoolDataForm) -> Mapping[str, tuple[FormTable, ...]]:
    """Return the tables under each title of the printed Part I."""
    titles: dict[str, tuple[FormTable, ...]] = {}
    for group in form.groups:
        if not group.is_supplement:
            titles[_bare(form, group.title.vi)] = group.tables
            titles |= {_bare(form, table.title.vi): (table,) for table in group.tables if table.title}
    return MappingProxyType(titles)


def find_titled(form: SchoolDataForm, folded: str) -> tuple[FormTable, ...]:
    """Return the tables that a text is the title of; none where it is no title."""
    return _titles(form).get(bare_label(form.spelling, folded), ())


@functools.cache
def column_labels(form: SchoolDataForm, table: FormTable) -> Mapping[str, str]:
    """Return the columns of a table by their labels."""
    return MappingProxyType({_bare(form, column.label.vi): column.id for column in table.columns})


@functools.cache
def _form_labels(form: SchoolDataForm) -> frozenset[str]:
    labels = set(_titles(form))
    for table in printed_tables(form):
        labels |= set(column_labels(form, table))
        labels |= {_bare(form, column.group.vi) for column in table.columns if column.group}
        labels |= {label for institution in InstitutionType for label in _row_labels(form, table, institution)}
    return frozenset(labels)


def is_form_label(form: SchoolDataForm, folded: str) -> bool:
    """Whether a text is a label of the tables of Part I and nothing else."""
    return bare_label(form.spelling, folded) in _form_labels(form)


def is_head_word(form: SchoolDataForm, folded: str) -> bool:
    """Whether a text is a word that stands in the heads of tables and names no column by itself."""
    return _patterns(form.spelling).head.fullmatch(folded) is not None


def is_numbering(form: SchoolDataForm, folded: str) -> bool:
    """Whether a text is the head of a column that numbers the rows."""
    return _patterns(form.spelling).numbering.fullmatch(folded) is not None


@attrs.frozen
class _Known:
    """A row of the form, and the row it stands below; nothing for a row that stands by itself."""

    row: FormRow
    parent: str


@functools.cache
def _row_labels(
    form: SchoolDataForm, table: FormTable, institution: InstitutionType
) -> Mapping[str, tuple[_Known, ...]]:
    """Return the rows of a table by their labels; several rows may bear the same one."""
    found: dict[str, tuple[_Known, ...]] = {}
    parent = ""
    for row in table.rows_for(institution, GRADES):
        is_below = row.label.vi.startswith("-")
        known = _Known(row, parent if is_below else "")
        parent = parent if is_below else row.key
        for label in {_bare(form, written) for written in (row.label.vi, *row.also)}:
            found[label] = (*found.get(label, ()), known)
    return MappingProxyType(found)


def match_rows(
    form: SchoolDataForm, table: FormTable, institution: InstitutionType, labels: Sequence[str]
) -> list[FormRow | None]:
    """Return the row of the form that each folded label stands for, or None; the rows are in the order of the file.

    Where several rows bear one label, the row that it stands below tells; below a row that is not known, none is meant.
    """
    known = _row_labels(form, table, institution)
    rows: list[FormRow | None] = []
    above: FormRow | None = None
    is_known = True
    for label in labels:
        is_dashed = _DASH.match(label) is not None
        is_free = is_known and (not is_dashed or above is None or above.value is ValueKind.TOTAL)
        found = _choose(known.get(bare_label(form.spelling, label), ()), above.key if above else "", is_free=is_free)
        rows.append(None if found is None else found.row)
        if found is None and not is_dashed:
            above, is_known = None, False
        elif found is not None and not found.parent:
            above, is_known = found.row, True
    return rows


def _choose(candidates: tuple[_Known, ...], above: str, *, is_free: bool) -> _Known | None:
    """Return the row that is meant: the only one, else the one below the row above, else the one that stands alone."""
    if len(candidates) == 1:
        return candidates[0]
    below = [known for known in candidates if known.parent and known.parent == above]
    alone = [known for known in candidates if is_free and not known.parent]
    return next(iter((*below, *alone)), None)
