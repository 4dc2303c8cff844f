"""Strict reading of a TOML file of the law: values of the right type, and every problem of the file at once.

A `LawFile` hands out `LawTable` views. Asking a table for a key returns a value of the wanted type; where the file has
none, the problem is noted with its path and a placeholder is returned, so that reading goes on and finds the rest.
The end of its `with` block raises them all, after it has looked for keys that nobody asked for. Places in a list are
counted from 0.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from kdcl.errors import CodeError, FrameworkFileError
from kdcl.findings import Finding, refuse
from kdcl.messages import BilingualText, Message, message
from kdcl.places import ROOT, Place
from kdcl.standards._parse import KINDS, DecimalText, iter_decomposed, parse_file, shown

SCHEMA = 1
"""The only version of the files' shape so far."""

CODE = message('a code in quotation marks, such as "1.10"')

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=enum.StrEnum)
_Code = TypeVar("_Code")


class LawFile:
    """A file of the law while it is being read.

    Attributes:
        source: the file, as errors name it.
        root: its top table.
    """

    def __init__(self, file: Traversable) -> None:
        """Read and parse the file.

        Raises:
            FrameworkFileError: it cannot be read, is not UTF-8 or is not TOML.
        """
        self.source: str = str(file)
        self._problems: list[Finding] = []
        self._tables: list[LawTable] = []
        content = parse_file(file)
        for place in iter_decomposed(content):
            self.note(
                place, message("the accents are stored apart from their letters (NFD); save the text in Unicode NFC")
            )
        self.root: LawTable = self.view(self.understand(content), ROOT)
        if (found := self.root.whole("schema", SCHEMA, 1_000_000)) != SCHEMA:
            self.note(
                ROOT.at("schema"),
                message("schema {found} is not known; this version reads schema {known}", found=found, known=SCHEMA),
            )

    def understand(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return the content with its keys as the library names them; here they are so already."""
        return content

    def note(self, place: Place, problem: Message) -> None:
        """Remember a problem at a place."""
        self._problems.append(refuse(place, problem))

    def view(self, content: dict[str, Any], place: Place) -> LawTable:
        """Return the view of a table of this file."""
        table = LawTable(self, content, place)
        self._tables.append(table)
        return table

    def __enter__(self) -> LawTable:
        """Return the top table."""
        return self.root

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Close the file once all of it was read."""
        if kind is None:
            self.close()

    def close(self) -> None:
        """Raise what was found.

        Raises:
            FrameworkFileError: there are problems, or keys that nobody asked for.
        """
        for table in self._tables:
            table.note_unknown_keys()
        if self._problems:
            raise FrameworkFileError(self.source, tuple(self._problems))


class LawTable:
    """A table of a file of the law: it hands out values of the right type and notes what is wrong.

    Attributes:
        place: where the table stands in its file.
    """

    def __init__(self, file: LawFile, content: dict[str, Any], place: Place) -> None:
        """Look at the content; `LawFile.view` is the way to get one."""
        self.place = place
        self._file = file
        self._content = content
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        """Whether the key stands in the table."""
        return key in self._content

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys of the table."""
        return iter(self._content)

    def note(self, key: str, problem: Message) -> None:
        """Remember a problem of a key."""
        self._file.note(self.place.at(key), problem)

    def note_here(self, problem: Message) -> None:
        """Remember a problem of the whole table."""
        self.note_at(self.place, problem)

    def note_at(self, place: Place, problem: Message) -> None:
        """Remember a problem at a place inside this table."""
        if not isinstance(self._content, _Silent):
            self._file.note(place, problem)

    def note_unknown_keys(self) -> None:
        """Remember a problem for each key that nobody asked for."""
        for key in self._content:
            if key not in self._asked:
                self.note(key, message("no such key belongs here; remove it or correct its name"))

    def pass_over(self, *keys: str) -> None:
        """Leave keys unread, as what is wrong with them is noted elsewhere."""
        self._asked.update(keys)

    def plain(self) -> dict[str, Any]:
        """Return the content as it is, for a reader of another kind of file."""
        self.pass_over(*self._content)
        return self._content

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        text = self._get(key, str, message("a text"))
        if text is None:
            return ""
        if not text.strip():
            self.note(key, message("the text is empty; write it, or state the fact as unknown"))
        return text

    def find_text(self, key: str) -> str | None:
        """Return a text, or None where the key is missing."""
        return self.text(key) if key in self else None

    def whole(self, key: str, low: int, high: int) -> int:
        """Return a whole number from low to high."""
        number = self.readable_whole(key, low, high)
        return low if number is None else number

    def readable_whole(self, key: str, low: int, high: int) -> int | None:
        """Return a whole number from low to high, or None where the file has none that can be read."""
        number = self._get(key, int, message("a whole number"))
        if number is None or low <= number <= high:
            return number
        self.note(
            key, message("{found} is not a number from {low} to {high}; correct it", found=number, low=low, high=high)
        )
        return None

    def find_whole(self, key: str, low: int, high: int) -> int | None:
        """Return a whole number from low to high, or None where the key is missing."""
        return self.whole(key, low, high) if key in self else None

    def flag(self, key: str) -> bool:
        """Return true or false."""
        return self._get(key, bool, message("true or false")) is True

    def find_flag(self, key: str) -> bool:
        """Return true or false; false where the key is missing."""
        return self.flag(key) if key in self else False

    def day(self, key: str) -> dt.date:
        """Return a date."""
        return self._get(key, dt.date, message("a date such as 2012-11-23")) or dt.date.min

    def find_day(self, key: str) -> dt.date | None:
        """Return a date, or None where the key is missing."""
        return self.day(key) if key in self else None

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        """Return one of the values of an enumeration."""
        values = tuple(kind)
        text = self._get(key, str, message("a text"))
        for value in values:
            if value == text:
                return value
        if text is not None:
            self.note(key, message("{found} is not known; write one of: {known}", found=repr(text), known=values))
        return values[0]

    def find_choice(self, key: str, kind: type[_Choice]) -> _Choice | None:
        """Return one of the values of an enumeration, or None where the key is missing."""
        return self.choice(key, kind) if key in self else None

    def bilingual(self, key: str) -> BilingualText:
        """Return a statement in both languages."""
        return self.table(key).both_languages()

    def both_languages(self) -> BilingualText:
        """Return what this table says in its keys ``vi`` and ``en``."""
        return BilingualText(vi=self.text("vi"), en=self.text("en"))

    def table(self, key: str) -> LawTable:
        """Return a table inside this one."""
        content = self._get(key, dict, message("a table"))
        return self._file.view(_Silent() if content is None else content, self.place.at(key))

    def tables(self, key: str) -> Iterator[LawTable]:
        """Iterate over the tables of a list."""
        for place, content in self._iter_list(key, dict, message("a table")):
            yield self._file.view(content, place)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(text for _, text in self._iter_list(key, str, message("a text")))

    def code(self, key: str, parse: Callable[[str], _Code], expected: Message = CODE) -> _Code | None:
        """Return a code, or None where the file has none that can be read."""
        text = self._get(key, str, expected)
        return None if text is None else self.parse(self.place.at(key), text, parse)

    def codes(
        self, key: str, parse: Callable[[str], _Code], expected: Message = CODE
    ) -> tuple[tuple[Place, _Code], ...]:
        """Return the codes of a list, each with its place; one that is listed twice is a problem."""
        found: dict[_Code, Place] = {}
        for place, text in self._iter_list(key, str, expected):
            code = self.parse(place, text, parse)
            if code is None:
                continue
            if code in found:
                self._file.note(place, message("{code} is listed twice; keep one", code=code))
            found.setdefault(code, place)
        return tuple((place, code) for code, place in found.items())

    def named(self, parse: Callable[[str], _Code], parts: int) -> dict[_Code, LawTable]:
        """Return the tables inside this one by the codes they are named with.

        Args:
            parse: reads a code.
            parts: the number of parts that a code has, so that ``[criterion.1.10]`` is recognised as ``"1.10"``
                without its quotation marks.
        """
        found: dict[_Code, LawTable] = {}
        for key, content in self._content.items():
            if unquoted := tuple(_iter_unquoted((key,), content, parts)):
                self._asked.add(key)
                for keys in unquoted:
                    self._note_unquoted(keys)
            elif (code := self.parse(self.place.at(key), key, parse)) is not None:
                found[code] = self.table(key)
            else:
                self._asked.add(key)
        return found

    def _note_unquoted(self, keys: tuple[str, ...]) -> None:
        name = ".".join(keys)
        problem = message(
            "without quotation marks TOML reads {name} as keys inside keys; write [{table}.{quoted}]",
            name=name,
            table=self.place,
            quoted=f'"{name}"',
        )
        self._file.note(self.place.at(*keys), problem)

    def number(self, key: str) -> str:
        """Return a number of the law as exact decimal text."""
        found = self._take(key)
        if type(found) in {int, DecimalText} and _PLAIN_NUMBER(str(found)):
            return str(found)
        self._note_type(self.place.at(key), found, message("a plain number such as 35 or 1.20"))
        return "0"

    def parse(self, place: Place, text: str, parse: Callable[[str], _Code]) -> _Code | None:
        """Return the code that a text at a place stands for, or None; what is no code is noted."""
        try:
            return parse(text)
        except CodeError as error:
            self._file.note(place, error.message)
            return None

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._content.get(key, _MISSING)

    def _get(self, key: str, kind: type[_Value], expected: Message) -> _Value | None:
        """Return the value of a key if it is exactly of this kind: true is no number, a date with a time no date."""
        found = self._take(key)
        if type(found) is kind:
            return found
        self._note_type(self.place.at(key), found, expected)
        return None

    def _iter_list(self, key: str, kind: type[_Value], expected: Message) -> Iterator[tuple[Place, _Value]]:
        for number, found in enumerate(self._get(key, list, message("a list")) or ()):
            place = self.place.at(key, number)
            if type(found) is kind:
                yield place, found
            else:
                self._note_type(place, found, expected)

    def _note_type(self, place: Place, found: object, expected: Message) -> None:
        if found is _MISSING:
            problem = message("this key is missing; add it as {expected}", expected=expected)
        else:
            problem = message(
                "{found} is {kind}; write {expected}", found=shown(found), kind=KINDS[type(found)], expected=expected
            )
        self.note_at(place, problem)


class _Silent(dict[str, Any]):
    """The content of a table that is missing: what lacks in it is no second problem."""


_MISSING = object()
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?").fullmatch


def _iter_unquoted(keys: tuple[str, ...], content: object, parts: int) -> Iterator[tuple[str, ...]]:
    """Iterate over the codes that a file has split into keys inside keys, for want of quotation marks."""
    if ".".join(keys).count(".") + 1 >= parts or not isinstance(content, dict):
        return
    for key, part in content.items():
        longer = (*keys, key)
        if (name := ".".join(longer)).count(".") + 1 == parts and _SPLIT_CODE(name):
            yield longer
        yield from _iter_unquoted(longer, part, parts)


_SPLIT_CODE = re.compile(r"[0-9]+\.[0-9]+(?:\.[a-z])?").fullmatch
