"""Sheet forms that came back: which are there, what each changes, and who still has to hand in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import attrs

from kdcl.codes import CriterionCode
from kdcl.errors import KdclError, LimitError, UnreadableFileError
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding, Severity, refuse
from kdcl.forms.controls import put_texts
from kdcl.forms.members import TEAM_KIND, put_member_texts
from kdcl.forms.sheets import KIND, list_criteria
from kdcl.forms.state import UNREADABLE_FORM, Collected, FormState, Returned, collect
from kdcl.forms.word_files import read_form
from kdcl.messages import Message, message
from kdcl.place_names import name_place, name_step
from kdcl.places import Place, in_file
from kdcl.planning.work import iter_missing, list_writers
from kdcl.school import CriterionSheet, SelfAssessment
from kdcl.standards import get_framework

DOUBLED = "doubled-form"
"""The kind of the finding that one form came back in several files."""

LOST = "lost-place"
"""The kind of the finding that a place of a form is gone, with what it held."""

RENAMED = "renamed-form"
"""The kind of the finding that a file has another name than it was sent under."""


_PUT: Final = {KIND: put_texts, TEAM_KIND: put_member_texts}
"""What puts the texts of a form into its facts, by the kind of form."""

_TAKEN_BY: Final = {KIND: "kdcl forms collect", TEAM_KIND: "kdcl external collect"}
"""The commands that take forms, by their kind: what members of a team differ on is for the team alone."""


@attrs.frozen(kw_only=True)
class Outstanding:
    """A form that is still to be handed in.

    Attributes:
        subject: what it is about: a criterion, a group or a person.
        who: whose it is, as far as the school's file tells.
        source: the file in which it came back without a change; empty where it did not come back.
        is_touched: whether somebody wrote in that file what could not be taken; findings and left-over texts say what.
        is_begun: whether the school's file has something of its criteria, from whomever and however it came there.
        unfinished: its criteria whose sheets are not finished in the school's file.
    """

    subject: str
    who: tuple[str, ...]
    source: str = ""
    is_touched: bool = False
    is_begun: bool = False
    unfinished: tuple[CriterionCode, ...] = ()


@attrs.frozen(kw_only=True)
class LeftOver:
    """A text that somebody wrote beside the places of a form.

    Attributes:
        source: the file.
        place: where in it.
        text: the text, whole.
    """

    source: str
    place: Place
    text: str


@attrs.frozen(kw_only=True)
class SheetsCollected:
    """What came back, and what became of the school's file.

    Attributes:
        collected: the school's file with what was changed, what was taken, and what is in conflict.
        forms: the files that were taken, with how many changes each has.
        outstanding: the forms that are still to be handed in; none of sheets that are finished in the school's file.
        left_over: texts beside the places of forms; nothing of them is taken.
        findings: everything there is to say of the files, each with its file.
        returned: what came back in each file, whether it was taken or not.
    """

    collected: Collected
    forms: Mapping[str, int]
    outstanding: tuple[Outstanding, ...]
    left_over: tuple[LeftOver, ...]
    findings: tuple[Finding, ...]
    returned: tuple[Returned, ...]

    def describe(self, finding: Finding) -> Message:
        """Return a finding as a sentence: the file, the place of the form in words, what is so, and the texts there."""
        part, *steps = finding.place.steps
        source = name_step(part)
        told = message("{source}: {problem}", source=source, problem=finding.message)
        if steps:
            sent = next(form.state.sent for form in self.returned if form.source == str(source))
            place = name_place(Place(tuple(steps)), sent, get_framework(sent.framework).part(FORM))
            told = message("{source}: {place}: {problem}", source=source, place=place, problem=finding.message)
        return message("{finding}: {texts}", finding=told, texts=finding.texts) if finding.texts else told


def collect_sheets(
    current: SelfAssessment,
    files: Iterable[tuple[str, bytes]],
    *,
    prefer_returned: Collection[str] = (),
    kind: str = KIND,
) -> SheetsCollected:
    """Return a school's file with what came back in sheet forms, and what there is to say of each file.

    Args:
        current: the school's file as it is now.
        files: the files that came back, each with its name.
        prefer_returned: names of facts of `SelfAssessment`, such as ``"sheets"``: there the forms stand.
        kind: the kind of forms that is wanted: sheets of the school, or of a team (`kdcl.forms.members.TEAM_KIND`).
    """
    reading = _Reading(kind)
    for source, data in sorted(files):
        reading.read(source, data)
    collected = collect(current, reading.returned, prefer_returned=prefer_returned)
    refused = {finding.texts[0] for finding in collected.findings}
    taken = [form for form in reading.returned if form.source not in refused]
    strangers = (_at(attrs.evolve(finding, texts=()), finding.texts[0]) for finding in collected.findings)
    return SheetsCollected(
        collected=collected,
        forms={form.source: len(form.changes) for form in taken},
        outstanding=tuple(_iter_outstanding(collected.school, taken, reading.touched)),
        left_over=tuple(reading.left_over),
        findings=(*reading.findings, *strangers, *_iter_doubled(taken)),
        returned=tuple(reading.returned),
    )


@attrs.define
class _Reading:
    """Reads file after file."""

    kind: str
    returned: list[Returned] = attrs.field(factory=list)
    left_over: list[LeftOver] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    touched: set[str] = attrs.field(factory=set)

    def read(self, source: str, data: bytes) -> None:
        """Read a file; what cannot be read is a finding."""
        try:
            form = read_form(data, source)
        except (UnreadableFileError, LimitError) as error:
            reason = message("{reason}; {remedy}", reason=error.reason, remedy=error.remedy)
            self.findings.append(_at(refuse(Place(), reason, UNREADABLE_FORM), source))
            return
        self.findings += [_at(finding, source) for finding in form.findings]
        state = form.state
        if state is not None and state.kind != self.kind and state.kind in _TAKEN_BY:
            what = message("this is a form of another kind; take it with: {command}", command=_TAKEN_BY[state.kind])
            self.findings.append(_at(refuse(Place(), what, UNREADABLE_FORM), source))
            return
        if state is None or state.kind != self.kind:
            if not form.findings:
                what = message(
                    "this file does not know which form it is; save it as .docx with the program it was written in, or"
                    " send the form out again and copy into it what was written here"
                )
                self.findings.append(_at(refuse(Place(), what, UNREADABLE_FORM), source))
            return
        facts, unclear = _PUT[state.kind](state, form.texts)
        self.returned.append(Returned(source=source, state=state, facts=facts))
        self.left_over += [LeftOver(source=source, place=place, text=text) for place, text in form.outside]
        self.findings += [_at(finding, source) for finding in unclear]
        if form.outside or unclear:
            self.touched.add(source)
        self.findings += list(_iter_flaws(source, state, form.lost))


def _iter_flaws(source: str, state: FormState, lost: tuple[str, ...]) -> Iterator[Finding]:
    for tag in lost:
        what = message("this place is gone from the form; what stood there is kept as it was sent")
        yield _at(Finding(kind=LOST, message=what, place=Place.parse(tag)), source)
    name = source.replace("\\", "/").rpartition("/")[2]
    if name != state.name:
        what = message("this form was sent as {name}", name=state.name)
        yield _at(Finding(kind=RENAMED, message=what, severity=Severity.NOTE), source)


def _iter_doubled(forms: Iterable[Returned]) -> Iterator[Finding]:
    seen: dict[str, Returned] = {}
    for form in forms:
        first = seen.setdefault(form.state.subject, form)
        if first is form:
            continue
        if first.facts == form.facts and first.state == form.state:
            what = message("the same form with the same content as {other}", other=first.source)
            yield _at(Finding(kind=DOUBLED, message=what, severity=Severity.NOTE), form.source)
        else:
            what = message(
                "the same form as {other}, with other content; the changes of both are taken", other=first.source
            )
            yield _at(Finding(kind=DOUBLED, message=what), form.source)


def _iter_outstanding(
    current: SelfAssessment, forms: list[Returned], touched: Collection[str]
) -> Iterator[Outstanding]:
    """Iterate over the forms that did not come back, or came back without a change, in the order of sending."""
    came: dict[str, list[Returned]] = {}
    kinds = {form.state.kind for form in forms}
    for form in forms:
        came.setdefault(form.state.subject, []).append(form)
    framework = get_framework(current.framework)
    rated = {code.criterion_code for code in current.ratings}
    missing = {criterion.code for criterion in framework.criteria if any(iter_missing(current, criterion))}
    begun = rated | {sheet.criterion for sheet in current.sheets if sheet != CriterionSheet(criterion=sheet.criterion)}
    for subject in dict.fromkeys(subject for form in forms for subject in form.state.together):
        files = came.get(subject, [])
        if any(form.changes for form in files):
            continue
        # A member of a team may be called like somebody in the school: only the school's own forms are its shares.
        shared = list_criteria(current, framework, subject) if kinds == {KIND} else ()
        codes = [criterion.code for criterion in shared]
        unfinished = tuple(code for code in codes if code in missing)
        if unfinished or not codes:
            yield Outstanding(
                subject=subject,
                who=_who(current, subject),
                source=files[0].source if files else "",
                is_touched=any(form.source in touched for form in files),
                is_begun=not begun.isdisjoint(codes),
                unfinished=unfinished,
            )


def _who(current: SelfAssessment, subject: str) -> tuple[str, ...]:
    """Return whose a form is: of a criterion those who write its sheet, else the group or person it is named by."""
    try:
        return list_writers(current, CriterionCode.parse(subject)).names
    except KdclError:
        return (subject,)


def _at(finding: Finding, source: str) -> Finding:
    return attrs.evolve(finding, place=Place((*in_file(file=source).steps, *finding.place.steps)))
