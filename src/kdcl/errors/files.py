"""What can stand against reading a file that another program wrote, or against writing one."""

from __future__ import annotations

from typing import ClassVar

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message


@attrs.frozen(str=False)
class UnreadableFileError(KdclError, ValueError):
    """A foreign file (Word, Excel) cannot be read: it is no file of its kind, is damaged, or is unsafe to read."""

    source: str
    reason: Message
    remedy: Message

    sentence: ClassVar[Message] = message("{source}: {reason}; {remedy}")


class OldFormatError(UnreadableFileError):
    """A foreign file is in a format that another program has to convert first, and that program is not installed."""


@attrs.frozen(str=False)
class LimitError(UnreadableFileError):
    """A foreign file asks for more work than is done unasked.

    Attributes:
        limit: which of `kdcl.office.limits.Limits` it passes.
        allowed: the value of that limit.
    """

    limit: str
    allowed: int


@attrs.frozen(str=False)
class OutputRefusedError(KdclError, ValueError):
    """A file may not be written where it was wanted: something stands there that nobody asked to replace."""

    path: str
    reason: Message
    remedy: Message
    sentence: ClassVar[Message] = message("{path}: {reason}; {remedy}")


@attrs.frozen(str=False)
class SettingError(KdclError, ValueError):
    """An environment variable holds what is not understood.

    Attributes:
        variable: its name.
        value: what in it is not understood.
        remedy: how it is written.
    """

    variable: str
    value: str
    remedy: Message

    @property
    def message(self) -> Message:
        """The variable, what it holds and how it is written."""
        return message(
            "{variable}: {value} is not understood; {remedy}",
            variable=self.variable,
            value=repr(self.value),
            remedy=self.remedy,
        )
