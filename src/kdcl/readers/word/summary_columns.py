"""Groups of columns of the summary: which belong together, whose they are, and what takes their marks back."""

from __future__ import annotations

import attrs

from kdcl.readers.files.content import FileCell
from kdcl.readers.vocabulary.words import column_pattern
from kdcl.readers.word.marks import head_verdict
from kdcl.readers.word.tables import Head
from kdcl.readers.word.verdict_words import get_grammar, get_hedges, get_hopes
from kdcl.school import Rating
from kdcl.text.folding import fold_case

_LONGEST_REMARK = 60
"""Letters of a remark on a mark at most; what is longer is text on something else."""


@attrs.frozen
class ColumnGroup:
    """Columns that belong together: where they begin, the marks, and the columns known by their heads."""

    first: int
    met: int
    not_met: int
    names: dict[str, int]


def find_groups(head: Head, rows: list[list[FileCell]]) -> list[ColumnGroup]:
    """Return the groups of columns below a head of one or more rows."""
    groups = []
    first = 0
    for met, not_met in zip(head.columns["met"], head.columns["not_met"], strict=True):
        names: dict[str, int] = {}
        for name in ("number", "standard", "criterion", "title"):
            heads = (cell for row in rows for cell in row if first <= cell.column < met and _is_head(name, cell))
            if head_cell := next(heads, None):
                names[name] = head_cell.column
        groups.append(ColumnGroup(first, met, not_met, names))
        first = max(met, not_met) + 1
    return groups


def choose_own(groups: list[ColumnGroup], heads: list[list[FileCell]]) -> list[ColumnGroup]:
    """Return the groups without those of another assessment: of several on the same criteria the school's own counts.

    Where none or several are headed as the school's own, nobody can tell which counts, and none does.
    """
    # Each group names its own criteria: these are halves side by side, and no second assessment of the same ones.
    if all(group.first < group.met for group in groups):
        return groups
    own = column_pattern("summary_result")
    named = {cell.column for row in heads for cell in row if cell.folded and own.fullmatch(cell.folded)}
    chosen = [group for group in groups if group.met in named]
    return [attrs.evolve(chosen[0], first=0, names=groups[0].names)] if len(chosen) == 1 else []


def is_headed_otherwise(group: ColumnGroup, heads: list[list[FileCell]]) -> bool:
    """Whether a cell above the marks says that they are hoped for, or were those of another time."""
    above = [
        fold_case(cell.text)
        for row in heads
        for cell in row
        if cell.column <= max(group.met, group.not_met) and cell.column + cell.columns > min(group.met, group.not_met)
    ]
    return any(get_hopes().search(text) for text in above)


def takes_back(group: ColumnGroup, row: list[FileCell], rating: Rating) -> bool:
    """Whether a remark behind the marks says otherwise than they do, or takes them back."""
    for cell in row:
        if cell.column <= max(group.met, group.not_met) or len(cell.text) > _LONGEST_REMARK:
            continue
        if group.met == group.not_met and head_verdict(cell) is not None:
            continue  # the results of another assessment beside the school's own
        text = fold_case(cell.text)
        said = {word.lastgroup for word in get_grammar().finditer(text)} & {"met", "not_met", "open", "share"}
        if said - {rating.value} or (rating is Rating.MET and get_hedges().search(text)):
            return True
    return False


def _is_head(name: str, cell: FileCell) -> bool:
    if not cell.folded:
        return False
    if name == "number":
        return column_pattern("number").fullmatch(cell.folded) is not None
    return column_pattern(f"summary_{name}").fullmatch(cell.folded) is not None
