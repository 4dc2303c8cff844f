"""An officer's register of many cases as a document: one landscape table."""

from __future__ import annotations

from collections.abc import Iterable

from kdcl.blocks import Document, Orientation, PageSetup, Row, Section
from kdcl.documents import labels as school_labels
from kdcl.documents.external import labels
from kdcl.documents.typesetting import cell, centred_cell, empty_rows, part_heading, ruled_table
from kdcl.external.register import REGISTER_HEAD, RegisterRow, UnreadRow
from kdcl.locale import get_locale
from kdcl.messages import message

_WIDTHS = (4, 15, 7, 9, 9, 9, 9, 5, 9, 9, 10, 5)
_EMPTY_ROWS = 8


def build_register(rows: Iterable[RegisterRow | UnreadRow], *, language: str = "vi") -> Document:
    """Return the register with a row for each case, and for each file that could not be read, in the order given.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    locale = get_locale(language)
    head = (school_labels.NUMBER, *REGISTER_HEAD)
    told = [
        Row(
            (
                centred_cell(str(number)),
                *(cell("" if fact is None else _tell(fact, language)) for fact in row.cells),
            )
        )
        for number, row in enumerate(rows, start=1)
    ]
    title = part_heading(locale.text(labels.REGISTER), "register")
    table = ruled_table(_WIDTHS, map(locale.text, head), told or empty_rows(len(head), _EMPTY_ROWS))
    return Document(
        title=locale.text(labels.REGISTER),
        author="",
        subject=locale.text(labels.REGISTER),
        language=language,
        sections=(Section(blocks=(title, table), setup=PageSetup(orientation=Orientation.LANDSCAPE)),),
    )


def _tell(fact: object, language: str) -> str:
    return get_locale(language).text(message("{fact}", fact=fact))
