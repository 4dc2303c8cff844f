"""A school's own report with a comment at each place that a finding speaks of; everything else stays as it is."""

from __future__ import annotations

import bisect
import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Mapping

import attrs

from kdcl.checks import Check, check
from kdcl.checks.accepting import Accepted, sift
from kdcl.codes import find_homes
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding, group_findings
from kdcl.law import Framework
from kdcl.locale import get_locale
from kdcl.messages import Message, message
from kdcl.office.limits import Limits
from kdcl.place_names import name_place
from kdcl.places import Place, resolve
from kdcl.readers import ReadPaper, read_paper
from kdcl.review.anchors import Anchors
from kdcl.review.codes import RepairInFile, RepairMode, repair_word
from kdcl.review.word_files import MarkedFile, open_word_file
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework
from kdcl.text.folding import begin_large

_MOST = 40
"""Findings of one kind that each get a comment; where more say the same, they have one cause, and the first says it."""


@attrs.frozen(kw_only=True)
class Review:
    """A reviewed report.

    Attributes:
        data: the Word file with the comments.
        paper: what was read from it.
        findings: what the comments speak of: what the reader noticed, then what the checks found and nobody accepts.
        accepted: what the council accepts; comments speak of these too, and say by whom and until when.
        comments: how many comments were put into it.
        repairs: the codes that were repaired as tracked changes.
    """

    data: bytes
    paper: ReadPaper
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    comments: int
    repairs: tuple[RepairInFile, ...]


def review_report(  # noqa: PLR0913 - each is asked for by its name
    path: str | os.PathLike[str],
    *,
    framework: Framework | None = None,
    school: SelfAssessment | None = None,
    repairs: bool = False,
    is_complete: bool = False,
    language: str = "vi",
    limits: Limits | None = None,
    today: dt.date | None = None,
    checks: Collection[Check] | None = None,
) -> Review:
    """Return a school's own Word report with comments where the reader and the checks found something.

    What is found at one paragraph stands in one comment. Where more than forty findings ask for the same, as where the
    report has no list of evidence, the first place says so with their number, and the others have no comment.

    Args:
        path: the report, a Word file of today (``.docx``).
        framework: the framework it was made under; without it, the one it is recognised to be of.
        school: a school's file with facts that the report does not state, such as the list of evidence.
        repairs: whether badly written codes are repaired, as tracked changes.
        is_complete: whether every finding gets a comment at its own place.
        language: the language of the comments.
        limits: what is read of the file at most; without them, the limits in force.
        today: the day on which exceptions of the school's file are to hold; without it, the day of the signature.
        checks: the rulebook; where none is given, as for `kdcl.check`.

    Raises:
        FrameworkNotAvailableError: it is of a continuing-education centre, and no framework was given.
        UnreadableFileError: it cannot be read, is no Word file of today, or no facts of a school are read from it.
    """
    file = open_word_file(path, limits=limits)
    paper = read_paper(path, framework=framework, of_school=True, limits=limits)
    assessment = paper.assessment if school is None else _completed(paper.assessment, school, paper.guessed)
    rules = framework or get_framework(assessment.framework)
    homes = find_homes(frozenset(item.code for item in assessment.evidence))
    made = repair_word(file, homes, RepairMode.TRACKED) if repairs else ()
    checked = check(assessment, rules, today=today, checks=checks)
    open_ones = (finding for finding in checked if not _is_mended(finding, made, assessment))
    day = today or assessment.signature.date or dt.date.max  # on that day no exception holds any more
    sifted = sift(open_ones, assessment, today=day, checks=checks)
    findings = (*paper.findings, *sifted.open)
    anchors = Anchors.of(paper, assessment)
    spoken = _Speech(assessment=assessment, framework=rules, tell=get_locale(language).text)
    comments: dict[int, dict[str, None]] = {}
    for group in group_findings(findings):
        is_short = not is_complete and len(group) > _MOST
        for finding in group.findings[:1] if is_short else group.findings:
            others = len(group) - 1 if is_short else 0
            anchor = anchors.find(finding.place)
            line = spoken.say(finding, others, is_placed=anchor.is_exact)
            comments.setdefault(anchor.paragraph, {})[line] = None
    for each in sifted.accepted:
        anchor = anchors.find(each.finding.place)
        comments.setdefault(anchor.paragraph, {})[spoken.tell(each.sentence)] = None
    _put(file, comments)
    return Review(
        data=file.write(),
        paper=paper,
        findings=findings,
        accepted=sifted.accepted,
        comments=len(comments),
        repairs=made,
    )


def _completed(read: SelfAssessment, school: SelfAssessment, guessed: Iterable[Place]) -> SelfAssessment:
    """Return what was read with those facts of a school's file that the report does not state."""
    assumed = {place.steps[0] for place in guessed if place.steps}
    empty = SelfAssessment(framework=read.framework, school=read.school, school_year=read.school_year)
    changes = {
        name: getattr(school, name)
        for name in attrs.fields_dict(SelfAssessment)
        if name in assumed or (name not in _STATED and getattr(read, name) == getattr(empty, name))
    }
    return attrs.evolve(read, **changes)


_STATED = frozenset({"framework", "school", "school_year"})
"""What every report states, and what is read of it counts."""


_MENDED = frozenset({"malformed-code", "other-notation"})
"""What the checks say of codes that a repair writes anew."""


def _is_mended(finding: Finding, repairs: tuple[RepairInFile, ...], assessment: SelfAssessment) -> bool:
    if finding.kind not in _MENDED or finding.place.span is None:
        return False
    written = resolve(finding.place, assessment)
    return any(written in repair.before for repair in repairs)


@attrs.frozen(kw_only=True)
class _Speech:
    """What comments say."""

    assessment: SelfAssessment
    framework: Framework
    tell: Callable[[Message], str]

    def say(self, finding: Finding, others: int, *, is_placed: bool) -> str:
        """Return the line of a comment: what is so, what to do, and how many more places say the same."""
        what = finding.message
        if finding.texts:
            what = message("{finding}: {texts}", finding=what, texts=finding.texts)
        if not is_placed:
            where = name_place(finding.place, self.assessment, self.framework.part(FORM))
            what = message("{place}: {finding}", place=where, finding=what)
        if finding.fix is not None:
            what = message("{finding}; to mend it: {fix}", finding=what, fix=finding.fix)
        if others:
            what = message("{finding} (and {count} more of this kind)", finding=what, count=others)
        told = self.tell(message("{severity}: {finding}", severity=finding.severity.words, finding=what))
        return begin_large(told)


def _put(file: MarkedFile, comments: Mapping[int, Iterable[str]]) -> None:
    """Put the comments into the file, in the order of its paragraphs."""
    paragraphs = {item.number: item for item in file.main.scan.paragraphs if item.number is not None}
    known = sorted(paragraphs)
    gathered: dict[int, list[str]] = {}
    for number, lines in sorted(comments.items()):  # a note has no place for a comment: the paragraph before it has
        gathered.setdefault(known[max(bisect.bisect(known, number) - 1, 0)], []).extend(lines)
    for number, lines in gathered.items():
        file.main.comment_on(paragraphs[number], [file.add_comment(*lines)])
