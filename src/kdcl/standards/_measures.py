"""The numeric requirements of a framework from a file of their own."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from kdcl.codes import IndicatorCode
from kdcl.law import (
    Exemption,
    Framework,
    LegalNumber,
    Measure,
    Period,
    Region,
    SchoolCategory,
    Status,
    Threshold,
    Unmeasured,
)
from kdcl.messages import message
from kdcl.standards._fields import read_fields
from kdcl.standards._rules import note_other_framework
from kdcl.standards._table import LawFile, LawTable


class _Source(enum.StrEnum):
    """Where a number was read."""

    CIRCULAR = "circular"
    LETTER = "letter"


def read_measures(file: Traversable, framework: Framework) -> tuple[tuple[Measure, ...], tuple[Unmeasured, ...]]:
    """Return the measures of a file and what it says is not judged, checked against the framework that they are for.

    Raises:
        FrameworkFileError: the file has problems.
    """
    seen: set[object] = set()
    measures = []
    with LawFile(file) as root:
        note_other_framework(root, framework)
        status = root.choice("status", Status)
        for table in root.tables("measure"):
            code = _read_indicator(table, framework)
            measure = _build_measure(table, code or framework.indicators[0].code, status, framework)
            key = (code, measure.metric, measure.condition)
            if code is not None and key in seen:
                table.note_here(message("this measure stands in the file twice; keep one"))
            seen.add(key)
            measures.append(measure)
        left = tuple(
            read_fields(
                table,
                Unmeasured,
                indicator=_read_indicator(table, framework) or framework.indicators[0].code,
                letter=_read_letter(table, framework),
                status=table.find_choice("status", Status) or status,
            )
            for table in (root.tables("unmeasured") if "unmeasured" in root else ())
        )
    return tuple(measures), left


def _read_indicator(table: LawTable, framework: Framework) -> IndicatorCode | None:
    code = table.code("indicator", IndicatorCode.parse)
    if code is not None and code not in framework:
        table.note(
            "indicator",
            message("indicator {code} does not exist in {framework}; correct it", code=code, framework=framework.id),
        )
    return code


def _build_measure(table: LawTable, indicator: IndicatorCode, status: Status, framework: Framework) -> Measure:
    unit = table.text("unit")
    period = table.choice("period", Period)
    own_status = table.find_choice("status", Status) or status
    return read_fields(
        table,
        Measure,
        indicator=indicator,
        unit=unit,
        population=table.text("population") if unit == "%" else None,
        thresholds=_read_thresholds(table),
        condition=_read_condition(table),
        decides=table.flag("decides") if "decides" in table else True,
        enough=table.number("enough") if "enough" in table else None,
        exemption=_read_exemption(table.table("not_for")) if "not_for" in table else None,
        period=period,
        period_status=table.find_choice("period_status", Status)
        or (Status.INFERRED if period is Period.EACH_YEAR else own_status),
        letter=_read_letter(table, framework),
        status=own_status,
    )


def _read_exemption(table: LawTable) -> Exemption:
    known = {category.value: category for category in SchoolCategory}
    named = table.texts("categories")
    for name in named:
        if name not in known:
            table.note(
                "categories",
                message("{found} is not known; write one of: {known}", found=repr(name), known=tuple(known)),
            )
    return read_fields(
        table,
        Exemption,
        categories=tuple(known[name] for name in named if name in known),
        possible_features=table.texts("possible_features") if "possible_features" in table else (),
    )


def _read_letter(table: LawTable, framework: Framework) -> LegalNumber | None:
    """Return the letter that a number stands in; None where it stands in the text of the indicator."""
    if table.choice("source", _Source) is _Source.CIRCULAR:
        return None
    if framework.letter is None:
        table.note("source", message("the catalogue names no letter; add `letter` to it, or write circular"))
    return framework.letter


def _read_condition(table: LawTable) -> tuple[tuple[str, int], ...]:
    if "when" not in table:
        return ()
    facts = table.table("when")
    return tuple((name, facts.whole(name, 0, 999_999)) for name in facts)


def _read_thresholds(table: LawTable) -> tuple[Threshold, ...]:
    """Return the numbers of a measure: those of every school, or those of each school category."""
    categories = tuple(category for category in SchoolCategory if category in table)
    if not categories:
        return tuple(_iter_regions(table, None))
    return tuple(threshold for category in categories for threshold in _iter_regions(table.table(category), category))


def _iter_regions(table: LawTable, category: SchoolCategory | None) -> Iterator[Threshold]:
    if ("value" in table) == _is_by_region(table):
        table.note_here(message("give one number as `value`, or one for each region as `difficult` and `other`"))
    if "value" in table:
        yield Threshold(value=table.number("value"), category=category, region=None)
    if _is_by_region(table):
        for region in Region:
            yield Threshold(value=table.number(region), category=category, region=region)


def _is_by_region(table: LawTable) -> bool:
    return any(region in table for region in Region)
