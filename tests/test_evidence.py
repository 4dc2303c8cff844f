"""Evidence: codes issued once, renumbering as a bijection that can be undone, boxes, citations."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.codes import CriterionCode, EvidenceCode, Notation, find_codes
from kdcl.errors import EvidenceError
from kdcl.evidence import (
    BoxPolicy,
    EvidenceRegister,
    GapPolicy,
    Reuse,
    apply_renumbering,
    find_misplaced,
    index_citations,
    list_boxes,
    list_cited,
    plan_boxes,
    plan_by_first_citation,
    plan_closing_gaps,
    plan_moving_misplaced,
    plan_moving_to_box,
    plan_renumbering,
    repair_codes,
    revert_renumbering,
)
from kdcl.evidence.ages import find_latest_year
from kdcl.evidence.rewriting import retype
from kdcl.evidence.texts import list_texts, with_changes
from kdcl.places import Place
from kdcl.school import (
    Box,
    CodeChange,
    CriterionSheet,
    Evidence,
    EvidencePiece,
    ReplacedEvidence,
    School,
    SchoolYear,
    SelfAssessment,
    StandardSummary,
    StateParagraph,
)

FIRST = CriterionCode(1, 1)
DAY = dt.date(2017, 5, 2)


def code(text: str) -> EvidenceCode:
    """Return the code written without brackets."""
    return EvidenceCode.parse(f"[{text}]")


def item(text: str, **facts: Any) -> Evidence:  # noqa: ANN401 - any facts
    """Return a piece of evidence with this code."""
    return attrs.evolve(Evidence(code=code(text), name=f"Quyết định {text}"), **facts)


def sheet(criterion: str, *texts: str, **facts: Any) -> CriterionSheet:  # noqa: ANN401 - any facts
    """Return a sheet whose current state has these paragraphs, of indicators a, b, c."""
    paragraphs = tuple(StateParagraph(text=text, indicator=letter) for text, letter in zip(texts, "abc", strict=False))
    return CriterionSheet(criterion=CriterionCode.parse(criterion), current_state=paragraphs, **facts)


def build(*codes: str, **facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a self-assessment that lists evidence with these codes."""
    bare = SelfAssessment(framework="tt42-2012/primary", school=School(name="A"), school_year=SchoolYear(2017))
    return attrs.evolve(bare, evidence=tuple(map(item, codes)), **facts)


def state(assessment: SelfAssessment, index: int = 0) -> str:
    """Return the first paragraph of a sheet's current state."""
    return assessment.sheets[index].current_state[0].text


def codes_of(assessment: SelfAssessment) -> list[str]:
    """Return the codes of the list, without brackets."""
    return [str(row.code).strip("[]") for row in assessment.evidence]


class TestIssuedOnce:
    """A code is issued once: to one piece, and to none after that."""

    def test_the_next_code_follows_the_last(self) -> None:
        """By default gaps stay, and a retired code counts as issued."""
        assessment = build("H1-1-01-01", "H1-1-01-04", retired_codes=(code("H1-1-01-06"),))
        assert EvidenceRegister.of(assessment).next_code(FIRST) == code("H1-1-01-07")

    @pytest.mark.parametrize("gaps", GapPolicy)
    def test_the_first_code_of_a_criterion(self, gaps: GapPolicy) -> None:
        """Where nothing was issued the first piece is number one."""
        assert EvidenceRegister.of(build()).next_code(FIRST, gaps=gaps) == code("H1-1-01-01")

    def test_gaps_that_were_never_issued_can_be_filled(self) -> None:
        """The lowest free number skips what is listed, retired or named by a text."""
        assessment = build("H1-1-01-01", retired_codes=(code("H1-1-01-02"),), conclusion="Xem H1.1.1.3.")
        assert EvidenceRegister.of(assessment).next_code(FIRST, gaps=GapPolicy.FIRST_FREE) == code("H1-1-01-04")

    def test_a_code_that_a_text_names_is_not_given_to_another_piece(self) -> None:
        """Else a citation that leads nowhere would suddenly lead to the wrong piece."""
        register = EvidenceRegister.of(build("H1-1-01-01", introduction="[H1-1-01-02]; MC.1.1.03"))
        assert register.next_code(FIRST) == code("H1-1-01-04")
        assert register.with_evidence(item("H1-1-01-02")).find(code("H1-1-01-02")) is not None

    def test_the_code_after_one_skips_what_is_taken(self) -> None:
        """It is of the same criterion and box, and neither issued nor named by a text."""
        register = EvidenceRegister.of(build("H1-1-01-01", "H1-1-01-02", conclusion="[H1-1-01-03]"))
        assert register.code_after(code("H1-1-01-01")) == code("H1-1-01-04")

    def test_it_goes_on_past_99(self) -> None:
        """The number grows to three digits."""
        assert str(EvidenceRegister.of(build("H1-1-01-99")).next_code(FIRST)) == "[H1-1-01-100]"

    @pytest.mark.parametrize(
        ("listed", "retired", "policy", "box"),
        [
            ((), (), BoxPolicy.USUAL, 1),
            (("H3-1-01-01", "H4-1-01-02"), (), BoxPolicy.USUAL, 4),
            ((), ("H6-1-01-01",), BoxPolicy.USUAL, 6),
            (("H3-1-01-01",), (), BoxPolicy.STANDARD, 1),
            (("H3-1-01-01",), (), 12, 12),
        ],
    )
    def test_the_box_follows_the_policy(
        self, listed: tuple[str, ...], retired: tuple[str, ...], policy: int | BoxPolicy, box: int
    ) -> None:
        """A criterion's usual box is that of its last piece; a standard's is its number; or it is given."""
        register = EvidenceRegister.of(build(*listed, retired_codes=tuple(map(code, retired))))
        assert register.next_code(FIRST, box=policy).box == box

    @pytest.mark.parametrize("again", ["H1-1-01-01", "H2-1-01-01", "H1-1-01-05"])
    def test_a_code_is_not_given_again(self, again: str) -> None:
        """Listed, under another box, or retired: the refusal names the next free one."""
        register = EvidenceRegister.of(build("H1-1-01-01", retired_codes=(code("H1-1-01-05"),)))
        with pytest.raises(EvidenceError, match=r"next free code is \[H1-1-01-06\]"):
            register.with_evidence(item(again))

    def test_what_is_taken_off_retires_its_code(self) -> None:
        """The register is stored with the retired codes in order."""
        assessment = build("H1-1-01-02", "H1-1-01-01", "H1-1-02-01")
        register = EvidenceRegister.of(assessment).without(code("H1-1-01-02")).without(code("H1-1-01-01"))
        stored = register.stored_in(assessment)
        assert codes_of(stored) == ["H1-1-02-01"]
        assert stored.retired_codes == (code("H1-1-01-01"), code("H1-1-01-02"))
        assert EvidenceRegister.of(stored).next_code(FIRST) == code("H1-1-01-03")

    def test_what_is_not_listed_cannot_be_taken_off(self) -> None:
        """The refusal names the code."""
        with pytest.raises(EvidenceError, match=r"\[H1-1-01-01\] is not in the list"):
            EvidenceRegister().without(code("H1-1-01-01"))

    @examples(25)
    @given(
        st.integers(0, 101),
        st.lists(st.tuples(st.booleans(), st.sampled_from(GapPolicy), st.integers(0, 5)), max_size=30),
    )
    def test_no_sequence_of_operations_issues_a_code_twice(
        self, start: int, steps: list[tuple[bool, GapPolicy, int]]
    ) -> None:
        """Adding and taking off in any order, also around 99, every code comes new."""
        first = [EvidenceCode(1, 1, 1, number) for number in range(1, start + 1)]
        register = EvidenceRegister(items=tuple(Evidence(code=each, name="A") for each in first))
        issued = set(first)
        for adds, gaps, position in steps:
            if adds:
                fresh = register.next_code(FIRST, gaps=gaps)
                assert fresh not in issued
                issued.add(fresh)
                register = register.with_evidence(Evidence(code=fresh, name="A"))
                plain = EvidenceRegister(items=register.items, retired=register.retired)
                assert register == plain
                assert register.find_of(FIRST) == plain.find_of(FIRST)
                assert all(
                    register.next_code(FIRST, gaps=each) == plain.next_code(FIRST, gaps=each) for each in GapPolicy
                )
            elif register.items:
                register = register.without(register.items[position % len(register.items)].code)


class TestReplacement:
    """Letter 46: the replacement carries the code of what it replaces, and the date."""

    def test_the_code_stays_and_history_grows(self) -> None:
        """What was replaced is kept, oldest first."""
        register = EvidenceRegister.of(build("H1-1-01-01", "H1-1-01-02"))
        newer = item("H1-1-01-01", name="B", reference="Số 2", issuer="C")
        register = register.with_replacement(newer, on=DAY).with_replacement(item("H1-1-01-01", name="D"))
        row = register.find(code("H1-1-01-01"))
        assert row is not None
        assert row.name == "D"
        assert row.replaced == (
            ReplacedEvidence(name="Quyết định H1-1-01-01", replaced_on=DAY),
            ReplacedEvidence(name="B", reference="Số 2", issuer="C"),
        )
        assert [each.name for each in register.items] == ["D", "Quyết định H1-1-01-02"]

    def test_several_physical_items_lie_under_one_code(self) -> None:
        """The same paper of another year is a piece of its own."""
        register = EvidenceRegister.of(build("H1-1-01-01"))
        years = (SchoolYear(2015), SchoolYear(2016))
        for year in years:
            register = register.with_piece(code("H1-1-01-01"), EvidencePiece(school_year=year))
        assert tuple(piece.school_year for piece in register.items[0].pieces) == years


class TestFirstUse:
    """A piece has the code of the criterion that cites it first."""

    def test_sheets_count_in_the_order_of_the_law(self) -> None:
        """Whatever their order in the file; texts outside the sheets give no code its home."""
        assessment = build(
            "H1-1-02-01",
            "H1-1-01-01",
            introduction="[H1-1-01-01]",
            sheets=(sheet("1.10", "Có [H1-1-02-01]."), sheet("1.2", "Có [H1-1-02-01]; [H1-1-01-01].")),
        )
        (misplaced,) = find_misplaced(assessment)
        assert (misplaced.code, misplaced.proposed) == (code("H1-1-01-01"), code("H1-1-02-02"))
        assert (misplaced.first.place.path, misplaced.first.criterion) == (
            "sheets[1].current_state[0].text",
            CriterionCode(1, 2),
        )

    def test_proposals_never_clash(self) -> None:
        """Two pieces that move to one criterion get two codes; a code that is not listed moves nowhere."""
        assessment = build("H1-1-05-01", "H1-1-06-01", sheets=(sheet("1.1", "[H1-1-05-01] [H1-1-06-01] [H1-1-07-01]"),))
        assert [each.proposed for each in find_misplaced(assessment)] == [code("H1-1-01-01"), code("H1-1-01-02")]

    def test_the_index_knows_places_criteria_and_indicators(self) -> None:
        """Per code: where it is cited, by which criteria; per indicator: which codes its paragraphs cite."""
        assessment = build(
            "H1-1-01-01",
            "H1-1-01-02",
            standards=(StandardSummary(standard=1, opening="[H1-1-01-01]"),),
            sheets=(
                sheet("1.1", "A [H1-1-01-01].", "B h1.1.1.2.", strengths="[H1-1-01-02]"),
                sheet("1.2", "C [H1-1-01-01]."),
                sheet("2.1", "D [H1-1-01-01]."),
            ),
        )
        index = index_citations(assessment)
        assert index.find_criteria(code("H1-1-01-01")) == (FIRST, CriterionCode(1, 2), CriterionCode(2, 1))
        assert [use.place.path for use in index.find_uses(code("H1-1-01-02"))] == [
            "sheets[0].current_state[1].text",
            "sheets[0].strengths",
        ]
        assert [str(use.indicator) for use in index.uses[1:3]] == ["1.1.a", "1.1.b"]
        assert index.count_reuse(code("H1-1-01-01")) == Reuse(
            own_criterion=1, same_standard=1, other_standards=1, outside_sheets=1
        )
        assert index.count_reuse().total == len(index.uses) == 6
        assert index.find_uses(code("H9-9-09-09")) == ()

    def test_what_a_range_names_is_not_written(self) -> None:
        """The ends of a range are written there; what lies between is cited all the same."""
        index = index_citations(build(sheets=(sheet("1.1", "A [H1-1-01-01 đến 03]."),)))
        assert [use.is_written for use in index.uses] == [True, False, True]

    def test_how_far_from_home_a_code_is_cited(self) -> None:
        """On the sheet of another criterion of its standard, or of another standard."""
        index = index_citations(build(sheets=(sheet("1.2", "A [H1-1-01-01]."), sheet("1.3", "B [H1-1-01-01]."))))
        assert index.count_reuse() == Reuse(own_criterion=0, same_standard=2, other_standards=0, outside_sheets=0)

    def test_a_code_in_its_notation_is_typed_in_it(self) -> None:
        """A number that the notation does not pad is not padded, though the one before it had two digits."""
        (found,) = find_codes("xem [H1-1.12-01]")
        assert retype(found, code("H1-1-01-09")) == "[H1-1.1-09]"

    @pytest.mark.parametrize(("length", "is_cut"), [(199, False), (200, True)])
    def test_how_long_a_name_out_of_a_sentence_is(self, length: int, is_cut: bool) -> None:
        """It is cut where it is longer than a name in a list may be, and says so."""
        _, (item,) = list_cited(build(sheets=(sheet("1.1", f"{'a' * length} [H1-1-01-07]."),)), mark="x")
        assert item.name.endswith("\u2026") is is_cut
        assert len(item.name) == 200 + is_cut

    def test_what_is_put_on_a_list_out_of_a_report(self) -> None:
        """Every cited code once, but none that is listed or retired, and none whose box nobody wrote."""
        text = "Có sổ [H1-1-01-01]; [H1-1-01-02]; MC.1.1.03; [H1-1-01-04]."
        file = build("H1-1-01-01", retired_codes=(code("H1-1-01-02"),), sheets=(sheet("1.1", text),))
        bare, added = list_cited(file)
        assert (codes_of(bare), added) == (["H1-1-01-01", "H1-1-01-04"], (Evidence(code=code("H1-1-01-04"), name=""),))
        _, (named,) = list_cited(file, mark="của câu văn")
        assert (named.name, named.note) == ("Có sổ.", "của câu văn")
        _, (nameless,) = list_cited(build(sheets=(sheet("1.1", "[H1-1-01-07]"),)), mark="của câu văn")
        assert (nameless.name, nameless.note) == ("", "")

    def test_a_paragraph_on_the_whole_criterion_speaks_for_each_indicator(self) -> None:
        """Codes of the strengths speak for none; a letter that can be none is like no letter."""
        paragraphs = (StateParagraph(text="[H1-1-01-01]"), StateParagraph(text="[H1-1-01-02]", indicator="ab"))
        whole = CriterionSheet(criterion=FIRST, current_state=paragraphs, strengths="[H1-1-01-03]")
        indicator = index_citations(build(sheets=(sheet("1.1", "[H1-1-01-04]"),))).uses[0].indicator
        assert indicator is not None
        cited = index_citations(build(sheets=(whole,))).find_cited_for(indicator)
        assert cited == (code("H1-1-01-01"), code("H1-1-01-02"))


class TestPlan:
    """A plan is a bijection, or it is refused with all that is against it."""

    def test_it_shows_what_would_change(self) -> None:
        """Changes in the order of old codes, unchanged ones left out, codes given up and taken up."""
        assessment = build("H1-1-01-01", "H1-1-01-03", retired_codes=(code("H1-1-01-02"),))
        plan = plan_renumbering(
            assessment,
            {code("H1-1-01-03"): code("H1-1-01-02"), code("H1-1-01-01"): code("H1-1-01-01")},
            reason="B",
            date=DAY,
        )
        assert plan.changes == (CodeChange(old=code("H1-1-01-03"), new=code("H1-1-01-02")),)
        assert (plan.vacated, plan.reissued) == ((code("H1-1-01-03"),), (code("H1-1-01-02"),))
        assert (plan.reason, plan.date) == ("B", DAY)

    def test_everything_against_it_is_said_at_once(self) -> None:
        """Not listed, taken, wanted twice, and named by a text."""
        assessment = build("H1-1-01-01", "H1-1-01-02", "H1-1-01-02", "H1-1-01-03", "H1-1-01-04", note="[H1-1-01-09]")
        numbers = {1: 4, 2: 6, 3: 6, 7: 8, 4: 9}
        wanted = {EvidenceCode(1, 1, 1, old): EvidenceCode(1, 1, 1, new) for old, new in numbers.items()}
        del wanted[code("H1-1-01-04")]
        with pytest.raises(EvidenceError) as raised:
            plan_renumbering(assessment, wanted)
        reasons = [str(reason) for reason in raised.value.reasons]
        assert reasons == [
            "[H1-1-01-07] is not in the list; add it first, or correct the code",
            "[H1-1-01-01] cannot become [H1-1-01-04]: [H1-1-01-04] has that number",
            "[H1-1-01-03] cannot become [H1-1-01-06]: [H1-1-01-06] has that number",
        ]
        with pytest.raises(EvidenceError, match="would then mean another piece"):
            plan_renumbering(assessment, {code("H1-1-01-04"): code("H1-1-01-09")})

    def test_a_number_is_taken_under_any_box(self) -> None:
        """Moving to another box keeps a number; taking another's number does not become right by it."""
        assessment = build("H1-1-01-01", "H1-1-01-02")
        assert len(plan_renumbering(assessment, {code("H1-1-01-01"): code("H7-1-01-01")}).changes) == 1
        with pytest.raises(EvidenceError, match="has that number"):
            plan_renumbering(assessment, {code("H1-1-01-01"): code("H7-1-01-02")})

    def test_gaps_are_closed_in_order(self) -> None:
        """Boxes stay; only the criteria asked for change; numbers that stray codes have are left free."""
        assessment = build(
            "H1-1-01-07", "H3-1-01-03", "H1-1-02-02", conclusion="[H1-1-01-01]", retired_codes=(code("H1-1-01-02"),)
        )
        plan = plan_closing_gaps(assessment, [FIRST], date=DAY)
        assert [(str(each.old), str(each.new)) for each in plan.changes] == [
            ("[H1-1-01-07]", "[H1-1-01-03]"),
            ("[H3-1-01-03]", "[H3-1-01-02]"),
        ]
        assert plan.date == DAY
        assert len(plan_closing_gaps(assessment).changes) == 3

    def test_order_of_first_citation(self) -> None:
        """Pieces go where they are cited first, in that order; uncited ones stay behind the others."""
        assessment = build(
            "H1-1-01-01",
            "H1-1-01-02",
            "H1-1-01-03",
            "H2-2-01-01",
            sheets=(sheet("1.1", "[H1-1-01-03] [H2-2-01-01] [H1-1-01-02]"), sheet("2.1", "[H2-2-01-01]")),
        )
        done = apply_renumbering(assessment, plan_by_first_citation(assessment))
        assert codes_of(done) == ["H1-1-01-04", "H1-1-01-03", "H1-1-01-01", "H1-1-01-02"]
        assert state(done) == "[H1-1-01-01] [H1-1-01-02] [H1-1-01-03]"
        assert state(done, 1) == "[H1-1-01-02]"
        assert plan_by_first_citation(done).changes == ()

    def test_misplaced_evidence_moves_to_its_home(self) -> None:
        """After that nothing is misplaced, and nothing else has changed."""
        assessment = build("H1-1-01-01", "H2-2-01-01", sheets=(sheet("1.1", "[H2-2-01-01] [H1-1-01-01]"),))
        done = apply_renumbering(assessment, plan_moving_misplaced(assessment))
        assert codes_of(done) == ["H1-1-01-01", "H1-1-01-02"]
        assert find_misplaced(done) == ()


class TestBoxes:
    """What lies in a box follows from the codes."""

    def test_contents_in_the_order_of_codes(self) -> None:
        """Boxes in use and boxes described, each with what its label needs."""
        assessment = attrs.evolve(
            build("H2-1-03-01", "H2-1-02-02", "H1-1-01-01"),
            boxes=(Box(number=2, title="T", place="P"), Box(number=9)),
        )
        register = EvidenceRegister.of(assessment)
        for _ in range(3):
            register = register.with_piece(code("H2-1-02-02"), EvidencePiece())
        one, two, nine = list_boxes(register.stored_in(assessment))
        assert (one.box.number, one.standards, one.criteria, one.piece_count) == (1, (1,), (FIRST,), 1)
        assert (two.box.title, two.first, two.last, two.piece_count) == ("T", code("H2-1-02-02"), code("H2-1-03-01"), 4)
        assert (nine.items, nine.first, nine.last) == ((), None, None)

    def test_evidence_moves_to_another_box(self) -> None:
        """Only the box of the codes changes."""
        assessment = build("H1-1-01-01", "H1-1-01-02", conclusion="[H1-1-01-02]")
        done = apply_renumbering(assessment, plan_moving_to_box(assessment, 7, [code("H1-1-01-02")]))
        assert codes_of(done) == ["H1-1-01-01", "H7-1-01-02"]
        assert done.conclusion == "[H7-1-01-02]"

    def test_a_standard_is_spread_over_boxes(self) -> None:
        """Criteria stay whole and in order; other standards keep their boxes."""
        listed = ("H5-5-01-01", "H5-5-01-02", "H5-5-02-01", "H5-5-03-01", "H4-4-01-01")
        assessment = build(*listed)
        done = apply_renumbering(assessment, plan_boxes(assessment, {5: (5, 6)}))
        assert codes_of(done) == ["H5-5-01-01", "H5-5-01-02", "H6-5-02-01", "H6-5-03-01", "H4-4-01-01"]
        assert codes_of(revert_renumbering(done)) == list(listed)

    def test_a_standard_needs_a_box(self) -> None:
        """None given is an error that names the standard."""
        with pytest.raises(EvidenceError, match="standard 3 is given no box"):
            plan_boxes(build(), {3: ()})


TYPED = [
    ("[H1-1-01-01]", "[H1-1-01-10]"),
    ("H1-1-01-01", "H1-1-01-10"),
    ("[H1.1.01.01]", "[H1.1.01.10]"),
    ("[H1-1.1-01]", "[H1-1.1-10]"),
    ("[H1.01.01.01]", "[H1.01.01.10]"),
    ("[H1-1-01- 01]", "[H1-1-01- 10]"),
    ("h1 – 1 – 1 – 1", "h1 – 1 – 1 – 10"),
    ("H01-1-001.1", "H01-1-001.10"),
    ("[H1-1-01.-001]", "[H1-1-01.-010]"),
    ("MC.1.1.01", "MC.1.1.10"),
    ("[MC 1.1.1]", "[MC 1.1.10]"),
]
"""One code in many typings, and the same typings of the code that it becomes."""


class TestAges:
    """The last calendar year that a piece of evidence speaks of."""

    @pytest.mark.parametrize(
        ("facts", "year"),
        [
            ({}, None),
            ({"reference": "12/QĐ-THVD ngày 05/9/2015"}, 2015),
            ({"reference": "12/QĐ-THVD ngày 05/9/2015; sửa năm 2016"}, 2016),
            ({"reference": "2010/QĐ-UBND ngày 05/9/1999"}, 1999),
            ({"reference": "số 12016, năm 20155"}, None),
            ({"reference": "Từ năm 2012 đến nay"}, None),
            ({"reference": "năm 2019", "school_years": (SchoolYear(2014), SchoolYear(2016))}, 2017),
            ({"reference": "đến nay", "pieces": (EvidencePiece(school_year=SchoolYear(2015)),)}, 2016),
        ],
    )
    def test_by_what_it_states(self, facts: dict[str, Any], year: int | None) -> None:
        """School years count before the reference; a paper's own number and "until now" tell no year."""
        assert find_latest_year(item("H1-1-01-01", **facts), ("nay",)) == year


class TestRewriting:
    """Prose is rewritten at once; everything else in it stays byte for byte."""

    @pytest.mark.parametrize(("typed", "expected"), TYPED)
    def test_each_typing_is_kept(self, typed: str, expected: str) -> None:
        """Only digits change, and undoing gives back what was typed."""
        typed = typed.replace("001.1", "01.1")
        expected = expected.replace("001.1", "01.1")
        assessment = build("H1-1-01-01", sheets=(sheet("1.1", f"Có 01 sổ ({typed}) [x]\t"),))
        plan = plan_renumbering(assessment, {code("H1-1-01-01"): code("H1-1-01-10")})
        done = apply_renumbering(assessment, plan)
        assert state(done) == f"Có 01 sổ ({expected}) [x]\t"
        assert revert_renumbering(done) == assessment

    @pytest.mark.parametrize(
        ("typed", "new", "expected"),
        [
            ("H10 – 2.10.11", "H9-1-01-02", "H9 – 1.01.02"),
            ("H10 – 2.10.011", "H9-1-01-02", "H9 – 1.01.002"),
            ("H9 – 2.9.9", "H9-2-09-08", "H9 – 2.9.8"),
        ],
    )
    def test_how_many_digits_a_number_gets(self, typed: str, new: str, expected: str) -> None:
        """As many as were typed where zeros lead; else a box has no zero, a criterion and a number of two digits do."""
        (found,) = find_codes(typed)
        assert retype(found, code(new)) == expected

    def test_swaps_and_circles(self) -> None:
        """All codes change at the same time, none twice."""
        numbers = {1: 2, 2: 3, 3: 1}
        assessment = build("H1-1-01-01", "H1-1-01-02", "H1-1-01-03", introduction="[H1-1-01-01] [H1-1-01-02] H1.1.1.3")
        plan = plan_renumbering(
            assessment, {EvidenceCode(1, 1, 1, old): EvidenceCode(1, 1, 1, new) for old, new in numbers.items()}
        )
        done = apply_renumbering(assessment, plan)
        assert done.introduction == "[H1-1-01-02] [H1-1-01-03] H1.1.1.1"
        assert done.retired_codes == ()

    def test_every_text_is_reached_and_links_are_not(self) -> None:
        """Notes and names may mention codes; the name of a scanned file is the file's own."""
        assessment = build("H1-1-01-01")
        listed = item("H1-1-01-01", note="[H1-1-01-01]", link="H1-1-01-01.pdf")
        assessment = attrs.evolve(assessment, evidence=(listed,), note="[H1-1-01-01]")
        done = apply_renumbering(assessment, plan_moving_to_box(assessment, 2, [listed.code]))
        (row,) = done.evidence
        assert (row.note, row.link, done.note) == ("[H2-1-01-01]", "H1-1-01-01.pdf", "[H2-1-01-01]")

    def test_a_code_without_a_box_follows_the_piece_it_means(self) -> None:
        """Where one listed code alone has its numbers, it is that one; else the box is the standard's."""
        assessment = build("H7-1-01-01", conclusion="MC.1.1.01")
        done = apply_renumbering(assessment, plan_renumbering(assessment, {code("H7-1-01-01"): code("H7-1-02-03")}))
        assert done.conclusion == "MC.1.2.03"

    def test_a_code_without_a_box_that_may_mean_two_pieces(self) -> None:
        """No renumbering decides which one it means; one that concerns neither is made."""
        twofold = build("H1-1-01-01", "H2-1-01-01", "H1-1-01-05", conclusion="MC.1.1.01")
        with pytest.raises(EvidenceError, match=r"conclusion: MC\.1\.1\.01 names no box and may mean any of"):
            plan_renumbering(twofold, {code("H2-1-01-01"): code("H2-1-01-02")})
        plan = plan_renumbering(twofold, {code("H1-1-01-05"): code("H1-1-01-04")})
        assert apply_renumbering(twofold, plan).conclusion == "MC.1.1.01"

    def test_two_boxes_with_one_number_come_back(self) -> None:
        """What a renumbering accepts its undo gives back: also a number that pieces in two boxes shared."""
        start = build("H1-1-01-03", "H2-1-01-03", "H1-1-02-02", "H3-1-02-02", conclusion="[H1-1-01-03], [H2-1-01-03]")
        for plan in (plan_closing_gaps(start), plan_renumbering(start, {code("H1-1-01-03"): code("H1-1-01-01")})):
            assert plan.changes
            assert revert_renumbering(apply_renumbering(start, plan)) == start

    def test_the_log_is_the_way_back(self) -> None:
        """Renumberings are undone last first; retired codes come back as they were."""
        start = build("H1-1-01-01", "H1-1-01-03", retired_codes=(code("H1-1-01-02"), code("H1-1-05-01")))
        once = apply_renumbering(start, plan_closing_gaps(start))
        twice = apply_renumbering(once, plan_moving_to_box(once, 4, [code("H1-1-01-02")]))
        assert once.retired_codes == (code("H1-1-01-03"), code("H1-1-05-01"))
        assert len(twice.renumberings) == 2
        assert revert_renumbering(twice) == once
        assert revert_renumbering(once) == start

    def test_undoing_asks_whether_it_still_fits(self) -> None:
        """Nothing to undo, or a code that was taken meanwhile, is said."""
        with pytest.raises(EvidenceError, match="no renumbering is logged"):
            revert_renumbering(build())
        start = build("H1-1-01-01")
        done = apply_renumbering(start, plan_renumbering(start, {code("H1-1-01-01"): code("H1-1-01-02")}))
        with pytest.raises(EvidenceError, match="has that number"):
            revert_renumbering(attrs.evolve(done, evidence=(*done.evidence, item("H1-1-01-01"))))

    def test_a_stale_plan_is_refused(self) -> None:
        """A plan made before the list changed does not slip through."""
        start = build("H1-1-01-03")
        plan = plan_closing_gaps(start)
        with pytest.raises(EvidenceError, match="not in the list"):
            apply_renumbering(build("H1-1-01-02"), plan)


class TestListsAndRanges:
    """Numbers in one bracket never come to mean another paper."""

    def test_a_list_within_its_criterion_stays_short(self) -> None:
        """The numbers are exchanged, each for its own."""
        start = build("H1-1-01-02", "H1-1-01-03", "H1-1-01-04", conclusion="Có [H1-1-01-02; 03; 04].")
        done = apply_renumbering(start, plan_closing_gaps(start))
        assert done.conclusion == "Có [H1-1-01-01; 02; 03]."
        assert revert_renumbering(done) == start

    def test_a_list_that_falls_apart_is_written_in_full(self) -> None:
        """A number behind a code of another criterion would mean another paper."""
        start = build("H1-1-01-01", "H1-1-01-02", "H1-1-01-03", conclusion="[H1-1-01-01; 02; 03]")
        plan = plan_renumbering(start, {code("H1-1-01-02"): code("H1-1-02-05")})
        done = apply_renumbering(start, plan)
        assert done.conclusion == "[H1-1-01-01; H1-1-02-05; H1-1-01-03]"
        assert revert_renumbering(done) == start

    def test_a_range_that_stays_one_is_rewritten(self) -> None:
        """Where its codes still follow one another, its ends are exchanged."""
        codes = [f"H1-1-01-{number:02}" for number in range(2, 6)]
        start = build(*codes, conclusion="[H1-1-01-02 đến 05], [H1-1-01-02] đến [H1-1-01-04]")
        done = apply_renumbering(start, plan_closing_gaps(start))
        assert done.conclusion == "[H1-1-01-01 đến 04], [H1-1-01-01] đến [H1-1-01-03]"
        assert revert_renumbering(done) == start

    def test_a_range_that_would_fall_apart_is_refused(self) -> None:
        """It would no longer cite the same pieces."""
        start = build("H1-1-01-01", "H1-1-01-02", "H1-1-01-03", conclusion="[H1-1-01-01 đến 03]")
        with pytest.raises(EvidenceError, match=r"conclusion:17-18: the range up to \[H1-1-01-03\] would no longer"):
            plan_renumbering(start, {code("H1-1-01-02"): code("H1-1-01-07")})

    def test_a_code_gone_wrong_stops_renumbering(self) -> None:
        """It could come to mean another paper; with nothing to change it stops nothing."""
        start = build("H1-1-01-01", introduction="[H1-1-01-1 0]", conclusion="[H1-1-01-01 - 03]")
        with pytest.raises(EvidenceError, match="cannot be read as a code") as caught:
            plan_moving_to_box(start, 2, [code("H1-1-01-01")])
        assert len(caught.value.reasons) == 2
        assert plan_renumbering(start, {}).changes == ()

    def test_repairing_gives_each_code_its_brackets(self) -> None:
        """What is read is written officially; brackets with something unclear stay as they are."""
        text = "[H1-1-01-03; 04] [H1-1-01-06 đến 09] [H1-1-01-03 - 05; 07] [h1-1-1-3]"
        repaired, repairs = repair_codes(build(conclusion=text))
        assert repaired.conclusion == (
            "[H1-1-01-03]; [H1-1-01-04] [H1-1-01-06] đến [H1-1-01-09] [H1-1-01-03 - 05; 07] [H1-1-01-03]"
        )
        assert len(repairs) == 5
        text = "[H1-1-01-06 và 07], H1_1_01_03, h1-1-1-4; [H1-1-01-01, và H1-1-01-02] [H1-1-01-08(09)]"
        assert repair_codes(build(conclusion=text))[0].conclusion == (
            "[H1-1-01-06] và [H1-1-01-07], H1_1_01_03, [H1-1-01-04]; [H1-1-01-01], và [H1-1-01-02] [H1-1-01-08(09)]"
        )

    def test_undoing_gives_back_pieces_that_their_boxes_told_apart(self) -> None:
        """Two pieces of one number in two boxes are a fault that renumbering mends, and undoing restores."""
        start = build("H1-1-01-01", "H2-1-01-01")
        plan = plan_renumbering(start, {code("H2-1-01-01"): code("H2-1-01-02")})
        assert revert_renumbering(apply_renumbering(start, plan)) == start


@st.composite
def renumberings(
    draw: st.DrawFn, *, is_readable: bool = False
) -> tuple[SelfAssessment, dict[EvidenceCode, EvidenceCode]]:
    """Draw a self-assessment that cites its evidence in any typing, and new codes for some of it.

    A readable one has neither ranges nor anything that was meant for a code and is none: those may stop renumbering.
    """
    places = st.tuples(st.integers(1, 2), st.integers(1, 12), st.sampled_from([1, 2, 9, 10, 99, 100]))
    listed = [
        EvidenceCode(draw(st.integers(1, 12)), *place)
        for place in draw(st.lists(places, min_size=1, max_size=6, unique=True))
    ]
    kept = draw(st.integers(0, len(listed)))
    fresh = [
        EvidenceCode(draw(st.integers(1, 99)), *place)
        for place in draw(
            st.lists(
                places | st.sampled_from([(row.standard, row.criterion, row.number) for row in listed[kept:]])
                if kept < len(listed)
                else places,
                min_size=len(listed) - kept,
                max_size=len(listed) - kept,
                unique=True,
            ).filter(
                lambda drawn: (
                    not {(row.standard, row.criterion, row.number) for row in listed[:kept]}.intersection(drawn)
                )
            )
        )
    ]
    pieces = draw(
        st.lists(
            st.sampled_from(listed).flatmap(lambda each: typings(each, is_readable=is_readable))
            | st.text("a. \nđ" if is_readable else "aH1-. []\nđ", max_size=6),
            max_size=8,
        )
    )
    text = unicodedata.normalize("NFC", " và ".join(pieces))
    assessment = attrs.evolve(
        build(), evidence=tuple(Evidence(code=each, name="A") for each in listed), sheets=(sheet("1.1", text),)
    )
    return assessment, dict(zip(listed[kept:], fresh, strict=True))


def typings(each: EvidenceCode, *, is_readable: bool) -> st.SearchStrategy[str]:
    """Return ways to type a code, alone, with numbers behind it, or as the first of a range."""
    gaps = st.sampled_from(["-", ".", " - ", "–", ".-", "- "])
    own = st.builds(
        lambda gap, zeros, mark: (
            f"{mark}{each.box}{gap}{each.standard}{gap}{each.criterion:0{zeros}}{gap}{each.number:0{zeros}}"
        ),
        gaps,
        st.integers(1, 2),
        st.sampled_from("hH"),
    )
    listed = st.lists(st.integers(1, 12), min_size=1, max_size=3).map(
        lambda numbers: f"[{str(each)[1:-1]}; {'; '.join(f'{number:02}' for number in numbers)}]"
    )
    span = st.builds(
        "[{} {} {:02}]".format, st.just(str(each)[1:-1]), st.sampled_from(["đến", "den"]), st.integers(1, 12)
    )
    return (
        own
        | listed
        | (st.nothing() if is_readable else span)
        | st.sampled_from([each.format(notation) for notation in Notation])
    )


class TestLaws:
    """What holds for every renumbering."""

    @examples(50)
    @given(renumberings())
    def test_rewriting_and_back_is_identity(
        self, drawn: tuple[SelfAssessment, dict[EvidenceCode, EvidenceCode]]
    ) -> None:
        """Applied and undone, every byte is as it was; in between codes map one to one and nothing else changes."""
        assessment, wanted = drawn
        try:
            plan = plan_renumbering(assessment, wanted)
        except EvidenceError:
            return
        done = apply_renumbering(assessment, plan)
        before, after = index_citations(assessment).uses, index_citations(done).uses
        assert [wanted.get(use.code, use.code) for use in before] == [use.code for use in after]
        assert [wanted.get(row.code, row.code) for row in assessment.evidence] == [row.code for row in done.evidence]
        assert len({row.code for row in done.evidence}) == len(done.evidence)
        assert revert_renumbering(done) == assessment

    @examples(25)
    @given(renumberings())
    def test_what_is_read_is_what_is_rewritten(
        self, drawn: tuple[SelfAssessment, dict[EvidenceCode, EvidenceCode]]
    ) -> None:
        """Every text that a rewriting visits is listed, in its order; where nothing changes, nothing is built anew."""
        assessment, _ = drawn
        visited: list[tuple[Place, str]] = []

        def note(place: Place, text: str) -> str:
            visited.append((place, text))
            return text

        assert with_changes(assessment, note, {}) is assessment
        assert visited
        assert list_texts(assessment) == tuple(visited)

    @examples(40)
    @given(renumberings())
    def test_repairing_keeps_every_code(self, drawn: tuple[SelfAssessment, dict[EvidenceCode, EvidenceCode]]) -> None:
        """Repair changes typing only, and once is enough."""
        assessment, _ = drawn
        repaired, repairs = repair_codes(assessment)
        text = state(assessment)
        assert [found.code for found in index_citations(assessment).uses] == [
            found.code for found in index_citations(repaired).uses
        ]
        assert all(text[each.place.start : each.place.end] == each.before for each in repairs)
        assert repair_codes(repaired) == (repaired, ())

    @examples(25)
    @given(renumberings(is_readable=True))
    def test_strategies_make_plans_that_can_be_applied(
        self, drawn: tuple[SelfAssessment, dict[EvidenceCode, EvidenceCode]]
    ) -> None:
        """Whatever is cited and listed, gaps close, order follows citations, and both are finished after once."""
        assessment, _ = drawn
        for strategy in (plan_closing_gaps, plan_by_first_citation, plan_moving_misplaced):
            done = apply_renumbering(assessment, strategy(assessment))
            assert strategy(done).changes == ()
            assert revert_renumbering(done) == assessment


class TestRepair:
    """Badly written codes are repaired only on request."""

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("Có sổ h1.1.1 – 2.", "Có sổ [H1-1-01-02]."),
            ("[H1-1-01-01; H1-1-01-02]", "[H1-1-01-01]; [H1-1-01-02]"),
            ("[ H1.1.01.01 ; H1-1-01-02, h1.1.1.3 ]", "[H1-1-01-01] ; [H1-1-01-02], [H1-1-01-03]"),
            ("[H1-1-01-01", "[H1-1-01-01]"),
            ("H1-1-01-01]", "[H1-1-01-01]"),
            ("[xem H1-1-01-01]", "[xem [H1-1-01-01]]"),
            ("[H1-1-01-01 là sổ]", "[[H1-1-01-01] là sổ]"),
            ("[H1-1-01-01 [x]", "[H1-1-01-01] [x]"),
            ("[a] theo [H1-1-01-01 thì", "[a] theo [H1-1-01-01] thì"),
            ("theo H1-1-01-01] thì [a]", "theo [H1-1-01-01] thì [a]"),
            ("[H1-1-01-01] và 1-1-01-01", "[H1-1-01-01] và 1-1-01-01"),
            ("MC.1.1.01, MC.1.1.09", "[H1-1-01-01], MC.1.1.09"),
        ],
    )
    def test_typing_becomes_official(self, typed: str, expected: str) -> None:
        """Brackets belong to one code each; what no listed code answers stays as it is."""
        repaired, _ = repair_codes(build("H1-1-01-01", conclusion=typed))
        assert repaired.conclusion == expected

    def test_each_repair_is_reported(self) -> None:
        """With its place before any repair."""
        _, (repair,) = repair_codes(build(conclusion="Có h1.1.1.2."))
        assert (str(repair.place), repair.before) == ("conclusion:4-11", "h1.1.1.2")
        assert repair.code == code("H1-1-01-02")
