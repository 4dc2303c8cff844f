"""Writes a report in one hand: the same facts, however its writer types them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from kdcl.codes import CriterionCode, find_codes
from kdcl.law import Framework, Level
from kdcl.school import Rating, SchoolYear
from kdcl.testing.hands.conclusions import ConclusionWriter, find_stated
from kdcl.testing.hands.hand import AsidePlace, Hand, Items, Layout, Letters, Order, Summary
from kdcl.testing.hands.truth import DrawnFile, Role, Truth, WrittenCriterion, WrittenText, as_meant
from kdcl.testing.hands.word_file import WordWriter
from kdcl.testing.hands.words import word, words

_VERDICT = 4
"""The position of the fifth item."""


@attrs.frozen(kw_only=True)
class Facts:
    """What a report is written about.

    Attributes:
        criteria: the sheets, in the order of the framework.
        school_year: the school year.
        signed_on: the day of the signature.
        level: the level that is claimed.
        introduction: the text of the introduction.
        conclusion: the text of the general conclusion.
        asides: texts that stand in no part of the report, and where.
    """

    criteria: tuple[WrittenCriterion, ...]
    school_year: SchoolYear
    signed_on: dt.date
    level: Level
    introduction: str
    conclusion: str
    asides: tuple[tuple[AsidePlace, str], ...] = ()


def write_report(framework: Framework, facts: Facts, hand: Hand) -> DrawnFile:
    """Return the report as a Word file, with what is true of it."""
    return _Writer(framework, facts, hand).write()


@attrs.frozen
class _Entry:
    """A stretch of Part II: a heading of its kind, or what stands below one."""

    kind: str
    block: str


class _Writer:
    """Writes line by line, and keeps what it wrote."""

    def __init__(self, framework: Framework, facts: Facts, hand: Hand) -> None:
        self._framework, self._facts, self._hand = framework, facts, hand
        self._file = WordWriter(spelling=hand.spelling)
        self._texts: list[WrittenText] = []
        self._lists: dict[str, int] = {}
        self._conclusions = ConclusionWriter(hand=hand, file=self._file, tell=self._texts.append)

    def write(self) -> DrawnFile:
        """Write the whole report."""
        facts = self._facts
        self._line(word("names", "authority"))
        self._line(word("names", "school").upper())
        self._line(word("names", "report"))
        self._line(word("names", "year").format(year=facts.school_year))
        for place, text in facts.asides:
            self._write_aside(place, text)
        if self._hand.summary is not Summary.NONE:
            self._line(word("names", "summary"))
            self._file.add(self._conclusions.write_summary(facts.criteria))
        self._line(word("names", "introduction"))
        self._line(facts.introduction, Role.PROSE)
        self._line(word("names", "assessment"))
        self._file.add(*_arrange(self._entries(), self._hand.layout))
        self._write_end()
        return DrawnFile(suffix=".docx", data=self._file.build(), truth=self._truth())

    def _entries(self) -> Iterator[_Entry]:
        standard = 0
        for criterion in self._facts.criteria:
            code = criterion.code
            if code.standard != standard:
                standard = code.standard
                yield self._heading("standard", f"{word('names', 'standard')} {standard}: ", _title(standard))
            # Criteria may be left out between two, and Word counts one by one: each is counted from its own number.
            self._lists["criterion"] = self._file.new_list(f"{word('names', 'criterion')} %1:", code.criterion)
            yield self._heading("criterion", self._number_of(code), _title(standard + code.criterion))
            yield from self._sheet(criterion)

    def _number_of(self, code: CriterionCode) -> str:
        name = word("names", "criterion")
        match self._hand.layout:
            case Layout.FULL:
                return f"{name} {code}. "
            case Layout.CAPITALS:
                return f"{name.upper()} {code} "
            case Layout.BOLD | Layout.STYLED:
                return f"{name} {code}: "
            case _:
                return f"{name} {code.criterion}: "

    def _sheet(self, criterion: WrittenCriterion) -> Iterator[_Entry]:
        self._lists["item"] = self._file.new_list("%1.")
        bodies = (
            self._label(criterion.state),
            (criterion.strengths,),
            (criterion.weaknesses,),
            (criterion.improvement_plan,),
            (),
        )
        order = (0, 2, 1, 3, _VERDICT) if self._hand.order is Order.SWAPPED else range(len(bodies))
        for position, item in enumerate(order, start=1):
            yield from self._item(criterion.code, position, item, bodies[item])
        for block in self._conclusions.write_sheet(criterion):
            yield _Entry("text", block)

    def _label(self, state: tuple[str, ...]) -> tuple[str, ...]:
        ways = {Letters.LETTER: "{}) ", Letters.NAMED: f"{word('names', 'indicator')} {{}}: ", Letters.NONE: ""}
        way = ways[self._hand.letters]
        return tuple(f"{way.format(chr(ord('a') + at))}{text}" for at, text in enumerate(state))

    def _item(self, code: CriterionCode, position: int, item: int, texts: tuple[str, ...]) -> Iterator[_Entry]:
        way = self._hand.items
        title = words("items", "words_behind" if way is Items.BEHIND else "full")[item]
        number = {Items.UNNUMBERED: "", Items.STROKE: f"{position}/ "}.get(way, f"{position}. ")
        colon = "" if way in {Items.BARE, Items.STROKE, Items.BEHIND} else ":"
        behind = f" {texts[0]}" if texts and way is Items.SAME_LINE else ""
        yield self._heading("item", number, f"{title}{colon}", behind)
        if behind:
            self._tell(texts[0], Role.PROSE, code)
        for text in texts[1 if behind else 0 :]:
            self._tell(text, Role.PROSE, code)
            yield _Entry("text", self._file.paragraph(text))

    def _heading(self, kind: str, number: str, title: str, behind: str = "") -> _Entry:
        """Return a heading; its number is left to Word where the hand has Word count."""
        layout = self._hand.layout
        is_counted = layout is Layout.COUNTED and kind in self._lists and bool(number)
        shown = title if is_counted else f"{number}{title}"
        self._tell(shown, Role.FORM)
        levels = {"standard": 1, "criterion": 2, "item": 3}
        block = self._file.paragraph(
            f"{shown}{behind}",
            bold=layout is Layout.BOLD,
            style=f"Heading{levels[kind]}" if layout is Layout.STYLED else "",
            number=self._lists[kind] if is_counted else 0,
        )
        return _Entry(kind, block)

    def _write_aside(self, place: AsidePlace, text: str) -> None:
        file = self._file
        self._texts.append(WrittenText(text=text, role=Role.PROSE, place=place))
        match place:
            case AsidePlace.TEXT_BOX:
                file.add(file.paragraph(file.text_box(text)))
            case AsidePlace.HEADER | AsidePlace.FOOTER:
                file.note(f"{place}1", text)
            case AsidePlace.FOOTNOTE | AsidePlace.ENDNOTE | AsidePlace.COMMENT:
                file.add(file.paragraph(file.note(f"{place}s", text)))
            case AsidePlace.HIDDEN:
                file.add(file.paragraph(text, properties="<w:vanish/>"))
            case AsidePlace.LINK:
                target = f"https://example.org/{text.rsplit(maxsplit=1)[-1].strip('.')}"
                self._texts.append(WrittenText(text=target, role=Role.PROSE, place=place))
                file.add(file.paragraph(file.link(text, target)))
            case AsidePlace.INSERTED:
                file.add(file.paragraph(file.inserted(text)))
            case _:  # TCVN3: its signs are no letters of Unicode, so no spelling touches them
                file.add(WordWriter().paragraph(text, properties='<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'))

    def _write_end(self) -> None:
        facts, met = self._facts, self._count_met()
        self._line(word("names", "conclusion"))
        self._line(facts.conclusion, Role.PROSE)
        self._line(word("names", "indicators_met").format(met=met[0], all=len(self._framework.indicators)))
        self._line(word("names", "criteria_met").format(met=met[1], all=len(self._framework.criteria)))
        self._line(word("names", "level").format(level=facts.level.value))
        forms = words("days", "forms")
        signed = facts.signed_on
        day = forms[self._hand.day % len(forms)].format(day=signed.day, month=signed.month, year=signed.year)
        self._line(f"{word('names', 'place')}, {day}")

    def _count_met(self) -> tuple[int, int]:
        """Return how many indicators and criteria the writer meant to be met; a claim, whatever the sheets say."""
        sheets = self._facts.criteria
        letters = sum(rating is Rating.MET for sheet in sheets for _, rating in sheet.letters)
        return letters, sum(sheet.verdict is Rating.MET for sheet in sheets)

    def _line(self, text: str, role: Role = Role.FORM) -> None:
        self._tell(text, role)
        self._file.add(self._file.paragraph(text))

    def _tell(self, text: str, role: Role, criterion: CriterionCode | None = None) -> None:
        self._texts.append(WrittenText(text=as_meant(text), role=role, criterion=criterion))

    def _truth(self) -> Truth:
        facts = self._facts
        stated = find_stated(facts.criteria, self._hand)
        met = self._count_met()
        written = "\n".join(text.text for text in self._texts if text.place != AsidePlace.HIDDEN)
        return Truth(
            texts=tuple(self._texts),
            criteria=facts.criteria,
            verdicts=stated.verdicts,
            ratings=stated.ratings,
            doubtful=stated.doubtful,
            codes=tuple(found.code for found in find_codes(written)),
            school=word("names", "school"),
            school_year=facts.school_year,
            signed_on=facts.signed_on,
            level=facts.level,
            criteria_met=met[1],
            indicators_met=met[0],
        )


def _title(number: int) -> str:
    titles = words("prose", "titles")
    return titles[number % len(titles)]


def _arrange(entries: Iterable[_Entry], layout: Layout) -> Iterator[str]:
    """Iterate over the blocks of Part II, in tables where the layout has them there."""
    if layout is Layout.ONE_TABLE:
        yield WordWriter.table([[f"{entry.block}<w:p/>"] for entry in entries])
        return
    rows: list[list[str]] = []
    for entry in entries:
        if layout is Layout.TWO_COLUMNS and entry.kind == "item":
            rows.append([entry.block, ""])
        elif rows and entry.kind == "text":
            rows[-1][1] += entry.block
        else:
            yield from _close(rows)
            yield entry.block
    yield from _close(rows)


def _close(rows: list[list[str]]) -> Iterator[str]:
    """Return the rows gathered so far as a table, and begin anew."""
    if rows:
        yield WordWriter.table([[left, f"{right}<w:p/>"] for left, right in rows])
        rows.clear()
