"""What many schools come to, as blocks of a document: charts with their tables, counts alone and no name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from kdcl.blocks import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Orientation,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Section,
    Table,
)
from kdcl.blocks.bars import BarPart, BarPlot
from kdcl.blocks.plots import Plot, PlotPoint
from kdcl.law import Framework, Region, SchoolCategory
from kdcl.measures import METRICS, Verdict
from kdcl.measures.numbers import amount
from kdcl.messages import Message, Share, Translator, WordedEnum, message
from kdcl.summaries import By, CriterionCounts, LevelCounts, MeasureCounts, SchoolsSummary
from kdcl.text.folding import begin_large

_MOST_BARS: Final = 10
_HEIGHT_OF_BAR, _HEIGHT_OF_REST = 9, 26
"""Millimetres of a picture for each bar, and for its title and legend."""
_STEPS: Final = (Fraction(1, 100), Fraction(1, 4), Fraction(1, 2))
"""From which share on a cell of the heat map has the next darker ground."""
_PERCENT: Final = 100
_OUTCOMES: Final = ((4, 1), (2, 0), (1, 2))
"""How dark not met, met and the rest are, and where each stands among counts of met, not met and the rest."""
_NOT_STATED: Final = message("not stated")


@attrs.frozen(kw_only=True)
class SummaryWriter:
    """Writes what many schools come to.

    Attributes:
        summary: the counts.
        frameworks: the frameworks of the schools, by their ids.
        translator: the language.
        rules: the file of the level rules where they are not those that are shipped; empty where they are.
    """

    summary: SchoolsSummary
    frameworks: Mapping[str, Framework]
    translator: Translator
    rules: str = ""

    def document(self) -> Document:
        """Return a paper of its own."""
        title = self._say(message("What {count} schools come to", count=self.summary.schools))
        nameless = self._text(message("Counts alone: no school is named, and none is ranked."))
        blocks = (Heading(text=title, level=1, bookmark="summary"), nameless, *self.blocks())
        return lying_document(title, blocks, self.translator)

    def blocks(self) -> Iterator[Block]:
        """Iterate over what is counted: levels, criteria, measures."""
        if self.summary.left_out:
            yield self._text(
                message(
                    "Groups of fewer than {fewest} schools are not told: {count}",
                    fewest=self.summary.fewest,
                    count=self.summary.left_out,
                )
            )
        if self.summary.levels and self.rules:
            yield self._text(
                message("Levels are by the rules in {rules}, not by those that are shipped.", rules=self.rules)
            )
        elif self.summary.levels:
            yield self._text(
                message(
                    "Levels are by the shipped rules, with what these assume in place of what was not read of the "
                    "circular; how many of them are certain is not counted here."
                )
            )
        for by in By:
            if counts := self.summary.levels_by(by):
                yield from self._levels(by, counts)
        for framework in dict.fromkeys(each.framework for each in self.summary.criteria):
            yield from self._criteria(self.frameworks[framework])
            yield from self._measures(self.frameworks[framework])

    def _levels(self, by: By, counts: tuple[LevelCounts, ...]) -> Iterator[Block]:
        title = message("Levels by {what}", what=by.words)
        yield self._heading(title, f"levels-{by.value}")
        names = [message("no level"), *(message("level {level}", level=level) for level in (1, 2, 3))]
        plot = BarPlot(
            title=self._say(message("Schools at each level, by {what}", what=by.words)),
            labels=tuple(self._group(by, each.key) for each in counts),
            parts=tuple(
                BarPart(name=self._say(name), values=tuple(each.schools[place] for each in counts), tone=1 + place)
                for place, name in enumerate(names)
            ),
        )
        yield self._picture(plot)
        if by is By.YEAR and len(counts) > 1:
            yield self._trend(counts)
        rows: list[tuple[str | int, ...]]
        rows = [(self._group(by, each.key), *each.schools, each.total) for each in counts]
        heads = (by.words, *names, message("schools"))
        yield self._table(heads, (10, 4, 4, 4, 4, 4), rows)

    def _trend(self, counts: tuple[LevelCounts, ...]) -> Picture:
        points = []
        for each in counts:
            reached = Share(each.total - each.schools[0], each.total)
            points.append(
                PlotPoint(
                    label=self._group(By.YEAR, each.key),
                    value=_PERCENT * reached.fraction,
                    shown=reached.render(self.translator),
                )
            )
        title = self._say(message("Share of the schools that reach a level"))
        told = "; ".join(f"{point.label}: {point.shown}" for point in points)
        return Picture(plot=Plot(title=title, points=tuple(points)), alternative=f"{title}: {told}")

    def _criteria(self, framework: Framework) -> Iterator[Block]:
        counts = [each for each in self.summary.criteria if each.framework == framework.id]
        title = message("Criteria: {framework}", framework=framework.title)
        yield self._heading(title, f"criteria-{framework.id}")
        if most := self.summary.most_failed(framework.id, _MOST_BARS):
            yield self._picture(
                self._outcomes(
                    message("Criteria that most schools do not meet"),
                    [each.criterion for each in most],
                    [(each.met, each.not_met, each.open) for each in most],
                    (message("not met"), message("met"), message("not assessed")),
                )
            )
        yield self._heat_map(framework, counts)

    def _outcomes(
        self, title: Message, labels: Sequence[str], counts: Sequence[tuple[int, int, int]], names: tuple[Message, ...]
    ) -> BarPlot:
        return BarPlot(
            title=self._say(title),
            labels=tuple(labels),
            parts=tuple(
                BarPart(name=self._say(name), values=tuple(each[place] for each in counts), tone=tone)
                for name, (tone, place) in zip(names, _OUTCOMES, strict=True)
            ),
        )

    def _heat_map(self, framework: Framework, counts: list[CriterionCounts]) -> Table:
        """Return the table of criteria: the whole, then the share not met of each group, darker where it is more."""
        groups = list(dict.fromkeys((each.by, each.key) for each in counts if each.by is not None))
        found = {(each.by, each.key, each.criterion): each for each in counts}
        heads = [message("criterion"), message("title"), message("met"), message("not met"), message("not assessed")]
        heads += [message("share not met")]
        titles = [*map(self._say, heads), *(self._group(by, (key,)) for by, key in groups)]
        head = Row(tuple(head_cell(begin_large(each)) for each in titles))
        rows = []
        for criterion in framework.criteria:
            whole = found[None, "", str(criterion.code)]
            cells = [self._cell(str(criterion.code)), self._cell(self._say(message("{text}", text=criterion.title)))]
            cells += [self._cell(count) for count in (whole.met, whole.not_met, whole.open)]
            cells.append(self._share(whole))
            cells += [self._share(found[by, key, str(criterion.code)]) for by, key in groups]
            rows.append(Row(tuple(cells)))
        widths = (4, 20, 4, 5, 5, 5, *(7 for _ in groups))
        return Table(widths=widths, rows=(head, *rows), header_rows=1)

    def _share(self, counts: CriterionCounts) -> Cell:
        share = Share(counts.not_met, counts.total)
        tone = sum(share.fraction >= step for step in _STEPS)
        return attrs.evolve(plain_cell(share.render(self.translator), align=Align.RIGHT), tone=tone)

    def _measures(self, framework: Framework) -> Iterator[Block]:
        counts = [each for each in self.summary.measures if each.framework == framework.id]
        if not counts:
            return
        title = message("The law's numbers: {framework}", framework=framework.title)
        yield self._heading(title, f"measures-{framework.id}")
        failed = sorted((each for each in counts if each.not_met), key=lambda each: -each.not_met)[:_MOST_BARS]
        if failed:
            yield self._picture(
                self._outcomes(
                    message("Numbers that most schools do not reach"),
                    [f"{each.indicator}: {self._metric(framework, each)[0]}" for each in failed],
                    [(each.met, each.not_met, each.not_judged) for each in failed],
                    tuple(each.words for each in (Verdict.NOT_MET, Verdict.MET, Verdict.NOT_JUDGED)),
                )
            )
        heads = (
            message("indicator"), message("what is measured"), Verdict.MET.words, Verdict.NOT_MET.words,
            Verdict.NOT_JUDGED.words, message("lower quartile"), message("median"), message("upper quartile"),
        )  # fmt: skip
        rows = ((each.indicator, *self._spread(framework, each)) for each in counts)
        yield self._table(heads, (4, 20, 4, 5, 6, 6, 6, 6), rows)

    def _metric(self, framework: Framework, counts: MeasureCounts) -> tuple[str, int]:
        """Return what is measured in words, and its scale."""
        metric = framework.part(METRICS).get(counts.metric)
        return (
            (counts.metric, 1)
            if metric is None
            else (begin_large(self._say(message("{metric}", metric=metric.title))), metric.scale)
        )

    def _spread(self, framework: Framework, counts: MeasureCounts) -> Iterator[str | int]:
        title, scale = self._metric(framework, counts)
        yield from (title, counts.met, counts.not_met, counts.not_judged)
        for value in counts.quartiles or (None, None, None):
            yield "" if value is None else self._say(amount(value, scale))

    def _group(self, by: By | None, key: tuple[str, ...]) -> str:
        """Return a group in words."""
        if by is By.KIND:
            framework, category = key
            title = self._say(message("{text}", text=self.frameworks[framework].title))
            return self._worded(SchoolCategory, category) if category else title
        return self._worded(Region, key[0]) if by is By.REGION else key[0] or self._say(_NOT_STATED)

    def _worded(self, kind: type[WordedEnum], value: str) -> str:
        return begin_large(self._say(kind(value).words if value else _NOT_STATED))

    def _picture(self, plot: BarPlot) -> Picture:
        """Return bars with all that they show in words."""
        told = (
            f"{label}: {', '.join(f'{part.name} {part.values[place]}' for part in plot.parts)}"
            for place, label in enumerate(plot.labels)
        )
        height = _HEIGHT_OF_REST + _HEIGHT_OF_BAR * len(plot.labels)
        return Picture(plot=plot, alternative=f"{plot.title}: {'; '.join(told)}", width=160, height=height)

    def _table(self, heads: Sequence[Message], widths: tuple[int, ...], rows: Iterable[Iterable[str | int]]) -> Table:
        head = Row(tuple(head_cell(begin_large(self._say(each))) for each in heads))
        body = (Row(tuple(map(self._cell, row))) for row in rows)
        return Table(widths=widths, rows=(head, *body), header_rows=1)

    def _heading(self, title: Message, bookmark: str) -> Heading:
        return Heading(text=self._say(title), level=2, bookmark=bookmark)

    def _text(self, words: Message) -> Paragraph:
        return plain_line(self._say(words))

    @staticmethod
    def _cell(value: str | int) -> Cell:
        if isinstance(value, int):
            return attrs.evolve(plain_cell(str(value), align=Align.RIGHT), number=value)
        return plain_cell(value)

    def _say(self, words: Message) -> str:
        return words.render(self.translator)


def lying_document(title: str, blocks: Iterable[Block], translator: Translator) -> Document:
    """Return a document on lying pages, by nobody in particular."""
    return Document(
        title=title,
        author="",
        subject=title,
        language=translator.language,
        sections=(Section(blocks=tuple(blocks), setup=PageSetup(orientation=Orientation.LANDSCAPE)),),
    )


def plain_line(text: str, *, bold: bool = False, align: Align | None = None) -> Paragraph:
    """Return a paragraph without indent; where there is no text, no run: an empty one would be a text of its own."""
    return Paragraph(runs=(Run(text, bold=bold),) if text else (), style=ParagraphStyle.PLAIN, align=align)


def plain_cell(text: str, *, align: Align | None = None) -> Cell:
    """Return a cell of one such paragraph."""
    return Cell(paragraphs=(plain_line(text, align=align),))


def head_cell(text: str) -> Cell:
    """Return a cell of a table's head: bold, on a shaded ground."""
    return Cell(paragraphs=(plain_line(text, bold=True),), is_shaded=True)
