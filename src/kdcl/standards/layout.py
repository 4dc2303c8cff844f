"""The rules by which administrative papers are laid out (thể thức và kỹ thuật trình bày văn bản), as dated facts."""

from __future__ import annotations

import datetime as dt
from importlib.resources.abc import Traversable
from typing import Final

import attrs

from kdcl.blocks import NumberPlace
from kdcl.law import LawPart, LegalNumber, Status
from kdcl.messages import Message, message
from kdcl.standards._fields import read_fields
from kdcl.standards._table import LawFile
from kdcl.typed import Within

_MOST_POINTS: Final = 72


@attrs.frozen(kw_only=True)
class LayoutRule:
    """A rule of layout.

    Attributes:
        clause: where it stands in the document.
        status: how sure it is.
    """

    clause: str
    status: Status


@attrs.frozen(kw_only=True)
class PageNumberRule(LayoutRule):
    """Where pages carry their number, and whether the first one does."""

    place: NumberPlace
    is_first_numbered: bool


@attrs.frozen(kw_only=True)
class AnnexRule(LayoutRule):
    """Whether the pages of each annex are counted from 1 again."""

    has_own_numbers: bool


@attrs.frozen(kw_only=True)
class LineRule(LayoutRule):
    """How long the rule below a text is, in percent of the text."""

    percent: int = attrs.field(validator=Within(1, 100))


@attrs.frozen(kw_only=True)
class AuthorityRule(LayoutRule):
    """Whether common phrases in the name of the authority above are shortened."""

    is_abbreviated: bool


@attrs.frozen(kw_only=True)
class GroundsRule(LayoutRule):
    """What stands at the end of the last legal ground."""

    last_mark: str


@attrs.frozen(kw_only=True)
class SubjectRule(LayoutRule):
    """How much room stands between the number of a letter and what it is about, in points."""

    points_above: int = attrs.field(validator=Within(0, _MOST_POINTS))


@attrs.frozen(kw_only=True)
class RecipientsRule(LayoutRule):
    """How large the word above the recipients and their lines are set, in points."""

    heading_points: int = attrs.field(validator=Within(1, _MOST_POINTS))
    line_points: int = attrs.field(validator=Within(1, _MOST_POINTS))


@attrs.frozen(kw_only=True)
class LayoutRules:
    """The rules of one document, for papers of its time.

    Attributes:
        id: what a school chooses them by, such as ``"nd30-2020"``.
        document: the number of the document.
        since: the first day of papers that take them; None where that is not known.
        until: the last such day; None where they are in force.
        status: how sure all of it is.
        page_number: where pages carry their number.
        annexes: how annexes count their pages.
        motto_rule: the rule below the motto.
        issuer_rule: the rule below the issuer.
        title_rule: the rule below the title.
        authority: the authority above the issuer.
        grounds: the legal grounds.
        letter_subject: what a letter is about.
        recipients: who receives the paper.
    """

    id: str
    document: LegalNumber
    since: dt.date | None
    until: dt.date | None
    status: Status
    page_number: PageNumberRule
    annexes: AnnexRule
    motto_rule: LineRule
    issuer_rule: LineRule
    title_rule: LineRule
    authority: AuthorityRule
    grounds: GroundsRule
    letter_subject: SubjectRule
    recipients: RecipientsRule

    @property
    def points(self) -> tuple[tuple[Message, LayoutRule], ...]:
        """What is laid down, point by point, each with its rule."""
        return (
            (message("where pages carry their number"), self.page_number),
            (message("how the pages of annexes are counted"), self.annexes),
            (message("the rule below the motto"), self.motto_rule),
            (message("the rule below the issuer"), self.issuer_rule),
            (message("the rule below the title"), self.title_rule),
            (message("whether the authority is shortened"), self.authority),
            (message("the end of the last legal ground"), self.grounds),
            (message("the room above the subject of a letter"), self.letter_subject),
            (message("the sizes of the recipients"), self.recipients),
        )

    def holds_on(self, day: dt.date) -> bool:
        """Whether a paper of this day takes these rules."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@attrs.frozen(kw_only=True)
class Layouts:
    """All rules of layout that are known, and how heads of papers shorten the names of authorities.

    Attributes:
        rules: the rules of each document, the oldest first.
        abbreviations: phrases, and what stands for them.
        divisions: the kinds of divisions in front of the name of a place.
    """

    rules: tuple[LayoutRules, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    divisions: tuple[str, ...] = ()

    def find(self, day: dt.date, chosen: str = "") -> LayoutRules | None:
        """Return the rules that a school chose, or those in force on a day; None where neither are known."""
        by_name = [rules for rules in self.rules if rules.id == chosen]
        return next((rules for rules in (*by_name, *self.rules) if rules in by_name or rules.holds_on(day)), None)


def load_layouts(file: Traversable) -> Layouts:
    """Return the rules of a file in its order.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    with LawFile(file) as root:
        return Layouts(
            rules=tuple(read_fields(table, LayoutRules) for table in root.tables("layout")),
            abbreviations=tuple(
                (table.text("phrase"), table.text("short"))
                for table in (root.tables("abbreviation") if "abbreviation" in root else ())
            ),
            divisions=root.texts("divisions") if "divisions" in root else (),
        )


LAYOUTS: Final = LawPart[Layouts](file="layout.toml", load=lambda file, _: load_layouts(file), absent=Layouts())
"""The part of a framework's law with the rules of layout."""
