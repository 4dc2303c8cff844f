"""What every administrative paper of a school has: the two-column head, the legal grounds, recipients and signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from kdcl.blocks import (
    Align,
    Block,
    Document,
    Heading,
    Orientation,
    Paragraph,
    ParagraphStyle,
    Run,
    SignatureBlock,
    TwoColumnHead,
)
from kdcl.documents import labels
from kdcl.documents.composition import Composition
from kdcl.documents.looks import PaperLooks, find_looks
from kdcl.documents.typesetting import SCHOOL, SCHOOL_YEAR, line, part_heading
from kdcl.law import LegalNumber
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.planning import build_citation, complete_ground
from kdcl.school import LegalGround
from kdcl.standards.legal import DOCUMENTS

SIGNATURE = ROOT.at("signature")
"""Where it stands in a school's file who signs for the school, and when."""

_ENDS = (".", ";", ",", ":", "/")


def centred(text: str, *, bold: bool = False, italic: bool = False, source: Place | None = None) -> Paragraph:
    """Return a line in the middle of its column."""
    return line(text, bold=bold, italic=italic, align=Align.CENTER, source=source)


def rule() -> Paragraph:
    """Return the short rule below a name, a motto or a title."""
    return Paragraph(runs=(), style=ParagraphStyle.RULE)


def body(text: str, *, bold: bool = False, italic: bool = False, source: Place | None = None) -> Paragraph:
    """Return a paragraph of running text in one look."""
    return Paragraph(runs=(Run(text, bold=bold, italic=italic),), source=source)


def build_head(  # noqa: PLR0913 - what a head holds
    composition: Composition,
    *,
    looks: PaperLooks,
    issuer: Message | None = None,
    office: tuple[Paragraph, ...] = (),
    number: LegalNumber | None,
    blank: Message,
    date: dt.date | None,
    subject: Message | None = None,
    source: Place | None = None,
) -> TwoColumnHead:
    """Return the head: authority, school and number on the left, state, motto, place and date on the right.

    Args:
        composition: the school and the language.
        looks: how the paper looks.
        issuer: the body of the school that issues it; without one the school does, and its authority stands above.
        office: the lines of the office that issues it, where the school does not.
        number: the number of the paper.
        blank: what stands in its place while there is none.
        date: the day of the paper.
        subject: what a letter is about, below its number; titled papers have none there.
        source: where number and date stand in the school's file; None where they come from elsewhere.
    """
    if number is None:
        numbered = centred(composition.text(blank))
    else:
        place = None if source is None else source.at("number")
        numbered = centred(composition.text(message("No.: {number}", number=number)), source=place)
    # What a letter is about stands below its number, with room between (annex I of the decree, II.5.b).
    about = () if subject is None else (lowered(centred(composition.text(subject)), looks.room_above_subject),)
    left, right = office or tuple(_iter_issuer(composition, looks, issuer)), tuple(iter_state(composition, looks))
    return TwoColumnHead(
        left=(*left, numbered, *about),
        right=(*right, date_line(composition, date, source, is_of_school=not office)),
        # the number stands on one line with place and date (decree 30/2020, annex I, II.3 and II.4)
        level=(len(left), len(right)),
    )


def date_line(
    composition: Composition, date: dt.date | None, source: Place | None, *, is_of_school: bool = True
) -> Paragraph:
    """Return place and date in italics.

    Args:
        composition: the place and the language.
        date: the date; dots where there is none.
        source: where the fact with the date stands in the school's file; None where the date comes from elsewhere.
        is_of_school: whether it is signed where the school is; of a paper of an office the place is left open.
    """
    text = composition.locale.place_and_date(composition.assessment.school.place if is_of_school else "", date)
    place = SCHOOL.at("place") if date is None or source is None else source.at("date")
    return centred(text, italic=True, source=place)


def iter_state(composition: Composition, looks: PaperLooks) -> Iterator[Paragraph]:
    """Iterate over what stands on the right of a head: the state, its motto and the rule below."""
    motto = composition.text(labels.MOTTO)
    yield centred(composition.text(labels.STATE), bold=True)
    yield centred(motto, bold=True)
    yield looks.motto_rule(motto)


def _iter_issuer(composition: Composition, looks: PaperLooks, issuer: Message | None) -> Iterator[Paragraph]:
    """Iterate over who issues the paper, with the one above it: the school, or a body of it below the school."""
    school = composition.assessment.school
    name = looks.issuer_name(school.name)
    if issuer is None:
        authority = looks.issuer_name(school.authority, is_authority=True)
        yield centred(authority or "…" * 12, source=SCHOOL.at("authority"))
        yield centred(name, bold=True, source=SCHOOL.at("name"))
    else:
        yield centred(name, source=SCHOOL.at("name"))
        name = composition.text(issuer)
        yield centred(name, bold=True)
    yield looks.issuer_rule(name)


def build_title(
    composition: Composition, title: Message, below: Paragraph, *, bookmark: str, looks: PaperLooks | None = None
) -> tuple[Heading | Paragraph, ...]:
    """Return the title of a paper with what stands below it, and the short rule where a form has one.

    Args:
        composition: the language.
        title: the title.
        below: what stands below it.
        bookmark: the name that links can lead to.
        looks: how the paper looks; without them no rule is drawn.
    """
    ruled = () if looks is None else looks.title_rule(below.text)
    return (part_heading(composition.text(title), bookmark), below, *ruled)


def build_lying_paper(
    composition: Composition, title: Message, bookmark: str, blocks: Iterable[Block], *, below: Paragraph | None = None
) -> Document:
    """Return a paper of the school's own work on lying pages: a head without number, its title, and its blocks.

    Args:
        composition: the school and the language.
        title: the title.
        bookmark: the name that links to the title lead to.
        blocks: what stands below the title.
        below: the line below the title; without it, the school year.
    """
    looks = find_looks(composition, composition.assessment.signature.date)
    left, right = tuple(_iter_issuer(composition, looks, None)), tuple(iter_state(composition, looks))
    titled = build_title(composition, title, below or year_line(composition), bookmark=bookmark)
    setup = looks.setup(orientation=Orientation.LANDSCAPE)
    return composition.paper(title, (TwoColumnHead(left=left, right=right), *titled, *blocks), setup=setup)


def year_line(composition: Composition, *, bold: bool = True) -> Paragraph:
    """Return the school year with its name, in the middle."""
    return centred(composition.year_title, bold=bold, source=SCHOOL_YEAR)


def lowered(paragraph: Paragraph, room: float = 3) -> Paragraph:
    """Return the paragraph with room above it, in millimetres: after a rule, a table or a title."""
    return attrs.evolve(paragraph, space_before=room)


def iter_grounds(
    composition: Composition,
    grounds: Iterable[LegalGround],
    source: Place,
    looks: PaperLooks,
    *,
    has_blank: bool = True,
) -> Iterator[Paragraph]:
    """Iterate over what a paper is founded on, each in a paragraph in italics.

    Where the school names nothing, these are the circular of the framework and the letters that explain it to schools
    of this type, and dots for what else there is.

    Args:
        composition: the framework and the language.
        grounds: what the school names.
        source: where that stands in the school's file.
        looks: how the paper looks: what its last ground ends with.
        has_blank: whether dots for what else there is follow the framework's own documents.
    """
    stated, documents = tuple(grounds), composition.framework.part(DOCUMENTS)
    known = (
        complete_ground(ground, documents, language=composition.locale.language)
        for ground in stated or _iter_default_grounds(composition)
    )
    cited = (*map(build_citation, known), *(() if stated or not has_blank else ("…" * 20,)))
    for number, ground in enumerate(cited):
        # Each ground ends in a semicolon, and the last in the sign that the rules say (annex I of the decree, II.6.a).
        mark = looks.last_mark if number == len(cited) - 1 else ";"
        sentence = message("Pursuant to {ground}{mark}", ground=ground, mark=mark)
        place = source.at(number) if stated else None
        paragraph = body(composition.text(sentence), italic=True, source=place)
        yield paragraph if number else lowered(paragraph)


def _iter_default_grounds(composition: Composition) -> Iterator[LegalGround]:
    circular = composition.framework.circular
    yield LegalGround(number=circular.number, kind=circular.kind, date=circular.issued)
    institution = composition.framework.institution
    for document in composition.framework.part(DOCUMENTS):
        if document.number in circular.guidance and institution in (document.institutions or (institution,)):
            yield LegalGround(number=document.number)


def circular_citation(composition: Composition, *, grounds: Iterable[LegalGround] | None = None) -> Message:
    """Return the framework's circular as running text names it.

    The first time that a paper names a document it gives number, day, issuer and subject, later on kind and number.

    Args:
        composition: the framework and the language.
        grounds: what the paper names before, where it has grounds: empty ones are the framework's own, which name the
            circular. None where it has none.
    """
    circular = composition.framework.circular
    ground = LegalGround(number=circular.number, kind=circular.kind)
    named = None if grounds is None else [each.number for each in grounds]
    if named is None or (named and circular.number not in named):
        documents = composition.framework.part(DOCUMENTS)
        ground = complete_ground(ground, documents, language=composition.locale.language)
    return build_citation(ground)


Recipient = tuple[str, Place | None]
"""Who receives a paper, and where the school's file names them; None where it does not."""


def build_signature(
    composition: Composition, offices: tuple[Paragraph, ...], name: str, recipients: Iterable[Recipient]
) -> SignatureBlock:
    """Return the foot of a paper: its recipients on the left, who signs it on the right.

    Args:
        composition: the language.
        offices: the lines above the room for the signature.
        name: the name below it.
        recipients: who receives the paper; an annex has none.
    """
    first, *others = offices
    return SignatureBlock(
        left=tuple(_iter_recipients(composition, tuple(recipients))),
        right=(
            lowered(first),
            *others,
            centred(composition.text(labels.SIGN_AND_STAMP), italic=True),
        ),
        right_name=name,
    )


def build_joint_signature(
    composition: Composition, offices: tuple[Paragraph, Paragraph], names: tuple[str, str]
) -> SignatureBlock:
    """Return the foot of a paper that two people sign, dated by hand above the office on the right.

    Args:
        composition: the place and the language.
        offices: what the two sign as, left and right.
        names: their names, left and right; empty where a name is written by hand.
    """
    sign = centred(composition.text(labels.SIGN_WITH_NAME), italic=True)
    left, right = offices
    return SignatureBlock(
        left=(lowered(centred("")), left, sign),
        right=(lowered(date_line(composition, None, None)), right, sign),
        left_name=names[0],
        right_name=names[1],
    )


def list_recipients(texts: Iterable[str], source: Place) -> tuple[Recipient, ...]:
    """Return the recipients that a school names in a list of its file."""
    return tuple((text, source.at(number)) for number, text in enumerate(texts))


def _iter_recipients(composition: Composition, recipients: tuple[Recipient, ...]) -> Iterator[Paragraph]:
    if recipients:
        head = lowered(line(composition.text(message("Recipients:")), bold=True, italic=True))
        yield attrs.evolve(head, style=ParagraphStyle.RECIPIENTS)
    for place, (recipient, source) in enumerate(recipients, start=1):
        end = "" if recipient.rstrip().endswith(_ENDS) else "." if place == len(recipients) else ";"
        yield attrs.evolve(line(f"- {recipient}{end}", source=source), style=ParagraphStyle.RECIPIENT)


def archive(composition: Composition) -> Recipient:
    """Return the archive, which keeps a copy of every paper."""
    return composition.text(message("Archive")), None


def default_recipients(composition: Composition) -> tuple[Recipient, ...]:
    """Return who receives a plan where the school names nobody: the authority above it, and the archive."""
    return (composition.assessment.school.authority or "…" * 8, SCHOOL.at("authority")), archive(composition)


def office_line(composition: Composition, office: Message) -> Paragraph:
    """Return an office above the room for a signature."""
    return centred(composition.text(office), bold=True)


def principal_office(composition: Composition) -> tuple[Paragraph, str]:
    """Return the office and the name of who signs for the school: as the report names them, or the principal."""
    school, signature = composition.assessment.school, composition.assessment.signature
    if not signature.role:
        return office_line(composition, message("PRINCIPAL")), signature.name or school.principal
    return centred(signature.role.upper(), bold=True, source=SIGNATURE.at("role")), signature.name
