"""The root of every error; `kdcl.errors` draws the whole tree."""

from __future__ import annotations

from typing import ClassVar

import attrs

from kdcl.messages import Message, message


class KdclError(Exception):
    """Any error raised by this library on purpose."""

    sentence: ClassVar[Message] = message("{error}")
    """What it says, with the names of its facts in it; an error whose facts are told otherwise composes its message."""

    @property
    def message(self) -> Message:
        """The value, the place and the remedy, as one message that can be rendered in any language."""
        kind = type(self)
        named = attrs.fields(kind) if attrs.has(kind) else ()
        facts = {field.name: getattr(self, field.name) for field in named} or {"error": kind.__name__}
        return message(self.sentence.template, **facts)

    def __str__(self) -> str:
        """Return the message in English."""
        return str(self.message)
