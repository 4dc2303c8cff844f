"""The register of legal documents: those the framework rests on, those before it and those after it."""

from __future__ import annotations

import functools
import os
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from kdcl.errors import CodeError
from kdcl.law import Cessation, InstitutionType, LawPart, LegalDocument
from kdcl.messages import message
from kdcl.standards._fields import read_fields, read_list
from kdcl.standards._numbers import UNREADABLE, read_numbers
from kdcl.standards._table import LawFile, LawTable


@functools.cache
def get_legal_documents() -> tuple[LegalDocument, ...]:
    """Return the documents that the package knows, in the order of its file."""
    return _read(files("kdcl.standards") / "legal_documents.toml")


def load_legal_documents(path: str | os.PathLike[str]) -> tuple[LegalDocument, ...]:
    """Return the documents of a file of one's own, in the format of the shipped ``legal_documents.toml``.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    return _read(Path(path))


def _read(file: Traversable) -> tuple[LegalDocument, ...]:
    with LawFile(file) as root:
        documents = tuple(_build_document(table) for table in root.tables("document"))
        _note_flaws(documents, root)
        return documents


def _build_document(table: LawTable) -> LegalDocument:
    institutions = table.codes("institutions", _parse_institution) if "institutions" in table else ()
    return read_fields(
        table,
        LegalDocument,
        institutions=tuple(institution for _, institution in institutions),
        cessations=read_list(table, "cessation", Cessation),
        guidance=read_numbers(table, "guidance") if "guidance" in table else (),
    )


def _parse_institution(text: str) -> InstitutionType:
    for institution in InstitutionType:
        if institution.value == text:
            return institution
    reason = message("this is no institution type")
    raise CodeError(text, 0, reason, message("write one of: {known}", known=tuple(InstitutionType)))


def _note_flaws(documents: tuple[LegalDocument, ...], root: LawTable) -> None:
    """Note documents that stand twice, and numbers that lead to none."""
    numbers = [document.number for document in documents if document.number is not UNREADABLE]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        root.note("document", message("{number} stands twice; keep one", number=number))
    for document in documents:
        named = (*document.guidance, *(end.replaced_by for end in document.cessations if end.replaced_by is not None))
        for number in named:
            if number not in numbers:
                root.note(
                    "document",
                    message(
                        "{document} names {number}, which is missing; add it", document=document.number, number=number
                    ),
                )


DOCUMENTS: Final = LawPart[tuple[LegalDocument, ...]](
    file="legal_documents.toml", load=lambda file, _: _read(file), absent=()
)
"""The part of a framework's law with the documents it stands among."""
