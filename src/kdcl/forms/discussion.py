"""Members' sheets that came back: what they change in the case, and where members differ, for the team's discussion."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kdcl.codes import IndicatorCode
from kdcl.external import ExternalAssessment
from kdcl.external.joining import put_into, take_out
from kdcl.external.members import MemberDisagreement, find_disagreements
from kdcl.forms.collecting import SheetsCollected, collect_sheets
from kdcl.forms.controls import UNCLEAR
from kdcl.forms.members import TEAM_KIND
from kdcl.forms.state import FormConflict
from kdcl.law import Framework
from kdcl.place_names import name_step
from kdcl.places import ROOT
from kdcl.school import SelfAssessment

_RATINGS = ROOT.at("external", "ratings")


@attrs.frozen(kw_only=True)
class MembersCollected:
    """What members' sheets brought.

    Attributes:
        sheets: everything there is to say of the files, with what was taken and what is in conflict; its file is the
            one below.
        school: the file with what members wrote.
        disagreements: indicators on which members differ; the verdict there is as it was before.
    """

    sheets: SheetsCollected
    school: SelfAssessment
    disagreements: tuple[MemberDisagreement, ...]

    @property
    def conflicts(self) -> tuple[FormConflict, ...]:
        """What somebody has to decide beside the disagreements: what was changed here too, or differently."""
        known = {_RATINGS.at(str(each.indicator)) for each in self.disagreements}
        return tuple(each for each in self.sheets.collected.conflicts if each.conflict.place not in known)


def collect_members(
    current: SelfAssessment | ExternalAssessment, framework: Framework, files: Iterable[tuple[str, bytes]]
) -> MembersCollected:
    """Return the case with what members wrote in their sheets.

    A verdict that one member alone gives, or all alike, is taken. Where members differ, or one
    wrote something that is no verdict beside another's, none of theirs is: the team decides.

    Args:
        current: the team's facts as they are now, alone or in the school's file.
        framework: the framework that the school is assessed under.
        files: the files that came back, each with its name.
    """
    school = put_into(current) if isinstance(current, ExternalAssessment) else current
    sheets = collect_sheets(school, files, kind=TEAM_KIND)
    given = {
        form.state.recipient: take_out(form.facts)
        for form in sheets.returned
        if form.changes and form.source in sheets.forms
    }
    disagreements = find_disagreements(given, framework, unclear=_find_unclear(sheets))
    before, after = take_out(school), take_out(sheets.collected.school)
    ratings = after.ratings.with_ratings({each.indicator: before.ratings.get(each.indicator) for each in disagreements})
    settled = attrs.evolve(sheets.collected.school, external=attrs.evolve(after, ratings=ratings))
    return MembersCollected(sheets=sheets, school=settled, disagreements=disagreements)


def _find_unclear(sheets: SheetsCollected) -> dict[IndicatorCode, tuple[tuple[str, str], ...]]:
    """Return who wrote what in place of a verdict, by indicator."""
    members = {form.source: form.state.recipient for form in sheets.returned}
    unclear: dict[IndicatorCode, tuple[tuple[str, str], ...]] = {}
    for finding in sheets.findings:
        if finding.kind == UNCLEAR:
            file, *_, code = finding.place.steps
            indicator = IndicatorCode.parse(str(code))
            told = tuple((members[str(name_step(file))], text) for text in finding.texts)
            unclear[indicator] = (*unclear.get(indicator, ()), *told)
    return unclear
