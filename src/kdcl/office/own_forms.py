"""Our own forms among files: what they carry of themselves, so that no reader takes what they print for facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.office.grid import Grid
from kdcl.office.package import Package

FORM_NAMESPACE: Final = "urn:kdcl:form:1"
"""Of the part of a Word file in which a form keeps what it knows of itself."""
FORM_PROPERTY: Final = "kdcl form "
"""How the properties of a document begin that keep the same; an OpenDocument text has no other place for it."""
WORKBOOK_KEY: Final = "kdcl-form"
"""What stands in the first cell of the line that names a workbook one of our forms."""
WORKBOOK_FORM: Final = "workbook"
# In quotation marks of either kind: programs that save the file write it anew.
_PROPERTY: Final = re.compile(rf"name\s*=\s*[\"']{FORM_PROPERTY}[0-9]{{3,}}[\"']".encode())
_PART: Final = re.compile(r"customXml/item[0-9]*\.xml")


def refuse_form(package: Package) -> None:
    """Refuse a Word file that is one of our forms: its directions and requirements are no texts of a school.

    Raises:
        UnreadableFileError: it is one.
    """
    # Sought as bytes: parts that other programs put there are nobody's to judge here, however they are written.
    parts = (package.read(name) for name in package.names if _PART.fullmatch(name))
    properties = "docProps/custom.xml"
    if any(FORM_NAMESPACE.encode() in part for part in parts) or (
        properties in package.names and _PROPERTY.search(package.read(properties)) is not None
    ):
        raise _refusal(package.source)


def refuse_form_workbook(grids: Iterable[Grid], source: str) -> None:
    """Refuse a workbook that is our form of a whole school's file.

    Raises:
        UnreadableFileError: it is one.
    """
    for grid in grids:
        for row in grid.rows.values():
            if [row[column].text for column in (1, 2) if column in row] == [WORKBOOK_KEY, WORKBOOK_FORM]:
                raise _refusal(source)


def _refusal(source: str) -> UnreadableFileError:
    return UnreadableFileError(
        source,
        message("the file is a form that kdcl wrote to be filled in, and what it prints is no text of a school"),
        message(
            "take what people filled in with: kdcl forms collect; from the form of a member of an external "
            "assessment team with: kdcl external collect"
        ),
    )
