"""The rulebook: for each check a case that fires at its exact place, and one that does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

import planning_cases
from drawing import draw, examples
from kdcl.checks import CHECKS, Case, Check, Finding, Issue, Place, Severity, check
from kdcl.codes import CriterionCode, EvidenceCode, FoundCode, find_codes
from kdcl.errors import UnknownCheckError
from kdcl.law import Citation, Level, Region, Status
from kdcl.locale import get_locale
from kdcl.messages import message
from kdcl.school import (
    Abbreviation,
    AcceptedFinding,
    AssessmentPlan,
    Claims,
    Council,
    CouncilMember,
    CriterionSheet,
    Evidence,
    EvidencePiece,
    PaperLayout,
    Rating,
    Ratings,
    School,
    SchoolData,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
)
from kdcl.standards import get_framework
from kdcl.testing import self_assessments

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")
UNRULED = attrs.evolve(PRIMARY, level_rules=None)
ALL_MET = Ratings({indicator.code: Rating.MET for indicator in PRIMARY.indicators})
SHEETS = tuple(
    CriterionSheet(
        criterion=criterion.code,
        current_state=(StateParagraph(text="Có."),),
        strengths="Có.",
        weaknesses="Không.",
        improvement_plan="Có.",
        stated_verdict=Rating.MET,
    )
    for criterion in PRIMARY.criteria
)
SOUND = SelfAssessment(
    framework=PRIMARY.id, school=School(name="A"), school_year=SchoolYear(2017), ratings=ALL_MET, sheets=SHEETS
)


PROVEN = attrs.evolve(
    SOUND,
    sheets=tuple(
        attrs.evolve(each, current_state=(StateParagraph(text=f"Có [H1-{code.standard}-{code.criterion:02}-01]."),))
        for each in SHEETS
        for code in [each.criterion]
    ),
    evidence=tuple(
        Evidence(code=EvidenceCode(1, each.criterion.standard, each.criterion.criterion, 1), name="A")
        for each in SHEETS
    ),
)
"""The sound self-assessment, complete: every criterion has its evidence."""


def build(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return the sound self-assessment with other facts where they are given."""
    return attrs.evolve(SOUND, **facts)


def with_sheet(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return the sound self-assessment with other facts on its first sheet."""
    return build(sheets=(attrs.evolve(SHEETS[0], **facts), *SHEETS[1:]))


def with_state(*paragraphs: StateParagraph) -> SelfAssessment:
    """Return the complete self-assessment with these paragraphs on its first sheet."""
    return attrs.evolve(PROVEN, sheets=(attrs.evolve(SHEETS[0], current_state=paragraphs), *PROVEN.sheets[1:]))


def rate(changes: dict[str, Rating | None]) -> Ratings:
    """Return all ratings met but for the changes."""
    codes = {PRIMARY.get_indicator(code).code: rating for code, rating in changes.items()}
    return ALL_MET.with_ratings(codes)


def evidence(*codes: str) -> tuple[Evidence, ...]:
    """Return a list of evidence with these codes."""
    return tuple(Evidence(code=EvidenceCode.parse(code), name="A") for code in codes)


def dated(reference: str, **facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return the sound self-assessment with one piece of evidence that has this reference."""
    (row,) = evidence("[H1-1-01-01]")
    return build(evidence=(attrs.evolve(row, reference=reference, **facts),))


def summed(**texts: Any) -> tuple[StandardSummary, ...]:  # noqa: ANN401 - any facts
    """Return what is said of standard 1."""
    return (StandardSummary(standard=1, **texts),)


def council(size: int) -> Council:
    """Return a council of this many members."""
    return Council(members=(CouncilMember(name="Nguyễn Văn A"),) * size)


def signed(year: int, month: int, day: int) -> Signature:
    """Return a signature of this day."""
    return Signature(date=dt.date(year, month, day))


ENDED = AcceptedFinding(
    check="empty-item",
    place="sheets",
    sentence="A",
    accepted_by="A",
    accepted_on=dt.date(2017, 1, 1),
    reason="A",
    until=dt.date(2018, 1, 1),
)
LONE = CriterionSheet(criterion=CriterionCode(9, 1), strengths="Có.", stated_verdict=Rating.MET)
CITING = "Có [H1-1-01-01]; h1.1.01.02."


def figures(**tables: dict[str, dict[str, int]]) -> SelfAssessment:
    """Return the sound self-assessment with these figures."""
    return build(data=SchoolData(tables), school=School(name="A", region=Region.OTHER))


GRADES = {f"grade_{grade}": {"2017-2018": 20} for grade in range(1, 6)}
STAFF = {"total": 30, "at_standard": 18, "above_standard": 12, "below_standard": 0}
"""Thirty teachers, exactly 40% of them above the standard."""

FIRES: list[tuple[str, SelfAssessment, list[str]]] = [
    *planning_cases.FIRES,
    ("other-framework", build(framework="x"), ["framework"]),
    ("expired-exception", build(exceptions=(ENDED,), signature=signed(2018, 1, 2)), ["exceptions[0].until"]),
    (
        "text-of-earlier-year",
        with_sheet(strengths="«2016-2017» Có.", weaknesses="«2017-2018» Có."),
        ["sheets[0].strengths:1-12"],
    ),
    ("council-too-small", build(council=council(4)), ["council.members"]),
    ("layout-unknown", build(layout=PaperLayout(rules="other")), ["layout.rules"]),
    ("circular-not-in-force", build(signature=signed(2018, 10, 11)), ["signature.date"]),
    ("circular-not-in-force", build(signature=signed(2013, 1, 5)), ["signature.date"]),
    (
        "total-contradicts-parts",
        figures(
            pupils={**GRADES, "total": {"2017-2018": 101}, "per_class": {"2017-2018": 6}},
            classes={**{grade: {"2017-2018": 4} for grade in GRADES}, "total": {"2017-2018": 19}},
            rooms={
                "permanent": {"2017-2018": 1, "2016-2017": 1},
                "semi_permanent": {"2017-2018": 0, "2016-2017": 0},
                "temporary": {"2017-2018": 0, "2016-2017": 0},
                "total": {"2017-2018": 2, "2016-2017": 0},
            },
        ),
        [
            "data.pupils.total.2017-2018",
            "data.pupils.per_class.2017-2018",
            "data.classes.total.2017-2018",
            "data.rooms.total.2017-2018",
            "data.rooms.total.2016-2017",
        ],
    ),
    (
        "part-exceeds-whole",
        figures(pupils={**GRADES, "female": {"2017-2018": 101}}, staff_now={"teachers": {"total": 3, "female": 4}}),
        ["data.staff_now.teachers.female", "data.pupils.female.2017-2018"],
    ),
    ("sums-differ", figures(staff_now={"teachers": {**STAFF, "total": 31}}), ["data.staff_now.teachers.total"]),
    ("figure-not-asked-for", figures(pupils={"grade_6": {"2017-2018": 3}}), ["data.pupils.grade_6.2017-2018"]),
    (
        "rating-contradicts-data",
        figures(staff_now={"teachers": {"total": 36, "at_standard": 22, "above_standard": 14, "below_standard": 0}}),
        ["ratings.2.2.c"],
    ),
    (
        "rating-below-data",
        attrs.evolve(figures(staff_now={"teachers": STAFF}), ratings=rate({"2.2.c": Rating.NOT_MET})),
        ["ratings.2.2.c"],
    ),
    ("unknown-indicator", build(ratings=Ratings({"1.1.z": "met"})), ["ratings.1.1.z"]),
    ("indicator-not-assessed", build(ratings=rate({"1.3.b": None})), ["ratings.1.3.b"]),
    ("indicator-not-assessed", build(ratings=Ratings()), ["ratings"]),
    (
        "met-without-text",
        with_sheet(current_state=(StateParagraph(text="Có.", indicator="a"), StateParagraph(text=" ", indicator="b"))),
        ["ratings.1.1.b", "ratings.1.1.c"],
    ),
    (
        "claim-contradicts-ratings",
        build(
            ratings=rate({"1.1.a": Rating.NOT_MET}), claims=Claims(level=Level.TWO, indicators_met=84, criteria_met=28)
        ),
        ["claims.level", "claims.indicators_met", "claims.criteria_met"],
    ),
    (
        "claim-contradicts-ratings",
        build(ratings=rate({"1.1.a": None}), claims=Claims(level=Level.ONE, indicators_met=82)),
        ["claims.indicators_met"],
    ),
    (
        "target-not-reached",
        build(ratings=rate({"1.1.a": Rating.NOT_MET}), plan=AssessmentPlan(target_level=Level.TWO)),
        ["plan.target_level"],
    ),
    (
        "target-not-reached",
        build(ratings=Ratings(), plan=AssessmentPlan(target_level=Level.ONE)),
        ["plan.target_level"],
    ),
    (
        "unknown-criterion",
        build(sheets=(*SHEETS, LONE), evidence=evidence("[H1-1-01-01]", "[H1-1-77-01]")),
        ["sheets[28].criterion", "evidence[1].code"],
    ),
    ("unknown-standard", build(standards=(StandardSummary(standard=6),)), ["standards[0].standard"]),
    (
        "unknown-letter",
        with_sheet(current_state=(StateParagraph(text="Có."), StateParagraph(text="Có.", indicator="d"))),
        ["sheets[0].current_state[1].indicator"],
    ),
    ("doubled-sheet", build(sheets=(*SHEETS, SHEETS[3])), ["sheets[28].criterion"]),
    (
        "doubled-standard",
        build(standards=(StandardSummary(standard=1), StandardSummary(standard=2), StandardSummary(standard=1))),
        ["standards[2].standard"],
    ),
    ("missing-sheet", build(sheets=SHEETS[1:]), ["sheets"]),
    ("missing-sheet", build(sheets=()), ["sheets"]),
    ("empty-item", with_sheet(strengths=" ", current_state=()), ["sheets[0].current_state", "sheets[0].strengths"]),
    ("empty-item", build(sheets=(CriterionSheet(criterion=CriterionCode(1, 1)),)), ["sheets[0]"]),
    ("verdict-contradicts-ratings", with_sheet(stated_verdict=Rating.NOT_MET), ["sheets[0].stated_verdict"]),
    (
        "doubled-evidence",
        build(evidence=evidence("[H1-1-01-01]", "[H1-1-01-02]", "[H1-1-01-01]")),
        ["evidence[2].code"],
    ),
    (
        "dangling-code",
        with_sheet(weaknesses=CITING),
        ["sheets[0].weaknesses:4-15", "sheets[0].weaknesses:18-27"],
    ),
    ("uncited-evidence", build(evidence=evidence("[H1-1-01-01]")), ["evidence[0].code"]),
    ("malformed-code", build(conclusion=CITING), ["conclusion:18-27"]),
    (
        "other-notation",
        build(conclusion="[H1.1.01.01] [H1-1.1-01] H1.01.01.01 MC.1.1.01 MC.1.1.02", evidence=evidence("[H1-1-01-02]")),
        ["conclusion:1-12", "conclusion:14-24", "conclusion:26-36", "conclusion:38-46", "conclusion:48-56"],
    ),
    (
        "misplaced-evidence",
        build(
            sheets=(*SHEETS[1:], attrs.evolve(SHEETS[0], strengths="[H1-1-02-01]")), evidence=evidence("[H1-1-02-01]")
        ),
        ["sheets[27].strengths:1-12"],
    ),
    (
        "evidence-out-of-order",
        build(evidence=evidence("[H1-1-02-01]", "[H1-1-01-01]", "[H1-1-01-02]")),
        ["evidence[1].code"],
    ),
    (
        "evidence-number-gap",
        build(
            evidence=evidence("[H1-1-01-05]", "[H1-1-01-02]", "[H1-1-02-999]"),
            retired_codes=(EvidenceCode(1, 1, 1, 1), EvidenceCode(1, 1, 1, 3)),
        ),
        ["evidence[0].code", "evidence[2].code"],
    ),
    (
        "met-without-evidence",
        with_state(StateParagraph(text="[H1-1-01-01]", indicator="a"), StateParagraph(text="B", indicator="b")),
        ["ratings.1.1.b"],
    ),
    (
        "statement-without-code",
        with_state(StateParagraph(text="Có sổ [H1-1-01-01]. Có bàn.")),
        ["sheets[0].current_state[0].text:21-27"],
    ),
    ("evidence-before-period", dated("Số 12/QĐ, ngày 02/5/2012"), ["evidence[0].reference"]),
    ("evidence-before-period", dated("2017", school_years=(SchoolYear(2011),)), ["evidence[0].reference"]),
    (
        "evidence-before-period",
        dated("", pieces=(EvidencePiece(), EvidencePiece(school_year=SchoolYear(2010)))),
        ["evidence[0].reference"],
    ),
    (
        "unlisted-abbreviation",
        build(
            introduction="KẾT LUẬN UBND. Theo UBND xã, PGD&ĐT; số 12/QĐ-UBND, khối II, UBND.",
            abbreviations=(Abbreviation(short="ABC", meaning="A"),),
        ),
        ["introduction:21-24", "introduction:30-35"],
    ),
    (
        "unused-abbreviation",
        build(introduction="ABCD", abbreviations=(Abbreviation(short="ABC", meaning="A"),)),
        ["abbreviations[0].short"],
    ),
    (
        "prose-contradicts-ratings",
        build(
            ratings=rate({"1.1.a": Rating.NOT_MET}),
            conclusion="Đạt 84/84 chỉ số [H1-1-01-01] và 28/28 tiêu chí; chỉ số chưa đạt là 3/84, tiêu chí: 26 / 28.",
            standards=summed(strengths="7/7 tiêu chí đạt"),
        ),
        ["standards[0].strengths:1-16", "conclusion:5-16", "conclusion:34-47", "conclusion:50-72", "conclusion:75-91"],
    ),
    (
        "unprintable-character",
        build(
            introduction="A\x81", conclusion="A", evidence=(Evidence(code=EvidenceCode(1, 1, 1, 1), name="A\ud800"),)
        ),
        ["evidence[0].name", "introduction"],
    ),
    (
        "unreadable-code",
        build(conclusion="[H1-1-01-1 0], [H1-1-01-03 - 05]", introduction="H1-1-O1-02"),
        ["introduction:1-10", "conclusion:2-12", "conclusion:28-31"],
    ),
    ("old-encoding", build(introduction="Nh\u00b5 tr\u00ad\u00eang", conclusion="Nhà trường ©"), ["introduction"]),
]

SILENT: list[tuple[str, SelfAssessment]] = [
    ("text-of-earlier-year", with_sheet(strengths="«2017-2018» Có.")),
    ("expired-exception", build(exceptions=(ENDED,), signature=signed(2018, 1, 1))),
    ("total-contradicts-parts", figures(pupils={**GRADES, "total": {"2017-2018": 100}})),
    ("total-contradicts-parts", figures(pupils={"grade_1": {"2017-2018": 20}, "total": {"2017-2018": 100}})),
    ("total-contradicts-parts", figures(pupils={"grade_6": {"2017-2018": 20}})),
    ("part-exceeds-whole", figures(pupils={**GRADES, "female": {"2017-2018": 100}})),
    ("part-exceeds-whole", figures(pupils={"female": {"2017-2018": 100}})),
    ("part-exceeds-whole", figures(staff_now={"teachers": {**STAFF, "total": 29}})),
    ("sums-differ", figures(staff_now={"teachers": STAFF})),
    ("sums-differ", figures(staff_now={"teachers": {"total": 3, "female": 4}})),
    ("figure-not-asked-for", figures(pupils=GRADES)),
    ("rating-contradicts-data", figures(staff_now={"teachers": STAFF})),
    ("rating-contradicts-data", SOUND),
    ("rating-below-data", figures(staff_now={"teachers": STAFF})),
    *planning_cases.SILENT,
    ("other-framework", SOUND),
    ("council-too-small", build(council=council(5))),
    ("council-too-small", SOUND),
    ("layout-unknown", build(layout=PaperLayout(rules="nd30-2020"))),
    ("layout-unknown", SOUND),
    ("circular-not-in-force", build(signature=signed(2018, 10, 10))),
    ("circular-not-in-force", SOUND),
    ("unknown-indicator", SOUND),
    ("indicator-not-assessed", SOUND),
    ("met-without-text", build(sheets=())),
    ("met-without-text", SOUND),
    (
        "met-without-text",
        attrs.evolve(
            with_sheet(current_state=()), ratings=rate(dict.fromkeys(("1.1.a", "1.1.b", "1.1.c"), Rating.NOT_MET))
        ),
    ),
    ("claim-contradicts-ratings", build(claims=Claims(level=Level.THREE, indicators_met=84, criteria_met=28))),
    (
        "claim-contradicts-ratings",
        build(ratings=rate({"1.5.a": None}), claims=Claims(indicators_met=84, criteria_met=27)),
    ),
    ("target-not-reached", build(plan=AssessmentPlan(target_level=Level.THREE))),
    ("target-not-reached", SOUND),
    ("unknown-criterion", build(evidence=evidence("[H1-1-01-01]"))),
    ("unknown-standard", build(standards=(StandardSummary(standard=5),))),
    ("unknown-letter", with_sheet(current_state=(StateParagraph(text="Có.", indicator="c"),))),
    ("unknown-letter", build(sheets=(LONE,))),
    ("doubled-sheet", SOUND),
    ("doubled-standard", build(standards=(StandardSummary(standard=1), StandardSummary(standard=2)))),
    ("missing-sheet", SOUND),
    ("empty-item", SOUND),
    ("verdict-contradicts-ratings", SOUND),
    ("verdict-contradicts-ratings", build(ratings=rate({"1.1.a": None}))),
    ("verdict-contradicts-ratings", build(sheets=(LONE, attrs.evolve(SHEETS[0], stated_verdict=None)))),
    ("doubled-evidence", build(evidence=evidence("[H1-1-01-01]", "[H2-1-01-01]"))),
    ("dangling-code", build(conclusion=CITING, evidence=evidence("[H1-1-01-01]", "[H1-1-01-02]"))),
    ("uncited-evidence", build(introduction=CITING, evidence=evidence("[H1-1-01-01]", "[H1-1-01-02]"))),
    ("malformed-code", build(standards=(StandardSummary(standard=1, opening="[H1-1-01-01]"),))),
    ("malformed-code", build(conclusion="H1.1.01.01")),
    ("other-notation", build(conclusion=CITING)),
    ("misplaced-evidence", PROVEN),
    ("evidence-out-of-order", build(evidence=evidence("[H2-1-01-01]", "[H1-1-01-01]", "[H1-1-01-02]"))),
    ("evidence-number-gap", build(evidence=evidence("[H1-1-01-01]", "[H1-1-01-02]"))),
    ("met-without-evidence", PROVEN),
    ("met-without-evidence", build(sheets=())),
    ("met-without-evidence", attrs.evolve(SOUND, ratings=rate(dict.fromkeys(map(str, ALL_MET), Rating.NOT_MET)))),
    ("met-without-evidence", build(sheets=(attrs.evolve(SHEETS[0], current_state=()),))),
    ("statement-without-code", PROVEN),
    ("evidence-before-period", dated("Ngày 02/5/2013")),
    ("evidence-before-period", dated("Từ năm 1995 đến nay")),
    ("evidence-before-period", dated("Số 2010/QĐ")),
    ("evidence-before-period", dated("2001", school_years=(SchoolYear(2012),))),
    (
        "unlisted-abbreviation",
        build(introduction="ABC [H1-1-01-01] A", abbreviations=(Abbreviation(short="ABC", meaning="A"),)),
    ),
    (
        "unused-abbreviation",
        attrs.evolve(dated("Số 1/QĐ-ABC"), abbreviations=(Abbreviation(short="ABC", meaning="A"),)),
    ),
    (
        "prose-contradicts-ratings",
        build(conclusion="Chỉ số: 84/84 chỉ số, 28/28 tiêu chí, 3/9 tiêu chí, 0/28 tiêu chí không đạt"),
    ),
    ("prose-contradicts-ratings", build(ratings=Ratings(), conclusion="12/84 chỉ số")),
    ("prose-contradicts-ratings", build(standards=(StandardSummary(standard=9, opening="28/28 tiêu chí"),))),
    ("unprintable-character", build(introduction="A\t\r\n\u200b\ufffd\U0001f3eb")),
    ("unreadable-code", build(introduction="[H1-1-01-03; 04 và 05], MC.1.1.02, [1], [trang 5], " + CITING)),
    ("old-encoding", build(introduction="Nhà trường «đạt» 5½ µm, Müller")),
]


FIVE_YEARS = tuple(f"{start}-{start + 1}" for start in range(2013, 2018))


class TestEachCheck:
    """Each check fires at its place, and only where it should."""

    @pytest.mark.parametrize(("name", "assessment", "places"), FIRES)
    def test_fires_at_its_place(self, name: str, assessment: SelfAssessment, places: list[str]) -> None:
        """The issues stand exactly at the places that are wrong, and say something."""
        issues = check(assessment, PRIMARY, only=[name])
        assert [str(issue.place) for issue in issues] == places
        assert all(str(issue.message) and issue.check == name for issue in issues)

    def test_a_claim_is_held_against_the_inferred_rule_of_criteria_aloud(self) -> None:
        """Where it decides that criteria met in part are not met, the error says that this was not read."""
        partly = rate({f"1.{number}.a": Rating.NOT_MET for number in range(1, 6)})
        claimed = build(ratings=partly, claims=Claims(level=Level.THREE, indicators_met=84, criteria_met=28))
        level, indicators, criteria = check(claimed, PRIMARY, only=["claim-contradicts-ratings"])
        assert [
            "which was not read but is: inferred" in str(each.message) for each in (level, indicators, criteria)
        ] == [
            True,
            False,
            True,
        ]
        wholly = rate({f"{c.code}.{i}": Rating.NOT_MET for c in PRIMARY.criteria[:12] for i in "abc"})
        (level,) = check(
            build(ratings=wholly, claims=Claims(level=Level.THREE)), PRIMARY, only=["claim-contradicts-ratings"]
        )
        assert "not read but" not in str(level.message)
        rules = PRIMARY.level_rules
        assert rules is not None
        known = PRIMARY.with_level_rules(attrs.evolve(rules, criterion_status=Status.VERIFIED))
        found = check(claimed, known, only=["claim-contradicts-ratings"])
        assert not any("not read but" in str(each.message) for each in found)

    def test_one_code_on_several_rows_rests_on_practice(self) -> None:
        """Letter 46 says nothing of rows; the template of the official software does."""
        twice = build(evidence=evidence("[H1-1-01-01]", "[H1-1-01-01]"))
        (issue,) = check(twice, PRIMARY, only=["doubled-evidence"])
        assert "seen in practice" in str(issue.citation)
        assert issue.severity is Severity.NOTE
        assert [issue.check for issue in check(twice, PRIMARY, only=["uncited-evidence"])] == ["uncited-evidence"]

    @pytest.mark.parametrize(("name", "assessment"), SILENT)
    def test_is_silent_where_nothing_is_wrong(self, name: str, assessment: SelfAssessment) -> None:
        """What is right, or not stated at all, is no issue."""
        assert check(assessment, PRIMARY, only=[name]) == ()

    @pytest.mark.parametrize(
        ("tables", "severity", "source"),
        [
            ({"class_sizes": {"largest": {"2017-2018": 36}}}, Severity.WARNING, "46/KTKĐCLGD-KĐPT alone"),
            (
                {
                    "teacher_titles": {"district_or_higher": {"2015-2016": 4, "2016-2017": 5}},
                    "teachers": {"total": {"2015-2016": 100, "2016-2017": 100}},
                },
                Severity.WARNING,
                "every year, which the text does not say",
            ),
            (
                {
                    "teacher_titles": {"district_or_higher": {"2015-2016": 4, "2016-2017": 4}},
                    "teachers": {"total": {"2015-2016": 100, "2016-2017": 100}},
                },
                Severity.WARNING,
                "every year, which the text does not say",
            ),
            (
                {
                    "teacher_titles": {"district_or_higher": dict.fromkeys(FIVE_YEARS, 4)},
                    "teachers": {"total": dict.fromkeys(FIVE_YEARS, 100)},
                },
                Severity.ERROR,
                "article 6, clause 3, point b",
            ),
            ({"staff_now": {"vice_principals": {"total": 0}}}, Severity.WARNING, "46/KTKĐCLGD-KĐPT alone"),
        ],
    )
    def test_a_contradiction_weighs_as_its_source(
        self, tables: dict[str, dict[str, dict[str, int]]], severity: Severity, source: str
    ) -> None:
        """An error only by the circular itself; a number of the letter and a reading warn and are named."""
        (issue,) = check(figures(**tables), PRIMARY, only=["rating-contradicts-data"])
        assert issue.severity is severity
        assert source in str(issue.to_dict()["source"])

    @pytest.mark.parametrize(
        ("not_met", "criterion_status", "severity"),
        [
            (("1.1.a",), Status.INFERRED, Severity.WARNING),
            (("1.1.a",), Status.VERIFIED, Severity.ERROR),
            (("1.1.a", "1.1.b", "1.1.c"), Status.INFERRED, Severity.ERROR),
        ],
    )
    def test_a_verdict_weighs_as_the_rule_of_criteria(
        self, not_met: tuple[str, ...], criterion_status: Status, severity: Severity
    ) -> None:
        """Where only some indicators are met the contradiction rests on an inferred rule, which is named."""
        assert PRIMARY.level_rules is not None
        rules = attrs.evolve(PRIMARY.level_rules, criterion_status=criterion_status)
        sheet = with_sheet(stated_verdict=Rating.MET)
        school = attrs.evolve(sheet, ratings=rate(dict.fromkeys(not_met, Rating.NOT_MET)))
        (issue,) = check(school, PRIMARY.with_level_rules(rules), only=["verdict-contradicts-ratings"])
        assert issue.severity is severity
        assert ("was inferred, not read" in str(issue.to_dict()["source"])) is (severity is Severity.WARNING)

    def test_a_norm_of_staffing_contradicts_nothing(self) -> None:
        """29 teachers for 20 classes of two sessions a day are fewer than the rules allow, and no error."""
        tables = {
            "now": {"sessions_per_day": {"value": 2}},
            "staff_now": {"teachers": {"total": 29}},
            "classes": {f"grade_{grade}": {"2017-2018": 4} for grade in range(1, 6)},
        }
        assert check(figures(**tables), PRIMARY, only=["rating-contradicts-data"]) == ()

    def test_a_contradiction_is_explained_with_its_numbers(self) -> None:
        """The share, what it was counted from, and what is asked for; in Vietnamese with a decimal comma."""
        (assessment,) = (each for name, each, _ in FIRES if name == "rating-contradicts-data")
        (issue,) = check(assessment, PRIMARY, only=["rating-contradicts-data"])
        assert "2017-2018: 38.89% (14 of 36) < 40%" in str(issue.message)
        assert "2017-2018: 38,89% (14/36) < 40%" in issue.message.render(get_locale("vi"))
        assert issue.citation == PRIMARY.get_indicator("2.2.c").citation

    def test_every_check_is_tried_both_ways(self) -> None:
        """No check is left out of the two lists above."""
        names = {rule.id for rule in CHECKS}
        assert {name for name, _, _ in FIRES} == names == {name for name, _ in SILENT}

    @pytest.mark.parametrize(
        ("not_met", "claimed", "severity"),
        [
            (4, Level.THREE, None),
            (4, Level.TWO, Severity.NOTE),
            (4, Level.ONE, Severity.NOTE),
            (16, Level.THREE, Severity.ERROR),
            (0, Level.TWO, Severity.ERROR),
        ],
    )
    def test_judges_a_claim_by_all_that_the_law_may_say(
        self, not_met: int, claimed: Level, severity: Severity | None
    ) -> None:
        """A claim is an error only where no reading and no content of an unread list of secondary schools fits it."""
        failing = ("1.5", "2.4", "3.2", "5.11", *(str(code.code) for code in SECONDARY.criteria))[:not_met]
        if not_met > 4:
            failing = tuple(str(criterion.code) for criterion in SECONDARY.criteria)[:not_met]
        ratings = {
            str(indicator.code): "not_met" if str(indicator.code.criterion_code) in failing else "met"
            for indicator in SECONDARY.indicators
        }
        school = attrs.evolve(SOUND, framework=SECONDARY.id, ratings=Ratings(ratings), claims=Claims(level=claimed))
        found = check(school, SECONDARY, only=["claim-contradicts-ratings"])
        assert [issue.severity for issue in found] == ([] if severity is None else [severity])
        if severity is Severity.NOTE:
            assert "it would be if: " in str(found[0].message)
        elif severity is Severity.ERROR:
            assert "the percentages of the level were not read but are: inferred" in str(found[0].message)

    def test_a_low_claim_is_held_against_the_inferred_rule_of_criteria_aloud_too(self) -> None:
        """Where criteria met in part would give more than is claimed, the rule that leaves them out decides as well."""
        partly = rate({f"{criterion.code}.a": Rating.NOT_MET for criterion in PRIMARY.criteria[:14]})
        claimed = build(ratings=partly, claims=Claims(level=Level.ONE))
        (level,) = check(claimed, PRIMARY, only=["claim-contradicts-ratings"])
        assert "which was not read but is: inferred" in str(level.message)

    def test_says_nothing_of_levels_where_no_rules_are_known(self) -> None:
        """Without level rules neither the claim nor the target can be judged."""
        claims, plan = Claims(level=Level.THREE), AssessmentPlan(target_level=Level.THREE)
        assert check(attrs.evolve(PROVEN, claims=claims, plan=plan), UNRULED) == ()

    def test_says_nothing_of_a_circular_that_still_applies(self) -> None:
        """Where the circular has not ceased, no date is too late."""
        applying = attrs.evolve(PRIMARY, circular=attrs.evolve(PRIMARY.circular, cessations=()))
        assert check(attrs.evolve(PROVEN, signature=signed(2030, 1, 1)), applying) == ()

    def test_cites_the_law_and_offers_a_fix(self) -> None:
        """The council's size cites Article 24; a malformed code is offered in its official form."""
        (small,) = check(attrs.evolve(PROVEN, council=council(1)), PRIMARY)
        assert small.citation == Citation(document="42/2012/TT-BGDĐT", article=24)
        (malformed,) = check(build(conclusion=CITING), PRIMARY, only=["malformed-code"])
        assert str(malformed.fix) == "write [H1-1-01-02]"


class TestRulebook:
    """All checks together."""

    def test_a_sound_file_has_no_issue(self) -> None:
        """Nothing is found where nothing is wrong."""
        assert check(PROVEN, PRIMARY) == ()

    def test_ids_are_unique_and_in_kebab_case(self) -> None:
        """A check is named once, for ever."""
        names = [rule.id for rule in CHECKS]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in names)

    def test_the_page_describes_every_check(self) -> None:
        """The documentation has a section for each check, in order, with its severity and title."""
        page = (Path(__file__).parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")
        found = re.findall(r"^### `([a-z-]+)` \((\w+)\)\n\n(.+?)\.", page, re.MULTILINE)
        assert found == [(rule.id, rule.severity.value, str(rule.title)) for rule in CHECKS]

    def test_refuses_a_check_it_does_not_have(self) -> None:
        """A misspelt id is an error that names the known ones."""
        with pytest.raises(UnknownCheckError, match="dangling-code"):
            check(SOUND, PRIMARY, only=["dangling"])

    def test_takes_checks_of_ones_own(self) -> None:
        """A rulebook may be given; a finding without a citation of its own has the check's."""
        own = Check(
            id="own",
            severity=Severity.NOTE,
            title=message("Anything"),
            source=message("our rules"),
            reads=(),
            function=lambda _: iter([Finding(message=message("seen"), place=Place.parse("framework"))]),
        )
        (issue,) = check(SOUND, PRIMARY, checks=(own,))
        assert issue == Issue(
            kind="own",
            severity=Severity.NOTE,
            message=message("seen"),
            place=Place.parse("framework"),
            citation=message("our rules"),
            fix=None,
        )

    def test_an_issue_becomes_plain_values(self) -> None:
        """The keys are stable; a source is words, wherever it comes from."""
        (dangling, _) = check(with_sheet(weaknesses=CITING), PRIMARY, only=["dangling-code"])
        assert dangling.to_dict() == {
            "check": "dangling-code",
            "severity": "error",
            "path": "sheets[0].weaknesses",
            "start": 3,
            "end": 15,
            "message": "code [H1-1-01-01] is cited, but not in the list of evidence",
            "source": "the form of the evidence list",
            "fix": "add [H1-1-01-01] to the list, or correct the code",
        }
        (small,) = check(attrs.evolve(PROVEN, council=council(1)), PRIMARY)
        assert small.to_dict()["source"] == "circular 42/2012/TT-BGDĐT, article 24"
        (other,) = check(attrs.evolve(PROVEN, framework="x"), PRIMARY)
        assert other.to_dict()["source"] is None


def find_lawless(assessment: SelfAssessment, checks: tuple[Check, ...]) -> list[FoundCode]:
    """Return the codes in items 2 and 3 of which the issues say something else than the list of evidence does."""
    issues = check(assessment, PRIMARY, only=["dangling-code"], checks=checks)
    spans = {(issue.place.path, issue.place.start, issue.place.end) for issue in issues}
    return [
        found
        for index, sheet in enumerate(assessment.sheets)
        for item in ("strengths", "weaknesses")
        for found in find_codes(getattr(sheet, item))
        if ((f"sheets[{index}].{item}", found.start, found.end) in spans)
        != (assessment.find_evidence(found.code) is None)
    ]


def say_nothing(_: Case) -> Iterator[Finding]:
    """Find no code dangling: a broken check."""
    return iter(())


def blame_every_code(case: Case) -> Iterator[Finding]:
    """Find every code dangling, listed or not: a broken check."""
    return (Finding(message=message("cited"), place=cited.place) for cited in case.cited)


ENOUGH = 12
"""So many drawn files hold a code that is listed and one that is not: the law of codes looks at no fewer."""


class TestLaws:
    """What holds for every self-assessment."""

    @pytest.fixture(scope="class")
    @staticmethod
    def files() -> tuple[SelfAssessment, ...]:
        """Return as many files as the law is tried with at least."""
        return draw(self_assessments(PRIMARY, has_slips=True), ENOUGH)

    @examples(ENOUGH, least=ENOUGH)
    @given(self_assessments(PRIMARY, has_slips=True))
    def test_every_cited_code_exists_or_is_an_issue(self, assessment: SelfAssessment) -> None:
        """A code in a sheet's text is in the list of evidence, or an issue slices back to it."""
        assert find_lawless(assessment, CHECKS) == []

    @pytest.mark.parametrize("broken", [say_nothing, blame_every_code])
    def test_a_broken_check_breaks_that_law(
        self, broken: Callable[[Case], Iterator[Finding]], files: tuple[SelfAssessment, ...]
    ) -> None:
        """Within the examples the law is tried with, one shows that the check is silent, or that it blames too many."""
        (rule,) = (rule for rule in CHECKS if rule.id == "dangling-code")
        checks = (attrs.evolve(rule, function=broken),)
        assert any(find_lawless(drawn, checks) for drawn in files)

    @examples(12)
    @given(self_assessments(PRIMARY, has_slips=True))
    def test_the_same_file_has_the_same_issues(self, assessment: SelfAssessment) -> None:
        """Checking is a function of the facts, in the order of the rulebook."""
        issues = check(assessment, PRIMARY)
        assert issues == check(assessment, PRIMARY)
        order = [rule.id for rule in CHECKS]
        assert [order.index(issue.check) for issue in issues] == sorted(order.index(issue.check) for issue in issues)
