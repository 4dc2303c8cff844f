"""``kdcl external sheets`` and ``collect``: the team's sheets out to its members in Word, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kdcl.cli.collected import Account
from kdcl.cli.console import EXISTING_FILE, FINDINGS, end_if, option, say, speaker, spoken
from kdcl.cli.external.members import say_disagreement
from kdcl.cli.external.opening import open_sound, with_school
from kdcl.cli.form_files import names_folder, write_forms
from kdcl.cli.formats import has_format
from kdcl.cli.importing import keep_rest
from kdcl.cli.inputs import takes_file, takes_folders
from kdcl.cli.official import WordingChoice, chooses_wording
from kdcl.cli.output import Output, replaces_files, writes_target
from kdcl.cli.overview import find_files
from kdcl.cli.sheet_forms import tell_sheets
from kdcl.cli.streams import echo_json
from kdcl.errors import UnreadableFileError
from kdcl.external.joining import take_out
from kdcl.findings import refuse
from kdcl.forms.discussion import MembersCollected, collect_members
from kdcl.forms.members import build_member_forms, list_idle
from kdcl.forms.state import UNREADABLE_FORM
from kdcl.messages import message
from kdcl.office.package import read_file
from kdcl.places import ROOT


@spoken(
    message(
        "Write a Word file for each member of the team with the sheets to be filled in: the criteria given to the "
        "member. What exists is not replaced."
    )
)
@takes_file
@names_folder
@with_school
@option("--every-criterion", is_flag=True, told=message("Ask every member for every criterion."))
@replaces_files
@chooses_wording
def sheets(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    file: str, directory: str, school: str | None, every_criterion: bool, force: bool, official: WordingChoice
) -> None:
    """Write the forms, and name the members without one."""
    case = open_sound(file)
    built = build_member_forms(
        case.external,
        official.apply(case.framework),
        case.find_school(school),
        every_criterion=every_criterion,
        language=speaker().language,
    )
    write_forms(((form, form.member) for form in built), directory, force=force)
    idle = () if every_criterion else list_idle(case.external)
    if idle or not built:
        nobody = message("nobody is named in the team")
        say(message("Members to whom no criterion is given, and who have no file: {names}", names=idle or nobody))
        raise click.exceptions.Exit(FINDINGS)


@spoken(
    message(
        "Take members' sheets that came back into the team's file, and list where members differ: the team decides. "
        "Exit code 1 if something is left to decide, to hand in or to read."
    )
)
@takes_folders
@option("--into", type=EXISTING_FILE, required=True, told=message("The team's file, or the school's with it."))
@writes_target("files", "into", changes="into", told=message("The file to write."))
@has_format("text", "json")
def collect(files: tuple[str, ...], into: str, target: Output, form: str) -> None:
    """Write the file with what members wrote, and say what is left."""
    case = open_sound(into)
    named = [file for file in find_files(files, target.path) if file in files or Path(file).suffix.lower() == ".docx"]
    account = Account()
    read = dict(_iter_read(named, account))
    found = collect_members(case.school_file, case.framework, read.items())
    _tell(found, account)
    target.write(case.dump(take_out(found.school)))
    keep_rest([(f"{each.source}, {each.place}", each.text) for each in found.sheets.left_over], target, files)
    target.tell()
    say(
        message(
            "Taken over: {taken}; to be decided: {conflicts}; to discuss: {discuss}; outstanding or not taken: {left}",
            taken=len(account.taken),
            conflicts=len(account.conflicts),
            discuss=len(found.disagreements),
            left=account.outstanding,
        )
    )
    if form == "json":
        echo_json(account.to_dict())
    end_if(account.conflicts or found.disagreements or account.outstanding)


def _iter_read(files: Iterable[str], account: Account) -> Iterator[tuple[str, bytes]]:
    """Iterate over files with their bytes; one that cannot be read is told, and the others are taken all the same."""
    for file in files:
        try:
            yield file, read_file(file)
        except UnreadableFileError as error:
            say(error.message)
            account.find(refuse(ROOT, error.reason, UNREADABLE_FORM), file, error.message)


def _tell(found: MembersCollected, account: Account) -> None:
    """Say what became of each file, and where members differ."""
    decided = {str(each.indicator) for each in found.disagreements}
    changes = found.sheets.collected.taken
    taken = (each for each in changes if str(each.change.place.steps[-1]) not in decided)
    tell_sheets(found.sheets, taken, found.conflicts, account)
    for each in found.disagreements:
        say(message("to discuss: {what}", what=(told := say_disagreement(each))))
        account.discuss(str(each.indicator), told)
