"""Coverage: kinds of papers, statements, and suggestions of letter 46 held against what is cited."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.errors import FrameworkFileError
from kdcl.evidence import Outcome, coverage, find_unproven, iter_statements
from kdcl.law import Framework, SuggestedEvidence
from kdcl.messages import ENGLISH, BilingualText, render_fact
from kdcl.school import CriterionSheet, Evidence, School, SchoolYear, SelfAssessment, StateParagraph
from kdcl.standards import available_frameworks, get_framework
from kdcl.standards.vocabulary import OTHER, VOCABULARY, load_vocabulary, split_words
from kdcl.testing import self_assessments

PRIMARY = get_framework("tt42-2012/primary")
FIRST = IndicatorCode(1, 1, "a")


def framework(*suggestions: tuple[str, str, bool]) -> Framework:
    """Return the primary framework with only these suggestions (kind, name, alternative), for indicator 1.1.a."""
    evidence = tuple(
        SuggestedEvidence(kind=kind, text=BilingualText(vi=name, en=name), is_alternative=is_alternative)
        for kind, name, is_alternative in suggestions
    )
    return attrs.evolve(
        PRIMARY,
        standards=tuple(
            attrs.evolve(
                standard,
                criteria=tuple(
                    attrs.evolve(
                        criterion,
                        indicators=tuple(
                            attrs.evolve(indicator, evidence=evidence if indicator.code == FIRST else ())
                            for indicator in criterion.indicators
                        ),
                    )
                    for criterion in standard.criteria
                ),
            )
            for standard in PRIMARY.standards
        ),
    )


def assess(text: str, *names: str) -> SelfAssessment:
    """Return a self-assessment with this text on indicator 1.1.a and evidence of these names, numbered from 1."""
    return SelfAssessment(
        framework=PRIMARY.id,
        school=School(name="A"),
        school_year=SchoolYear(2017),
        evidence=tuple(
            Evidence(code=EvidenceCode(1, 1, 1, number), name=name) for number, name in enumerate(names, start=1)
        ),
        sheets=(
            CriterionSheet(
                criterion=CriterionCode(1, 1), current_state=(StateParagraph(text=text, indicator="a"),), strengths="B."
            ),
        ),
    )


class TestKinds:
    """A paper is of the kind whose leading words its name begins with."""

    @pytest.mark.parametrize(
        ("name", "kind", "words"),
        [
            ("Quyết định thành lập Hội đồng trường", "decision", {"hội", "đồng"}),
            ("SỔ THEO DÕI sức khỏe (khối 1)", "register", {"dõi", "sức", "khỏe"}),
            ("Báo cáo quyết toán năm 2017", "financial", set()),
            ("Báo, tạp chí", "media", {"tạp", "chí"}),
            ("Văn bản thỏa thuận với trạm y tế", "contract", {"trạm", "y", "tế"}),
            ("Phiếu lạ", OTHER, {"phiếu", "lạ"}),
            ("", OTHER, set()),
        ],
    )
    def test_the_longest_leading_words_decide(self, name: str, kind: str, words: set[str]) -> None:
        """Case, numbers, what stands in brackets and words to overlook do not matter."""
        assert PRIMARY.part(VOCABULARY).sort_name(name) == (kind, frozenset(words))

    def test_words_are_syllables_without_numbers(self) -> None:
        """Points and dashes part words; letters with accents are letters."""
        assert split_words("Số 12/QĐ-UBND (bản sao), Đội") == ("số", "qđ", "ubnd", "đội")

    @pytest.mark.parametrize("framework_id", available_frameworks())
    def test_every_kind_of_the_catalogues_has_a_title(self, framework_id: str) -> None:
        """A kind that is not declared would print as its id."""
        kinds = {each.kind for indicator in get_framework(framework_id).indicators for each in indicator.evidence}
        assert kinds <= set(PRIMARY.part(VOCABULARY).titles)

    def test_words_that_two_kinds_claim_are_refused(self, tmp_path: Path) -> None:
        """Else the order of the file would decide; the error names both."""
        kind = '[[kind]]\nid = "{0}"\nvi = "A"\nen = "A"\nleading = ["giấy khen", "{0}"]\n'
        lists = (
            "stop_words",
            "counted_indicators",
            "counted_criteria",
            "negations",
            "until_now",
            "verdict_words",
            "verdict_fillers",
        )
        head = "schema = 1\n" + "".join(f'{name} = ["x"]\n' for name in lists)
        file = tmp_path / "vocabulary.toml"
        file.write_text(head + kind.format("a") + kind.format("b"), encoding="utf-8")
        with pytest.raises(FrameworkFileError, match="both a and b begin with 'giấy khen'"):
            load_vocabulary(file)


class TestStatements:
    """A statement is a sentence, with the codes in it and directly behind it."""

    @pytest.mark.parametrize(
        ("text", "statements"),
        [
            ("", []),
            ("[H1-1-01-01]", []),
            ("Có sổ [H1-1-01-01]. Có bàn.", [("Có sổ [H1-1-01-01].", 1), ("Có bàn.", 0)]),
            ("Có sổ. [H1-1-01-01] Có bàn. [H1-1-01-02]; [H1-1-01-03]", [("Có sổ.", 1), ("Có bàn.", 2)]),
            ("Có sổ H1. 1. 01. 01. Có bàn", [("Có sổ H1. 1. 01. 01.", 1), ("Có bàn", 0)]),
            ("Ở TP. Hồ Chí Minh có 2,5 km. Đủ!", [("Ở TP. Hồ Chí Minh có 2,5 km.", 0), ("Đủ!", 0)]),
            ("1. Có sổ? 2. Có bàn", [("1. Có sổ?", 0), ("2. Có bàn", 0)]),
            (
                "Năm học 2016-2017. Trường có 20 lớp. 12 lớp mới",
                [("Năm học 2016-2017.", 0), ("Trường có 20 lớp.", 0), ("12 lớp mới", 0)],
            ),
            ("dòng một\n dòng hai v.v. và nữa", [("dòng một", 0), ("dòng hai v.v. và nữa", 0)]),
            ("Họ nói: “Có.” Rồi ... “Đi”", [("Họ nói: “Có.", 0), ("Rồi ...", 0), ("“Đi”", 0)]),
            ("Hết . Rồi MC.1.1.01", [("Hết .", 0), ("Rồi MC.1.1.01", 1)]),
            ("... Rồi", [("Rồi", 0)]),
            ("[H1-1-01-01] Có bàn.", [("[H1-1-01-01] Có bàn.", 1)]),
            ("Có sổ năm 2017. Có bàn", [("Có sổ năm 2017.", 0), ("Có bàn", 0)]),
        ],
    )
    def test_sentences_and_their_codes(self, text: str, statements: list[tuple[str, int]]) -> None:
        """Points of codes, titles, numbers and short forms end nothing."""
        found = list(iter_statements(text))
        assert [(each.text, len(each.codes)) for each in found] == statements
        assert all(text[each.start : each.end] == each.text for each in found)

    @examples(40)
    @given(st.text("Aa .\n!“”đ1[]H-", max_size=40))
    def test_nothing_but_blanks_and_marks_lies_between_statements(self, text: str) -> None:
        """Every letter outside codes belongs to exactly one statement."""
        covered = sum(sum(map(str.isalpha, each.text)) for each in iter_statements(text))
        codes = sum(len(each.codes) for each in iter_statements(text))
        assert covered <= sum(map(str.isalpha, text)) <= covered + codes + text.count("H")

    def test_unproven_statements_are_those_of_current_states(self) -> None:
        """With the span and the indicator; other items need no codes."""
        (found,) = find_unproven(assess("Có sổ [H1-1-01-01]. Có bàn."))
        assert (found.place.path, found.place.start, found.place.end, found.text) == (
            "sheets[0].current_state[0].text",
            20,
            27,
            "Có bàn.",
        )
        assert (found.criterion, found.indicator) == (CriterionCode(1, 1), FIRST)


class TestOutcomes:
    """Present, possible, missing: by kind and shared words."""

    @pytest.mark.parametrize(
        ("name", "outcome", "shared"),
        [
            ("Quyết định bổ nhiệm hiệu trưởng năm 2015", Outcome.PRESENT, ("bổ", "hiệu", "nhiệm", "trưởng")),
            ("Quyết định khen thưởng hiệu trưởng", Outcome.POSSIBLE, ("hiệu", "trưởng")),
            ("Quyết định", Outcome.POSSIBLE, ()),
            ("Biên bản bổ nhiệm hiệu trưởng", Outcome.MISSING, None),
        ],
    )
    def test_the_rule_shows_what_it_rests_on(self, name: str, outcome: Outcome, shared: tuple[str, ...] | None) -> None:
        """The same kind and more than half of the shorter name's words; the same kind; neither."""
        given_framework = framework(("decision", "Quyết định bổ nhiệm hiệu trưởng, phó hiệu trưởng", False))
        ((entry,),) = [coverage(assess("Có [H1-1-01-01].", name), given_framework).indicators[0].suggestions]
        assert entry.outcome is outcome
        assert [match.shared for match in entry.options[0].matches] == ([] if shared is None else [shared])

    def test_alternatives_count_as_one(self) -> None:
        """One answered option answers them all; the first suggestion can be the alternative of nothing."""
        given_framework = framework(
            ("minutes", "Biên bản A", True),
            ("decision", "Quyết định B", False),
            ("report", "Báo cáo C", True),
            ("plan", "Kế hoạch D", False),
        )
        found = coverage(assess("Có [H1-1-01-01].", "Báo cáo C"), given_framework)
        assert [entry.outcome for entry in found.indicators[0].suggestions] == [
            Outcome.MISSING,
            Outcome.PRESENT,
            Outcome.MISSING,
        ]
        assert (found.total, found.count(Outcome.PRESENT), found.count(Outcome.POSSIBLE)) == (3, 1, 0)

    def test_only_what_is_cited_counts(self) -> None:
        """What is listed and fits is named beside it; a cited code that is not listed has no kind."""
        given_framework = framework(("plan", "Kế hoạch D", False))
        entry = coverage(assess("Có [H1-1-01-09].", "Kế hoạch D", "Kế hoạch E"), given_framework).indicators[0]
        (suggestions,) = entry.suggestions
        assert (suggestions.outcome, entry.codes) == (Outcome.MISSING, (EvidenceCode(1, 1, 1, 9),))
        assert suggestions.options[0].elsewhere == (EvidenceCode(1, 1, 1, 1),)

    def test_the_table_has_a_row_for_each_suggestion(self) -> None:
        """Facts that any language can render; a kind that the vocabulary lacks stands as it is."""
        given_framework = framework(("plan", "Kế hoạch D", False), ("odd", "Lạ", True))
        table = coverage(assess("Có [H1-1-01-01].", "Kế hoạch D"), given_framework).to_table()
        assert [[render_fact(fact, ENGLISH) for fact in row] for row in table.rows] == [
            ["1.1.a", "Plans", "Kế hoạch D", "present", "[H1-1-01-01]", ""],
            ["1.1.a", "odd", "or: Lạ", "missing", "", ""],
        ]
        assert len(table.head) == len(table.rows[0])

    @examples(12)
    @given(self_assessments(PRIMARY))
    def test_totals_are_the_sums_of_their_parts(self, assessment: SelfAssessment) -> None:
        """Every suggestion has one outcome; every unproven sentence is in the text at its place."""
        found = coverage(assessment, PRIMARY)
        assert sum(map(found.count, Outcome)) == found.total
        assert [entry.indicator for entry in found.indicators] == list(PRIMARY.indicators)
        assert len(found.to_table().rows) == sum(len(indicator.evidence) for indicator in PRIMARY.indicators)
        assert sum(len(entry.unproven) for entry in found.indicators) <= len(found.unproven)
