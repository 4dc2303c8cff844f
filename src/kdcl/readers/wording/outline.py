"""From marked lines to the outline of the law: parts, standards, criteria, indicators, as the file has them.

Nothing is judged here: numbers are the file's own. Only where a heading must be missing, because numbers begin anew, is
an empty one put in its place, so that one lost line does not displace all that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from kdcl.law import Criterion, Framework, InstitutionType, Standard
from kdcl.readers.wording.lines import WordingLine
from kdcl.readers.wording.lookahead import Following, look_ahead
from kdcl.readers.wording.marks import Mark, MarkKind

_BULLETS = ("-", "+", "•", "*", "–")
_ENDS = (".", ";", ":", "?", "!")
_PART, _STANDARD, _CRITERION, _INDICATOR = range(4)


@attrs.define(eq=False)
class Node:
    """A part, standard, criterion or indicator as the file has it.

    Attributes:
        number: its number in the file; 0 for a part.
        line: where its heading stands; None where the heading is missing.
        text: the lines of its title or requirement.
        children: what stands under it.
        framework: of a part, the framework it belongs to; None where nobody asked for it.
        checks: the lines under the heading of what the indicator asks; None without that heading.
        has_evidence: whether the heading of suggested evidence follows.
        loose: the lines that belong to nothing that is read.
        orphans: of a criterion, the lines that begin what an indicator asks whose own line is not there.
    """

    number: int
    line: int | None
    text: list[str] = attrs.field(factory=list)
    children: list[Node] = attrs.field(factory=list)
    framework: Framework | None = None
    checks: list[str] | None = None
    has_evidence: bool = False
    loose: list[int] = attrs.field(factory=list)
    orphans: list[int] = attrs.field(factory=list)

    @property
    def last_number(self) -> int:
        """The number of the last child; 0 where there is none."""
        return self.children[-1].number if self.children else 0


class WordingOutline:
    """The outline of marked lines.

    Attributes:
        parts: the parts in the file's order.
        has_checks: whether the file has headings of what indicators ask, as letter 46 has them.
    """

    def __init__(self, marks: Sequence[Mark], frameworks: Mapping[InstitutionType, Framework]) -> None:
        """Build the outline.

        Args:
            marks: the lines with what they are.
            frameworks: the frameworks asked for.
        """
        self.parts: list[Node] = []
        self.has_checks: bool = any(mark.kind is MarkKind.CHECKS for mark in marks)
        self._frameworks = frameworks
        self._named = {mark.institution for mark in marks if mark.kind is MarkKind.PART}
        self._path: list[Node] = []
        self._into: list[str] | None = None
        steps: dict[MarkKind, Callable[[Mark, Following], None]] = {
            MarkKind.PART: self._read_part,
            MarkKind.BREAK: self._read_break,
            MarkKind.STANDARD: self._read_standard,
            MarkKind.CRITERION: self._read_criterion,
            MarkKind.INDICATOR: self._read_indicator,
            MarkKind.CHECKS: self._read_checks,
            MarkKind.EVIDENCE: self._read_evidence,
            MarkKind.TEXT: self._read_text,
        }
        for mark, following in zip(marks, look_ahead(marks, has_checks=self.has_checks), strict=True):
            steps[mark.kind](mark, following)

    def _get(self, depth: int) -> Node | None:
        """Return the part, standard, criterion or indicator that is open."""
        return self._path[depth] if len(self._path) > depth else None

    def _open(self, depth: int, node: Node) -> None:
        siblings = self._path[depth - 1].children if depth else self.parts
        siblings.append(node)
        self._path[depth:] = [node]
        self._into = node.text

    def _start(self, depth: int, mark: Mark) -> None:
        self._open(depth, Node(mark.number, mark.line.number, [mark.text] if mark.text else []))

    def _supply(self, depth: int) -> None:
        """Put an empty heading where the file has lost one."""
        self._open(depth, Node(self._path[depth - 1].last_number + 1, None))

    def _size(self, depth: int) -> int:
        """Return how many children the framework has under what is open; 0 where it has no such thing."""
        framework = self._path[0].framework
        if framework is None:
            return 0
        if depth == _PART:
            return len(framework.standards)
        code = ".".join(str(node.number) for node in self._path[1 : depth + 1])
        if code not in framework:
            return 0
        item = framework[code]
        if isinstance(item, Standard):
            return len(item.criteria)
        return len(item.indicators) if isinstance(item, Criterion) else 0

    def _read_part(self, mark: Mark, _: Following) -> None:
        framework = self._frameworks.get(mark.institution) if mark.institution else None
        part = self._get(_PART)
        # A heading that comes again, as below a table of contents, opens no second part.
        if part is None or part.framework is not framework or not part.children:
            self._open(_PART, Node(0, mark.line.number, framework=framework))
        self._into = None

    def _read_break(self, mark: Mark, following: Following) -> None:
        # Letter 46 cites articles inside what indicators ask.
        if self.has_checks:
            self._read_text(mark, following)
            return
        del self._path[_STANDARD:]
        self._into = None

    def _read_standard(self, mark: Mark, _: Following) -> None:
        standard = self._get(_STANDARD)
        begins_anew = standard is not None and mark.number == 1 < standard.number and self._find_unmet() is not None
        if not self._path or begins_anew:
            self._open(_PART, Node(0, None, framework=self._find_unmet()))
        self._start(_STANDARD, mark)

    def _find_unmet(self) -> Framework | None:
        """Return the first framework asked for that no heading of the file names and that was not met yet."""
        met = [part.framework for part in self.parts]
        for institution, framework in self._frameworks.items():
            if institution not in self._named and framework not in met:
                return framework
        return None

    def _read_criterion(self, mark: Mark, following: Following) -> None:
        if not self._is_criterion(mark, following):
            self._read_text(mark, following)
            return
        standard = self._get(_STANDARD)
        is_next_there = standard is not None and following.standard == standard.number + 1
        if standard is None or (mark.number == 1 and standard.children and self._may_supply(_STANDARD, is_next_there)):
            self._supply(_STANDARD)
        self._start(_CRITERION, mark)

    def _is_criterion(self, mark: Mark, following: Following) -> bool:
        """Whether a numbered line is a criterion: indicator a follows, or it continues the count where one ended."""
        part, standard, criterion = self._get(_PART), self._get(_STANDARD), self._get(_CRITERION)
        if part is None or (standard is None and len(part.children) >= self._size(_PART) > 0):
            return False
        if mark.standard is not None and standard is not None and mark.standard != standard.number:
            return False
        if self._is_in_checks():
            # Numbered lists stand inside what an indicator asks; only a criterion leads to an indicator a with a
            # heading below.
            return following.leads_to_a and following.after_head is MarkKind.CHECKS
        if mark.is_named or following.leads_to_a:
            return True
        if criterion and criterion.last_number < self._size(_CRITERION):
            return False
        count = criterion.number if criterion else 0
        is_next = mark.number == count + 1 <= (self._size(_STANDARD) if standard else 1)
        return is_next and not _is_point(mark, following)

    def _may_supply(self, depth: int, is_next_there: bool) -> bool:  # noqa: FBT001 - private
        """Whether numbers begin anew because the next heading is lost: the framework has it, the file does not."""
        return not is_next_there and self._path[depth].number < self._size(depth - 1)

    def _read_indicator(self, mark: Mark, following: Following) -> None:
        if self._get(_STANDARD) is None or not self._is_indicator(mark, following):
            self._read_text(mark, following)
            return
        criterion = self._get(_CRITERION)
        is_next_there = criterion is not None and following.criterion == criterion.number + 1
        if criterion is None or (
            mark.number == 1 and criterion.children and self._may_supply(_CRITERION, is_next_there)
        ):
            self._supply(_CRITERION)
        self._start(_INDICATOR, mark)

    def _is_indicator(self, mark: Mark, following: Following) -> bool:
        """Whether a line with a letter is an indicator and no point of a list inside one.

        Where the file has headings of what indicators ask, such a heading follows; if it was lost, no list is open, and
        suggested evidence follows or the letter is the next one.
        """
        kind = following.inner.kind if following.inner else None
        if not self.has_checks or kind is MarkKind.CHECKS:
            return True
        if self._is_in_checks():
            return False
        criterion = self._get(_CRITERION)
        expected = criterion.last_number + 1 if criterion else 1
        return kind is MarkKind.EVIDENCE or mark.number == expected <= max(1, self._size(_CRITERION))

    def _is_in_checks(self) -> bool:
        indicator = self._get(_INDICATOR)
        return indicator is not None and indicator.checks is not None and not indicator.has_evidence

    def _read_checks(self, mark: Mark, _: Following) -> None:
        indicator = self._get(_INDICATOR)
        if self._is_in_checks():
            self._path[_INDICATOR].loose.append(mark.line.number)
        elif indicator is None or indicator.has_evidence:
            self._read_orphan(mark)
        else:
            indicator.checks = [mark.text] if mark.text else []
            self._into = indicator.checks

    def _read_orphan(self, mark: Mark) -> None:
        """Close the indicator: what follows belongs to one whose own line is missing."""
        del self._path[_INDICATOR:]
        self._into = None
        if self._path:
            self._path[-1].orphans.append(mark.line.number)

    def _read_evidence(self, _: Mark, __: Following) -> None:
        if (indicator := self._get(_INDICATOR)) is not None:
            indicator.has_evidence = True
        self._into = None

    def _read_text(self, mark: Mark, _: Following) -> None:
        if self._into is None:
            return
        node, line = self._path[-1], mark.line
        may_have_points = self._get(_INDICATOR) is node
        if not _extend(self._into, line, is_open=self._into is node.checks, may_have_points=may_have_points):
            node.loose.append(line.number)


def _is_point(mark: Mark, following: Following) -> bool:
    """Whether a numbered line, followed by another before any letter, is a point of a list.

    It is none where it stands twice, and where the next criterion follows: then its own indicators are missing.
    """
    head = following.head
    if head is None or head.kind is not MarkKind.CRITERION:
        return False
    is_twice = (head.number, head.text) == (mark.number, mark.text)
    return not is_twice and following.criterion != mark.number + 1


def _extend(lines: list[str], line: WordingLine, *, is_open: bool, may_have_points: bool) -> bool:
    """Add a line to a text if it goes on there: as the rest of a broken line, or as a point of a list."""
    text = line.labelled
    if not lines:
        lines.append(text)
        return True
    last, is_point = lines[-1], text.startswith(_BULLETS)
    # In a text copied from a page the rest of a line may begin with a capital: what has no end goes on.
    if not is_point and not last.endswith(_ENDS) and (line.is_wrapped or text[0].islower()):
        lines[-1] = f"{last} {text}"
        return True
    if not may_have_points:
        return False
    is_list = last.endswith(":") or (any(part.endswith(":") for part in lines) and last.endswith(";"))
    if is_open or is_list or (is_point and last.startswith(_BULLETS)):
        lines.append(text)
        return True
    return False
