"""How a sheet form looks: what each indicator asks for beside the place to write, and the codes that may be cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from kdcl.blocks import Block, Cell, Control, Document, Heading, Paragraph, ParagraphStyle, Row, Run, Section, Table
from kdcl.codes import find_codes
from kdcl.documents import labels
from kdcl.documents.administrative import year_line
from kdcl.documents.composition import RATINGS, Composition
from kdcl.documents.criterion_sheet import verdict_label
from kdcl.documents.typesetting import (
    SCHOOL,
    cell,
    centred_cell,
    criterion_bookmark,
    fact_cells,
    header_cell,
    item_heading,
    labelled_line,
    line,
    on_new_page,
    part_heading,
    ruled_table,
)
from kdcl.forms.controls import WRITTEN_ITEMS, StatePlace, list_state_places, sheet_field, verdict_choices
from kdcl.forms.facts import get_fact
from kdcl.law import Criterion, Indicator
from kdcl.messages import Message, message
from kdcl.places import Place
from kdcl.school import Evidence, Rating

Say = Callable[[object], str]
"""Returns a label or a text of the law in the language of a form."""

PROMPT = message("Click here and write.")
"""What stands in a place while nobody has written anything."""

_GUIDE = message(
    "Write in the white cells and choose a verdict for each indicator; everything else in this file only helps. Cite "
    "evidence by the codes of the list at the end, as in {example}. Save the file under its own name and send it back."
)
_EXAMPLE = "[H1-1-01-01]"
ASKED = message("What the indicator asks for")
_SUGGESTED = message("Suggested evidence:")
_OF_THE_WHOLE = message("The criterion as a whole")
_NOT_IN_THE_LAW = message("Indicator {letter}, which the criterion does not have")
VERDICT = message("Verdict")
_IMPROVEMENTS = message("Improvements already set down item by item; they are kept as they are:")
_CODES = message("Codes that may be cited")
_NO_CODES = message("No evidence is listed for this criterion yet; write what proves each statement, without a code.")
_STATE_WIDTHS = (34, 50, 16)
_CODE_WIDTHS = (18, 46, 36)


@attrs.frozen(kw_only=True)
class SheetPaper:
    """Sets the form of some criteria.

    Attributes:
        composition: the school and the language.
        who: whom the form is for; empty where it is for nobody in particular.
        until: when it is wanted back, in words; empty where no plan says.
    """

    composition: Composition
    who: str = ""
    until: str = ""

    def build(self, criteria: Iterable[Criterion]) -> Document:
        """Return the form of these criteria, each on a new page."""
        blocks = one_to_a_page(map(self._iter_sheet, criteria))
        return self.composition.document(labels.SHEET_TITLE, (Section(blocks=blocks),))

    def _iter_sheet(self, criterion: Criterion) -> Iterator[Block]:
        composition, code = self.composition, criterion.code
        school = composition.assessment.school
        yield line(school.name, bold=True, source=SCHOOL.at("name"))
        if self.who:
            yield labelled_line(composition.text(message("For")), self.who)
        if self.until:
            yield labelled_line(composition.text(message("Wanted back")), self.until)
        yield part_heading(composition.text(labels.SHEET_TITLE), f"sheet_{code.standard}_{code.criterion}")
        yield year_line(composition, bold=False)
        yield item_heading(composition.standard_title(composition.framework.get_standard(code.standard)))
        yield Heading(text=composition.criterion_title(criterion), level=2, bookmark=criterion_bookmark(code))
        yield line(composition.text(attrs.evolve(_GUIDE, facts=(("example", _EXAMPLE),))), italic=True)
        yield item_heading(composition.text(labels.CURRENT_STATE))
        yield self._state_table(criterion)
        for name, label in WRITTEN_ITEMS:
            yield item_heading(composition.text(label))
            field = sheet_field(code, name)
            yield box_to_write(self.text, field, get_fact(composition.assessment, field), label)
        yield from self._iter_improvements(criterion)
        yield item_heading(composition.text(_CODES))
        yield from self._iter_codes(criterion)

    def _state_table(self, criterion: Criterion) -> Table:
        """Return the table of the current state: what is asked, where to write, and the verdict of each indicator."""
        places = list_state_places(self.composition.assessment, criterion)
        rows = []
        whole = [place for place in places if place.letter is None]
        if whole:
            rows.append(self._row((line(self.text(_OF_THE_WHOLE), italic=True),), whole, cell()))
        for indicator in criterion.indicators:
            own = [place for place in places if place.letter == indicator.code.letter]
            rating = self.composition.assessment.ratings.get(indicator.code)
            verdict = verdict_cell(self.text, indicator, rating, RATINGS.at(str(indicator.code)))
            rows.append(self._row(tuple(self._iter_asked(indicator)), own, verdict))
        known = {None, *(indicator.code.letter for indicator in criterion.indicators)}
        for place in places:
            if place.letter not in known:
                unknown = attrs.evolve(_NOT_IN_THE_LAW, facts=(("letter", place.letter),))
                rows.append(self._row((line(self.text(unknown), italic=True),), [place], cell()))
        head = (ASKED, message("Current state"), VERDICT)
        return ruled_table(_STATE_WIDTHS, map(self.text, head), rows)

    def _row(self, asked: tuple[Paragraph, ...], places: Iterable[StatePlace], verdict: Cell) -> Row:
        written = tuple(place_to_write(self.text, place.tag, place.text, labels.CURRENT_STATE) for place in places)
        return Row((Cell(paragraphs=asked, is_shaded=True), Cell(paragraphs=written), verdict))

    def _iter_asked(self, indicator: Indicator) -> Iterator[Paragraph]:
        yield asked_line(self.text, indicator)
        if indicator.evidence:
            yield line(self.text(_SUGGESTED), italic=True)
            for suggestion in indicator.evidence:
                yield line(f"- {self.text(suggestion.text)}", italic=True)

    def _iter_improvements(self, criterion: Criterion) -> Iterator[Paragraph]:
        sheet = self.composition.assessment.find_sheet(criterion.code)
        if sheet is not None and sheet.improvements:
            yield line(self.text(_IMPROVEMENTS), italic=True)
            for item in sheet.improvements:
                told = "; ".join(filter(None, (item.what, item.responsible, item.expected_result)))
                yield line(f"- {told}")

    def _iter_codes(self, criterion: Criterion) -> Iterator[Block]:
        pieces = list_citable(self.composition, criterion)
        if not pieces:
            yield line(self.text(_NO_CODES), italic=True)
            return
        head = map(self.text, (labels.EVIDENCE_CODE, labels.EVIDENCE_NAME, message("Number and date, issued by")))
        rows = (self._code_row(piece) for piece in pieces)
        yield Table(widths=_CODE_WIDTHS, rows=(Row(tuple(map(header_cell, head))), *rows), header_rows=1)

    def _code_row(self, piece: Evidence) -> Row:
        place = self.composition.evidence_place(piece)
        origin = "; ".join(filter(None, (piece.reference, piece.issuer)))
        name = next(fact_cells(piece, place, "name"))
        return Row((centred_cell(str(piece.code), place.at("code")), name, cell(origin)))

    def text(self, fact: object) -> str:
        """Return a label or a text of the law in the form's language."""
        return self.composition.text(fact)


def one_to_a_page(sheets: Iterable[Iterable[Block]]) -> tuple[Block, ...]:
    """Return the blocks of sheets, each of which begins a page."""
    return tuple(block for number, sheet in enumerate(sheets) for block in (on_new_page(sheet) if number else sheet))


def asked_line(say: Say, indicator: Indicator) -> Paragraph:
    """Return what an indicator asks for, behind its letter."""
    letter = Run(f"{indicator.code.letter}) ", bold=True)
    return Paragraph(runs=(letter, Run(say(indicator.requirement))), style=ParagraphStyle.PLAIN)


def verdict_cell(say: Say, indicator: Indicator, rating: Rating | None, tag: Place) -> Cell:
    """Return the cell in which the verdict on an indicator is chosen."""
    shown = say(verdict_label(rating))
    title = say(message("Indicator {code}: {what}", code=indicator.code, what=VERDICT))
    control = Control(tag=str(tag), title=title, prompt=shown, choices=tuple(map(say, verdict_choices())))
    paragraph = centred_cell(shown, RATINGS.at(str(indicator.code))).paragraphs[0]
    return Cell(paragraphs=(attrs.evolve(paragraph, control=control),))


def place_to_write(say: Say, tag: Place, text: str, label: Message) -> Paragraph:
    """Return a place in which people write, with what stands there already."""
    control = Control(tag=str(tag), title=say(label), prompt=say(PROMPT))
    return Paragraph(runs=(Run(text),) if text else (), style=ParagraphStyle.PLAIN, control=control)


def box_to_write(say: Say, tag: Place, text: str, label: Message) -> Table:
    """Return a place to write with a frame around it."""
    return Table(widths=(1,), rows=(Row((Cell(paragraphs=(place_to_write(say, tag, text, label),)),)),))


def list_citable(composition: Composition, criterion: Criterion) -> tuple[Evidence, ...]:
    """Return the evidence that a sheet may cite: that of its criterion, and what its texts cite already, by codes."""
    assessment, code = composition.assessment, criterion.code
    texts = (place.text for place in list_state_places(assessment, criterion))
    written = (get_fact(assessment, sheet_field(code, name)) for name, _ in WRITTEN_ITEMS)
    cited = {found.code for text in (*texts, *written) for found in find_codes(text)}
    entries = [each for each in assessment.evidence if each.code.criterion_code == code or each.code in cited]
    first = {entry.code: entry for entry in reversed(entries)}  # of several papers with one code the first names it
    return tuple(first[code] for code in sorted(first))
