"""The decision that sets up the council (quyết định thành lập hội đồng tự đánh giá) with its annex, Annex I.

Its articles are worded here: Article 1 sets the council up, Article 2 says what it does and when it ends, Article 3
who carries the decision out. What a school adds to an article follows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Document, Paragraph, Run, Section
from kdcl.documents import labels
from kdcl.documents.administrative import (
    Recipient,
    archive,
    body,
    build_head,
    build_signature,
    build_title,
    centred,
    circular_citation,
    iter_grounds,
    list_recipients,
    lowered,
    principal_office,
)
from kdcl.documents.annexes import build_annex_head
from kdcl.documents.composition import Composition
from kdcl.documents.council_lists import COUNCIL, build_groups_table, build_members_table
from kdcl.documents.looks import PaperLooks, find_looks
from kdcl.documents.typesetting import SCHOOL, kept_with_next, part_heading, prose
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.school import SelfAssessment

_ARTICLES = (1, 2, 3)
_DECISION = COUNCIL.at("decision")


def build_decision(assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi") -> Document:
    """Return the decision on the council with the list of its members, its secretariat and its working groups.

    Args:
        assessment: the school's facts; those of `Council` and its `CouncilDecision` count here.
        framework: the framework the school is assessed under.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_decision(assessment, framework)")
    looks = find_looks(composition, assessment.council.decision.date)
    sections = (
        Section(blocks=tuple(_iter_decision(composition, looks)), setup=looks.setup()),
        Section(blocks=tuple(_iter_annex(composition)), setup=looks.setup(begins_annex=True)),
    )
    return composition.document(labels.COUNCIL_DECISION, sections, subject=labels.COUNCIL_DECISION_SUBJECT)


def _iter_decision(composition: Composition, looks: PaperLooks) -> Iterator[Block]:
    decision = composition.assessment.council.decision
    yield build_head(
        composition,
        looks=looks,
        number=decision.number,
        blank=labels.DECISION_NUMBER_BLANK,
        date=decision.date,
        source=_DECISION,
    )
    about = centred(composition.text(labels.COUNCIL_DECISION_SUBJECT), bold=True)
    yield from build_title(composition, labels.COUNCIL_DECISION, about, bookmark="decision", looks=looks)
    office, name = principal_office(composition)
    issuing = message("{office} OF {school}", office=office.text, school=composition.assessment.school.name.upper())
    yield lowered(centred(composition.text(issuing), bold=True, source=SCHOOL.at("name")))
    yield from iter_grounds(composition, decision.grounds, _DECISION.at("grounds"), looks)
    yield centred(composition.text(labels.DECIDES), bold=True)
    yield from kept_with_next(_iter_articles(composition))
    recipients = list_recipients(decision.recipients, _DECISION.at("recipients")) or _default_recipients(composition)
    yield build_signature(composition, (office,), name, recipients)


def _default_recipients(composition: Composition) -> tuple[Recipient, ...]:
    authority = composition.assessment.school.authority or "…" * 8
    reported = composition.text(message("{authority} (as a report)", authority=authority))
    return (
        (composition.text(message("As in Article {number}", number=3)), None),
        (reported, SCHOOL.at("authority")),
        archive(composition),
    )


def _iter_articles(composition: Composition) -> Iterator[Paragraph]:
    additions = composition.assessment.council.decision.additions
    worded = dict(zip(_ARTICLES, _articles(composition), strict=True))
    sources = {1: COUNCIL.at("members")}
    for article in sorted({*_ARTICLES, *(addition.article for addition in additions)}):
        title = composition.text(message("Article {number}.", number=article))
        text = f" {composition.text(worded[article])}" if article in worded else ""
        yield Paragraph(runs=(Run(title, bold=True), Run(text)), source=sources.get(article))
        for number, addition in enumerate(additions):
            if addition.article == article:
                place = _DECISION.at("additions", number, "text")
                yield from prose(addition.text, composition.listed_codes, place)


def _articles(composition: Composition) -> tuple[Message, Message, Message]:
    school, year = composition.assessment.school.name, composition.assessment.school_year
    count = len(composition.assessment.council.members)
    listed = "……" if count == 0 else count
    set_up = message(
        "The self-assessment council of {school} for school year {year} is set up. It has {count} members, who are "
        "named in the list attached to this decision.",
        school=school,
        year=year,
        count=listed,
    )
    duty = message(
        "The council plans and carries out the self-assessment of the school under {circular}, and writes and "
        "publishes the self-assessment report. It is dissolved when this is done.",
        circular=circular_citation(composition, grounds=composition.assessment.council.decision.grounds),
    )
    carried_out = message(
        "The members of the council and all sections and staff of the school concerned carry out this decision, which "
        "takes effect on the day it is signed."
    )
    return set_up, duty, carried_out


def _iter_annex(composition: Composition) -> Iterator[Block]:
    members = composition.assessment.council.members
    attached = _attached_to(composition)
    yield from build_annex_head(
        composition, labels.COUNCIL_LIST, attached, number=None, bookmark="council_list", source=_DECISION
    )
    yield build_members_table(composition)
    counted = message("Number of members: {count}", count=len(members) if members else "……")
    yield lowered(body(composition.text(counted), italic=True, source=COUNCIL.at("members")))
    yield part_heading(composition.text(message("SECRETARIAT AND WORKING GROUPS")), "council_groups")
    yield build_groups_table(composition)


def _attached_to(composition: Composition) -> Message:
    principal, _ = principal_office(composition)
    office = principal.text.capitalize()
    decision = composition.assessment.council.decision
    return message(
        "(Attached to Decision {number}, {date}, of the {office} of {school})",
        number=message("No. {number}", number=decision.number or "……………"),
        date=decision.date or message("date: …………"),
        office=office,
        school=composition.assessment.school.name,
    )
