"""What is measured: every metric of the law's numbers as a pure function of a school's figures and a school year.

Which metrics there are, and where the law is open about them, is declared in ``tt42_2012/metrics.toml``
(`kdcl.figures.metrics_file` reads it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from kdcl.figures.cells import PERCENT
from kdcl.figures.data import DataPlace
from kdcl.figures.form import FormRow
from kdcl.figures.reckoning import Figures
from kdcl.law import SchoolCategory, Status
from kdcl.messages import BilingualText
from kdcl.years import SchoolYear


@attrs.frozen(kw_only=True)
class Measured:
    """A measured value: exact, with what it was computed from.

    Attributes:
        part: the number counted, or the value itself where there is no whole.
        whole: what the part is taken of; None for absolute values.
        scale: 100 for shares in percent, 1 for other values.
    """

    part: Fraction
    whole: Fraction | None
    scale: int

    @property
    def value(self) -> Fraction:
        """The value in the measure's unit."""
        return self.part if self.whole is None else self.scale * self.part / self.whole


@attrs.frozen(kw_only=True)
class AskedFigures:
    """Of which schools alone a metric is asked: those with certain grades, or with a figure of their own for it.

    Attributes:
        first_grade: the first of the grades.
        last_grade: the last of them.
        row: the row whose figures show that the school has them; named as ``table.row``.
        reason: why it is asked nothing of another school.
    """

    first_grade: int
    last_grade: int
    row: str
    reason: BilingualText


@attrs.frozen(kw_only=True)
class Metric:
    """Something that is measured; calling it with figures and a school year gives the exact value.

    Places are rows as ``table.row``, taken in the school year, or cells as ``table.row.column``.

    Attributes:
        name: its name in `kdcl.law.Measure.metric`.
        title: what it is.
        parts: the places that are added.
        whole: the place that the sum is taken of; None for absolute values.
        is_share: whether it is a share in percent.
        asked: of which schools alone it is asked; None where it is asked of every one.
    """

    name: str
    title: BilingualText
    parts: tuple[str, ...]
    whole: str | None
    is_share: bool
    asked: AskedFigures | None

    @property
    def scale(self) -> int:
        """100 for shares in percent, 1 for other values."""
        return PERCENT if self.is_share else 1

    def __call__(self, figures: Figures, year: SchoolYear | None = None) -> Fraction | None:
        """Return the exact value in a school year, or None where figures are missing.

        Args:
            figures: the school's figures.
            year: the school year; the one assessed where none is given.
        """
        measured = self.measure(figures, year or figures.year)
        return None if measured is None else measured.value

    def measure(self, figures: Figures, year: SchoolYear) -> Measured | None:
        """Return the value with what it was computed from, or None where figures are missing or the whole is 0."""
        parts = [_find(figures, place, year) for place in self.parts]
        known = [part for part in parts if part is not None]
        whole = None if self.whole is None else _find(figures, self.whole, year)
        if len(known) != len(parts) or (self.whole is not None and not whole):
            return None
        return Measured(part=sum(known, Fraction()), whole=whole, scale=self.scale)

    def places(self, figures: Figures, year: SchoolYear) -> tuple[DataPlace, ...]:
        """Return the cells of the file that the value rests on, totals taken apart."""
        named = (*self.parts, *(() if self.whole is None else (self.whole,)))
        return tuple(dict.fromkeys(place for name in named for place in _iter_stated(figures, name, year)))

    def missing(self, figures: Figures, year: SchoolYear) -> tuple[DataPlace, ...]:
        """Return the cells that the value needs and the school has not filled in."""
        return tuple(place for place in self.places(figures, year) if figures.data.get(place) is None)

    def find_objection(self, figures: Figures) -> BilingualText | None:
        """Return why it is asked nothing of this school, or None where it is asked."""
        if self.asked is None or any(place.row_name == self.asked.row for place in figures.data):
            return None
        named = range(self.asked.first_grade, self.asked.last_grade + 1)
        return None if any(grade in named for grade in figures.grades) else self.asked.reason

    def is_due(self, figures: Figures, year: SchoolYear) -> bool:
        """Return whether the figures of a school year can be expected.

        Those known only at a year's end are not expected of the running year while none of them is written down.
        """
        if year != figures.year:
            return True
        at_end = [place for place in self.places(figures, year) if _get_row(figures, place.row_name).is_at_year_end]
        return not at_end or any(place in figures.data for place in at_end)


def _get_row(figures: Figures, name: str) -> FormRow:
    row = figures.find_row(name)
    assert row is not None, name  # noqa: S101 - places are made from rows that were found
    return row


def _split(place: str, year: SchoolYear) -> tuple[str, str]:
    """Return the row and the column of a place."""
    table, row, *column = place.split(".")
    return f"{table}.{row}", column[0] if column else str(year)


def _find(figures: Figures, place: str, year: SchoolYear) -> Fraction | None:
    return figures.find(*_split(place, year))


def _iter_stated(figures: Figures, place: str, year: SchoolYear) -> tuple[DataPlace, ...]:
    name, column = _split(place, year)
    row = figures.find_row(name)
    if row is None:
        return ()
    if row.value.is_derived:
        return tuple(cell for part in figures.parts_of(name) for cell in _iter_stated(figures, part, year))
    return (DataPlace.of(name, column),)


@attrs.frozen(kw_only=True)
class PointReading:
    """A way to read the law where it is open.

    Attributes:
        name: its name, a value of the field of `kdcl.measures.Readings` that the open point is named after.
        says: the reading in words.
        metric: what is measured in place of the metric that the measure names; None for that metric itself.
        category: what a school counts as where the law states nothing of its own category; None for nothing.
    """

    name: str
    says: BilingualText
    metric: str | None
    category: SchoolCategory | None


@attrs.frozen(kw_only=True)
class OpenPoint:
    """A point in which the law is open about some metrics.

    Attributes:
        name: its name, that of a field of `kdcl.measures.Readings`.
        metrics: the metrics that it is about, as measures name them.
        category: the category of the only schools that it concerns; None for all.
        readings: the readings, the shipped one first.
        status: how sure the shipped reading is.
        source: what it rests on.
    """

    name: str
    metrics: tuple[str, ...]
    category: SchoolCategory | None
    readings: tuple[PointReading, ...]
    status: Status
    source: BilingualText

    def get_reading(self, name: str | None) -> PointReading:
        """Return a reading by its name; the shipped one where no name is given, or none that the point knows."""
        return next((reading for reading in self.readings if reading.name == name), self.readings[0])


@attrs.frozen(kw_only=True, eq=False)
class Metrics(Mapping[str, Metric]):
    """Every metric by its name, and where the law is open about them; equal to itself alone.

    Attributes:
        by_name: the metrics.
        open_points: where the law is open.
    """

    by_name: Mapping[str, Metric]
    open_points: tuple[OpenPoint, ...]

    def __getitem__(self, name: str) -> Metric:
        """Return a metric by its name.

        Raises:
            KeyError: there is none of this name.
        """
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names in the order of the file."""
        return iter(self.by_name)

    def __len__(self) -> int:
        """Return how many metrics there are."""
        return len(self.by_name)

    def find_open_point(self, metric: str) -> OpenPoint | None:
        """Return the point in which the law is open about a metric, or None."""
        return next((point for point in self.open_points if metric in point.metrics), None)
