"""The law as values: look-ups, order, equality, and the trees that cannot be built."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkError, UnknownItemError
from kdcl.law import (
    Citation,
    Comparison,
    Criterion,
    DocumentKind,
    Exemption,
    Framework,
    Indicator,
    InstitutionType,
    LegalDocument,
    Level,
    LevelReading,
    LevelRule,
    LevelRules,
    Measure,
    Period,
    SchoolCategory,
    Standard,
    Status,
    SuggestedEvidence,
    Threshold,
)
from kdcl.messages import BilingualText

TEXT = BilingualText("Có sổ.", "There is a register.")
CITATION = Citation(document="01/2000/TT-MAU", article=5)


def indicator(standard: int, criterion: int, letter: str) -> Indicator:
    """Return an indicator of this number."""
    code = IndicatorCode(standard, criterion, letter)
    return Indicator(
        code=code,
        requirement=TEXT,
        checks=(),
        evidence=(),
        note=None,
        note_status=None,
        citation=CITATION,
        status=Status.VERIFIED,
    )


def criterion(standard: int, number: int, letters: str = "ab") -> Criterion:
    """Return a criterion of this number with these indicators."""
    return Criterion(
        code=CriterionCode(standard, number),
        title=TEXT,
        indicators=tuple(indicator(standard, number, letter) for letter in letters),
        citation=CITATION,
    )


def standard(number: int, *criteria: Criterion) -> Standard:
    """Return a standard of this number with these criteria."""
    return Standard(number=number, title=TEXT, criteria=criteria, citation=CITATION)


def framework(*standards: Standard) -> Framework:
    """Return a framework of these standards."""
    return Framework(
        id="example/small",
        institution=InstitutionType.PRIMARY,
        title=TEXT,
        circular=LegalDocument(
            number="01/2000/TT-MAU",
            issued=dt.date(2000, 1, 2),
            in_force=dt.date(2000, 2, 3),
            kind=DocumentKind.CIRCULAR,
            cessations=(),
            guidance=(),
            status=Status.VERIFIED,
        ),
        standards=standards,
        level_rules=None,
        measures=(),
    )


def rule(level: Level, *required: CriterionCode) -> LevelRule:
    """Return a rule that was read in the law."""
    return LevelRule(
        level=level,
        at_least_percent=60,
        below_percent=None,
        required=required,
        status=Status.VERIFIED,
        required_status=Status.VERIFIED,
        assumption=None,
        assumption_status=None,
        citation=CITATION,
    )


def rules(*single: LevelRule) -> LevelRules:
    """Return level rules made of these."""
    return LevelRules(
        rules=single,
        reading=LevelReading.CUMULATIVE,
        reading_status=Status.INFERRED,
        criterion_rule=None,
        criterion_status=Status.INFERRED,
        citation=CITATION,
    )


def test_a_citation_says_how_sure_it_is() -> None:
    """A place that was not read never looks read; the place alone says nothing of it."""
    assert not CITATION.is_article_read
    said = {status: str(attrs.evolve(CITATION, status=status)) for status in Status}
    assert said[Status.VERIFIED] == str(CITATION.place)
    assert len(set(said.values())) == len(Status)
    assert all(
        text.startswith(f"{CITATION.place} (the article") for s, text in said.items() if s is not Status.VERIFIED
    )


def test_an_article_that_was_read_never_looks_inferred() -> None:
    """What is open below it is told: the clause; of the whole article nothing is."""
    below = attrs.evolve(CITATION, article=31, clause=2, is_article_read=True)
    said = [str(attrs.evolve(below, status=status)) for status in Status if status is not Status.VERIFIED]
    assert len(set(said)) == len(said)
    assert all(text.startswith(f"{below.place} (the article was read; its clause") for text in said)
    whole = attrs.evolve(below, clause=None, status=Status.INFERRED)
    assert "the article is inferred" in str(whole)


MEASURE = Measure(
    indicator=IndicatorCode(1, 1, "a"),
    metric="class_size",
    unit="pupils",
    population=None,
    comparison=Comparison.AT_MOST,
    thresholds=(Threshold(value="35", category=None, region=None),),
    condition=(),
    decides=True,
    enough=None,
    exemption=None,
    period_status=Status.VERIFIED,
    period=Period.EACH_YEAR,
    letter=None,
    reading=None,
    note=None,
    status=Status.VERIFIED,
)

SMALL = framework(standard(1, criterion(1, 1), criterion(1, 2, "a")), standard(2, criterion(2, 1)))


class TestCitation:
    """A citation is written in the order of the document."""

    @pytest.mark.parametrize(
        ("citation", "sentence"),
        [
            (CITATION, "circular 01/2000/TT-MAU, article 5"),
            (attrs.evolve(CITATION, clause=1), "circular 01/2000/TT-MAU, article 5, clause 1"),
            (attrs.evolve(CITATION, clause=1, point="b"), "circular 01/2000/TT-MAU, article 5, clause 1, point b"),
            (attrs.evolve(CITATION, point="b"), "circular 01/2000/TT-MAU, article 5, point b"),
        ],
    )
    def test_sentence(self, citation: Citation, sentence: str) -> None:
        """Each part that is known is named."""
        assert str(citation) == sentence


class TestLookup:
    """Items are found by the law's numbers, as text and as codes."""

    def test_by_text(self) -> None:
        """Square brackets take the number of any item."""
        assert SMALL["2"] is SMALL[2]
        assert SMALL["1.2"] is SMALL[CriterionCode(1, 2)]
        assert SMALL["1.1.b"] is SMALL[IndicatorCode(1, 1, "b")]

    def test_by_code(self) -> None:
        """Square brackets take codes, and give the kind of item that the code is for."""
        assert SMALL[1] is SMALL.standards[0]
        assert SMALL[CriterionCode(2, 1)] is SMALL.criteria[2]
        assert SMALL[IndicatorCode(1, 2, "a")] is SMALL.indicators[2]

    def test_typed(self) -> None:
        """The getters give one kind of item."""
        assert SMALL.get_standard(2) is SMALL[2]
        assert SMALL.get_criterion("1.2") is SMALL["1.2"]
        assert SMALL.get_criterion(CriterionCode(1, 2)) is SMALL["1.2"]
        assert SMALL.get_indicator("1.1.a") is SMALL["1.1.a"]

    def test_contains(self) -> None:
        """Membership is asked by number; anything else is not in it."""
        assert "1.2" in SMALL
        assert CriterionCode(1, 3) not in SMALL
        assert None not in SMALL

    @pytest.mark.parametrize("number", ["3", "1.3", "1.2.b", "", "x"])
    def test_unknown(self, number: str) -> None:
        """What the framework lacks is an error that names it."""
        with pytest.raises(UnknownItemError, match="example/small has no item") as caught:
            SMALL[number]
        assert caught.value.item == number

    def test_other_kind(self) -> None:
        """A getter refuses the number of another kind of item."""
        with pytest.raises(UnknownItemError):
            SMALL.get_criterion("1.1.a")
        with pytest.raises(UnknownItemError):
            SMALL.get_indicator("1.1")

    def test_order(self) -> None:
        """Iteration is in the law's order."""
        assert [item.number for item in SMALL] == [1, 2]
        assert [str(item.code) for item in SMALL.criteria] == ["1.1", "1.2", "2.1"]
        assert [str(item.code) for item in SMALL.indicators] == ["1.1.a", "1.1.b", "1.2.a", "2.1.a", "2.1.b"]


class TestEquality:
    """Frameworks are values."""

    def test_equal(self) -> None:
        """Two frameworks that say the same are equal and hash alike."""
        twin = framework(*SMALL.standards)
        assert twin == SMALL
        assert hash(twin) == hash(SMALL)

    def test_unequal(self) -> None:
        """One difference anywhere makes them differ."""
        assert framework(*SMALL.standards[:1]) != SMALL
        assert SMALL.with_level_rules(rules(rule(Level.ONE))) != SMALL
        assert attrs.evolve(SMALL, measures=(MEASURE,)) != SMALL

    def test_other_type(self) -> None:
        """A framework equals no value of another type."""
        name: object = "example/small"
        assert name != SMALL
        assert SMALL.__eq__("example/small") is NotImplemented

    def test_the_hash_is_of_the_id(self) -> None:
        """Looking a framework up costs no walk through its tree; two of one id are told apart by equality."""
        other = framework(*SMALL.standards[:1])
        assert (hash(other), other == SMALL) == (hash(SMALL), False)


class TestShown:
    """What a person sees who prints a piece of the law."""

    def test_framework(self) -> None:
        """Its title with id and circular, and a row of each standard with what it holds."""
        shown = SMALL.describe()
        assert str(shown.title) == "There is a register. (example/small, 01/2000/TT-MAU)"
        assert [str(head) for head in shown.heads] == ["standard", "title", "criteria", "indicators"]
        assert [row[0] for row in shown.rows] == [each.number for each in SMALL.standards]
        assert [row[2:] for row in shown.rows] == [
            (len(each.criteria), sum(len(inner.indicators) for inner in each.criteria)) for each in SMALL.standards
        ]

    def test_items(self) -> None:
        """What each asks and where it stands, with the note and what is suggested where there is any."""
        suggested = SuggestedEvidence(kind="minutes", text=TEXT, is_alternative=False)
        noted = attrs.evolve(indicator(1, 1, "a"), checks=(TEXT,), evidence=(suggested,), note=TEXT)
        assert [[str(fact) for fact in row] for row in noted.describe().rows] == [
            ["it adds", TEXT.en],
            ["suggested evidence", TEXT.en],
            ["note", TEXT.en],
        ]
        bare = indicator(1, 1, "b").describe()
        assert (str(bare.title), bare.rows) == (f"1.1.b {TEXT.en}", ())
        assert [str(note) for note in bare.notes] == ["circular 01/2000/TT-MAU, article 5 (verified)"]
        first, second = criterion(1, 1).describe(), standard(1, criterion(1, 1), criterion(1, 2)).describe()
        assert (str(first.title), [str(row[0]) for row in first.rows]) == (f"1.1 {TEXT.en}", ["1.1.a", "1.1.b"])
        assert (str(second.title), [str(row[0]) for row in second.rows]) == (f"Standard 1: {TEXT.en}", ["1.1", "1.2"])
        assert [str(note) for note in (*first.notes, *second.notes)] == ["circular 01/2000/TT-MAU, article 5"] * 2

    def test_in_short(self) -> None:
        """With the number, the title and how much is in it."""
        assert repr(SMALL) == "<Framework example/small: 2 standards, 3 criteria, 5 indicators>"
        assert repr(SMALL.standards[0]) == "<Standard 1: There is a register.; 2 criteria>"
        assert repr(SMALL.criteria[0]) == "<Criterion 1.1: There is a register.; 2 indicators>"

    @pytest.mark.parametrize(("length", "told"), [(80, "a" * 75 + " bbbb"), (81, "a" * 76 + "...")])
    def test_indicator(self, length: int, told: str) -> None:
        """A requirement of eighty characters stands whole; a longer one is cut between two words."""
        long = BilingualText("Có.", "a" * (length - 5) + " bbbb")
        shown = repr(attrs.evolve(indicator(1, 2, "c"), requirement=long))
        assert shown == f"<Indicator 1.2.c: {told}>"


class TestExemption:
    """Schools that a measure asks nothing of."""

    SPARED = Exemption(
        categories=(SchoolCategory.UPPER_SECONDARY,),
        features=("boarding", "gifted"),
        possible_features=("mixed",),
        reason=TEXT,
        status=Status.VERIFIED,
    )

    @pytest.mark.parametrize(
        ("category", "features", "covered", "perhaps"),
        [
            (SchoolCategory.UPPER_SECONDARY, (), True, False),
            (SchoolCategory.LOWER_SECONDARY, (), False, False),
            (None, ("mixed",), False, True),
            (None, ("day", "gifted"), True, False),
            (None, ("day", "other"), False, False),
        ],
    )
    def test_by_category_or_a_box(
        self, category: SchoolCategory | None, features: tuple[str, ...], covered: bool, perhaps: bool
    ) -> None:
        """One of the categories or of the boxes is enough; other boxes leave it open."""
        assert self.SPARED.covers(category, features) is covered
        assert self.SPARED.may_cover(features) is perhaps


class TestTruncated:
    """A tree that could let a school pass for want of criteria cannot be built."""

    @pytest.mark.parametrize(
        ("standards", "reason"),
        [
            ((), "it has no standard"),
            ((standard(1),), "standard 1 has no criterion"),
            ((standard(1, criterion(1, 1, "")),), "criterion 1.1 has no indicator"),
            ((standard(2, criterion(2, 1)),), "standard 2 stands where 1 belongs"),
            ((standard(1, criterion(1, 2)),), "criterion 1.2 stands where 1.1 belongs"),
            ((standard(1, criterion(2, 1)),), "criterion 2.1 stands where 1.1 belongs"),
            ((standard(1, criterion(1, 1, "ac")),), "indicator 1.1.c stands where 1.1.b belongs"),
        ],
    )
    def test_tree(self, standards: tuple[Standard, ...], reason: str) -> None:
        """Each flaw of the tree is named."""
        with pytest.raises(FrameworkError) as caught:
            framework(*standards)
        assert reason in [str(found) for found in caught.value.reasons]

    def test_all_at_once(self) -> None:
        """All flaws are named in one error."""
        with pytest.raises(FrameworkError) as caught:
            framework(standard(1), standard(3, criterion(3, 1, "")))
        assert len(caught.value.reasons) == 3
        assert str(caught.value).startswith("framework example/small: standard 1 has no criterion, ")

    def test_measure(self) -> None:
        """A measure of an indicator that does not exist is refused."""
        stray = attrs.evolve(MEASURE, indicator=IndicatorCode(9, 1, "a"))
        with pytest.raises(FrameworkError, match=r"measure class_size names indicator 9\.1\.a, which does not exist"):
            attrs.evolve(SMALL, measures=(MEASURE, stray))


class TestLevelRules:
    """Article 31: the rules of levels 1 to 3."""

    def test_accepted(self) -> None:
        """Rules that name existing criteria are accepted."""
        own = rules(rule(Level.ONE), rule(Level.TWO, CriterionCode(1, 1)))
        assert SMALL.with_level_rules(own).level_rules is own

    @pytest.mark.parametrize(
        ("own", "reason"),
        [
            (rules(), "the level rules are not numbered from 1 without a gap"),
            (rules(rule(Level.TWO)), "the level rules are not numbered from 1 without a gap"),
            (rules(rule(Level.ONE, CriterionCode(1, 9))), "level 1 requires criterion 1.9, which does not exist"),
        ],
    )
    def test_refused(self, own: LevelRules, reason: str) -> None:
        """Rules with a gap, or of criteria that do not exist, are refused."""
        with pytest.raises(FrameworkError) as caught:
            SMALL.with_level_rules(own)
        assert [str(found) for found in caught.value.reasons] == [reason]

    def test_get_rule(self) -> None:
        """A rule is found by its level; a level without one is an error."""
        own = rules(rule(Level.ONE), rule(Level.TWO))
        assert own.get_rule(Level.TWO) is own.rules[1]
        with pytest.raises(UnknownItemError):
            own.get_rule(Level.THREE)

    def test_reading(self) -> None:
        """The reading is changed in a copy."""
        own = rules(rule(Level.ONE))
        literal = own.with_reading(LevelReading.LITERAL)
        assert (literal.reading, own.reading) == (LevelReading.LITERAL, LevelReading.CUMULATIVE)
        assert literal.rules == own.rules

    @pytest.mark.parametrize(
        ("status", "required_status", "verdicts"),
        [
            (Status.VERIFIED, Status.VERIFIED, (True, False)),
            (Status.VERIFIED, Status.UNKNOWN, (False, True)),
            (Status.INFERRED, Status.INFERRED, (False, False)),
        ],
    )
    def test_status(self, status: Status, required_status: Status, verdicts: tuple[bool, bool]) -> None:
        """A rule is verified only where both its percentages and its list were read."""
        own = attrs.evolve(rule(Level.ONE), status=status, required_status=required_status)
        assert (own.is_verified, own.is_list_unread) == verdicts


class TestLevel:
    """A level prints as its number."""

    def test_text(self) -> None:
        """The number stands alone, in str and in a format."""
        assert (str(Level.TWO), f"{Level.TWO}") == ("2", "2")
