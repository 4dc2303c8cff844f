"""``kdcl external register``: many cases as one table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import click

from kdcl.cli.console import EXISTING_FILE, FINDINGS, complain, option, say, speaker, spoken
from kdcl.cli.external.opening import find_days_off, on_a_day, open_sound
from kdcl.cli.streams import echo, echo_json
from kdcl.errors import KdclError
from kdcl.external import EXTERNAL, Survey
from kdcl.external.register import RegisterRow, build_register_row
from kdcl.messages import Message, message

_HEAD = (
    message("School"),
    message("School year"),
    message("Registered on"),
    message("Accepted on"),
    message("State"),
    message("Leader of the team"),
    message("Members"),
    message("Preliminary survey"),
    message("Main survey"),
    message("Open periods"),
    message("Level recognised"),
)
_KEYS = (
    "school",
    "school_year",
    "registered_on",
    "accepted_on",
    "state",
    "leader",
    "members",
    "preliminary_survey",
    "main_survey",
    "open_periods",
    "level",
)


@spoken(
    message(
        "List the cases of many teams' files: state, team, surveys and open periods; a file that cannot be read is "
        "named, and the others are listed. Exit code 1 if there is such a file."
    )
)
@click.argument("files", type=EXISTING_FILE, nargs=-1, required=True)
@on_a_day
@option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    told=message("How it is printed."),
)
def register(files: tuple[str, ...], on: dt.date | None, holidays: bool, form: str) -> None:
    """Print a row for each case."""
    rows: list[RegisterRow] = []
    for file in files:
        try:
            _, case, framework = open_sound(file)
        except KdclError as error:
            complain(error.message)
        else:
            days_off = find_days_off(holidays, case, on)
            rows.append(build_register_row(case, framework.part(EXTERNAL), on=on, days_off=days_off))
    told = [tuple(map(_tell, _cells(row))) for row in rows]
    if form == "json":
        echo_json([dict(zip(_KEYS, cells, strict=True)) for cells in told])
    elif form == "csv":
        table = io.StringIO()
        csv.writer(table, lineterminator="\n").writerows([tuple(map(_tell, _HEAD)), *map(_harmless, told)])
        echo(table.getvalue().rstrip("\n"))
    else:
        for cells in told:
            _print(cells)
        say(message("Cases: {count}", count=len(rows)))
    if len(rows) < len(files):
        raise click.exceptions.Exit(FINDINGS)


def _tell(fact: object) -> str:
    return "" if fact is None else speaker().text(message("{fact}", fact=fact))


def _harmless(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells that no spreadsheet takes for formulas."""
    return tuple(f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells)


def _print(cells: tuple[str, ...]) -> None:
    school, *others = cells
    echo(school)
    for label, cell in zip(_HEAD[1:], others, strict=True):
        if cell:
            say(message("    {label}: {text}", label=label, text=cell))


def _cells(row: RegisterRow) -> Iterator[object]:
    yield from (row.school, row.school_year, row.registered_on, row.accepted_on)
    yield message("not begun") if row.state is None else row.state.step.words
    yield from (row.leader, row.size or None, _days(row.preliminary_survey), _days(row.main_survey))
    yield tuple(deadline.sentence for deadline in row.open_deadlines)
    yield row.level


def _days(survey: Survey) -> Message | dt.date | None:
    if survey.first_day is None or survey.last_day in {None, survey.first_day}:
        return survey.first_day or survey.last_day
    return message("{first} to {last}", first=survey.first_day, last=survey.last_day)
