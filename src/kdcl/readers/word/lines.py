"""Small questions about lines: blanks of a form, counts, letters of indicators; and texts joined from lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kdcl.readers.files.content import FileCell, FileTable, Line, Use, mark
from kdcl.readers.vocabulary.words import exact_words, folded_words
from kdcl.text.folding import fold_case
from kdcl.text.phrases import is_blank

BETWEEN_CELLS = " | "
"""What stands between the cells of a small table that is kept as text."""

_LONGEST_TOTAL = 250
_CODE = re.compile(r"(?<![\d.,])\d{1,2}\.\d{1,2}(?!\d|\s*%)")
"""The code of a criterion: which ones are met says more than how many, if no number stands before them."""

_total = folded_words(
    r"\W*(?:\d\W*)?{total}\b(?:\D*?(?:{criterion}|{indicator}).*?(?:\d|:\s*$|\b{none}\W*$)"
    r"|\W*\d+\s+(?:{criterion}|{indicator})\b)",
    re.DOTALL,
)
_remark = folded_words(r"\W*{remark}")


def iter_remarks(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that are remarks of this library on what it printed, and no part of the paper.

    A remark is one paragraph, and has a line for each of its sentences.
    """
    paragraph: int | None = None
    for line in lines:
        if _remark().match(line.folded):
            paragraph = line.number
        if line.number == paragraph:
            yield line


def is_total(line: Line) -> bool:
    """Whether a line counts criteria or indicators and says nothing else."""
    if len(line.text) > _LONGEST_TOTAL or _total().match(line.folded) is None:
        return False
    if _CODE.search(line.folded) and _counting().match(line.folded) is None:
        return False
    return re.search(r"[^\W\d_]", _count_words().sub(" ", fold_case(line.text))) is None


_count_words = exact_words(
    r"\b(?:(?:{total}|{counting}|{sum}|{met}|{not_met}|{open}|{criterion}|{indicator}|{standard}|{none}|{out_of}"
    r"|{label_filling}|{verdict_filling}|{count_filling}|[a-h])\b)"
)
"""The words that counts are made of: any other word makes a line text."""

_counting = folded_words(r"\W*(?:\d\W*)?{counting}\b")


def is_counting(line: Line) -> bool:
    """Whether a line gives numbers of criteria or indicators, and no verdict of any."""
    return _counting().match(line.folded) is not None and is_total(line)


_letter = folded_words(r"\W*(?:{indicator}\s*(?P<named>[a-h])\b\s*[).:/,-]*|(?P<bare>[a-h])\s*[).:/])\s*")


def find_letter(line: Line) -> tuple[str, int] | None:
    """Return the letter of the indicator that a line opens with and where the text behind it begins, or None.

    The place is negative or 0 where the letter is a number that Word prints and does not store.
    """
    found = _letter().match(line.labelled)
    if found is None:
        return None
    shift = len(line.labelled) - len(line.text)
    # Indicators have small letters; a capital one numbers something else.
    if found["named"] is None and found.start("bare") >= shift and line.text[found.start("bare") - shift].isupper():
        return None
    return found["named"] or found["bare"], found.end() - shift


def iter_texts(items: Iterable[Line | FileTable]) -> Iterator[tuple[str, list[Line], bool]]:
    """Iterate over the texts of lines and of the rows of small tables, with their lines and whether they are a row.

    Room to be filled in is marked as belonging to the form and left out.
    """
    for item in items:
        if isinstance(item, Line):
            if is_blank(item.folded):
                item.use = Use.FORM
            else:
                yield item.text, [item], False
        else:
            for row in item.rows:
                if text := row_text(row):
                    yield text, [line for cell in row for line in cell.lines], True


def row_text(row: list[FileCell]) -> str:
    """Return a row as one text."""
    return BETWEEN_CELLS.join(cell.text.replace("\n", " ") for cell in row if cell.text)


def take_text(items: Iterable[Line | FileTable]) -> str:
    """Return the lines as one text, one below the other, and mark them as used."""
    texts = []
    for text, lines, _ in iter_texts(items):
        texts.append(text)
        mark(lines, Use.FACT)
    return "\n".join(texts)
