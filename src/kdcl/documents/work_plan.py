"""A school's plan of a year's accreditation work (kế hoạch công tác kiểm định chất lượng), with its two calendars.

No form of the guidance has it; its shape is that of plans which schools wrote. It prints the same facts as the
self-assessment plan, but for the tables that only Annex II has: training, resources, expected evidence, groups.
"""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Document, Heading, Paragraph, Section
from kdcl.documents import labels
from kdcl.documents.administrative import (
    body,
    build_head,
    build_signature,
    build_title,
    default_recipients,
    iter_grounds,
    list_recipients,
    principal_office,
    year_line,
)
from kdcl.documents.annexes import build_annex_head
from kdcl.documents.composition import Composition
from kdcl.documents.looks import PaperLooks, find_looks
from kdcl.documents.plan_tables import PLAN, build_timetable, iter_points, iter_target, list_texts
from kdcl.documents.typesetting import SCHOOL, kept_with_next, prose
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.school import SelfAssessment
from kdcl.text.folding import fold_case

_NUMERALS = ("I", "II", "III", "IV", "V", "VI")
_Part = tuple[Message, str, tuple[Block, ...]]
"""A part: its heading, the name of its bookmark, what stands below."""


def build_work_plan(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> Document:
    """Return the plan of a year's accreditation work: the plan itself, the calendar by months, the weekly schedule.

    Args:
        assessment: the school's facts; those of its `AssessmentPlan` count here.
        framework: the framework the school is assessed under.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_work_plan(assessment, framework)")
    looks = find_looks(composition, assessment.plan.date)
    plan = (*_iter_opening(composition, looks), *_iter_parts(composition), *_iter_end(composition))
    annexes = ((message("CALENDAR OF THE ACCREDITATION WORK"), "months"), (labels.WORK_PLAN_SCHEDULE, "weeks"))
    sections = (
        Section(blocks=plan, setup=looks.setup()),
        *(
            Section(blocks=tuple(_iter_annex(composition, number, title, unit)), setup=looks.setup(begins_annex=True))
            for number, (title, unit) in enumerate(annexes, start=1)
        ),
    )
    return composition.document(labels.WORK_PLAN_TITLE, sections)


def _iter_opening(composition: Composition, looks: PaperLooks) -> Iterator[Block]:
    plan, school = composition.assessment.plan, composition.assessment.school
    yield build_head(
        composition, looks=looks, number=plan.number, blank=labels.PLAN_NUMBER_BLANK, date=plan.date, source=PLAN
    )
    title = labels.WORK_PLAN_TITLE
    yield from build_title(composition, title, year_line(composition), bookmark="work_plan", looks=looks)
    yield from iter_grounds(composition, plan.grounds, PLAN.at("grounds"), looks)
    opening = message(
        "{school} sets up its plan of accreditation work for school year {year} as follows:",
        school=school.name,
        year=composition.assessment.school_year,
    )
    yield body(composition.text(opening), source=SCHOOL.at("name"))


def _iter_parts(composition: Composition) -> Iterator[Block]:
    plan = composition.assessment.plan
    situation = (
        (message("What helps"), list_texts(composition, "advantages")),
        (message("What stands against it"), list_texts(composition, "difficulties")),
    )
    targets = (
        (message("Targets"), (*list_texts(composition, "targets"), *_iter_level(composition))),
        (message("How to reach them"), list_texts(composition, "actions")),
    )
    parts: tuple[_Part, ...] = (
        (message("PURPOSE, SCOPE AND REQUIREMENTS"), "aim", tuple(_iter_aim(composition))),
        (message("SITUATION OF THE SCHOOL"), "situation", tuple(iter_points(composition, situation))),
        (message("MAIN TASKS"), "key_tasks", list_texts(composition, "key_tasks", is_numbered=True)),
        (message("SINGLE TASKS"), "tasks", list_texts(composition, "tasks", is_numbered=True)),
        (message("TARGETS AND HOW TO REACH THEM"), "targets", tuple(iter_points(composition, targets))),
        (message("CARRYING OUT"), "carrying_out", tuple(_iter_carrying_out(composition))),
    )
    stated = [part for part in parts if part[2]]
    for numeral, (label, name, blocks) in zip(_NUMERALS, stated, strict=False):
        heading = message("{number}. {title}", number=numeral, title=label)
        yield Heading(text=composition.text(heading), level=2, bookmark=f"work_plan_{name}")
        yield from blocks
    closing = message(
        "This is the plan of accreditation work of {school} for school year {year}./.",
        school=composition.assessment.school.name,
        year=composition.assessment.school_year,
    )
    yield from kept_with_next((body(composition.text(closing), source=PLAN if plan.date else None),))


def _iter_aim(composition: Composition) -> Iterator[Block]:
    """Iterate over what the form of the guidance asks for and this one does not, where the school states it."""
    plan = composition.assessment.plan
    points = (
        (labels.PLAN_PURPOSE, list_texts(composition, "purpose", blanks=0)),
        (labels.PLAN_SCOPE, prose(plan.scope, composition.listed_codes, PLAN.at("scope"), blanks=0)),
        (labels.PLAN_REQUIREMENTS, list_texts(composition, "requirements", blanks=0)),
    )
    yield from iter_points(composition, points)


def _iter_level(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over the line of the level that is aimed at; none where the targets name it themselves."""
    plan = composition.assessment.plan
    named = fold_case(composition.text(message("level {level}", level=plan.target_level)))
    if not any(named in fold_case(target) for target in plan.targets):
        yield from iter_target(composition)


def _iter_carrying_out(composition: Composition) -> Iterator[Block]:
    plan = composition.assessment.plan
    yield from list_texts(composition, "carrying_out", blanks=0)
    if plan.timetable.stages or not plan.carrying_out:
        yield build_timetable(composition, "stages", (labels.TIME, labels.CONTENT))


def _iter_end(composition: Composition) -> Iterator[Block]:
    office, name = principal_office(composition)
    recipients = list_recipients(composition.assessment.plan.recipients, PLAN.at("recipients"))
    yield build_signature(composition, (office,), name, recipients or default_recipients(composition))


def _iter_annex(composition: Composition, number: int, title: Message, unit: str) -> Iterator[Block]:
    """Iterate over an annex: its head, its table, and who signs it, as schools sign each of the two."""
    plan = composition.assessment.plan
    attached = message(
        "(Attached to Plan {number}, {date}, of {school})",
        number=message("No. {number}", number=plan.number or "……………"),
        date=plan.date or message("date: …………"),
        school=composition.assessment.school.name,
    )
    yield from build_annex_head(composition, title, attached, number=number, bookmark=f"work_plan_{unit}", source=PLAN)
    by_month = (labels.MONTH, message("Main content"))
    yield build_timetable(composition, unit, by_month if unit == "months" else (labels.TIME, labels.ACTIVITY))
    office, name = principal_office(composition)
    yield build_signature(composition, (office,), name, ())
