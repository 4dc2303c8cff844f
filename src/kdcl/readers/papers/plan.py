"""Reads a plan of self-assessment or of a year's accreditation work, by its headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Collection

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import Level
from kdcl.messages import message
from kdcl.readers.files.content import FileTable, Line, Use
from kdcl.readers.papers.councils import CouncilReader, find_criteria
from kdcl.readers.papers.foot import Foot, read_foot
from kdcl.readers.papers.grounds import read_grounds
from kdcl.readers.papers.head import read_head
from kdcl.readers.papers.page import Page, has_dash, has_number, opening, whole, without_bullet
from kdcl.readers.papers.start import start
from kdcl.readers.papers.timetable import TimetableReader, is_time_head
from kdcl.readers.recognising.marks import school_pattern
from kdcl.readers.vocabulary.tables import NamedRow, name_columns
from kdcl.readers.vocabulary.words import folded_words, phrase_patterns, words_of_each
from kdcl.readers.word.conclusion import LEVELS
from kdcl.readers.word.result import FindingKind
from kdcl.school import (
    AssessmentPlan,
    CouncilMember,
    CouncilRole,
    ExpectedEvidenceRow,
    ResourceRow,
    SelfAssessment,
    Training,
)
from kdcl.text.phrases import is_blank

_LONGEST_HEADING = 120
_LISTS = (
    "advantages",
    "difficulties",
    "purpose",
    "requirements",
    "key_tasks",
    "tasks",
    "targets",
    "actions",
    "carrying_out",
)
"""The parts that are lists in a plan."""

_WITH_TIMES = ("timetable", "carrying_out")
"""The parts in which a timetable may stand in lines."""

_stated_level = folded_words(r"\W*{level}[^:]{0,60}:\s*{level}\s*\w+\W*")
"""A line that states the level aimed at and nothing else."""

# "Level 1, 2" or "level 2-3" names no single level.
_level = folded_words(r"\b{level}\s*(?::\s*)?([123]|i{1,3}|mot|hai|ba)\b(?!\s*[,/-]\s*\d)")
_standard = folded_words(r"\W*{standard}\s*(\d{1,2})\W*")
_follows = folded_words(r"{paper_lines.follows}\W*$")
_verb = folded_words(r"(?<!\s)\s++{paper_lines.verbs}\b")
_title_below = folded_words(r"\W*(?:{plan_tails.words}\s*+)*+(?:nam hoc\s+\d{4}\s*-\s*\d{4})?\W*")
_training_point = folded_words(
    r"\W*(?:[a-h]\s*[.)]\s*)?(?:(?P<time>{training_columns.time})|(?P<participants>{training_columns.participants})"
    r"|(?P<content>{training_columns.content}))\s*:\s*(?P<rest>.*)",
    re.DOTALL,
)


def _words_of(line: Line) -> str:
    """Return a folded heading without its number."""
    return re.sub(r"^\W*(?:[ivxl]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-h])\s*[.,):/-]+\s*", "", line.labelled)


@attrs.define(eq=False)
class _Entry:
    """A line below a heading, and its text: the line itself, or what stands behind the heading on the same line."""

    line: Line
    text: Line


_headings = words_of_each(
    "plan_headings",
    r"\W*(?:(?:[ivxl]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-h])\s*[.,):/-]+\s*)?{}(?:\s++{plan_tails.words})*+"
    r"(?:\s++nam\s+hoc\s+\d{4}\s*-\s*\d{4})?\s*(?:$|[:.]\s*(?P<rest>.*))",
    re.DOTALL,
)


def find_heading(line: Line) -> tuple[str, int] | None:
    """Return the part of a plan whose heading a line is, and where the text behind it begins; None for no heading."""
    best: tuple[int, str, int] | None = None
    for name, pattern in _headings().items():
        found = pattern.fullmatch(line.labelled)
        # An entry behind a dash may open with the words of a heading.
        if found is None or (has_dash(line) and found["rest"]):
            continue
        rest = found.start("rest") if found["rest"] else len(line.labelled)
        if rest > _LONGEST_HEADING:
            continue
        behind = max(0, rest - (len(line.labelled) - len(line.text)))
        if best is None or rest < best[0]:
            best = rest, name, behind
    return None if best is None else best[1:]


class PlanReader:
    """Reads the parts of a plan in order."""

    def __init__(self, page: Page) -> None:
        """Read a paper."""
        self._page = page
        self._parts: dict[str, list[_Entry]] = {name: [] for name in phrase_patterns("plan_headings")}
        self._here = self._name = ""
        self._in_training = False
        self._training: dict[str, str] = {}
        self._last: Line | None = None
        self._councils = CouncilReader(page.framework)
        self._trainings: list[Training] = []
        self._resources: list[ResourceRow] = []
        self._expected: list[ExpectedEvidenceRow] = []

    def read(self) -> SelfAssessment:
        """Return what the plan states."""
        page = self._page
        head = read_head(page)
        grounds = read_grounds(page.lines)
        years: Collection[int] = () if head.year is None else (head.year.start, head.year.start + 1)
        times = TimetableReader(page, years)
        foot = read_foot(page, offices=("principal", "chair"))
        for item in page.items:
            if isinstance(item, FileTable):
                self._read_table(item, times)
            elif item.use is None:
                self._read_line(item)
        for name in sorted(_WITH_TIMES, key=lambda name: [entry.line.number for entry in self._parts[name]]):
            times.is_carrying_out = name == "carrying_out"
            times.read_lines(entry.line for entry in self._parts[name] if entry.line.use is None)
        plan = AssessmentPlan(
            number=head.number,
            date=head.date,
            grounds=grounds,
            target_level=self._read_level(),
            scope="\n".join(self._take("scope")),
            **{name: self._take(name) for name in _LISTS},
            trainings=(*self._trainings, *([Training(**self._training)] if self._training else ())),
            resources=tuple(self._resources),
            expected_evidence=tuple(self._expected),
            timetable=times.timetable,
            recipients=tuple(foot.recipients),
        )
        self._read_chair(foot)
        head.name = head.name or self._name
        return attrs.evolve(start(page, head, foot), plan=plan, council=self._councils.council)

    def _read_chair(self, foot: Foot) -> None:
        name = foot.name_of("chair")
        if name and all(member.name != name for member in self._councils.members):
            self._councils.members.append(CouncilMember(name=name, role=CouncilRole.CHAIR))

    def _read_line(self, line: Line) -> None:
        if opening("paper_lines", "closing").match(line.folded):
            self._here, line.use = "", Use.FORM
        elif self._here in _WITH_TIMES and is_time_head(line):
            self._parts[self._here].append(_Entry(line, line))
        elif (found := find_heading(line)) is not None:
            self._open(line, *found)
        elif self._is_opening(line):
            self._read_opening(line)
        elif self._is_title_below(line):
            line.use = Use.HEADING
        elif self._in_training and self._read_training(line):
            pass
        elif self._here == "container" and _stated_level().fullmatch(line.folded):
            self._parts["targets"].append(_Entry(line, line))
        elif self._here and self._here != "container":
            self._parts[self._here].append(_Entry(line, line))
        self._last = line

    def _open(self, line: Line, name: str, rest: int) -> None:
        """Go on to a part; text behind its heading is its first entry, and below a mere container it has no place."""
        self._here = name
        self._in_training = (
            name == "container" and opening("paper_lines", "training").match(_words_of(line)) is not None
        )
        if rest >= len(line.text):
            line.use = Use.HEADING
        elif name != "container":
            self._parts[name].append(_Entry(line, attrs.evolve(line, text=line.text[rest:].strip(), label="")))

    def _read_training(self, line: Line) -> bool:
        """Read one of the three points on a training, which stand below its heading; return whether it is one."""
        found = _training_point().fullmatch(line.folded)
        if found is None:
            return False
        name = next(each for each in ("time", "participants", "content") if found[each])
        text = line.text[found.start("rest") :].strip()
        line.use = Use.FORM if is_blank(found["rest"]) else Use.FACT
        if line.use is Use.FACT:
            self._training[name] = "\n".join(filter(None, (self._training.get(name), text)))
        return True

    def _is_opening(self, line: Line) -> bool:
        """Whether a line leads to the plan ("... as follows:"), and says no more than whose plan it is."""
        if self._here or not _follows().search(line.folded):
            return False
        return len(line.text) <= 2 * _LONGEST_HEADING

    def _read_opening(self, line: Line) -> None:
        """Read the school's name in the sentence that leads to the plan."""
        line.use = Use.FORM
        if school_pattern().match(line.folded) and (verb := _verb().search(line.folded)):
            self._name, line.use = line.text[: verb.start()].strip(), Use.FACT

    def _is_title_below(self, line: Line) -> bool:
        """Whether a line in capitals goes on with the heading above it."""
        is_below = self._last is not None and self._last.use is Use.HEADING
        return is_below and line.text.isupper() and _title_below().fullmatch(line.folded) is not None

    def _take(self, name: str) -> tuple[str, ...]:
        """Return the entries of a part: what stands behind each dash, or behind each number with the dashes below it.

        Without dashes and numbers each line is an entry; with them, a line without one goes on with the entry above.
        """
        entries = [entry for entry in self._parts[name] if entry.line.use is None]
        is_list = any(has_number(entry.text) or has_dash(entry.text) for entry in entries)
        has_numbers = False
        texts: list[str] = []
        for entry in entries:
            has_numbers |= has_number(entry.text)
            begins = has_number(entry.text) or (not has_numbers if has_dash(entry.text) else not is_list)
            if begins or not texts:
                texts.append(without_bullet(entry.text.text))
            else:
                texts[-1] += f"\n{entry.text.text}"
            entry.line.use = Use.FACT
        return tuple(texts)

    def _read_level(self) -> Level | None:
        """Return the level that the targets name; None where they name none, or several."""
        levels: set[int] = set()
        for line in (entry.line for entry in self._parts["targets"]):
            found = _level().findall(line.folded)
            levels |= {LEVELS[each] for each in found}
            if found and _stated_level().fullmatch(line.folded):
                line.use = Use.FACT
        if len(levels) > 1:
            what = message("the targets name several levels; write down the one that is set")
            self._page.note(FindingKind.PAPER, what, self._parts["targets"][0].line.place)
        return Level(levels.pop()) if len(levels) == 1 else None

    def _read_table(self, table: FileTable, times: TimetableReader) -> None:
        if table.lines and all(line.use is not None for line in table.lines):
            self._here = ""  # a head or a foot: what stands below belongs to no part any more
            return
        times.is_carrying_out = self._here == "carrying_out"
        readers = (self._councils.read_table, self._read_trainings, self._read_resources, self._read_expected)
        any(read(table) for read in (*readers, times.read_table))

    def _read_trainings(self, table: FileTable) -> bool:
        named = name_columns(table, "training_columns", ("time", "participants", "content"))
        for row in () if named is None else named.iter_named():
            made = Training(time=row.take("time"), participants=row.take("participants"), content=row.take("content"))
            self._trainings += [made] if made != Training() else []
        return named is not None

    def _read_resources(self, table: FileTable) -> bool:
        named = name_columns(table, "resource_columns", ("subject", "activities", "resources"))
        for row in () if named is None else named.iter_named():
            facts = {name: row.take(name) for name in ("activities", "resources", "time", "note")}
            if any(facts.values()):
                standard, criterion = self._subject(row)
                self._resources.append(ResourceRow(standard=standard, criterion=criterion, **facts))
        return named is not None

    def _read_expected(self, table: FileTable) -> bool:
        named = name_columns(table, "expected_columns", ("subject", "evidence"))
        subject: tuple[int | None, CriterionCode | None] = (None, None)
        for row in () if named is None else named.iter_named():
            # The cell of a standard or criterion is merged over its rows.
            subject = self._subject(row) if "subject" in row.cells else subject
            facts = {name: row.take(name) for name in ("evidence", "place", "collectors", "time", "cost", "note")}
            if any(facts.values()):
                self._expected.append(ExpectedEvidenceRow(standard=subject[0], criterion=subject[1], **facts))
        return named is not None

    def _subject(self, row: NamedRow) -> tuple[int | None, CriterionCode | None]:
        """Return the standard or criterion of a row; what names neither is left without a use."""
        cell = row.cells["subject"]
        if found := _standard().fullmatch(cell.folded):
            row.mark("subject", Use.FACT)
            return int(found[1]), None
        codes = find_criteria(cell.folded, self._page.framework)
        if len(codes) == 1:
            row.mark("subject", Use.FACT)
            return None, codes[0]
        if whole("paper_lines", "whole").fullmatch(cell.folded):
            row.mark("subject", Use.FORM)
        return None, None


def read_plan(page: Page) -> SelfAssessment:
    """Return what a plan states."""
    return PlanReader(page).read()
