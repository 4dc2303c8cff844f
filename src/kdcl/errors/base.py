"""What every error is made of: one problem in a file, and the root of the tree."""

from __future__ import annotations

import attrs

from kdcl.messages import Message, message


@attrs.frozen
class Problem:
    """One thing wrong in a file: where, and what to do about it."""

    path: str
    message: Message

    def __str__(self) -> str:
        """Return ``problem @ path`` in English."""
        return str(self.in_words)

    @property
    def in_words(self) -> Message:
        """The problem and its place as one message."""
        return message("{problem} @ {path}", problem=self.message, path=self.path)


class KdclError(Exception):
    """Any error raised by this library on purpose."""

    @property
    def message(self) -> Message:
        """The value, the place and the remedy, as one message that can be rendered in any language."""
        return message("{error}", error=type(self).__name__)

    def __str__(self) -> str:
        """Return the message in English."""
        return str(self.message)
