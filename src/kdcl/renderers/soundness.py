"""What must hold in a document before it is turned into a file of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kdcl.documents.blocks import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Picture,
    Run,
    SignatureBlock,
    Table,
    TableOfContents,
)
from kdcl.errors import DocumentError
from kdcl.findings import Finding, refuse
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.renderers.walk import iter_blocks, iter_bookmarks, iter_paragraphs

DEEPEST_HEADING = 9
LONGEST_SIDE = 297
"""Millimetres that a picture is wide and high at most: those of a sheet."""

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters other than tab and line ends, halves of characters, and what Unicode keeps for no character."""


def require_sound(document: Document) -> None:
    """Refuse a document that no renderer could turn into a sound file.

    Raises:
        DocumentError: a text holds a control character, two bookmarks are alike, a link leads nowhere, a table's
            cells do not fill its columns, a heading is too deep, or a picture has no words or no fitting size.
    """
    problems = (
        *_iter_refused_characters(document),
        *_iter_bookmark_problems(document),
        *_iter_table_problems(document),
        *_iter_depth_problems(document),
        *_iter_picture_problems(document),
    )
    if problems:
        raise DocumentError(document.title, problems)


def _iter_texts(document: Document) -> Iterator[tuple[str, Place]]:
    for name in ("title", "author", "subject"):
        yield getattr(document, name), ROOT.at(name)
    for paragraph, place in iter_paragraphs(document):
        if isinstance(paragraph, Heading):
            yield paragraph.text, place.at("text")
        else:
            yield from ((run.text, place.at("runs", number)) for number, run in enumerate(paragraph.runs))
        yield from ((text, place.at("comments", number)) for number, text in enumerate(paragraph.comments))
    for block, place in iter_blocks(document):
        match block:
            case SignatureBlock():
                yield block.left_name, place.at("left_name")
                yield block.right_name, place.at("right_name")
            case TableOfContents():
                yield block.content_label, place.at("content_label")
                yield block.page_label, place.at("page_label")
            case Picture():
                yield from _picture_texts(block, place)
            case _:
                pass


def _picture_texts(picture: Picture, place: Place) -> Iterator[tuple[str, Place]]:
    yield picture.alternative, place.at("alternative")
    yield picture.plot.title, place.at("plot", "title")
    for number, point in enumerate(picture.plot.points):
        yield point.label, place.at("plot", "points", number, "label")
        yield point.shown, place.at("plot", "points", number, "shown")


def find_refused(text: str) -> Message | None:
    """Return what stands against the first character of a text that no file can hold, or None."""
    found = _REFUSED.search(text)
    if found is None:
        return None
    return message(
        "character {place} is U+{code}, which no printed text holds; remove it",
        place=found.start() + 1,
        code=f"{ord(found[0]):04X}",
    )


def _iter_refused_characters(document: Document) -> Iterator[Finding]:
    for text, place in _iter_texts(document):
        if refused := find_refused(text):
            yield refuse(place, refused)


def _iter_bookmark_problems(document: Document) -> Iterator[Finding]:
    known: set[str] = set()
    for name, place in iter_bookmarks(document):
        if name in known:
            yield refuse(place, message("bookmark {name} is there twice; name each once", name=repr(name)))
        known.add(name)
    for paragraph, place in iter_paragraphs(document):
        runs: tuple[Run, ...] = paragraph.runs if isinstance(paragraph, Paragraph) else ()
        for number, run in enumerate(runs):
            if run.link is not None and run.link not in known:
                yield refuse(
                    place.at("runs", number),
                    message("link {name} leads to no bookmark; set the bookmark or no link", name=repr(run.link)),
                )


def _iter_table_problems(document: Document) -> Iterator[Finding]:
    for block, place in iter_blocks(document):
        if isinstance(block, Table):
            if min(block.widths, default=0) <= 0:
                yield refuse(place, message("column widths must be above 0; give one for each column"))
            else:
                yield from _iter_grid_problems(block, place)


def _iter_grid_problems(table: Table, place: Place) -> Iterator[Finding]:
    reach = [0] * len(table.widths)
    for number, row in enumerate(table.rows):
        if reason := _lay(row.cells, reach):
            yield refuse(place.at("rows", number), reason)
            return
    if any(reach):
        yield refuse(place, message("a cell spans more rows than the table has; shorten its span"))


def _lay(cells: tuple[Cell, ...], reach: list[int]) -> Message | None:
    """Lay a row into the columns that no cell above reaches into; say what does not fit."""
    free = [column for column, rows in enumerate(reach) if not rows]
    wanted = sum(cell.columns for cell in cells)
    if wanted != len(free) or any(min(cell.columns, cell.rows) < 1 for cell in cells):
        return message("the cells fill {wanted} columns, {free} are free", wanted=wanted, free=len(free))
    reach[:] = [max(rows - 1, 0) for rows in reach]
    for cell in cells:
        columns, free = free[: cell.columns], free[cell.columns :]
        if columns[-1] - columns[0] != cell.columns - 1:
            return message("a cell spans columns that a cell above parts; put the cells otherwise")
        for column in columns:
            reach[column] = cell.rows - 1
    return None


def _iter_depth_problems(document: Document) -> Iterator[Finding]:
    for block, place in iter_blocks(document):
        if isinstance(block, Heading) and not 1 <= block.level <= DEEPEST_HEADING:
            yield refuse(
                place,
                message("heading level {level} is not from 1 to {deepest}", level=block.level, deepest=DEEPEST_HEADING),
            )


def _iter_picture_problems(document: Document) -> Iterator[Finding]:
    for block, place in iter_blocks(document):
        if not isinstance(block, Picture):
            continue
        if not block.alternative.strip():
            yield refuse(place, message("a picture needs words for those who cannot see it; say what it shows"))
        if not all(0 < side <= LONGEST_SIDE for side in (block.width, block.height)):
            yield refuse(
                place,
                message("a picture is at most {longest} mm wide and high, and more than 0", longest=LONGEST_SIDE),
            )
