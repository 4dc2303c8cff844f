"""The root of every error; `kdcl.errors` draws the whole tree."""

from __future__ import annotations

from kdcl.messages import Message, message


class KdclError(Exception):
    """Any error raised by this library on purpose."""

    @property
    def message(self) -> Message:
        """The value, the place and the remedy, as one message that can be rendered in any language."""
        return message("{error}", error=type(self).__name__)

    def __str__(self) -> str:
        """Return the message in English."""
        return str(self.message)
