"""Opens Office files (zip packages of XML parts) that nobody vouches for: what is unsafe is refused before it is read.

A package is never unpacked to disk. Entries are read one by one into memory, each and all together within `Limits`, and
XML is read without entities, document types or network. The readers of Word and of Excel files both go through here.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import attrs
from lxml import etree

from kdcl.errors import OldFormatError, UnreadableFileError
from kdcl.messages import Message, message

_MEBIBYTE = 1 << 20
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOCUMENT_TYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


_SAFELY: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "dtd_validation": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)


@attrs.frozen(kw_only=True)
class Limits:
    """What is read at most; far more than a real report of hundreds of pages needs.

    Attributes:
        file_bytes: the size of the file itself.
        entries: how many entries the package has.
        part_bytes: the unpacked size of one part.
        read_bytes: the unpacked size of all parts that are read, together.
        ratio: how many times larger a part may become by unpacking; parts under one mebibyte are not held to it.
        tags: how many tags one part may have.
    """

    file_bytes: int = 256 * _MEBIBYTE
    entries: int = 10_000
    part_bytes: int = 64 * _MEBIBYTE
    read_bytes: int = 128 * _MEBIBYTE
    ratio: int = 200
    tags: int = 3_000_000


LIMITS = Limits()


def read_file(path: str | os.PathLike[str], limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnreadableFileError: it cannot be read, or is larger than the limit.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise UnreadableFileError(
            str(path),
            message("the file cannot be read ({reason})", reason=error.strerror or type(error).__name__),
            message("check its name and its access rights"),
        ) from error
    if len(data) > limits.file_bytes:
        raise _too_large(str(path), message("the file is larger than {limit} bytes", limit=limits.file_bytes))
    return data


class Package:
    """An Office file in memory.

    Args:
        data: its bytes.
        source: the file as the caller named it, for errors.
        limits: what is read at most.

    Raises:
        OldFormatError: it is in a format of before 2007.
        UnreadableFileError: it is no package, is damaged, is protected by a password, or has unsafe entries.
    """

    def __init__(self, data: bytes, source: str, limits: Limits = LIMITS) -> None:
        """Look at the package's directory; no part is read yet."""
        self.source = source
        self._limits = limits
        self._left = limits.read_bytes
        _refuse_other_formats(data, source)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise self._damaged(message("the file is no Office file, or is cut off")) from error
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        for reason in self._flaws(self._archive.infolist()):
            raise UnreadableFileError(source, reason, message("ask for a copy saved by Word or LibreOffice"))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            UnreadableFileError: there is no such part, it is damaged, or it unpacks to more than the limits allow.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise self._damaged(message("the part {part} is missing", part=name))
        allowed = self._allowed(entry)
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
            raise self._damaged(message("the part {part} is damaged", part=name)) from error
        if len(data) > allowed:
            raise _too_large(
                self.source, message("the part {part} unpacks to more than {limit} bytes", part=name, limit=allowed)
            )
        self._left -= len(data)
        return data

    def read_xml(self, name: str) -> etree._Element:
        """Return the root element of an XML part; comments and processing instructions are left out.

        Raises:
            UnreadableFileError: as by `read`; or the part is not well-formed, declares a document type or entities,
                is nested too deeply or has too many tags.
        """
        data = self.read(name)
        self._refuse_markup(name, data)
        try:
            root = etree.fromstring(data, etree.XMLParser(**_SAFELY))
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = message("the part {part} is no sound XML ({reason})", part=name, reason=str(error))
            raise self._damaged(reason) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._unsafe_markup(name)
        return root

    def find_xml(self, name: str) -> etree._Element | None:
        """Return the root element of an XML part, or None where the package has no such part.

        Raises:
            UnreadableFileError: as by `read_xml`, but for a missing part.
        """
        return self.read_xml(name) if name in self._entries else None

    def iter_xml(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """Iterate over the elements of these tags in an XML part; each is emptied before the next one is read.

        Raises:
            UnreadableFileError: as by `read_xml`.
        """
        data = self.read(name)
        self._refuse_markup(name, data)
        events = etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **_SAFELY)
        try:
            for _, element in events:
                yield element
                element.clear()
                while (previous := element.getprevious()) is not None:
                    previous.getparent().remove(previous)
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = message("the part {part} is no sound XML ({reason})", part=name, reason=str(error))
            raise self._damaged(reason) from error
        if events.root.getroottree().docinfo.internalDTD is not None:
            raise self._unsafe_markup(name)

    def _flaws(self, entries: list[zipfile.ZipInfo]) -> Iterator[Message]:
        if len(entries) > self._limits.entries:
            yield message("the file has more than {limit} entries", limit=self._limits.entries)
        counted = Counter(entry.filename for entry in entries)
        for name in (name for name, count in counted.items() if count > 1):
            yield message("the file has two entries of the name {name}", name=repr(name))
        for entry in entries:
            if _is_unsafe_name(entry.filename) or _is_unsafe_name(entry.orig_filename):
                yield message("the file has an entry that leads outside of it: {name}", name=repr(entry.filename))
            if entry.flag_bits & _ENCRYPTED:
                yield message("the entry {name} is encrypted", name=repr(entry.filename))
            if entry.compress_type not in _KNOWN_METHODS:
                yield message("the entry {name} is packed in a way Office does not use", name=repr(entry.filename))

    def _allowed(self, entry: zipfile.ZipInfo) -> int:
        """Return how many bytes the entry may unpack to: its packed size is a fact, its stated size only a claim."""
        by_ratio = max(_MEBIBYTE, entry.compress_size * self._limits.ratio)
        return min(self._limits.part_bytes, by_ratio, self._left)

    def _refuse_markup(self, name: str, data: bytes) -> None:
        plain = data.replace(b"\x00", b"") if data[:2] in _WIDE_MARKS else data
        if _DOCUMENT_TYPE.search(plain):
            raise self._unsafe_markup(name)
        if data.count(b"<") > self._limits.tags:
            raise _too_large(
                self.source, message("the part {part} has more than {limit} tags", part=name, limit=self._limits.tags)
            )

    def _unsafe_markup(self, name: str) -> UnreadableFileError:
        reason = message(
            "the part {part} declares a document type or entities, which no Office program does", part=name
        )
        return UnreadableFileError(self.source, reason, message("do not trust this file; ask for another copy"))

    def _damaged(self, reason: Message) -> UnreadableFileError:
        remedy = message("open it in Word or LibreOffice, save it again in today's format and try that copy")
        return UnreadableFileError(self.source, reason, remedy)


def _refuse_other_formats(data: bytes, source: str) -> None:
    if data.startswith(_OLD_OFFICE):
        if _PASSWORD in data:
            reason = message("the file is protected by a password")
            raise UnreadableFileError(
                source, reason, message("open it, save it without the password and try that copy")
            )
        raise OldFormatError(source, message("the file is in the old format of Office 97-2003"), CONVERT)
    if data.lstrip()[:5] == b"{\\rtf":
        raise OldFormatError(source, message("the file is rich text under another name"), CONVERT)


CONVERT = message("convert it with LibreOffice: soffice --headless --convert-to docx FILE (xlsx for a workbook)")
"""What to do about an old file where LibreOffice is not installed."""


def _is_unsafe_name(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return "\\" in name or "\x00" in name or ".." in parts or parts[0] == "" or ":" in parts[0]


def _too_large(source: str, reason: Message) -> UnreadableFileError:
    return UnreadableFileError(source, reason, message("no report is that large; do not trust this file"))
