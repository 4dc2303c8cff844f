"""Pieces of the self-assessment plan: its texts in points, training, resources, expected evidence, timetable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kdcl.blocks import Block, Cell, Paragraph, Row, Run, Table
from kdcl.codes import CriterionCode
from kdcl.documents import labels
from kdcl.documents.administrative import body
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import (
    band_row,
    cell,
    centred_cell,
    fact_cells,
    item_heading,
    line,
    prose_list,
    ruled_table,
    spanned_rows,
)
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.planning import find_period
from kdcl.school import ExpectedEvidenceRow, PlannedActivity, ResourceRow, TimetableRow, Training

_TRAINING_HEAD = (labels.TIME, message("Participants"), message("What is taught"))
_RESOURCES_HEAD = (
    labels.NUMBER,
    labels.STANDARD_OR_CRITERION,
    message("Activities"),
    message("Resources to be mobilised or provided"),
    message("Time of mobilisation"),
    labels.NOTE,
)
_EVIDENCE_HEAD = (
    labels.STANDARD_OR_CRITERION,
    message("Evidence expected to be collected"),
    message("Place of collection"),
    labels.COLLECTORS,
    labels.COLLECTING_TIME,
    message("Expected cost"),
    labels.NOTE,
)
_TRAINING_NAMES = ("time", "participants", "content")
_MODEL_WEEKS = 14
"""The model timetable has fourteen weeks."""
_MODEL_MONTHS = [TimetableRow()] * 4
"""Empty rows of a table by months, whose months no form names."""

PLAN = ROOT.at("plan")
"""Where a school's file has its plan."""

_Subject = tuple[int, int]
"""A standard and a criterion of it as numbers; 0 where a row is for the whole."""


def iter_points(composition: Composition, points: Iterable[tuple[Message, tuple[Paragraph, ...]]]) -> Iterator[Block]:
    """Iterate over titled points of a part, numbered from 1; those without paragraphs are left out."""
    for number, (label, paragraphs) in enumerate((point for point in points if point[1]), start=1):
        yield item_heading(composition.text(message("{number}. {title}", number=number, title=label)))
        yield from paragraphs


def list_texts(
    composition: Composition, name: str, *, blanks: int = 2, is_numbered: bool = False
) -> tuple[Paragraph, ...]:
    """Return a list of texts of the plan; dotted lines where there is none."""
    texts: tuple[str, ...] = getattr(composition.assessment.plan, name)
    return prose_list(texts, composition.listed_codes, PLAN.at(name), blanks=blanks, is_numbered=is_numbered)


def iter_target(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over the line of the level that the plan sets out to reach; none where it names none."""
    if (level := composition.assessment.plan.target_level) is not None:
        target = message("Level that the school sets out to reach: level {level}", level=level)
        yield body(composition.text(target), bold=True, source=PLAN.at("target_level"))


def build_trainings(composition: Composition) -> Iterator[Block]:
    """Iterate over who is trained in what, and when: the three points of the form, or a table of several trainings."""
    trainings, place = composition.assessment.plan.trainings, PLAN.at("trainings")
    if len(trainings) > 1:
        rows = (
            Row(tuple(fact_cells(each, place.at(number), *_TRAINING_NAMES))) for number, each in enumerate(trainings)
        )
        yield ruled_table((25, 30, 45), map(composition.text, _TRAINING_HEAD), rows)
        return
    training = trainings[0] if trainings else Training()
    for letter, label, name in zip("abc", _TRAINING_HEAD, _TRAINING_NAMES, strict=True):
        said = getattr(training, name)
        point = message("{letter}) {label}: {text}", letter=letter, label=label, text=said or "…" * 20)
        source = place.at(0, name) if said else None
        yield Paragraph(runs=(Run(composition.text(point)),), source=source)


def build_resources_table(composition: Composition) -> Table:
    """Return what has to be mobilised, in the order of the standards; an empty row for each where nothing is stated."""
    stated = sorted(enumerate(composition.assessment.plan.resources), key=lambda entry: _place_of(entry[1]))
    listed = stated or list(enumerate(ResourceRow(standard=standard.number) for standard in composition.framework))
    rows = (
        _resource(composition, number, row, PLAN.at("resources", entry))
        for number, (entry, row) in enumerate(listed, start=1)
    )
    return ruled_table((5, 17, 26, 24, 16, 12), map(composition.text, _RESOURCES_HEAD), rows)


def _resource(composition: Composition, number: int, row: ResourceRow, source: Place) -> Row:
    name = "standard" if row.criterion is None else "criterion"
    subject = cell(_place_text(composition, _place_of(row)), source=source.at(name))
    return Row(
        (centred_cell(str(number)), subject, *fact_cells(row, source, "activities", "resources", "time", "note"))
    )


def build_expected_evidence_table(composition: Composition) -> Table:
    """Return what is to be collected: a band for each standard, below it every criterion at least once.

    What is for the whole stands first; what is for a standard stands before its criteria.
    """
    stated: dict[_Subject, list[tuple[Place, ExpectedEvidenceRow]]] = {}
    for number, row in enumerate(composition.assessment.plan.expected_evidence):
        stated.setdefault(_place_of(row), []).append((PLAN.at("expected_evidence", number), row))
    due = {(c.code.standard, c.code.criterion) for c in composition.framework.criteria}
    titles = {(s.number, 0): composition.standard_title(s) for s in composition.framework}
    rows: list[Row] = []
    for place in sorted(due | stated.keys() | titles.keys()):
        if place in titles:
            rows.append(band_row(titles[place], len(_EVIDENCE_HEAD)))
        if place in stated or place in due:
            rows += _evidence_rows(composition, place, stated.get(place, ()))
    return ruled_table((14, 29, 13, 15, 12, 9, 8), map(composition.text, _EVIDENCE_HEAD), rows)


def _evidence_rows(
    composition: Composition, place: _Subject, stated: Iterable[tuple[Place, ExpectedEvidenceRow]]
) -> Iterator[Row]:
    names = ("evidence", "place", "collectors", "time", "cost", "note")
    bodies = [tuple(fact_cells(row, source, *names)) for source, row in stated]
    first = cell(_place_text(composition, place))
    yield from spanned_rows(first, bodies, len(_EVIDENCE_HEAD) - 1)


def _place_of(row: ResourceRow | ExpectedEvidenceRow) -> _Subject:
    """Return what a row is for; a criterion goes before a standard."""
    if row.criterion is not None:
        return row.criterion.standard, row.criterion.criterion
    return row.standard or 0, 0


def _place_text(composition: Composition, place: _Subject) -> str:
    standard, criterion = place
    named: Message = message("For all standards")
    if criterion:
        named = message("Criterion {code}", code=CriterionCode(standard, criterion))
    elif standard:
        named = message("Standard {number}", number=standard)
    return composition.text(named)


def build_timetable(
    composition: Composition, unit: str, columns: tuple[Message, Message] = (labels.TIME, labels.ACTIVITY)
) -> Table:
    """Return what is done when; where nothing is stated, rows to be filled in.

    Of weeks these are as many as the model has.

    Args:
        composition: the plan and the language.
        unit: which of its tables: ``"weeks"``, ``"months"`` or ``"stages"``.
        columns: the heads of its two columns.
    """
    rows: tuple[TimetableRow, ...] = getattr(composition.assessment.plan.timetable, unit)
    source = PLAN.at("timetable", unit)
    is_by_weeks = unit == "weeks"
    model = [TimetableRow(weeks=(week,)) for week in range(1, _MODEL_WEEKS + 1)] if is_by_weeks else _MODEL_MONTHS
    head = map(composition.text, columns)
    shown = (
        _timetable_row(composition, row, source.at(number) if rows else None)
        for number, row in enumerate(rows or model)
    )
    return ruled_table((30, 70), head, shown)


def _timetable_row(composition: Composition, row: TimetableRow, source: Place | None) -> Row:
    activities = tuple(
        _activity(composition, activity, None if source is None else source.at("activities", number, "text"))
        for number, activity in enumerate(row.activities)
    )
    return Row((_time_cell(composition, row, source), Cell(paragraphs=activities or (line(""),))))


def _activity(composition: Composition, activity: PlannedActivity, source: Place | None) -> Paragraph:
    if not activity.responsible:
        return line(f"- {activity.text}", source=source)
    named = message("{activity} ({responsible})", activity=activity.text, responsible=activity.responsible)
    return line(f"- {composition.text(named)}", source=source)


def _time_cell(composition: Composition, row: TimetableRow, source: Place | None) -> Cell:
    """Return a time as the school wrote it, or its weeks, months and days, those of weeks by the school's calendar.

    Weeks of the model, which have no source, have no days.
    """
    if row.written and source is not None:
        return cell(row.written, source=source.at("written"))
    lines = []
    if row.weeks:
        template = composition.locale.ngettext("Week {numbers}", "Weeks {numbers}", len(row.weeks))
        lines.append(template.format(numbers=composition.text(row.weeks)))
    if row.months:
        lines.append(composition.text(message("In {months}", months=tuple(map(composition.month_text, row.months)))))
    if source is not None and not (row.months and row.first_day is None and row.last_day is None):
        lines.append(_days(composition, row))
    return cell("\n".join(filter(None, lines)), source=source)


def _days(composition: Composition, row: TimetableRow) -> str:
    period = find_period(row, composition.assessment.plan.timetable.calendar)
    return "" if period is None else composition.days_text(period.first_day, period.last_day)
