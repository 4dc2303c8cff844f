"""What a cell of the workbook may hold: how a fact is shown in it, and how what somebody typed is read."""

from __future__ import annotations

import datetime as dt
import functools
import re
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from kdcl.codes import EvidenceCode
from kdcl.errors import CodeError
from kdcl.law import Level
from kdcl.locale import LANGUAGES, Locale, get_locale
from kdcl.messages import BilingualText, Message, WordedEnum, message
from kdcl.office.grid import clean_cell
from kdcl.renderers.xlsx.values import split_text
from kdcl.school import CalendarMonth
from kdcl.text.dates import find_day
from kdcl.text.folding import begin_large, fold, run_together
from kdcl.text.numbers import read_number

TOO_LONG: Final = message("(This text is longer than a cell can hold; it stays as it is. Change it in the Word form.)")
FIRST_DAY: Final = dt.date(1900, 3, 1)
"""Before this day Excel and the calendar disagree: it believes in a 29 February 1900."""
_LARGEST: Final = 10**15
"""Whole numbers from here on lose digits in a workbook."""
_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")

Fact = Any
"""What a cell may stand for: facts are of many types, and each kind knows its own."""


@attrs.frozen
class BookKind:
    """Text: what is typed is what is meant. Other kinds are made of this one.

    Attributes:
        is_required: whether the fact has to be there.
        fallback: what an empty cell means, where that is neither nothing nor forbidden.
    """

    is_required: bool = False
    fallback: Fact = None

    empty: typing.ClassVar[Fact] = ""
    hint: typing.ClassVar[Message | None] = None

    def show(self, value: Fact, locale: Locale) -> str:
        """Return what a cell shows of a fact."""
        text = self.write(value, locale)
        return text if len(split_text(text)) == 1 else locale.text(TOO_LONG)

    def write(self, value: Fact, locale: Locale) -> str:
        """Return a fact as text, however long it is; nothing where it is absent."""
        return "" if value is None else self.write_one(value, locale)

    def write_one(self, value: Fact, locale: Locale) -> str:  # noqa: ARG002 - other kinds need the language
        """Return a fact that is there as text."""
        return str(value)

    def read(self, text: str, locale: Locale) -> Fact:
        """Return the fact that a text means, or the message why it means none."""
        if not text:
            return message("this may not be empty") if self.is_required else self.fallback or self.empty
        return self.parse(text, locale)

    def parse(self, text: str, locale: Locale) -> Fact:  # noqa: ARG002 - other kinds need the language
        """Return the fact that a text means that is not empty."""
        return text


@attrs.frozen
class _Optional(BookKind):
    """A kind of facts that may be absent."""

    empty: typing.ClassVar[Fact] = None


@attrs.frozen
class Day(_Optional):
    """A day, shown as 05/02/2018 whatever the language: so the workbook shows it too."""

    hint: typing.ClassVar[Message | None] = message("Write a day as day/month/year, for example 05/02/2018.")

    def write_one(self, value: Fact, locale: Locale) -> str:  # noqa: ARG002 - see `_Optional`
        """Return a fact that is there as text."""
        return f"{value.day:02}/{value.month:02}/{value.year:04}"

    def parse(self, text: str, locale: Locale) -> Fact:  # noqa: ARG002 - see `Kind`
        """Return the fact that a text means that is not empty, or the message why it means none."""
        return find_day(text) or message(
            "{value} is no day; write day/month/year, for example 05/02/2018", value=repr(text)
        )


@attrs.frozen
class Whole(_Optional):
    """A whole number."""

    hint: typing.ClassVar[Message | None] = message("Write a whole number.")

    def parse(self, text: str, locale: Locale) -> Fact:
        """Return the fact that a text means that is not empty, or the message why it means none."""
        number = read_number(text, is_whole=True, language=locale.language)
        if isinstance(number, Message):
            return number
        if number.is_percent:
            return message("{value} is no whole number", value=repr(text))
        return number.value


@attrs.frozen
class Choice(_Optional):
    """One of several facts, each with its words.

    Attributes:
        words: the words of each fact; read in every language and without regard to capitals and accents.
    """

    words: tuple[tuple[Fact, Message | BilingualText], ...] = attrs.field(kw_only=True)
    hint: typing.ClassVar[Message | None] = message("Choose one from the list of this cell.")

    def write_one(self, value: Fact, locale: Locale) -> str:
        """Return a fact that is there as text."""
        return begin_large(locale.text(dict(self.words)[value]))

    def parse(self, text: str, locale: Locale) -> Fact:  # noqa: ARG002 - see `_Optional`
        """Return the fact that a text means that is not empty, or the message why it means none."""
        found = _known_words(self.words).get(plain(text))
        if found is None:
            known = tuple(words for _, words in self.words)
            return message("{value} is not known here; write one of: {known}", value=repr(text), known=known)
        return found

    def options(self, locale: Locale) -> tuple[str, ...]:
        """Return the words to choose from."""
        return tuple(begin_large(locale.text(words)) for _, words in self.words)


@functools.cache
def _known_words(words: tuple[tuple[Fact, Message | BilingualText], ...]) -> Mapping[str, Fact]:
    locales = [get_locale(language) for language in LANGUAGES]
    return {plain(locale.text(text)): value for value, text in words for locale in locales}


def plain(text: str) -> str:
    """Return words as they are compared: capitals, accents and blanks do not count."""
    return run_together(fold(text))


@attrs.frozen
class Code(_Optional):
    """A code that is a value of its own, such as a criterion's or a school year.

    Attributes:
        parse_code: reads it.
    """

    parse_code: Callable[[str], Fact] = attrs.field(kw_only=True)

    def parse(self, text: str, locale: Locale) -> Fact:  # noqa: ARG002 - see `Kind`
        """Return the fact that a text means that is not empty, or the message why it means none."""
        try:
            return self.parse_code(text)
        except CodeError as error:
            return error.message


@attrs.frozen
class Month(Code):
    """A month of a year, shown as people write it: 09/2017."""

    def write_one(self, value: Fact, locale: Locale) -> str:  # noqa: ARG002 - see `_Optional`
        """Return a fact that is there as text."""
        return f"{value.month:02}/{value.year:04}"

    def parse(self, text: str, locale: Locale) -> Fact:
        """Return the fact that a text means that is not empty, or the message why it means none."""
        if (found := _MONTH.fullmatch(text)) is not None:
            text = f"{found[2]}-{int(found[1]):02}"
        return super().parse(text, locale)


@attrs.frozen
class Several(BookKind):
    """Several facts in one cell, with commas between them.

    Attributes:
        one: the kind of each.
    """

    one: BookKind = attrs.field(kw_only=True)
    empty: typing.ClassVar[Fact] = ()

    def write_one(self, value: Fact, locale: Locale) -> str:
        """Return a fact that is there as text."""
        return ", ".join(self.one.write(each, locale) for each in value)

    def parse(self, text: str, locale: Locale) -> Fact:
        """Return the fact that a text means that is not empty, or the message why it means none."""
        parts = [part.strip() for line in text.split("\n") for part in line.replace(";", ",").split(",")]
        read = [self.one.parse(part, locale) for part in parts if part]
        return next((each for each in read if isinstance(each, Message)), tuple(read))


TEXT: Final = BookKind()


@functools.cache
def kind_of(item: type, name: str) -> BookKind:
    """Return what a cell for a part of a fact may hold, as the type of that part says."""
    default = attrs.fields_dict(item)[name].default
    wanted = typing.get_type_hints(item)[name]
    kind = _kind(wanted)
    if default is attrs.NOTHING:
        return attrs.evolve(kind, is_required=True)
    # What has a default that is no emptiness, such as the state of an improvement, falls back to it.
    return attrs.evolve(kind, fallback=default) if isinstance(default, _class_of(wanted)) else kind


def _class_of(wanted: Fact) -> type | tuple[type, ...]:
    """Return the class of facts that are always there; no class of those that may be absent."""
    return wanted if isinstance(wanted, type) and wanted is not str else ()


def _kind(wanted: Fact) -> BookKind:  # noqa: PLR0911 - one answer for each type
    origin: Fact = typing.get_origin(wanted)
    if origin is tuple:
        return Several(one=_kind(typing.get_args(wanted)[0]))
    if origin is types.UnionType:
        return _kind(typing.get_args(wanted)[0])
    if wanted is str:
        return TEXT
    if wanted is dt.date:
        return Day()
    if wanted is int:
        return Whole()
    if issubclass(wanted, WordedEnum):
        return Choice(words=tuple((each, each.label) for each in wanted))
    if wanted is Level:
        return Choice(words=tuple((each, message("level {level}", level=each)) for each in Level))
    if wanted is CalendarMonth:
        return Month(parse_code=CalendarMonth.parse)
    return Code(parse_code=EvidenceCode.normalize if wanted is EvidenceCode else wanted.parse)


def shown(text: str) -> str:
    """Return a text as it comes back from a cell that nobody touched."""
    return clean_cell(text)[0]


def native(kind: BookKind, value: Fact) -> int | dt.date | None:
    """Return what a program counts and sorts with, where a cell can hold the fact as that; None where as text alone."""
    if isinstance(kind, Day) and value is not None and value >= FIRST_DAY:
        return value  # type: ignore[no-any-return] # a kind says the type of its values
    if isinstance(kind, Whole) and value is not None and -_LARGEST < value < _LARGEST:
        return value  # type: ignore[no-any-return] # a kind says the type of its values
    return None
