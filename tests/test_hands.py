"""Tests of the hands that files are written in: what is said of a file is true (docs/analysis/readers-laws.md)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import attrs
import pytest
from lxml import etree

from drawing import draw
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.school import Rating
from kdcl.standards import get_framework
from kdcl.testing.hands import (
    CHOICES,
    DOUBTS,
    LIST_CHOICES,
    AsidePlace,
    ConclusionStyle,
    DrawnFile,
    Hand,
    Layout,
    ListHand,
    ListPlace,
    Role,
    SpellingStyle,
    Summary,
    VerdictMark,
    as_meant,
    build_facts,
    build_list,
    drawn_lists,
    drawn_reports,
    iter_hands,
    iter_list_hands,
    write_report,
)

PRIMARY = get_framework("tt42-2012/primary")
FIRST, SECOND = CriterionCode(1, 1), CriterionCode(1, 2)
ANY = 90
"""So many drawn files show every case that the laws speak of."""


def build_report(hand: Hand, *, doubt: str = "", asides: tuple[tuple[AsidePlace, str], ...] = ()) -> DrawnFile:
    """Return the report of always the same facts in a hand."""
    return write_report(PRIMARY, attrs.evolve(build_facts(PRIMARY, hand, doubt=doubt), asides=asides), hand)


def iter_stored(data: bytes) -> Iterator[str]:
    """Iterate over what a package stores: the texts of paragraphs and cells, and the targets of its links."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            root = etree.fromstring(package.read(name))
            for element in root.iter("{*}p", "{*}is", "{*}text"):
                yield "".join(map(str, element.itertext("{*}t")))
            for relationship in root.iter("{*}Relationship"):
                yield relationship.get("Target", "")


def list_missing(file: DrawnFile) -> list[str]:
    """Return the texts that a file is said to hold and does not."""
    raw = "\n".join(iter_stored(file.data))
    stored = as_meant(raw)
    return [text.text for text in file.truth.texts if text.text not in stored and text.text not in raw]


class TestChoices:
    """Every way to write something is tried, without chance."""

    def test_every_choice_of_a_hand_is_made(self) -> None:
        """For each attribute of a hand each of its choices comes at least once, and nothing has but one choice."""
        for name, options in CHOICES.items():
            assert {getattr(hand, name) for hand in iter_hands()} == set(options)
            assert len(options) > 1
        assert set(CHOICES) == {field.name for field in attrs.fields(Hand)}

    def test_every_mark_stands_wherever_marks_stand(self) -> None:
        """Each mark comes in a table of marks, beside both verdicts, and in a summary."""
        carriers = {(hand.mark, hand.conclusion, hand.summary) for hand in iter_hands()}
        for mark in VerdictMark:
            assert (mark, ConclusionStyle.MARK_TABLE, Summary.NONE) in carriers
            assert (mark, ConclusionStyle.BOXES, Summary.NONE) in carriers
            assert (mark, ConclusionStyle.LINE, Summary.PLAIN) in carriers

    def test_every_choice_of_a_list_is_made(self) -> None:
        """For each attribute of a list's hand each of its choices comes, in workbooks and in Word."""
        for name, options in LIST_CHOICES.items():
            assert {getattr(hand, name) for hand in iter_list_hands()} == set(options)
        assert set(LIST_CHOICES) == {field.name for field in attrs.fields(ListHand)}

    @pytest.mark.big
    def test_what_the_laws_speak_of_is_drawn(self) -> None:
        """Files are drawn with every layout, mark, place and doubt, plain ones and ones that contradict themselves."""
        drawn = draw(drawn_reports(PRIMARY), ANY)
        truths = [file.truth for file in drawn]
        assert {text.place for truth in truths for text in truth.texts} == {"body", *AsidePlace}
        assert {text.role for truth in truths for text in truth.texts} == set(Role)
        assert {len(stated) for truth in truths for stated in truth.verdicts.values()} == {1, 2}
        assert {truth.is_plain for truth in truths} == {True, False}
        assert len({sheet.doubt for truth in truths for sheet in truth.criteria}) > len(DOUBTS) / 4
        assert {frozenset(Rating), frozenset()} <= {sheet.summary for truth in truths for sheet in truth.criteria}

    def test_plain_reports_are_plain(self) -> None:
        """Where plain reports are asked for, no conclusion is doubtful and no text stands outside of the report."""
        for file in draw(drawn_reports(PRIMARY, is_plain=True), 30):
            assert file.truth.is_plain
            assert {text.place for text in file.truth.texts} == {"body"}

    def test_lists_are_drawn_with_texts_everywhere(self) -> None:
        """Lists are drawn in both programs, with texts in each place outside of them."""
        drawn = draw(drawn_lists(PRIMARY), ANY)
        assert {file.suffix for file in drawn} == {".xlsx", ".docx"}
        assert {text.place for file in drawn for text in file.truth.texts} == {"body", *ListPlace}


class TestFiles:
    """A file holds what it is said to hold, and depends on nothing but facts and hand."""

    def test_every_text_is_in_the_report(self) -> None:
        """In every hand each text of the truth stands in the file's markup."""
        for hand in iter_hands():
            assert list_missing(build_report(hand)) == [], hand

    @pytest.mark.parametrize("place", AsidePlace)
    def test_every_text_is_where_it_is_said_to_be(self, place: AsidePlace) -> None:
        """A text outside of the report's parts stands in the file, marked as what it is."""
        file = build_report(Hand(), asides=((place, "Mot zebezuw"),))
        assert list_missing(file) == []
        assert next(text.text for text in file.truth.texts if text.place == place) == "Mot zebezuw"
        assert file.data != build_report(Hand()).data

    def test_every_text_is_in_the_list(self) -> None:
        """In every hand each text of a list stands in the file's markup, those outside of the list too."""
        for hand in iter_list_hands():
            assert list_missing(build_list(PRIMARY, hand, *ListPlace)) == [], hand

    def test_the_same_hand_writes_the_same_bytes(self) -> None:
        """Nothing but facts and hand decides the bytes of a file."""
        assert build_report(Hand()).data == build_report(Hand()).data
        assert build_list(PRIMARY, ListHand()).data == build_list(PRIMARY, ListHand()).data

    def test_hands_differ_in_what_they_write(self) -> None:
        """Every choice of a hand changes the file, or it would be none; a mark does so where one stands."""
        hands = [
            hand for hand in iter_hands() if hand != Hand() and hand.conclusion is not ConclusionStyle.LETTER_LINES
        ]
        told = [
            hand for hand in hands if hand.mark is VerdictMark.SMALL_X or hand.conclusion is not ConclusionStyle.LINE
        ]
        assert len({build_report(hand).data for hand in told}) == len(set(told))

    def test_a_spelling_is_gone_from_what_was_meant(self) -> None:
        """However its characters are spelled, a text is compared as it was meant."""
        for spelling in SpellingStyle:
            hand = Hand(spelling=spelling, layout=Layout.CAPITALS)
            raw = "\n".join(iter_stored(build_report(hand).data))
            assert as_meant(raw) == as_meant("\n".join(iter_stored(build_report(Hand(layout=Layout.CAPITALS)).data)))


class TestTruth:
    """What is said to be stated plainly is just that."""

    def test_a_criterion_that_is_met_rates_its_indicators(self) -> None:
        """By a line on the criterion, met rates all its indicators, and not met none of them."""
        truth = build_report(Hand()).truth
        assert truth.verdicts[FIRST] == {Rating.MET}
        assert truth.verdicts[SECOND] == {Rating.NOT_MET}
        assert {code.criterion_code for code in truth.ratings} == {FIRST, CriterionCode(2, 1)}

    def test_indicators_one_by_one_are_stated(self) -> None:
        """Where the hand concludes on each indicator, their verdicts are stated whatever the criterion's is."""
        truth = build_report(Hand(conclusion=ConclusionStyle.LETTER_TABLE)).truth
        assert truth.ratings[IndicatorCode(1, 2, "c")] == {Rating.NOT_MET}
        assert truth.ratings[IndicatorCode(1, 2, "a")] == {Rating.MET}

    def test_a_doubt_states_nothing(self) -> None:
        """A line that is no plain verdict leaves the criterion without one, and makes the file one with doubts."""
        truth = build_report(Hand(summary=Summary.PLAIN), doubt="Mot phan").truth
        assert FIRST not in truth.verdicts
        assert truth.doubtful == {FIRST}
        assert not truth.is_plain
        assert [text.criterion for text in truth.texts if text.role is Role.DOUBTFUL] == [FIRST]

    def test_sheet_and_summary_may_differ(self) -> None:
        """Where the summary marks the other verdict, both are stated, and neither is plain."""
        facts = build_facts(PRIMARY, Hand())
        other = attrs.evolve(facts.criteria[0], summary=frozenset({Rating.NOT_MET}))
        hand = Hand(summary=Summary.HALVES)
        truth = write_report(PRIMARY, attrs.evolve(facts, criteria=(other, *facts.criteria[1:])), hand).truth
        assert truth.verdicts[FIRST] == set(Rating)
        assert truth.doubtful == {FIRST}
        assert not truth.is_plain

    def test_codes_are_those_cited(self) -> None:
        """In every notation the same codes are cited, one for each indicator."""
        for hand in iter_hands():
            assert len(build_report(hand).truth.codes) == 9

    def test_words_are_found_by_a_word_of_their_own(self) -> None:
        """No text of somebody's own is a part of another one."""
        texts = [text.text for text in build_report(Hand()).truth.texts if text.role is Role.PROSE]
        tags = [re.findall(r"z\w{5}w", text) for text in texts]
        assert all(len(found) == 1 for found in tags)
        assert len({found[0] for found in tags}) == len(texts)
