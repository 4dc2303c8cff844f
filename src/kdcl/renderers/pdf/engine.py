"""The engine that sets pages: Typst, given a fixed program and the document as data."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

import typst

from kdcl.blocks import Document
from kdcl.errors import UnknownTypefaceError
from kdcl.renderers.pdf.tree import compose_data

TYPEFACES: Final = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")
"""The typefaces inside the engine's package, best first: letters from the first, signs such as ☐ from the others."""

FIXED_TIME: Final = int(dt.datetime(2000, 1, 1, tzinfo=dt.UTC).timestamp())
"""When every file says it was made: its bytes depend on its content only."""

_Standards = list[Literal["a-2a", "ua-1"]]


def set_pages(document: Document, typeface: str | None = None) -> bytes:
    """Return the document as a PDF file.

    Raises:
        UnknownTypefaceError: no typeface of this name is installed.
    """
    if typeface is not None and typeface not in (known := _machine_typefaces()):
        raise UnknownTypefaceError(typeface, known)
    chosen = TYPEFACES if typeface is None else (typeface, *TYPEFACES)
    data = compose_data(document, chosen)
    # PDF/UA-1 wants a title
    standards: _Standards = ["a-2a", "ua-1"] if document.title.strip() else ["a-2a"]
    if typeface is None:
        with suppress(typst.TypstError):
            return compile_pages(data, standards, has_machine_fonts=False)
    with suppress(typst.TypstError):  # a sign is missing: the machine may have it
        return compile_pages(data, standards, has_machine_fonts=True)
    with suppress(typst.TypstError):
        return compile_pages(data, [], has_machine_fonts=True)
    return compile_pages(data, [], has_machine_fonts=False)


def compile_pages(data: str, standards: _Standards, *, has_machine_fonts: bool) -> bytes:
    """Return what the engine makes of data that `compose_data` returned.

    Args:
        data: the document.
        standards: the standards that the file keeps to; the engine fails where it cannot.
        has_machine_fonts: whether the machine's typefaces are looked at too.
    """
    compiler = typst.Compiler(_program(), ignore_system_fonts=not has_machine_fonts, sys_inputs={"document": data})
    try:
        made = compiler.compile(format="pdf", pdf_standards=[*standards], timestamp=FIXED_TIME)
    except BaseException as error:
        # Rows of rare signs from right and left make the engine's shaping stumble over the machine's typefaces; what
        # it raises then is no `Exception`, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise typst.TypstError(str(error), "") from error
    return cast("bytes", made)  # of other formats it makes a list of pages


@cache
def _program() -> bytes:
    return files("kdcl.renderers.pdf").joinpath("page.typ").read_bytes()


@cache
def _machine_typefaces() -> tuple[str, ...]:
    return tuple(typst.Fonts().families())
