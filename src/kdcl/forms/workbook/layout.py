"""Lays the workbook out for one school's file: the sheets of its lists beside those with fixed lines."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.forms.workbook.cells import TEXT, BookKind, Fact, kind_of
from kdcl.forms.workbook.fixed import FixedSheets
from kdcl.forms.workbook.lists import CRITERIA, LISTS, LISTS_BY_ID, NUMBER, TEXT_OF_ITEM, ListForm
from kdcl.forms.workbook.model import OWNER, BookCell, BookLine, Column, Sheet
from kdcl.law import Framework
from kdcl.locale import Locale
from kdcl.messages import message
from kdcl.places import ROOT, Place, resolve
from kdcl.school import SelfAssessment

_HINT = message(
    "One line for each item. Write new ones below the last; to take one out, delete its line or empty its cells."
)
CRITERION_OPTIONS = "criteria"
STANDARD_OPTIONS = "standards"


@attrs.frozen(kw_only=True)
class Owner:
    """A list that lines of a sheet may belong to.

    Attributes:
        place: the list in the school's file.
        label: what lines call it.
        fixed: whether it is there whatever other sheets say.
    """

    place: Place
    label: str
    fixed: bool


@attrs.frozen(kw_only=True)
class BookLayout:
    """The workbook of one school.

    Attributes:
        sheets: its sheets but for the figures, in their order.
        owners: the lists that the lines of each sheet may belong to, by the sheets' ids.
    """

    sheets: tuple[Sheet, ...]
    owners: dict[str, tuple[Owner, ...]]


def lay_out(assessment: SelfAssessment, framework: Framework, locale: Locale) -> BookLayout:
    """Return the workbook laid out for a school's file."""
    maker = _Maker(assessment, framework, locale)
    lists = {form.id: maker.lay_out(form) for form in LISTS}
    fixed = FixedSheets(assessment, framework, locale)
    sheets = (
        fixed.school(),
        *(lists[name] for name in ("abbreviations", "members", "groups", "people", "additions")),
        fixed.papers(),
        *(lists[name] for name in ("texts", "grounds", "breaks", "timetable", "activities", "trainings")),
        *(lists[name] for name in ("resources", "expected")),
        fixed.ratings(),
        fixed.texts(),
        lists["improvements"],
        fixed.standards(),
        *(lists[name] for name in ("evidence", "pieces", "replaced", "boxes", "opinions")),
    )
    return BookLayout(sheets=sheets, owners=maker.owners)


@attrs.frozen
class _Maker:
    assessment: SelfAssessment
    framework: Framework
    locale: Locale
    owners: dict[str, tuple[Owner, ...]] = attrs.field(factory=dict)

    def lay_out(self, form: ListForm) -> Sheet:
        """Return the sheet of a list."""
        self.owners[form.id] = tuple(self._iter_owners(form))
        columns: list[Column] = []
        if form.label == NUMBER:
            columns.append(Column(key=NUMBER, head=self.locale.text(message("Line")), width=8, kind=TEXT))
        if form.owner is not None:
            options = CRITERION_OPTIONS if form.parent == CRITERIA else form.id
            columns.append(Column(key=OWNER, head=self.locale.text(form.owner), width=26, kind=TEXT, options=options))
        columns += [self._column(form, name, width) for name, width in form.widths]
        lines = [line for owner in self.owners[form.id] for line in self._iter_lines(form, owner)]
        if form.label == NUMBER:
            lines = [self._with_number(line, number) for number, line in enumerate(lines, start=1)]
        return Sheet(
            id=form.id, title=form.title, area=form.area, hint=_HINT, columns=tuple(columns), lines=tuple(lines),
            form=form,
        )  # fmt: skip

    def _column(self, form: ListForm, name: str, width: int) -> Column:
        kind = kind_of_part(form, name)
        head = FixedSheets(self.assessment, self.framework, self.locale).head(name)
        options = {"criterion": CRITERION_OPTIONS, "standard": STANDARD_OPTIONS}.get(name, "")
        return Column(key=name, head=head, width=width, kind=kind, options=options)

    def _iter_owners(self, form: ListForm) -> Iterator[Owner]:
        for place, title in form.sections:
            yield Owner(place=place, label="" if title is None else self.locale.text(title), fixed=True)
        if form.parent == CRITERIA:
            known = {sheet.criterion for sheet in self.assessment.sheets}
            for number, sheet in enumerate(self.assessment.sheets):
                yield Owner(place=ROOT.at("sheets", number, form.inner), label=str(sheet.criterion), fixed=True)
            for each in self.framework.criteria:
                if each.code not in known:
                    yield Owner(place=ROOT.at("sheets", str(each.code), form.inner), label=str(each.code), fixed=True)
        elif form.parent:
            parent = LISTS_BY_ID[form.parent]
            items = (
                (owner.place.at(number), item)
                for owner in self.owners[form.parent]
                for number, item in enumerate(_find_list(owner.place, self.assessment))
            )
            for count, (place, item) in enumerate(items, start=1):
                label = str(count) if parent.label == NUMBER else self._show(parent, parent.label, item)
                yield Owner(place=place.at(form.inner), label=label, fixed=False)

    def _iter_lines(self, form: ListForm, owner: Owner) -> Iterator[BookLine]:
        for number, item in enumerate(_find_list(owner.place, self.assessment)):
            place = owner.place.at(number)
            cells = {}
            if form.owner is not None:
                cells[OWNER] = BookCell(text=owner.label, kind=TEXT, value=owner.label)
            for name in form.names:
                cells[name] = self._cell(form, name, place, item)
            yield BookLine(key=str(place), cells=cells)

    def _with_number(self, line: BookLine, number: int) -> BookLine:
        cell = BookCell(text=str(number), kind=TEXT, value=str(number))
        return attrs.evolve(line, cells={NUMBER: cell, **line.cells})

    def _cell(self, form: ListForm, name: str, place: Place, item: Fact) -> BookCell:
        is_text = name == TEXT_OF_ITEM and form.item is str
        return BookCell(
            text=self._show(form, name, item),
            kind=kind_of_part(form, name),
            value=item if is_text else getattr(item, name),
            place=place if is_text else place.at(name),
        )

    def _show(self, form: ListForm, name: str, item: Fact) -> str:
        return kind_of_part(form, name).show(item if form.item is str else getattr(item, name), self.locale)


def kind_of_part(form: ListForm, name: str) -> BookKind:
    """Return what the cells of a column may hold."""
    if form.item is str:
        return attrs.evolve(TEXT, is_required=True)
    return kind_of(form.item, name)


def _find_list(place: Place, assessment: SelfAssessment) -> tuple[Fact, ...]:
    """Return the items of a list; those of a sheet that nobody has begun are none."""
    if len(place.steps) > 1 and place.steps[0] == "sheets" and isinstance(place.steps[1], str):
        return ()
    return resolve(place, assessment)  # type: ignore[no-any-return] # every place of a list leads to its items
