"""Reads what a sheet says under its fifth item: the verdict on the criterion, and on its indicators one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import Criterion
from kdcl.places import Place
from kdcl.readers.files.content import FileTable, Line, Use, mark
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.lines import find_letter, is_counting, iter_remarks
from kdcl.readers.word.statements import Nature, ReportStatement, Said, read_statements
from kdcl.readers.word.verdict_tables import VerdictTableReader
from kdcl.school import Rating
from kdcl.text.phrases import is_blank

_CRITERION_PART = re.compile(r"\W*5\s*[.,]\s*2\b")
"""The second part of the item, which is about the criterion as a whole."""
_indicator = folded_words(r"\W*(?:{indicator}|cs)\b")
_label = folded_words(r"\W*(?:\d[\d.]*+\W*)?(?:{indicator}|cs)\s*([a-h])\W*")
_failing = folded_words(r"\b{not_met}\b")
_SHARE = re.compile(r"(?<![\d/])(\d{1,3})\s*/\s*(\d{1,3})(?![\d/])")


@attrs.define(kw_only=True)
class Verdicts:
    """What the fifth item says.

    What is stated twice in different ways, or not plainly, is unclear: neither met nor not met.

    Attributes:
        criterion: the verdict on the criterion, where it is plainly stated.
        indicators: the verdicts on indicators that are plainly stated, by their letter.
        open: the letters of what it says itself to be not assessed yet; an empty letter stands for the criterion.
        unclear: the letters of what it speaks of without a plain verdict.
        lines: the lines with verdicts, by the letters that they speak of.
        places: where what is unclear stands.
        texts: what stands there.
    """

    criterion: Rating | None = None
    indicators: dict[str, Rating] = attrs.field(factory=dict)
    open: set[str] = attrs.field(factory=set)
    unclear: set[str] = attrs.field(factory=set)
    lines: dict[str, list[Line]] = attrs.field(factory=dict)
    places: list[Place] = attrs.field(factory=list)
    texts: list[str] = attrs.field(factory=list)

    def leave_open(self) -> None:
        """Take back every verdict, and hand back the lines that state them."""
        self.criterion, self.indicators = None, {}
        self.withdraw(self.lines)
        self.unclear.add("")

    def withdraw(self, letters: Iterable[str]) -> None:
        """Hand back the lines that speak of these indicators, or of the criterion: what they say is not clear."""
        for letter in letters:
            mark(self.lines.get(letter, ()), None)


@attrs.define
class VerdictReader:
    """Gathers the statements of an item before anything is concluded from them.

    Attributes:
        code: the criterion.
        letters: the letters of its indicators.
    """

    code: CriterionCode
    letters: str
    _verdicts: Verdicts = attrs.field(factory=Verdicts)
    _said: dict[str, set[Rating]] = attrs.field(factory=dict)
    _partial: list[Line] = attrs.field(factory=list)
    _label: str = ""

    @classmethod
    def of(cls, criterion: Criterion) -> VerdictReader:
        """Return a reader for the item of a criterion."""
        return cls(criterion.code, "".join(indicator.code.letter for indicator in criterion.indicators))

    def read(self, items: Iterable[Line | FileTable]) -> Verdicts:
        """Return the verdicts that lines and tables state, and mark those that state nothing else."""
        items = list(items)
        remarks = [*iter_remarks(item for item in items if isinstance(item, Line))]
        mark(remarks, Use.FORM)
        paragraphs = {line.number for line in remarks}
        for item in items:
            if isinstance(item, FileTable):
                VerdictTableReader(self).read(item)
            elif item.number not in paragraphs:
                self._read_line(item)
        return self._conclude()

    def add(self, statement: ReportStatement, lines: Iterable[Line]) -> None:
        """Note a statement, and the lines that make it; where those are not settled, it is not plain."""
        lines = list(lines)
        if any(line.is_unsettled for line in lines):
            statement = attrs.evolve(statement, nature=Nature.UNCLEAR)
        for letter in statement.letters or ("",):
            self._verdicts.lines.setdefault(letter, []).extend(lines)
            match statement.nature, statement.rating:
                case Nature.PLAIN, Rating() as rating:
                    self._said.setdefault(letter, set()).add(rating)
                case Nature.OPEN, _:
                    self._verdicts.open.add(letter)
                case _:
                    self._doubt(letter, lines)

    def read_text(self, line: Line, lines: list[Line]) -> Said:
        """Read one line of text, and note what it states; it may have been put together out of several."""
        label = None if _indicator().match(line.folded) else find_letter(line)
        # A label alone on its line says what the next line is about.
        carried = "" if _CRITERION_PART.match(line.folded) else self._label
        subject, begin = (label[0], max(0, label[1])) if label else (carried, 0)
        self._label = ""
        text = line.shown[begin:]
        if line.struck:
            text = text.strip(" /,;-")  # what stood between the verdict that stays and the one that is struck out
        said = read_statements(text, subject, self.code, self.letters)
        for statement in said.statements:
            self.add(statement, lines)
        if said.is_partial:
            self._partial += lines
        if said.is_label:
            self._label = label[0] if label else _label_of(line)
        return said

    def _read_line(self, line: Line) -> None:
        if is_blank(line.folded):
            line.use = Use.FORM
        elif is_counting(line):
            self._read_count(line)
        else:
            said = self.read_text(line, [line])
            if said.is_label:
                # Where something is struck out beside the label, somebody has changed the form.
                line.use = Use.FORM if line.shown == line.text else None
            elif not said.has_other_text:
                line.use = Use.FACT

    def _read_count(self, line: Line) -> None:
        """Read how many indicators are met; where not all are, the criterion is not, but which are not is open."""
        line.use = Use.TOTAL
        counts_failures = _failing().search(line.folded)
        for found in _SHARE.finditer(line.folded):
            part, whole = int(found[1]), int(found[2])
            if part > 0 if counts_failures else part < whole:
                self._partial.append(line)

    def _doubt(self, letter: str, lines: Iterable[Line]) -> None:
        self._verdicts.unclear.add(letter)
        for line in lines:
            if line.place not in self._verdicts.places:
                self._verdicts.places.append(line.place)
                self._verdicts.texts.append(line.text)

    def _conclude(self) -> Verdicts:
        verdicts = self._verdicts
        for letter, ratings in self._said.items():
            if len(ratings) > 1 or letter in verdicts.open:
                self._doubt(letter, verdicts.lines[letter])
        not_met = any(Rating.NOT_MET in ratings for ratings in self._said.values())
        if self._partial and not not_met:
            verdicts.lines.setdefault("", []).extend(self._partial)
            self._doubt("", self._partial)
        plain = {
            letter: next(iter(ratings)) for letter, ratings in self._said.items() if letter not in verdicts.unclear
        }
        verdicts.criterion = plain.pop("", None)
        verdicts.indicators = plain
        verdicts.withdraw(verdicts.unclear)
        return verdicts


def _label_of(line: Line) -> str:
    """Return the letter of the indicator that a label names, or an empty text."""
    found = _label().fullmatch(line.folded)
    return "" if found is None else found[1]
