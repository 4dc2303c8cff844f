"""Recognises what a paper of this library prints by itself: words of the form that follow from the facts read.

Nothing is lost by it: a line is only taken for the form where the document that is composed from these very facts
prints the same words in the same order.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator

from kdcl.blocks import Block, Document, Heading, Paragraph, SignatureBlock, Table, TwoColumnHead
from kdcl.blocks.walk import iter_blocks
from kdcl.readers.files.content import Line, Use
from kdcl.readers.word.verdict_words import get_grammar
from kdcl.text.folding import fold, fold_case

_WINDOW = 60
"""So many printed lines may be missing in the file between two that are there."""

_Key = tuple[str, int]


def mark_own(lines: Iterable[Line], document: Document) -> None:
    """Mark the lines that a document prints, each at the place where the file has it.

    Args:
        lines: all lines of the file, in order: those that have a use keep the places in step.
        document: the document composed from the facts that were read.
    """
    places: dict[_Key, list[int]] = {}
    for number, key in enumerate(_iter_printed(document)):
        places.setdefault(key, []).append(number)
    last = -1
    lines = list(lines)
    rows = {line.cell[:2] for line in lines if line.cell and line.use is Use.FACT}
    for line in lines:
        if line.use is None and line.cell and line.cell[:2] in rows and _states_verdict(line):
            continue
        found = places.get(_key(line.text, line.cell[2] if line.cell else 0), ())
        at = bisect.bisect_right(found, last)
        if at < len(found) and found[at] - last <= _WINDOW:
            last = found[at]
            line.use = line.use or Use.FORM


def _states_verdict(line: Line) -> bool:
    """Whether a line is a verdict and nothing else: beside facts it is one that was not taken, and no head of ours."""
    found = get_grammar().fullmatch(fold_case(line.text.strip()))
    return found is not None and bool(found["met"] or found["not_met"] or found["open"])


def _key(text: str, column: int) -> _Key:
    """Return what two lines are compared by: a mark counts in its column only."""
    words = " ".join(fold(text).split())
    return words, (column if sum(map(str.isalpha, words)) == 1 else 0)


def _iter_printed(document: Document) -> Iterator[_Key]:
    for block, _ in iter_blocks(document):
        for text, column in _iter_texts(block):
            yield from (_key(line, column) for line in text.split("\n") if line.strip())


def _iter_texts(block: Block) -> Iterator[tuple[str, int]]:
    """Iterate over the texts of a block, and the columns of those in a table, as a page has them."""
    match block:
        case Heading():
            yield block.text, 0
        case Paragraph():
            yield _text(block), 0
        case TwoColumnHead():
            yield from ((_text(paragraph), 0) for paragraph in _iter_head(block))
        case SignatureBlock():
            yield from ((_text(paragraph), 0) for paragraph in (*block.left, *block.right))
            yield from ((name, 0) for name in (block.left_name, block.right_name))
        case Table():
            for row in block.rows:
                column = 1
                for cell in row.cells:
                    yield from ((_text(paragraph), column) for paragraph in cell.paragraphs)
                    column += cell.columns
        case _:
            pass


def _iter_head(head: TwoColumnHead) -> Iterator[Paragraph]:
    """Iterate over the lines of a head as a page has them: those that stand on one level begin a second row."""
    left, right = head.level or (len(head.left), len(head.right))
    yield from (*head.left[:left], *head.right[:right], *head.left[left:], *head.right[right:])


def _text(paragraph: Paragraph) -> str:
    return paragraph.text
