"""Reads the decision that sets up the council, with the list of its members, or that list alone."""

from __future__ import annotations

import re

import attrs

from kdcl.documents import get_document
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.councils import CouncilReader
from kdcl.readers.papers.foot import read_foot
from kdcl.readers.papers.grounds import read_grounds
from kdcl.readers.papers.head import read_head
from kdcl.readers.papers.own import mark_own
from kdcl.readers.papers.page import Page, opening, whole
from kdcl.readers.papers.start import start
from kdcl.readers.recognising.marks import school_pattern
from kdcl.readers.vocabulary.words import folded_words
from kdcl.school import ArticleAddition, CouncilDecision, SelfAssessment
from kdcl.text.phrases import is_blank


def read_decision(page: Page) -> SelfAssessment:
    """Return the decision; of its articles, what is not worded as this library words them is an addition."""
    head = read_head(page)
    grounds = read_grounds(page.lines)
    _mark_offices(page)
    foot = read_foot(page)
    councils = CouncilReader(page.framework)
    for table in page.tables:
        if any(line.use is None for line in table.lines):
            councils.read_table(table)
    decision = CouncilDecision(number=head.number, date=head.date, grounds=grounds, recipients=tuple(foot.recipients))
    council = attrs.evolve(councils.council, decision=decision)
    assessment = attrs.evolve(start(page, head, foot), council=council)
    mark_own(page.lines, get_document("decision").build(assessment, page.framework))
    decision = attrs.evolve(decision, additions=_read_articles(page))
    return attrs.evolve(assessment, council=attrs.evolve(council, decision=decision))


def _mark_offices(page: Page) -> None:
    """Mark the lines that say who decides, and the word for it: the school has its name in the head."""
    for line in (item for item in page.items if isinstance(item, Line) and item.use is None):
        found = opening("signers", "principal").fullmatch(line.folded)
        is_of_school = found is not None and school_pattern().match(found["rest"]) is not None
        is_office = is_of_school and line.text.isupper()
        if is_office or whole("paper_lines", "decides").fullmatch(line.folded):
            line.use = Use.FORM


_article = folded_words(r"\W*{paper_lines.article}\s+(?P<number>\d{1,2})\s*[.:]\s*(?P<text>.*)", re.DOTALL)


def _read_articles(page: Page) -> tuple[ArticleAddition, ...]:
    """Return what stands in the articles; lines below one belong to it."""
    found: list[ArticleAddition] = []
    number = 0
    for line in (item for item in page.items if isinstance(item, Line)):
        article = _article().fullmatch(line.folded)
        if article is not None:
            number = int(article["number"])
        elif line.use is not None:
            number = 0
        text = line.text if article is None else line.text[article.start("text") :].strip()
        if article is not None and line.use is None and not text:
            line.use = Use.HEADING
        elif number and line.use is None and text and not is_blank(line.folded):
            found.append(ArticleAddition(article=number, text=text))
            line.use = Use.FACT
    return tuple(found)
