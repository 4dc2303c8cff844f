"""Sheets of a team in Word that go out to its members: what each asks for, and what came back in its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from kdcl.blocks import Block, Cell, Document, Paragraph, Row, Table
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.documents import labels as school_labels
from kdcl.documents.criterion_sheet import verdict_label
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TeamPaper
from kdcl.documents.typesetting import (
    centred_cell,
    item_heading,
    labelled_line,
    line,
    part_heading,
    ruled_table,
)
from kdcl.external import ExternalAssessment, TeamMember, TeamSheet
from kdcl.external.joining import put_into
from kdcl.external.members import name_members
from kdcl.findings import Finding
from kdcl.folders import free_name
from kdcl.forms.controls import find_edited, read_verdict, refuse_verdict
from kdcl.forms.sheet_paper import ASKED, VERDICT, asked_line, box_to_write, one_to_a_page, verdict_cell
from kdcl.forms.state import FormState
from kdcl.forms.word_files import WordForm, write_form
from kdcl.law import Criterion, Framework, Indicator
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import Ratings, SelfAssessment
from kdcl.school.held_against import framework_for

TEAM_KIND: Final = "team-sheets"
"""The kind of these forms."""

_EXTERNAL: Final = ROOT.at("external")
_ITEMS: Final = {"remark": labels.REMARK, **labels.SHEET_ITEMS}
"""The texts of a team's sheet, with their headings."""

_GUIDE: Final = message(
    "Write in the white cells and choose a verdict for each indicator; everything else in this file only helps. Save "
    "the file under its own name and send it back to the secretary of the team."
)
_SCHOOL_SAYS: Final = message("The school says")
_SCHOOL_WROTE: Final = message("What the school wrote on this criterion")
_LONGEST_NAME: Final = 80
_WIDTHS: Final = (56, 22, 22)


@attrs.frozen(kw_only=True)
class MemberForm(WordForm):
    """A file with the sheets that a member works on.

    Attributes:
        member: what the member is called; see `kdcl.external.members.name_members`.
    """

    member: str


def build_member_forms(
    external: ExternalAssessment,
    framework: Framework | None = None,
    assessment: SelfAssessment | None = None,
    *,
    every_criterion: bool = False,
    language: str = "vi",
) -> tuple[MemberForm, ...]:
    """Return a file for each member with the team's sheets of the criteria that the member works on.

    Members without a criterion have no file; `list_idle` names them.

    Args:
        external: the team's facts.
        framework: the framework that the school is assessed under; without it, the one that the facts name.
        assessment: the school's own file, whose texts and verdicts help the member.
        every_criterion: whether every member is asked for every criterion.
        language: ``"vi"`` or ``"en"``.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    framework = framework_for(external, framework, ExternalAssessment, "build_member_forms(external, framework)")
    paper = TeamPaper.start(external, framework, assessment, language)
    shares = tuple(_iter_shares(external, paper.framework, every_criterion=every_criterion))
    called_all = name_members(external.team)
    together = tuple(called_all[number] for number, _, _ in shares)
    names: set[str] = set()
    forms = []
    for number, member, criteria in shares:
        called = called_all[number]
        name = free_name(paper.text(message("Sheets of {who}", who=called)), ".docx", names, _LONGEST_NAME)
        part = _take_part(external, criteria)
        state = FormState(
            kind=TEAM_KIND,
            subject=called,
            name=name,
            recipient=called,
            fields=(_EXTERNAL,),
            sent=put_into(part),
            renumberings=0 if assessment is None else len(assessment.renumberings),
            together=together,
        )
        document = _Sheets(paper, member, part).build(criteria)
        forms.append(
            MemberForm(
                name=name,
                member=called,
                criteria=tuple(criterion.code for criterion in criteria),
                data=write_form(document, state),
            )
        )
    return tuple(forms)


def list_idle(external: ExternalAssessment) -> tuple[str, ...]:
    """Return the members to whom no criterion is given."""
    called = name_members(external.team)
    return tuple(name for name, member in zip(called, external.team.members, strict=True) if not member.criteria)


def _iter_shares(
    external: ExternalAssessment, framework: Framework, *, every_criterion: bool
) -> Iterator[tuple[int, TeamMember, tuple[Criterion, ...]]]:
    """Iterate over the members with criteria, each with its number in the team."""
    for number, member in enumerate(external.team.members):
        criteria = tuple(each for each in framework.criteria if every_criterion or each.code in member.criteria)
        if criteria:
            yield number, member, criteria


def _take_part(external: ExternalAssessment, criteria: Iterable[Criterion]) -> ExternalAssessment:
    """Return nothing but whose case it is, and the sheets and verdicts of some criteria."""
    codes = frozenset(criterion.code for criterion in criteria)
    return ExternalAssessment(
        framework=external.framework,
        school=external.school,
        school_year=external.school_year,
        ratings=Ratings({code: each for code, each in external.ratings.items() if code.criterion_code in codes}),
        sheets=tuple(sheet for sheet in external.sheets if sheet.criterion in codes),
    )


@attrs.frozen
class _Sheets:
    """Sets the sheets of a member."""

    paper: TeamPaper
    member: TeamMember
    part: ExternalAssessment

    def build(self, criteria: Iterable[Criterion]) -> Document:
        return self.paper.document(labels.TEAM_SHEETS, one_to_a_page(map(self._iter_sheet, criteria)))

    def _iter_sheet(self, criterion: Criterion) -> Iterator[Block]:
        paper, code = self.paper, criterion.code
        yield line(paper.text(labels.TEAM), bold=True)
        yield labelled_line(paper.text(message("For")), self.member.name)
        yield part_heading(paper.text(labels.TEAM_SHEET), f"sheet_{code.standard}_{code.criterion}")
        yield paper.school_line()
        yield item_heading(paper.composition.standard_title(paper.framework.get_standard(code.standard)))
        yield paper.criterion_heading(code, level=2)
        yield line(paper.text(_GUIDE), italic=True)
        yield from self._iter_school(code)
        head = (ASKED, _SCHOOL_SAYS, VERDICT)
        yield ruled_table(_WIDTHS, map(paper.text, head), [self._row(each) for each in criterion.indicators])
        sheet = self.part.find_sheet(code) or TeamSheet(criterion=code)
        for name, label in _ITEMS.items():
            yield item_heading(paper.text(label))
            yield box_to_write(paper.text, _EXTERNAL.at("sheets", str(code), name), getattr(sheet, name), label)

    def _iter_school(self, code: CriterionCode) -> Iterator[Block]:
        """Iterate over what the school wrote, in a shaded cell; nothing where its file is not known."""
        sheet = None if self.paper.assessment is None else self.paper.assessment.find_sheet(code)
        if sheet is None:
            return
        texts = [
            *((school_labels.CURRENT_STATE, paragraph.text) for paragraph in sheet.current_state),
            (school_labels.STRENGTHS, sheet.strengths),
            (school_labels.WEAKNESSES, sheet.weaknesses),
            (school_labels.IMPROVEMENT_PLAN, sheet.improvement_plan),
        ]
        paragraphs: list[Paragraph] = []
        last: Message | None = None
        for label, text in texts:
            if text.strip() and label != last:
                paragraphs.append(line(self.paper.text(label), bold=True))
                last = label
            paragraphs += [line(each) for each in text.splitlines() if each.strip()]
        if paragraphs:
            yield item_heading(self.paper.text(_SCHOOL_WROTE))
            yield Table(widths=(1,), rows=(Row((Cell(paragraphs=tuple(paragraphs), is_shaded=True),)),))

    def _row(self, indicator: Indicator) -> Row:
        say, school = self.paper.text, self.paper.assessment
        claimed = "" if school is None else say(verdict_label(school.ratings.get(indicator.code)))
        tag = _EXTERNAL.at("ratings", str(indicator.code))
        verdict = verdict_cell(say, indicator, self.part.ratings.get(indicator.code), tag)
        asked = Cell(paragraphs=(asked_line(say, indicator),), is_shaded=True)
        return Row((asked, centred_cell(claimed), verdict))


def put_member_texts(state: FormState, texts: Mapping[str, str]) -> tuple[SelfAssessment, tuple[Finding, ...]]:
    """Return the facts that a member's form came back with, and what in it is no verdict.

    Whoever wrote on a sheet that names no author is its author.

    Args:
        state: what the form knows of itself.
        texts: what stands in its places, by their tags; a place that is not named is as it was sent.
    """
    external = state.sent.external
    if external is None:  # no form of ours is without
        return state.sent, ()
    findings: list[Finding] = []
    sheets = {sheet.criterion: sheet for sheet in external.sheets}
    ratings = external.ratings
    for tag, text in find_edited(state, texts).items():
        field = Place.parse(tag)
        match field.steps:
            case ("external", "sheets", code, str(name)):
                criterion = CriterionCode.parse(str(code))
                sheet = sheets.get(criterion, TeamSheet(criterion=criterion))
                written: dict[str, Any] = {name: text, "author": sheet.author or state.recipient}
                sheets[criterion] = attrs.evolve(sheet, **written)
            case _:
                indicator = IndicatorCode.parse(str(field.steps[-1]))
                try:
                    ratings = ratings.with_ratings({indicator: read_verdict(text)})
                except ValueError:
                    findings.append(refuse_verdict(field, text))
    kept = tuple(sheets[code] for code in sorted(sheets))
    changed = attrs.evolve(external, sheets=kept, ratings=ratings)
    return attrs.evolve(state.sent, external=changed), tuple(findings)
