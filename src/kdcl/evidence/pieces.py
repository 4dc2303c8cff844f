"""The pieces of evidence that a list names: entries with one code are one piece with several papers.

The template of the official software has schools write a piece with several papers on several rows with one code. A
school's file may list it so, or once with ``pieces``; nothing in the file is changed, and both are read alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from kdcl.codes import EvidenceCode
from kdcl.school import Evidence


@attrs.frozen(kw_only=True)
class ListedPiece:
    """A piece of evidence as the list has it: all entries that have its code.

    Attributes:
        code: their code.
        entries: the entries, in the order of the list; one or more.
    """

    code: EvidenceCode
    entries: tuple[Evidence, ...]

    @property
    def paper_count(self) -> int:
        """The number of physical items: of each entry those listed under it, or one where none is listed."""
        return sum(len(entry.pieces) or 1 for entry in self.entries)

    def say(self, text: Callable[[Evidence], str]) -> tuple[tuple[str, Evidence], ...]:
        """Return what the entries say, the same words once and none that are empty, each with its first entry."""
        said: dict[str, Evidence] = {}
        for entry in self.entries:
            said.setdefault(text(entry), entry)
        return tuple((words, entry) for words, entry in said.items() if words)


def list_pieces(evidence: Iterable[Evidence]) -> tuple[ListedPiece, ...]:
    """Return the pieces of a list of evidence as the official list has them: by standard, criterion and number."""
    gathered: dict[EvidenceCode, list[Evidence]] = {}
    for entry in evidence:
        gathered.setdefault(entry.code, []).append(entry)
    return tuple(
        ListedPiece(code=code, entries=tuple(gathered[code]))
        for code in sorted(gathered, key=lambda code: (code.home, code.box))
    )
