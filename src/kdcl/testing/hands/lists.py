"""Writes evidence lists in many hands: workbooks, and tables in Word files."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from itertools import count
from typing import Any

import attrs
from hypothesis import strategies as st

from kdcl.codes import EvidenceCode
from kdcl.law import Framework
from kdcl.school import Evidence
from kdcl.testing.hands.hand import CodeStyle, SpellingStyle
from kdcl.testing.hands.tags import iter_tags, tagged
from kdcl.testing.hands.truth import DrawnFile, Role, Truth, WrittenText, as_meant
from kdcl.testing.hands.word_file import WordWriter
from kdcl.testing.hands.words import word, words
from kdcl.testing.hands.workbook_file import SheetFile, build_workbook

_WAYS = 4
"""As many ways there are to head a column at most; they are counted round."""


class ListFile(enum.StrEnum):
    """Which program a list is written with."""

    WORKBOOK = "workbook"
    WORD = "word"


class Columns(enum.StrEnum):
    """Which columns a list has, in their order."""

    OFFICIAL = "number code name reference issuer note"
    CODE_FIRST = "code name reference issuer note"
    SHORT = "code name"
    NUMBERED = "number code name note"
    MOVED = "name code issuer reference"


class ListPlace(enum.StrEnum):
    """Where a text stands that is in no row of the list."""

    ABOVE = "above"
    BELOW = "below"
    OTHER_TABLE = "other_table"
    """On another sheet, or in another table."""
    COMMENT = "comment"
    """On a cell of a workbook, or in the margin in Word."""
    LINK = "link"
    """Where the name of the last piece of evidence leads."""


@attrs.frozen(kw_only=True)
class ListHand:
    """One way to write an evidence list.

    Attributes:
        file: the program.
        columns: the columns.
        head: which of the ways to head them, by its number; counted round.
        notation: evidence codes.
        spelling: characters.
        has_title: whether a title stands above.
        has_bands: whether rows name the standard that the codes below are of.
        has_blank_rows: whether rows are left blank.
    """

    file: ListFile = ListFile.WORKBOOK
    columns: Columns = Columns.OFFICIAL
    head: int = 0
    notation: CodeStyle = CodeStyle.OFFICIAL
    spelling: SpellingStyle = SpellingStyle.PLAIN
    has_title: bool = True
    has_bands: bool = False
    has_blank_rows: bool = False


LIST_CHOICES: dict[str, tuple[Any, ...]] = {
    field.name: tuple(type(field.default)) if isinstance(field.default, enum.Enum) else (False, True)
    for field in attrs.fields(ListHand)
} | {"head": tuple(range(_WAYS))}
"""What can be chosen for each attribute of a hand."""


def iter_list_hands() -> Iterator[ListHand]:
    """Iterate over hands until each choice was made once, in a workbook and in Word."""
    for file in ListFile:
        for name, options in LIST_CHOICES.items():
            for option in options:
                yield ListHand(**{"file": file, name: option})


def drawn_lists(
    framework: Framework, *, hand: st.SearchStrategy[ListHand] | None = None
) -> st.SearchStrategy[DrawnFile]:
    """Return evidence lists of a framework's criteria, in any hand, or in those given."""
    codes = st.sets(st.tuples(st.sampled_from(framework.criteria), st.integers(1, 12)), min_size=1, max_size=5).map(
        lambda chosen: sorted((each.code.standard, each.code.criterion, number) for each, number in chosen)
    )
    places = st.sets(st.sampled_from(ListPlace)).map(sorted)
    any_hand = st.builds(ListHand, **{name: st.sampled_from(options) for name, options in LIST_CHOICES.items()})
    return st.builds(_write_drawn, codes, places, hand or any_hand)


def build_list(framework: Framework, hand: ListHand, *places: ListPlace) -> DrawnFile:
    """Return the same list in a hand: three pieces of evidence of two standards."""
    first, second = (standard.criteria[0].code for standard in framework.standards[:2])
    numbers = [(first.standard, first.criterion, 1), (first.standard, first.criterion, 2)]
    return _write_drawn([*numbers, (second.standard, second.criterion, 1)], list(places), hand)


def write_list(evidence: tuple[Evidence, ...], hand: ListHand, asides: tuple[tuple[ListPlace, str], ...]) -> DrawnFile:
    """Return a list of evidence, with what is true of it.

    Args:
        evidence: what is listed; facts that the hand has no column for are not written.
        hand: how it is written.
        asides: texts that stand outside of the list, and where.
    """
    return _ListWriter(hand).write(evidence, dict(asides))


def _write_drawn(numbers: list[tuple[int, int, int]], places: list[ListPlace], hand: ListHand) -> DrawnFile:
    tags = iter_tags()
    evidence = tuple(
        Evidence(
            code=EvidenceCode(standard, standard, criterion, number),
            name=tagged(words("lists", "names"), number, tags),
            reference=f"{number + 3}/QĐ-TH {next(tags)}",
            issuer=tagged(words("lists", "issuers"), criterion, tags),
            note=next(tags),
        )
        for standard, criterion, number in numbers
    )
    asides = tuple((place, _aside(place, at, tags)) for at, place in enumerate(places))
    return write_list(evidence, hand, asides)


def _aside(place: ListPlace, number: int, tags: Iterator[str]) -> str:
    if place is ListPlace.LINK:
        return f"https://example.org/{next(tags)}"
    return tagged(words("prose", "sentences"), number, tags)


class _ListWriter:
    def __init__(self, hand: ListHand) -> None:
        self._hand = hand
        self._columns = hand.columns.split()
        self._texts: list[WrittenText] = []

    def write(self, evidence: tuple[Evidence, ...], asides: dict[ListPlace, str]) -> DrawnFile:
        """Write the list."""
        rows = [self._tell_row(row) for row in self._rows(evidence)]
        self._texts += [WrittenText(text=text, role=Role.PROSE, place=place) for place, text in asides.items()]
        is_workbook = self._hand.file is ListFile.WORKBOOK
        data = self._workbook(rows, asides) if is_workbook else self._word(rows, asides)
        kept = [name for name in self._columns if name not in {"number", "code"}]
        truth = Truth(
            texts=tuple(self._texts),
            codes=tuple(item.code for item in evidence),
            evidence=tuple(
                Evidence(code=item.code, **{name: getattr(item, name) for name in ("name", *kept)}) for item in evidence
            ),
        )
        return DrawnFile(suffix=".xlsx" if is_workbook else ".docx", data=data, truth=truth)

    def _rows(self, evidence: tuple[Evidence, ...]) -> Iterator[tuple[str | int, ...]]:
        yield tuple(self._heads())
        numbers, standard = count(1), 0
        for item in evidence:
            if self._hand.has_bands and item.code.standard != standard:
                standard = item.code.standard
                yield (f"{word('names', 'standard')} {standard}", *[""] * (len(self._columns) - 1))
            yield tuple(self._cell(name, item, numbers) for name in self._columns)
            if self._hand.has_blank_rows:
                yield ("",) * len(self._columns)

    def _heads(self) -> Iterator[str]:
        for name in self._columns:
            ways = (word("names", "row_number"),) if name == "number" else words("lists", name)
            yield ways[self._hand.head % len(ways)]

    def _cell(self, name: str, item: Evidence, numbers: Iterator[int]) -> str | int:
        if name == "number":
            return next(numbers)
        if name != "code":
            text: str = getattr(item, name)
            return text
        code = item.code
        return self._hand.notation.format(
            box=code.box, standard=code.standard, criterion=code.criterion, number=code.number
        )

    def _tell_row(self, row: tuple[str | int, ...]) -> tuple[str | int, ...]:
        form = {*self._heads()}
        for cell in row:
            if isinstance(cell, str) and cell:
                is_form = cell in form or cell.startswith(word("names", "standard"))
                self._texts.append(WrittenText(text=as_meant(cell), role=Role.FORM if is_form else Role.PROSE))
        return row

    def _workbook(self, rows: list[tuple[str | int, ...]], asides: dict[ListPlace, str]) -> bytes:
        sheet = SheetFile(name="A", spelling=self._hand.spelling)
        if self._hand.has_title:
            sheet.add(word("lists", "title"))
        if ListPlace.ABOVE in asides:
            sheet.add(asides[ListPlace.ABOVE])
        numbers = [sheet.add(*row) for row in rows]
        last = max(number for number, row in zip(numbers, rows, strict=True) if any(row))
        if ListPlace.BELOW in asides:
            sheet.add("")
            sheet.add(asides[ListPlace.BELOW])
        if ListPlace.COMMENT in asides:
            sheet.comment(f"B{last}", asides[ListPlace.COMMENT])
        if ListPlace.LINK in asides:
            sheet.link(f"{chr(ord('A') + self._columns.index('name'))}{last}", asides[ListPlace.LINK])
        sheets = [sheet]
        if ListPlace.OTHER_TABLE in asides:
            sheets.append(SheetFile(name="B", spelling=self._hand.spelling))
            sheets[-1].add(*words("lists", "other_table"))
            sheets[-1].add("5", asides[ListPlace.OTHER_TABLE])
        return build_workbook(sheets)

    def _word(self, rows: list[tuple[str | int, ...]], asides: dict[ListPlace, str]) -> bytes:
        file = WordWriter(spelling=self._hand.spelling)
        if self._hand.has_title:
            file.add(file.paragraph(word("lists", "title")))
        if ListPlace.ABOVE in asides:
            file.add(file.paragraph(asides[ListPlace.ABOVE]))
        last, name = max(at for at, row in enumerate(rows) if any(row)), self._columns.index("name")
        cells = [[file.paragraph(str(cell)) for cell in row] for row in rows]
        if ListPlace.LINK in asides:
            cells[last][name] = file.paragraph(file.link(str(rows[last][name]), asides[ListPlace.LINK]))
        file.add(file.table(cells))
        if ListPlace.BELOW in asides:
            file.add(file.paragraph(asides[ListPlace.BELOW]))
        if ListPlace.COMMENT in asides:
            file.add(file.paragraph(file.note("comments", asides[ListPlace.COMMENT])))
        if ListPlace.OTHER_TABLE in asides:
            other = [words("lists", "other_table"), ("5", asides[ListPlace.OTHER_TABLE])]
            file.add(file.table([[file.paragraph(cell) for cell in row] for row in other]))
        return file.build()
