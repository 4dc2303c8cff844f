"""What stands against a step of an external assessment."""

from __future__ import annotations

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message


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

    @property
    def message(self) -> Message:
        """The step and the reason."""
        return message("the step “{step}” may not be taken: {reason}", step=self.label, reason=self.reason)
