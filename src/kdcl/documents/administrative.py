"""What every administrative paper of a school has: the two-column head, the legal grounds, recipients and signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from kdcl.blocks import Align, Heading, Paragraph, ParagraphStyle, Run, SignatureBlock, TwoColumnHead
from kdcl.documents import labels
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import line, part_heading
from kdcl.law import LegalNumber
from kdcl.messages import Message, message
from kdcl.planning import build_citation, complete_ground
from kdcl.school import LegalGround
from kdcl.standards.legal import DOCUMENTS

_ENDS = (".", ";", ",", ":", "/")


def centred(text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Return a line in the middle of its column."""
    return line(text, bold=bold, italic=italic, align=Align.CENTER)


def rule() -> Paragraph:
    """Return the short rule below a name, a motto or a title."""
    return Paragraph(runs=(), style=ParagraphStyle.RULE)


def body(text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Return a paragraph of running text in one look."""
    return Paragraph(runs=(Run(text, bold=bold, italic=italic),))


def build_head(
    composition: Composition,
    *,
    number: LegalNumber | None,
    blank: Message,
    date: dt.date | None,
    subject: Message | None = None,
) -> TwoColumnHead:
    """Return the head: authority, school and number on the left, state, motto, place and date on the right.

    Args:
        composition: the school and the language.
        number: the number of the paper.
        blank: what stands in its place while there is none.
        date: the day of the paper.
        subject: what a letter is about, below its number; titled papers have none there.
    """
    numbered = blank if number is None else message("No.: {number}", number=number)
    about = () if subject is None else (centred(composition.text(subject)),)
    date_line = composition.locale.place_and_date(composition.assessment.school.place, date)
    return TwoColumnHead(
        left=(*_iter_issuer(composition), centred(composition.text(numbered)), *about),
        right=(*_iter_state(composition), centred(date_line, italic=True)),
    )


def build_paper_head(composition: Composition) -> TwoColumnHead:
    """Return the head of a paper without number, dated where it is signed: who issues it, state and motto."""
    return TwoColumnHead(left=tuple(_iter_issuer(composition)), right=tuple(_iter_state(composition)))


def _iter_state(composition: Composition) -> Iterator[Paragraph]:
    yield centred(composition.text(labels.STATE), bold=True)
    yield centred(composition.text(labels.MOTTO), bold=True)
    yield rule()


def _iter_issuer(composition: Composition) -> Iterator[Paragraph]:
    school = composition.assessment.school
    yield centred(school.authority.upper() or "…" * 12)
    yield centred(school.name.upper(), bold=True)
    yield rule()


def build_title(
    composition: Composition, title: Message, *below: str, bookmark: str, is_ruled: bool = False
) -> tuple[Heading | Paragraph, ...]:
    """Return the title of a paper with what stands below it in bold, and the short rule where a form has one."""
    lines = (centred(text, bold=True) for text in below)
    return (part_heading(composition.text(title), bookmark), *lines, *((rule(),) if is_ruled else ()))


def lowered(paragraph: Paragraph, room: float = 3) -> Paragraph:
    """Return the paragraph with room above it, in millimetres: after a rule, a table or a title."""
    return attrs.evolve(paragraph, space_before=room)


def iter_grounds(composition: Composition, grounds: Iterable[LegalGround]) -> Iterator[Paragraph]:
    """Iterate over what a paper is founded on, each in a paragraph in italics.

    Where the school names nothing, these are the circular of the framework and the letters that explain it to schools
    of this type, and dots for what else there is.
    """
    stated, documents = tuple(grounds), composition.framework.part(DOCUMENTS)
    known = (
        complete_ground(ground, documents, language=composition.locale.language)
        for ground in stated or _iter_default_grounds(composition)
    )
    cited = (*map(build_citation, known), *(() if stated else ("…" * 20,)))
    sentences = (message("Pursuant to {ground};", ground=ground) for ground in cited)
    yield from _lowered_first(body(composition.text(sentence), italic=True) for sentence in sentences)


def _iter_default_grounds(composition: Composition) -> Iterator[LegalGround]:
    circular = composition.framework.circular
    yield LegalGround(number=circular.number, kind=circular.kind, date=circular.issued)
    institution = composition.framework.institution
    for document in composition.framework.part(DOCUMENTS):
        if document.number in circular.guidance and institution in (document.institutions or (institution,)):
            yield LegalGround(number=document.number)


def circular_citation(composition: Composition) -> Message:
    """Return the framework's circular as running text names it: kind and number."""
    circular = composition.framework.circular
    return build_citation(LegalGround(number=circular.number, kind=circular.kind))


def build_signature(
    composition: Composition, offices: Iterable[str], name: str, recipients: Iterable[str]
) -> SignatureBlock:
    """Return the foot of a paper: its recipients on the left, who signs it on the right.

    Args:
        composition: the language.
        offices: the lines above the room for the signature.
        name: the name below it.
        recipients: who receives the paper.
    """
    return SignatureBlock(
        left=tuple(_iter_recipients(composition, tuple(recipients))),
        right=(
            *_lowered_first(centred(office, bold=True) for office in offices),
            centred(composition.text(labels.SIGN_AND_STAMP), italic=True),
        ),
        right_name=name,
    )


def build_joint_signature(composition: Composition, offices: tuple[str, str], names: tuple[str, str]) -> SignatureBlock:
    """Return the foot of a paper that two people sign, dated by hand above the office on the right.

    Args:
        composition: the place and the language.
        offices: what the two sign as, left and right.
        names: their names, left and right; empty where a name is written by hand.
    """
    sign = centred(composition.text(labels.SIGN_WITH_NAME), italic=True)
    date_line = composition.locale.place_and_date(composition.assessment.school.place, None)
    left, right = (centred(office, bold=True) for office in offices)
    return SignatureBlock(
        left=(lowered(centred("")), left, sign),
        right=(lowered(centred(date_line, italic=True)), right, sign),
        left_name=names[0],
        right_name=names[1],
    )


def _lowered_first(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    for place, paragraph in enumerate(paragraphs):
        yield paragraph if place else lowered(paragraph)


def _iter_recipients(composition: Composition, recipients: tuple[str, ...]) -> Iterator[Paragraph]:
    yield lowered(line(composition.text(labels.RECIPIENTS), bold=True, italic=True))
    for place, recipient in enumerate(recipients, start=1):
        end = "" if recipient.rstrip().endswith(_ENDS) else "." if place == len(recipients) else ";"
        yield line(f"- {recipient}{end}")


def principal_office(composition: Composition) -> tuple[tuple[str], str]:
    """Return the office and the name of who signs for the school: as the report names them, or the principal."""
    school, signature = composition.assessment.school, composition.assessment.signature
    office = signature.role.upper() or composition.text(labels.PRINCIPAL)
    return (office,), signature.name or ("" if signature.role else school.principal)
