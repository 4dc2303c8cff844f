"""A calendar as a file (``.ics``, RFC 5545): whole days with what is to be done, for any calendar program.

A calendar is not made of paragraphs, so it has a function of its own beside the renderers. Needs icalendar, which the
extra ``calendar`` brings; it writes the same bytes for the same properties in the same order.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from kdcl.errors import DocumentError, MissingExtraError
from kdcl.findings import Finding, refuse
from kdcl.messages import message
from kdcl.places import ROOT, Place
from kdcl.planning import CalendarEntry
from kdcl.text.characters import find_refused

__all__ = ["render_calendar"]

PRODUCT = "-//kdcl//kdcl//EN"
_DONE = "✓ "


def render_calendar(name: str, entries: Sequence[CalendarEntry], *, stamp: dt.datetime) -> bytes:
    """Return a calendar as the bytes of a file: the same bytes for the same entries and stamp.

    Args:
        name: what the calendar is called.
        entries: what stands in it, in the order in which it is written.
        stamp: when the entries were last settled, with its time zone; the library asks no clock.

    Raises:
        DocumentError: a text holds a control character, an id is empty or there twice, an entry ends before it
            begins, or the stamp has no time zone; all problems at once.
        MissingExtraError: icalendar is not installed.
    """
    if problems := tuple(_iter_problems(name, entries, stamp)):
        raise DocumentError(name, problems)
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415 - an optional dependency, needed here alone
    except ImportError:
        raise MissingExtraError("icalendar", "calendar") from None
    calendar = Calendar()
    # RFC 5545 wants both of every calendar
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    # in no standard, but calendar programs take the name from it
    calendar.add("x-wr-calname", _settled(name))
    for entry in entries:
        event = Event()
        event.add("uid", entry.id)
        # RFC 5545 wants this moment in UTC
        event.add("dtstamp", stamp.astimezone(dt.UTC))
        event.add("dtstart", _day(entry.first_day))
        event.add("dtend", _day(entry.last_day) + dt.timedelta(days=1))  # RFC 5545: the day after the last
        event.add("summary", _settled(f"{_DONE}{entry.summary}" if entry.is_done else entry.summary))
        if entry.responsible:
            event.add("description", _settled(entry.responsible))
        event.add("transp", "TRANSPARENT")  # it leaves the days free for other things
        calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=False))


def _settled(text: str) -> str:
    """Return a text with line feeds alone at its line ends; other marks are text to a calendar."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _day(day: dt.date) -> dt.date:
    # a datetime is a date to Python too, and icalendar would write its hour
    return dt.date(day.year, day.month, day.day)


def _iter_problems(name: str, entries: Sequence[CalendarEntry], stamp: dt.datetime) -> Iterator[Finding]:
    if stamp.tzinfo is None:
        yield refuse(ROOT.at("stamp"), message("the date has no time zone; give one"))
    yield from _iter_refused(name, ROOT.at("name"))
    times = Counter(entry.id for entry in entries)
    for number, entry in enumerate(entries):
        place = ROOT.at("entries", number)
        for field in ("id", "summary", "responsible"):
            yield from _iter_refused(getattr(entry, field), place.at(field))
        if not entry.id.strip() or times[entry.id] > 1:
            yield refuse(place.at("id"), message("the id {id} is empty or there twice", id=repr(entry.id)))
        if not _day(entry.first_day) <= _day(entry.last_day) < dt.date.max:
            yield refuse(
                place.at("last_day"),
                message("{last} is before {first}, or too late", last=entry.last_day, first=entry.first_day),
            )


def _iter_refused(text: str, place: Place) -> Iterator[Finding]:
    if problem := find_refused(text):
        yield refuse(place, problem)
