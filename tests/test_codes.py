"""Codes: parsing, order, typing variants and codes in prose (the printed form [Hn-a-bc-de])."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kdcl.codes import (
    CriterionCode,
    EvidenceCode,
    FoundCode,
    IndicatorCode,
    Notation,
    find_broken_codes,
    find_codes,
    find_homes,
)
from kdcl.codes.found import LONGEST_BRACKET, find_bracket
from kdcl.errors import CodeError

criterion_codes = st.builds(CriterionCode, st.integers(1, 99), st.integers(1, 99))
indicator_codes = st.builds(
    IndicatorCode, st.integers(1, 99), st.integers(1, 99), st.sampled_from("abcdefghijklmnopqrstuvwxyz")
)
evidence_codes = st.builds(
    EvidenceCode, st.integers(1, 99), st.integers(1, 9), st.integers(1, 99), st.integers(1, 999_999_999)
)
codes = st.one_of(criterion_codes, indicator_codes, evidence_codes)
gaps = st.text(" \t\u00a0", max_size=2).flatmap(
    lambda blank: st.sampled_from(["-", ".", "–", "—", "‑", ".-", "- "]).map(lambda mark: blank + mark)
)


@st.composite
def typed_codes(draw: st.DrawFn) -> tuple[str, EvidenceCode]:
    """Draw a code and one of the ways people type it."""
    code = draw(evidence_codes)
    opening, closing = draw(st.sampled_from([("", ""), ("[", "]"), ("[ ", " ]"), ("[", ""), ("", "]")]))
    letter = draw(st.sampled_from(["H", "h", "H "]))
    zeros = [draw(st.sampled_from(["", "0"])) if number < 10 else "" for number in (code.box, code.standard)]
    criterion = draw(st.sampled_from([f"{code.criterion}", f"{code.criterion:02}"]))
    number = draw(st.sampled_from([f"{code.number}", f"{code.number:02}", f"{code.number:03}"]))
    body = draw(gaps).join([f"{zeros[0]}{code.box}", f"{zeros[1]}{code.standard}", criterion, number])
    return opening + letter + body + closing, code


class TestNotation:
    """The official notation is one: what is printed is read, and nothing else is."""

    @given(st.text(max_size=6) | st.from_regex(r"[1-9]\.[1-9][0-9]?\.[a-c]", fullmatch=True))
    def test_a_text_that_is_an_indicator_or_none(self, text: str) -> None:
        """What is found is what is parsed; what cannot be parsed is none."""
        found = IndicatorCode.find(text)
        if found is None:
            with pytest.raises(CodeError):
                IndicatorCode.parse(text)
        else:
            assert str(found) == text

    @given(codes)
    def test_parse_reads_what_str_writes(self, code: CriterionCode | IndicatorCode | EvidenceCode) -> None:
        """Parsing a printed code gives the same code."""
        assert type(code).parse(str(code)) == code

    @given(st.text("[]H0123456789-. abz\n１", max_size=16))
    @example("[H1-1-03-02]\n")
    @example("[H1-1-3-02]")
    @example("[H1-1-03-002]")
    def test_nothing_else_is_read(self, text: str) -> None:
        """A text that parses is exactly what the code prints; any other is refused."""
        for kind in (CriterionCode, IndicatorCode, EvidenceCode):
            try:
                code = kind.parse(text)
            except CodeError as caught:
                told = caught.value == text and 0 <= caught.position <= len(text)
            else:
                told = str(code) == text
            assert told

    @pytest.mark.parametrize("numbers", [(100, 1, 1, 1), (1, 10, 1, 1), (1, 1, 100, 1), (1, 1, 1, 1_000_000_000)])
    def test_numbers_beyond_the_notation(self, numbers: tuple[int, int, int, int]) -> None:
        """A code is made up to the last number that can be written, and not with the next."""
        last = (99, 9, 99, 999_999_999)
        assert EvidenceCode(*last) > EvidenceCode(*(min(pair) for pair in zip(numbers, last, strict=True)))
        with pytest.raises(CodeError):
            EvidenceCode(*numbers)

    @pytest.mark.parametrize("kind", [CriterionCode, IndicatorCode])
    @pytest.mark.parametrize("place", [0, 1])
    def test_numbers_of_criteria_and_indicators(self, kind: type[CriterionCode | IndicatorCode], place: int) -> None:
        """Standards and criteria go up to 99, and not to 100."""
        letter = ("a",) if kind is IndicatorCode else ()
        for number in (1, 99):
            code = kind(*(number if at == place else 5 for at in range(2)), *letter)  # type: ignore[arg-type] # as typed
            assert str(number) in str(code).split(".")
        with pytest.raises(CodeError):
            kind(*(100 if at == place else 5 for at in range(2)), *letter)  # type: ignore[arg-type] # as above

    @pytest.mark.parametrize(
        ("kind", "text", "told"),
        [
            (CriterionCode, "1.0", "'1.0', character 3: expected the number of a criterion (1 to 99)"),
            (CriterionCode, "1.3.b", "character 4: the code ends here, but the text goes on"),
            (CriterionCode, "", "character 1: expected the number of a standard (1 to 99)"),
            (IndicatorCode, "1.3b", "character 4: expected a dot; write standard, criterion and letter, as in 1.3.b"),
            (IndicatorCode, "1.3.B", "character 5: expected a letter from a to z"),
            (EvidenceCode, "H1-1-03-02", "character 1: expected an opening bracket"),
            (EvidenceCode, "[H1-1-3-02]", "character 7: expected the number of a criterion in two digits (01 to 99)"),
            (EvidenceCode, "[H1.1.03.02]", "character 4: expected a hyphen"),
            (EvidenceCode, "[H1-12-03-02]", "character 5: expected the number of a standard (1 to 9)"),
            (EvidenceCode, "[H1-1-03-2]", "expected the number of the evidence in two digits or more, from 01"),
            (EvidenceCode, "[H1-1-03-02", "character 12: expected a closing bracket"),
        ],
    )
    def test_errors(self, kind: type[CriterionCode | IndicatorCode | EvidenceCode], text: str, told: str) -> None:
        """An error names the value, the place where reading stopped, and what to write."""
        with pytest.raises(CodeError) as caught:
            kind.parse(text)
        assert told in str(caught.value)

    @pytest.mark.parametrize(
        "build",
        [
            lambda: CriterionCode(0, 1),
            lambda: CriterionCode(1, 100),
            lambda: IndicatorCode(1, 1, "ab"),
            lambda: IndicatorCode(1, 1, "A"),
            lambda: EvidenceCode(1, 10, 1, 1),
            lambda: EvidenceCode(100, 1, 1, 1),
            lambda: EvidenceCode(*(True, 1, 1, 1)),
            lambda: EvidenceCode(*(1.0, 1, 1, 1)),  # type: ignore[arg-type]  # refused, as it should be
        ],
    )
    def test_what_cannot_be_written_cannot_be_built(self, build: object) -> None:
        """Numbers that the notation has no room for, or that are no whole numbers, are refused as a whole."""
        assert callable(build)
        with pytest.raises(CodeError) as refused:
            build()
        assert refused.value.position == 0


class TestOrder:
    """Codes are ordered by number, never as text, and only among their own kind."""

    def test_numeric(self) -> None:
        """Criterion 1.10 comes after 1.9, and evidence 100 after 99."""
        assert CriterionCode.parse("1.10") > CriterionCode.parse("1.9")
        assert EvidenceCode.parse("[H1-1-01-100]") > EvidenceCode.parse("[H1-1-01-99]")
        indicators = [IndicatorCode.parse(text) for text in ("1.10.a", "2.1.a", "1.9.b", "1.9.a")]
        assert [str(code) for code in sorted(indicators)] == ["1.9.a", "1.9.b", "1.10.a", "2.1.a"]

    @given(evidence_codes, evidence_codes)
    def test_as_their_numbers(self, one: EvidenceCode, other: EvidenceCode) -> None:
        """The order is that of box, standard, criterion and number; equal codes have equal hashes."""

        def numbers(code: EvidenceCode) -> tuple[int, ...]:
            return code.box, code.standard, code.criterion, code.number

        assert (one < other) == (numbers(one) < numbers(other))
        assert (one == other) == (numbers(one) == numbers(other))
        assert hash(one) == hash(EvidenceCode(*numbers(one)))

    def test_kinds_do_not_mix(self) -> None:
        """A criterion's code is neither comparable with nor equal to an indicator's or a text."""
        with pytest.raises(TypeError):
            _ = CriterionCode(1, 1) < IndicatorCode(1, 1, "a")  # type: ignore[operator]  # refused, as it should be
        assert CriterionCode(1, 1) != "1.1"  # type: ignore[comparison-overlap]  # unequal, as it should be

    @given(codes)
    def test_copies(self, code: CriterionCode | IndicatorCode | EvidenceCode) -> None:
        """Codes survive copying and pickling."""
        assert copy.deepcopy(code) == code
        assert pickle.loads(pickle.dumps(code)) == code  # noqa: S301 - the test's own bytes

    def test_belonging(self) -> None:
        """An indicator and a piece of evidence know their criterion."""
        assert IndicatorCode(1, 3, "b").criterion_code == CriterionCode(1, 3)
        assert EvidenceCode(7, 1, 3, 2).criterion_code == CriterionCode(1, 3)


class TestTyping:
    """What people type is read tolerantly and printed in the one official form."""

    @given(typed_codes())
    def test_normalize(self, drawn: tuple[str, EvidenceCode]) -> None:
        """Every typing variant gives the code that was meant; normalising what was printed changes nothing."""
        text, code = drawn
        assert EvidenceCode.normalize(text) == code
        assert EvidenceCode.normalize(str(code)) == code

    def test_blanks_alone(self) -> None:
        """Blanks alone may part the numbers."""
        assert str(EvidenceCode.normalize("h 1 1 3 2")) == "[H1-1-03-02]"

    @pytest.mark.parametrize(
        ("text", "position"),
        [("H１-1-03-02", 1), ("H1-1-03", 7), ("", 0), ("H1-1-03-00", 8), ("H1-1-03-02 và", 11), ("MC.1.1.01", 0)],
    )
    def test_refused(self, text: str, position: int) -> None:
        """Digits of other scripts, missing numbers, zeros and a text around the code are refused with their place."""
        with pytest.raises(CodeError) as caught:
            EvidenceCode.normalize(text)
        assert caught.value.position == position

    @given(evidence_codes, st.sampled_from(Notation))
    def test_notations(self, code: EvidenceCode, notation: Notation) -> None:
        """Writing a code in another notation and reading it back is identity, or the box is lost and that is known."""
        written = code.format(notation)
        if notation is Notation.UNBOXED:
            (found,) = find_codes(written)
            assert found.code == EvidenceCode(code.standard, code.standard, code.criterion, code.number)
        else:
            assert EvidenceCode.normalize(written) == code
            (found,) = find_codes(written)
            assert found.text == written
            assert found.notation is not None
            assert code.format(found.notation) == written

    def test_own_typing_has_no_notation(self) -> None:
        """A typing that is in no known notation is told as such."""
        assert find_codes("H1 - 1 - 3 - 2")[0].notation is None


class TestInProse:
    """Codes are found wherever they stand in a text, and the rest of the text is left alone."""

    @given(st.lists(st.one_of(typed_codes(), st.text("abH[].;- 1", max_size=6).map(lambda t: (t, None))), max_size=6))
    def test_spans(self, parts: list[tuple[str, EvidenceCode | None]]) -> None:
        """Spans slice back to the text, are in order, and never overlap."""
        text = "; ".join(part for part, _ in parts)
        end = 0
        for found in find_codes(text):
            assert text[found.start : found.end] == found.text
            assert found.start >= end
            end = found.end
            assert EvidenceCode.normalize(found.text) == found.code
            assert found.is_official == (found.text == str(found.code))

    @given(st.lists(typed_codes(), max_size=5))
    def test_none_is_missed(self, drawn: list[tuple[str, EvidenceCode]]) -> None:
        """Every code that stands in a sentence is found, in order."""
        text = "Có sổ " + ", và ".join(text for text, _ in drawn) + "."
        assert [found.code for found in find_codes(text)] == [code for _, code in drawn]

    @given(st.one_of(st.text(max_size=60), st.text("Hh0123456789.-– []", max_size=60)))
    def test_any_text(self, text: str) -> None:
        """Any text can be searched, and what is found reads as a code."""
        for found in find_codes(text):
            assert EvidenceCode.normalize(found.text) == found.code

    def test_brackets(self) -> None:
        """Brackets belong to a code only where both stand around it alone."""
        found = find_codes("[H1-1-01-01; H1-1-01-02] [ H1-1-01-03 ] [H1-1-01-04")
        assert [one.text for one in found] == ["H1-1-01-01", "H1-1-01-02", "[ H1-1-01-03 ]", "H1-1-01-04"]

    def test_official(self) -> None:
        """A code written officially is told from one that only means the same."""
        official, typed = find_codes("[H1-1-03-02]; [H1-1-03- 02]")
        assert (official.is_official, typed.is_official) == (True, False)
        assert official.code == typed.code
        assert official.notation is Notation.OFFICIAL

    @pytest.mark.parametrize("text", ["5 km/h 1 2 3 4", "H1-1-00-01", "H0-1-01-01", "H1-1-01", "lớp 1-1-01-02"])
    def test_no_codes(self, text: str) -> None:
        """Numbers that only resemble a code are not taken for one."""
        assert find_codes(text) == ()

    def test_unboxed(self) -> None:
        """A code without a box is the one listed code at home there, or has the standard's number for its box."""
        assert find_codes("xem [MC.2.1.03]") == (
            FoundCode(start=4, end=15, text="[MC.2.1.03]", code=EvidenceCode(2, 2, 1, 3), is_boxed=False),
        )
        assert [found.text for found in find_codes("MC.2.1.03] [")] == ["MC.2.1.03"]
        homes = find_homes(frozenset({EvidenceCode(7, 2, 1, 3)}))
        assert [found.code.box for found in find_codes("MC.2.1.03", homes)] == [7]
        both = frozenset({EvidenceCode(7, 2, 1, 3), EvidenceCode(8, 2, 1, 3)})
        assert [found.code.box for found in find_codes("MC.2.1.03", find_homes(both))] == [2]


def read(text: str) -> list[str]:
    """Return the numbers of the codes that a text cites, all of box 1, standard 1 and criterion 1."""
    codes = [code for found in find_codes(text) for code in found.codes]
    assert all((code.box, code.standard, code.criterion) == (1, 1, 1) for code in codes)
    return [f"{code.number:02}" for code in codes]


class TestListsAndRanges:
    """Several numbers in one bracket cite several codes."""

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("[H1-1-01-03; 04; 05]", ["03", "04", "05"]),
            ("[H1-1-01-03, 04 và 05]", ["03", "04", "05"]),
            ("[ H1-1-01-03;04 ]", ["03", "04"]),
            ("[H1-1-01-01; H1-1-01-03; 04]", ["01", "03", "04"]),
            ("[MC.1.1.03; 04]", ["03", "04"]),
            ("[H1-1-01-03 đến 05]", ["03", "04", "05"]),
            ("[H1-1-01-03 đến H1-1-01-05]", ["03", "04", "05"]),
            ("[H1-1-01-03] đến [H1-1-01-05]", ["03", "04", "05"]),
            ("[H1-1-01-03] to [H1-1-01-05]", ["03", "04", "05"]),
            ("từ H1-1-01-03 đến H1-1-01-05", ["03", "04", "05"]),
            ("[H1-1-01-03 đến 05; 07]", ["03", "04", "05", "07"]),
            ("[H1-1-01-03 đến 04]", ["03", "04"]),
            ("[H1-1-01-03   đến   mã   minh chứng   H1-1-01-05]", ["03", "04", "05"]),
            ("H1-1-01-03; 04", ["03"]),
            ("[H1-1-01-03]; 04; 05", ["03"]),
            ("[H1-1-01-03, trang 5]", ["03"]),
            ("[H1-1-01-03; " + "x" * 2000 + "; 04]", ["03"]),
        ],
    )
    def test_they_are_read_as_what_they_cite(self, text: str, numbers: list[str]) -> None:
        """A number alone belongs to the code before it in the same brackets; a range cites what lies in it."""
        assert read(text) == numbers
        assert find_broken_codes(text) == ()
        assert all(text[found.start : found.end] == found.text for found in find_codes(text))

    @pytest.mark.parametrize(
        ("text", "broken"),
        [
            ("[H1-1-01-01], [02]", ["[02]"]),
            ("[H1-1-01-01]; [02] và [03].", ["[02]", "[03]"]),
            ("[H1-1-01-01] [2", ["[2"]),
            ("[H1-1-01-01], [-03]", ["[-03]"]),
            ("[1] [H1-1-01-01] theo [2]", []),
            ("[H1-1-01-01] [xem 2]; [2]", []),
        ],
    )
    def test_a_number_in_brackets_of_its_own_is_told(self, text: str, broken: list[str]) -> None:
        """Behind the brackets of a code it means another paper, and nobody may guess which."""
        assert [found.text for found in find_broken_codes(text)] == broken
        assert all(text[found.start : found.end] == found.text for found in find_broken_codes(text))

    @given(st.lists(st.integers(1, 200), min_size=1, max_size=8, unique=True))
    def test_a_list_is_its_codes(self, numbers: list[int]) -> None:
        """What is written short is what was meant in full."""
        first, *rest = (EvidenceCode(2, 1, 3, number) for number in numbers)
        text = "; ".join([str(first)[:-1], *(f"{code.number:02}" for code in rest)]) + "]"
        assert [found.code for found in find_codes(text)] == [first, *rest]
        assert [found.is_short for found in find_codes(text)] == [False] + [True] * len(rest)

    @given(st.integers(1, 900), st.integers(1, 99))
    def test_a_range_is_its_codes(self, first: int, length: int) -> None:
        """Both ends and all between are cited, each once."""
        text = f"[H1-1-01-{first:02} đến {first + length:02}]"
        assert read(text) == [f"{number:02}" for number in range(first, first + length + 1)]

    def test_what_is_no_range_cites_its_ends(self) -> None:
        """Codes of two criteria, or a later one before an earlier, have nothing between them."""
        for text in ("[H1-1-01-05] đến [H1-1-01-03]", "[H1-1-01-03] đến [H1-1-02-05]", "[H1-1-01-03] và [H1-1-01-05]"):
            assert [found.between for found in find_codes(text)] == [(), ()]

    def test_how_long_a_range_may_be(self) -> None:
        """A hundred papers of one criterion are a range; more are taken for a slip, and the ends alone are cited."""
        assert len(read("[H1-1-01-01] đến [H1-1-01-100]")) == 100
        assert read("[H1-1-01-01] đến [H1-1-01-101]") == ["01", "101"]


class TestHomesOfLists:
    """A number behind a code has the box of that code; one behind a code without a box, the box it is listed in."""

    HOMES = find_homes(frozenset(map(EvidenceCode.parse, ("[H1-1-01-01]", "[H2-1-01-02]"))))

    def test_with_and_without_a_box(self) -> None:
        """Only where no box is written is it looked up."""
        for text, second in (("[MC.1.1.01; 02]", "[H2-1-01-02]"), ("[H1-1-01-01; 02]", "[H1-1-01-02]")):
            assert [str(found.code) for found in find_codes(text, self.HOMES)] == ["[H1-1-01-01]", second]

    def test_a_code_without_a_box_has_its_notation(self) -> None:
        """However its numbers are set apart."""
        for text in ("[mc 1.1.01]", "[Mc 1.1.01]", "[MC 1.1.01]"):
            (found,) = find_codes(text)
            assert found.notation is Notation.UNBOXED

    def test_a_code_in_brackets_of_its_own_has_no_list(self) -> None:
        """What stands behind it within another bracket is none of its numbers."""
        assert [found.text for found in find_codes("[see [H1-1-01-01]; 02]")] == ["[H1-1-01-01]"]

    def test_how_far_a_bracket_is_looked_for(self) -> None:
        """As far back as brackets around codes are long, and not a character farther."""
        text = "[" + "x" * (LONGEST_BRACKET + 1)
        assert find_bracket(text, LONGEST_BRACKET) == 0
        assert find_bracket(text, LONGEST_BRACKET + 1) is None

    def test_small_letters(self) -> None:
        """A code without a box that has gone wrong is found in small letters too."""
        assert [broken.text for broken in find_broken_codes("[mc.1.1.o1]")] == ["mc.1.1.o1"]


class TestCodesGoneWrong:
    """A digit with a letter or a blank inside is a code gone wrong, and never another code."""

    @pytest.mark.parametrize(
        "wrong",
        [
            "H1-1-01-1 0", "H1-1-01-07a", "H1-1-O1-02", "H1-1-01-l3", "H1-1-0 3-04", "H1-1-O3-04", "H1-1-00-01",
            "H1-1-01-", "H1-1-01", "MC.1.1.O1", "MC 1.1", "H-1-01-01",
        ],
    )  # fmt: skip
    def test_in_brackets(self, wrong: str) -> None:
        """It is named where it stands, and no code is found in it."""
        (broken,) = find_broken_codes(f"Có sổ [{wrong}] và [H1-1-01-02].")
        assert (broken.start, broken.end, broken.text) == (7, 7 + len(wrong), wrong)
        assert repr(wrong) in str(broken.problem)
        assert read(f"Có sổ [{wrong}] và [H1-1-01-02].") == ["02"]

    @pytest.mark.parametrize(
        "wrong", ["H1-1-01-07a", "H1-1-O1-02", "h1.1.01.l3", "H1_1_01_03", "H1/1/01/04", "H1:1:01:06"]
    )
    def test_in_running_text(self, wrong: str) -> None:
        """Where no brackets stand, four parts tell it."""
        assert [broken.text for broken in find_broken_codes(f"theo {wrong}, (H1-1-01-02)")] == [wrong]
        (broken,) = find_broken_codes(f"[xem bảng 1] theo {wrong}")
        assert (broken.start, broken.text) == (18, wrong)

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("[H1-1-01-03 - 05]", "- 05"),
            ("[H1-1-01-03; 04/05]", "04/05"),
            ("[H1-1-01-05 đến 03]", "đến 03"),
            ("[H1-1-01-03; 0]", "0"),
            ("[xem H1-1-01-03; 04a]", "04a"),
            ("[H1-1-01-03 ÷ 05]", "÷ 05"),
            ("[H1-1-01-03 ~ 05]", "~ 05"),
            ("[H1-1-01-03 - H1-1-01-06]", "-"),
            ("[H1-1-1-3 - H1-1-1-6]", "-"),
            ("[MC.1.1.O1]", "MC.1.1.O1"),
            ("[H1-1-01-03     -     H1-1-01-06]", "-"),
            ("[H1-1-01-03 → H1-1-01-06]", "→"),
            ("[H1-1-01-03 -> H1-1-01-06]", "->"),
            ("[H1-1-01-03 đến H1-1-02-06]", "đến"),
            ("[H1-1-01-06 đến H1-1-01-03]", "đến"),
            ("[- H1-1-01-03 -]", None),
            ("[H1-1-01-03", None),
            ("[H1-1-0", "H1-1-0"),
        ],
    )
    def test_a_list_that_cannot_be_read(self, text: str, wrong: str | None) -> None:
        """A number beside a code that is no code is named, for it could come to mean another paper."""
        assert [broken.text for broken in find_broken_codes(text)] == ([] if wrong is None else [wrong])

    @pytest.mark.parametrize("text", ["[1-1-01-01]", "Có [ 1.1.01.02 ] và [H1-1-01-02]"])
    def test_without_its_letter(self, text: str) -> None:
        """Four numbers in brackets were meant for a code; three are a day."""
        assert len(find_broken_codes(text)) == 1
        assert find_broken_codes("[5-9-2016] [1.2.3]") == ()

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("[H1-1-01-06] - [H1-1-01-09]", ["-"]),
            ("[H1-1-01-06]÷[H1-1-01-09]", ["÷"]),
            ("[H1-1-01-06]      -     [H1-1-01-09]", ["-"]),
            ("[H1-1-01-06] - H1-1-01-09", ["-"]),
            ("H1-1-01-06 - [H1-1-01-09]", ["-"]),
            ("[H1-1-01-06] - [H1-1-01-07]", []),
            ("[H1-1-01-06] - [H1-1-01-08]", ["-"]),
            ("[H1-1-01-06] - [H1-2-01-09]", []),
            ("[H1-1-01-06]\n- [H1-1-01-09]", []),
            ("H1-1-01-06 - H1-1-01-09", []),
            ("[H1-1-01-01(03,04)]", ["(03", "04)"]),
        ],
    )
    def test_what_may_mean_more_than_it_names(self, text: str, wrong: list[str]) -> None:
        """A sign between two codes of one criterion, and numbers in brackets behind one."""
        assert [broken.text for broken in find_broken_codes(text)] == wrong

    def test_a_chain_of_ranges(self) -> None:
        """Each sign is named."""
        found = find_broken_codes("[H1-1-01-03 – H1-1-01-06 -> H1-1-01-09]")
        assert [broken.text for broken in found] == ["–", "->"]

    @pytest.mark.parametrize("text", ["", "abc", "[1] [2]", "[Hình 3]", "[hộp 5]", "H2SO4", "C1-1-1-1", "HO-l-O-I"])
    def test_what_was_meant_for_no_code(self, text: str) -> None:
        """Other brackets and words are left alone."""
        assert find_broken_codes(text) == ()

    @given(st.text("Hh0123456789O.-– []ađM;C", max_size=60))
    def test_any_text(self, text: str) -> None:
        """Spans slice back to the text, are in order, and never touch a code that was found."""
        end = 0
        for broken in find_broken_codes(text):
            assert text[broken.start : broken.end] == broken.text
            assert broken.start >= end
            end = broken.end
            assert not any(found.start < broken.end and broken.start < found.end for found in find_codes(text))
