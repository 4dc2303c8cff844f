"""The paper of changes: what differs between two files of a school, by what people look for, with the words marked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Final

import attrs

from kdcl.blocks import Block, Cell, Document, Paragraph, ParagraphStyle, Row, Run
from kdcl.changes import Change, ChangeGroup, ChangeKind, Stretch, diff, group_changes, mark_words
from kdcl.changes.words import describe_fact, name_change
from kdcl.documents import labels
from kdcl.documents.administrative import body, build_lying_paper, centred, lowered
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import band_row, cell, centred_cell, item_heading, line, ruled_table
from kdcl.figures.form_file import FORM
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.school import CriterionSheet, SelfAssessment, StandardSummary
from kdcl.school.held_against import framework_for

_WIDTHS: Final = (20, 40, 40)
_COUNT_WIDTHS: Final = (80, 20)
_GONE: Final = Run("", italic=True, underlined=True)
_NOTHING: Final = message("nothing")
_NEW: Final = Run("", bold=True, underlined=True)


def build_changes(
    old: SelfAssessment,
    new: SelfAssessment,
    framework: Framework | None = None,
    *,
    language: str = "vi",
    names: tuple[str, str] | None = None,
) -> Document:
    """Return what differs between two files: how much in each part, then each change with what stood and stands there.

    Nothing is shortened: of a text the whole is printed on both sides, of what was added or removed everything it says.

    Args:
        old: the file before.
        new: the file after; its school heads the paper.
        framework: the framework that the new file was made under.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.
        names: what the two files are called, before and after.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    framework = framework_for(new, framework, SelfAssessment, "build_changes(old, new, framework)")
    composition = Composition.start(new, framework, language)
    comparison = _Comparison(composition=composition, old=old)
    blocks, below = comparison.iter_blocks(names), comparison.below_title()
    return build_lying_paper(composition, labels.CHANGES_TITLE, "changes", blocks, below=below)


@attrs.frozen(kw_only=True)
class _Comparison:
    composition: Composition
    old: SelfAssessment

    def iter_blocks(self, names: tuple[str, str] | None) -> Iterator[Block]:
        tell = self.composition.text
        if names is not None:
            compared = message("Before: {old}. After: {new}.", old=names[0], new=names[1])
            yield lowered(line(tell(compared)))
        grouped = group_changes(diff(self.old, self.composition.assessment))
        if not grouped:
            yield lowered(body(tell(message("The two files say the same."))))
            return
        yield lowered(line(tell(labels.CHANGES_MARKS), italic=True))
        counts = [(tell(group.label), len(changes)) for group, changes in grouped.items()]
        counts.append((tell(message("Together")), sum(count for _, count in counts)))
        rows = (Row((cell(name), attrs.evolve(centred_cell(str(count)), number=count))) for name, count in counts)
        yield ruled_table(_COUNT_WIDTHS, map(tell, (message("Part"), message("Number of changes"))), rows)
        for group, changes in grouped.items():
            yield item_heading(tell(group.label))
            yield ruled_table(_WIDTHS, map(tell, labels.CHANGES_HEAD), self._iter_rows(group, changes))

    def below_title(self) -> Paragraph:
        """Return the line with the school year, or with both."""
        years = self.old.school_year, self.composition.assessment.school_year
        if years[0] == years[1]:
            return centred(self.composition.year_title, bold=True)
        return centred(
            self.composition.text(message("School years {old} and {new}", old=years[0], new=years[1])), bold=True
        )

    def _iter_rows(self, group: ChangeGroup, changes: tuple[Change, ...]) -> Iterator[Row]:
        if group is not ChangeGroup.SHEETS:
            yield from itertools.chain.from_iterable(map(self._rows, changes))
            return
        titled = [(self._owner_of(change), change) for change in changes]
        titled.sort(key=lambda pair: pair[0][0])
        for (_, title), each in itertools.groupby(titled, key=lambda pair: pair[0]):
            if title:
                yield band_row(title, len(_WIDTHS))
            yield from itertools.chain.from_iterable(self._rows(change) for _, change in each)

    def _owner_of(self, change: Change) -> tuple[tuple[int, int], str]:
        """Return where the standard or criterion that a change belongs to stands in the law, and its title."""
        file, place = self.old, change.place
        if change.kind is ChangeKind.ADDED and change.new_place is not None:
            file, place = self.composition.assessment, change.new_place
        match place.steps:
            case (str(name), int(number), *_):
                owner: CriterionSheet | StandardSummary = getattr(file, name)[number]
            case _:  # the sheets themselves, put in another order
                return (0, 0), ""
        if isinstance(owner, CriterionSheet):
            code, framework = owner.criterion, self.composition.framework
            if code in framework:
                title = self.composition.criterion_title(framework.get_criterion(code))
            else:
                title = self.composition.text(message("Criterion {code}", code=code))
            return (code.standard, code.criterion), title
        return (owner.standard, 0), self.composition.text(message("Standard {number}", number=owner.standard))

    def _rows(self, change: Change) -> Iterator[Row]:
        tell = self.composition.text
        if change.kind is ChangeKind.RENUMBERED:
            for each in (each for entry in change.after for each in entry.changes):
                yield Row((cell(tell(message("code given anew"))), cell(str(each.old)), cell(str(each.new))))
            return
        form = self.composition.framework.part(FORM)
        where = cell(tell(name_change(change, self.old, self.composition.assessment, form)))
        if change.kind is ChangeKind.REORDERED:
            yield Row((where, cell(tell(change.kind.words), columns=2)))
        elif type(change.before) is type(change.after) is str:  # what a person wrote, and no word of ours
            before, after = mark_words(change.before, change.after)
            yield Row((where, self._text_cell(before, _GONE), self._text_cell(after, _NEW)))
        else:
            absent = labels.VERDICT_OPEN if change.place.steps[0] == "ratings" else _NOTHING
            yield Row((where, self._fact_cell(change.before, absent), self._fact_cell(change.after, absent)))

    def _text_cell(self, stretches: tuple[Stretch, ...], marked: Run) -> Cell:
        runs = (attrs.evolve(marked, text=each.text) if each.is_changed else Run(each.text) for each in stretches)
        return self._cell((Paragraph(runs=tuple(runs), style=ParagraphStyle.PLAIN),) if stretches else (), _NOTHING)

    def _fact_cell(self, fact: Any, absent: Message) -> Cell:  # noqa: ANN401 - any fact
        return self._cell(tuple(line(self.composition.text(told)) for told in describe_fact(fact)), absent)

    def _cell(self, paragraphs: tuple[Paragraph, ...], absent: Message) -> Cell:
        return Cell(paragraphs=paragraphs or (line(self.composition.text(absent), italic=True),))
