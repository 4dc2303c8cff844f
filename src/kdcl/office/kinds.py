"""What a file is, told by its content: names and suffixes are only claims."""

from __future__ import annotations

import enum
import re
from typing import Final

from kdcl.messages import Message, message

_OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
# Today's files behind a password are no zip archives but lie in a container of the old kind, in a stream of this name.
_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
_HEAD: Final = 65_536
"""How many bytes are looked at: programs write long heads before the first word of a page."""

_PAGE: Final = re.compile(
    r"<(?:!doctype\s{1,9}html|html|head|body|table|meta|title|style|div|center|font|span|p|b|h[1-6]|br)[\s/>]",
    re.IGNORECASE,
)
_BEFORE_PAGE: Final = re.compile(r"\s+|<\?xml[^>]*>|<!--(?:[^-]|-(?!->))*-->")
_ARCHIVE: Final = re.compile(r"^(?:mime-version:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_HEADER: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:")


class FileKind(enum.Enum):
    """The kinds of files that are told apart; the value says in words what a file is."""

    PACKAGE = message("the file is a package of today's Office")
    OPEN_DOCUMENT = message("the file is in the format of OpenDocument")
    BINARY_WORKBOOK = message("the file is a binary workbook (.xlsb)")
    OLD_OFFICE = message("the file is in the old format of Office 97-2003")
    PROTECTED = message("the file is protected by a password")
    RICH_TEXT = message("the file is rich text under another name")
    WEB_PAGE = message("the file is a web page (HTML) under another name")
    WEB_ARCHIVE = message("the file is a web archive (MHT) under another name")
    WORD_XML = message("the file is a Word document in one piece of XML, as Word 2003 saves it")
    EXCEL_XML = message("the file is a workbook in one piece of XML, as Excel 2003 saves it")
    PDF = message("the file is a PDF, which has no paragraphs and tables to read")
    UNKNOWN = message("the file is no Office file, or is cut off")

    @property
    def in_words(self) -> Message:
        """What the file is."""
        return self.value


WEB_KINDS: Final = frozenset({FileKind.WEB_PAGE, FileKind.WEB_ARCHIVE})
"""What is no Office file but is saved as one by programs that make web pages."""


def find_kind(data: bytes) -> FileKind:
    """Return what a file is."""
    if data.startswith(_OLD_OFFICE):
        return FileKind.PROTECTED if _PASSWORD in data else FileKind.OLD_OFFICE
    head = data[:_HEAD].lstrip()
    if head.startswith(b"PK"):
        return _kind_of_package(data)
    if head.startswith(b"%PDF-"):
        return FileKind.PDF
    if head.startswith(b"{\\rtf"):
        return FileKind.RICH_TEXT
    return _kind_of_text(_decode_head(data[:_HEAD]))


def _kind_of_package(data: bytes) -> FileKind:
    # OpenDocument wants this entry first and unpacked, so that its name and content stand in the clear
    if b"mimetypeapplication/vnd.oasis.opendocument." in data[:200]:
        return FileKind.OPEN_DOCUMENT
    # names of entries are never packed
    return FileKind.BINARY_WORKBOOK if b"xl/workbook.bin" in data else FileKind.PACKAGE


def _decode_head(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    # every byte is a letter in Latin-1: nothing but ASCII is looked for, whatever the encoding is
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _kind_of_text(text: str) -> FileKind:
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and "<html" not in text[:500].lower():
        return FileKind.EXCEL_XML
    if "http://schemas.microsoft.com/office/word/2003/wordml" in text or (
        "http://schemas.microsoft.com/office/2006/xmlPackage" in text
    ):
        return FileKind.WORD_XML
    place = 0
    while (found := _BEFORE_PAGE.match(text, place)) is not None:
        place = found.end()
    if _PAGE.match(text, place):
        return FileKind.WEB_PAGE
    if _HEADER.match(text, place) and _ARCHIVE.search(text):
        return FileKind.WEB_ARCHIVE
    return FileKind.UNKNOWN
