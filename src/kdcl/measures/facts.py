"""What is known of the numbers of the law as facts: each number, what is read into its text, and its open points."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.figures.metrics import OpenPoint
from kdcl.figures.metrics_file import METRICS
from kdcl.law import Framework, Measure, Period, Status
from kdcl.measures.wording import say_asked
from kdcl.messages import message
from kdcl.standards.facts import SourcedFact, say_letter


def iter_number_facts(framework: Framework) -> Iterator[SourcedFact]:
    """Iterate over the numbers of a framework and over everything they are read by, each with its status and source."""
    for measure in framework.measures:
        yield from _iter_measure_facts(measure, framework)
    for point in framework.part(METRICS).open_points:
        if any(_concerns(point, measure) for measure in framework.measures):
            yield SourcedFact(
                about=message("open point, read as: {reading}", reading=point.readings[0].says),
                status=point.status,
                source=message("{source}", source=point.source),
            )


def _concerns(point: OpenPoint, measure: Measure) -> bool:
    """Whether a point is open about a measure: of some schools alone only where it tells schools apart."""
    tells_apart = any(threshold.category is not None for threshold in measure.thresholds)
    return measure.metric in point.metrics and (point.category is None or tells_apart)


def _iter_measure_facts(measure: Measure, framework: Framework) -> Iterator[SourcedFact]:
    code, text = measure.indicator, framework.get_indicator(measure.indicator).citation.message
    source = text if measure.letter is None else say_letter(framework)
    yield SourcedFact(
        about=message("{code}: {asked}", code=code, asked=say_asked(measure, framework)),
        status=measure.status,
        source=source,
    )
    if measure.period is Period.EACH_YEAR:
        about = message("{code}: {asked}; asked of every year", code=code, asked=say_asked(measure, framework))
        yield SourcedFact(about=about, status=measure.period_status, source=source)
    if measure.reading is not None:
        about = message("{code}, read into the text: {note}", code=code, note=measure.reading)
        yield SourcedFact(about=about, status=Status.INFERRED, source=text)
    if (exemption := measure.exemption) is not None:
        about = message("{code}, not asked of some schools: {reason}", code=code, reason=exemption.reason)
        yield SourcedFact(about=about, status=exemption.status, source=source)
