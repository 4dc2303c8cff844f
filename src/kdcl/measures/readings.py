"""Where the law's numbers are open: the readings, the shipped one of each first named, all selectable."""

from __future__ import annotations

import enum

import attrs

from kdcl.figures.metrics import OpenPoint, PointReading


class FairReading(enum.StrEnum):
    """What the grade fair (khá) stands for in a share that is asked for."""

    TOGETHER = "together"
    """Fair and excellent together."""
    ALONE = "alone"
    """Fair alone, as the word says."""


class GiftedTitlesReading(enum.StrEnum):
    """What 2.3.b asks of gifted schools, of which it says nothing."""

    NOTHING = "nothing"
    """Nothing: it is not applied to them."""
    AS_UPPER_SECONDARY = "as_upper_secondary"
    """The same as of upper secondary schools."""


@attrs.frozen(kw_only=True)
class Readings:
    """The readings of the law that measures are judged by; the defaults are the shipped ones.

    Attributes:
        primary_fair: primary 5.4.b says fair; letter 46 reads it as fair and excellent together.
        secondary_fair: secondary 5.9.b says fair, and letter 46 adds no reading, so the shipped one is literal.
        gifted_titles: secondary 2.3.b names lower and upper secondary schools only.
    """

    primary_fair: FairReading = FairReading.TOGETHER
    secondary_fair: FairReading = FairReading.ALONE
    gifted_titles: GiftedTitlesReading = GiftedTitlesReading.NOTHING

    def choose(self, point: OpenPoint) -> PointReading:
        """Return the reading of an open point; of one that these readings do not know, the shipped one."""
        return point.get_reading(getattr(self, point.name, None))
