"""Reading what a case expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from kdcl.cases.facts import Asked, Expectation, Unrated, Value
from kdcl.checks import CHECKS
from kdcl.codes import IndicatorCode
from kdcl.convert import UNREADABLE
from kdcl.errors import UnknownCheckError
from kdcl.law import Criterion, Framework, Indicator, Level, Measure
from kdcl.measures import Verdict
from kdcl.messages import message
from kdcl.school import Rating
from kdcl.scoring import Basis
from kdcl.standards._table import LawTable

_LEVELS: Final = (
    Asked.LEVEL,
    Asked.CERTAIN_LEVEL,
    Asked.SUPPORTED_LEVEL,
    Asked.LOWEST_LEVEL,
    Asked.HIGHEST_LEVEL,
)
_COUNTS: Final = (Asked.CRITERIA_MET, Asked.INDICATORS_MET)


def read_expectations(table: LawTable, framework: Framework) -> tuple[Expectation, ...]:
    """Return what a table expects: one thing at least, for what expects nothing would always pass."""
    expected = tuple(_iter_expectations(table, framework))
    if not any(True for _ in table):
        table.note_here(message("nothing is expected here; write a level, verdicts or findings"))
    return expected


def _iter_expectations(table: LawTable, framework: Framework) -> Iterator[Expectation]:
    highest = len(Level) if framework.level_rules is None else len(framework.level_rules.rules)
    for asked in _LEVELS:
        if asked.value in table:
            if framework.level_rules is None:
                table.note(asked.value, message("no level rules are known for {framework}", framework=framework.id))
            number = table.whole(asked.value, 0, highest)
            yield Expectation(asked=asked, expected=to_level(number), place=table.place.at(asked.value))
    for asked in _COUNTS:
        if asked.value in table:
            limit = len(framework.criteria if asked is Asked.CRITERIA_MET else framework.indicators)
            count = table.whole(asked.value, 0, limit)
            yield Expectation(asked=asked, expected=count, place=table.place.at(asked.value))
    if "gap" in table:
        yield from _iter_gap(table.table("gap"), framework, highest)
    if "verdicts" in table:
        yield from _iter_verdicts(table.table("verdicts"), framework)
    for asked in (Asked.FINDING, Asked.NO_FINDING):
        if asked.value in table:
            yield from _iter_findings(table, asked)


def to_level(number: int) -> Level | None:
    """Return a level by its number; None for 0."""
    return Level(number) if number else None


def _iter_gap(table: LawTable, framework: Framework, highest: int) -> Iterator[Expectation]:
    level = Level(table.whole("level", 1, highest))
    basis = table.find_choice("basis", Basis) or Basis.ASSUMED
    of = f"{level} {basis}"
    if "indicators" not in table and "count" not in table:
        table.note_here(message("say which indicators the smallest step has, or how many"))
    if "indicators" in table:
        codes = [str(code) for place, code in table.codes("indicators", IndicatorCode.parse)]
        place = table.place.at("indicators")
        yield Expectation(asked=Asked.GAP, expected=tuple(codes), place=place, of=of, level=level, basis=basis)
    if "count" in table:
        count, place = table.whole("count", 0, len(framework.indicators)), table.place.at("count")
        yield Expectation(asked=Asked.GAP_COUNT, expected=count, place=place, of=of, level=level, basis=basis)


def _iter_verdicts(table: LawTable, framework: Framework) -> Iterator[Expectation]:
    """Iterate over verdicts on criteria, on indicators by their figures, and on numbers of the law by their metric."""
    by_metric = {measure.metric: measure for measure in framework.measures}
    for key in table:
        item = framework[key] if key in framework else None  # noqa: SIM401 - a framework is no dictionary
        if isinstance(item, Criterion):
            yield _read_rating(table, key, Asked.CRITERION, Rating.MET, Rating.NOT_MET, Unrated.OPEN)
        elif isinstance(item, Indicator) and any(m.indicator == item.code for m in framework.measures):
            yield _read_rating(table, key, Asked.INDICATOR, Rating.MET, Rating.NOT_MET, Verdict.NOT_JUDGED)
        elif key in by_metric:
            yield read_verdict(table, key, key, by_metric[key])
        else:
            table.pass_over(key)
            table.note(
                key,
                message(
                    "this is no criterion, no indicator that asks for a number, and none of the numbers: {known}",
                    known=tuple(by_metric),
                ),
            )


def _read_rating(table: LawTable, key: str, asked: Asked, *known: Rating | Unrated | Verdict) -> Expectation:
    return Expectation(asked=asked, expected=_read_one(table, key, known), place=table.place.at(key), of=key)


def read_verdict(table: LawTable, key: str, of: str, measure: Measure) -> Expectation:
    """Return the expectation of a verdict on a number of the law."""
    expected = _read_one(table, key, Verdict)
    return Expectation(asked=Asked.MEASURE, expected=expected, place=table.place.at(key), of=of, measure=measure)


def _read_one(table: LawTable, key: str, known: Iterable[Rating | Unrated | Verdict]) -> Value:
    word, values = table.text(key), {str(each.value): each for each in known}
    if word and word not in values:
        told = tuple(values)
        table.note(key, message("{found} is not known; write one of: {known}", found=repr(word), known=told))
    return values.get(word)


def _iter_findings(table: LawTable, asked: Asked) -> Iterator[Expectation]:
    known = (*(rule.id for rule in CHECKS), UNREADABLE)
    for number, text in enumerate(table.texts(asked.value)):
        place = table.place.at(asked.value, number)
        name = text.partition("@")[0].strip()
        if name in known:
            yield Expectation(asked=asked, expected=asked is Asked.FINDING, place=place, of=text.strip())
        else:
            table.note_at(place, UnknownCheckError(name, known).message)


def read_number(table: LawTable, key: str, text: str) -> Fraction | None:
    """Return an exact number; None where the case expects none."""
    if text in {"none", "not_applicable", "nothing"}:
        return None
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        table.note(key, message("{found} is no number; write one such as 38.9 or 100/3", found=repr(text)))
        return None
