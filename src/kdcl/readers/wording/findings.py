"""The outline of a file held against the framework, one by one: official texts, and everything that is not in order."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.findings import Finding
from kdcl.law import Criterion, Framework, Indicator, Standard
from kdcl.messages import Message, message
from kdcl.places import ROOT
from kdcl.readers.wording.lines import Lines
from kdcl.readers.wording.outline import Node
from kdcl.wording import FrameworkWording, OfficialRequirement, OfficialTitle, WordingSource

Code = int | CriterionCode | IndicatorCode
Item = TypeVar("Item", Standard, Criterion, Indicator)


class WordingFindingKind(enum.StrEnum):
    """What is not in order."""

    MISSING = "missing"
    DOUBLED = "doubled"
    EMPTY = "empty"
    OUT_OF_ORDER = "out_of_order"
    MISNUMBERED = "misnumbered"
    UNKNOWN = "unknown"
    """The framework has nothing of this number."""
    UNPLACED = "unplaced"
    """Lines that were not understood; they are not in the wording."""


def resolve(numbers: Sequence[int], size: int) -> tuple[tuple[int, WordingFindingKind | None], ...]:
    """Return for each number that stands in the file the number that is meant, and what is wrong with it.

    A number is a slip where the one that belongs there is missing and the next goes on after it; otherwise numbers
    are what they say, once each.

    Args:
        numbers: as the file has them, in its order.
        size: how many there should be.

    >>> [meant for meant, _ in resolve([1, 3, 3], 3)]
    [1, 2, 3]
    """
    found: list[tuple[int, WordingFindingKind | None]] = []
    seen: set[int] = set()
    last = 0
    for place, number in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        meant, kind = _resolve_one(number, following, last, size, seen)
        found.append((meant, kind))
        seen.add(meant)
        if kind in (None, WordingFindingKind.MISNUMBERED):
            last = meant
    return tuple(found)


def _resolve_one(
    number: int, following: int | None, last: int, size: int, seen: set[int]
) -> tuple[int, WordingFindingKind | None]:
    expected = last + 1
    is_strange = number in seen or not 1 <= number <= size
    if number != expected <= size and expected not in seen:
        goes_on = following == expected + 1 if following is not None else is_strange and expected == size
        if goes_on:
            return expected, WordingFindingKind.MISNUMBERED
    if not 1 <= number <= size:
        return number, WordingFindingKind.UNKNOWN
    if number in seen:
        return number, WordingFindingKind.DOUBLED
    return number, None if number > last else WordingFindingKind.OUT_OF_ORDER


class WordingComparison:
    """Holds the parts of a file that belong to one framework against it."""

    def __init__(
        self, framework: Framework, parts: Sequence[Node], lines: Lines, *, has_checks: bool, is_alone: bool
    ) -> None:
        """Compare.

        Args:
            framework: what should be there.
            parts: what is there.
            lines: the lines of the file.
            has_checks: whether the file says of indicators what they ask, as letter 46 does.
            is_alone: whether no other framework was asked for, so that the heading of its part says nothing new.
        """
        self.findings: list[Finding] = []
        self._framework = framework
        self._lines = lines
        self._has_checks = has_checks
        self._titles: list[OfficialTitle] = []
        self._requirements: list[OfficialRequirement] = []
        self._line: int | None = None
        if not parts:
            self._note(
                WordingFindingKind.MISSING, None, message("nothing was found for {framework}", framework=framework.id)
            )
            return
        if not is_alone and any(part.line is None for part in parts):
            line = parts[0].children[0].line
            remark = message("the heading of the part is missing; it was taken for {framework}", framework=framework.id)
            self._note(WordingFindingKind.MISSING, None, remark, line)
        children = [child for part in parts for child in part.children]
        for standard, node in self._match(children, framework.standards):
            self._compare_standard(standard, node)

    def wording(self, source: WordingSource) -> FrameworkWording | None:
        """Return the official texts that were found; None where there are none."""
        if not self._titles and not self._requirements:
            return None
        return FrameworkWording(
            framework=self._framework.id,
            source=source,
            titles=tuple(sorted(self._titles, key=_title_order)),
            requirements=tuple(self._requirements),
        )

    def _match(self, nodes: Sequence[Node], items: Sequence[Item]) -> Iterator[tuple[Item, Node]]:
        """Iterate over what the framework has and the file has too, in the law's order; note all that does not fit."""
        numbers = [node.number for node in nodes]
        found: dict[int, Node] = {}
        for node, (number, kind) in zip(nodes, resolve(numbers, len(items)), strict=True):
            if kind is not None:
                self._note_number(kind, node, number, items)
            if number in found:
                _complete(found[number], node)
            found.setdefault(number, node)
        for number, item in enumerate(items, start=1):
            if number in found:
                self._line = found[number].line or self._line
                yield item, found[number]
            else:
                self._note(WordingFindingKind.MISSING, _code(item), message("{item} is missing", item=_name(item)))

    def _note_number(self, kind: WordingFindingKind, node: Node, number: int, items: Sequence[Item]) -> None:
        if kind is WordingFindingKind.UNKNOWN:
            last = _name(items[-1])
            remark = message("there is nothing of this number: {last} is the last one; it was left out", last=last)
            self._note(kind, None, remark, node.line)
            return
        item = items[number - 1]
        self._note(kind, _code(item), _NUMBER_REMARKS[kind](_name(item)), node.line)

    def _compare_standard(self, standard: Standard, node: Node) -> None:
        self._read_title(standard, node)
        for criterion, below in self._match(node.children, standard.criteria):
            self._compare_criterion(criterion, below)

    def _compare_criterion(self, criterion: Criterion, node: Node) -> None:
        self._read_title(criterion, node)
        matched = list(self._match(node.children, criterion.indicators))
        for indicator, below in matched:
            self._compare_indicator(indicator, below)
        if len(matched) == len(criterion.indicators):
            self._note_loose(criterion, node.orphans)

    def _read_title(self, item: Standard | Criterion, node: Node) -> None:
        self._note_loose(item, node.loose)
        # Forms set their own sign behind a title.
        text = " ".join(node.text).rstrip(" .;:")
        if text:
            self._titles.append(OfficialTitle(code=item.number if isinstance(item, Standard) else item.code, text=text))
            return
        kind = WordingFindingKind.MISSING if node.line is None else WordingFindingKind.EMPTY
        remark = message("the title of {item} is missing", item=_name(item))
        self._note(kind, _code(item), remark, node.line)

    def _compare_indicator(self, indicator: Indicator, node: Node) -> None:
        text = "\n".join(node.text)
        if text:
            checks = tuple(node.checks or ())
            self._requirements.append(OfficialRequirement(code=indicator.code, text=text, checks=checks))
        else:
            remark = message("{item} has no text", item=_name(indicator))
            self._note(WordingFindingKind.EMPTY, indicator.code, remark, node.line)
        if self._has_checks and (node.checks is None or not node.has_evidence or not node.checks):
            self._note_headings(indicator, node)
        else:
            self._note_loose(indicator, node.loose)

    def _note_headings(self, indicator: Indicator, node: Node) -> None:
        """Note which of the two headings inside an indicator is missing, or that nothing stands under the first."""
        kind, name = WordingFindingKind.MISSING, _name(indicator)
        if node.checks is None:
            remark = message(
                "{item} does not say what it asks; lines left out: {count}", item=name, count=len(node.loose)
            )
        elif not node.has_evidence:
            remark = message(
                "{item} has no heading of suggested evidence; what it asks may hold evidence too", item=name
            )
        else:
            kind = WordingFindingKind.EMPTY
            remark = message("nothing stands under the heading of what {item} asks", item=name)
        self._note(kind, indicator.code, remark, node.line)

    def _note_loose(self, item: Standard | Criterion | Indicator, lines: Sequence[int]) -> None:
        if lines:
            remark = message(
                "at {item} lines were not understood and left out: {lines}", item=_name(item), lines=tuple(lines)
            )
            self._note(WordingFindingKind.UNPLACED, _code(item), remark, lines[0])

    def _note(self, kind: WordingFindingKind, code: Code | None, remark: Message, line: int | None = None) -> None:
        line = line or self._line
        finding = Finding(
            kind=kind,
            subject=(self._framework.id, *(() if code is None else (str(code),))),
            place=ROOT if line is None else self._lines.place(line),
            message=remark,
        )
        self.findings.append(finding)


_NUMBER_REMARKS: dict[WordingFindingKind, Callable[[Message], Message]] = {
    WordingFindingKind.DOUBLED: lambda item: message("{item} stands there twice; the first one was kept", item=item),
    WordingFindingKind.OUT_OF_ORDER: lambda item: message("{item} stands after one that should follow it", item=item),
    WordingFindingKind.MISNUMBERED: lambda item: message(
        "another number stands where {item} belongs; it was taken for that", item=item
    ),
}


def _title_order(title: OfficialTitle) -> tuple[bool, int, int]:
    """Return the place of a title: standards first, then criteria."""
    if isinstance(title.code, int):
        return False, title.code, 0
    return True, title.code.standard, title.code.criterion


def _complete(kept: Node, doubled: Node) -> None:
    """Give a heading that stands twice what only its second place has."""
    if kept.checks is None:
        kept.checks, kept.has_evidence = doubled.checks, doubled.has_evidence
    if not kept.children:
        kept.children = doubled.children


def _code(item: Standard | Criterion | Indicator) -> Code:
    return item.number if isinstance(item, Standard) else item.code


def _name(item: Standard | Criterion | Indicator) -> Message:
    if isinstance(item, Standard):
        return message("standard {number}", number=item.number)
    if isinstance(item, Criterion):
        return message("criterion {code}", code=item.code)
    return message("indicator {code}", code=item.code)
