"""Knows the labels of the tables of Part I: titles, rows and columns of the form, however a school shortens them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from kdcl.figures.form import FormRow, FormTable, SchoolDataForm, ValueKind
from kdcl.law import InstitutionType
from kdcl.readers.vocabulary.words import folded_phrases, phrase_pattern, phrase_patterns
from kdcl.text.folding import fold

GRADES = range(1, 13)
_NUMBER = re.compile(r"^\W*(?:\d{1,2}|[a-h]|[ivx]{1,4})\s*[.)/:]+")
_REMARK = re.compile(r"\([^()]*\)")
_DASH = re.compile(r"\s*[-+*]")


def bare_label(folded: str) -> str:
    """Return a folded label as it is compared: without number, remark and signs, each word in its usual form."""
    text = " ".join(re.findall(r"\w+", _REMARK.sub(" ", _NUMBER.sub("", folded, count=1))))
    text = _words().sub(lambda found: _usual_words()[str(found.lastgroup)], text)
    return _counting().sub("", text, count=1)


@functools.cache
def _usual_words() -> Mapping[str, str]:
    """Return the usual form of each word that varies, by the name of its group in the pattern."""
    return {f"w{place}": fold(name) for place, name in enumerate(phrase_patterns("figure_words"))}


@functools.cache
def _words() -> re.Pattern[str]:
    patterns = phrase_patterns("figure_words").values()
    return re.compile("|".join(rf"(?P<w{place}>\b{pattern}\b)" for place, pattern in enumerate(patterns)))


@functools.cache
def _counting() -> re.Pattern[str]:
    """Return the pattern of words that say no more than that something is counted."""
    return re.compile(rf"^{phrase_pattern('phrases', 'figure_count')}\s+(?=\w)")


def _bare(label: str) -> str:
    return bare_label(fold(label))


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
            titles[_bare(group.title.vi)] = group.tables
            titles |= {_bare(table.title.vi): (table,) for table in group.tables if table.title}
    return MappingProxyType(titles)


def find_titled(form: SchoolDataForm, folded: str) -> tuple[FormTable, ...]:
    """Return the tables that a text is the title of; none where it is no title."""
    return _titles(form).get(bare_label(folded), ())


@functools.cache
def column_labels(table: FormTable) -> Mapping[str, str]:
    """Return the columns of a table by their labels."""
    return MappingProxyType({_bare(column.label.vi): column.id for column in table.columns})


@functools.cache
def _form_labels(form: SchoolDataForm) -> frozenset[str]:
    labels = set(_titles(form))
    for table in printed_tables(form):
        labels |= set(column_labels(table))
        labels |= {_bare(column.group.vi) for column in table.columns if column.group}
        labels |= {label for institution in InstitutionType for label in _row_labels(table, institution)}
    return frozenset(labels)


def is_form_label(form: SchoolDataForm, folded: str) -> bool:
    """Whether a text is a label of the tables of Part I and nothing else."""
    return bare_label(folded) in _form_labels(form)


@functools.cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"\W*{phrase_pattern('phrases', 'figure_head')}\W*")


def is_head_word(folded: str) -> bool:
    """Whether a text is a word that stands in the heads of tables and names no column by itself."""
    return _head().fullmatch(folded) is not None


@attrs.frozen
class _Known:
    """A row of the form, and the row it stands below; nothing for a row that stands by itself."""

    row: FormRow
    parent: str


@functools.cache
def _row_labels(table: FormTable, institution: InstitutionType) -> Mapping[str, tuple[_Known, ...]]:
    """Return the rows of a table by their labels; several rows may bear the same one."""
    found: dict[str, tuple[_Known, ...]] = {}
    parent = ""
    for row in table.rows_for(institution, GRADES):
        is_below = row.label.vi.startswith("-")
        known = _Known(row, parent if is_below else "")
        parent = parent if is_below else row.key
        for label in {_bare(row.label.vi), *_variants(table, row)}:
            found[label] = (*found.get(label, ()), known)
    return MappingProxyType(found)


def _variants(table: FormTable, row: FormRow) -> Iterator[str]:
    return iter(_row_variants().get(f"{table.id}.{row.key}", ()))


@functools.cache
def _row_variants() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(map(bare_label, phrases)) for name, phrases in folded_phrases("figure_rows").items()}


def match_rows(table: FormTable, institution: InstitutionType, labels: Sequence[str]) -> list[FormRow | None]:
    """Return the row of the form that each folded label stands for, or None; the rows are in the order of the file.

    Where several rows bear one label, the row that it stands below tells; below a row that is not known, none is meant.
    """
    known = _row_labels(table, institution)
    rows: list[FormRow | None] = []
    above: FormRow | None = None
    is_known = True
    for label in labels:
        is_dashed = _DASH.match(label) is not None
        is_free = is_known and (not is_dashed or above is None or above.value is ValueKind.TOTAL)
        found = _choose(known.get(bare_label(label), ()), above.key if above else "", is_free=is_free)
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
