"""Reads who the school is: from the cover, and from the facts and boxes of Part I."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Any

import attrs

from kdcl.errors import CodeError
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.labels import is_form_label
from kdcl.messages import Message, message
from kdcl.readers.files.content import FileCell, Line, Use, mark, mark_cells, mark_unread
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.items import Item
from kdcl.readers.vocabulary.words import folded_words, words_of_each
from kdcl.readers.word.days import PlaceAndDay, find_place_and_day
from kdcl.readers.word.marks import is_mark
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.sections import ReportSection, Zone
from kdcl.school import School, SchoolFeature, SchoolYear
from kdcl.text.folding import fold
from kdcl.text.phrases import is_blank

FIRST_YEAR = 2013
"""The first year of the reports that this reader knows."""

_WHOLE_NUMBERS = ("founded", "sites")
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/]\s*((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WHERE = r"\W*+(?P<place>(?:[^\W\d][^\d\[\]]{0,40}?(?:\s\d{1,2})?)??)[\s,.;:()-]*+"
_OPEN = r"(?<!\d)(?:\d{1,2}|\.++|_++)"
_MONTH, _OF_YEAR = r"(?:\bthang\b|[/.-])\s*", r"(?:\bnam\b|[/.-])\s*"
# Forms print the century and leave dots for the rest of the year.
_YEAR_OR_ROOM = r"(?P<year>20\d\d|(?:(?<=\bnam )|20)\.++)\W*"
_DATED = (
    re.compile(rf"{_WHERE}(?:\bngay\b|\bmung\b)?\s*{_OPEN}\s*{_MONTH}{_OPEN}\s*{_OF_YEAR}{_YEAR_OR_ROOM}"),
    re.compile(rf"{_WHERE}(?:\bthang\b)?\s*{_OPEN}\s*{_OF_YEAR}(?P<year>20\d\d)\W*"),
    re.compile(rf"{_WHERE}(?:\bthang\b[\s.\d]*)?(?:\bnam\b)?[\s.:-]{{0,20}}(?<!\d){_YEAR_OR_ROOM}"),
)
"""Place and date at the foot of a cover: a day, a month or only a year, in words or in numbers, or left open."""
_LONGEST_COVER_LINE = 120


@attrs.define(kw_only=True)
class Cover:
    """What the cover states."""

    authority: str = ""
    name: str = ""
    place: str = ""
    year: int | None = None
    date: dt.date | None = None


@attrs.define(kw_only=True)
class SchoolFacts:
    """The facts and boxes of Part I, by the names of the school's attributes."""

    stated: dict[str, str | int] = attrs.field(factory=dict)
    features: set[SchoolFeature] = attrs.field(factory=set)


_sheet_head = folded_words(r"\W*(?:(?P<school>{school_label})|{group})\s*:\s*")
_year_named = folded_words("{school_year}")
# With a colon it is the label of a field, and the name stands behind it.
_school = folded_words(r"\W*{school}\b(?!\s*:)")


def read_cover(outline: Outline) -> Cover:
    """Return what cover and inner cover state: parent authority and school above the title, place and year below."""
    lines = [line for section in _covers(outline) for line in section.lines]
    cover = _read_issuers(
        [line for line in lines if len(line.text) <= _LONGEST_COVER_LINE and not is_blank(line.folded)]
    )
    for line in lines:
        if line.text in (cover.name, cover.authority) or find_school_year(line):
            line.use = Use.FACT
        elif is_blank(line.folded):
            line.use = Use.FORM
        elif (stated := find_place_and_day(line)) is not None and stated.day is not None:
            _read_day(cover, line, stated)
        # The foot of a cover may have no more than a month or a year.
        elif len(line.text) <= _LONGEST_COVER_LINE and (found := _find_date(line)):
            _read_foot(cover, line, found)
        elif stated is not None:
            _read_day(cover, line, stated)
    return cover


def _covers(outline: Outline) -> Iterator[ReportSection]:
    """Iterate over the parts before the report proper: cover, inner cover, and what stands around the council list."""
    for section in outline.sections:
        if section.kind not in (Zone.COVER, Kind.REPORT, Kind.COUNCIL, Kind.CONTENTS):
            return
        yield section


def _read_issuers(lines: list[Line]) -> Cover:
    """Return the school by its own word, and the line before it as the parent authority."""
    for place, line in enumerate(lines):
        if _school().match(line.folded):
            return Cover(name=line.text, authority=lines[place - 1].text if place else "")
    return Cover()


def _find_date(line: Line) -> re.Match[str] | None:
    return next((found for pattern in _DATED if (found := pattern.fullmatch(line.folded))), None)


def read_sheet_heads(outline: Outline, cover: Cover) -> None:
    """Read what stands above criterion sheets: school and working group, behind their labels.

    The head of a sheet stands above its title: on the cover, or at the end of the sheet before.
    """
    sections = [
        section for section in outline.sections if section.kind in _ABOVE_SHEETS or section.item is Item.VERDICT
    ]
    for line in (line for section in sections for line in section.lines if line.use is None):
        if found := _sheet_head().match(line.folded):
            value = line.text[found.end() :].strip()
            if not found["school"] or is_blank(fold(value)):
                line.use = Use.FORM
            elif not cover.name or fold(cover.name) == fold(value):
                cover.name, line.use = cover.name or value, Use.FACT


_ABOVE_SHEETS = (Kind.SHEET, Zone.COVER, Kind.REPORT)


def _read_day(cover: Cover, line: Line, stated: PlaceAndDay) -> None:
    """Read place and day; a day that is not written soundly is left as it stands."""
    meant = None if stated.day is None else stated.day.day
    if stated.day is not None and meant is None:
        return
    if meant is not None and cover.date not in (None, meant):
        return
    if meant is not None:
        cover.date, cover.year = meant, cover.year or meant.year
    cover.place = cover.place or stated.place
    line.use = Use.FACT if meant is not None or stated.place else Use.FORM


def _read_foot(cover: Cover, line: Line, found: re.Match[str]) -> None:
    year = found["year"]
    if cover.year is None and year.isdigit():
        cover.year = int(year)
    cover.place = cover.place or line.text[found.start("place") : found.end("place")].strip(" ,-.")
    line.use = Use.FACT


def find_school_year(line: Line) -> SchoolYear | None:
    """Return the school year that a line names, or None."""
    if _year_named().search(line.folded) is None:
        return None
    # Periods of several years, such as those of a strategy, are written alike; a school year has two that follow.
    years = [int(found[1]) for found in _SCHOOL_YEAR.finditer(line.folded) if int(found[2]) == int(found[1]) + 1]
    return SchoolYear(years[-1]) if years else None


def guess_school_year(lines: Iterable[Line], begun: int, before: int | None = None) -> tuple[SchoolYear, Message]:
    """Return the school year that is named most of those that begin before a year, else an assumed one; and why.

    Args:
        lines: what may name school years.
        begun: the year in which the assumed one begins; where there is no such school year, the first is assumed.
        before: the year.
    """
    years = (find_school_year(line) for line in lines)
    named = Counter(year for year in years if year and (before is None or year.start < before))
    if named:
        most = max(named, key=lambda year: (named[year], year.start))
        return most, message("the school year is not stated; {year} is named most in the text", year=most)
    try:
        assumed = SchoolYear(begun)
    except CodeError:
        assumed = SchoolYear(FIRST_YEAR)
    return assumed, message("the school year is not stated; {year} was assumed: correct it", year=assumed)


def read_school_facts(outline: Outline, figures: Container[FileCell], form: SchoolDataForm) -> SchoolFacts:
    """Return the facts and boxes of Part I; cells of tables with figures hold none."""
    facts = SchoolFacts()
    for section in outline.find_sections(Kind.SCHOOL_DATA):
        for item in section.items:
            if isinstance(item, Line):
                if is_blank(item.folded):
                    item.use = Use.FORM
                _read_fact(item.text, item.folded, (item,), facts)
            else:
                for row in item.rows:
                    _read_fact_row([cell for cell in row if cell not in figures], facts)
                if all(line.use is not None or _is_form(form, line) for line in item.lines):
                    mark_unread(item.lines, Use.FORM)
        mark_unread((item for item in section.items if isinstance(item, Line) and _is_form(form, item)), Use.FORM)
    return facts


def _is_form(form: SchoolDataForm, line: Line) -> bool:
    """Whether a line of a table is a label of the form or a head, and states nothing."""
    return is_blank(line.folded) or find_school_year(line) is not None or is_form_label(form, line.folded)


_fact_patterns = words_of_each(
    "facts", r"\W*(?:\d{1,2}\W+)?{}\s*(?:\([^()]*\)?)?\s*(?P<separator>[:.]*)\s*(?P<value>.*)", re.DOTALL
)


def _find_fact(text: str, folded: str) -> tuple[str, str | None] | None:
    """Return the fact a text asks for, and its value where it stands in the same text; None for no fact."""
    for name, pattern in _fact_patterns().items():
        found = pattern.fullmatch(folded)
        if found is None:
            continue
        value = text[found.start("value") :].strip()
        # Words that go on behind a label without a mark are a sentence.
        if not found["separator"] and value:
            continue
        return name, (value if found["separator"] and value else None)
    return None


def _read_fact_row(row: list[FileCell], facts: SchoolFacts) -> None:
    waiting: tuple[str, FileCell] | None = None
    for cell in row:
        if not cell.text or is_blank(cell.folded):
            mark(cell.lines, Use.FORM)
            continue
        # Label and value stand in one cell or in two side by side.
        if waiting and _find_fact(cell.text, cell.folded) is None and _find_feature(cell.folded) is None:
            name, label = waiting
            if _take(name, cell.text, facts):
                mark_cells([label, cell], Use.FACT)
            waiting = None
            continue
        awaited = _read_fact(cell.text, cell.folded, cell.lines, facts)
        waiting = None if awaited is None else (awaited, cell)
    _read_features(row, facts)


def _read_fact(text: str, folded: str, lines: Iterable[Line], facts: SchoolFacts) -> str | None:
    """Read a label with its value, or return its name where the value may stand elsewhere."""
    if (fact := _find_fact(text, folded)) is None:
        return None
    name, value = fact
    if value is None or is_blank(fold(value)):
        mark(lines, Use.FORM)
        return name
    if _take(name, value, facts):
        mark(lines, Use.FACT)
    return None


def _take(name: str, value: str, facts: SchoolFacts) -> bool:
    """Take a fact if it is the first of its name and can be what it should be."""
    if name not in _WHOLE_NUMBERS:
        return facts.stated.setdefault(name, value) == value
    found = re.fullmatch(r"\W*0*(\d{1,4})\W*", value)
    return found is not None and facts.stated.setdefault(name, int(found[1])) == int(found[1])


_feature_patterns = words_of_each("features", r"(?P<before>[^\w]*)(?:x\s+)?{}(?P<after>\W*(?:\b(?:x|co|khong)\b)?\W*)")


def _find_feature(folded: str) -> tuple[SchoolFeature, re.Match[str]] | None:
    for name, pattern in _feature_patterns().items():
        if found := pattern.fullmatch(folded):
            return SchoolFeature(name), found
    return None


def _read_features(row: list[FileCell], facts: SchoolFacts) -> None:
    """Read boxes to tick: the mark stands in the cell itself or in the one behind it."""
    for place, cell in enumerate(row):
        if (found := _find_feature(cell.folded)) is None:
            continue
        feature, words = found
        behind = row[place + 1] if place + 1 < len(row) else None
        is_own = behind is not None and _find_feature(behind.folded) is None
        beside = [behind] if behind is not None and is_own else []
        marks = (words["before"], words["after"], *(other.folded for other in beside))
        if any(is_mark(mark) for mark in marks if mark.strip(" :.")):
            facts.features.add(feature)
        mark_cells([cell, *beside], Use.FACT)


def build_school(facts: SchoolFacts, cover: Cover, place: str) -> School:
    """Return the school; Part I holds before the cover, and the place of the signature before that of the cover."""
    stated: dict[str, Any] = {"name": cover.name, "authority": cover.authority, **facts.stated}
    return School(
        **stated,
        place=place or cover.place,
        features=tuple(feature for feature in SchoolFeature if feature in facts.features),
    )
