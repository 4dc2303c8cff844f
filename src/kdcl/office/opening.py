"""Opens Office files of any age and kind: LibreOffice converts what is no package of today, where it is installed."""

from __future__ import annotations

from typing import Final

from kdcl.errors import OldFormatError, UnreadableFileError
from kdcl.messages import Message, message
from kdcl.office.kinds import FileKind, find_kind
from kdcl.office.libreoffice import ConversionError, converted, find_libreoffice
from kdcl.office.limits import Limits, get_limits
from kdcl.office.package import Package, read_file

CONVERT: Final = message("convert it with LibreOffice: soffice --headless --convert-to docx FILE (xlsx for a workbook)")
"""What to do about a file that has to be converted where LibreOffice is not installed."""

_UNLOCK: Final = message("open it, save it without the password and try that copy")
_SAVE_AGAIN: Final = message("open it in Word or LibreOffice, save it again in today's format and try that copy")
_OTHER_FILE: Final = message("give the Word file or the workbook that it was made from")
_SUFFIXES: Final = {
    FileKind.OLD_OFFICE: "",
    FileKind.RICH_TEXT: ".rtf",
    FileKind.OPEN_DOCUMENT: "",
    FileKind.BINARY_WORKBOOK: ".xlsb",
    FileKind.WORD_XML: ".xml",
    FileKind.EXCEL_XML: ".xml",
}
"""What is converted, and the suffix that LibreOffice needs to see."""


def open_office_file(
    data: bytes, source: str, suffix: str, limits: Limits | None = None
) -> tuple[Package, tuple[Message, ...]]:
    """Return the package of an Office file, and what there is to say of opening it.

    Args:
        data: the file.
        source: its name in errors.
        suffix: the format that other kinds are converted to, ``"docx"`` or ``"xlsx"``.
        limits: what is read at most; without them, the limits in force.

    Raises:
        LimitError: the file asks for too much work.
        OldFormatError: the file has to be converted, and LibreOffice is not installed.
        UnreadableFileError: it is no Office file, is damaged or unsafe, or could not be converted.
    """
    limits = limits or get_limits()
    kind = find_kind(data)
    if kind is FileKind.PACKAGE:
        return Package(data, source, limits), ()
    if kind in _SUFFIXES:
        made = convert_file(data, source, suffix, limits)
        what = message("{kind}; LibreOffice converted it before it was read", kind=kind.in_words)
        return Package(made, source, limits), (what,)
    if kind is FileKind.UNKNOWN:
        return Package(
            data, source, limits
        ), ()  # a package behind something else, or the error that says what is wrong
    remedies = {FileKind.PROTECTED: _UNLOCK, FileKind.PDF: _OTHER_FILE}
    raise UnreadableFileError(source, kind.in_words, remedies.get(kind, _SAVE_AGAIN))


def convert_file(data: bytes, source: str, suffix: str, limits: Limits) -> bytes:
    """Return a file in today's format, converted by LibreOffice.

    Raises:
        OldFormatError: LibreOffice is not installed.
        UnreadableFileError: LibreOffice could not convert the file, or took longer than two minutes.
    """
    kind = find_kind(data)
    program = find_libreoffice()
    if program is None:
        raise OldFormatError(source, kind.in_words, CONVERT)
    try:
        with converted(program, data, _SUFFIXES[kind], suffix) as made:
            return read_file(made, limits)
    except ConversionError as failure:
        reason = message("{kind}, and LibreOffice could not convert it", kind=kind.in_words)
        raise UnreadableFileError(source, reason, message("open it in Word and save it in today's format")) from failure
