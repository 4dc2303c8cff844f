"""What has to be said of a measure wherever it is shown: source and status, condition, exemption, note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kdcl.law import LegalNumber, Measure, Period, Unmeasured
from kdcl.messages import Message, message

_CIRCULAR: Final = message("the text of the indicator in the circular")


def say_source(letter: LegalNumber | None) -> Message:
    """Return where a number stands: in the circular's own text, or in the letter that explains it."""
    return _CIRCULAR if letter is None else message("official letter {number}", number=letter)


def describe_measure(measure: Measure) -> tuple[Message, ...]:
    """Return what is to be known of a measure beside its number, the source and its status first."""
    return tuple(_iter_parts(measure))


def _iter_parts(measure: Measure) -> Iterator[Message]:
    yield message("source: {source} ({status})", source=say_source(measure.letter), status=measure.status.words)
    for name, value in measure.condition:
        yield message("only where {name} is {value}", name=name, value=value)
    if measure.exemption is not None:
        yield message("not asked of some schools: {reason}", reason=measure.exemption.reason)
    if not measure.decides:
        yield message("a norm to compare with, no minimum: below it nothing is judged")
    if measure.period is Period.EACH_YEAR:
        yield message("asked of every year: this is {status}", status=measure.period_status.words)
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
