"""Dates as people type them: read where they are sound, and mended where only one day can be meant.

A date has its year in four digits. In a range the first date may leave out its year, and its month too, for the last
one has both (``05/9 - 10/9/2017``); a pair of numbers with no year near it is no date, for it may be a fraction.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator

import attrs

from kdcl.messages import Message, message
from kdcl.text.folding import fold

_YEAR_DIGITS = 4
_SHORT_YEAR_DIGITS = 2
_MONTHS = ("january", "february", "march", "april", "may", "june", "july",
           "august", "september", "october", "november", "december")  # fmt: skip

# All of this looks at folded text. Blanks and marks are counted, so that no run of them is gone through twice.
_MARK = r"\s{0,3}[-./]{1,3}\s{0,3}"
_TO = r"(?:\s{0,3}(?:-{1,2}|~)\s{0,3}|\s{1,3}(?:den(?:\s{1,3}het)?|to)\s{1,3})(?:ngay\s{1,3})?"
_LOOSE = r"(?P<loose>\s{1,3}-{1,2}\s{0,3}|\s{0,3}[,&]\s{0,3}|\s{1,3}(?:va|and)\s{1,3})(?:ngay\s{1,3})?"
"""What joins a lone day to a date only where the text before it and the two days say that it does."""
_BEGINNING = (
    r"(?<![0-9/.\-])(?<!tuan\s)(?<!week\s)(?P<from_day>[0-9]{1,2})(?:(?:"
    r"(?:\s?[-/.]\s?|\s{1,3}thang\s{1,3})(?P<from_month>[0-9]{1,2})|(?=-[0-9])|(?=\s{1,3}(?:den|to)\b))"
    rf"{_TO}|{_LOOSE})"
)
_OPENS = re.compile(r"(?:\A|[(:;\n]|\b(?:tu|ngay|from)\b)\s*\Z")
_LONGEST_OPENING = 12
_NEXT = re.compile(rf"{_TO}(?P<day>[0-9]{{1,2}})\s?[-/.]\s?(?P<month>[0-9]{{1,2}})(?![0-9]|\s?[-/.]\s?[0-9])")
"""The end of a range whose year stands with its beginning alone."""
# Years of three, five or six digits are found too: a slip such as 20017 has to be told, and not passed over.
_DATE = re.compile(
    rf"(?:{_BEGINNING})?(?:"
    r"(?<![0-9/.\-])(?P<iso_year>[0-9]{4})-(?P<iso_month>[0-9]{1,2})-(?P<iso_day>[0-9]{1,2})(?![0-9])"
    rf"|(?<![0-9/])(?<!thang\s)(?<!months\s)(?P<day>[0-9]{{1,2}})(?P<first_mark>{_MARK})(?P<month>[0-9]{{1,2}})(?P<second_mark>{_MARK})"
    r"(?P<year>[0-9]{2}(?!\s{0,3}[./]\s{0,3}[0-9])|[0-9]{3,6})(?![0-9])"
    r"|(?(from_day)|(?<=\bngay\s)\s{0,3})(?P<said_day>[0-9]{1,2})\s{1,3}thang\s{1,3}(?P<said_month>[0-9]{1,2})"
    r"(?:\s{0,3},?\s{0,3}nam\s{1,3}|\s{0,3}/\s{0,3})(?P<said_year>[0-9]{2,6})(?![0-9])"
    rf"|(?<![0-9/.\-])(?P<english_day>[0-9]{{1,2}})\s{{1,3}}(?P<english_month>{'|'.join(_MONTHS)})"
    r"\s{1,3}(?P<english_year>[0-9]{4})(?![0-9])"
    r")"
)


@attrs.frozen(order=True)
class DateRange:
    """The days from the first to the last."""

    first_day: dt.date
    last_day: dt.date

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in the period."""
        return isinstance(day, dt.date) and self.first_day <= day <= self.last_day


@attrs.frozen(kw_only=True)
class WrittenDate:
    """A date found in a text: ``source[start:end]`` is how it is written there.

    Attributes:
        start: its first character, counted from 0.
        end: the character after its last one.
        text: how it is written.
        day: the day, where it is written soundly; None where it is not.
        problem: what is wrong with it; None where nothing is.
        repair: the one day that can be meant; None where nothing is wrong, or several days or none can be meant.
        note: what is to be said of a date that is read nevertheless; None where nothing is.
    """

    start: int
    end: int
    text: str
    day: dt.date | None
    problem: Message | None = None
    repair: dt.date | None = None
    note: Message | None = None

    @property
    def meant(self) -> dt.date | None:
        """The day as written, or else the one it is taken to mean."""
        return self.day or self.repair


def numeric_date(day: dt.date) -> str:
    """Return a day in numbers, with the zeros of administrative papers: before days below 10 and the months 1 and 2.

    >>> numeric_date(dt.date(2014, 3, 9)), numeric_date(dt.date(2018, 2, 28))
    ('09/3/2014', '28/02/2018')
    """
    return f"{day.day:02}/{month_number(day.month)}/{day.year:04}"


def month_number(month: int) -> str:
    """Return the number of a month as administrative papers write it: with a zero where a 1 could be put before it."""
    return f"{month:02}" if month in (1, 2) else str(month)


def find_dates(text: str, *, years: Collection[int] = ()) -> tuple[WrittenDate, ...]:
    """Return every date in the text, day before month, in order.

    Dates are numbers with slashes, points or dashes, years first as programs write them, or words
    (``ngay 05 thang 3 nam 2018``, with or without accents; ``5 March 2018``).

    Args:
        text: any text.
        years: the years that can be meant, such as the two of a school year. Without them every year is taken as it is
            written, and one that cannot be read has no repair. With them a year of two digits is read, and noted.

    >>> [str(date.meant) for date in find_dates("18//9/2017 - 09/10/20017", years=(2017, 2018))]
    ['2017-09-18', '2017-10-09']
    >>> [str(date.day) for date in find_dates("28/12 - 3/1/2018")]
    ['2017-12-28', '2018-01-03']
    """
    return tuple(_iter_dates(text, years))


def find_day(text: str) -> dt.date | None:
    """Return the day that a text writes soundly and with nothing beside it, or None.

    >>> str(find_day(" 05/3/2018")), find_day("before 05/3/2018"), find_day("31/02/2018")
    ('2018-03-05', None, None)
    """
    found = find_dates(text)
    return found[0].day if len(found) == 1 and found[0].text == text.strip() else None


def _iter_dates(text: str, years: Collection[int]) -> Iterator[WrittenDate]:
    folded = fold(text)
    for found in _DATE.finditer(folded):
        last = _read(text, found, years)
        if found["from_day"] is not None and (first := _find_first(text, found, last)) is not None:
            yield first
        yield last
        if (following := _NEXT.match(folded, found.end())) is not None and last.day is not None:
            yield from _find_next(text, following, last.day)


def _find_next(text: str, found: re.Match[str], first: dt.date) -> Iterator[WrittenDate]:
    """Yield the date that ends a range: its year is that of the first day, or the next one."""
    day, month = int(found["day"]), int(found["month"])
    year = first.year if (month, day) >= (first.month, first.day) else first.year + 1
    meant = _find_day(day, month, f"{year:04}", ())
    problem = None if meant is not None else message("there is no such day")
    start = found.start("day")
    yield WrittenDate(start=start, end=found.end(), text=text[start : found.end()], day=meant, problem=problem)


def _joins(text: str, found: re.Match[str], until: dt.date | None) -> bool:
    """Whether what stands between a lone day and a date joins them: "19 - 24/9/2016", "19, 20/9/2016"."""
    start = found.start("from_day")
    if not _OPENS.search(fold(text[max(0, start - _LONGEST_OPENING) : start])):
        return False
    is_range = "-" in fold(found["loose"])
    return is_range or (until is not None and int(found["from_day"]) + 1 == until.day)


def _read(text: str, found: re.Match[str], years: Collection[int]) -> WrittenDate:
    """Return the whole date of a match."""
    form = next(form for form in ("iso_", "", "said_", "english_") if found[f"{form}day"] is not None)
    day, month, year = (found[f"{form}{part}"] for part in ("day", "month", "year"))
    start = found.start("iso_year" if form == "iso_" else f"{form}day")
    marks = [text[slice(*found.span(mark))] for mark in ("first_mark", "second_mark")] if not form else []
    number = _MONTHS.index(month) + 1 if form == "english_" else int(month)
    meant = _find_day(int(day), number, year, years)
    is_short = len(year) == _SHORT_YEAR_DIGITS and meant is not None
    problem = _find_problem(marks, year, years, is_short=is_short)
    if meant is None and problem is None:
        problem = message("there is no such day")
    return WrittenDate(
        start=start,
        end=found.end(),
        text=text[start : found.end()],
        day=meant if problem is None else None,
        problem=problem,
        repair=None if problem is None else meant,
        note=message("the year {year} has two digits", year=year) if is_short and problem is None else None,
    )


def _find_first(text: str, found: re.Match[str], last: WrittenDate) -> WrittenDate | None:
    """Return the date that begins a range, its year that of the last day or the one before; None where there is none.

    A lone number behind which no later day of the same month stands is no date.
    """
    start, end = found.start("from_day"), found.end("from_month") if found["from_month"] else found.end("from_day")
    day, until = int(found["from_day"]), last.meant
    if found["loose"] is not None and not _joins(text, found, until):
        return None
    if until is None:
        meant = None
    else:
        month = int(found["from_month"] or until.month)
        year = until.year if (month, day) <= (until.month, until.day) else until.year - 1
        meant = _find_day(day, month, f"{year:04}", ())
    if found["from_month"] is None and (meant is None or until is None or meant.year != until.year):
        return None
    problem = None
    if meant is None:
        problem = message("its year cannot be told") if until is None else message("there is no such day")
    return WrittenDate(start=start, end=end, text=text[start:end], day=meant, problem=problem)


def _find_problem(marks: list[str], year: str, years: Collection[int], *, is_short: bool) -> Message | None:
    if len(year) != _YEAR_DIGITS and not is_short:
        return message("the year {year} has not four digits", year=year)
    if years and not is_short and int(year) not in years:
        return message("the year {year} is not one of the school year", year=year)
    for mark in marks:
        if len(mark) != 1:
            return message("{mark} stands where one slash belongs", mark=repr(mark))
    return None


def _find_day(day: int, month: int, year: str, years: Collection[int]) -> dt.date | None:
    """Return the day, its year mended where exactly one can be meant."""
    is_sound = len(year) == _YEAR_DIGITS and (not years or int(year) in years)
    near = {int(year)} if is_sound else {each for each in years if _is_near(year, each)}
    if len(near) != 1:
        return None
    try:
        return dt.date(near.pop(), month, day)
    except ValueError:
        return None


def _is_near(typed: str, year: int) -> bool:
    """Whether a typed year is this one, its last two digits, or one slip of the finger away from it."""
    wanted = str(year)
    if typed in (wanted, wanted[2:]):
        return True
    if len(typed) == len(wanted):
        differing = [place for place in range(len(wanted)) if typed[place] != wanted[place]]
        return len(differing) == 1 or _is_swap(typed, wanted, differing)
    longer, shorter = sorted((typed, wanted), key=len, reverse=True)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _is_swap(typed: str, wanted: str, differing: list[int]) -> bool:
    """Whether the texts differ by two neighbours that changed places."""
    return len(differing) == 2 and typed[differing[0]] == wanted[differing[1]] and sorted(typed) == sorted(wanted)  # noqa: PLR2004 - a pair
