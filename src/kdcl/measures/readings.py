"""Where the law's numbers are open: the readings, the shipped one of each first named, all selectable."""

from __future__ import annotations

import enum

import attrs

from kdcl.law import Measure
from kdcl.messages import Message, message


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

    def metric_of(self, measure: Measure) -> str:
        """Return the metric that a measure is judged by."""
        return self._read(measure)[0]

    def reading_of(self, measure: Measure) -> Message | None:
        """Return the reading that a measure is judged by in words, or None where nothing is open."""
        return self._read(measure)[1]

    def _read(self, measure: Measure) -> tuple[str, Message | None]:
        match measure.metric:
            case "pupils_rated_fair_or_better" if self.primary_fair is FairReading.TOGETHER:
                return measure.metric, _PRIMARY_TOGETHER
            case "pupils_rated_fair_or_better":
                return "pupils_rated_fair", _PRIMARY_ALONE
            case "students_rated_fair" if self.secondary_fair is FairReading.ALONE:
                return measure.metric, _SECONDARY_ALONE
            case "students_rated_fair":
                return "students_rated_fair_or_better", _SECONDARY_TOGETHER
            case metric if metric in _TITLES:
                return metric, _GIFTED[self.gifted_titles]
            case metric:
                return metric, None


_TITLES = ("teachers_with_district_excellence_title_or_higher", "teachers_with_provincial_excellence_title_or_higher")
_PRIMARY_TOGETHER = message("fair is read as fair and excellent together, as letter 46 reads it")
_PRIMARY_ALONE = message("fair is read as fair alone, as the indicator says; letter 46 reads fair and excellent")
_SECONDARY_ALONE = message("fair is read as fair alone, as the indicator says; letter 46 adds no reading")
_SECONDARY_TOGETHER = message("fair is read as fair and excellent together, which neither text says here")
_GIFTED = {
    GiftedTitlesReading.NOTHING: message("the circular states nothing of gifted schools here, so nothing is asked"),
    GiftedTitlesReading.AS_UPPER_SECONDARY: message(
        "gifted schools are read as upper secondary schools here; the circular states nothing of them"
    ),
}
