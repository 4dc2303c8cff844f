"""A document of any kind as lines and tables: a Word file of any age, a web page named like one, or plain text."""

from __future__ import annotations

from kdcl.messages import Message, message
from kdcl.office.kinds import WEB_KINDS, find_kind
from kdcl.office.limits import Limits, get_limits
from kdcl.office.opening import open_office_file
from kdcl.office.own_forms import refuse_form
from kdcl.readers.files.body import read_body
from kdcl.readers.files.content import Body
from kdcl.readers.files.plain_text import SUFFIXES, read_plain_text
from kdcl.readers.files.web_page import read_web_page


def read_document(data: bytes, source: str, limits: Limits | None = None) -> tuple[Body, tuple[Message, ...]]:
    """Return the body of a document, and what there is to say of opening it.

    Args:
        data: the file.
        source: its name in errors.
        limits: what is read at most; without them, the limits in force.

    Raises:
        LimitError: the file asks for too much work.
        OldFormatError: the file has to be converted, and LibreOffice is not installed.
        UnreadableFileError: it is no document, is one of our own forms, is damaged or unsafe, or could not be
            converted.
    """
    if source.lower().endswith(SUFFIXES):
        return read_plain_text(data, source), ()
    kind = find_kind(data)
    if kind in WEB_KINDS:
        return read_web_page(data, source, limits or get_limits()), (message("{kind}", kind=kind.in_words),)
    package, notes = open_office_file(data, source, "docx", limits)
    refuse_form(package)
    return read_body(package), notes
