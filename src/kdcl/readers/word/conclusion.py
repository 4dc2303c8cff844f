"""Reads the general conclusion: what the school adds, what it claims, and who signed when and where."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from kdcl.findings import Finding
from kdcl.law import Level
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.readers.files.content import FileTable, Line, Use, mark, mark_unread
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.words import exact_words, folded_words
from kdcl.readers.word.lines import is_total, iter_remarks, take_text
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.result import FindingKind
from kdcl.school import Claims, Signature
from kdcl.text.dates import find_dates
from kdcl.text.folding import fold, fold_case
from kdcl.text.phrases import is_blank

LEVELS = {"1": 1, "2": 2, "3": 3, "i": 1, "ii": 2, "iii": 3, "mot": 1, "hai": 2, "ba": 3}
_SENTENCES = re.compile(r"(?<=\w)[.;]\s+")
_LONGEST_SIGNATURE = 90
# Dots are room for a date to be written by hand; behind a digit, one parts day, month and year. A year of five or six
# digits is a slip that is told, so the line has to be known as a date.
_DATE = re.compile(
    r"(?P<place>.{0,60}?)[\s,]*\bngay\s*(?P<day>\d{1,2}|\.+)\s*(?:thang|/|-|(?<=\d)\.)\s*"
    r"(?P<month>\d{1,2}|\.+)\s*(?:nam|/|-|(?<=\d)\.)\s*(?P<year>\d{2,6}|\.+)\W*"
)


@attrs.define(kw_only=True)
class Conclusion:
    """What the general conclusion holds."""

    text: str = ""
    claims: Claims = attrs.field(factory=Claims)
    signature: Signature = attrs.field(factory=Signature)
    place: str = ""


def read_conclusion(outline: Outline, findings: list[Finding]) -> Conclusion:
    """Return the general conclusion, and what the totals below the summary claim where the conclusion does not."""
    reader = _ConclusionReader(findings)
    sections = outline.find_sections(Kind.GENERAL_CONCLUSION)
    for section in sections:
        reader.read(section.items)
    for section in outline.find_sections(Kind.SUMMARY):
        for line in section.lines:
            reader.read_total(line)
    if sections and reader.conclusion.claims.level is None:
        heading = sections[0].heading
        what = message("the general conclusion claims no level")
        reader.add(what, ROOT if heading is None else heading.place)
    return reader.conclusion


_COUNTED = "(?:(?P<indicator>{indicator})|(?P<criterion>{criterion}))"
# Reports give the share beside the count; a percentage, or a number with decimals, is no count.
_met_counts = folded_words(
    _COUNTED + r"\s+dat\b(?:\s+(?:yeu\s+cau|duoc|chuan)\b)*(?:\s+va\s+khong\s+dat\b)?\W*(?:(?:la|co|gom)\b\W*)?"
    r"(?P<met>\d{1,3})(?!\d|\s*%|[.,]\d)"
)
"""Counts behind what they count: indicators met, so many."""

_counts_met = folded_words(
    r"(?P<before>(?<!khong )(?<!chua )\bdat\W+)?\b(?P<met>\d{1,3})\s*/\s*\d{1,3}\s+"
    + _COUNTED
    + r"(?(before)|\s+dat\b)"
)
"""Counts before what they count: met are so many of so many indicators."""

_hoped = exact_words(r"\b{hopes}\b")
_of_one_standard = folded_words(r"\b{standard}\s*(?:so\s*)?\d")
_level = folded_words(
    r"\b{level}(?:\s*[:.]|(?:\s+[a-z]+){1,6}\s*:)?\s*(?P<level>[123]\b|i{1,3}\b|mot\b|hai\b|ba\b)"
    r"(?P<more>\s*(?:[,;/&+-]|\b(?:va|hoac|hay|den)\b)\s*(?:{level}\s*)?(?:[123]|i{1,3})\b)?"
)
# A school year, and the year in the date of a document such as the circular, make it no level of another time.
_doubted = exact_words(
    r"\b(?:{hopes}|{not}|{not_yet}|{past})\b|(?<!h\u1ecdc )(?<!\d )\bn\u0103m\s+(?:19|20)\d\d\b(?!\s*-)"
)
"""What makes a level in a sentence no plain claim: a hope, a denial, another time."""

_no_level = folded_words(r"\b(?:khong|chua)\b[^.;]{0,40}\b{level}\b(?:\s+nao\b|\W*$)")
"""A sentence that says that no level is reached."""

_level_word = folded_words("{level}")
_own_words = folded_words(r"\W*(?:{derived_level}|{caveat})\b")
_stated_level = folded_words(r"\W*{level}[^.;]{0,60}[:]\s*(?:{level}\s*)?(?:[123]|i{1,3})\W*")
"""A line that states a level and nothing else."""

_role = folded_words(r"\W*{role}\W*")
_signing = folded_words(r"\W*{signing}\W*")


class _ConclusionReader:
    def __init__(self, findings: list[Finding]) -> None:
        self.conclusion = Conclusion()
        self._findings = findings
        self._levels: set[Level] = set()
        self._stated: set[Level] = set()
        self._is_denied = False
        self._is_signed = False
        self._is_after_own_level = False

    def add(self, what: Message, place: Place) -> None:
        """Note what is missing or unclear in the claims."""
        self._findings.append(Finding(kind=FindingKind.CLAIM, message=what, place=place))

    def read(self, items: list[Line | FileTable]) -> None:
        """Read the lines of the conclusion, and below them the signature, also in a table without rules."""
        kept: list[Line | FileTable] = []
        for item in items:
            if isinstance(item, FileTable):
                self._read_table(item, kept)
            elif not self._read_line(item):
                kept.append(item)
        text = take_text(kept)
        self.conclusion.text = "\n".join(filter(None, (self.conclusion.text, text)))

    def read_total(self, line: Line) -> bool:
        """Read a line that counts what is met, and return whether it says nothing else.

        What is only hoped for is no claim, and neither is the count of one standard.
        """
        claims = self.conclusion.claims
        is_claim = not (_hoped().search(fold_case(line.text)) or _of_one_standard().search(line.folded))
        for pattern in (_met_counts(), _counts_met()) if is_claim else ():
            for found in pattern.finditer(line.folded):
                met = int(found["met"])
                if found["indicator"] and claims.indicators_met is None:
                    claims = attrs.evolve(claims, indicators_met=met)
                elif found["criterion"] and claims.criteria_met is None:
                    claims = attrs.evolve(claims, criteria_met=met)
        self.conclusion.claims = claims
        if is_total(line):
            line.use = Use.TOTAL
            return True
        return False

    def _read_table(self, table: FileTable, kept: list[Line | FileTable]) -> None:
        lines = list(table.lines)
        if any(_DATE.fullmatch(line.folded) or _role().fullmatch(line.folded) for line in lines):
            for line in lines:
                self._read_signature(line)
        else:
            kept.append(table)

    def _read_line(self, line: Line) -> bool:
        """Read a line that is no text of the conclusion, or take note of the level it claims."""
        if self._is_signed or _DATE.fullmatch(line.folded) or self._is_role(line):
            return self._read_signature(line)
        if self._is_own(line) or self.read_total(line):
            return True
        if self._read_level(line):
            line.use = Use.FACT
            return True
        return False

    def _is_own(self, line: Line) -> bool:
        """Whether this library prints the line by itself: the level that the ratings give, and caveats on it."""
        own = _own_words().match(line.folded)
        is_level = own is not None and _level_word().search(own[0]) is not None
        if own is None or not (is_level or self._is_after_own_level):
            return False
        self._is_after_own_level = True
        line.use = Use.FORM
        return True

    def _read_level(self, line: Line) -> bool:
        """Read the levels that a line claims, and return whether it claims one and says nothing else.

        A level that is only hoped for is no claim, and of several none is; but a line of its own holds before text.
        """
        is_alone = _stated_level().fullmatch(line.folded) is not None
        for sentence in _SENTENCES.split(line.text):
            if _no_level().search(fold(sentence)):
                self._is_denied = True
            for found in _level().finditer(fold(sentence)):
                if found["more"] or _doubted().search(fold_case(sentence)):
                    what = message("a level that is not claimed plainly was not taken: {text}", text=sentence)
                    self.add(what, line.place)
                    is_alone = False
                else:
                    self._take_level(Level(LEVELS[found["level"]]), line, is_alone=is_alone)
        claimed = self._stated or self._levels
        level = next(iter(claimed)) if len(claimed) == 1 and not self._is_denied else None
        self.conclusion.claims = attrs.evolve(self.conclusion.claims, level=level)
        return is_alone

    def _take_level(self, level: Level, line: Line, *, is_alone: bool) -> None:
        claimed = self._stated if is_alone else self._levels
        claimed.add(level)
        if len(claimed) > 1:
            what = message(
                "the conclusion names several levels: {levels}; a level is taken only where a line claims one alone",
                levels=tuple(sorted(claimed)),
            )
            self.add(what, line.place)

    def _is_role(self, line: Line) -> bool:
        # Above a signature roles stand in capitals; elsewhere the conclusion speaks of the person.
        return line.text.isupper() and _role().fullmatch(line.folded) is not None

    def _read_signature(self, line: Line) -> bool:
        """Read a line below the conclusion: place and date, role, name."""
        signature = self.conclusion.signature
        if len(line.text) > _LONGEST_SIGNATURE:
            return False
        if is_blank(line.folded) or _signing().fullmatch(line.folded):
            line.use = Use.FORM
        elif found := _DATE.fullmatch(line.folded):
            self._read_date(line, found)
        elif _role().fullmatch(line.folded):
            if not signature.role:
                self.conclusion.signature = attrs.evolve(signature, role=line.text)
                line.use = Use.FACT
        elif self._is_signed and not signature.name:
            self.conclusion.signature = attrs.evolve(signature, name=line.text)
            line.use = Use.FACT
        self._is_signed = True
        return True

    def _read_date(self, line: Line, found: re.Match[str]) -> None:
        parts = [found[part] for part in ("year", "month", "day")]
        place = line.text[: found.end("place")].strip(" ,-.\u2026")
        self.conclusion.place = self.conclusion.place or place
        line.use = Use.FACT if place else Use.FORM
        if not all(part.isdigit() for part in parts):
            return
        date = next(iter(find_dates(line.text[found.end("place") :])), None)
        if date is None or date.day is None:
            self.add(message("there is no such date: {text}", text=line.text), line.place)
            line.use = None
            return
        self.conclusion.signature = attrs.evolve(self.conclusion.signature, date=date.day)
        line.use = Use.FACT


def mark_form_lines(lines: Iterable[Line]) -> None:
    """Mark lines that belong to the form wherever nothing was made of them: places to sign, remarks of this library."""
    lines = list(lines)
    mark_unread(iter_remarks(lines), Use.FORM)
    unread = (line for line in lines if line.use is None)
    mark((line for line in unread if is_blank(line.folded) or _signing().fullmatch(line.folded)), Use.FORM)
