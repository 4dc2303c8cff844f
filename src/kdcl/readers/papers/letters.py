"""Reads the registration for external assessment, and what a summary of results claims below its table."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from kdcl.law import Level
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.foot import read_foot
from kdcl.readers.papers.head import read_head
from kdcl.readers.papers.page import Page, opening
from kdcl.readers.papers.start import start
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.apart import Apart
from kdcl.readers.word.conclusion import read_conclusion
from kdcl.readers.word.lines import is_total
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.sections import ReportSection
from kdcl.school import Claims, SelfAssessment
from kdcl.text.phrases import is_blank


def read_registration(page: Page) -> SelfAssessment:
    """Return what a registration states: the school, whom it writes to, and the results and the level it claims."""
    head = read_head(page)
    addressee = _read_addressee(page)
    claims = read_claims(page.lines)
    level = _read_wish(page.lines)
    province = _read_forwarding(page.lines)
    foot = read_foot(page, has_recipients=False)
    assessment = start(page, head, foot)
    school = attrs.evolve(assessment.school, authority=assessment.school.authority or addressee, province=province)
    return attrs.evolve(assessment, school=school, claims=attrs.evolve(claims, level=claims.level or level))


def _read_addressee(page: Page) -> str:
    for line in page.lines:
        found = opening("paper_lines", "addressee").fullmatch(line.folded)
        if line.use is None and found is not None:
            text = line.text[found.start("rest") :].strip()
            line.use = Use.FORM if is_blank(text) else Use.FACT
            return "" if is_blank(text) else text
    return ""


# The level that a school registers for may be left to be filled in.
_wish = folded_words(r".*\bdang ky danh gia ngoai\b.*\bdat\s+{level}\s+(?:(?P<level>[123])|\.+)\W*", re.DOTALL)


def _read_wish(lines: Iterable[Line]) -> Level | None:
    for line in lines:
        if line.use is None and (found := _wish().fullmatch(line.folded)) is not None:
            line.use = Use.FACT
            return None if found["level"] is None else Level(int(found["level"]))
    return None


def _read_forwarding(lines: Iterable[Line]) -> str:
    """Return the province to whose department a registration is to be forwarded."""
    for line in lines:
        found = opening("paper_lines", "forwarding").fullmatch(line.folded)
        if line.use is None and found is not None:
            line.use = Use.FACT
            return line.text[found.start("rest") :].strip(" .")
    return ""


_claiming = folded_words(r"\W*(?:{derived_level}|{caveat}|{level})\b")
"""Lines about results: levels, what follows from ratings, and caveats on it."""

_open_count = folded_words(r"\W*con\s+\d{1,3}\s+{criterion}\s+{open}\W*")


def read_claims(lines: Iterable[Line]) -> Claims:
    """Return what lines without a use claim of counts and of the level; other lines stay as they are."""
    chosen: list[Line] = []
    for line in lines:
        if _open_count().fullmatch(line.folded):
            line.use = Use.TOTAL
        elif line.use in (None, Use.TOTAL) and line.cell is None and (is_total(line) or _claiming().match(line.folded)):
            chosen.append(line)
    section = ReportSection(kind=Kind.GENERAL_CONCLUSION, items=list(chosen))
    outline = Outline(sections=[section], tables=[], lines=chosen, findings=[], apart=Apart(lines={}))
    read = read_conclusion(outline, [])
    if read.text:
        for line in chosen:
            line.use = None if line.text in read.text.split("\n") else line.use
    return read.claims
