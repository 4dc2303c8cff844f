"""``kdcl plan``: the self-assessment plan as a calendar, and what of it is due."""

from __future__ import annotations

import datetime as dt

import click

from kdcl.cli.console import DAY, EXISTING_FILE, SpokenGroup, option, say, speaker, spoken
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo
from kdcl.messages import message
from kdcl.planning import build_calendar_entries, iter_tasks
from kdcl.renderers.schedule import render_calendar


@click.group(cls=SpokenGroup, told=message("The self-assessment plan: what is due, and a calendar of it."))
def plan() -> None:
    """Group the commands on the plan."""


@spoken(message("Write the plan as a calendar file (.ics; extra: calendar)."))
@click.argument("file", type=EXISTING_FILE)
@writes_file()
@option("--on", type=DAY, required=True, told=message("The day the calendar is made, such as 18/9/2017."))
def calendar(file: str, output: str, force: bool, on: dt.date) -> None:
    """Write the plan as a calendar."""
    target = Output(path=output, inputs=(file,), force=force)
    target.ensure_free()
    assessment, _ = open_school(file)
    name = message("Self-assessment {year}", year=assessment.school_year)
    entries = build_calendar_entries(assessment)
    stamp = dt.datetime.combine(on, dt.time(), dt.UTC)
    target.write(render_calendar(speaker().text(name), entries, stamp=stamp))
    say(message("Entries: {count}", count=len(entries)))
    target.tell()


@spoken(message("Say what of the plan is done, due and late on a day."))
@click.argument("file", type=EXISTING_FILE)
@option("--on", type=DAY, required=True, told=message("The day, such as 01/11/2017."))
def progress(file: str, on: dt.date) -> None:
    """Print the tasks of the plan with their state on a day."""
    assessment, _ = open_school(file)
    tell = speaker().text
    for task in iter_tasks(assessment):
        echo(f"{tell(task.state(on).words)}: {task.text}")


plan.add_command(calendar)
plan.add_command(progress)
