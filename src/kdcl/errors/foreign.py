"""Files of other programs that cannot be opened, and what is not installed to open them with."""

from __future__ import annotations

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message


@attrs.frozen(str=False)
class UnreadableFileError(KdclError, ValueError):
    """A foreign file (Word, Excel) cannot be read: it is no file of its kind, is damaged, or is unsafe to read."""

    source: str
    reason: Message
    remedy: Message

    @property
    def message(self) -> Message:
        """The file, the reason and the remedy."""
        return message("{source}: {reason}; {remedy}", source=self.source, reason=self.reason, remedy=self.remedy)


class OldFormatError(UnreadableFileError):
    """The file is in the format of Office 97-2003, or is rich text: another program has to convert it first."""


@attrs.frozen(str=False)
class MissingExtraError(KdclError, ImportError):
    """An optional dependency is not installed.

    Attributes:
        package: the package that could not be imported.
        extra: the extra of kdcl that brings it.
    """

    package: str
    extra: str

    @property
    def message(self) -> Message:
        """The package and the command that installs it."""
        return message(
            "this needs {package}; install it with: pip install 'kdcl[{extra}]'", package=self.package, extra=self.extra
        )
