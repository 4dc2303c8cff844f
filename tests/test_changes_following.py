"""The next year's file, group by group: which facts stay at which boundary, and how many of each are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from kdcl.changes import (
    CouncilChoice,
    EvidenceChoice,
    FigureChoice,
    ImprovementChoice,
    NextYear,
    NextYearPolicy,
    TextChoice,
    find_year_mark,
    mark_year,
    next_year,
    without_year_mark,
)
from kdcl.changes.following import Carried
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.law import Framework, Level
from kdcl.messages import message
from kdcl.school import (
    AcceptedFinding,
    AssessmentPlan,
    Break,
    CalendarMonth,
    Claims,
    Council,
    CouncilMember,
    CriterionSheet,
    Evidence,
    EvidenceStatus,
    ExpectedEvidenceRow,
    ExternalAssessment,
    ImprovementItem,
    ImprovementStatus,
    Opinion,
    PlannedActivity,
    Rating,
    Ratings,
    ResourceRow,
    SchoolCalendar,
    SchoolData,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
    Timetable,
    TimetableRow,
    Training,
)
from papers import COUNCIL, EMPTY, PLAN, PRIMARY, WHOLE

YEAR = EMPTY.school_year
FIRST = YEAR.start - 3
"""The first of the five school years that end with the next one."""
DAY = dt.date(2017, 3, 1)


def of_next_year(*, framework: Framework | None = PRIMARY, **facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return the next year's file of an empty one with these facts, by the policy that is taken unasked."""
    return next_year(attrs.evolve(EMPTY, **facts), framework).facts


def by(policy: dict[str, Any], **facts: Any) -> NextYear:  # noqa: ANN401 - any facts
    """Return what becomes of an empty file with these facts by a policy."""
    return next_year(attrs.evolve(EMPTY, **facts), PRIMARY, NextYearPolicy(**policy))


def evidence(*rows: dict[str, Any]) -> tuple[Evidence, ...]:
    """Return rows of the list with these facts, their codes counted from 1."""
    return tuple(Evidence(**{"code": code(n), "name": f"Sổ {n}", **facts}) for n, facts in enumerate(rows, start=1))


def code(number: int) -> EvidenceCode:
    """Return a code of criterion 1.1."""
    return EvidenceCode(1, 1, 1, number)


def counted(following: NextYear) -> dict[str, tuple[int, int]]:
    """Return how much of each group was kept and cleared, by its name."""
    return {str(each.name): (each.kept, each.cleared) for each in following.carried}


class TestCounts:
    """Each group of facts is told with how many of them stay and how many go."""

    def test_a_whole_file(self) -> None:
        """Every group that the file has, in the order in which it is told."""
        assert list(counted(next_year(WHOLE, PRIMARY)).items()) == [
            ("ratings", (0, 84)),
            ("what the school claims", (0, 1)),
            ("opinions on the draft", (0, 4)),
            ("dates", (3, 7)),
            ("texts of the report", (124, 0)),
            ("improvements", (2, 0)),
            ("evidence", (28, 0)),
            ("figures", (227, 33)),
            ("people of the council and its groups", (7, 0)),
            ("texts of the plan", (33, 6)),
        ]

    def test_what_a_file_seldom_has(self) -> None:
        """Written verdicts, the external assessment and exceptions go."""
        accepted = AcceptedFinding(
            check="old-evidence",
            place="introduction",
            sentence="x",
            accepted_by="Hiệu trưởng",
            accepted_on=DAY,
            reason="Lý do.",
            until=DAY,
        )
        following = by(
            {},
            sheets=(
                CriterionSheet(criterion=CriterionCode(1, 1), stated_verdict=Rating.MET),
                CriterionSheet(criterion=CriterionCode(1, 2)),
            ),
            external=ExternalAssessment(framework=EMPTY.framework, school="A", school_year=YEAR),
            exceptions=(accepted,),
        )
        assert counted(following) == {
            "written verdicts": (0, 1),
            "external assessment": (0, 1),
            "exceptions": (0, 1),
            "dates": (0, 2),
        }
        assert following.ended == (accepted,)
        assert (following.facts.external, following.facts.exceptions) == (None, ())

    def test_an_empty_file(self) -> None:
        """Nothing is told of what there is not; nothing is to be renewed, and nothing ends."""
        following = next_year(EMPTY, PRIMARY)
        assert (following.carried, following.to_renew, following.ended) == ((), (), ())
        assert following.facts == attrs.evolve(EMPTY, school_year=SchoolYear(YEAR.start + 1))
        assert NextYear(facts=EMPTY, carried=()) == attrs.evolve(following, facts=EMPTY)

    def test_doubled_and_blank(self) -> None:
        """A code in two rows is one piece; a text of blanks is none; claims count one by one."""
        twice = evidence({}, {"code": code(1)})
        following = by({}, evidence=twice, introduction=" \n", conclusion="Hết.", claims=Claims(level=Level.ONE))
        assert counted(following) == {
            "what the school claims": (0, 1),
            "texts of the report": (1, 0),
            "evidence": (1, 0),
        }

    def test_texts_of_the_plan(self) -> None:
        """Its texts alone, blank ones left out."""
        following = by({}, plan=AssessmentPlan(scope="Cả trường", purpose=(" ", "Nâng cao")), introduction="Có.")
        assert counted(following) == {"texts of the report": (1, 0), "texts of the plan": (2, 0)}

    def test_in_words(self) -> None:
        """A group with both numbers."""
        carried = Carried(name=message("evidence"), kept=3, cleared=4)
        assert str(carried.in_words) == "evidence: carried over 3, cleared 4"


class TestWhatNeverStays:
    """Nobody has assessed the new year."""

    def test_each_fact(self) -> None:
        """Ratings, claims, opinions and written verdicts go; who signs stays, the day goes."""
        new = of_next_year(
            ratings=Ratings({"1.1.a": "met"}),
            claims=Claims(level=Level.ONE),
            opinions=(Opinion(text="A"),),
            signature=Signature(role="Hiệu trưởng", name="Nguyễn Văn A", date=DAY),
            sheets=(CriterionSheet(criterion=CriterionCode(1, 1), stated_verdict=Rating.MET),),
            note="Ghi chú",
        )
        assert (new.ratings, new.claims, new.opinions) == (Ratings(), Claims(), ())
        assert new.signature == Signature(role="Hiệu trưởng", name="Nguyễn Văn A")
        assert new.sheets == (CriterionSheet(criterion=CriterionCode(1, 1)),)
        assert (new.note, new.school, new.school_year) == ("Ghi chú", EMPTY.school, SchoolYear(YEAR.start + 1))

    def test_the_framework_that_the_file_names(self) -> None:
        """It is taken where none is given; the facts come first."""
        assert of_next_year(framework=None, introduction="Có.") == of_next_year(introduction="Có.")
        with pytest.raises(TypeError, match=r"the facts come first .* next_year\(assessment, framework\)"):
            next_year(PRIMARY, EMPTY)  # type: ignore[arg-type] # it is meant to be wrong


class TestCouncil:
    """People stay; the number and day of their decision are of the old year."""

    def test_people(self) -> None:
        """All of them, with the grounds of the decision."""
        decision = attrs.evolve(COUNCIL.decision, number=None, date=None)
        assert of_next_year(council=COUNCIL).council == attrs.evolve(COUNCIL, decision=decision)

    def test_cleared(self) -> None:
        """Nothing stays."""
        following = by({"council": CouncilChoice.CLEAR}, council=Council(members=(CouncilMember(name="A"),)))
        assert following.facts.council == Council()
        assert counted(following) == {"people of the council and its groups": (0, 1)}


class TestImprovements:
    """What is neither done nor dropped is to be reported on."""

    @pytest.mark.parametrize(
        ("choice", "kept"),
        [
            (ImprovementChoice.OPEN, ["planned", "under_way"]),
            (ImprovementChoice.ALL, [status.value for status in ImprovementStatus]),
            (ImprovementChoice.CLEAR, []),
        ],
    )
    def test_each_choice(self, choice: ImprovementChoice, kept: list[str]) -> None:
        """They stay as they are, with their days and unmarked."""
        items = tuple(ImprovementItem(what=one.value, status=one, last_day=DAY) for one in ImprovementStatus)
        old = (CriterionSheet(criterion=CriterionCode(1, 1), improvements=items),)
        (sheet,) = by({"improvements": choice}, sheets=old).facts.sheets
        assert sheet.improvements == tuple(item for item in items if item.what in kept)


class TestFigures:
    """Five school years end with the new one."""

    DATA = SchoolData(
        {
            "pupils": {"grade_1": {str(SchoolYear(YEAR.start - back)): 9 for back in range(-1, 6)}},
            "staff_now": {"teachers": {"total": 3}},
        }
    )

    @pytest.mark.parametrize(
        ("choice", "years"),
        [
            (FigureChoice.SHIFT, [YEAR.start - back for back in (-1, 0, 1, 2, 3)]),
            (FigureChoice.ALL, [YEAR.start - back for back in (-1, 0, 1, 2, 3, 4, 5)]),
            (FigureChoice.CLEAR, []),
        ],
    )
    def test_each_choice(self, choice: FigureChoice, years: list[int]) -> None:
        """What stands for the present alone always goes."""
        data = by({"figures": choice}, data=self.DATA).facts.data
        assert sorted(place.column for place in data) == sorted(str(SchoolYear(year)) for year in years)


class TestEvidence:
    """What was found and speaks of the five years stays, and what the new file's texts cite."""

    ROWS = evidence(
        {"reference": f"ngày 1/2/{FIRST}"},
        {"reference": f"ngày 1/2/{FIRST - 1}"},
        {"status": EvidenceStatus.MISSING},
        {"status": EvidenceStatus.MISSING, "reference": f"ngày 1/2/{FIRST}"},
        {"status": EvidenceStatus.COLLECTED},
        {"reference": f"ngày 1/2/{FIRST - 1}"},
        {"reference": f"từ {FIRST - 1} đến nay"},
    )

    @pytest.mark.parametrize(
        ("choice", "kept"),
        [
            (EvidenceChoice.CITED, [1, 2, 3, 5, 7]),
            (EvidenceChoice.VALID, [1, 5, 7]),
            (EvidenceChoice.ALL, [1, 2, 3, 4, 5, 6, 7]),
            (EvidenceChoice.CLEAR, []),
        ],
    )
    def test_each_choice(self, choice: EvidenceChoice, kept: list[int]) -> None:
        """Codes that go are retired with those that were, so that none is given twice; a new list has no history."""
        following = by(
            {"evidence": choice},
            evidence=self.ROWS,
            retired_codes=(code(99),),
            introduction=f"Có {code(1)} {code(2)} {code(3)}.",
        )
        is_new_list = choice is EvidenceChoice.CLEAR
        gone = [*(row.code.number for row in self.ROWS if row.code.number not in kept), 99]
        assert [row.code.number for row in following.facts.evidence] == kept
        assert [each.number for each in following.facts.retired_codes] == ([] if is_new_list else gone)
        assert following.to_renew == ((code(2), code(3)) if choice is EvidenceChoice.CITED else ())

    def test_texts_that_are_cleared_cite_nothing(self) -> None:
        """What only they cited goes with them."""
        following = by({"texts": TextChoice.CLEAR}, evidence=self.ROWS, introduction=f"Có {code(2)}.")
        assert code(2) in following.facts.retired_codes
        assert following.to_renew == ()

    def test_two_rows_of_one_code(self) -> None:
        """One of them that is valid keeps the code from having to be renewed; one that goes retires no code of both."""
        rows = evidence({"reference": f"ngày 1/2/{FIRST - 1}"}, {"code": code(1)})
        following = by({}, evidence=rows, introduction=f"Có {code(1)}.")
        assert (following.facts.evidence, following.to_renew) == (rows, ())
        valid = by({"evidence": EvidenceChoice.VALID}, evidence=rows)
        assert (valid.facts.evidence, valid.facts.retired_codes) == (rows[1:], ())
        old = evidence(*({"reference": f"ngày 1/2/{FIRST - 1}", "code": code(1)} for _ in range(2)))
        assert by({}, evidence=old, introduction=f"Có {code(1)}.").to_renew == (code(1),)

    def test_days_of_collecting(self) -> None:
        """Both are cleared, and nothing else of the row."""
        (row,) = of_next_year(evidence=evidence({"collected_from": DAY, "collected_to": DAY, "holder": "Kho"})).evidence
        assert row == Evidence(code=code(1), name="Sổ 1", holder="Kho")


class TestPlan:
    """Texts stay with the year's mark; days and times go, and months move on."""

    def test_days_and_times(self) -> None:
        """Each fact of a plan that is of its own year."""
        row = TimetableRow(
            activities=(PlannedActivity(text="Họp", responsible="Hiệu trưởng", done_on=DAY),),
            weeks=(5,),
            months=(CalendarMonth(2017, 3), CalendarMonth(9997, 4), CalendarMonth(9998, 5)),
            first_day=DAY,
            last_day=DAY,
            written="Tuần 5",
        )
        undated = TimetableRow(
            activities=(PlannedActivity(text="Họp", responsible="Hiệu trưởng"),),
            weeks=(5,),
            months=(CalendarMonth(2018, 3), CalendarMonth(9998, 4), CalendarMonth(9998, 5)),
        )
        old = AssessmentPlan(
            number=PLAN.number,
            date=DAY,
            target_level=Level.TWO,
            trainings=(Training(time="Tháng 9", content="Mã"),),
            resources=(ResourceRow(time="Tháng 5", activities="Sao chụp"),),
            expected_evidence=(ExpectedEvidenceRow(time="Tháng 6", evidence="Sổ"),),
            timetable=Timetable(
                calendar=SchoolCalendar(first_monday=DAY, breaks=(Break(first_day=DAY),), days_per_week=5),
                weeks=(row,),
                months=(row, row),
                stages=(row, row, row),
            ),
            recipients=("Lưu",),
        )
        assert of_next_year(plan=old).plan == AssessmentPlan(
            trainings=(Training(content="Mã"),),
            resources=(ResourceRow(activities="Sao chụp"),),
            expected_evidence=(ExpectedEvidenceRow(evidence="Sổ"),),
            timetable=Timetable(
                calendar=SchoolCalendar(days_per_week=5),
                weeks=(undated,),
                months=(undated, undated),
                stages=(undated, undated, undated),
            ),
            recipients=("Lưu",),
        )

    def test_marks(self) -> None:
        """Its running texts are marked, what its tables say is not; nothing else of the file is marked for the plan."""
        old = AssessmentPlan(
            advantages=("A",),
            difficulties=("B",),
            purpose=("C",),
            scope="D",
            requirements=("E",),
            key_tasks=("F",),
            tasks=("G",),
            targets=("H",),
            actions=("I",),
            carrying_out=("K",),
            trainings=(Training(content="L"),),
        )
        mark = f"«{YEAR}» "
        assert of_next_year(plan=old, note="A") == attrs.evolve(
            EMPTY,
            school_year=SchoolYear(YEAR.start + 1),
            note="A",
            plan=AssessmentPlan(
                advantages=(f"{mark}A",),
                difficulties=(f"{mark}B",),
                purpose=(f"{mark}C",),
                scope=f"{mark}D",
                requirements=(f"{mark}E",),
                key_tasks=(f"{mark}F",),
                tasks=(f"{mark}G",),
                targets=(f"{mark}H",),
                actions=(f"{mark}I",),
                carrying_out=(f"{mark}K",),
                trainings=(Training(content="L"),),
            ),
        )

    def test_choices(self) -> None:
        """Unmarked or cleared, whatever becomes of the report's texts."""
        old = AssessmentPlan(scope="A")
        kept = by({"plan": TextChoice.UNMARKED}, plan=old, introduction="B").facts
        assert (kept.plan, kept.introduction) == (old, f"«{YEAR}» B")
        cleared = by({"plan": TextChoice.CLEAR, "texts": TextChoice.UNMARKED}, plan=old, introduction="B").facts
        assert (cleared.plan, cleared.introduction) == (AssessmentPlan(), "B")


class TestTexts:
    """Each text of the report is marked, kept or cleared; names and notes are not of the report."""

    @pytest.mark.parametrize(
        ("choice", "text"), [(TextChoice.MARKED, f"«{YEAR}» A"), (TextChoice.UNMARKED, "A"), (TextChoice.CLEAR, "")]
    )
    def test_each_choice(self, choice: TextChoice, text: str) -> None:
        """Introduction, standards, sheets and conclusion alike; improvements item by item are left alone."""
        sheet = CriterionSheet(
            criterion=CriterionCode(1, 1),
            current_state=(StateParagraph(text="A", indicator="a"),),
            strengths="A",
            weaknesses="A",
            improvement_plan="A",
            improvements=(ImprovementItem(what="A", resources="A", expected_result="A"),),
        )
        summary = StandardSummary(standard=1, opening="A", strengths="A", weaknesses="A")
        old = {"introduction": "A", "conclusion": "A", "note": "A", "standards": (summary,), "sheets": (sheet,)}
        new = by({"texts": choice}, **old).facts
        assert (new.introduction, new.conclusion, new.note) == (text, text, "A")
        assert new.standards == (StandardSummary(standard=1, opening=text, strengths=text, weaknesses=text),)
        assert new.sheets == (
            attrs.evolve(
                sheet,
                current_state=(StateParagraph(text=text, indicator="a"),),
                strengths=text,
                weaknesses=text,
                improvement_plan=text,
            ),
        )


class TestMarks:
    """A mark is one at the beginning of a text, and no other sign of the same form."""

    def test_inside_a_text(self) -> None:
        """What stands further on is the school's own."""
        text = "Theo «2015-2016» cũ."
        assert (find_year_mark(text), without_year_mark(text)) == (None, text)
        assert mark_year(text, SchoolYear(2016)) == f"«2016-2017» {text}"
        assert without_year_mark(f"«2016-2017» {text}") == text

    def test_the_year_of_the_mark(self) -> None:
        """The first of the two; the blank behind it may be missing."""
        assert find_year_mark("«2015-2016»Có.") == SchoolYear(2015)
        assert without_year_mark("«2015-2016»Có.") == "Có."
        assert mark_year("«2015-2016»Có.", SchoolYear(2016)) == "«2015-2016»Có."
