"""``kdcl forms sheets``, and what ``kdcl forms collect`` says of sheet forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import attrs
import click

from kdcl.cli.collected import Account
from kdcl.cli.console import end_if, option, say, speaker, spoken
from kdcl.cli.form_files import names_folder, write_forms
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school
from kdcl.cli.official import WordingChoice, chooses_wording
from kdcl.cli.output import replaces_files
from kdcl.codes import CriterionCode
from kdcl.findings import Severity
from kdcl.forms.collecting import Outstanding, SheetsCollected, collect_sheets
from kdcl.forms.sheets import SheetDivision, build_sheet_forms, list_unassigned
from kdcl.messages import Message, message
from kdcl.office.package import read_file
from kdcl.place_names import name_step
from kdcl.school import SelfAssessment


@spoken(
    message(
        "Write the sheets as Word files that people fill in and send back: for each criterion, working group or person "
        "one. What exists is not replaced."
    )
)
@takes_file
@names_folder
@option(
    "--by",
    "division",
    type=click.Choice([str(each) for each in SheetDivision]),
    default=str(SheetDivision.CRITERION),
    show_default=True,
    told=message("What each file is for."),
)
@option(
    "--criterion",
    "criteria",
    multiple=True,
    told=message("Write the forms of this criterion alone, such as 1.3; may be given again."),
)
@replaces_files
@chooses_wording
def sheets(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    file: str, directory: str, division: str, criteria: tuple[str, ...], force: bool, official: WordingChoice
) -> None:
    """Write the forms, and name the criteria that are in none."""
    assessment, framework = open_school(file)
    chosen = SheetDivision(division)
    only = {framework.get_criterion(CriterionCode.parse(code)).code for code in criteria}
    built = build_sheet_forms(
        assessment, official.apply(framework), division=chosen, only=only or None, language=speaker().language
    )
    nobody = (message("nobody in particular"),)
    write_forms(((form, form.recipients or nobody) for form in built), directory, force=force)
    left = tuple(code for code in list_unassigned(assessment, framework, chosen) if not only or code in only)
    if left:
        say(message("Criteria that nobody has, and that are in no file: {codes}", codes=left))
    end_if(left)


@attrs.define(kw_only=True)
class SheetGatherer:
    """What becomes of a school's file while sheet forms are taken.

    Attributes:
        school: the file.
        prefer_returned: facts in which the forms stand where both were changed.
        keeps_ours: whether what both changed stays as in the file without a word.
        taken: how many changes were taken.
        conflicts: how many are to be decided.
        left: how many files, places or texts were not taken, or forms are still to be handed in.
        rest: texts beside the places of forms, each behind its place.
        account: everything of this as plain values.
    """

    school: SelfAssessment
    prefer_returned: Collection[str]
    keeps_ours: bool = False
    taken: int = 0
    conflicts: int = 0
    left: int = 0
    rest: list[tuple[str, str]] = attrs.field(factory=list)
    account: Account = attrs.field(factory=Account)

    def take(self, files: Iterable[str]) -> None:
        """Take the forms, and say what became of each."""
        names = tuple(files)
        found = collect_sheets(
            self.school, ((name, read_file(name)) for name in names), prefer_returned=self.prefer_returned
        )
        for finding in found.findings:
            self.left += finding.severity is not Severity.NOTE
            say(told := found.describe(finding))
            self.account.find(finding, str(name_step(finding.place.steps[0])), told)
        self._tell_changes(found)
        for text in found.left_over:
            self.rest.append((f"{text.source}, {speaker().text(text.place.in_words)}", text.text))
            say(message("beside the places of {source}: {text}", source=text.source, text=text.text))
            self.account.leave_text(text)
        for each in found.outstanding:
            self.left += 1
            say(told := say_outstanding(each))
            self.account.miss(each, told)
        self.left += len(found.left_over)
        self.school = found.collected.school

    def _tell_changes(self, found: SheetsCollected) -> None:
        collected = found.collected
        for source, count in found.forms.items():
            say(message("{source}: changes: {count}", source=source, count=count))
        for taken in collected.taken:
            say(message("taken over from {source}: {change}", source=taken.source, change=self.account.take(taken)))
        self.taken += len(collected.taken)
        if self.keeps_ours:
            return
        for conflict in collected.conflicts:
            told = self.account.dispute(conflict)
            say(message("both changed, in {source}: {conflict}", source=conflict.source, conflict=told))
        self.conflicts += len(collected.conflicts)


def say_outstanding(each: Outstanding) -> Message:
    """Return that a form is still to be handed in, or what is unfinished in it, and whose it is."""
    people = each.who or (message("nobody in particular"),)
    whose = message("{text}", text=each.subject)
    if each.who != (each.subject,):
        whose = message("{subject} ({who})", subject=each.subject, who=people)
    if each.is_touched:
        return message(
            "came back, but nothing in it could be taken, see above: {whose}, {source}", whose=whose, source=each.source
        )
    if each.source:
        return message("came back as it was sent: {whose}, {source}", whose=whose, source=each.source)
    if each.is_begun:
        return message(
            "not among these files: {whose}; unfinished in the school's file: criteria {codes}",
            whose=whose,
            codes=each.unfinished,
        )
    return message("still to be handed in: {whose}", whose=whose)
