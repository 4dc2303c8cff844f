"""``kdcl forms sheets``, and what ``kdcl forms collect`` says of sheet forms."""

from __future__ import annotations

from collections.abc import Iterable

import click

from kdcl.cli.collected import Account
from kdcl.cli.console import end_if, option, say, speaker, spoken
from kdcl.cli.form_files import Preference, names_folder, write_forms
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school
from kdcl.cli.official import WordingChoice, chooses_wording
from kdcl.cli.output import replaces_files
from kdcl.codes import CriterionCode
from kdcl.forms.collecting import Outstanding, SheetsCollected, collect_sheets
from kdcl.forms.sheets import SheetDivision, build_sheet_forms, list_unassigned
from kdcl.forms.state import FormConflict, TakenChange
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


def take_sheets(school: SelfAssessment, files: Iterable[str], side: Preference, account: Account) -> SelfAssessment:
    """Return a school's file with what was changed in sheet forms, and say what became of each form."""
    named = [(name, read_file(name)) for name in files]
    found = collect_sheets(school, named, prefer_returned=side.returned)
    account.rest += [(f"{each.source}, {speaker().text(each.place.in_words)}", each.text) for each in found.left_over]
    tell_sheets(found, found.collected.taken, () if side.keeps_ours else found.collected.conflicts, account)
    return found.collected.school


def tell_sheets(
    found: SheetsCollected, taken: Iterable[TakenChange], conflicts: Iterable[FormConflict], account: Account
) -> None:
    """Say what became of each form: what was found in it, what was taken of it, what is in conflict or left over."""
    for finding in found.findings:
        say(told := found.describe(finding))
        account.find(finding, str(name_step(finding.place.steps[0])), told)
    for source, count in found.forms.items():
        say(message("{source}: changes: {count}", source=source, count=count))
    for each in taken:
        say(message("taken over from {source}: {change}", source=each.source, change=account.take(each)))
    for conflict in conflicts:
        told = account.dispute(conflict)
        say(message("both changed, in {source}: {conflict}", source=conflict.source, conflict=told))
    for text in found.left_over:
        say(message("beside the places of {source}: {text}", source=text.source, text=text.text))
        account.leave_text(text)
    for outstanding in found.outstanding:
        say(told := say_outstanding(outstanding))
        account.miss(outstanding, told)


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
