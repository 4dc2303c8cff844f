"""What the readers of papers work on: the lines and tables of a paper, and what is noticed in them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import attrs

from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import Message
from kdcl.places import Place
from kdcl.readers.files.content import FileTable, Line, iter_lines
from kdcl.readers.vocabulary.words import phrase_pattern
from kdcl.readers.word.result import FindingKind

# U+F0B7 is the bullet of the font Symbol, which Word stores as a private character.
_BULLET = re.compile(r"(?:[-+*\u2022\u2013\u2014\uf0b7\u25aa]|\d{1,2}[.)](?!\d)|[a-h][.)])\s*")
_DASH = re.compile(r"[-+*\u2022\u2013\u2014\uf0b7\u25aa]\s*")


@attrs.define(kw_only=True)
class Page:
    """A paper that is being read.

    Attributes:
        items: its lines and tables.
        framework: the framework it is read under.
        findings: what was noticed.
        guessed: where in the self-assessment stands what the paper does not say.
    """

    items: list[Line | FileTable]
    framework: Framework
    findings: list[Finding]
    guessed: list[Place] = attrs.field(factory=list)

    @functools.cached_property
    def lines(self) -> list[Line]:
        """All lines, those in tables too."""
        return list(iter_lines(self.items))

    @property
    def tables(self) -> Iterator[FileTable]:
        """The tables."""
        return (item for item in self.items if isinstance(item, FileTable))

    def note(self, kind: FindingKind, what: Message, place: Place) -> None:
        """Note something in the paper."""
        self.findings.append(Finding(kind=kind, message=what, place=place))


@functools.cache
def whole(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern for a folded line that is one of these phrases and nothing else."""
    return re.compile(rf"\A\W*{phrase_pattern(table, name)}\W*")


@functools.cache
def opening(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern for the beginning of a folded line with one of these phrases; ``rest`` is behind it."""
    return re.compile(rf"\W*{phrase_pattern(table, name)}(?!\w)[\s:.]*(?P<rest>.*)", re.DOTALL)


def without_bullet(text: str) -> str:
    """Return a text without the dash or the number it opens with."""
    found = _BULLET.match(text)
    return text if found is None else text[found.end() :]


def has_dash(line: Line) -> bool:
    """Whether a line is an entry behind a dash or another sign."""
    return _DASH.match(line.text) is not None or (bool(line.label) and not line.label[0].isalnum())


def has_number(line: Line) -> bool:
    """Whether a line is an entry behind a number, typed or printed by Word."""
    return (_BULLET.match(line.text) is not None and not has_dash(line)) or (
        bool(line.label) and line.label[0].isalnum()
    )
