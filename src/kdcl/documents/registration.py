"""The letter with which a school registers for external assessment (công văn đăng ký đánh giá ngoài).

Its wording was not read; what it goes with and whom it goes to are facts of the guidance
(``docs/analysis/forms.md``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Document, Paragraph, Section
from kdcl.documents import labels
from kdcl.documents.administrative import (
    archive,
    body,
    build_head,
    build_signature,
    centred,
    circular_citation,
    lowered,
    principal_office,
)
from kdcl.documents.composition import Composition
from kdcl.documents.conclusion import build_level_lines
from kdcl.documents.looks import find_looks
from kdcl.documents.remarks import build_remarks
from kdcl.documents.summary import build_summary_totals
from kdcl.documents.typesetting import SCHOOL, SCHOOL_YEAR
from kdcl.law import Framework, InstitutionType, LegalNumber, SchoolCategory
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment

_COPIES_OF_REPORT = 2
"""The guidance has two copies of the report go with the letter."""


def build_registration(
    assessment: SelfAssessment,
    framework: Framework | None = None,
    *,
    number: LegalNumber | None = None,
    date: dt.date | None = None,
    language: str = "vi",
) -> Document:
    """Return the letter that registers a school for external assessment.

    Args:
        assessment: the school's facts; results and level follow from its ratings.
        framework: the framework they are assessed under.
        number: the letter's number; dots where there is none yet.
        date: the day of the letter; dots where it is not known yet.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        RatingsError: a rating names an indicator that the framework does not have.
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_registration(assessment, framework)")
    looks = find_looks(composition, date)
    head = build_head(
        composition,
        looks=looks,
        number=number,
        blank=labels.NUMBER_BLANK,
        date=date,
        subject=message("Re: registration for external assessment"),
    )
    letter = Section(blocks=(head, *_iter_letter(composition)), setup=looks.setup())
    return composition.document(labels.REGISTRATION_TITLE, (letter, *build_remarks(composition, on_level=True)))


def _iter_letter(composition: Composition) -> Iterator[Block]:
    school = composition.assessment.school
    addressee = message("To: {authority}", authority=school.authority or "…" * 14)
    yield lowered(centred(composition.text(addressee), source=SCHOOL.at("authority")), 6)
    yield lowered(_paragraph(composition, _introduction(composition), SCHOOL_YEAR), 6)
    for sentence in (*build_summary_totals(composition), *build_level_lines(composition)):
        yield attrs.evolve(body(""), runs=sentence.runs, source=sentence.source)
    yield _paragraph(composition, _wish(composition), ROOT.at("claims", "level"))
    if _is_forwarded(composition):
        yield _paragraph(composition, _forwarding(composition), SCHOOL.at("province"))
    attached = message("Attached: {count} copies of the self-assessment report.", count=f"{_COPIES_OF_REPORT:02}")
    yield attrs.evolve(_paragraph(composition, attached), keep_with_next=True)
    recipients = ((composition.text(labels.AS_ADDRESSED), None), archive(composition))
    office, name = principal_office(composition)
    yield build_signature(composition, (office,), name, recipients)


def _paragraph(composition: Composition, sentence: Message, source: Place | None = None) -> Paragraph:
    return body(composition.text(sentence), source=source)


def _introduction(composition: Composition) -> Message:
    return message(
        "{school} has assessed itself for school year {year} under {circular}. The results are:",
        school=composition.assessment.school.name,
        year=composition.assessment.school_year,
        circular=circular_citation(composition),
    )


def _wish(composition: Composition) -> Message:
    level = composition.assessment.claims.level or composition.score.level
    return message(
        "The school registers for external assessment and asks to be considered for level {level}.",
        level=level or "……",
    )


def _is_forwarded(composition: Composition) -> bool:
    """Whether the school hands in at the district office, which forwards: primary and lower secondary schools."""
    is_primary = composition.framework.institution is InstitutionType.PRIMARY
    return is_primary or composition.assessment.school.category is SchoolCategory.LOWER_SECONDARY


def _forwarding(composition: Composition) -> Message:
    return message(
        "The school asks the addressee to look through its file and to forward it to the provincial Department of "
        "Education and Training{province}.",
        province=f" {composition.assessment.school.province}".rstrip(),
    )
