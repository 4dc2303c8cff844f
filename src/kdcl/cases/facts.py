"""What a case states: the facts of a school, what is expected of them, and what came of it."""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import Any

import attrs

from kdcl.convert import LoadResult
from kdcl.figures import Figures
from kdcl.law import Framework, Level, Measure
from kdcl.measures import Verdict
from kdcl.messages import ENGLISH, Message, Translator, WordedEnum, message
from kdcl.places import Place
from kdcl.school import Rating, Ratings, SelfAssessment
from kdcl.scoring import Basis


class Asked(WordedEnum):
    """What a case can expect something of; the value is the key in its file."""

    LEVEL = "level", message("level")
    CERTAIN_LEVEL = "certain_level", message("certain level")
    SUPPORTED_LEVEL = "supported_level", message("supported level")
    LOWEST_LEVEL = "lowest_level", message("lowest level still possible")
    HIGHEST_LEVEL = "highest_level", message("highest level still possible")
    CRITERIA_MET = "criteria_met", message("criteria met")
    INDICATORS_MET = "indicators_met", message("indicators met")
    GAP = "gap", message("smallest step")
    GAP_COUNT = "gap_count", message("indicators of the smallest step")
    CRITERION = "criterion", message("verdict on a criterion")
    INDICATOR = "indicator", message("rating that the figures suggest")
    MEASURE = "measure", message("verdict on a number")
    ASKS = "asks", message("number asked for")
    VALUE = "value", message("value measured")
    FINDING = "findings", message("finding")
    NO_FINDING = "no_findings", message("no finding")


class Unrated(enum.Enum):
    """What is said of a criterion that is neither met nor not met."""

    OPEN = "open"

    @property
    def words(self) -> Message:
        """It in words."""
        return message("not assessed")


Value = Level | Rating | Unrated | Verdict | Fraction | int | bool | tuple[str, ...] | None
"""What is expected, and what was got."""


@attrs.frozen(kw_only=True)
class Expectation:
    """Something that is expected of a case.

    Attributes:
        asked: of what.
        expected: what.
        place: where in the file it is written.
        of: which one: a code, a metric, the id of a check and perhaps a place; empty where there is only one.
        measure: the number of the law it is about; None for everything else.
        level: the level that a step is to reach; None for everything else.
        basis: what that level is to rest on.
    """

    asked: Asked
    expected: Value
    place: Place
    of: str = ""
    measure: Measure | None = None
    level: Level | None = None
    basis: Basis = Basis.ASSUMED

    @property
    def in_words(self) -> Message:
        """What it is about, in words."""
        return message("{asked} {of}", asked=self.asked.words, of=self.of) if self.of else self.asked.words


@attrs.frozen(kw_only=True)
class LawCase:
    """A case that a reader of the law can write and check by hand: facts of a school, and what follows from them.

    Attributes:
        name: what it is called.
        clause: where the law says so, in the words of whoever wrote the case; None where the file does not say.
        place: where in the file it stands.
        framework: what it is held against, under the rules and the reading that the file names.
        ratings: the indicators assessed.
        figures: the school's figures.
        assessment: the facts as a school's file.
        loaded: the school's file that they were read from, with what is wrong with it; None where there is none.
        expectations: what is expected, one at least.
    """

    name: str
    clause: str | None
    place: Place
    framework: Framework
    ratings: Ratings
    figures: Figures
    assessment: SelfAssessment
    loaded: LoadResult | None
    expectations: tuple[Expectation, ...]


@attrs.frozen(kw_only=True)
class Failure:
    """An expectation that did not hold.

    Attributes:
        expectation: what was expected.
        found: what was got.
        clause: the clause that decides it, with how sure it is; None where there is none to name.
        because: why it came out so.
    """

    expectation: Expectation
    found: Value
    clause: Message | None
    because: tuple[Message, ...]

    @property
    def in_words(self) -> Message:
        """What was expected and what was got."""
        return message(
            "{what}: expected {expected}, got {found}",
            what=self.expectation.in_words,
            expected=say_value(self.expectation.expected),
            found=say_value(self.found),
        )

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the failure as plain values with stable keys."""
        return {
            "asked": self.expectation.asked.value,
            "of": self.expectation.of,
            "path": str(self.expectation.place),
            "expected": say_value(self.expectation.expected).render(translator),
            "found": say_value(self.found).render(translator),
            "clause": self.clause and self.clause.render(translator),
            "because": [reason.render(translator) for reason in self.because],
        }


@attrs.frozen(kw_only=True)
class CaseOutcome:
    """A case that was run.

    Attributes:
        source: the file of the case.
        case: the case.
        failures: what did not come out as expected; empty where all did.
    """

    source: str
    case: LawCase
    failures: tuple[Failure, ...]

    @property
    def is_passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.failures

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the outcome as plain values with stable keys."""
        return {
            "source": self.source,
            "path": str(self.case.place),
            "name": self.case.name,
            "clause": self.case.clause,
            "framework": self.case.framework.id,
            "is_passed": self.is_passed,
            "expectations": len(self.case.expectations),
            "failures": [failure.to_dict(translator) for failure in self.failures],
        }


def say_value(value: Value) -> Message:
    """Return what is expected or was got, in words."""
    match value:
        case Level():
            return message("level {level}", level=value)
        case Rating() | Verdict() | Unrated():
            return value.words
        case bool():
            return message("found") if value else message("not found")
        case tuple() if value:
            return message("{codes}", codes=value)
        case None | tuple():
            return message("none")
        case _:
            return message("{number}", number=str(value))
