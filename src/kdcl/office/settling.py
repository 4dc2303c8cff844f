"""Packages that go out: the same bytes for the same parts, whatever clock and machine wrote them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

_EARLIEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)


def settle_package(package: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Return a package of our own making with its entries in order of name and without the time they were written.

    Args:
        package: the package.
        replaced: parts that take the place of those of the same name.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return build_package((parts | dict(replaced or {})).items())


def build_package(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the package of these parts: the same bytes for the same parts, in whatever order they are given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in sorted(parts):
            entry = zipfile.ZipInfo(name, _EARLIEST_IN_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it tells the operating system
            package.writestr(entry, part)
    return buffer.getvalue()
