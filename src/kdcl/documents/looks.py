"""How a paper looks by the rules of layout of its day, or by those that the school chose."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from kdcl.blocks import Orientation, PageSetup, Paragraph, ParagraphStyle
from kdcl.documents.composition import Composition
from kdcl.school import Wish
from kdcl.standards.layout import LAYOUTS, LayoutRules, Layouts
from kdcl.text.folding import fold_case
from kdcl.text.line_widths import bold_width

HEAD_POINTS = 13
"""The size of what stands in the head of a paper."""
TITLE_POINTS = 14
"""The size of titles and running text."""
ISSUER_WIDTH = 62
"""How wide, in millimetres, the column of the issuer is, with a little room beside."""

_FIRST_MONTH = 9
_MILLIMETRES_OF_A_POINT = 25.4 / 72
_JOINED = "\u00a0"
"""A blank at which no line ends."""


@attrs.frozen(kw_only=True)
class PaperLooks:
    """The looks of one paper.

    Attributes:
        rules: the rules it takes; None where none are known, and the renderer's own looks hold.
        layouts: all that is known of rules.
        is_chosen: whether the school chose them, and not the day of the paper.
        has_title_rule: whether a rule stands below the title.
    """

    rules: LayoutRules | None
    layouts: Layouts
    is_chosen: bool
    has_title_rule: bool

    def setup(self, *, orientation: Orientation = Orientation.PORTRAIT, begins_annex: bool = False) -> PageSetup:
        """Return how pages look: of the paper, or of an annex, which has page numbers of its own."""
        if self.rules is None:
            return PageSetup(orientation=orientation)
        number = self.rules.page_number
        return PageSetup(
            orientation=orientation,
            number_place=number.place,
            is_first_numbered=number.is_first_numbered,
            begins_numbers=begins_annex and self.rules.annexes.has_own_numbers,
        )

    def report_setup(self, *, orientation: Orientation = Orientation.PORTRAIT) -> PageSetup:
        """Return how the pages of the report behind its covers look.

        They carry their number in the middle of the foot, as the reports of the time do; where the school chose rules
        for all of its papers, at the place that these say.
        """
        if self.rules is None or not self.is_chosen:
            return PageSetup(orientation=orientation)
        return PageSetup(orientation=orientation, number_place=self.rules.page_number.place)

    def motto_rule(self, motto: str) -> Paragraph:
        """Return the rule below the motto."""
        return self._rule(motto, HEAD_POINTS, None if self.rules is None else self.rules.motto_rule.percent)

    def issuer_rule(self, issuer: str) -> Paragraph:
        """Return the rule below who issues the paper; of a name of several lines one line counts."""
        percent = None if self.rules is None else self.rules.issuer_rule.percent
        return self._rule(issuer, HEAD_POINTS, percent, ISSUER_WIDTH)

    def title_rule(self, title: str) -> tuple[Paragraph, ...]:
        """Return the rule below the title, or nothing where the school wants none."""
        percent = None if self.rules is None else self.rules.title_rule.percent
        return (self._rule(title, TITLE_POINTS, percent),) if self.has_title_rule else ()

    @property
    def last_mark(self) -> str:
        """What stands at the end of the last legal ground."""
        return ";" if self.rules is None else self.rules.grounds.last_mark

    @property
    def room_above_subject(self) -> float:
        """The room in millimetres between the number of a letter and what it is about."""
        return 0 if self.rules is None else self.rules.letter_subject.points_above * _MILLIMETRES_OF_A_POINT

    def issuer_name(self, name: str, *, is_authority: bool = False) -> str:
        """Return a name as a head has it: in capitals, common phrases of an authority shortened, no name broken.

        Args:
            name: the name as the school writes it.
            is_authority: whether it is the authority above the issuer, whose name is shortened.
        """
        if is_authority and self.rules is not None and self.rules.authority.is_abbreviated:
            name = shorten(name, self.layouts)
        shown = name.upper()
        return self._unbroken(shown) if bold_width(shown, HEAD_POINTS) > ISSUER_WIDTH else shown

    def _unbroken(self, name: str) -> str:
        """Return a name whose last part, from the kind of division on or else the last two words, is not parted."""
        places = "|".join(map(re.escape, sorted(self.layouts.divisions, key=len, reverse=True)))
        found = re.search(rf"\s(?:{places})\s.+$", fold_case(name)) if places else None
        start = len(name.rsplit(" ", 2)[0]) if found is None else found.start()
        lead, last = name[:start], name[start:].strip()
        return f"{lead} {last.replace(' ', _JOINED)}".strip() if bold_width(last, HEAD_POINTS) <= ISSUER_WIDTH else name

    def _rule(self, text: str, points: float, percent: int | None, widest: float = 165) -> Paragraph:
        width = bold_width(text, points)
        length = 0 if percent is None else round(min(width, widest) * percent / 100, 1)
        return Paragraph(runs=(), style=ParagraphStyle.RULE, length=length)


def shorten(name: str, layouts: Layouts) -> str:
    """Return the name of an authority with its common phrases shortened.

    Args:
        name: the name.
        layouts: the phrases and what stands for them.
    """
    for phrase, short in layouts.abbreviations:
        name = re.sub(re.escape(phrase), short, name, flags=re.IGNORECASE)
    return name


def find_looks(composition: Composition, day: dt.date | None) -> PaperLooks:
    """Return the looks of a paper of a day; one without a day belongs to the beginning of the school year."""
    chosen, layouts = composition.assessment.layout, composition.framework.part(LAYOUTS)
    begun = dt.date(composition.assessment.school_year.start, _FIRST_MONTH, 1)
    rules = layouts.find(day or begun, chosen.rules)
    return PaperLooks(
        rules=rules,
        is_chosen=rules is not None and rules.id == chosen.rules,
        layouts=layouts,
        has_title_rule=chosen.title_rule is not Wish.LEFT_OUT,
    )
