"""``kdcl plan``: the self-assessment plan as a calendar, and what of it is due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from kdcl.cli.console import DAY, SpokenGroup, current_day, option, say, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file, takes_files
from kdcl.cli.issues import open_school
from kdcl.cli.many import NOTHING, Told, tells_each
from kdcl.cli.output import Output, writes_target
from kdcl.cli.streams import echo
from kdcl.cli.writing import choose_renderer
from kdcl.documents.work import build_assignment, build_member_pages
from kdcl.messages import Message, message
from kdcl.planning import TaskState, Work, WorkKind, build_calendar_entries, iter_work, list_people
from kdcl.renderers import render
from kdcl.renderers.schedule import render_calendar

_NAMED: Final = 6
"""People of a group that are named behind it; more are the council, or all groups."""


@spoken(message("Write the plan as a calendar file (.ics; extra: calendar)."))
@takes_file
@writes_target("file")
@option("--on", type=DAY, required=True, told=message("The day the calendar is made, such as 18/9/2017."))
def calendar(file: str, target: Output, on: dt.date) -> None:
    """Write the plan as a calendar."""
    assessment, _ = open_school(file)
    name = message("Self-assessment {year}", year=assessment.school_year)
    entries = build_calendar_entries(assessment)
    stamp = dt.datetime.combine(on, dt.time(), dt.UTC)
    target.write(render_calendar(speaker().text(name), entries, stamp=stamp))
    say(message("Entries: {count}", count=len(entries)))
    target.tell()


_on = option(
    "--on",
    type=DAY,
    default=current_day,
    show_default=False,
    told=message("The day, such as 01/11/2017; without it, today."),
)
_by_person = option("--person", told=message("The work of this person alone, by the full name."))


@spoken(message("Say what of the work is done, due and late on a day: sheets, evidence, and the tasks of the plan."))
@takes_files
@has_format("text", "json")
@_on
@_by_person
@tells_each
def progress(file: str, form: str, on: dt.date, person: str | None) -> Told:
    """Print the work with its state on a day, what it lacks and whose it is."""
    assessment, framework = open_school(file)
    list_people(assessment, person)  # one that nobody has is refused
    wanted = [work for work in iter_work(assessment, framework) if person is None or person in work.people]
    if form == "json":
        return Told([_to_dict(work, on) for work in wanted])
    _print_work(wanted, on)
    return NOTHING


def _to_dict(work: Work, day: dt.date) -> dict[str, Any]:
    """Return a piece of work as plain values."""
    tell = speaker().text
    return {
        "kind": work.kind.value,
        "place": str(work.place),
        "text": tell(work.text),
        "state": work.state(day).value,
        "responsible": list(work.responsible),
        "people": list(work.people),
        "from": work.period and str(work.period.first_day),
        "to": work.period and str(work.period.last_day),
        "done_on": work.done_on and str(work.done_on),
        "missing": [tell(each) for each in work.missing],
    }


def _print_work(wanted: Iterable[Work], on: dt.date) -> None:
    tell = speaker().text
    counted: Counter[TaskState] = Counter()
    for work in wanted:
        state = work.state(on)
        counted[state] += 1
        told = message("{state}: {text}", state=state.words, text=work.text)
        lacking = work.missing if work.kind is not WorkKind.TASK else ()
        who = _name(work)
        if who is not None:
            told = message("{told} ({who})", told=told, who=who)
        if lacking:
            told = message("{told}; lacks: {missing}", told=told, missing=lacking)
        echo(tell(told))
    counts = tuple(message("{label}: {count}", label=state.words, count=counted[state]) for state in TaskState)
    say(message("On {day}: {counts}", day=speaker().short_date(on), counts=counts))


def _name(work: Work) -> Message | None:
    """Return whose work it is: the group or post, and who that is where they are few enough to be named."""
    people = tuple(name for name in work.people if name not in work.responsible)
    if work.responsible and people and len(people) <= _NAMED:
        return message("{who}: {people}", who=work.responsible, people=people)
    names = work.responsible or work.people
    return message("{who}", who=names) if names else None


@spoken(message("Write a page for each person with what is theirs and what is late (see: kdcl renderers)."))
@takes_file
@writes_target("file")
@_on
@_by_person
def pages(file: str, target: Output, on: dt.date, person: str | None) -> None:
    """Write the pages of all members, or of one."""
    assessment, framework = open_school(file)
    document = build_member_pages(assessment, framework, day=on, person=person, language=speaker().language)
    target.write_and_tell(render(document, choose_renderer(target.path, None)))


@spoken(
    message("Write the paper that gives out the work: who writes which sheet and collects which evidence, by when.")
)
@takes_file
@writes_target("file")
def assignment(file: str, target: Output) -> None:
    """Write the assignment paper."""
    assessment, framework = open_school(file)
    document = build_assignment(assessment, framework, language=speaker().language)
    target.write_and_tell(render(document, choose_renderer(target.path, None)))


plan: SpokenGroup = SpokenGroup(
    "plan",
    told=message("The self-assessment plan: what is due, and a calendar of it."),
    commands=[calendar, progress, pages, assignment],
)
