"""What the circular and its guidance prescribe of codes, forms, papers, bodies and times, and how sure each fact is."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Final

import attrs

from kdcl.law import LawPart, Status
from kdcl.messages import BilingualText
from kdcl.standards._fields import read_fields
from kdcl.standards._table import LawFile
from kdcl.typed import Within


@attrs.frozen(kw_only=True)
class GuidanceFact:
    """A fact of the guidance that the library follows, or knows that it lacks.

    Attributes:
        id: its name, for ever.
        says: what is prescribed, restated.
        article: the article of the circular that says so; None where none does.
        status: how sure it is.
        source: where it was seen.
    """

    id: str
    says: BilingualText
    article: int | None = attrs.field(validator=Within(1, 999))
    status: Status
    source: BilingualText


def load_guidance(file: Traversable) -> tuple[GuidanceFact, ...]:
    """Return the facts of a file in its order.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    with LawFile(file) as root:
        return tuple(read_fields(table, GuidanceFact) for table in root.tables("fact"))


GUIDANCE: Final = LawPart[tuple[GuidanceFact, ...]](
    file="guidance.toml", load=lambda file, _: load_guidance(file), absent=()
)
"""The part of the law with these facts; none where the circular has no such file."""
