"""The rulebook of a team's file: each check finds what it is for, and is silent on a sound file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given

from drawing import examples
from frameworks import build_framework
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.errors import UnknownCheckError
from kdcl.external import (
    AnswerPoint,
    EvidenceRequest,
    ExternalAssessment,
    PointOutcome,
    Recognition,
    RequestKind,
    Route,
    SchoolAnswer,
    StandardRemark,
    Step,
    StepTaken,
    Team,
    TeamMember,
    TeamRole,
    TeamSheet,
)
from kdcl.external.checks import EXTERNAL_CHECKS, check_external
from kdcl.findings import Finding, Severity
from kdcl.law import Level, SharedLaw
from kdcl.school import Council, CouncilMember, Evidence, Rating, Ratings, School, SchoolYear, SelfAssessment
from kdcl.standards import get_framework
from kdcl.testing import external_assessments

PRIMARY = get_framework("tt42-2012/primary")
ALL_MET = Ratings({str(indicator.code): "met" for indicator in PRIMARY.indicators})
SCHOOL = SelfAssessment(
    framework=PRIMARY.id,
    school=School(name="Trường Tiểu học Ví Dụ"),
    school_year=SchoolYear(2017),
    ratings=ALL_MET,
    evidence=(Evidence(code=EvidenceCode(1, 1, 1, 1), name="Quy chế"),),
)
MEMBERS = (
    TeamMember(name="Nguyễn Văn A", position="Phó Trưởng phòng", workplace="Sở", role=TeamRole.LEADER),
    TeamMember(name="Nguyễn Văn B", position="Chuyên viên", workplace="Phòng", role=TeamRole.SECRETARY),
    *(TeamMember(name=f"Nguyễn Văn {letter}", role=TeamRole.MEMBER) for letter in "CDE"),
)
DAYS = (dt.date(2018, 1, 8) + dt.timedelta(days=number) for number in range(20))
STEPS = tuple(
    StepTaken(step=step, date=next(DAYS))
    for step in (
        Step.REGISTERED,
        Step.FORWARDED,
        Step.ACCEPTED,
        Step.TEAM_APPOINTED,
        Step.FILE_STUDIED,
        Step.PRELIMINARY_SURVEY,
        Step.MAIN_SURVEY,
        Step.DRAFT_SENT,
        Step.OBJECTED,
        Step.OBJECTION_ANSWERED,
        Step.REPORTED,
        Step.RECOGNISED,
    )
)
SECONDARY = "tt42-2012/secondary"
SOUND = ExternalAssessment(
    framework=PRIMARY.id,
    school=SCHOOL.school.name,
    school_year=SCHOOL.school_year,
    route=Route.DISTRICT,
    steps=STEPS,
    team=Team(members=MEMBERS),
    ratings=ALL_MET,
    sheets=tuple(TeamSheet(criterion=criterion.code, strengths="Tốt.") for criterion in PRIMARY.criteria),
    requests=(
        EvidenceRequest(
            criterion=CriterionCode(1, 1), kind=RequestKind.CHECK, code=EvidenceCode(1, 1, 1, 1), answer="Đã xem"
        ),
    ),
    answer=SchoolAnswer(points=(AnswerPoint(text="Đề nghị xem lại", outcome=PointOutcome.KEPT),)),
    recognition=Recognition(level=Level.THREE),
)
Edit = Callable[[ExternalAssessment], ExternalAssessment]


def with_team(*members: TeamMember) -> Edit:
    """Return an edit that sets the members."""
    return lambda external: attrs.evolve(external, team=Team(members=members))


def evolve(**facts: object) -> Edit:
    """Return an edit that sets facts."""
    return lambda external: attrs.evolve(external, **facts)  # type: ignore[arg-type] # the facts of each case


def find(external: ExternalAssessment, check: str, on: dt.date | None = None) -> list[Finding]:
    """Return what a check finds."""
    return list(check_external(external, PRIMARY, SCHOOL, on=on, only=[check]))


FIRST = CriterionCode(1, 1)
OPEN = EvidenceRequest(criterion=FIRST, kind=RequestKind.ADD, what="Quy chế")
NOT_MET = ALL_MET.with_ratings({PRIMARY.indicators[0].code: Rating.NOT_MET})
CASES: list[tuple[str, Edit, str, Severity, str]] = [
    ("team-size", with_team(*MEMBERS[:4]), "team.members", Severity.ERROR, "the team has 4 members; 5 to 7 are needed"),
    ("team-size", with_team(*MEMBERS, *MEMBERS[2:]), "team.members", Severity.ERROR, "the team has 8 members"),
    ("team-roles", with_team(*MEMBERS[1:]), "team.members", Severity.ERROR, "the team has 0 leaders; it needs one"),
    ("team-roles", with_team(MEMBERS[0]), "team.members", Severity.NOTE, "no member of the team is its secretary"),
    (
        "team-doubled-name",
        with_team(*MEMBERS, attrs.evolve(MEMBERS[2], name="NGUYỄN VĂN  C")),
        "team.members[5].name",
        Severity.WARNING,
        "NGUYỄN VĂN  C is in the team already",
    ),
    (
        "team-doubled-name",
        with_team(*MEMBERS, attrs.evolve(MEMBERS[1], workplace="Trường Tiểu học Mẫu")),
        "team.members[5].name",
        Severity.NOTE,
        "another member of the team is called Nguyễn Văn B too",
    ),
    (
        "team-leader-post",
        with_team(attrs.evolve(MEMBERS[0], position="Giáo viên")),
        "team.members[0].position",
        Severity.WARNING,
        "the leader is a principal",
    ),
    (
        "team-not-outside",
        with_team(*MEMBERS[:4], attrs.evolve(MEMBERS[4], workplace="trường tiểu học  ví dụ")),
        "team.members[4].workplace",
        Severity.ERROR,
        "Nguyễn Văn E works at the school that is assessed",
    ),
    *(
        (
            "team-not-outside",
            with_team(*MEMBERS[:4], attrs.evolve(MEMBERS[4], workplace=workplace)),
            "team.members[4].workplace",
            Severity.WARNING,
            "Nguyễn Văn E seems to work at the school that is assessed",
        )
        for workplace in (
            "Trường TH Ví Dụ",
            "TH. Ví Dụ",
            "Tổ 4, tieu hoc Vi Du (huyện Mẫu)",
            "Trường Tiểu học Ví Dụ - Mẫu",
        )
    ),
    (
        "team-not-outside",
        with_team(attrs.evolve(MEMBERS[4], conflict="Con học ở trường")),
        "team.members[0].conflict",
        Severity.ERROR,
        "Nguyễn Văn E has stated a conflict of interest",
    ),
    (
        "criterion-without-member",
        with_team(attrs.evolve(MEMBERS[0], criteria=tuple(each.code for each in PRIMARY.criteria[1:]))),
        "team.members",
        Severity.NOTE,
        "no member of the team works on criterion 1.1",
    ),
    (
        "step-out-of-order",
        evolve(steps=(STEPS[0], STEPS[2])),
        "steps[1]",
        Severity.ERROR,
        "a school that hands in through the district office",
    ),
    ("step-without-day", evolve(steps=(StepTaken(step=Step.REGISTERED),)), "steps[0].date", Severity.NOTE, "the day"),
    ("period-over", evolve(steps=STEPS[:9]), "steps[8]", Severity.WARNING, "the team answers the school: by"),
    ("another-school", evolve(school="Trường B"), "school", Severity.ERROR, "here stands Trường B, in the school's"),
    (
        "recognised-without-step",
        evolve(steps=STEPS[:-1]),
        "recognition.level",
        Severity.ERROR,
        "a level is stated as recognised",
    ),
    (
        "unknown-in-framework",
        evolve(ratings=Ratings({"9.9.a": "met"})),
        "ratings.9.9.a",
        Severity.ERROR,
        "tt42-2012/primary has no 9.9.a",
    ),
    (
        "unknown-in-framework",
        evolve(standards=(StandardRemark(standard=1), StandardRemark(standard=9))),
        "standards[1].standard",
        Severity.ERROR,
        "tt42-2012/primary has no 9",
    ),
    (
        "unknown-in-framework",
        evolve(requests=(attrs.evolve(OPEN, criterion=CriterionCode(9, 9)),)),
        "requests[0].criterion",
        Severity.ERROR,
        "tt42-2012/primary has no 9.9",
    ),
    (
        "doubled-sheet-of-team",
        evolve(sheets=(*SOUND.sheets, SOUND.sheets[0])),
        "sheets[28]",
        Severity.ERROR,
        "criterion 1.1 has a sheet of the team already",
    ),
    (
        "criterion-without-verdict",
        evolve(ratings=ALL_MET.with_ratings({PRIMARY.indicators[0].code: None})),
        "ratings.1.1.a",
        Severity.ERROR,
        "criterion 1.1: no verdict on 1.1.a",
    ),
    (
        "criterion-without-verdict",
        evolve(ratings=ALL_MET.with_ratings({PRIMARY.indicators[0].code: None}), steps=STEPS[:5]),
        "ratings.1.1.a",
        Severity.WARNING,
        "criterion 1.1: no verdict on 1.1.a",
    ),
    ("criterion-without-verdict", evolve(ratings=Ratings(), steps=()), "ratings", Severity.WARNING, "the team has no"),
    (
        "verdict-without-remark",
        evolve(sheets=(TeamSheet(criterion=FIRST), *SOUND.sheets[1:])),
        "sheets",
        Severity.WARNING,
        "the team has a verdict on criterion 1.1, but wrote nothing of it",
    ),
    (
        "not-met-without-weakness",
        evolve(ratings=NOT_MET),
        "sheets[0].weaknesses",
        Severity.WARNING,
        "not met: 1.1.a; the sheet names no weakness",
    ),
    (
        "difference-without-reason",
        evolve(ratings=NOT_MET),
        "ratings.1.1.a",
        Severity.WARNING,
        "the team differs from the school on 1.1.a, and says nothing of it",
    ),
    (
        "evidence-never-answered",
        evolve(requests=(OPEN,)),
        "requests[0]",
        Severity.WARNING,
        "criterion 1.1: evidence to be added, not answered: Quy chế",
    ),
    (
        "evidence-never-answered",
        evolve(requests=(attrs.evolve(OPEN, what=""),), steps=STEPS[:5]),
        "requests[0]",
        Severity.NOTE,
        "criterion 1.1: evidence to be added, not answered: …",
    ),
    (
        "evidence-not-listed",
        evolve(requests=(attrs.evolve(OPEN, kind=RequestKind.CHECK, code=EvidenceCode(1, 1, 1, 7)), OPEN)),
        "requests[0].code",
        Severity.WARNING,
        "the school's list has no evidence [H1-1-01-07]",
    ),
    (
        "objection-open",
        evolve(answer=SchoolAnswer(points=(AnswerPoint(text="Đề nghị xem lại"),))),
        "answer.points[0].outcome",
        Severity.WARNING,
        "nothing was decided on this objection of the school",
    ),
    (
        "level-not-supported",
        evolve(ratings=Ratings({str(indicator.code): "not_met" for indicator in PRIMARY.indicators})),
        "recognition.level",
        Severity.ERROR,
        "level 3 is recognised, but by the team's verdicts it is from no level to no level",
    ),
]


class TestEachCheck:
    """A check says what is so, where, and how much it matters."""

    @pytest.mark.parametrize(("check", "edit", "place", "severity", "said"), CASES)
    def test_it_finds_what_it_is_for(self, check: str, edit: Edit, place: str, severity: Severity, said: str) -> None:
        """One finding, at the place in the team's file."""
        (found,) = find(edit(SOUND), check, on=dt.date(2018, 1, 31))
        assert (str(found.place), found.severity, found.kind) == (place, severity, check)
        assert str(found.message).startswith(said)

    def test_every_check_is_tried(self) -> None:
        """No check is without a case above."""
        assert {case[0] for case in CASES} == {check.id for check in EXTERNAL_CHECKS}

    def test_a_sound_file_has_no_finding(self) -> None:
        """Nothing is said for the sake of saying something."""
        assert check_external(SOUND, PRIMARY, SCHOOL) == ()

    def test_leaders_of_offices_and_schools_fit(self) -> None:
        """Posts are known in full, shortened, and among several; a leader whose post is not stated is not judged."""
        for post in ("Hiệu trưởng", "PHT", "Phó Giám đốc, Bí thư", "Trưởng phòng KTKĐ", "P.P", ""):
            leader = attrs.evolve(MEMBERS[0], position=post)
            assert find(with_team(leader)(SOUND), "team-leader-post") == [], post

    @pytest.mark.parametrize(
        "workplace", ["TH Ví Dụ 2", "Trường THCS Ví Dụ", "Xã Ví Dụ", "Trường TH Mẫu, Ví Dụ", "Trường"]
    )
    def test_other_schools_and_places_are_no_workplace_at_the_school(self, workplace: str) -> None:
        """Only what spells the whole name is taken for it."""
        assert not find(with_team(attrs.evolve(MEMBERS[4], workplace=workplace))(SOUND), "team-not-outside")

    @pytest.mark.parametrize("facts", [{"principal": "NGUYỄN VĂN  E"}, {"council": "Nguyễn Văn E"}])
    def test_somebody_of_the_school_without_a_workplace(self, facts: dict[str, str]) -> None:
        """The principal and the council are known from the school's file; a stated workplace tells namesakes apart."""
        school = attrs.evolve(
            SCHOOL,
            school=attrs.evolve(SCHOOL.school, principal=facts.get("principal", "")),
            council=Council(members=(CouncilMember(name=facts.get("council", "Nguyễn Văn H"), position="Giáo viên"),)),
        )
        for workplace, count in ((" ", 1), ("Trường Tiểu học Mẫu", 0)):
            external = with_team(attrs.evolve(MEMBERS[4], workplace=workplace))(SOUND)
            found = list(check_external(external, PRIMARY, school, only=["team-not-outside"]))
            assert [each.severity for each in found] == [Severity.WARNING] * count
            assert all("somebody of the school is called Nguyễn Văn E too" in str(each.message) for each in found)

    def test_roles_are_asked_for_only_where_any_is_stated(self) -> None:
        """A list of names alone is not wrong; two leaders are."""
        assert find(with_team(TeamMember(name="A"))(SOUND), "team-roles") == []
        (found,) = find(with_team(*MEMBERS, MEMBERS[0])(SOUND), "team-roles")
        assert str(found.message) == "the team has 2 leaders; it needs one"

    def test_silence_and_delay_are_notes(self) -> None:
        """They are as the law has them, or past mending."""
        silent = attrs.evolve(SOUND, steps=STEPS[:8])
        (found,) = find(silent, "period-over", on=dt.date(2018, 2, 15))
        assert found.severity is Severity.NOTE
        assert "which is agreement" in str(found.message)

    def test_a_level_by_another_reading_is_a_note(self) -> None:
        """What an unread list may contain is supposed, and said."""
        met = ALL_MET.with_ratings({PRIMARY.indicators[-1].code: Rating.NOT_MET})
        told = {
            level: find(attrs.evolve(SOUND, ratings=met, recognition=Recognition(level=level)), "level-not-supported")
            for level in Level
        }
        assert told[Level.ONE] == []
        assert [found.severity for found in told[Level.TWO]] == [Severity.ERROR]
        (noted,) = told[Level.THREE]
        assert noted.severity is Severity.NOTE
        assert "level 3 is recognised; it follows from the team's verdicts if" in str(noted.message)
        assert find(attrs.evolve(SOUND, recognition=Recognition()), "level-not-supported") == []

    def test_percentages_that_were_inferred_are_called_so(self) -> None:
        """Where a level of a secondary school cannot be, it cannot by percentages that nobody read."""
        none = Ratings({indicator.code: Rating.NOT_MET for indicator in get_framework(SECONDARY).indicators})
        case = attrs.evolve(SOUND, framework=SECONDARY, ratings=none, recognition=Recognition(level=Level.ONE))
        found, *_ = check_external(case, get_framework(SECONDARY), only=["level-not-supported"])
        assert "the percentages of the level were not read but are: inferred" in str(found.message)

    def test_before_the_answer_objections_are_open(self) -> None:
        """Nobody has to decide on them before the team answers; nor in a case that has not begun."""
        point = SchoolAnswer(points=(AnswerPoint(text="Đề nghị xem lại"),))
        assert find(attrs.evolve(SOUND, answer=point, steps=STEPS[:9]), "objection-open") == []
        assert find(attrs.evolve(SOUND, answer=point, steps=()), "objection-open") == []
        assert find(attrs.evolve(SOUND, steps=(), requests=(OPEN,)), "evidence-never-answered")[0].severity is (
            Severity.NOTE
        )


class TestWhatIsNotKnown:
    """What a check needs and has not is not made up."""

    def test_without_the_school_file_nothing_is_held_against_it(self) -> None:
        """Its checks are silent."""
        edited = attrs.evolve(SOUND, ratings=NOT_MET, school="B", requests=(attrs.evolve(OPEN, code=None),))
        kinds = {found.kind for found in check_external(edited, PRIMARY)}
        assert kinds.isdisjoint({"another-school", "evidence-not-listed", "difference-without-reason"})

    def test_without_rules_nobody_is_judged_by_them(self) -> None:
        """A circular without the file has no team of five."""
        bare = attrs.evolve(build_framework([[1]]), shared=SharedLaw(), level_rules=None)
        edited = attrs.evolve(SOUND, team=Team(members=MEMBERS[:1]), steps=STEPS[2:])
        kinds = {found.kind for found in check_external(edited, bare)}
        assert kinds.isdisjoint({"team-size", "team-roles", "step-out-of-order", "period-over", "level-not-supported"})

    def test_one_check(self) -> None:
        """It may be given by its id alone, as to `kdcl.check`."""
        edited = attrs.evolve(SOUND, team=Team(members=MEMBERS[:1]))
        found = check_external(edited, PRIMARY, only="team-size")
        assert {finding.kind for finding in found} == {"team-size"}
        assert found == check_external(edited, PRIMARY, only=["team-size"])

    def test_an_unknown_check_is_refused(self) -> None:
        """With those that can be had."""
        with pytest.raises(UnknownCheckError, match="did you mean team-size"):
            check_external(SOUND, PRIMARY, only=["team-sise"])

    @examples(25)
    @given(external=external_assessments(PRIMARY))
    def test_no_file_breaks_a_check(self, external: ExternalAssessment) -> None:
        """Whatever a team may write; and every place leads somewhere in words."""
        for found in check_external(external, PRIMARY, SCHOOL, on=dt.date(2018, 1, 31)):
            assert str(found.message)
            assert found.source is None or str(found.source)


def test_the_page_names_every_check() -> None:
    """Each in a row of the table, in the order of the rulebook."""
    page = (Path(__file__).parent.parent / "docs/checks.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \|", page.partition("## A team's file")[2], flags=re.MULTILINE)
    assert rows == [(check.id, check.severity.value) for check in EXTERNAL_CHECKS]
