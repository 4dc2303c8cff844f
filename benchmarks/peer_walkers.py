"""The report as Markdown and as plain text by hand: one function for each, that knows this one report and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kdcl.blocks import Document, Heading, Paragraph, Run, SignatureBlock, Table, TableOfContents
from kdcl.blocks.walk import iter_blocks

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_WIDTH = 100


def walk_markdown(document: Document) -> bytes:
    """Return the report in Markdown: texts escaped, links and their places, tables of bars."""
    return "\n\n".join(filter(None, map("".join, _iter_markdown(document)))).encode()


def walk_text(document: Document) -> bytes:
    """Return the report as lines of at most a hundred letters; a row of a table is a line."""
    return "\n".join(_iter_lines(document)).encode()


def _iter_markdown(document: Document) -> Iterator[Iterable[str]]:
    for block, _ in iter_blocks(document):
        match block:
            case Paragraph():
                yield _anchor(block.bookmark), _inline(block.runs)
            case Heading():
                yield "#" * block.level, " ", _anchor(block.bookmark), _escape(block.text)
            case Table():
                rows = (f"| {' | '.join(_cell(cell.paragraphs) for cell in row.cells)} |" for row in block.rows)
                head = next(rows)
                yield "\n".join((head, "|" + " --- |" * len(block.widths), *rows))
            case TableOfContents():
                listed = (each for each in document.headings() if each.is_listed and each.level <= block.depth)
                yield "\n".join(
                    f"{'  ' * (each.level - 1)}- [{_escape(each.text)}](#{each.bookmark})" for each in listed
                )
            case SignatureBlock():
                yield _cell((*block.left, *block.right)), " ", _escape(block.left_name), " ", _escape(block.right_name)
            case _:
                pass


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text).replace("\n", "<br>")


def _anchor(bookmark: str | None) -> str:
    return "" if bookmark is None else f'<a id="{bookmark}"></a>'


def _inline(runs: tuple[Run, ...]) -> str:
    parts = []
    for run in runs:
        text = _escape(run.text)
        stars = "*" * (2 * run.bold + run.italic)
        text = f"{stars}{text}{stars}"
        parts.append(text if run.link is None else f"[{text}](#{run.link})")
    return "".join(parts)


def _cell(paragraphs: tuple[Paragraph, ...]) -> str:
    return "<br>".join(_anchor(each.bookmark) + _inline(each.runs) for each in paragraphs)


def _iter_lines(document: Document) -> Iterator[str]:
    for block, _ in iter_blocks(document):
        match block:
            case Paragraph():
                yield from _wrap(_text(block))
            case Heading():
                yield from _wrap(block.text)
            case Table():
                for row in block.rows:
                    yield from _wrap(" | ".join(" ".join(map(_text, cell.paragraphs)) for cell in row.cells))
            case TableOfContents():
                yield from (each.text for each in document.headings() if each.is_listed and each.level <= block.depth)
            case SignatureBlock():
                yield from map(_text, (*block.left, *block.right))
                yield f"{block.left_name} {block.right_name}"
            case _:
                pass


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _wrap(text: str) -> Iterator[str]:
    line: list[str] = []
    taken = 0
    for word in text.split():
        if line and taken + 1 + len(word) > _WIDTH:
            yield " ".join(line)
            line, taken = [], 0
        taken += len(word) + bool(line)
        line.append(word)
    yield " ".join(line)
