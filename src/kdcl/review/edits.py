"""Marks put into the bytes of a part: texts exchanged, tracked changes, comments; every other byte stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from xml.sax.saxutils import escape

import attrs

from kdcl.review.scan import Child, ReportScan, ScannedParagraph, ScannedRun

AUTHOR = "kdcl"
"""Who changes and comments are by: the program, not a person. They carry no date: the bytes are always the same."""

_SPACE = b' xml:space="preserve"'
_OUTERMOST = 1
"""How far outside marks of a whole paragraph stand of those at the same byte."""


@attrs.frozen(kw_only=True)
class Edit:
    """What is done to a stretch of a paragraph's text.

    Attributes:
        start: its first character.
        end: the character behind its last one.
        new: the text that replaces it; None where it stays.
        is_tracked: whether the old text stays too, as a tracked change.
        comment: the number of the comment that is put on it; None where none is.
    """

    start: int
    end: int
    new: str | None = None
    is_tracked: bool = False
    comment: int | None = None


@attrs.frozen
class _Stretch:
    """What a change touches of a run, in characters of its own; whether it begins or ends the change."""

    run: ScannedRun
    start: int
    end: int
    is_first: bool
    is_last: bool = False


@attrs.define
class PartEditor:
    """Gathers the marks of a part and writes it with them.

    Attributes:
        scan: the part.
        next_id: the number of the next tracked change.
    """

    scan: ReportScan
    next_id: int = 1
    _splices: list[tuple[int, int, int, int, bytes]] = attrs.field(factory=list, init=False)
    _keeping: set[int] = attrs.field(factory=set, init=False)

    def write(self) -> bytes:
        """Return the part with the marks in it."""
        pieces, place = [], 0
        for start, _, _, end, new in sorted(self._splices):
            pieces += [self.scan.data[place:start], new]
            place = end
        return b"".join([*pieces, self.scan.data[place:]])

    def comment_on(self, paragraph: ScannedParagraph, numbers: Sequence[int]) -> None:
        """Put comments on a whole paragraph."""
        opening = "".join(self._range_start(number) for number in numbers)
        closing = "".join(self._range_end(number) for number in numbers)
        data = self.scan.data
        if paragraph.body_end == paragraph.end:  # an empty element, `<w:p/>`
            tag = data[paragraph.start : paragraph.end].removesuffix(b"/>").rstrip()
            whole = tag + b">" + self._encoded(f"{opening}{closing}</{self.scan.prefix}p>")
            self._splice(paragraph.start, paragraph.end, whole)
            return
        self._splice(paragraph.body_start, paragraph.body_start, self._encoded(opening), rank=-_OUTERMOST)
        self._splice(paragraph.body_end, paragraph.body_end, self._encoded(closing), rank=_OUTERMOST)

    def change(self, paragraph: ScannedParagraph, changes: Sequence[Edit]) -> None:
        """Make changes that do not overlap, in their order."""
        for change in changes:
            for stretch in _list_stretches(paragraph, change):
                if change.new is not None and not change.is_tracked:
                    self._exchange(stretch, change.new if stretch.is_first else "")
                else:
                    self._enclose(stretch, change)

    def _exchange(self, stretch: _Stretch, new: str) -> None:
        """Write a text in place of a stretch of a run's."""
        for child, first, last in _iter_parts(stretch):
            if child.is_text:
                units = list(self.scan.iter_units(child))
                self._splice(units[first][0], units[last - 1][1], self._encoded(escape(new)))
                new = ""
            else:
                self._splice(child.start, child.end, b"")

    def _enclose(self, stretch: _Stretch, change: Edit) -> None:
        """Make a stretch of a run a run of its own, with marks before and behind it."""
        w, run = self.scan.prefix, stretch.run
        opening = self._range_start(change.comment) if change.comment is not None and stretch.is_first else ""
        closing = self._range_end(change.comment) if change.comment is not None and stretch.is_last else ""
        head = self.scan.data[run.start : run.head_end]
        name = f"{w}t"
        if change.new is not None:
            # inside a deletion Word looks for the text under this name
            name = f"{w}delText"
            opening += f'<{w}del {w}id="{self._take_id()}" {w}author="{AUTHOR}">'
            inserted = b""
            if stretch.is_last:
                text = self._encoded(f'<{w}t xml:space="preserve">{escape(change.new)}</{w}t></{w}r></{w}ins>')
                inserted = self._encoded(f'<{w}ins {w}id="{self._take_id()}" {w}author="{AUTHOR}">') + head + text
            after = self._encoded(f"</{w}del>") + inserted + self._encoded(closing)
        else:
            after = self._encoded(closing)
        self._cut(run, stretch.start, self._encoded(opening), after_name=name, before_name=f"{w}t")
        if change.new is not None:
            self._rename(stretch, name)
        self._cut(run, stretch.end, after, after_name=f"{w}t", before_name=name)

    def _cut(self, run: ScannedRun, place: int, marks: bytes, *, before_name: str, after_name: str) -> None:
        """End a run at a place of its text and go on with another of the same looks, with marks between them."""
        w = self.scan.prefix
        head = self.scan.data[run.start : run.head_end]
        if place == 0:
            self._splice(run.start, run.start, marks)
            return
        ends = list(accumulate(len(child.text) for child in run.children))
        if place == ends[-1]:
            self._splice(run.end, run.end, marks)
            return
        child, end = next(pair for pair in zip(run.children, ends, strict=True) if pair[1] >= place)
        if place == end:
            self._splice(child.end, child.end, self._encoded(f"</{w}r>") + marks + head)
            return
        at = list(self.scan.iter_units(child))[place - end + len(child.text)][0]
        if before_name == f"{w}t":
            self._keep_blanks(child)
        before, after = self._encoded(f"</{before_name}></{w}r>"), self._encoded(f"<{after_name}")
        self._splice(at, at, before + marks + head + after + _SPACE + b">")

    def _rename(self, stretch: _Stretch, name: str) -> None:
        """Call the texts that lie in a stretch of a run what deleted text is called."""
        position = 0
        for child in stretch.run.children:
            first, last = position, position + len(child.text)
            position = last
            if not child.is_text or not child.text:
                continue
            if stretch.start <= first < stretch.end:
                self._splice(child.start, child.inner_start, self._encoded(f"<{name}") + _SPACE + b">")
                self._keeping.add(child.start)
            if stretch.start < last <= stretch.end:
                self._splice(child.inner_end, child.end, self._encoded(f"</{name}>"))

    def _keep_blanks(self, child: Child) -> None:
        """Let a text keep blanks at its ends, which it has once it is cut."""
        tag = self.scan.data[child.start : child.inner_start]
        if b"preserve" not in tag and child.start not in self._keeping:
            self._splice(child.inner_start - 1, child.inner_start - 1, _SPACE)
        self._keeping.add(child.start)

    def _range_start(self, number: int) -> str:
        return f'<{self.scan.prefix}commentRangeStart {self.scan.prefix}id="{number}"/>'

    def _range_end(self, number: int) -> str:
        w = self.scan.prefix
        # the range alone shows nothing: Word finds a comment by the reference behind it
        reference = f'<{w}r><{w}commentReference {w}id="{number}"/></{w}r>'
        return f'<{w}commentRangeEnd {w}id="{number}"/>{reference}'

    def _take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _splice(self, start: int, end: int, new: bytes, *, rank: int = 0) -> None:
        if new or start != end:
            self._splices.append((start, rank, len(self._splices), end, new))

    def _encoded(self, text: str) -> bytes:
        return text.encode(self.scan.encoding, "xmlcharrefreplace")


def _list_stretches(paragraph: ScannedParagraph, change: Edit) -> list[_Stretch]:
    """Return what a change touches of the runs of a paragraph."""
    position = 0
    found: list[_Stretch] = []
    for run in paragraph.runs:
        length = len(run.text)
        start, end = max(change.start - position, 0), min(change.end - position, length)
        if start < end:
            found.append(_Stretch(run, start, end, is_first=not found))
        position += length
    return [*found[:-1], attrs.evolve(found[-1], is_last=True)] if found else []


def _iter_parts(stretch: _Stretch) -> Iterator[tuple[Child, int, int]]:
    """Yield the elements of a run that a stretch touches, with the stretch of each in characters of its own."""
    position = 0
    for child in stretch.run.children:
        first, last = max(stretch.start - position, 0), min(stretch.end - position, len(child.text))
        if first < last:
            yield child, first, last
        position += len(child.text)
