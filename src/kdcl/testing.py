"""Hypothesis strategies for programs that work with school files: codes, texts, ratings, whole self-assessments.

Needs Hypothesis, which nothing else in the library imports.

>>> from kdcl.standards import get_framework
>>> strategy = self_assessments(get_framework("tt42-2012/primary"))
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TypeVar

from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.law import DocumentKind, Framework, LegalNumber, Level, Region, SchoolCategory
from kdcl.school import (
    Abbreviation,
    ArticleAddition,
    AssessmentPlan,
    Box,
    Break,
    CalendarMonth,
    Claims,
    CodeChange,
    Council,
    CouncilDecision,
    CouncilMember,
    CouncilRole,
    CriterionSheet,
    Evidence,
    EvidencePiece,
    EvidenceStatus,
    ExpectedEvidenceRow,
    GroupMember,
    ImprovementItem,
    ImprovementStatus,
    LegalGround,
    Opinion,
    OpinionOutcome,
    PlannedActivity,
    Rating,
    Ratings,
    Renumbering,
    ReplacedEvidence,
    ResourceRow,
    RetypedCode,
    School,
    SchoolCalendar,
    SchoolFeature,
    SchoolYear,
    Secretariat,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
    Timetable,
    TimetableRow,
    Training,
    WorkingGroup,
)

__all__ = [
    "criterion_codes",
    "days",
    "evidence",
    "evidence_codes",
    "indicator_codes",
    "legal_numbers",
    "ratings",
    "school_calendars",
    "school_years",
    "schools",
    "self_assessments",
    "texts",
]

_T = TypeVar("_T")
_FEW = 3
_DAYS = st.none() | st.dates(min_value=dt.date(1000, 1, 1))


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Return texts of any script in NFC, as a file can hold them: no control character but tab and line break."""
    letters = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "Cf", "Co"))
    pieces = st.text(letters | st.sampled_from("\n\tđưẳệ[]-=<&"), max_size=max_size)
    return pieces.map(lambda text: unicodedata.normalize("NFC", text))


def criterion_codes(framework: Framework | None = None) -> st.SearchStrategy[CriterionCode]:
    """Return the codes of a framework's criteria, or any criterion codes."""
    if framework is not None:
        return st.sampled_from([criterion.code for criterion in framework.criteria])
    return st.builds(CriterionCode, st.integers(1, 99), st.integers(1, 99))


def indicator_codes(framework: Framework | None = None) -> st.SearchStrategy[IndicatorCode]:
    """Return the codes of a framework's indicators, or any indicator codes."""
    if framework is not None:
        return st.sampled_from([indicator.code for indicator in framework.indicators])
    letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
    return st.builds(IndicatorCode, st.integers(1, 99), st.integers(1, 99), letters)


def evidence_codes(framework: Framework | None = None) -> st.SearchStrategy[EvidenceCode]:
    """Return evidence codes of a framework's criteria, or any evidence codes."""
    boxes, numbers = st.integers(1, 99), st.integers(1, 12) | st.integers(1, 999_999_999)
    criteria = criterion_codes(framework).filter(lambda code: code.standard <= 9)  # noqa: PLR2004 - the notation's limit
    return st.builds(
        lambda box, code, number: EvidenceCode(box, code.standard, code.criterion, number), boxes, criteria, numbers
    )


def ratings(framework: Framework | None = None, *, is_complete: bool = False) -> st.SearchStrategy[Ratings]:
    """Return ratings of a framework's indicators, of any of them or of all; without a framework, of any indicator."""
    values = st.sampled_from(Rating)
    if framework is not None and is_complete:
        every = {indicator.code: values for indicator in framework.indicators}
        return st.fixed_dictionaries(every).map(Ratings)
    return st.dictionaries(indicator_codes(framework), values, max_size=20).map(Ratings)


def school_years() -> st.SearchStrategy[SchoolYear]:
    """Return school years that four digits can write."""
    return st.builds(SchoolYear, st.integers(1000, 2998))


def schools() -> st.SearchStrategy[School]:
    """Return schools with any of their facts."""
    names = ("former_name", "authority", "place", "province", "district", "commune", "principal", "telephone", "fax")
    return st.builds(
        School,
        name=texts(),
        **dict.fromkeys((*names, "website", "national_standard"), texts(max_size=8)),
        founded=st.none() | st.integers(),
        sites=st.none() | st.integers(),
        category=st.none() | st.sampled_from(SchoolCategory),
        region=st.none() | st.sampled_from(Region),
        features=_tuples(st.sampled_from(SchoolFeature)),
    )


def days() -> st.SearchStrategy[dt.date]:
    """Return days that a file can write: of years with four digits."""
    return st.dates(min_value=dt.date(1000, 1, 1))


def legal_numbers() -> st.SearchStrategy[LegalNumber]:
    """Return numbers of legal and administrative documents."""
    abbreviations = st.from_regex(r"[A-ZĐ][A-Za-zĐ0-9]{0,5}", fullmatch=True)
    return st.builds(
        LegalNumber,
        st.integers(1, 9_999_999),
        st.none() | st.integers(1900, 2099),
        st.lists(abbreviations | st.sampled_from(["TT", "QĐ", "KH"]), min_size=1, max_size=_FEW).map(tuple),
    )


def school_calendars() -> st.SearchStrategy[SchoolCalendar]:
    """Return calendars of one school year whose first Monday is one, with any breaks in it."""
    mondays = st.integers(0, 2000).map(lambda weeks: dt.date(2000, 1, 3) + dt.timedelta(weeks=weeks))
    spans = _tuples(st.tuples(st.integers(-10, 380), st.none() | st.integers(-2, 40), texts(max_size=8)))

    def build(monday: dt.date, spans: tuple[tuple[int, int | None, str], ...], days_per_week: int) -> SchoolCalendar:
        firsts = [monday + dt.timedelta(days=offset) for offset, _, _ in spans]
        breaks = tuple(
            Break(first_day=first, last_day=None if length is None else first + dt.timedelta(days=length), name=name)
            for first, (_, length, name) in zip(firsts, spans, strict=True)
        )
        return SchoolCalendar(first_monday=monday, breaks=breaks, days_per_week=days_per_week)

    return st.builds(build, mondays, spans, st.sampled_from([5, 6, 7]))


def evidence(framework: Framework | None = None) -> st.SearchStrategy[Evidence]:
    """Return pieces of evidence of a framework's criteria, or any, with any of their facts."""
    short = texts(max_size=8)
    return st.builds(
        Evidence,
        code=evidence_codes(framework),
        name=texts(),
        **dict.fromkeys(("reference", "issuer", "note", "holder", "collector", "link"), short),
        collected_from=_DAYS,
        collected_to=_DAYS,
        status=st.none() | st.sampled_from(EvidenceStatus),
        school_years=_tuples(school_years()),
        pieces=_tuples(
            st.builds(EvidencePiece, reference=short, school_year=st.none() | school_years(), note=short, link=short)
        ),
        replaced=_tuples(st.builds(ReplacedEvidence, name=short, reference=short, issuer=short, replaced_on=_DAYS)),
    )


def self_assessments(framework: Framework) -> st.SearchStrategy[SelfAssessment]:
    """Return self-assessments under a framework: sound as files, but free to contradict themselves."""
    short, counts = texts(max_size=8), st.none() | st.integers(0, 200)
    levels = st.none() | st.sampled_from(Level)
    return st.builds(
        SelfAssessment,
        framework=st.just(framework.id),
        school=schools(),
        school_year=school_years(),
        ratings=ratings(framework),
        sheets=_tuples(_sheets(framework)),
        standards=_tuples(
            st.builds(StandardSummary, standard=_standards(framework), opening=short, strengths=short, weaknesses=short)
        ),
        evidence=_tuples(evidence(framework)),
        retired_codes=_tuples(evidence_codes(framework)),
        boxes=_tuples(st.builds(Box, number=st.integers(1, 99), title=short, place=short)),
        renumberings=_tuples(_renumberings(framework)),
        council=_councils(framework),
        abbreviations=_tuples(st.builds(Abbreviation, short=short, meaning=short)),
        introduction=texts(),
        conclusion=texts(),
        claims=st.builds(Claims, level=levels, indicators_met=counts, criteria_met=counts),
        plan=_plans(framework),
        opinions=_tuples(
            st.builds(
                Opinion,
                text=texts(),
                source=short,
                criterion=st.none() | criterion_codes(framework),
                part=short,
                received_on=st.none() | days(),
                outcome=st.none() | st.sampled_from(OpinionOutcome),
                reason=short,
            )
        ),
        signature=st.builds(Signature, role=short, name=short, date=st.none() | days()),
        note=short,
    )


def _standards(framework: Framework) -> st.SearchStrategy[int]:
    return st.sampled_from([standard.number for standard in framework.standards])


def _renumberings(framework: Framework) -> st.SearchStrategy[Renumbering]:
    codes, short = evidence_codes(framework), texts(max_size=8)
    return st.builds(
        Renumbering,
        changes=_tuples(st.builds(CodeChange, old=codes, new=codes)),
        reason=short,
        date=_DAYS,
        vacated=_tuples(codes),
        reissued=_tuples(codes),
        retyped=_tuples(
            st.builds(RetypedCode, path=short, position=st.integers(0, 9), before=short, after=short),
        ),
    )


def _sheets(framework: Framework) -> st.SearchStrategy[CriterionSheet]:
    codes = evidence_codes(framework).map(str)
    prose = st.lists(texts(max_size=8) | codes, max_size=_FEW).map(" ".join)
    prose = prose.map(lambda text: unicodedata.normalize("NFC", text))
    paragraphs = st.builds(StateParagraph, text=prose, indicator=st.none() | st.sampled_from("abc"))
    return st.builds(
        CriterionSheet,
        criterion=criterion_codes(framework),
        current_state=_tuples(paragraphs),
        strengths=prose,
        weaknesses=prose,
        improvement_plan=prose,
        improvements=_tuples(_improvements()),
        stated_verdict=st.none() | st.sampled_from(Rating),
    )


def _councils(framework: Framework) -> st.SearchStrategy[Council]:
    short = texts(max_size=8)
    people = _tuples(st.builds(GroupMember, name=texts(), position=short, duty=short))
    roles = st.none() | st.sampled_from(CouncilRole)
    groups = st.builds(
        WorkingGroup, name=short, leader=short, members=people, criteria=_tuples(criterion_codes(framework))
    )
    return st.builds(
        Council,
        members=_tuples(st.builds(CouncilMember, name=texts(), position=short, duty=short, role=roles)),
        secretariat=st.builds(Secretariat, members=people),
        groups=_tuples(groups),
        decision=st.builds(
            CouncilDecision,
            number=st.none() | legal_numbers(),
            date=st.none() | days(),
            grounds=_tuples(_grounds()),
            additions=_tuples(st.builds(ArticleAddition, article=st.integers(1, 4), text=short)),
            recipients=_tuples(short),
        ),
    )


def _grounds() -> st.SearchStrategy[LegalGround]:
    short = texts(max_size=8)
    kinds = st.none() | st.sampled_from(DocumentKind)
    return st.builds(
        LegalGround,
        number=st.none() | legal_numbers(),
        kind=kinds,
        issuer=short,
        date=st.none() | days(),
        subject=short,
    )


def _improvements() -> st.SearchStrategy[ImprovementItem]:
    short, day = texts(max_size=8), st.none() | days()
    return st.builds(
        ImprovementItem,
        what=texts(),
        responsible=short,
        resources=short,
        first_day=day,
        last_day=day,
        expected_result=short,
        status=st.sampled_from(ImprovementStatus),
    )


def _plans(framework: Framework) -> st.SearchStrategy[AssessmentPlan]:
    short, lists = texts(max_size=8), _tuples(texts(max_size=8))
    item = {
        "standard": st.none() | _standards(framework),
        "criterion": st.none() | criterion_codes(framework),
        "time": short,
        "note": short,
    }
    evidence = dict.fromkeys(("evidence", "place", "collectors", "cost"), short)
    names = ("advantages", "difficulties", "purpose", "requirements", "key_tasks", "tasks", "targets", "actions")
    return st.builds(
        AssessmentPlan,
        number=st.none() | legal_numbers(),
        date=st.none() | days(),
        grounds=_tuples(_grounds()),
        scope=short,
        target_level=st.none() | st.sampled_from(Level),
        trainings=_tuples(st.builds(Training, time=short, participants=short, content=short)),
        resources=_tuples(st.builds(ResourceRow, activities=short, resources=short, **item)),
        expected_evidence=_tuples(st.builds(ExpectedEvidenceRow, **evidence, **item)),
        timetable=_timetables(),
        **dict.fromkeys((*names, "carrying_out", "recipients"), lists),
    )


def _timetables() -> st.SearchStrategy[Timetable]:
    short, day = texts(max_size=8), st.none() | days()
    rows = _tuples(
        st.builds(
            TimetableRow,
            activities=_tuples(st.builds(PlannedActivity, text=texts(), responsible=short, done_on=day)),
            weeks=_tuples(st.integers(-1, 60)),
            months=_tuples(st.builds(CalendarMonth, st.integers(1000, 9998), st.integers(1, 12))),
            first_day=day,
            last_day=day,
            written=texts() | st.just("18//9/2017 - 09/10/20017"),
        )
    )
    calendars = school_calendars() | st.just(SchoolCalendar())
    return st.builds(Timetable, calendar=calendars, weeks=rows, months=rows)


def _tuples(items: st.SearchStrategy[_T]) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(items, max_size=_FEW).map(tuple)
