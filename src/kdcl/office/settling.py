"""Packages that go out: the same bytes for the same parts, whatever clock and machine wrote them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

_NONE: Final[Mapping[bytes, bytes]] = {}
_EARLIEST_IN_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_PROPERTIES: Final = "docProps/core.xml"
_MOMENT: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def settle_package(package: bytes, *, moment: str | None = None, pieces: Mapping[bytes, bytes] = _NONE) -> bytes:
    """Return a package of our own making with its entries in order of name and without the time they were written.

    Args:
        package: the package.
        moment: when its properties say it was made and changed, as ``2012-11-23T00:00:00Z``, where the program that
            wrote it asked the clock; None where it was told.
        pieces: what stands in a part where another piece stood, each of them once in the whole package.
    """
    parts = read_parts(package)
    if moment is not None:
        parts[_PROPERTIES] = _MOMENT.sub(moment.encode(), parts[_PROPERTIES])
    for mark, piece in pieces.items():
        parts |= {name: part.replace(mark, piece) for name, part in parts.items() if mark in part}
    return build_package(parts.items())


def read_parts(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package of our own making; one of anybody else is opened by `kdcl.office.package`."""
    with zipfile.ZipFile(io.BytesIO(package)) as own:
        return {name: own.read(name) for name in own.namelist()}


def build_package(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the package of these parts: the same bytes for the same parts, in whatever order they are given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in sorted(parts):
            package.writestr(_new_entry(name), part)
    return buffer.getvalue()


def _new_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST_IN_ZIP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # else it tells the operating system
    return entry


def with_parts(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return somebody else's package with some parts exchanged; the other parts, their order and their days stay.

    Args:
        package: the package.
        parts: the new content of parts; those that the package does not have come behind the others.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        known = set()
        for entry in old.infolist():
            known.add(entry.filename)
            # zipfile writes the new place and size into the entry it is given, and the old one is still to be read by
            # its own
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.compress_type, copy.external_attr = entry.compress_type, entry.external_attr
            copy.create_system = entry.create_system
            part = parts.get(entry.filename)
            new.writestr(copy, old.read(entry) if part is None else part)
        for name, part in parts.items():
            if name not in known:
                new.writestr(_new_entry(name), part)
    return buffer.getvalue()
