"""``kdcl external register``: many cases as one table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

from kdcl.cli.console import end_if, say, speaker, spoken
from kdcl.cli.external.opening import find_days_off, has_case, on_a_day, open_sound
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_folders
from kdcl.cli.output import Output, writes_file
from kdcl.cli.overview import find_files
from kdcl.cli.streams import echo, echo_json, print_result
from kdcl.cli.writing import choose_renderer
from kdcl.documents.external.register import build_register
from kdcl.errors import KdclError
from kdcl.external import EXTERNAL
from kdcl.external.register import REGISTER_HEAD, REGISTER_KEYS, RegisterRow, UnreadRow, build_register_row
from kdcl.messages import message
from kdcl.overview.tables import as_cell
from kdcl.renderers import render


@spoken(
    message(
        "List the cases of many files and folders: state, team, surveys and open periods; a file that cannot be read "
        "is a row with the reason. Exit code 1 if there is such a file."
    )
)
@takes_folders
@on_a_day
@has_format("text", "csv", "json")
@writes_file(required=False, told=message("Write it as a document instead; the suffix says the format."))
def register(  # noqa: PLR0913, PLR0917 - an argument for each option
    files: tuple[str, ...], on: dt.date | None, holidays: bool, form: str, output: str | None, force: bool
) -> None:
    """Print a row for each case, or write the table as a document."""
    skipped: list[str] = []
    rows = list(_iter_rows(files, output, skipped, on=on, holidays=holidays))
    cases = sum(isinstance(row, RegisterRow) for row in rows)
    told = [tuple(map(_tell, row.cells)) for row in rows]
    if output is not None:
        document = build_register(rows, language=speaker().language)
        data = render(document, choose_renderer(output, None))
        Output(path=output, inputs=files, force=force).write_and_tell(data)
        _say_counts(rows, cases, skipped)
    elif form == "json":
        echo_json([dict(zip(REGISTER_KEYS, cells, strict=True)) for cells in told])
    elif form == "csv":
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(map(_tell, REGISTER_HEAD))
        writer.writerows(map(as_cell, cells) for cells in told)
        print_result(table.getvalue().rstrip("\n"))
    else:
        for row in rows:
            _print(row.cells)
        _say_counts(rows, cases, skipped)
    end_if(cases < len(rows))


def _say_counts(rows: list[RegisterRow | UnreadRow], cases: int, skipped: list[str]) -> None:
    """Say how many rows there are: cases, and files that could not be read; and what was left out of folders."""
    say(
        message(
            "Rows: {rows}; cases: {cases}; files not read: {unread}",
            rows=len(rows),
            cases=cases,
            unread=len(rows) - cases,
        )
    )
    periods = [each.period for row in rows if isinstance(row, RegisterRow) for each in row.open_deadlines]
    for source in dict.fromkeys(speaker().text(period.clause) for period in periods):
        say(message("Length of these periods: {source}", source=source))
    if skipped:
        say(message("Files in the folders that hold no external assessment: {count}", count=len(skipped)))


def _iter_rows(
    named: tuple[str, ...], output: str | None, skipped: list[str], *, on: dt.date | None, holidays: bool
) -> Iterator[RegisterRow | UnreadRow]:
    """Iterate over the rows of files; in folders, schools' files without an external assessment are no cases."""
    for file in find_files(named, output):
        is_found = file not in named
        if is_found and (Path(file).suffix.lower() != ".json" or not has_case(file)):
            skipped.append(file)
            continue
        try:
            opened = open_sound(file)
        except KdclError as error:
            yield UnreadRow(source=file, reason=error.message)
        else:
            case, rules = opened.external, opened.framework.part(EXTERNAL)
            yield build_register_row(case, rules, on=on, days_off=find_days_off(holidays, case, on))


def _tell(fact: object) -> str:
    return "" if fact is None else speaker().text(message("{fact}", fact=fact))


def _print(cells: tuple[object, ...]) -> None:
    school, *others = cells
    echo(_tell(school))
    for label, cell in zip(REGISTER_HEAD[1:], others, strict=True):
        for part in cell if isinstance(cell, tuple) else (cell,):
            if part:
                say(message("    {label}: {text}", label=label, text=part))
