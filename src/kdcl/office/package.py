"""Opens Office files (zip packages of XML parts) that nobody vouches for: what is unsafe is refused before it is read.

A package is never unpacked to disk. Entries are read one by one into memory, each and all together within `Limits`, and
XML is read without entities, document types or network. Whatever comes from outside goes through here: reports, lists,
wordings, filled-in forms and templates.
"""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final

from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import Message, message
from kdcl.office.limits import Limits, get_limits

_MEBIBYTE: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_KNOWN_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,  # a part that claims to be encrypted
    OverflowError,
)
"""What zipfile raises on archives that are damaged or made to look so."""
_DOCUMENT_TYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([A-Za-z0-9._-]{1,40})["']""")
_KNOWN_ENCODING: Final = re.compile(rb"utf-?8|us-ascii|iso-8859-[0-9]{1,2}|windows-125[0-9]", re.IGNORECASE)
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


_SAFELY: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "dtd_validation": False,
        # keeps libxml2's own bounds on depth and length of texts
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
)


def read_file(path: str | os.PathLike[str], limits: Limits | None = None) -> bytes:
    """Return the bytes of a file.

    Raises:
        LimitError: it is larger than the limit.
        UnreadableFileError: it cannot be read.
    """
    limits = limits or get_limits()
    try:
        with Path(path).open("rb") as stream:
            data = _read_at_most(stream, limits.file_bytes + 1)
    except OSError as error:
        raise UnreadableFileError(
            str(path),
            message("the file cannot be read ({reason})", reason=error.strerror or type(error).__name__),
            message("check its name and its access rights"),
        ) from error
    if len(data) > limits.file_bytes:
        reason = message("the file is larger than {limit} bytes", limit=limits.file_bytes)
        raise limits.exceeded("file_bytes", str(path), reason)
    return data


class Package:
    """An Office file in memory.

    Args:
        data: its bytes.
        source: the file as the caller named it, for errors.
        limits: what is read at most; without them, the limits in force.

    Raises:
        LimitError: it has more entries than the limit.
        UnreadableFileError: it is no package, is damaged, or has unsafe entries.
    """

    def __init__(self, data: bytes, source: str, limits: Limits | None = None) -> None:
        """Look at the package's directory; no part is read yet."""
        self.source = source
        self.limits: Limits = limits or get_limits()
        self._left = self.limits.read_bytes
        self._tags = self._tree_tags = 0
        if data.count(_DIRECTORY_ENTRY) > self.limits.entries:  # before a directory of millions is taken apart
            reason = message("the file has more than {limit} entries", limit=self.limits.entries)
            raise self.limits.exceeded("entries", source, reason)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGES as error:
            raise self._damaged(message("the file is no Office file, or is cut off")) from error
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        for reason in _iter_flaws(self._archive.infolist()):
            raise UnreadableFileError(source, reason, message("ask for a copy saved by Word or LibreOffice"))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            LimitError: it unpacks to more than the limits allow.
            UnreadableFileError: there is no such part, or it is damaged.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise self._damaged(message("the part {part} is missing", part=name))
        allowed, limit = self._allowed(entry)
        try:
            with self._archive.open(entry) as stream:
                data = _read_at_most(stream, allowed + 1)
        except _DAMAGES as error:
            raise self._damaged(message("the part {part} is damaged", part=name)) from error
        if len(data) > allowed:
            reason = message("the part {part} unpacks to more than {limit} bytes", part=name, limit=allowed)
            raise self.limits.exceeded(limit, self.source, reason)
        self._left -= len(data)
        return data

    def read_xml(self, name: str) -> etree._Element:
        """Return the root element of an XML part; comments and processing instructions are left out.

        Raises:
            LimitError: as by `read`; or the parts that were read have too many tags.
            UnreadableFileError: as by `read`; or the part is not well-formed, declares a document type or entities, or
                is nested too deeply.
        """
        return self.parse_xml(name, self.read(name))

    def parse_xml(self, name: str, data: bytes) -> etree._Element:
        """Return the root element of a part that was read already.

        Raises:
            UnreadableFileError: as by `read_xml`.
        """
        data = self._checked_markup(name, data)
        self._tree_tags = self._counted("tree_tags", self._tree_tags, name, data)
        try:
            return etree.fromstring(data, etree.XMLParser(**_SAFELY))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._unsound(name, error) from error

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
        data = self._checked_markup(name, self.read(name))
        events = etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **_SAFELY)
        try:
            for _, element in events:
                yield element
                element.clear()
                # an emptied element stays in its parent, and a million of them take memory
                while (previous := element.getprevious()) is not None:
                    previous.getparent().remove(previous)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._unsound(name, error) from error

    def _allowed(self, entry: zipfile.ZipInfo) -> tuple[int, str]:
        """Return how many bytes the entry may unpack to, and which limit says so.

        Its packed size is a fact, its stated size only a claim.
        """
        by_ratio = max(_MEBIBYTE, entry.compress_size * self.limits.ratio)
        return min((self.limits.part_bytes, "part_bytes"), (by_ratio, "ratio"), (self._left, "read_bytes"))

    def _checked_markup(self, name: str, data: bytes) -> bytes:
        """Return the bytes of a part in an encoding whose tags can be counted; what no program writes is refused.

        Left to itself, libxml2 reads parts in encodings (UTF-7, EBCDIC) in which no tag looks like one.
        """
        # UTF-16 is told by its mark, or by the zero beside the first bracket
        if data[:2] in _WIDE_MARKS:
            data = self._narrow(name, data)
        found = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
        if found is not None and not _KNOWN_ENCODING.fullmatch(found[1]):
            encoding = found[1].decode("ascii")
            reason = message("the part {part} is in the encoding {encoding}", part=name, encoding=encoding)
            raise self._damaged(reason)
        if _DOCUMENT_TYPE.search(data):
            reason = message(
                "the part {part} declares a document type or entities, which no Office program does", part=name
            )
            raise UnreadableFileError(self.source, reason, message("do not trust this file; ask for another copy"))
        self._tags = self._counted("tags", self._tags, name, data)
        return data

    def _narrow(self, name: str, data: bytes) -> bytes:
        """Return a part in UTF-16 as UTF-8, without the declaration that says otherwise."""
        is_big = data[:2] in {b"\xfe\xff", b"\x00<"}
        try:
            text = data.decode("utf-16-be" if is_big else "utf-16-le").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise self._unsound(name, error) from error
        return re.sub(r"\A<\?xml[^>]*>", "", text).encode()

    def _counted(self, limit: str, so_far: int, name: str, data: bytes) -> int:
        """Return how many tags and attributes were met with those of this part; each costs time and memory alike."""
        count = so_far + data.count(b"<") + data.count(b"=")
        if count > getattr(self.limits, limit):
            allowed = getattr(self.limits, limit)
            reason = message("with the part {part}, the file has more than {limit} tags", part=name, limit=allowed)
            raise self.limits.exceeded(limit, self.source, reason)
        return count

    def _unsound(self, name: str, error: Exception) -> UnreadableFileError:
        return self._damaged(message("the part {part} is no sound XML ({reason})", part=name, reason=str(error)))

    def _damaged(self, reason: Message) -> UnreadableFileError:
        remedy = message("open it in Word or LibreOffice, save it again in today's format and try that copy")
        return UnreadableFileError(self.source, reason, remedy)


def _read_at_most(stream: IO[bytes], most: int) -> bytes:
    """Return what a stream holds, up to a number of bytes; piece by piece, as zipfile would hold four copies."""
    held = io.BytesIO()
    while (left := most - held.tell()) and (piece := stream.read(min(left, _MEBIBYTE))):
        held.write(piece)
    return held.getvalue()


def _iter_flaws(entries: list[zipfile.ZipInfo]) -> Iterator[Message]:
    counted = Counter(entry.filename for entry in entries)
    for name in (name for name, count in counted.items() if count > 1):
        yield message("the file has two entries of the name {name}", name=repr(name))
    for entry in entries:
        # zipfile cuts a name at a zero byte: the name as it is written counts too
        if _is_unsafe_name(entry.filename) or _is_unsafe_name(entry.orig_filename):
            yield message("the file has an entry that leads outside of it: {name}", name=repr(entry.filename))
        if entry.flag_bits & _ENCRYPTED:
            yield message("the entry {name} is encrypted", name=repr(entry.filename))
        if entry.compress_type not in _KNOWN_METHODS:
            yield message("the entry {name} is packed in a way Office does not use", name=repr(entry.filename))


def _is_unsafe_name(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return "\\" in name or "\x00" in name or ".." in parts or parts[0] == "" or ":" in parts[0]
