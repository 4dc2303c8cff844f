"""What has to be said of a measure wherever it is shown: source and status, condition, exemption, note."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from kdcl.figures.cells import PERCENT
from kdcl.figures.changes import row_words
from kdcl.figures.data import DataPlace
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.form_file import FORM
from kdcl.figures.metrics_file import METRICS
from kdcl.law import Comparison, Framework, LegalNumber, Measure, Period, Status, Threshold, Unmeasured
from kdcl.measures.numbers import amount
from kdcl.messages import Message, message

_CIRCULAR: Final = message("the text of the indicator in the circular")

_PERCENT_SIGN: Final = "%"


def say_source(letter: LegalNumber | None) -> Message:
    """Return where a number stands: in the circular's own text, or in the letter that explains it."""
    return _CIRCULAR if letter is None else message("official letter {number}", number=letter)


def say_asked(measure: Measure, framework: Framework, *thresholds: Threshold) -> Message:
    """Return what a measure asks for: what is measured, and the numbers of these thresholds, or of all it has."""
    metric = framework.part(METRICS).get(measure.metric)
    values = dict.fromkeys(threshold.value for threshold in thresholds or measure.thresholds)
    scale = PERCENT if measure.unit == _PERCENT_SIGN else 1
    facts = {
        "title": measure.metric if metric is None else metric.title,
        "threshold": tuple(amount(Fraction(value), scale) for value in values),
    }
    if not measure.decides:
        return message("{title}: to compare with, no minimum: {threshold}", **facts)
    if measure.comparison is Comparison.AT_LEAST:
        return message("{title}: at least {threshold}", **facts)
    return message("{title}: at most {threshold}", **facts)


def describe_measure(measure: Measure, framework: Framework) -> tuple[Message, ...]:
    """Return what is to be known of a measure beside its number, the source and its status first."""
    return tuple(_iter_parts(measure, framework.part(FORM)))


def _iter_parts(measure: Measure, form: SchoolDataForm) -> Iterator[Message]:
    yield message("source: {source} ({status})", source=say_source(measure.letter), status=measure.status.words)
    if measure.letter is not None:
        yield message("the letter itself says not to apply it mechanically")
    for name, value in measure.condition:
        row = row_words(DataPlace("now", name, "value"), form)
        yield message("only where “{row}” is {value}", row=row, value=value)
    if measure.exemption is not None:
        yield message(
            "not asked of some schools: {reason} ({status})",
            reason=measure.exemption.reason,
            status=measure.exemption.status.words,
        )
    if not measure.decides:
        yield message("a norm to compare with, no minimum: below it nothing is judged")
    if measure.enough is not None:
        yield message("the lowest of several numbers: only from {enough} on it is met for sure", enough=measure.enough)
    if measure.period is Period.EACH_YEAR:
        yield message("asked of every year: this is {status}", status=measure.period_status.words)
    if measure.reading is not None:
        yield message("{reading} ({status})", reading=measure.reading, status=Status.INFERRED.words)
    if measure.note is not None:
        yield message("note: {note}", note=measure.note)


def say_unmeasured(left: Unmeasured) -> Message:
    """Return what is asked, that it is not judged and why, with its source and status."""
    return message(
        "{requirement}; not judged, because {because} ({source}, {status})",
        requirement=left.requirement,
        because=left.because,
        source=say_source(left.letter),
        status=left.status.words,
    )
