"""The self-assessment that a paper's facts are put into: the school, as head and foot state it, and the school year."""

from __future__ import annotations

from kdcl.places import ROOT
from kdcl.readers.papers.foot import Foot
from kdcl.readers.papers.head import PaperHead
from kdcl.readers.papers.page import Page
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.school_facts import FIRST_YEAR, guess_school_year
from kdcl.school import School, SelfAssessment
from kdcl.years import SchoolYear

_FIRST_MONTH = 8
"""A paper dated from August on belongs to the school year that begins then."""


def start(page: Page, head: PaperHead, foot: Foot) -> SelfAssessment:
    """Return a self-assessment with nothing but the school and the school year."""
    return SelfAssessment(
        framework=page.framework.id,
        school=School(
            name=head.name,
            authority=head.authority,
            place=head.place or foot.place,
            principal=foot.name_of("principal"),
        ),
        school_year=head.year or _guess_year(page, head),
    )


def _guess_year(page: Page, head: PaperHead) -> SchoolYear:
    """Return the school year that the paper names most, else the one of its day, else one that is told as assumed."""
    begun = FIRST_YEAR if head.date is None else head.date.year - (head.date.month < _FIRST_MONTH)
    year, what = guess_school_year(page.lines, begun)
    page.note(FindingKind.SCHOOL, what, ROOT)
    page.guessed.append(ROOT.at("school_year"))
    return year
