"""``kdcl plan``: the self-assessment plan as a calendar, and what of it is due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kdcl.cli.console import EXISTING_FILE, SpokenGroup, option, say, speaker, spoken
from kdcl.cli.issues import open_school
from kdcl.cli.words import TASK_STATE
from kdcl.files import write_file
from kdcl.messages import message
from kdcl.planning import build_calendar_entries, iter_tasks
from kdcl.renderers.schedule import render_calendar

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=SpokenGroup, told=message("The self-assessment plan: what is due, and a calendar of it."))
def plan() -> None:
    """Group the commands on the plan."""


@spoken(message("Write the plan as a calendar file (.ics; extra: calendar)."))
@click.argument("file", type=EXISTING_FILE)
@option("-o", "--output", required=True, type=click.Path(dir_okay=False), told=message("The file to write."))
@option("--on", type=_DAY, required=True, told=message("The day the calendar is made, such as 2017-09-18."))
def calendar(file: str, output: str, on: dt.datetime) -> None:
    """Write the plan as a calendar."""
    assessment, _ = open_school(file)
    name = message("Self-assessment {year}", year=assessment.school_year)
    entries = build_calendar_entries(assessment)
    write_file(output, render_calendar(speaker().text(name), entries, stamp=on.replace(tzinfo=dt.UTC)))
    say(message("Entries: {count}", count=len(entries)))
    say(message("Written: {path}", path=str(Path(output).resolve())))


@spoken(message("Say what of the plan is done, due and late on a day."))
@click.argument("file", type=EXISTING_FILE)
@option("--on", type=_DAY, required=True, told=message("The day, such as 2017-11-01."))
def progress(file: str, on: dt.datetime) -> None:
    """Print the tasks of the plan with their state on a day."""
    assessment, _ = open_school(file)
    tell = speaker().text
    for task in iter_tasks(assessment):
        click.echo(f"{tell(TASK_STATE[task.state(on.date())])}: {task.text}")


plan.add_command(calendar)
plan.add_command(progress)
