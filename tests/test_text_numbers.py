"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.locale import get_locale
from kdcl.messages import Message
from kdcl.text.numbers import MOST_DECIMALS, WrittenNumber, exact_number, read_number

LARGEST = 10**15 - 1


def value_of(text: str, *, is_whole: bool = False) -> int | Decimal | None:
    """Return the number read, or None where none is."""
    read = read_number(text, is_whole=is_whole)
    return read.value if isinstance(read, WrittenNumber) else None


class TestOneReading:
    """A number that can be read in one way alone is read, whoever's marks it has."""

    CASES: ClassVar = [
        ("0", 0),
        ("12", 12),
        ("007", 7),
        ("12345", 12345),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234\u202f567", 1234567),
        ("1.234,5", Decimal("1234.5")),
        ("1,234.5", Decimal("1234.5")),
        ("1 234,567", Decimal("1234.567")),
        ("1,5", Decimal("1.5")),
        ("1.5", Decimal("1.5")),
        ("1.50", Decimal("1.5")),
        ("0.125", Decimal("0.125")),
        ("0,125", Decimal("0.125")),
        ("1234.567", Decimal("1234.567")),
        ("1.2345", Decimal("1.2345")),
        ("12,0", 12),
        ("  12\n", 12),
        ("１２，５", Decimal("12.5")),
        ("-5", -5),
        ("\u2212 5", -5),
        ("+5", 5),
        ("-0", 0),
    ]

    @pytest.mark.parametrize(("text", "value"), CASES)
    def test_it_is_read(self, text: str, value: int | Decimal) -> None:
        """Points, commas and blanks of any kind group or divide, as far as one reading is left."""
        read = read_number(text)

        assert read == WrittenNumber(value=value, is_percent=False)
        assert isinstance(read, WrittenNumber)
        assert type(read.value) is type(value)

    @pytest.mark.parametrize("text", ["98,5%", "98.5 %", "98,5\u00a0％"])
    def test_a_percent_sign_is_told(self, text: str) -> None:
        """The sign does not change the number; it says what the number is of."""
        assert read_number(text) == WrittenNumber(value=Decimal("98.5"), is_percent=True)


class TestSeveralReadings:
    """A number with two readings has none: it is handed back."""

    @pytest.mark.parametrize("text", ["1.234", "1,234", "12.000", "12,000", "999.999", "1.234%"])
    def test_one_group_of_three_is_unclear(self, text: str) -> None:
        """It may be thousands or decimals."""
        read = read_number(text)

        assert isinstance(read, Message)
        assert "may be" in str(read)

    @pytest.mark.parametrize(
        ("text", "value"), [("1.234", 1234), ("12.000", 12000), ("1.0", 1), ("1.234.567", 1234567)]
    )
    def test_among_whole_numbers_a_point_groups(self, text: str, value: int) -> None:
        """Pupils come in whole numbers, so that a group of three behind a point is thousands."""
        assert value_of(text, is_whole=True) == value

    def test_among_whole_numbers_a_comma_stays_unclear(self) -> None:
        """In Vietnamese a comma is the decimal sign."""
        assert "may be 1.234 or 1234" in str(read_number("1,234", is_whole=True))
        assert "may be 1 or 1000" in str(read_number("1,000", is_whole=True))

    def test_a_known_language_settles_it(self) -> None:
        """What a paper of ours has printed is read with the marks of its language."""
        assert read_number("1.234", language="vi") == WrittenNumber(value=1234, is_percent=False)
        assert read_number("1.234", language="en") == WrittenNumber(value=Decimal("1.234"), is_percent=False)


class TestNoReading:
    """What is no number is never made one."""

    CASES: ClassVar = [
        "", "-", "…", "12 em", "khoảng 12", "1O", "12/15", "1..2", "1,2,3", "1.23.456", "12 34", "1 2", ",5", "5,",
        "1.234,5.6", "0.123.456", "1e5", "½", "%", "5%%", "--5",
    ]  # fmt: skip

    @pytest.mark.parametrize("text", CASES)
    def test_it_is_handed_back(self, text: str) -> None:
        """The message repeats what was typed, and says what to do."""
        read = read_number(text)

        assert isinstance(read, Message)
        assert repr(text) in str(read)

    @pytest.mark.parametrize("text", ["1,5", "1.234,5", "0.5"])
    def test_a_fraction_is_no_whole_number(self, text: str) -> None:
        """Where a whole number is asked for, a fraction is not rounded."""
        assert str(read_number(text, is_whole=True)) == f"{text!r} is no whole number"

    def test_what_a_spreadsheet_cannot_keep_is_refused(self) -> None:
        """Fifteen digits and twelve decimals are kept."""
        assert value_of("9" * 15) == LARGEST
        assert "more digits" in str(read_number("9" * 16))
        assert value_of("0," + "1" * MOST_DECIMALS) == Decimal("0." + "1" * MOST_DECIMALS)
        assert "more digits" in str(read_number("0," + "1" * (MOST_DECIMALS + 1)))

    def test_a_long_text_is_shown_by_its_beginning(self) -> None:
        """A finding stays readable."""
        assert len(str(read_number("x" * 1000))) < 100


exact_numbers = st.integers(0, LARGEST) | st.decimals(0, LARGEST, places=4).map(lambda number: number.normalize())


class TestPrintedThenRead:
    """What is printed is read again as the same number."""

    @given(exact_numbers, st.sampled_from(["vi", "en"]))
    def test_in_its_language(self, number: int | Decimal, language: str) -> None:
        """The marks of the language that printed it tell all."""
        read = read_number(get_locale(language).number(number), language=language)

        assert isinstance(read, WrittenNumber)
        assert read.value == number

    @given(exact_numbers, st.sampled_from(["vi", "en"]))
    def test_in_an_unknown_hand(self, number: int | Decimal, language: str) -> None:
        """Without the language it is the same number, or unclear: never another one."""
        read = read_number(get_locale(language).number(number))

        assert isinstance(read, Message) or read.value == number

    @given(st.integers(0, LARGEST))
    def test_a_whole_number(self, number: int) -> None:
        """A count printed in Vietnamese is read where a count is asked for."""
        assert value_of(get_locale("vi").number(number), is_whole=True) == number

    @given(st.text(alphabet="0123456789., %-\u00a0", max_size=30))
    def test_whole_is_a_reading_too(self, text: str) -> None:
        """Asking for whole numbers gives one of the readings or none: it never makes one up."""
        whole, known = read_number(text, is_whole=True), read_number(text)

        if isinstance(whole, WrittenNumber):
            assert whole == known or ("may be" in str(known) and str(whole.value) in str(known))


class TestExact:
    """A binary fraction stands for the shortest number that a spreadsheet shows for it."""

    @given(st.decimals(-1000, 1000, places=6))
    def test_it_is_the_typed_number(self, number: Decimal) -> None:
        """The number typed into a workbook comes back."""
        assert exact_number(float(number)) == number
