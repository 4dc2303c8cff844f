"""The level rules of Article 31 as data."""

from __future__ import annotations

import enum
import functools

import attrs

from kdcl.codes import CriterionCode
from kdcl.errors import UnknownItemError
from kdcl.law.documents import Citation, Status
from kdcl.messages import BilingualText, WordedEnum, message
from kdcl.typed import typed


class Level(enum.IntEnum):
    """The level (cấp độ) that a school reaches; criteria have no level."""

    ONE = 1
    TWO = 2
    THREE = 3

    def __str__(self) -> str:
        """Return the number alone."""
        return str(self.value)


@attrs.frozen(kw_only=True)
@typed
class LevelRule:
    """What a school must meet for one level.

    Attributes:
        level: the level that the rule is for.
        at_least_percent: share of the framework's criteria that must be met, in percent.
        below_percent: the share below which the text places this level; None where it sets no upper bound.
        required: criteria that must be among those met; where the list was not read, the ones assumed.
        status: how sure the percentages are.
        required_status: how sure the list of required criteria is.
        assumption: what is assumed in place of an unread list, and on what ground.
        assumption_status: how sure the ground of the assumption is; None where nothing is assumed.
        citation: the rule's place in the circular.
    """

    level: Level
    at_least_percent: int
    below_percent: int | None
    required: tuple[CriterionCode, ...]
    status: Status
    required_status: Status
    assumption: BilingualText | None
    assumption_status: Status | None
    citation: Citation

    @functools.cached_property
    def required_set(self) -> frozenset[CriterionCode]:
        """The required criteria as a set."""
        return frozenset(self.required)

    @property
    def is_list_unread(self) -> bool:
        """Whether the list of required criteria exists but was not read."""
        return self.required_status is Status.UNKNOWN

    @property
    def is_verified(self) -> bool:
        """Whether both the percentages and the list were read in the law."""
        return self.status is Status.VERIFIED and self.required_status is Status.VERIFIED


class LevelReading(WordedEnum):
    """How the upper bound of a level is read (docs/analysis/scoring.md)."""

    CUMULATIVE = "cumulative", message("cumulative")
    """A level asks for all that the levels below it ask for; an upper bound only says where the next level begins."""
    LITERAL = "literal", message("literal")
    """Each rule stands alone and its upper bound excludes: above it the level is not reached."""


@attrs.frozen(kw_only=True, cache_hash=True)
@typed
class LevelRules:
    """The level rules of one framework under one reading, lowest level first.

    Attributes:
        rules: one rule for each level.
        reading: how their upper bounds are read.
        reading_status: how sure this reading is; unless it is verified, what is certain holds under every reading.
        criterion_rule: what makes a criterion met, and where that was seen; None where the file does not say.
        criterion_status: how sure it is that a criterion is met exactly when all its indicators are.
        citation: their place in the circular.
    """

    rules: tuple[LevelRule, ...]
    reading: LevelReading
    reading_status: Status
    criterion_rule: BilingualText | None
    criterion_status: Status
    citation: Citation

    def with_reading(self, reading: LevelReading) -> LevelRules:
        """Return the same rules under another reading."""
        return attrs.evolve(self, reading=reading)

    def get_rule(self, level: Level) -> LevelRule:
        """Return the rule of a level.

        Raises:
            UnknownItemError: there is no rule for it.
        """
        for rule in self.rules:
            if rule.level is level:
                return rule
        raise UnknownItemError(str(level), str(self.citation))
