"""Reads the timetable of a plan: times in words, and what is done in them, from tables or from lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable

import attrs

from kdcl.messages import message
from kdcl.places import Place
from kdcl.readers.files.content import FileTable, Line, Use
from kdcl.readers.papers.page import Page, has_dash, whole, without_bullet
from kdcl.readers.vocabulary.tables import NamedRow, name_columns
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.result import FindingKind
from kdcl.school import CalendarMonth, PlannedActivity, Timetable, TimetableRow
from kdcl.text.phrases import is_blank
from kdcl.text.times import WrittenTime, read_time

_LONGEST_TIME = 90
_MONTH_ALONE = re.compile(r"\W*\d{1,2}(?:\s*[,;+-]\s*\d{1,2})*\s*/\s*\d{4}\W*")


@attrs.define
class _Row:
    time: list[Line]
    activities: list[Line]
    responsible: str = ""


class TimetableReader:
    """Reads timetables.

    Attributes:
        is_carrying_out: whether what comes stands in the part on how the plan is carried out.
    """

    def __init__(self, page: Page, years: Collection[int]) -> None:
        """Read into a new timetable.

        Args:
            page: the paper.
            years: the years that dates can mean.
        """
        self._rows: dict[str, list[TimetableRow]] = {"weeks": [], "months": [], "stages": []}
        self.is_carrying_out = False
        self._page, self._years = page, years

    @property
    def timetable(self) -> Timetable:
        """The rows by weeks or days, those by months, and those of how the plan is carried out."""
        weeks, months, stages = map(tuple, self._rows.values())
        return Timetable(weeks=weeks, months=months, stages=stages)

    def read_table(self, table: FileTable) -> bool:
        """Read a table, by the heads of its columns or by the times in its first column; return whether it is one."""
        named = name_columns(table, "timetable_columns", ("time", "activity"))
        if named is None:
            rows = [_Row(list(row[0].lines), list(row[1].lines)) for row in table.rows if len(row) == 2]  # noqa: PLR2004 - a time and what is done
            if len(rows) < len(table.rows) or not rows or not all(map(_is_timed, rows)):
                return False
            self._keep(rows)
            return True
        self._keep([_named(row) for row in named.iter_named()])
        return True

    def read_lines(self, lines: Iterable[Line]) -> None:
        """Read lines: a time, which may go over several of them, and below it what is done; heads part two tables."""
        rows: list[_Row] = []
        every = list(lines)
        for line, following in itertools.zip_longest(every, every[1:]):
            if is_time_head(line) and not _is_unit_of(line, following):
                self._keep_timed(rows)
                rows, line.use = [], Use.FORM
            elif is_time(line):
                if not rows or rows[-1].activities:
                    rows.append(_Row([], []))
                rows[-1].time.append(line)
            elif rows:
                rows[-1].activities.append(line)
        self._keep_timed(rows)

    def _keep_timed(self, rows: list[_Row]) -> None:
        self._keep([row for row in rows if row.activities])

    def _keep(self, rows: list[_Row]) -> None:
        read = [(row, self._read_row(row)) for row in rows if row.activities or row.time]
        # A plan has one timetable by months and one by weeks; what stands in the times tells which.
        is_by_weeks = any(made.weeks or (made.first_day and not made.months) for _, made in read)
        name = "weeks" if is_by_weeks else "stages" if self.is_carrying_out else "months"
        self._rows[name] += [made for row, made in read if made.activities or row.time]

    def _read_row(self, row: _Row) -> TimetableRow:
        typed = "\n".join(line.text for line in row.time if not is_blank(line.folded))
        time = read_time(with_month_word(typed), years=self._years)
        if row.time:
            self._note_dates(time, row.time[0].place)
        for line in (*row.time, *row.activities):
            line.use = Use.FORM if is_blank(line.folded) else Use.FACT
        days = [date.day for date in time.dates]
        is_sound = bool(days) and None not in days
        return TimetableRow(
            activities=tuple(_iter_activities(row)),
            weeks=time.weeks,
            months=tuple(CalendarMonth(month.first_day.year, month.first_day.month) for month in time.months),
            first_day=days[0] if is_sound else None,
            last_day=days[-1] if is_sound else None,
            written=typed,
        )

    def _note_dates(self, time: WrittenTime, place: Place) -> None:
        for date in time.dates:
            if date.problem is None:
                continue
            what = message("the date {text} is not written soundly: {problem}", text=date.text, problem=date.problem)
            if date.repair is not None:
                what = message("{finding}; it can only mean {date}", finding=what, date=date.repair)
            self._page.note(FindingKind.DATE, what, place)


def _is_timed(row: _Row) -> bool:
    return bool(row.time) and all(map(is_time, row.time))


def _named(row: NamedRow) -> _Row:
    time, activity = (row.cells.get(name) for name in ("time", "activity"))
    return _Row(
        [] if time is None else list(time.lines),
        [] if activity is None else list(activity.lines),
        row.take("responsible"),
    )


_words = folded_words(r"\b{paper_lines.time}\b|\b[ivx]{1,4}\b")


def is_time(line: Line) -> bool:
    """Whether a line names a time and says nothing else."""
    if len(line.text) > _LONGEST_TIME or has_dash(line):
        return False
    rest = _words().sub("", line.folded)
    is_named = any(map(str.isdigit, line.text)) or _words().search(line.folded) is not None
    return is_named and not any(map(str.isalpha, rest))


def _is_unit_of(line: Line, following: Line | None) -> bool:
    """Whether a word such as "week" stands alone above its numbers."""
    return is_time(line) and following is not None and is_time(following) and following.text[0].isdigit()


def is_time_head(line: Line) -> bool:
    """Whether a line is the head of a column of a timetable."""
    return any(whole("paper_lines", name).fullmatch(line.folded) for name in ("time_heads", "activity_heads"))


def with_month_word(text: str) -> str:
    """Return a time whose month has no word for it (``9/2017``) with that word."""
    return f"thang {text}" if _MONTH_ALONE.fullmatch(text) else text


_responsible = folded_words(r"(?P<what>.+?)(?<!\s)\s*\((?P<who>{paper_lines.responsible}\b[^()]*)\)\W*", re.DOTALL)


def _iter_activities(row: _Row) -> Iterable[PlannedActivity]:
    """Iterate over the activities of a row; who does one may stand behind it in brackets."""
    for line in row.activities:
        if is_blank(line.folded):
            continue
        text = without_bullet(line.text)
        folded = Line(number=0, text=text).folded
        if not row.responsible and (found := _responsible().fullmatch(folded)):
            who = text[found.start("who") : found.end("who")]
            yield PlannedActivity(text=text[: found.end("what")], responsible=who)
        else:
            yield PlannedActivity(text=text, responsible=row.responsible)
