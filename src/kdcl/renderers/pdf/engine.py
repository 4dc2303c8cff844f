"""The engine that sets pages: Typst, given a fixed program and the document as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import typst

from kdcl.blocks import Document
from kdcl.errors import UnknownTypefaceError
from kdcl.renderers.pdf.tree import compose_data

TYPEFACES: Final = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")
"""The typefaces inside the engine's package, best first: letters from the first, signs such as ☐ from the others."""

FIXED_TIME: Final = int(dt.datetime(2000, 1, 1, tzinfo=dt.UTC).timestamp())
"""When every file says it was made: its bytes depend on its content only."""

_ARCHIVE, _ACCESS = "a-2a", "ua-1"
_NO_SIGN: Final = "could not be displayed"


def set_pages(document: Document, typeface: str | None = None) -> bytes:
    """Return the document as a PDF file.

    Raises:
        UnknownTypefaceError: no typeface of this name is installed.
    """
    if typeface is not None and typeface not in (known := _machine_typefaces()):
        raise UnknownTypefaceError(typeface, known)
    chosen = TYPEFACES if typeface is None else (typeface, *TYPEFACES)
    data = compose_data(document, chosen)
    standards = [_ARCHIVE, _ACCESS] if document.title.strip() else [_ARCHIVE]
    for has_machine_fonts, kept in _iter_ways(standards, has_machine_fonts=typeface is not None):
        try:
            return _compile(data, kept, has_machine_fonts=has_machine_fonts)
        except typst.TypstError as error:
            if not kept:
                raise
            failure = error
    raise failure


def _iter_ways(standards: list[str], *, has_machine_fonts: bool) -> Iterator[tuple[bool, list[str]]]:
    """Yield ways to set the pages, best first: with the machine's typefaces for rare signs, then without standards."""
    if not has_machine_fonts:
        yield False, standards
    yield True, standards
    yield True, []


def _compile(data: str, standards: list[str], *, has_machine_fonts: bool) -> bytes:
    compiler = typst.Compiler(
        _program(), ignore_system_fonts=not has_machine_fonts, sys_inputs={"document": data}
    )
    return compiler.compile(format="pdf", pdf_standards=standards, timestamp=FIXED_TIME)


@cache
def _program() -> bytes:
    return files("kdcl.renderers.pdf").joinpath("page.typ").read_bytes()


@cache
def _machine_typefaces() -> tuple[str, ...]:
    return tuple(typst.Fonts().families())
