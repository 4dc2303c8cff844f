"""The index of a circular: which frameworks it has, and which of them could not be read."""

from __future__ import annotations

from importlib.resources.abc import Traversable

import attrs

from kdcl.law import InstitutionType, LegalNumber
from kdcl.standards import FrameworkNotice
from kdcl.standards._fields import read_fields
from kdcl.standards._numbers import read_number
from kdcl.standards._table import LawFile, LawTable


@attrs.frozen(kw_only=True)
class Index:
    """What an index file holds.

    Attributes:
        circular: the number of the circular.
        notices: its frameworks, in its order.
    """

    circular: LegalNumber
    notices: tuple[FrameworkNotice, ...]


def read_index(file: Traversable) -> Index:
    """Return what an index file holds.

    Raises:
        FrameworkFileError: the file has problems.
    """
    with LawFile(file) as root:
        circular = read_number(root, "circular")
        return Index(circular=circular, notices=tuple(map(_build_notice, root.tables("framework"))))


def _build_notice(table: LawTable) -> FrameworkNotice:
    is_available = table.flag("available")
    return read_fields(
        table,
        FrameworkNotice,
        institution=table.choice("institution", InstitutionType),
        is_available=is_available,
        reason=None if is_available else table.bilingual("reason"),
    )
