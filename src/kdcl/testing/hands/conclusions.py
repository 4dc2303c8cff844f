"""Writes conclusions: the fifth item of a sheet and the summary of results, and says what of them is plain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, zip_longest

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.school import Rating
from kdcl.testing.hands.hand import ConclusionStyle, Hand, Summary, VerdictMark
from kdcl.testing.hands.truth import Role, WrittenCriterion, WrittenText, as_meant
from kdcl.testing.hands.word_file import WordWriter, mark_pieces
from kdcl.testing.hands.words import word, words

_MARKED = (Rating.MET, Rating.NOT_MET)
_NAMES = tuple(rating.value for rating in _MARKED)
_BARE_MARKS = frozenset(VerdictMark) - {
    VerdictMark.SYMBOL,
    VerdictMark.PRIVATE,
    VerdictMark.CONTROL,
    VerdictMark.LEGACY,
    VerdictMark.BRACKETS,
    VerdictMark.BOX,
}
"""Marks that leave nothing where they are not set."""


@attrs.frozen
class Stated:
    """What the conclusions of a report say plainly.

    Attributes:
        verdicts: of criteria.
        ratings: of indicators.
        doubtful: the criteria of which some conclusion is not plain.
    """

    verdicts: dict[CriterionCode, frozenset[Rating]]
    ratings: dict[IndicatorCode, frozenset[Rating]]
    doubtful: frozenset[CriterionCode]


def find_stated(criteria: Iterable[WrittenCriterion], hand: Hand) -> Stated:
    """Return what the conclusions of sheets and summary say plainly when they are written in a hand."""
    stated = Stated({}, {}, frozenset())
    doubtful = set()
    by_letters = hand.conclusion in {
        ConclusionStyle.LETTER_LINES,
        ConclusionStyle.LETTER_TABLE,
        ConclusionStyle.MARK_TABLE,
    }
    for each in criteria:
        marks = each.summary if hand.summary is not Summary.NONE else frozenset[Rating]()
        said = set() if each.doubt else {each.verdict}
        if each.doubt or (hand.summary is not Summary.NONE and marks != {each.verdict}):
            doubtful.add(each.code)
        said |= marks if len(marks) == 1 else frozenset()
        if said:
            stated.verdicts[each.code] = frozenset(said)
        for letter, rating in each.letters:
            ratings = {rating} if by_letters and not each.doubt else set()
            ratings |= {Rating.MET} if Rating.MET in said else set()
            if ratings:
                stated.ratings[IndicatorCode(each.code.standard, each.code.criterion, letter)] = frozenset(ratings)
    return attrs.evolve(stated, doubtful=frozenset(doubtful))


@attrs.frozen(kw_only=True)
class ConclusionWriter:
    """Writes conclusions into a file, and tells every text that it writes.

    Attributes:
        hand: how they are written.
        file: the file.
        tell: takes the texts.
    """

    hand: Hand
    file: WordWriter
    tell: Callable[[WrittenText], object]

    def write_sheet(self, criterion: WrittenCriterion) -> Iterator[str]:
        """Write what stands under the fifth item."""
        if criterion.doubt:
            is_hedged = criterion.doubt not in {*words("verdicts", "open"), *words("verdicts", "not_assessed")}
            yield self._line(criterion.doubt, criterion.code, Role.DOUBTFUL if is_hedged else Role.FORM)
            return
        match self.hand.conclusion:
            case ConclusionStyle.LETTER_LINES:
                for letter, rating in criterion.letters:
                    yield self._line(self._choose(f"letter_{rating.value}").format(letter=letter), criterion.code)
                yield self._line(self._choose(criterion.verdict.value, criterion.code), criterion.code)
            case ConclusionStyle.LETTER_TABLE:
                yield self._letter_table(criterion)
                yield self._line(self._choose(criterion.verdict.value, criterion.code), criterion.code)
            case ConclusionStyle.MARK_TABLE:
                yield self._mark_table(criterion)
            case ConclusionStyle.BOXES:
                yield self._boxes(criterion)
            case _:
                yield self._line(self._choose(criterion.verdict.value, criterion.code), criterion.code)

    def write_summary(self, criteria: tuple[WrittenCriterion, ...]) -> str:
        """Write the table of the summary."""
        if self.hand.summary is Summary.HALVES:
            return self._halves(criteria)
        columns = {
            Summary.ROW_NUMBERS: ("row_number", "criterion"),
            Summary.STANDARD_COLUMN: ("standard", "criterion"),
        }.get(self.hand.summary, ("criterion",))
        head = [word("names", name) for name in (*columns, *_NAMES)]
        rows = [self._cells(*head)]
        has_bands = self.hand.summary in {Summary.PLAIN, Summary.ROW_NUMBERS}
        count = 0
        for standard, below in groupby(criteria, key=lambda each: each.code.standard):
            if has_bands:
                rows.append(self._cells(f"{word('names', 'standard')} {standard}", *[""] * (len(head) - 1)))
            for position, each in enumerate(below):
                count += 1
                before = {
                    Summary.ROW_NUMBERS: [str(count)],
                    Summary.STANDARD_COLUMN: ["" if position else f"{word('names', 'standard')} {standard}"],
                }.get(self.hand.summary, [])
                rows.append([*self._cells(*before, self._named(each.code)), *self._marked(each)])
        return self.file.table(rows)

    def _halves(self, criteria: tuple[WrittenCriterion, ...]) -> str:
        middle = (len(criteria) + 1) // 2
        head = [word("names", name) for name in ("criterion", *_NAMES)]
        sides = [list(self._half(half)) for half in (criteria[:middle], criteria[middle:])]
        empty = [self.file.paragraph("")] * len(head)
        rows = [[*(left or empty), *(right or empty)] for left, right in zip_longest(*sides)]
        return self.file.table([self._cells(*head, *head), *rows])

    def _half(self, criteria: tuple[WrittenCriterion, ...]) -> Iterator[list[str]]:
        for standard, below in groupby(criteria, key=lambda each: each.code.standard):
            yield self._cells(f"{word('names', 'standard')} {standard}", "", "")
            for each in below:
                yield [*self._cells(self._named(each.code)), *self._marked(each)]

    def _named(self, code: CriterionCode) -> str:
        name = word("names", "criterion")
        return f"{name} {code}" if self.hand.summary is Summary.FULL_CODES else f"{name} {code.criterion}"

    def _marked(self, criterion: WrittenCriterion) -> list[str]:
        return [self._mark(rating in criterion.summary) for rating in _MARKED]

    def _mark(self, is_set: bool) -> str:  # noqa: FBT001 - what is drawn
        return self.file.paragraph(mark_pieces(self.hand.mark, is_set=is_set))

    def _letter_table(self, criterion: WrittenCriterion) -> str:
        letters = [f"{word('names', 'indicator')} {letter}" for letter, _ in criterion.letters]
        verdicts = [word("names", rating.value) for _, rating in criterion.letters]
        return self.file.table([self._cells(*letters), self._cells(*verdicts)])

    def _mark_table(self, criterion: WrittenCriterion) -> str:
        rows = [self._cells("", *(word("names", rating.value) for rating in _MARKED))]
        named = [(f"{word('names', 'indicator')} {letter}", rating) for letter, rating in criterion.letters]
        for name, stated in (*named, (word("names", "criterion"), criterion.verdict)):
            rows.append([*self._cells(name), *(self._mark(rating is stated) for rating in _MARKED)])
        return self.file.table(rows)

    def _boxes(self, criterion: WrittenCriterion) -> str:
        """Write both verdicts with a mark before each; a mark that leaves no room where it is not set stands behind."""
        pieces: list[str] = []
        for rating in _MARKED:
            mark = mark_pieces(self.hand.mark, is_set=rating is criterion.verdict)
            name = word("names", rating.value)
            self.tell(_told(name, Role.FORM, criterion.code))
            pieces += [f"{name}: ", mark, "    "] if self.hand.mark in _BARE_MARKS else [mark, f" {name}    "]
        return self.file.paragraph(*pieces)

    def _cells(self, *texts: str) -> list[str]:
        for text in filter(None, texts):
            self.tell(_told(text, Role.FORM))
        return [self.file.paragraph(text) for text in texts]

    def _line(self, text: str, criterion: CriterionCode, role: Role = Role.CONCLUSION) -> str:
        self.tell(_told(text, role, criterion))
        return self.file.paragraph(text)

    def _choose(self, name: str, code: CriterionCode | None = None) -> str:
        ways = words("verdicts", name)
        chosen = ways[self.hand.wording % len(ways)]
        return chosen if code is None else chosen.format(number=code.criterion, code=code)


def _told(text: str, role: Role, criterion: CriterionCode | None = None) -> WrittenText:
    return WrittenText(text=as_meant(text), role=role, criterion=criterion)
