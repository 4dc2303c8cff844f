"""Nothing of this name is known: one shape for all things that have names, be they frameworks, formats or people."""

from __future__ import annotations

from typing import ClassVar, Final

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message

_FEW: Final = 30
"""Names that a sentence may list."""


@attrs.frozen(str=False)
class UnknownNameError(KdclError, LookupError):
    """Nothing of this name is known; each kind of thing that has names has an error of its own below this one.

    Attributes:
        name: the name that was asked for.
        known: the names that can be had.
    """

    name: str
    known: tuple[str, ...]

    kind: ClassVar[Message] = message("thing")
    """What has the name."""

    @property
    def meant(self) -> str | None:
        """The known name that this one is probably a slip of, or None where none is close."""
        from difflib import get_close_matches  # noqa: PLC0415 - most runs never fail

        return next(iter(get_close_matches(self.name, self.known, n=1)), None)

    @property
    def message(self) -> Message:
        """The name, the one that is probably meant, and those that can be had."""
        if self.meant is None:
            return message(
                "no {kind} is called {name}; known are: {known}", kind=self.kind, name=repr(self.name), known=self.known
            )
        if len(self.known) > _FEW:  # of dozens of names the one that is meant is enough
            return message(
                "no {kind} is called {name}; did you mean {meant}?",
                kind=self.kind,
                name=repr(self.name),
                meant=self.meant,
            )
        return message(
            "no {kind} is called {name}; did you mean {meant}? Known are: {known}",
            kind=self.kind,
            name=repr(self.name),
            meant=self.meant,
            known=self.known,
        )


class UnknownFrameworkError(UnknownNameError):
    """No framework of this id is known."""

    kind: ClassVar[Message] = message("framework")


class UnknownCircularError(UnknownNameError):
    """Nothing of a circular of this number is shipped."""

    kind: ClassVar[Message] = message("shipped circular")


class UnknownCheckError(UnknownNameError):
    """No check of this id is known."""

    kind: ClassVar[Message] = message("check")


class UnknownRendererError(UnknownNameError):
    """No renderer of this name or file suffix is known."""

    kind: ClassVar[Message] = message("renderer")


class UnknownTypefaceError(UnknownNameError):
    """No typeface of this name is installed on the machine."""

    kind: ClassVar[Message] = message("installed typeface")


class UnknownDocumentError(UnknownNameError):
    """No kind of document of this id is known."""

    kind: ClassVar[Message] = message("kind of document")


class UnknownPersonError(UnknownNameError):
    """Nobody of this name works on the self-assessment."""

    kind: ClassVar[Message] = message("member of the council or its groups")


class UnknownLanguageError(UnknownNameError):
    """The library does not speak this language."""

    kind: ClassVar[Message] = message("language")
