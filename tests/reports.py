"""Made-up self-assessments and ways to read what a document prints, for the tests of documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from kdcl.blocks import Block, Cell, Document, Heading, Paragraph, SignatureBlock, Table, TwoColumnHead
from kdcl.codes import EvidenceCode
from kdcl.law import Framework, Level, SchoolCategory
from kdcl.school import (
    Abbreviation,
    Claims,
    Council,
    CouncilMember,
    CriterionSheet,
    Evidence,
    Ratings,
    School,
    SchoolFeature,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
)


def build_empty(framework: Framework) -> SelfAssessment:
    """Return a self-assessment that has only begun."""
    return SelfAssessment(framework=framework.id, school=School(name="Song Hong School"), school_year=SchoolYear(2016))


def build_full(framework: Framework, not_met: Iterable[str] = ()) -> SelfAssessment:
    """Return a self-assessment with everything in it, all in plain letters."""
    failed = set(not_met)
    codes = [criterion.code for criterion in framework.criteria]
    return SelfAssessment(
        framework=framework.id,
        school=School(
            name="Song Hong School",
            former_name="Old School",
            authority="District Office",
            place="Song Hong",
            province="North",
            district="Middle",
            commune="South",
            principal="A. B. Principal",
            telephone="012 345",
            fax="012 346",
            website="school.example",
            national_standard="level 1, 2011",
            founded=1975,
            sites=2,
            category=SchoolCategory.LOWER_SECONDARY,
            features=(SchoolFeature.PUBLIC, SchoolFeature.BOARDING),
        ),
        school_year=SchoolYear(2016),
        ratings=Ratings({str(i.code): "not_met" if str(i.code) in failed else "met" for i in framework.indicators}),
        sheets=tuple(
            CriterionSheet(
                criterion=code,
                current_state=(StateParagraph(text=f"State of {code} [H{code.standard}-{code.standard}-01-01]."),),
                strengths=f"Strength of {code}",
                weaknesses=f"Weakness of {code}",
                improvement_plan=f"Plan for {code}",
            )
            for code in codes
        ),
        standards=tuple(
            StandardSummary(standard=s.number, opening=f"Opening {s.number}", strengths="Good", weaknesses="Bad")
            for s in framework
        ),
        evidence=tuple(
            Evidence(
                code=EvidenceCode(code.standard, code.standard, code.criterion, 1),
                name=f"Paper of {code}",
                reference="12/QD",
                issuer="Principal",
                note="kept",
            )
            for code in reversed(codes)
        ),
        council=Council(members=(CouncilMember(name="A. B. Member", position="Teacher", duty="Chair"),)),
        abbreviations=(Abbreviation(short="SB", meaning="School board"),),
        introduction="First line\nSecond line",
        conclusion="In the end",
        claims=Claims(level=Level.THREE),
        signature=Signature(date=dt.date(2017, 2, 5)),
    )


def iter_blocks(document: Document) -> Iterator[Block]:
    """Iterate over every block of a document."""
    for section in document.sections:
        yield from section.blocks


def paragraph_text(paragraph: Paragraph) -> str:
    """Return the text of a paragraph."""
    return "".join(run.text for run in paragraph.runs)


def cell_text(cell: Cell) -> str:
    """Return the text of a cell."""
    return "\n".join(map(paragraph_text, cell.paragraphs))


def table_texts(table: Table) -> list[list[str]]:
    """Return the texts of a table, row by row."""
    return [[cell_text(cell) for cell in row.cells] for row in table.rows]


def iter_paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Iterate over every paragraph in the blocks, those of tables and signatures too."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Table():
                yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)
            case SignatureBlock() | TwoColumnHead():
                yield from (*block.left, *block.right)


def iter_texts(document: Document) -> Iterator[str]:
    """Iterate over every text that a document prints."""
    for block in iter_blocks(document):
        match block:
            case Heading():
                yield block.text
            case SignatureBlock():
                yield from (block.left_name, block.right_name)
    yield from map(paragraph_text, iter_paragraphs(iter_blocks(document)))


def find_after(blocks: Iterable[Block], bookmark: str) -> list[Block]:
    """Return the blocks below the heading with this bookmark, up to the next heading of its level or higher."""
    found: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading) and level and block.level <= level:
            break
        if level:
            found.append(block)
        if isinstance(block, Heading) and block.bookmark == bookmark:
            level = block.level
    return found


def table_after(document: Document, bookmark: str) -> Table:
    """Return the first table below the heading with this bookmark."""
    return next(block for block in find_after(iter_blocks(document), bookmark) if isinstance(block, Table))


def texts_after(document: Document, bookmark: str) -> list[str]:
    """Return the texts of the paragraphs below the heading with this bookmark."""
    return [
        paragraph_text(block) for block in find_after(iter_blocks(document), bookmark) if isinstance(block, Paragraph)
    ]
