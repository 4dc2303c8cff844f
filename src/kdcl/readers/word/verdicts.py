"""Reads what a sheet says under its fifth item: the verdict on the criterion, and on its indicators one by one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import attrs

from kdcl.readers.files.content import Cell, Line, Table, Use
from kdcl.readers.vocabulary.words import phrase_pattern
from kdcl.readers.word.lines import find_letter, is_total
from kdcl.school import Rating
from kdcl.text.phrases import is_blank

_LONGEST_VERDICT = 200
_LARGEST_REST = 12
"""A line that says this many letters beside its verdicts says something else, and is kept as text too."""

_FILLING = "ket qua|xac dinh|tung|cac|nha truong|cua|ve|deu|yeu cau|so|va"
_TICK = re.compile("[\u2612\u2611\u2713\u2714\u221a\u00fe\u2717]|(?<![a-z])[x](?![a-z])")
_BOX = re.compile("[\u2612\u2611\u2610\u25a1]|\\[\\s*x?\\s*\\]")
_CLAUSES = re.compile(r"[;\n]|(?<=[a-z0-9)]{2})\.\s|(?<=dat)[\s,.]+(?=[a-h]\s*[).:])")
_CLAUSE_LETTER = re.compile(r"\s*([a-h])\s*[).:]")


@attrs.define(kw_only=True)
class Verdicts:
    """What the fifth item says.

    Attributes:
        criterion: the verdict on the criterion, where it is stated.
        indicators: the verdicts on indicators, by their letter.
        is_unclear: whether verdicts stand there of which none is chosen.
        is_open: whether it says itself that something is not assessed yet.
    """

    criterion: Rating | None = None
    indicators: dict[str, Rating] = attrs.field(factory=dict)
    is_unclear: bool = False
    is_open: bool = False

    def add(self, letters: str, rating: Rating | None) -> None:
        """Note a verdict on indicators, or on the criterion where no letter is given."""
        if rating is None:
            self.is_unclear = not self.is_open
        elif letters:
            self.indicators |= dict.fromkeys(letters, rating)
        else:
            self.criterion = rating


def read_verdicts(items: Iterable[Line | Table]) -> Verdicts:
    """Return the verdicts that lines and tables state, and mark those that state nothing else."""
    verdicts = Verdicts()
    for item in items:
        if isinstance(item, Table):
            _read_table(item, verdicts)
        elif is_blank(item.folded):
            item.use = Use.FORM
        elif is_total(item):
            item.use = Use.TOTAL
        elif len(item.text) <= _LONGEST_VERDICT:
            _read_line(item, verdicts)
    return verdicts


def is_mark(folded: str) -> bool:
    """Whether a cell bears a mark: anything but blanks, zeros, empty boxes and "no"."""
    text = folded.strip()
    if _TICK.search(text) or text == "+":
        return True
    none = phrase_pattern("phrases", "no_facts")
    return not is_blank(text) and re.fullmatch(rf"\W*(?:{none}\W*)?", text) is None


@functools.cache
def _words() -> re.Pattern[str]:
    met, not_met, opened, indicator, criterion = (
        phrase_pattern("phrases", name) for name in ("met", "not_met", "open", "indicator", "criterion")
    )
    letters = r"(?:[a-h](?![a-z])[\s,;&+).\"'\-]*(?:va\s+)?)+"
    return re.compile(
        rf"(?P<not_met>\b{not_met}\b)|(?P<open>\b{opened}\b)|(?P<met>\b{met}\b)"
        rf"|\b(?:{indicator}|cs)\s*[:(]?\s*(?P<letters>{letters})|(?P<criterion>\b{criterion}\b)"
    )


def _read_line(line: Line, verdicts: Verdicts) -> None:
    named = re.match(rf"\W*(?:{phrase_pattern('phrases', 'indicator')}|cs)\b", line.folded)
    label = None if named else find_letter(line)
    subject, begin = (label[0], max(0, label[1])) if label else ("", 0)
    is_read = False
    verdicts.is_open |= any(word["open"] for word in _words().finditer(line.folded))
    for clause in _clauses(line.folded[begin:]):
        for letters, rating in _statements(clause, subject):
            verdicts.add(letters, rating)
            is_read = True
    if is_read and _rest_of(line.folded) <= _LARGEST_REST:
        line.use = Use.FACT
    elif not is_read and _is_label(line.folded):
        line.use = Use.FORM


def _clauses(folded: str) -> Iterator[str]:
    return (clause for clause in _CLAUSES.split(folded) if clause.strip())


def _statements(clause: str, subject: str) -> Iterator[tuple[str, Rating | None]]:
    """Iterate over what a clause says: of which indicators, or of the criterion, and what."""
    if label := _CLAUSE_LETTER.match(clause):
        subject = label[1]
    found: list[tuple[str, list[re.Match[str]]]] = [(subject, [])]
    for word in _words().finditer(clause):
        if word["letters"]:
            found.append(("".join(re.findall("[a-h](?![a-z])", word["letters"])), []))
        elif word["criterion"]:
            found.append(("", []))
        else:
            found[-1][1].append(word)
    for place, (letters, words) in enumerate(found):
        if words and not (letters == subject and _belongs_to_next(clause, found, place)):
            yield letters, _choose(clause, words)
        elif letters and not words and place and found[place - 1][1]:
            yield letters, _choose(clause, found[place - 1][1][-1:])


def _belongs_to_next(clause: str, found: list[tuple[str, list[re.Match[str]]]], place: int) -> bool:
    """Whether a verdict stands right before the indicators it is about, as in "met: indicators a, b"."""
    if place + 1 >= len(found) or not found[place + 1][0] or found[place + 1][1]:
        return False
    return "(" not in clause[found[place][1][-1].end() :]


def _choose(clause: str, words: list[re.Match[str]]) -> Rating | None:
    """Return the rating that is meant; where both stand, the one that is ticked."""
    ratings = [_rating(word) for word in words]
    if len(set(ratings)) == 1:
        return ratings[0]
    ends = [0, *(word.end() for word in words)]
    starts = [*(word.start() for word in words), len(clause)]
    gaps = [clause[end:start] for end, start in zip(ends, starts, strict=True)]
    before = bool(_BOX.search(gaps[0]) or _TICK.search(gaps[0]))
    ticked = {rating for rating, gap in zip(ratings, gaps if before else gaps[1:], strict=False) if _TICK.search(gap)}
    return ticked.pop() if len(ticked) == 1 else None


def _rating(word: re.Match[str]) -> Rating | None:
    return Rating.NOT_MET if word["not_met"] else Rating.MET if word["met"] else None


@functools.cache
def _known() -> re.Pattern[str]:
    items = phrase_pattern("items", "verdict")
    indicator = phrase_pattern("phrases", "indicator")
    return re.compile(rf"{_words().pattern}|{items}|{indicator}|\b(?:{_FILLING})\b|[a-hx]\b")


def _rest_of(folded: str) -> int:
    return sum(character.isalpha() for character in _known().sub("", folded))


def _is_label(folded: str) -> bool:
    return _rest_of(folded) == 0


def _read_table(table: Table, verdicts: Verdicts) -> None:
    """Read a table whose head names indicators, or verdicts, or which has no head."""
    letters: dict[int, str] = {}
    ratings: dict[int, Rating] = {}
    for row in table.rows:
        if headed := _headed_columns(row):
            letters = headed
            _use(row, Use.FORM)
        elif letters:
            _read_columns(row, letters, verdicts)
        elif stated := _headed_ratings(row):
            ratings = stated
            _use(row, Use.FORM)
        elif ratings:
            _read_marks(row, ratings, verdicts)
        else:
            _read_row(row, verdicts)


def _headed_ratings(row: list[Cell]) -> dict[int, Rating]:
    """Return the verdicts that head columns, where both do."""
    ratings: dict[int, Rating] = {}
    for cell in row:
        for name, rating in (("met", Rating.MET), ("not_met", Rating.NOT_MET)):
            if re.fullmatch(rf"\W*{phrase_pattern('phrases', name)}\W*", cell.folded):
                ratings[cell.column] = rating
    return ratings if len(set(ratings.values())) > 1 and len(row) > len(ratings) else {}


def _read_marks(row: list[Cell], ratings: dict[int, Rating], verdicts: Verdicts) -> None:
    """Read a row that begins with an indicator, or the criterion, and has a mark below a verdict."""
    subjects = [subject for cell in row if (subject := _subject(cell)) is not None]
    marked = {ratings[cell.column] for cell in row if cell.column in ratings and is_mark(cell.folded)}
    if len(subjects) == 1 and len(marked) == 1:
        verdicts.add(subjects[0], marked.pop())
        _use(row, Use.FACT)


def _subject(cell: Cell) -> str | None:
    """Return the letter of the indicator that a cell names, an empty letter for the criterion, None for neither."""
    indicator, criterion = (phrase_pattern("phrases", name) for name in ("indicator", "criterion"))
    if found := re.fullmatch(rf"\W*(?:{indicator}\s*)?([a-h])\W*", cell.folded):
        return found[1]
    return "" if re.fullmatch(rf"\W*{criterion}[\s\d.:]*", cell.folded) else None


def _headed_columns(row: list[Cell]) -> dict[int, str]:
    """Return the letters that head columns; an empty letter stands for the criterion."""
    columns = {cell.column: subject for cell in row if (subject := _subject(cell)) is not None}
    return columns if sum(map(bool, columns.values())) > 1 else {}


def _read_columns(row: list[Cell], letters: dict[int, str], verdicts: Verdicts) -> None:
    """Read a row below letters: each cell has its verdict, or a mark beside a verdict at the row's head."""
    words = [list(_words().finditer(cell.folded)) for cell in row]
    head = next(
        (_rating(found[0]) for cell, found in zip(row, words, strict=True) if found and cell.column not in letters),
        None,
    )
    for cell, found in zip(row, words, strict=True):
        if cell.column not in letters:
            continue
        stated = [word for word in found if word["met"] or word["not_met"]]
        is_ticked = _TICK.search(cell.folded) is not None
        if head is not None and not stated and is_mark(cell.folded):
            verdicts.add(letters[cell.column], head)
        elif len(stated) > 1 or (len(stated) == 1 and (is_ticked or not cell.folded.rstrip().endswith(":"))):
            verdicts.add(letters[cell.column], _choose(cell.folded, stated))
    _use(row, Use.FACT)


def _read_row(row: list[Cell], verdicts: Verdicts) -> None:
    lines = [line for cell in row for line in cell.lines]
    if not lines:
        return
    joined = Line(number=lines[0].number, text=": ".join(line.text for line in lines), label=lines[0].label)
    _read_line(joined, verdicts)
    _use(row, joined.use)


def _use(row: list[Cell], use: Use | None) -> None:
    for cell in row:
        for line in cell.lines:
            line.use = use
