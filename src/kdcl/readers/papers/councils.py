"""Reads the members of the council, its secretariat and its working groups, from tables of a plan or a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kdcl.codes import CriterionCode
from kdcl.law import Framework
from kdcl.readers.files.content import FileCell, FileTable, Use
from kdcl.readers.papers.page import whole
from kdcl.readers.vocabulary.tables import NamedRow, name_columns
from kdcl.readers.vocabulary.words import folded_words
from kdcl.school import Council, CouncilMember, GroupMember, Secretariat, WorkingGroup
from kdcl.school.duties import find_role
from kdcl.text.folding import fold

_leader = folded_words(r"\W*{paper_lines.leader}\b")
# A third number behind makes it a date or the number of a heading.
_CODE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?![\d.]*\d)")


class CouncilReader:
    """Reads tables.

    Attributes:
        members: the members of the council.
    """

    def __init__(self, framework: Framework) -> None:
        """Read the criteria of groups by a framework."""
        self.members: list[CouncilMember] = []
        self._framework = framework
        self._secretariat: list[GroupMember] = []
        self._groups: dict[str, tuple[list[GroupMember], list[CriterionCode], list[str]]] = {}

    @property
    def council(self) -> Council:
        """The council without its decision."""
        return Council(
            members=tuple(self.members),
            secretariat=Secretariat(members=tuple(self._secretariat)),
            groups=tuple(
                WorkingGroup(
                    name=name,
                    leader=next(iter(leaders), ""),
                    members=tuple(members),
                    criteria=tuple(sorted(set(criteria))),
                )
                for name, (members, criteria, leaders) in self._groups.items()
            ),
        )

    def read_table(self, table: FileTable) -> bool:
        """Read a table; return whether it is one of a council."""
        if named := name_columns(table, "group_columns", ("group", "name")):
            self._read_groups(named.iter_named())
            return True
        if named := name_columns(table, "member_columns", ("name", "duty")):
            rows = list(named.iter_named())
            if self._repeats(rows):
                return False
            for row in rows:
                self._read_member(row)
            return True
        if named := name_columns(table, "assignment_columns", ("criterion", "group")):
            for row in named.iter_named():
                self._read_assignment(row)
            return True
        return False

    def _repeats(self, rows: list[NamedRow]) -> bool:
        """Whether a table names none but members that are known: those of a group, or the same list again."""
        known = {fold(member.name) for member in self.members}
        return bool(known) and {fold(row.cells["name"].text) for row in rows if "name" in row.cells} <= known

    def _read_member(self, row: NamedRow) -> None:
        if name := row.take("name"):
            duty = row.take("duty")
            self.members.append(
                CouncilMember(name=name, position=row.take("position"), duty=duty, role=find_role(duty))
            )

    def _read_groups(self, rows: Iterator[NamedRow]) -> None:
        current: FileCell | None = None
        for row in rows:
            # The cell of a group is merged over the rows of its members.
            current = row.cells.get("group", current)
            name = row.take("name")
            if current is not None and current.lines:
                self._read_group(current, row, name)

    def _read_group(self, cell: FileCell, row: NamedRow, name: str) -> None:
        first, *others = cell.lines
        is_secretariat = whole("paper_lines", "secretariat").fullmatch(first.folded) is not None
        is_unnamed = whole("paper_lines", "group").fullmatch(first.folded) is not None
        first.use = Use.FORM if is_secretariat or is_unnamed else Use.FACT
        if is_unnamed and not name:
            return
        duty = row.take("duty") if name else ""
        members = [GroupMember(name=name, position=row.take("position"), duty=duty)] if name else []
        if is_secretariat:
            self._secretariat += members
            return
        group = self._groups.setdefault("" if is_unnamed else first.text, ([], [], []))
        group[0].extend(members)
        for line in others:
            if codes := find_criteria(line.folded, self._framework):
                group[1].extend(codes)
                line.use = Use.FACT
        if name and duty and _leader().match(row.cells["duty"].folded):
            group[2].append(name)

    def _read_assignment(self, row: NamedRow) -> None:
        """Read a row that gives a criterion to a group; the criterion's title is the law's."""
        criterion, group = row.cells.get("criterion"), row.cells.get("group")
        if criterion is None or group is None or not group.text:
            return
        if codes := find_criteria(criterion.folded, self._framework):
            self._groups.setdefault(row.take("group"), ([], [], []))[1].extend(codes)
            row.mark("criterion", Use.FACT)

    def add_criteria(self, name: str, codes: tuple[CriterionCode, ...], leader: str = "") -> None:
        """Add what the sheets of criteria say of a group."""
        group = self._groups.setdefault(name, ([], [], []))
        group[1].extend(codes)
        group[2].extend(filter(None, (leader,)))


_standards = folded_words(r"\b{standard}\s*(\d{1,2}(?:\s*[,;]\s*\d{1,2}(?![.\d]))*)(?![.\d])")


def find_criteria(folded: str, framework: Framework) -> tuple[CriterionCode, ...]:
    """Return the criteria that a text names, by their codes or all of a standard; none where one is unknown.

    >>> from kdcl.standards import get_framework
    >>> [str(code) for code in find_criteria("tieu chi 1.1, 1.10", get_framework("tt42-2012/secondary"))]
    ['1.1', '1.10']
    """
    codes = [CriterionCode(int(found[1]), int(found[2])) for found in _CODE.finditer(folded)]
    for found in _standards().finditer(folded):
        for number in map(int, re.findall(r"\d+", found[1])):
            known = [each.code for each in framework.criteria if each.code.standard == number]
            if not known:
                return ()
            codes += known
    known_codes = {each.code for each in framework.criteria}
    return tuple(codes) if set(codes) <= known_codes else ()
