"""What is measured: every metric of the law's numbers as a pure function of a school's figures and a school year."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import attrs

from kdcl.figures import Figures
from kdcl.figures.form import FormRow
from kdcl.messages import Message, message
from kdcl.school import DataPlace, SchoolYear

PERCENT: Final = 100


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
class Metric:
    """Something that is measured; calling it with figures and a school year gives the exact value.

    Places are rows as ``table.row``, taken in the school year, or cells as ``table.row.column``.

    Attributes:
        name: its name in `kdcl.law.Measure.metric`.
        title: what it is.
        parts: the places that are added.
        whole: the place that the sum is taken of; None for absolute values.
        scale: 100 for shares in percent, 1 for other values.
    """

    name: str
    title: Message
    parts: tuple[str, ...]
    whole: str | None
    scale: int

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
    table, _, key = name.partition(".")
    return (DataPlace(table, key, column),)


def _share(name: str, title: Message, parts: str, whole: str) -> Metric:
    return Metric(name=name, title=title, parts=tuple(parts.split()), whole=whole, scale=PERCENT)


def _amount(name: str, title: Message, part: str) -> Metric:
    return Metric(name=name, title=title, parts=(part,), whole=None, scale=1)


_TEACHER_RATINGS = "teacher_ratings.excellent teacher_ratings.fair"
_RESULTS = "results.excellent results.fair"

_ALL: Final = (
    _amount("largest_class_size", message("pupils in the largest class"), "class_sizes.largest"),
    _amount(
        "largest_primary_class_size", message("pupils in the largest primary class"), "class_sizes.largest_primary"
    ),
    _amount(
        "largest_secondary_class_size",
        message("students in the largest secondary class"),
        "class_sizes.largest_secondary",
    ),
    _amount(
        "smallest_professional_group_size",
        message("members of the smallest professional group"),
        "now.smallest_professional_group.value",
    ),
    _amount(
        "principal_teaching_years", message("years the principal has taught"), "now.principal_teaching_years.value"
    ),
    _amount(
        "fewest_vice_principal_teaching_years",
        message("years taught by the vice-principal who has taught least"),
        "now.fewest_vice_principal_teaching_years.value",
    ),
    Metric(
        name="teachers_per_class",
        title=message("teachers per class"),
        parts=("staff_now.teachers.total",),
        whole="classes.total",
        scale=1,
    ),
    _share(
        "teachers_at_or_above_qualification_standard",
        message("teachers at or above the qualification standard"),
        "staff_now.teachers.at_standard staff_now.teachers.above_standard",
        "staff_now.teachers.total",
    ),
    _share(
        "teachers_above_qualification_standard",
        message("teachers above the qualification standard"),
        "staff_now.teachers.above_standard",
        "staff_now.teachers.total",
    ),
    _share(
        "teachers_rated_average_or_better",
        message("teachers rated average or better"),
        f"{_TEACHER_RATINGS} teacher_ratings.average",
        "teacher_ratings.total",
    ),
    _share(
        "teachers_rated_fair_or_better",
        message("teachers rated fair or better"),
        _TEACHER_RATINGS,
        "teacher_ratings.total",
    ),
    _share(
        "teachers_with_district_excellence_title_or_higher",
        message("excellent teachers of district level or higher"),
        "teacher_titles.district_or_higher",
        "teachers.total",
    ),
    _share(
        "teachers_with_provincial_excellence_title_or_higher",
        message("excellent teachers of provincial level or higher"),
        "teachers.excellent_province",
        "teachers.total",
    ),
    _amount("youngest_pupil_age", message("age of the youngest pupil"), "ages.youngest"),
    _amount("oldest_pupil_age", message("age of the oldest pupil"), "ages.oldest"),
    _amount("enclosure_height", message("height of wall or hedge in metres"), "now.enclosure_height.value"),
    _share(
        "playground_and_sports_area",
        message("playgrounds and sports grounds in the site's area"),
        "now.playground_area.value",
        "now.site_area.value",
    ),
    _share(
        "pupils_rated_average_or_better",
        message("pupils graded average or better"),
        f"{_RESULTS} results.average",
        "results.total",
    ),
    _share("pupils_rated_fair_or_better", message("pupils graded fair or excellent"), _RESULTS, "results.total"),
    _share("pupils_rated_fair", message("pupils graded fair"), "results.fair", "results.total"),
    _share("pupils_rated_excellent", message("pupils graded excellent"), "results.excellent", "results.total"),
    _share(
        "pupils_promoted_or_completing_primary",
        message("pupils promoted or completing primary education"),
        "promotion.promoted pupils.completing",
        "pupils.total",
    ),
    _share(
        "pupils_with_excellent_or_advanced_title",
        message("pupils with the title excellent or advanced"),
        "promotion.excellent_title promotion.advanced_title",
        "pupils.total",
    ),
    _share(
        "students_rated_average_or_better",
        message("students graded average or better"),
        f"{_RESULTS} results.average",
        "results.total",
    ),
    _share("students_rated_fair", message("students graded fair"), "results.fair", "results.total"),
    _share("students_rated_fair_or_better", message("students graded fair or excellent"), _RESULTS, "results.total"),
    _share("students_rated_excellent", message("students graded excellent"), "results.excellent", "results.total"),
    _share(
        "students_conduct_fair_or_good",
        message("students of fair or good conduct"),
        "conduct.good conduct.fair",
        "conduct.total",
    ),
    _share("students_suspended", message("students suspended"), "discipline.suspended", "pupils.total"),
    _amount("students_criminally_prosecuted", message("students criminally prosecuted"), "discipline.prosecuted"),
    _share(
        "students_taking_vocational_course",
        message("students taking the vocational course"),
        "vocational.taking",
        "vocational.due",
    ),
    _share(
        "vocational_results_average_or_better",
        message("vocational results average or better"),
        "vocational.excellent vocational.fair vocational.average",
        "vocational.taking",
    ),
    _share("students_dropping_out", message("students dropping out"), "pupils.dropped_out", "pupils.total"),
    _share("students_repeating", message("students repeating the grade"), "pupils.repeating", "pupils.total"),
)

METRICS: Final[Mapping[str, Metric]] = MappingProxyType({metric.name: metric for metric in _ALL})
"""Every metric by its name; each is a function of figures and a school year."""
