"""The next year's file out of this year's: what carries over, what is cleared, and how much of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from kdcl.changes.nodes import is_list, is_record, iter_parts
from kdcl.changes.policy import (
    CouncilChoice,
    EvidenceChoice,
    FigureChoice,
    ImprovementChoice,
    NextYearPolicy,
    TextChoice,
)
from kdcl.changes.year_marks import mark_year
from kdcl.codes import EvidenceCode
from kdcl.evidence.ages import find_latest_year
from kdcl.evidence.citations import index_citations
from kdcl.evidence.texts import iter_texts, list_texts, with_changes
from kdcl.figures.data import SchoolData, find_year
from kdcl.figures.reckoning import REPORTED_YEARS
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.places import Place
from kdcl.school import (
    AcceptedFinding,
    AssessmentPlan,
    CalendarMonth,
    Claims,
    Council,
    Evidence,
    EvidenceStatus,
    ImprovementStatus,
    Ratings,
    SchoolYear,
    SelfAssessment,
    Timetable,
    TimetableRow,
)
from kdcl.school.held_against import framework_for
from kdcl.standards.vocabulary import VOCABULARY

_PLAN_TEXTS: Final = frozenset(
    {
        *("advantages", "difficulties", "purpose", "scope", "requirements", "key_tasks", "tasks", "targets"),
        *("actions", "carrying_out"),
    }
)
"""The parts of a plan that are running text; what its tables say is short, and is seen when their times are set."""

_LAST_YEAR: Final = 9998
"""The last year of four digits with a day after it, which is the last that a month can have."""

DEFAULT_POLICY: Final = NextYearPolicy()
"""What most schools want, by `NextYearPolicy`."""


@attrs.frozen(kw_only=True)
class Carried:
    """How much of a group of facts carries over.

    Attributes:
        name: what people call the group.
        kept: how many of its facts stand in the new file.
        cleared: how many do not.
    """

    name: Message
    kept: int
    cleared: int

    @property
    def in_words(self) -> Message:
        """The group with both numbers."""
        return message(
            "{name}: carried over {kept}, cleared {cleared}", name=self.name, kept=self.kept, cleared=self.cleared
        )


@attrs.frozen(kw_only=True)
class NextYear:
    """A new year's file.

    Attributes:
        facts: the file.
        carried: how much of each group of facts carries over, groups that the old file has nothing of left out.
        to_renew: the codes that stay only because texts still cite them: not found, or of no year that is asked for.
        ended: the exceptions that ended with the old year.
    """

    facts: SelfAssessment
    carried: tuple[Carried, ...]
    to_renew: tuple[EvidenceCode, ...] = ()
    ended: tuple[AcceptedFinding, ...] = ()


def next_year(
    assessment: SelfAssessment, framework: Framework | None = None, policy: NextYearPolicy = DEFAULT_POLICY
) -> NextYear:
    """Return the file of the school year after the one that a file is of.

    Args:
        assessment: this year's file; it is not changed.
        framework: the framework it was made under, whose words tell how far evidence reaches.
        policy: what carries over.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "next_year(assessment, framework)")
    old = assessment
    year = SchoolYear(old.school_year.start + 1)
    new = attrs.evolve(
        old,
        school_year=year,
        ratings=Ratings(),
        claims=Claims(),
        opinions=(),
        external=None,
        exceptions=(),
        signature=attrs.evolve(old.signature, date=None),
        data=_carry_figures(old.data, year, policy.figures),
        sheets=tuple(
            attrs.evolve(
                sheet,
                stated_verdict=None,
                improvements=tuple(item for item in sheet.improvements if _stays(item.status, policy.improvements)),
            )
            for sheet in old.sheets
        ),
        council=_carry_council(old.council, policy.council),
        plan=AssessmentPlan() if policy.plan is TextChoice.CLEAR else _undated(old.plan),
    )
    new = _carry_texts(new, old.school_year, policy)  # first: what the new texts still cite may have to stay
    new, renewed = _carry_evidence(new, year.start - REPORTED_YEARS + 1, framework, policy.evidence)
    counted = tuple(
        Carried(name=name, kept=count(new), cleared=count(old) - count(new)) for name, count in _COUNTS if count(old)
    )
    return NextYear(facts=new, carried=counted, to_renew=renewed, ended=old.exceptions)


def _stays(status: ImprovementStatus, choice: ImprovementChoice) -> bool:
    is_open = status in {ImprovementStatus.PLANNED, ImprovementStatus.UNDER_WAY}
    return choice is ImprovementChoice.ALL or (choice is ImprovementChoice.OPEN and is_open)


def _carry_figures(data: SchoolData, year: SchoolYear, choice: FigureChoice) -> SchoolData:
    """Return the figures that stand for a school year; one of no year is of the present, which is another one now."""
    if choice is FigureChoice.CLEAR:
        return SchoolData()
    first = year.start - REPORTED_YEARS + 1
    years = ((place, find_year(place.column)) for place in data)
    gone = (place for place, of in years if of is None or (choice is FigureChoice.SHIFT and of.start < first))
    return data.with_figures(dict.fromkeys(gone))


def _carry_council(council: Council, choice: CouncilChoice) -> Council:
    if choice is CouncilChoice.CLEAR:
        return Council()
    return attrs.evolve(council, decision=attrs.evolve(council.decision, number=None, date=None))


def _carry_evidence(
    assessment: SelfAssessment, first: int, framework: Framework, choice: EvidenceChoice
) -> tuple[SelfAssessment, tuple[EvidenceCode, ...]]:
    """Return the file with what stays of its list, and the codes of that which stay for being cited alone."""
    if choice is EvidenceChoice.CLEAR:
        return attrs.evolve(assessment, evidence=(), retired_codes=(), boxes=(), renumberings=()), ()
    rows = assessment.evidence
    until_now = frozenset(framework.part(VOCABULARY).until_now)
    cited = set(index_citations(assessment).by_code) if choice is EvidenceChoice.CITED else set()
    judged = [(row, _is_valid(row, first, until_now)) for row in rows]
    kept = tuple(
        attrs.evolve(row, collected_from=None, collected_to=None)
        for row, is_valid in judged
        if choice is EvidenceChoice.ALL or is_valid or row.code in cited
    )
    remaining = {row.code for row in kept}
    retired = (*assessment.retired_codes, *(row.code for row in rows if row.code not in remaining))
    renewed = cited - {row.code for row, is_valid in judged if is_valid}
    to_renew = tuple(dict.fromkeys(row.code for row in rows if row.code in renewed))
    return attrs.evolve(assessment, evidence=kept, retired_codes=retired), to_renew


def _is_valid(row: Evidence, first: int, until_now: frozenset[str]) -> bool:
    latest = find_latest_year(row, until_now)
    return row.status is not EvidenceStatus.MISSING and (latest is None or latest >= first)


def _undated(plan: AssessmentPlan) -> AssessmentPlan:
    """Return a plan without its days and the times written in words; months move on by a year, weeks stay."""
    timetable = plan.timetable
    return attrs.evolve(
        plan,
        number=None,
        date=None,
        target_level=None,
        trainings=tuple(attrs.evolve(row, time="") for row in plan.trainings),
        resources=tuple(attrs.evolve(row, time="") for row in plan.resources),
        expected_evidence=tuple(attrs.evolve(row, time="") for row in plan.expected_evidence),
        timetable=Timetable(
            calendar=attrs.evolve(timetable.calendar, first_monday=None, breaks=()),
            weeks=tuple(map(_undated_row, timetable.weeks)),
            months=tuple(map(_undated_row, timetable.months)),
            stages=tuple(map(_undated_row, timetable.stages)),
        ),
    )


def _undated_row(row: TimetableRow) -> TimetableRow:
    return attrs.evolve(
        row,
        months=tuple(CalendarMonth(min(month.year + 1, _LAST_YEAR), month.month) for month in row.months),
        first_day=None,
        last_day=None,
        written="",
        activities=tuple(attrs.evolve(activity, done_on=None) for activity in row.activities),
    )


def _carry_texts(assessment: SelfAssessment, year: SchoolYear, policy: NextYearPolicy) -> SelfAssessment:
    marked = _find_texts(assessment) if policy.texts is not TextChoice.UNMARKED else frozenset()

    def carry(place: Place, text: str) -> str:
        if place in marked:
            return "" if policy.texts is TextChoice.CLEAR else mark_year(text, year)
        if policy.plan is TextChoice.MARKED and place.steps[0] == "plan" and place.steps[1] in _PLAN_TEXTS:
            return mark_year(text, year)
        return text

    return with_changes(assessment, carry, {})


def _find_texts(assessment: SelfAssessment) -> frozenset[Place]:
    """Return the places of the report's texts; improvements item by item are a group of their own."""
    return frozenset(text.place for text in iter_texts(assessment) if "improvements" not in text.place.steps)


def _iter_leaves(fact: Any) -> Iterator[Any]:  # noqa: ANN401 - any fact
    if is_record(fact):
        for _, part in iter_parts(fact):
            yield from _iter_leaves(part)
    elif is_list(fact):
        for item in fact:
            yield from _iter_leaves(item)
    else:
        yield fact


def _count_texts(facts: SelfAssessment) -> int:
    places = _find_texts(facts)
    return sum(place in places and bool(text.strip()) for place, text in list_texts(facts))


def _count_people(facts: SelfAssessment) -> int:
    council = facts.council
    groups = sum(len(group.members) for group in council.groups)
    return len(council.members) + len(council.secretariat.members) + groups


def _count_plan(facts: SelfAssessment) -> int:
    return sum(place.steps[0] == "plan" and bool(text.strip()) for place, text in list_texts(facts))


_COUNTS: Final[tuple[tuple[Message, Callable[[SelfAssessment], int]], ...]] = (
    (message("ratings"), lambda facts: len(facts.ratings)),
    (message("written verdicts"), lambda facts: sum(sheet.stated_verdict is not None for sheet in facts.sheets)),
    (
        message("what the school claims"),
        lambda facts: sum(claim is not None for _, claim in iter_parts(facts.claims)),
    ),
    (message("opinions on the draft"), lambda facts: len(facts.opinions)),
    (message("external assessment"), lambda facts: 0 if facts.external is None else 1),
    (message("exceptions"), lambda facts: len(facts.exceptions)),
    (message("dates"), lambda facts: sum(isinstance(leaf, dt.date) for leaf in _iter_leaves(facts))),
    (message("texts of the report"), _count_texts),
    (message("improvements"), lambda facts: sum(len(sheet.improvements) for sheet in facts.sheets)),
    (message("evidence"), lambda facts: len({row.code for row in facts.evidence})),
    (message("figures"), lambda facts: len(facts.data)),
    (message("people of the council and its groups"), _count_people),
    (message("texts of the plan"), _count_plan),
)
"""What is counted: what always goes first."""
