"""What the facts of a school, and of its assessment from outside, cannot hold or take."""

from __future__ import annotations

from typing import ClassVar

import attrs

from kdcl.failure import KdclError
from kdcl.findings import Finding
from kdcl.messages import Message, message


@attrs.frozen(str=False)
class RatingsError(KdclError, ValueError):
    """Ratings do not fit the framework: an indicator it does not have, or a value that is no rating.

    Attributes:
        framework: the framework's id; None where no framework was asked, as the values themselves are no ratings.
        problems: every rating that does not fit.
    """

    framework: str | None
    problems: tuple[Finding, ...]

    @property
    def message(self) -> Message:
        """The framework and every rating that does not fit it."""
        problems = tuple(problem.in_words for problem in self.problems)
        if self.framework is None:
            return message("these are no ratings: {problems}", problems=problems)
        return message("ratings do not fit {framework}: {problems}", framework=self.framework, problems=problems)


@attrs.frozen(str=False)
class SchoolDataError(KdclError, ValueError):
    """Figures of a school are no figures; `problems` has each of them with its place."""

    problems: tuple[Finding, ...]

    @property
    def message(self) -> Message:
        """Every figure that is none, with its place."""
        return message("these are no figures: {problems}", problems=tuple(item.in_words for item in self.problems))


@attrs.frozen(str=False)
class EvidenceError(KdclError, ValueError):
    """Codes of evidence cannot be given, taken or changed in this way; `reasons` has everything against it."""

    reasons: tuple[Message, ...]

    sentence: ClassVar[Message] = message("the list of evidence stays as it is: {reasons}")


@attrs.frozen(str=False)
class NotAcceptableError(KdclError, ValueError):
    """A finding cannot be accepted as an exception.

    Attributes:
        check: the id of the check that found it.
        reason: why it cannot, and what to do instead.
    """

    check: str
    reason: Message

    sentence: ClassVar[Message] = message("what {check} found cannot be accepted: {reason}")


@attrs.frozen(str=False)
class StepError(KdclError, ValueError):
    """A step of an external assessment may not be taken.

    Attributes:
        step: the id of the step that was wanted.
        label: the step in words.
        reason: why it may not be taken.
    """

    step: str
    label: Message
    reason: Message
    sentence: ClassVar[Message] = message("the step “{label}” may not be taken: {reason}")
