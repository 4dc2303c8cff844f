"""Lines with place and day, as papers have them at their head or above a signature."""

from __future__ import annotations

import re

import attrs

from kdcl.readers.files.content import Line
from kdcl.text.dates import WrittenDate, find_dates
from kdcl.text.phrases import is_blank

_DAY = re.compile(r"\W*+(?P<place>(?:[^\W\d].{0,60}?)?)[\s,.]*\bngay\b\s*")
_ROOM = re.compile(r"[\W\d]*\bthang\b[\W\d]*\bnam\b[\W\d]*")


@attrs.frozen(kw_only=True)
class PlaceAndDay:
    """A place and a day.

    Attributes:
        place: the place; empty where none is stated.
        day: the day, sound or not; None where the line leaves room for it.
    """

    place: str
    day: WrittenDate | None


def find_place_and_day(line: Line) -> PlaceAndDay | None:
    """Return the place and the day of a line that says nothing else, or None."""
    found = _DAY.match(line.folded)
    if found is None:
        return None
    place = line.text[found.start("place") : found.end("place")].strip(" ,.-\u2026")
    dates = find_dates(line.text)
    if not dates and _ROOM.fullmatch(line.folded, found.end()):
        return PlaceAndDay(place=place, day=None)
    if len(dates) != 1 or dates[0].start != found.end() or not is_blank(line.folded[dates[0].end :]):
        return None
    return PlaceAndDay(place=place, day=dates[0])
