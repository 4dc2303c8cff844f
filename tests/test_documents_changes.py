"""The paper of changes: what differs between two files, by what people look for."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path

import attrs
import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import kdcl
from kdcl.blocks import Document, Paragraph
from kdcl.changes import Change, ChangeGroup, ChangeKind, diff, group_changes, mark_words
from kdcl.changes.words import describe_fact
from kdcl.cli import main
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.documents.changes import build_changes
from kdcl.evidence import apply_renumbering, plan_renumbering
from kdcl.law import Level
from kdcl.locale import get_locale
from kdcl.places import ROOT
from kdcl.renderers import available_renderers, render
from kdcl.school import (
    Claims,
    CriterionSheet,
    Evidence,
    ImprovementItem,
    Rating,
    Ratings,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
)
from papers import EMPTY, PRIMARY, WHOLE, tables
from reports import iter_blocks, iter_texts, paragraph_text
from word_files import empty_document

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "primary-2017.json"
WORDS = st.lists(st.sampled_from(["a", "b", "[H1-1-01-01]", "[H1-1-01-02]", " ", ".", "\n", "ă"]), max_size=12).map(
    "".join
)


def lines(document: Document) -> list[str]:
    """Return the texts of the paragraphs outside tables."""
    return [paragraph_text(block) for block in iter_blocks(document) if isinstance(block, Paragraph)]


def compare(old: SelfAssessment, new: SelfAssessment, language: str = "en") -> Document:
    """Return the paper."""
    return build_changes(old, new, PRIMARY, language=language)


class TestMarks:
    """What is not marked is the same in both texts, and nothing is lost by marking."""

    @given(WORDS, WORDS)
    def test_the_laws(self, before: str, after: str) -> None:
        """Joined, the stretches are the text; without the marked ones the two are equal; marks take turns."""
        marked = mark_words(before, after)
        assert tuple("".join(each.text for each in side) for side in marked) == (before, after)
        kept = [[each.text for each in side if not each.is_changed] for side in marked]
        assert "".join(kept[0]) == "".join(kept[1])
        for side in marked:
            assert all(one.is_changed is not other.is_changed for one, other in itertools.pairwise(side))
        assert any(each.is_changed for side in marked for each in side) is (before != after)

    def test_a_code_is_one_word(self) -> None:
        """Its brackets are marked with it."""
        _, after = mark_words("Sổ [H1-1-01-01].", "Sổ [H1-1-01-02].")
        assert [each.text for each in after if each.is_changed] == ["[H1-1-01-02]"]

    def test_a_new_sentence_is_one_mark(self) -> None:
        """The blanks between new words are marked with them, whatever blanks the old text has."""
        before, after = mark_words("x y z", "q r s")
        assert [each.text for each in before] == ["x y z"]
        assert [each.text for each in after] == ["q r s"]

    def test_very_long_changes_are_marked_whole(self) -> None:
        """Between the first and the last changed word."""
        before = "x " + "a b " * 800 + "y"
        after = "x " + "b a " * 800 + "y"
        marked = mark_words(before, after)
        assert [each.is_changed for each in marked[0]] == [False, True, False]


class TestGroups:
    """Changes come by what people look for."""

    def test_every_fact_has_its_group(self) -> None:
        """Ratings first, what has no part of its own last; a change of the whole file is among the last too."""
        places = [ROOT.at(field.name) for field in attrs.fields(SelfAssessment)]
        changes = [Change(kind=ChangeKind.CHANGED, place=place, new_place=place) for place in (ROOT, *places)]
        grouped = group_changes(changes)
        assert tuple(grouped) == tuple(ChangeGroup)
        assert sum(map(len, grouped.values())) == len(changes)
        assert ROOT in {change.place for change in grouped[ChangeGroup.OTHER]}

    def test_groups_without_a_change_are_left_out(self) -> None:
        """So nobody reads of nothing."""
        assert group_changes(()) == {}


class TestPaper:
    """How much changed in each part, then each change with both texts."""

    def test_nothing_changed(self) -> None:
        """One sentence, and no table."""
        document = compare(WHOLE, WHOLE)
        assert lines(document)[-1] == "The two files say the same."
        assert tables(document) == []

    def test_counts_are_the_sums(self) -> None:
        """From a full file to an empty one, every change is counted once; the last row is their number."""
        document = compare(WHOLE, EMPTY)
        counted, *_ = tables(document)
        numbers = [int(row[1]) for row in counted[1:]]
        assert sum(numbers[:-1]) == numbers[-1] == len(diff(WHOLE, EMPTY))

    @pytest.mark.parametrize(("old", "new"), [(WHOLE, EMPTY), (EMPTY, WHOLE)])
    def test_every_text_is_printed_whole(self, old: SelfAssessment, new: SelfAssessment) -> None:
        """What was added or removed says everything it said."""
        printed = "\n".join(iter_texts(compare(old, new)))
        for sheet in WHOLE.sheets:
            for text in (sheet.strengths, sheet.weaknesses, *(paragraph.text for paragraph in sheet.current_state)):
                assert text in printed
        for piece in WHOLE.evidence:
            assert piece.name in printed
            assert str(piece.code) in printed

    @pytest.mark.parametrize(("language", "met", "level"), [("en", "Met", "Level 1"), ("vi", "Đạt", "Cấp độ 1")])
    def test_words_of_our_own(self, language: str, met: str, level: str) -> None:
        """What a file holds as a word for programs is printed as people say it, also where it was another before."""
        old = attrs.evolve(EMPTY, ratings=Ratings({"1.1.a": "not_met"}), claims=Claims(level=Level.TWO))
        new = attrs.evolve(EMPTY, ratings=Ratings({"1.1.a": "met"}), claims=Claims(level=Level.ONE))
        printed = set(iter_texts(compare(old, new, language)))
        assert {met.casefold(), level.casefold()} <= {text.casefold() for text in printed}
        assert "not_met" not in printed

    def test_ratings(self) -> None:
        """What has no rating is not assessed yet."""
        new = attrs.evolve(EMPTY, ratings=Ratings({"1.1.a": "met"}))
        _, (_, row) = tables(compare(EMPTY, new))
        assert row == ["Indicator 1.1.a", "not assessed yet", "met"]
        _, (_, row) = tables(compare(new, EMPTY))
        assert row == ["Indicator 1.1.a", "met", "not assessed yet"]

    def test_sheets_stand_below_their_criterion(self) -> None:
        """In the order of the law, standards before their criteria, a criterion that the law lacks under its code."""
        one, two, none = (CriterionSheet(criterion=CriterionCode.parse(code)) for code in ("1.2", "1.1", "9.9"))
        old = attrs.evolve(EMPTY, sheets=(one, two, none), standards=(StandardSummary(standard=1),))
        new = attrs.evolve(
            old,
            sheets=tuple(attrs.evolve(each, strengths="S") for each in (two, one, none)),
            standards=(StandardSummary(standard=1, opening="O"),),
        )
        _, rows = tables(compare(old, new))
        assert rows[1] == ["criterion sheets", "put in another order"]
        heads = [row[0] for row in rows if len(row) == 1]
        assert [head[:13] for head in heads] == ["Standard 1", "Criterion 1.1", "Criterion 1.2", "Criterion 9.9"]
        assert rows[-1] == ["Criterion 9.9, item 2", "nothing", "S"]

    def test_words_are_marked(self) -> None:
        """What is gone is slanted, what is new bold, both with a rule below."""
        old, new = (attrs.evolve(EMPTY, introduction=text) for text in ("Hai lớp học", "Ba lớp học"))
        marked = [
            (run.text, run.bold, run.italic)
            for block in iter_blocks(compare(old, new))
            for cell in (block.rows[-1].cells if hasattr(block, "rows") else ())
            for paragraph in cell.paragraphs
            for run in paragraph.runs
            if run.underlined
        ]
        assert marked == [("Hai", False, True), ("Ba", True, False)]

    def test_a_renumbering_is_listed_once(self) -> None:
        """Code by code, and no text counts as rewritten by it."""
        assessment = kdcl.load(EXAMPLE)
        old = assessment.evidence[-1].code
        given_anew = EvidenceCode(old.box, old.standard, old.criterion, 99)
        new = apply_renumbering(assessment, plan_renumbering(assessment, {old: given_anew}))
        _, rows = tables(compare(assessment, new))
        assert rows[1:] == [["code given anew", str(old), str(given_anew)]]

    def test_the_framework_is_that_of_the_new_file(self) -> None:
        """Where none is given, criteria are called as the new file's framework calls them."""
        old = kdcl.load(EXAMPLE.with_name("lower-secondary-2017.json"))
        assert build_changes(old, WHOLE) == build_changes(old, WHOLE, PRIMARY)

    def test_years(self) -> None:
        """Two years are both named; of one year its name stands below the title, and the files below that."""
        later = attrs.evolve(EMPTY, school_year=SchoolYear(EMPTY.school_year.start + 1))
        assert lines(compare(EMPTY, later))[0] == f"School years {EMPTY.school_year} and {later.school_year}"
        named = build_changes(EMPTY, EMPTY, PRIMARY, language="en", names=("a", "b"))
        assert lines(named)[:2] == [f"School year {EMPTY.school_year}", "Before: a. After: b."]

    def test_every_format(self) -> None:
        """In both languages; the same input gives the same bytes."""
        new = attrs.evolve(WHOLE, claims=Claims(level=Level.TWO), signature=Signature(date=dt.date(2018, 4, 2)))
        for name in available_renderers():
            for language in ("vi", "en"):
                document = compare(WHOLE, new, language)
                assert render(document, name) == render(document, name)


class TestFacts:
    """A fact in words: each thing it says with its name."""

    @pytest.mark.parametrize(
        ("fact", "told"),
        [
            (None, []),
            ("", []),
            ("x", ["x"]),
            (Rating.MET, ["met"]),
            (("a", "b"), ["a, b"]),
            (dt.date(2018, 4, 2), ["2 April 2018"]),
            (StateParagraph(text="T", indicator="a"), ["indicator a: T"]),
            (
                CriterionSheet(
                    criterion=CriterionCode(1, 1),
                    current_state=(StateParagraph(text="T"),),
                    improvements=(ImprovementItem(what="W"),),
                ),
                [
                    "criterion: 1.1",
                    "current state, no. 1, text: T",
                    "improvements, no. 1, what will be done: W",
                    "improvements, no. 1, state: planned",
                ],
            ),
            (Evidence(code=EvidenceCode(1, 1, 1, 1), name="N"), ["code: [H1-1-01-01]", "name: N"]),
        ],
    )
    def test_lines(self, fact: object, told: list[str]) -> None:
        """Empty parts say nothing."""
        assert [get_locale("en").text(line) for line in describe_fact(fact)] == told


def run(*words: str, language: str = "en") -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, [*words, "--lang", language])


class TestCommand:
    """`kdcl diff A B -o OUT` writes the paper through the door of all documents."""

    def test_a_paper(self, tmp_path: Path) -> None:
        """The suffix says the format; the exit code is that of differences; an input is never written over."""
        other, out = tmp_path / "b.json", tmp_path / "changes.md"
        kdcl.dump(attrs.evolve(kdcl.load(EXAMPLE), introduction="Khác"), other)
        result = run("diff", str(EXAMPLE), str(other), "-o", str(out), "--format", "json")
        assert result.exit_code == 1
        assert [each["place"] for each in json.loads(result.stdout)] == ["introduction"]
        assert "Before: primary-2017.json. After: b.json." in out.read_text("utf-8")
        before = other.read_bytes()
        refused = run("diff", str(EXAMPLE), str(other), "-o", str(other))
        assert (refused.exit_code, other.read_bytes()) == (2, before)

    def test_files_of_two_frameworks_are_not_merged(self, tmp_path: Path) -> None:
        """They never began as one: nothing is written, and the frameworks are named."""
        other, out = tmp_path / "b.json", tmp_path / "out.json"
        kdcl.dump(kdcl.load(EXAMPLE.with_name("lower-secondary-2017.json")), other)
        refused = run("merge", str(EXAMPLE), str(EXAMPLE), str(other), "-o", str(out))
        assert (refused.exit_code, out.exists()) == (2, False)
        assert "tt42-2012/secondary" in refused.output

    def test_word_reports(self, tmp_path: Path) -> None:
        """They are read first, and held against a school's file or each other."""
        one, two = tmp_path / "one.docx", tmp_path / "two.docx"
        assessment = kdcl.load(EXAMPLE)
        sheet = attrs.evolve(assessment.sheets[0], weaknesses="Chỉ có một điểm.")
        for path, facts in ((one, assessment), (two, attrs.evolve(assessment, sheets=(sheet, *assessment.sheets[1:])))):
            path.write_bytes(render(kdcl.build_report(facts, PRIMARY), "docx"))
        result = run("diff", str(one), str(two))
        assert result.exit_code == 1
        assert result.stdout.splitlines()[0].startswith("Criterion 1.1, item 3: ")
        assert result.stdout.splitlines()[1:] == ["Differences: 1"]
        assert result.stderr == ""

    def test_what_is_not_compared_is_said(self, tmp_path: Path) -> None:
        """Text of a report without a place in a school's file, counted, on standard error."""
        paper = tmp_path / "one.docx"
        paper.write_bytes(render(kdcl.build_report(kdcl.load(EXAMPLE), PRIMARY), "docx"))
        opened = docx.Document(str(paper))
        opened.sections[-1].footer.add_paragraph("Tệp do máy tính in ra")
        opened.save(str(paper))
        result = run("diff", str(paper), str(paper))
        assert result.stdout == "Differences: 0\n"
        assert result.stderr.startswith(f"{paper}: 1 paragraphs have no place")

    def test_a_report_that_does_not_show_its_framework(self, tmp_path: Path) -> None:
        """A guess is no ground for a comparison; named, it is one."""
        paper = tmp_path / "a.docx"
        opened = empty_document()
        for text in ("BÁO CÁO TỰ ĐÁNH GIÁ", "Trường Ví Dụ", "Tiêu chí 1.1: Tổ chức", "1. Mô tả hiện trạng", "Đủ."):
            opened.add_paragraph(text)
        opened.save(str(paper))
        result = run("diff", str(paper), str(paper))
        assert result.exit_code == 2
        assert "name it with --framework" in result.stderr
        assert run("diff", str(paper), str(paper), "--framework", PRIMARY.id).exit_code == 0
