"""The index of a circular: which frameworks it has, and which of them could not be read."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from kdcl.standards import FrameworkNotice
from kdcl.standards._table import LawFile, Table


def read_notices(file: Traversable) -> tuple[FrameworkNotice, ...]:
    """Return the notices of an index file, in its order.

    Raises:
        FrameworkFileError: the file has problems.
    """
    law_file = LawFile(file)
    notices = tuple(_build_notice(table) for table in law_file.root.tables("framework"))
    law_file.close()
    return notices


def _build_notice(table: Table) -> FrameworkNotice:
    is_available = table.flag("available")
    return FrameworkNotice(
        id=table.text("id"),
        title=table.bilingual("title"),
        is_available=is_available,
        reason=None if is_available else table.bilingual("reason"),
    )
