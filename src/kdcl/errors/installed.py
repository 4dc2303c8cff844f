"""Errors of what is installed beside the library, or is not."""

from __future__ import annotations

from typing import ClassVar

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message


@attrs.frozen(str=False)
class PluginError(KdclError, ImportError):
    """Something that another package adds by an entry point cannot be used, or failed while it was used.

    Attributes:
        group: the name of the entry points.
        name: its name among them.
        value: where it stands, as ``module:object``; or a file.
        reason: why it cannot be used.
        package: the package with its version; empty where that is not known.
    """

    group: str
    name: str  # pyright: ignore[reportIncompatibleVariableOverride] - it is read only, as are all fields
    value: str
    reason: Message
    package: str = ""

    @property
    def message(self) -> Message:
        """What it is, whose it is, where it stands, the reason and the remedy."""
        facts = {"name": self.name, "group": self.group, "value": self.value, "reason": self.reason}
        if not self.package:
            return message(
                "“{name}” of {group} ({value}) cannot be used: {reason}; correct it or remove it (see: kdcl doctor)",
                **facts,
            )
        return message(
            "“{name}” of {group} ({value}) cannot be used: {reason}; it belongs to {package}: update that package or "
            "remove it, all else works (see: kdcl doctor)",
            package=self.package,
            **facts,
        )


@attrs.frozen(str=False)
class MissingExtraError(KdclError, ImportError):
    """An optional dependency is not installed.

    Attributes:
        package: the package that could not be imported.
        extra: the extra of kdcl that brings it.
    """

    package: str
    extra: str

    sentence: ClassVar[Message] = message("this needs {package}; install it with: pip install 'kdcl[{extra}]'")
