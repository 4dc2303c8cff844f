"""Settles the headings of items that their words leave open, once all parts of a report are there.

Two things are open: words behind a heading, which may belong to it or be all that the item says; and a line that has
the number of an item that is missing, where that item belongs, in words that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from kdcl.codes import find_codes
from kdcl.findings import Finding
from kdcl.messages import Message, message
from kdcl.readers.files.content import Line, Use
from kdcl.readers.vocabulary.items import Item, is_numbered_as
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.sections import ReportSection, Zone
from kdcl.text.phrases import is_blank

_LONGEST_HEADING = 80
_OWN_LIST = re.compile(r"\W*\d{1,2}\s*[.)]")


@attrs.define
class HeadingSettler:
    """Settles headings.

    Attributes:
        findings: what was noticed.
        cut: the lines that were cut in two, by their identity.
    """

    findings: list[Finding]
    cut: dict[int, list[Line]] = attrs.field(factory=dict)

    def settle(self, sections: list[ReportSection]) -> list[ReportSection]:
        """Return the sections with every heading settled."""
        for section in sections:
            if section.words and section.heading is not None:
                self._settle_words(section, section.heading)
        settled: list[ReportSection] = []
        for occurrence in _iter_occurrences(sections):
            settled += self._settle_items(occurrence)
        return settled

    def _settle_words(self, section: ReportSection, heading: Line) -> None:
        """Leave words with the heading where text follows; where none does, they are the text."""
        words = heading.text[section.words :].strip()
        if any(not is_blank(line.folded) for line in section.lines):
            what = message("{section}: read as a part of the heading: {text}", section=section.name, text=words)
            self._tell(what, heading)
            return
        section.heading, rest = self._cut(heading, section.words)
        section.items.insert(0, rest)

    def _settle_items(self, occurrence: list[ReportSection]) -> Iterator[ReportSection]:
        """Iterate over the parts of a criterion, those too whose headings nobody knows."""
        present = {section.item for section in occurrence}
        for section in occurrence:
            yield section
            last = section
            for item in _missing_behind(section, present):
                if (place := _find_heading(last, item)) is not None:
                    last = self._open(last, item, place)
                    yield last

    def _open(self, section: ReportSection, item: Item, place: int) -> ReportSection:
        """Cut a part of a criterion in two at the heading of an item."""
        heading = section.items[place]
        behind = section.items[place + 1 :]
        del section.items[place:]
        assert isinstance(heading, Line)  # noqa: S101 - only lines are looked at
        colon = heading.text.find(":") + 1
        if 0 < colon < len(heading.text):
            heading, rest = self._cut(heading, colon)
            behind.insert(0, rest)
        heading.use = Use.HEADING
        what = message(
            "{section}: taken for the heading of {item}: {text}",
            section=section.name,
            item=item.words,
            text=heading.text,
        )
        self._tell(what, heading)
        return attrs.evolve(section, kind=Zone.ITEM, heading=heading, item=item, items=behind, words=0)

    def _cut(self, line: Line, place: int) -> tuple[Line, Line]:
        heading = attrs.evolve(line, text=line.text[:place].strip())
        rest = attrs.evolve(line, text=line.text[place:].strip(), label="", use=None)
        self.cut[id(line)] = [heading, rest]
        return heading, rest

    def _tell(self, what: Message, line: Line) -> None:
        self.findings.append(Finding(kind=FindingKind.ITEM, message=what, place=line.place))


def _iter_occurrences(sections: list[ReportSection]) -> Iterator[list[ReportSection]]:
    """Iterate over the parts: those of a criterion together, any other one alone."""
    group: list[ReportSection] = []
    for section in sections:
        if section.kind is not Zone.ITEM and group:
            yield group
            group = []
        group.append(section)
    yield group


def _missing_behind(section: ReportSection, present: set[Item | None]) -> Iterator[Item]:
    """Iterate over the items that are missing between a part and the next one that is there."""
    if section.kind not in (Zone.CRITERION, Zone.ITEM):
        return
    items = list(Item)
    for item in items[0 if section.item is None else items.index(section.item) + 1 :]:
        if item in present:
            return
        yield item


def _find_heading(section: ReportSection, item: Item) -> int | None:
    """Return the place of a line that has the item's number and can be its heading, or None.

    Numbers below it, one after the other, are a list in the text.
    """
    for place, line in enumerate(section.items):
        if not isinstance(line, Line):
            continue
        found = is_numbered_as(item, line)
        if found is not None and _can_be_heading(line, found["rest"]):
            return place if place + 1 < len(section.items) or ":" in line.text or item is Item.VERDICT else None
        if _OWN_LIST.match(line.labelled):
            return None
    return None


def _can_be_heading(line: Line, rest: str) -> bool:
    words = rest.partition(":")[0] if ":" in rest[:_LONGEST_HEADING] else rest
    if len(words) > _LONGEST_HEADING or find_codes(line.text):
        return False
    begins = line.text[max(0, len(line.text) - len(rest)) :][:1]
    return not begins.islower() and not (words is rest and rest.rstrip().endswith((".", ";", ",")))
