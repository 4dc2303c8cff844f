"""``kdcl forms``: files that go out to people and come back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kdcl.cli.collected import Account
from kdcl.cli.console import EXISTING_FILE, SpokenGroup, end_if, option, say, spoken
from kdcl.cli.form_files import Preference, chooses_side
from kdcl.cli.formats import has_format
from kdcl.cli.importing import keep_rest
from kdcl.cli.inputs import takes_many
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_file
from kdcl.cli.sheet_forms import sheets, take_sheets
from kdcl.cli.streams import echo_json
from kdcl.cli.workbook_forms import take_workbooks, workbook
from kdcl.messages import message

_WORD_FILES: Final = {".docx", ".docm", ".doc", ".odt", ".rtf"}
_WORKBOOKS: Final = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_PASSING: Final = ("~$", ".")
"""How the names of files begin that programs keep beside an open one."""
_KEPT: Final = ".rest.txt"
"""How the name of the file ends that `keep_rest` writes."""


@spoken(
    message(
        "Put what people changed in forms into a school's file: files, or folders of them. What was changed in both is "
        "said and stays as in the file. Exit code 1 if there is such a thing, if something could not be taken, or if "
        "forms are still to be handed in."
    )
)
@takes_many("paths", "FORM...", takes_folders=True)
@option("--into", required=True, type=EXISTING_FILE, told=message("The school's file."))
@writes_file(told=message("The file to write; it may be the same one."))
@chooses_side(message("Where a form and the file were both changed, take the form's."))
@has_format("text", "json")
def collect(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    paths: tuple[str, ...],
    into: str,
    output: str,
    force: bool,
    side: Preference,
    form: str,
) -> None:
    """Merge the forms one after the other, and print what was taken, what is in conflict, and what was handed back."""
    files = tuple(str(file) for path in paths for file in _find_files(Path(path)))
    target = Output(path=output, inputs=(*files, into), replaces=(into,), force=force)
    target.ensure_free()
    school, _ = open_school(into)
    account = Account()
    school = take_sheets(school, (file for file in files if not _is_workbook(file)), side, account)
    school = take_workbooks(school, filter(_is_workbook, files), side, account)
    for other in (str(other) for path in paths for other in _find_others(Path(path))):
        told = message("{file}: this is neither a Word file nor a workbook; it was not read", file=other)
        account.leave(other, told)
        say(told)
    if not files:
        say(nothing := message("No form was found in what was named."))
        account.leave("", nothing)
    target.write_school(school)
    keep_rest(account.rest, target, files)
    say(
        message(
            "Taken over: {taken}; to be decided: {conflicts}; not taken or still to come: {left}",
            taken=len(account.taken),
            conflicts=len(account.conflicts),
            left=account.outstanding,
        )
    )
    if form == "json":
        echo_json(account.to_dict())
    end_if(account.conflicts or account.outstanding)


def _find_files(path: Path) -> tuple[Path, ...]:
    """Return a file, or the files in a folder that may be forms, in the order of their names."""
    if not path.is_dir():
        return (path,)
    found = (each for each in path.rglob("*") if each.suffix.lower() in _WORD_FILES | _WORKBOOKS and each.is_file())
    return tuple(sorted(each for each in found if not each.name.startswith(_PASSING)))


def _find_others(path: Path) -> tuple[Path, ...]:
    """Return the files in a folder that can be no forms, so that nobody's answer vanishes; notes of kdcl are none."""
    if not path.is_dir():
        return ()
    taken = {*_find_files(path)}
    found = (each for each in path.rglob("*") if each.is_file() and each not in taken)
    others = (each for each in found if not each.name.startswith(_PASSING) and not each.name.endswith(_KEPT))
    return tuple(sorted(each for each in others if each.suffix.lower() != ".json"))


def _is_workbook(file: str) -> bool:
    return Path(file).suffix.lower() in _WORKBOOKS


forms: SpokenGroup = SpokenGroup(
    "forms",
    told=message("Files that go out to people and come back."),
    commands=[sheets, workbook, collect],
)
