"""The self-assessment plan (kế hoạch tự đánh giá), Annex II of the guidance, with its five tables.

What the form has no place for, but schools write (the situation, tasks, targets), stands after the three points of
part I where a school states it.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Document, Heading, Orientation, Paragraph, Section
from kdcl.documents import labels
from kdcl.documents.administrative import (
    body,
    build_head,
    build_title,
    default_recipients,
    iter_grounds,
    list_recipients,
    year_line,
)
from kdcl.documents.composition import Composition
from kdcl.documents.council_lists import (
    build_council_signature,
    build_groups_table,
    build_members_table,
    build_secretariat_table,
)
from kdcl.documents.looks import PaperLooks, find_looks
from kdcl.documents.plan_tables import (
    PLAN,
    build_expected_evidence_table,
    build_resources_table,
    build_timetable,
    build_trainings,
    iter_points,
    iter_target,
    list_texts,
)
from kdcl.documents.typesetting import SCHOOL, item_heading, kept_with_next, prose, prose_list
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.school import SelfAssessment, Wish


def build_plan(assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi") -> Document:
    """Return the self-assessment plan; its wide tables stand across the page.

    Args:
        assessment: the school's facts; those of its `AssessmentPlan` and `Council` count here.
        framework: the framework the school is assessed under.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_plan(assessment, framework)")
    looks = find_looks(composition, assessment.plan.date)
    first = looks.setup()
    # Only the first page of a paper may lack its number: the sections behind go on counting.
    other = attrs.evolve(first, is_first_numbered=True)
    opening = (*_iter_opening(composition, looks), *_iter_aim(composition), *_iter_assignment(composition))
    sections = (
        Section(blocks=opening, setup=first),
        Section(
            blocks=(
                _part(composition, labels.PLAN_RESOURCES, "plan_resources", 3),
                build_resources_table(composition),
                _part(composition, message("4. Expected evidence for each criterion"), "plan_evidence", 3),
                build_expected_evidence_table(composition),
            ),
            setup=attrs.evolve(other, orientation=Orientation.LANDSCAPE),
        ),
        Section(blocks=(*_iter_timetable(composition), *_iter_end(composition)), setup=other),
    )
    return composition.document(labels.PLAN_TITLE, sections)


def _iter_opening(composition: Composition, looks: PaperLooks) -> Iterator[Block]:
    plan, school = composition.assessment.plan, composition.assessment.school
    yield build_head(
        composition,
        looks=looks,
        issuer=message("SELF-ASSESSMENT COUNCIL"),
        number=plan.number,
        blank=labels.PLAN_NUMBER_BLANK,
        date=plan.date,
        source=PLAN,
    )
    yield from build_title(composition, labels.PLAN_TITLE, year_line(composition), bookmark="plan", looks=looks)
    yield from iter_grounds(composition, plan.grounds, PLAN.at("grounds"), looks)
    opening = message(
        "{school} sets up its self-assessment plan for school year {year} as follows:",
        school=school.name,
        year=composition.assessment.school_year,
    )
    yield body(composition.text(opening), source=SCHOOL.at("name"))


def _iter_aim(composition: Composition) -> Iterator[Block]:
    yield _part(composition, message("I. PURPOSE AND SCOPE"), "plan_aim")
    helps = _iter_labelled(composition, message("What helps:"), "advantages")
    hinders = _iter_labelled(composition, message("What stands against it:"), "difficulties")
    points = (
        (labels.PLAN_PURPOSE, _worded(composition, "purpose", labels.DEFAULT_PURPOSE)),
        (labels.PLAN_SCOPE, _worded(composition, "scope", labels.DEFAULT_SCOPE)),
        (labels.PLAN_REQUIREMENTS, _worded(composition, "requirements", labels.DEFAULT_REQUIREMENTS)),
        (message("Situation of the school"), (*helps, *hinders)),
        (message("Main tasks"), list_texts(composition, "key_tasks", blanks=0)),
        (message("Single tasks"), list_texts(composition, "tasks", blanks=0)),
        (message("Targets and how to reach them"), tuple(_iter_targets(composition))),
    )
    yield from iter_points(composition, points)


def _worded(composition: Composition, name: str, default: tuple[Message, ...]) -> tuple[Paragraph, ...]:
    """Return a list or a text of the plan; the library's own words, or dots, where the school states none."""
    stated: tuple[str, ...] | str = getattr(composition.assessment.plan, name)
    if not stated and composition.assessment.layout.default_texts is not Wish.LEFT_OUT:
        texts = tuple(map(composition.text, default))
        return prose_list(texts, composition.listed_codes, None)
    if isinstance(stated, str):
        return prose(stated, composition.listed_codes, PLAN.at(name))
    return list_texts(composition, name)


def _part(composition: Composition, label: Message, bookmark: str, level: int = 2) -> Heading:
    return Heading(text=composition.text(label), level=level, bookmark=bookmark)


def _iter_targets(composition: Composition) -> Iterator[Paragraph]:
    yield from _iter_labelled(composition, message("Targets:"), "targets")
    yield from iter_target(composition)
    yield from _iter_labelled(composition, message("How to reach them:"), "actions")


def _iter_labelled(composition: Composition, label: Message, name: str) -> Iterator[Paragraph]:
    if getattr(composition.assessment.plan, name):
        yield from kept_with_next((body(composition.text(label), italic=True),))
        yield from list_texts(composition, name)


def _iter_assignment(composition: Composition) -> Iterator[Block]:
    yield _part(composition, message("II. CONTENT"), "plan_content")
    yield _part(composition, message("1. Assignment of duties"), "plan_assignment", 3)
    yield item_heading(composition.text(message("a) Self-assessment council")))
    yield build_members_table(composition)
    yield item_heading(composition.text(message("b) Secretariat")))
    yield build_secretariat_table(composition)
    yield item_heading(composition.text(message("c) Working groups")))
    yield build_groups_table(composition, has_secretariat=False)
    yield _part(composition, message("2. Training"), "plan_training", 3)
    yield from build_trainings(composition)


def _iter_timetable(composition: Composition) -> Iterator[Block]:
    timetable = composition.assessment.plan.timetable
    yield _part(composition, message("5. Timetable"), "plan_timetable", 3)
    has_both = bool(timetable.weeks and timetable.months)
    if timetable.weeks or not timetable.months:
        if has_both:
            yield item_heading(composition.text(message("a) By weeks")))
        yield build_timetable(composition, "weeks")
    if timetable.months:
        if has_both:
            yield item_heading(composition.text(message("b) By months")))
        yield build_timetable(composition, "months")


def _iter_end(composition: Composition) -> Iterator[Block]:
    plan = composition.assessment.plan
    yield _part(composition, message("III. CARRYING OUT"), "plan_carrying_out")
    has_stages = bool(plan.timetable.stages)
    yield from kept_with_next(list_texts(composition, "carrying_out", blanks=0 if has_stages else 3))
    if has_stages:
        yield build_timetable(composition, "stages", (labels.MONTH, labels.CONTENT))
    recipients = list_recipients(plan.recipients, PLAN.at("recipients")) or default_recipients(composition)
    yield build_council_signature(composition, recipients)
