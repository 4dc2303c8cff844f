"""Zip packages, as Word files and workbooks are: the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EARLIEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)


def settle_package(package: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Return the package with its entries in order of name and without the time they were written.

    Args:
        package: the package.
        replaced: parts that take the place of those of the same name.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, _EARLIEST_IN_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it tells the operating system
            new.writestr(entry, (replaced or {}).get(name) or old.read(name))
    return buffer.getvalue()
