"""The rules of the self-assessment council and its groups (Article 24 of the circular)."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Final

import attrs

from kdcl.law import Citation, LawPart, LegalNumber, Status
from kdcl.messages import BilingualText, Message, message
from kdcl.standards._fields import read_fields
from kdcl.standards._numbers import read_number
from kdcl.standards._table import LawFile, LawTable

_MOST_PEOPLE = 999


@attrs.frozen(kw_only=True)
class SourcedRule:
    """A rule, and where it is known from.

    Attributes:
        status: how sure this is.
        source: where it was read, other than in the article; None where it was read there.
    """

    status: Status
    source: BilingualText | None

    @property
    def clause(self) -> Citation | Message:
        """Where the rule comes from, and how sure that is."""
        return message("{source}; for this circular it is {status}", source=self.source or "", status=self.status.words)


@attrs.frozen(kw_only=True)
class SizeRule(SourcedRule):
    """How many people a council or a group has.

    Attributes:
        at_least: the fewest.
        at_most: the most; None where there is no upper bound.
    """

    at_least: int
    at_most: int | None

    def admits(self, size: int) -> bool:
        """Whether so many people are neither too few nor too many."""
        return self.at_least <= size and (self.at_most is None or size <= self.at_most)


@attrs.frozen(kw_only=True)
class PostRule:
    """Which posts in the school fit a role in the council.

    Attributes:
        posts: how posts that fit begin, in small letters.
        shortened: posts whose words people shorten to their first letters, all of them or some.
        abbreviations: how posts are shortened otherwise, in capitals and without stops or blanks.
        excluded: how posts of other bodies begin that look alike and do not fit.
        status: how sure this is.
    """

    posts: tuple[str, ...]
    shortened: tuple[str, ...]
    abbreviations: tuple[str, ...]
    excluded: tuple[str, ...]
    status: Status


@attrs.frozen(kw_only=True)
class CouncilRules:
    """The rules of one circular.

    Attributes:
        circular: the circular's number.
        citation: where it speaks of the council.
        council: how many members the council has.
        chair: who chairs it.
        vice_chair: who is vice-chair.
        secretary: who is secretary; None where the rules do not say.
        secretariat: how many people write for it.
        working_group: how many people a working group has.
        is_group_led_by_member: whether the leader of a working group is a member of the council.
    """

    circular: LegalNumber
    citation: Citation
    council: SizeRule
    chair: PostRule
    vice_chair: PostRule
    secretary: PostRule | None
    secretariat: SizeRule
    working_group: SizeRule
    is_group_led_by_member: bool


def load_council_rules(file: Traversable) -> CouncilRules:
    """Return the rules of a file.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    with LawFile(file) as root:
        circular, group = read_number(root, "circular"), root.table("working_group")
        return read_fields(
            root,
            CouncilRules,
            {PostRule: read_posts, SizeRule: read_size},
            circular=circular,
            citation=Citation(document=circular, article=root.whole("article", 1, 999)),
            working_group=read_size(group),
            is_group_led_by_member=group.find_flag("led_by_member"),
        )


def read_size(table: LawTable) -> SizeRule:
    """Return how many people a table asks for."""
    at_least = table.whole("at_least", 1, _MOST_PEOPLE)
    at_most = table.find_whole("at_most", at_least, _MOST_PEOPLE)
    return read_fields(table, SizeRule, at_least=at_least, at_most=at_most)


def read_posts(table: LawTable) -> PostRule:
    """Return the posts of a table; what it does not name, fits nothing."""
    return read_fields(
        table,
        PostRule,
        shortened=_find_texts(table, "shortened"),
        abbreviations=_find_texts(table, "abbreviations"),
        excluded=_find_texts(table, "excluded"),
    )


def _find_texts(table: LawTable, key: str) -> tuple[str, ...]:
    return table.texts(key) if key in table else ()


COUNCIL: Final = LawPart[CouncilRules | None](
    file="council.toml", load=lambda file, _: load_council_rules(file), absent=None
)
"""The part of the law with these rules; None where the circular has none that are known."""
