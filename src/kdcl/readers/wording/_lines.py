"""The lines of a Word file or a plain text, cleaned, with the numbers that Word gives them by itself."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import attrs
from lxml import etree

from kdcl.errors import FrameworkFileError, Problem
from kdcl.messages import Message, message
from kdcl.readers.wording._numbering import WORD, Numbering

LIMIT = 32 * 1024 * 1024
"""The most bytes of text that are read; the official documents have about one thousandth of it, as Word about one."""

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_IGNORED = {
    f"{{{WORD}}}del",
    f"{{{WORD}}}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_BREAKS = {f"{{{WORD}}}br", f"{{{WORD}}}cr"}
_PARAGRAPH, _TEXT, _TAB, _HYPHEN = (f"{{{WORD}}}{name}" for name in ("p", "t", "tab", "noBreakHyphen"))


@attrs.frozen
class Line:
    """A line of the file.

    Attributes:
        number: the paragraph of the Word file or the line of the text, counted from 1.
        text: its text, composed (NFC), blanks run together.
        label: the number that Word prints before it by itself; empty where there is none.
        is_wrapped: whether it may be the rest of the line before, broken for want of room.
    """

    number: int
    text: str
    label: str = ""
    is_wrapped: bool = False


def read_lines(path: Path) -> tuple[Line, ...]:
    """Return the lines of a file that are not empty.

    Raises:
        FrameworkFileError: it cannot be read, is no Word file of today and no text, or is too large.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise _refuse(
            path,
            message("the file cannot be read ({reason}); check its name and its access rights", reason=error.strerror),
        ) from error
    if len(data) > LIMIT:
        raise _refuse(path, _TOO_LARGE)
    if data.startswith(b"PK"):
        return tuple(_iter_paragraphs(path, data))
    if data.startswith((_OLD_WORD, b"%PDF", b"{\\rtf")):
        raise _refuse(path, message("this is neither a .docx file nor a text; save it as .docx or as .txt"))
    return tuple(_iter_text_lines(_decode(path, data)))


_TOO_LARGE = message("the file has more than {limit} MiB of text; this is no copy of the law", limit=LIMIT // 2**20)


def _refuse(path: Path, reason: Message) -> FrameworkFileError:
    return FrameworkFileError(path.name, (Problem(".", reason),))


def _decode(path: Path, data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = message("the text is not UTF-8; save the file with the encoding UTF-8")
        raise _refuse(path, reason) from error


def _iter_text_lines(text: str) -> Iterator[Line]:
    is_wrapped = False
    for number, line in enumerate(re.split("\r\n|[\n\r\f\v\u2028\u2029]", text), start=1):
        if cleaned := _clean(line):
            yield Line(number, cleaned, is_wrapped=is_wrapped)
        is_wrapped = bool(cleaned)


def _clean(text: str) -> str:
    """Return the text composed, without invisible characters, its blanks run together."""
    visible = "".join(" " if letter.isspace() else letter for letter in text)
    visible = "".join(letter for letter in visible if unicodedata.category(letter) not in ("Cc", "Cf"))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _iter_paragraphs(path: Path, data: bytes) -> Iterator[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {
                name: _read_part(path, archive, f"word/{name}.xml") for name in ("document", "styles", "numbering")
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, FrameworkFileError):
            raise
        raise _refuse(path, message("the file is damaged; open it in Word and save it again")) from error
    if (document := parts["document"]) is None:
        raise _refuse(path, message("this is no Word document; save it as .docx or as .txt"))
    numbering = Numbering.build(parts["numbering"], parts["styles"])
    for number, paragraph in enumerate(document.iter(_PARAGRAPH), start=1):
        label = numbering.count(paragraph)
        for text in _paragraph_text(paragraph).split("\n"):
            if cleaned := _clean(text):
                yield Line(number, cleaned, label)
                label = ""


def _read_part(path: Path, archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        content = stream.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise _refuse(path, _TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _refuse(path, message("the file is damaged; open it in Word and save it again")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refuse(path, message("the file declares entities, as no word processor does; it is not read"))
    return root


def _paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph as it is seen: without what was deleted, and without boxes that stand in it."""
    if any(ancestor.tag in _IGNORED for ancestor in paragraph.iterancestors()):
        return ""
    return "".join(_iter_pieces(paragraph))


def _iter_pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == _TAB:
            yield " "
        elif child.tag == _HYPHEN:
            yield "-"
        elif child.tag not in _IGNORED and child.tag != _PARAGRAPH:
            yield from _iter_pieces(child)
