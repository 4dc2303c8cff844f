"""Nothing of this name is known: checks, renderers, documents, languages."""

from __future__ import annotations

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message


@attrs.frozen(str=False)
class UnknownCheckError(KdclError, LookupError):
    """No check of this id is known.

    Attributes:
        check: the id that was asked for.
        known: the ids that can be had.
    """

    check: str
    known: tuple[str, ...]

    @property
    def message(self) -> Message:
        """The id and the ids that can be had."""
        return message("no check is called {check}; known are: {known}", check=repr(self.check), known=self.known)


@attrs.frozen(str=False)
class UnknownRendererError(KdclError, LookupError):
    """No renderer of this name or file suffix is known.

    Attributes:
        renderer: the name or suffix that was asked for.
        known: the names that can be had.
    """

    renderer: str
    known: tuple[str, ...]

    @property
    def message(self) -> Message:
        """The name and the names that can be had."""
        return message(
            "no renderer is called {renderer}; known are: {known}", renderer=repr(self.renderer), known=self.known
        )


@attrs.frozen(str=False)
class UnknownDocumentError(KdclError, LookupError):
    """No kind of document of this id is known.

    Attributes:
        document: the id that was asked for.
        known: the ids that can be had.
    """

    document: str
    known: tuple[str, ...]

    @property
    def message(self) -> Message:
        """The id and the ids that can be had."""
        return message(
            "no document is called {document}; known are: {known}", document=repr(self.document), known=self.known
        )


@attrs.frozen(str=False)
class UnknownLanguageError(KdclError, LookupError):
    """The library does not speak this language.

    Attributes:
        language: the language that was asked for.
        known: the languages that can be had.
    """

    language: str
    known: tuple[str, ...]

    @property
    def message(self) -> Message:
        """The language and the languages that can be had."""
        return message(
            "there is no language {language}; known are: {known}", language=repr(self.language), known=self.known
        )
