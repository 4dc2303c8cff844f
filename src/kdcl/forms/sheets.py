"""Sheets in Word that go out to people: which files there are, for whom, and what each asks for."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents.composition import Composition
from kdcl.folders import free_name
from kdcl.forms.controls import list_fields
from kdcl.forms.sheet_paper import SheetPaper
from kdcl.forms.state import FormState
from kdcl.forms.word_files import WordForm, write_form
from kdcl.law import Criterion, Framework
from kdcl.messages import message
from kdcl.planning.work import find_sheet_period, list_writers
from kdcl.school import SelfAssessment
from kdcl.school.held_against import framework_for

KIND = "sheets"
"""The kind of these forms."""

_LONGEST_NAME = 80


class SheetDivision(enum.StrEnum):
    """How the sheets are divided among files."""

    CRITERION = "criterion"
    """A file for each criterion."""
    GROUP = "group"
    """A file for each working group, with the criteria that it has."""
    PERSON = "person"
    """A file for each person, with the criteria that they write."""


@attrs.frozen(kw_only=True)
class SheetForm(WordForm):
    """A file with the forms of one or several criteria.

    Attributes:
        subject: what it is about, as its state says it.
        recipients: whom it is for: groups or people.
    """

    subject: str
    recipients: tuple[str, ...]


@attrs.frozen
class _Share:
    subject: str
    recipients: tuple[str, ...]
    criteria: tuple[Criterion, ...]


def build_sheet_forms(
    assessment: SelfAssessment,
    framework: Framework | None = None,
    *,
    division: SheetDivision = SheetDivision.CRITERION,
    only: Collection[CriterionCode] | None = None,
    language: str = "vi",
) -> tuple[SheetForm, ...]:
    """Return the sheets as forms to be filled in: each file knows which facts it asks for and what they are now.

    Criteria that no group or nobody has are in no file by group or by person; `list_unassigned` names them.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under.
        division: how the criteria are divided among files.
        only: the criteria that are wanted; None for all of the framework.
        language: ``"vi"`` or ``"en"``.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "build_sheet_forms(assessment, framework)")
    composition = Composition.start(assessment, framework, language)
    shares = tuple(_iter_shares(assessment, framework, division, only))
    together = tuple(share.subject for share in shares)
    forms: list[SheetForm] = []
    names: set[str] = set()
    for share in shares:
        paper = SheetPaper(
            composition=composition,
            who="; ".join(share.recipients),
            until=_until(composition, share),
        )
        name = _free_name(composition, division, share, names)
        state = FormState.of(
            assessment,
            fields=tuple(field for criterion in share.criteria for field in list_fields(criterion)),
            kind=KIND,
            subject=share.subject,
            name=name,
            recipient="; ".join(share.recipients),
            together=together,
        )
        forms.append(
            SheetForm(
                name=name,
                subject=share.subject,
                recipients=share.recipients,
                criteria=tuple(criterion.code for criterion in share.criteria),
                data=write_form(paper.build(share.criteria), state),
            )
        )
    return tuple(forms)


def _iter_shares(
    assessment: SelfAssessment,
    framework: Framework,
    division: SheetDivision,
    only: Collection[CriterionCode] | None = None,
) -> Iterator[_Share]:
    wanted = (criterion for criterion in framework.criteria if only is None or criterion.code in only)
    writers = {criterion: list_writers(assessment, criterion.code) for criterion in wanted}
    if division is SheetDivision.CRITERION:
        for criterion, found in writers.items():
            yield _Share(str(criterion.code), found.names, (criterion,))
        return
    by_group = division is SheetDivision.GROUP
    shares: dict[str, list[Criterion]] = {}
    for criterion, found in writers.items():
        for name in found.groups if by_group else found.people:
            shares.setdefault(name, []).append(criterion)
    for name, criteria in shares.items():
        yield _Share(name, (name,), tuple(criteria))


def list_criteria(assessment: SelfAssessment, framework: Framework, subject: str) -> tuple[Criterion, ...]:
    """Return the criteria that a form of this subject has, as things stand: a criterion, a group's or a person's."""
    return next(
        (
            share.criteria
            for division in SheetDivision
            for share in _iter_shares(assessment, framework, division)
            if share.subject == subject
        ),
        (),
    )


def list_unassigned(
    assessment: SelfAssessment, framework: Framework, division: SheetDivision
) -> tuple[CriterionCode, ...]:
    """Return the criteria that are in no file of a division."""
    framework = framework_for(assessment, framework, SelfAssessment, "list_unassigned(assessment, framework, division)")
    shares = _iter_shares(assessment, framework, division)
    given = {criterion.code for share in shares for criterion in share.criteria}
    return tuple(criterion.code for criterion in framework.criteria if criterion.code not in given)


def _until(composition: Composition, share: _Share) -> str:
    periods = [find_sheet_period(composition.assessment, criterion.code) for criterion in share.criteria]
    days = [period.last_day for period in periods if period is not None]
    return composition.short_date(max(days)) if days else ""


def _free_name(composition: Composition, division: SheetDivision, share: _Share, names: set[str]) -> str:
    """Return a name that no other file of these has, on systems that do not tell capitals from small letters too."""
    if division is SheetDivision.CRITERION:
        (criterion,) = share.criteria
        code = f"{criterion.code.standard}.{criterion.code.criterion:02}"  # so that a file sorts 1.10 behind 1.09
        text = composition.text(message("Sheet of criterion {code}", code=code))
    else:
        text = composition.text(message("Sheets of {who}", who=share.subject))
    return free_name(text, ".docx", names, _LONGEST_NAME)
