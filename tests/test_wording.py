"""Official wording as an overlay: laid over a framework, kept in a file, named by what prints it."""

from __future__ import annotations

import pickle
import unicodedata
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks import build_framework
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.documents.report import build_report
from kdcl.errors import FrameworkFileError, WordingError
from kdcl.law import Framework
from kdcl.standards import dump_wording, get_framework, load_wording
from kdcl.wording import FrameworkWording, OfficialRequirement, OfficialTitle, Wording, WordingSource
from reports import build_full, iter_texts

PRIMARY = get_framework("tt42-2012/primary")
SMALL = build_framework([[1, 2], [1]])
SOURCE = WordingSource(file="copy.docx", document="1/2000/TT-TEST")

HEAD = """
schema = 1
[[framework]]
id = "test/small"
source.file = "copy.docx"
"""
TABLES = """
[framework.standards]
1 = "One"
[framework.criteria]
"1.1" = "One one"
[framework.requirements]
"1.1.a" = "One one a"
"""


def build_wording(framework: Framework, mark: str = "!") -> Wording:
    """Return a wording of everything in a framework: its own words with a mark behind them."""
    titles = [OfficialTitle(code=standard.number, text=standard.title.vi + mark) for standard in framework]
    titles += [OfficialTitle(code=criterion.code, text=criterion.title.vi + mark) for criterion in framework.criteria]
    requirements = tuple(
        OfficialRequirement(code=indicator.code, text=indicator.requirement.vi + mark, checks=(f"- {mark}",))
        for indicator in framework.indicators
    )
    part = FrameworkWording(framework=framework.id, source=SOURCE, titles=tuple(titles), requirements=requirements)
    return Wording(frameworks=(part,))


def build_part(
    titles: tuple[OfficialTitle, ...] = (OfficialTitle(code=1, text="One"),),
    requirements: tuple[OfficialRequirement, ...] = (),
    source: WordingSource = SOURCE,
) -> FrameworkWording:
    """Return a wording of the small framework: one standard's title, or what is given."""
    return FrameworkWording(framework=SMALL.id, source=source, titles=titles, requirements=requirements)


def problems_of(path: Path) -> list[str]:
    """Return the problems of a wording file, each with its path."""
    with pytest.raises(FrameworkFileError) as caught:
        load_wording(path)
    return [str(problem) for problem in caught.value.problems]


class TestValues:
    """A wording says one thing of each standard, criterion and indicator."""

    def test_texts_are_found_by_their_codes(self) -> None:
        """What was read is found, what was not is None."""
        part = build_wording(SMALL).find_framework(SMALL.id)
        assert part is not None
        assert part.find_title(1) == part.find_title(CriterionCode(1, 2)) == "một điều!"
        assert part.find_title(3) is None
        requirement = part.find_requirement(IndicatorCode(1, 2, "b"))
        assert requirement is not None
        assert requirement.checks == ("- !",)
        assert part.find_requirement(IndicatorCode(1, 2, "c")) is None
        assert build_wording(SMALL).find_framework("test/other") is None

    def test_the_source_names_the_document_where_it_is_known(self) -> None:
        """The number of the document stands before the file it was read from."""
        assert str(SOURCE) == "document 1/2000/TT-TEST, file copy.docx"
        assert str(attrs.evolve(SOURCE, document=None)) == "file copy.docx"

    def test_two_texts_and_empty_ones_are_refused(self) -> None:
        """Whichever of two texts was meant cannot be known, and an empty one is no wording; the error pickles."""
        twice = OfficialTitle(code=1, text="One")
        empty = OfficialRequirement(code=IndicatorCode(1, 1, "a"), text=" ")
        with pytest.raises(WordingError) as caught:
            build_part(titles=(twice, twice), requirements=(empty,))
        assert str(caught.value) == (
            "official wording of test/small: 1 has more than one text; keep one, "
            "1.1.a has an empty text; write it or leave it out"
        )
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own bytes

    def test_a_framework_has_one_wording(self) -> None:
        """Two wordings of one framework are refused."""
        with pytest.raises(WordingError, match="more than one wording"):
            Wording(frameworks=(build_part(), build_part()))


class TestOverlay:
    """Vietnamese titles and requirements become official, everything else stays."""

    def test_vietnamese_is_replaced_and_english_stays(self) -> None:
        """Titles of standards and criteria and requirements of indicators are taken from the wording."""
        official = SMALL.with_wording(build_wording(SMALL))
        titles = [standard.title for standard in official] + [criterion.title for criterion in official.criteria]
        assert {(title.vi, title.en) for title in titles} == {("một điều!", "a thing")}
        for indicator in official.indicators:
            assert (indicator.requirement.vi, indicator.requirement.en) == ("một điều!", "a thing")
            assert indicator.checks == ()

    def test_the_framework_remembers_its_wording(self) -> None:
        """It names the source, and is no longer equal to the restated one; its hash is that of its id."""
        official = SMALL.with_wording(build_wording(SMALL))
        assert official.wording is not None
        assert official.wording.source == SOURCE
        assert SMALL.wording is None
        assert official != SMALL
        assert official == SMALL.with_wording(build_wording(SMALL))
        assert hash(official) == hash(SMALL)

    def test_same_words_from_another_source_are_another_framework(self) -> None:
        """Who prints a framework must be able to trust what it says of its wording."""
        assert PRIMARY.with_wording(build_wording(PRIMARY, "")) != PRIMARY

    def test_what_the_wording_lacks_stays_restated(self) -> None:
        """The framework names each standard, criterion and indicator that is not official."""
        official = SMALL.with_wording(Wording(frameworks=(build_part(),)))
        assert [str(code) for code in official.restated] == [
            "2", "1.1", "1.2", "2.1", "1.1.a", "1.2.a", "1.2.b", "2.1.a"
        ]  # fmt: skip
        assert official.get_criterion("1.1").title.vi == "một điều"
        assert len(SMALL.restated) == 2 + 3 + 4
        assert SMALL.with_wording(build_wording(SMALL)).restated == ()

    def test_a_wording_of_another_framework_is_refused(self) -> None:
        """Nothing to lay over is an error, not a silent nothing."""
        with pytest.raises(WordingError, match="tt42-2012/primary: there is none in what was given"):
            PRIMARY.with_wording(build_wording(SMALL))

    def test_texts_for_what_the_framework_lacks_are_refused(self) -> None:
        """No text of the wording is dropped silently."""
        part = build_part(titles=(OfficialTitle(code=3, text="Three"),))
        with pytest.raises(WordingError, match="the framework does not have 3; remove them"):
            SMALL.with_wording(Wording(frameworks=(part,)))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)


class TestFile:
    """A wording is kept as TOML that a person can proofread."""

    def test_a_file_gives_back_what_was_written(self, tmp_path: Path) -> None:
        """Everything of a full wording, in the same order."""
        wording = Wording(frameworks=(*build_wording(PRIMARY).frameworks, *build_wording(SMALL).frameworks))
        dump_wording(wording, tmp_path / "wording.toml")
        assert load_wording(tmp_path / "wording.toml") == wording

    @given(text=TEXTS, line=TEXTS, name=TEXTS)
    def test_any_text_survives(self, tmp_path_factory: pytest.TempPathFactory, text: str, line: str, name: str) -> None:
        """Quotation marks, backslashes, line feeds and control characters are written so that they come back."""
        text, line, name = (_composed(part) for part in (text, line, name))
        requirement = OfficialRequirement(code=IndicatorCode(1, 1, "a"), text=text, checks=(line,))
        source = WordingSource(file=name, document=None)
        wording = Wording(frameworks=(build_part(source=source, titles=(), requirements=(requirement,)),))
        path = tmp_path_factory.getbasetemp() / "any.toml"
        dump_wording(wording, path)
        assert load_wording(path) == wording

    def test_a_file_without_checks_is_sound(self, tmp_path: Path) -> None:
        """The circular itself says no more of an indicator than its requirement."""
        path = tmp_path / "wording.toml"
        path.write_text(HEAD + TABLES, "utf-8")
        part = load_wording(path).frameworks[0]
        assert part.titles == (
            OfficialTitle(code=1, text="One"),
            OfficialTitle(code=CriterionCode(1, 1), text="One one"),
        )
        assert part.requirements == (OfficialRequirement(code=IndicatorCode(1, 1, "a"), text="One one a"),)
        assert part.source == WordingSource(file="copy.docx", document=None)
        dump_wording(Wording(frameworks=(part,)), tmp_path / "again.toml")
        assert load_wording(tmp_path / "again.toml") == Wording(frameworks=(part,))

    def test_all_problems_are_reported_at_once(self, tmp_path: Path) -> None:
        """Wrong codes, empty texts, checks of nothing, unknown keys and a second wording, each with its path."""
        path = tmp_path / "wording.toml"
        damaged = (
            TABLES.replace('"1.1" =', '"1.01" =').replace('"One"', '""')
            + '[framework.checks]\n"1.1.b" = ["x"]\n"1" = ["y"]\n[framework.remark]\n'
        )
        path.write_text(HEAD + TABLES + HEAD.replace("schema = 1", "") + damaged, "utf-8")
        found = problems_of(path)
        assert [problem.rpartition(" @ ")[2] for problem in found] == [
            "framework[1].checks.1",
            "framework[1].standards.1",
            'framework[1].criteria."1.01"',
            "framework[1].checks",
            "framework[1].id",
            "framework[1].remark",
        ]
        assert "1.1.b has checks and no requirement; write both or neither" in found[3]
        assert "test/small has more than one wording; keep one" in found[4]

    def test_a_code_without_quotation_marks_is_named(self, tmp_path: Path) -> None:
        """TOML reads 1.1 as a key inside a key."""
        path = tmp_path / "wording.toml"
        path.write_text(HEAD + TABLES.replace('"1.1" =', "1.1 ="), "utf-8")
        assert "framework[0].criteria.1" in " ".join(problems_of(path))

    def test_another_schema_is_refused(self, tmp_path: Path) -> None:
        """A file of a later version is not read by guessing."""
        path = tmp_path / "wording.toml"
        path.write_text(HEAD.replace("schema = 1", "schema = 2") + TABLES, "utf-8")
        assert problems_of(path) == ["schema 2 is not known; this version reads schema 1 @ schema"]


def _composed(text: str) -> str:
    """Return the text in the form that files must have."""
    return unicodedata.normalize("NFC", text)


class TestReport:
    """A report says whose words the requirements are in."""

    def test_official_wording_is_printed_without_a_remark(self) -> None:
        """The report has the official text and nothing is to be said of it: what the school signs is the law's."""
        official = PRIMARY.with_wording(build_wording(PRIMARY, " (n)"))
        texts = list(iter_texts(build_report(build_full(PRIMARY), official)))
        assert f"a) {PRIMARY.get_indicator('1.1.a').requirement.vi} (n)" in texts
        assert not any("copy.docx" in text or "diễn đạt lại" in text or "lời văn" in text for text in texts)

    def test_what_stays_restated_is_named(self) -> None:
        """One missing requirement does not pass for official."""
        (part,) = build_wording(PRIMARY).frameworks
        lacking = attrs.evolve(part, requirements=part.requirements[1:])
        official = PRIMARY.with_wording(Wording(frameworks=(lacking,)))
        texts = list(iter_texts(build_report(build_full(PRIMARY), official)))
        remark = texts[-1]
        assert "văn bản số 1/2000/TT-TEST, tệp copy.docx" in remark
        assert "diễn đạt lại ngắn gọn, không theo nguyên văn: 1.1.a." in remark
        assert "42/2012/TT-BGDĐT" in remark

    def test_english_is_never_called_official(self) -> None:
        """The English requirements are the library's own."""
        official = PRIMARY.with_wording(build_wording(PRIMARY))
        texts = list(iter_texts(build_report(build_full(PRIMARY), official, language="en")))
        assert [text for text in texts if "copy.docx" in text] == []
        assert [text for text in texts if "not the official wording" in text] != []
