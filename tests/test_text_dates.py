"""Dates and times as people type them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.locale import get_locale
from kdcl.text.dates import DateRange, find_dates, find_day, numeric_date
from kdcl.text.times import read_time

YEARS = (2015, 2016)
DAYS = st.dates(dt.date(1000, 1, 1))


def days_of(text: str, *, years: tuple[int, ...] = YEARS) -> list[str]:
    """Return the days found in a text; a question mark for one that cannot be read."""
    return [str(date.day or "?") for date in find_dates(text, years=years)]


class TestWords:
    """A date in words is the date in numbers."""

    @pytest.mark.parametrize(
        "text",
        [
            "ngày 05 tháng 3 năm 2016", "Ví Dụ, ngày 5 tháng 03 năm 2016", "ngay 5 thang 3 nam 2016",
            "NGÀY 05 THÁNG 3 NĂM 2016", "ngày 05 tháng 3, năm 2016", "ngày 05 tháng 3/2016", "2016-03-05",
            "5 March 2016", "Ngày 5.3.2016",
        ],
    )  # fmt: skip
    def test_one_day_in_many_hands(self, text: str) -> None:
        """Accents, zeros and capitals do not matter."""
        assert days_of(text) == days_of(text, years=()) == ["2016-03-05"]

    @pytest.mark.parametrize(
        "text",
        ["tuần 4 tháng 10/2015", "tháng 10 năm 2015", "4 tháng 10 năm 2015", "26/28 tiêu chí", "13/07 - 14/08", ""],
    )
    def test_what_is_no_date(self, text: str) -> None:
        """A month, a week of a month, a fraction, and two days without any year are none."""
        assert find_dates(text, years=YEARS) == ()

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            (" 05/3/2016\n", dt.date(2016, 3, 5)),
            ("2016-03-05", dt.date(2016, 3, 5)),
            ("20160305", None),
            ("trước 05/3/2016", None),
            ("05/3/2016, 06/3/2016", None),
            ("31/4/2016", None),
            ("", None),
        ],
    )
    def test_a_text_that_is_one_day(self, text: str, day: dt.date | None) -> None:
        """A cell or an option says a day where nothing stands beside it and every calendar has it."""
        assert find_day(text) == day

    def test_a_day_that_no_calendar_has(self) -> None:
        """It is found, and said to be none."""
        (found,) = find_dates("ngày 31 tháng 4 năm 2016")
        assert (found.day, str(found.problem)) == (None, "there is no such day")


class TestRanges:
    """In a range the year, and the month, may stand with the last day alone."""

    CASES: ClassVar = [
        ("05/9 - 10/9/2015", ["2015-09-05", "2015-09-10"]),
        ("05/9 – 10/9/2015", ["2015-09-05", "2015-09-10"]),
        ("05/9—10/9/2015", ["2015-09-05", "2015-09-10"]),
        ("Từ 05/9 đến 10/9/2015", ["2015-09-05", "2015-09-10"]),
        ("từ ngày 5/9 đến hết ngày 10/9/2015", ["2015-09-05", "2015-09-10"]),
        ("từ ngày 5 tháng 9 đến ngày 10 tháng 9 năm 2015", ["2015-09-05", "2015-09-10"]),
        ("từ ngày 05 tháng 9 năm 2015 đến ngày 10 tháng 9 năm 2015", ["2015-09-05", "2015-09-10"]),
        ("từ ngày 5 đến ngày 10 tháng 9 năm 2015", ["2015-09-05", "2015-09-10"]),
        ("5-10/9/2015", ["2015-09-05", "2015-09-10"]),
        ("28/12 - 03/01/2016", ["2015-12-28", "2016-01-03"]),
        ("Tuần 5 - 10/9/2015", ["2015-09-10"]),
        ("Tuần 2: 19 – 24/9/2015", ["2015-09-19", "2015-09-24"]),
        ("(từ 19 – 24/9/2015)", ["2015-09-19", "2015-09-24"]),
        ("19, 20/9/2015", ["2015-09-19", "2015-09-20"]),
        ("ngày 19 và 20/9/2015", ["2015-09-19", "2015-09-20"]),
        ("5, 20/9/2015", ["2015-09-20"]),
        ("Đợt 1 - 24/9/2015", ["2015-09-24"]),
        ("Tổ 1, 2/9/2015", ["2015-09-02"]),
        ("19, 20/19/2015", ["?"]),
        ("20/12/2015 đến 05/01", ["2015-12-20", "2016-01-05"]),
        ("20/9/2015 – 25/9", ["2015-09-20", "2015-09-25"]),
        ("20/9/2015 – 31/9", ["2015-09-20", "?"]),
        ("31/9/2015 – 2/10", ["?"]),
        ("20-10/9/2015", ["2015-09-10"]),
        ("31/4 - 5/5/2016", ["?", "2016-05-05"]),
        ("05/9 - 31/9/2015", ["?", "?"]),
    ]

    @pytest.mark.parametrize(("text", "days"), CASES)
    def test_both_days_are_read(self, text: str, days: list[str]) -> None:
        """Any dash or word stands between them; around New Year the first day is of the year before."""
        assert days_of(text) == days

    def test_each_stands_at_its_place(self) -> None:
        """Spans slice back to the text."""
        text = "Từ ngày 5 tháng 9 đến ngày 10 tháng 9 năm 2015"
        assert [text[date.start : date.end] for date in find_dates(text)] == ["5 tháng 9", "10 tháng 9 năm 2015"]

    @given(DAYS, st.integers(0, 360), st.sampled_from(["-", " – ", " đến ", " đến ngày "]))
    def test_a_range_of_less_than_a_year(self, last: dt.date, length: int, between: str) -> None:
        """Whatever the days, the year is that of the last day, or the one before."""
        first = dt.date.fromordinal(max(last.toordinal() - length, dt.date(1000, 1, 1).toordinal()))
        text = f"từ {first.day:02}/{first.month}{between}{last.day:02}/{last.month}/{last.year}"
        assert days_of(text, years=()) == [str(first), str(last)]


class TestTwoDigits:
    """A year of two digits is read where one year of the school year ends with them, and never silently."""

    def test_it_is_noted(self) -> None:
        """The day is read, and the date has a note."""
        (found,) = find_dates("26/10/15", years=YEARS)
        assert (found.day, found.problem) == (dt.date(2015, 10, 26), None)
        assert str(found.note) == "the year 15 has two digits"

    def test_elsewhere_it_is_a_problem(self) -> None:
        """Without years, or with others, which century is meant is not guessed."""
        for years in ((), (2017, 2018), (1915, 2015)):
            (found,) = find_dates("26/10/15", years=years)
            assert (found.day, found.repair, found.note) == (None, None, None)
            assert str(found.problem) == "the year 15 has not four digits"


class TestPrintedThenRead:
    """A date that this library prints is read as that day."""

    @given(DAYS)
    def test_in_every_form(self, day: dt.date) -> None:
        """In numbers and in words, in both languages."""
        for text in (
            numeric_date(day),
            get_locale("vi").short_date(day),
            get_locale("en").short_date(day),
            get_locale("vi").place_and_date("A", day),
            get_locale("en").date(day),
            day.isoformat(),
        ):
            assert days_of(text, years=()) == [str(day)]

    def test_one_form_for_cells(self) -> None:
        """Zeros stand where the long date has them."""
        assert numeric_date(dt.date(2014, 3, 9)) == get_locale("vi").short_date(dt.date(2014, 3, 9)) == "09/3/2014"
        assert get_locale("en").short_date(dt.date(2014, 3, 9)) == "9 March 2014"


class TestTimes:
    """Weeks, months and dates of a timetable."""

    @pytest.mark.parametrize(
        ("text", "weeks", "months"),
        [
            ("Tuần 4 tháng 10/2015", (), ["2015-10-01"]),
            ("Tuần 4 của tháng 10 năm 2015", (), ["2015-10-01"]),
            ("Tuần 4 (12/10/2015 - 17/10/2015)", (4,), []),
            ("Tuần 1, 2 tháng 9", (), []),
            ("Tháng 11/2015", (), ["2015-11-01"]),
            ("Tháng 9, 10/2015", (), ["2015-09-01", "2015-10-01"]),
            ("Từ tháng 9 đến tháng 11 năm 2015", (), ["2015-09-01", "2015-10-01", "2015-11-01"]),
            ("Tháng 9-11/2015", (), ["2015-09-01", "2015-10-01", "2015-11-01"]),
            ("Tháng 12/2015, 01/2016", (), ["2015-12-01", "2016-01-01"]),
            ("Tháng 12/2015, 05/01/2016", (), ["2015-12-01"]),
            ("Ngày 5 tháng 10/2015", (), []),
            ("Tháng 13/2015, tháng 1/0000, tháng 9", (), []),
        ],
    )
    def test_weeks_and_months(self, text: str, weeks: tuple[int, ...], months: list[str]) -> None:
        """A week of a month is no school week of that number, but some time in the month."""
        time = read_time(text, years=YEARS)
        assert time.weeks == weeks
        assert [str(month.first_day) for month in time.months] == months

    def test_months_have_their_days(self) -> None:
        """From the first of the first month to the last of the last."""
        time = read_time("Tháng 1, 2/2016")
        assert time.months_period == DateRange(dt.date(2016, 1, 1), dt.date(2016, 2, 29))
        assert read_time("sớm").months_period is None

    @given(st.text(alphabet="0123456789 /-.tuần thángđế", max_size=60))
    def test_any_text_can_be_read(self, text: str) -> None:
        """No text is a crash, and what is found stands where it is said to stand."""
        for date in read_time(text, years=YEARS).dates:
            assert text[date.start : date.end] == date.text
            assert (date.day is None) == (date.problem is not None)
