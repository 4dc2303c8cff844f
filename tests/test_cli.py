"""The command line: what it prints, in which language, what it writes, and how it ends."""

from __future__ import annotations

import email
import email.policy
import errno
import json
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result

import kdcl
from frameworks import build_framework, build_rule, build_rules
from kdcl.cli import main
from kdcl.cli.console import SpokenCommand
from kdcl.cli.score import iter_score_lines
from kdcl.codes import EvidenceCode
from kdcl.convert import json_schema
from kdcl.documents import available_documents
from kdcl.law import Status
from kdcl.locale import get_locale
from word_files import save_lines
from wordings import letter_rows, write_text

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = str(EXAMPLES / "primary-2017.json")
SECONDARY = str(EXAMPLES / "lower-secondary-2017.json")

Run = Callable[..., Result]
COMMANDS = {name: command for name, command in main.commands.items() if isinstance(command, SpokenCommand)}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command line with these words, speaking English unless told otherwise."""
    monkeypatch.setenv("KDCL_LANG", "en")

    def invoke(*words: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, words, input=text, catch_exceptions=False)

    return invoke


@pytest.fixture
def school(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes the secondary example with changes and returns its path."""

    def write(**changes: object) -> str:
        content = {**json.loads(Path(SECONDARY).read_text("utf-8")), **changes}
        path = tmp_path / "school.json"
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return str(path)

    return write


class TestLanguage:
    """Everything printed is in Vietnamese unless English is asked for."""

    def test_vietnamese_by_default(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without any choice the command line speaks Vietnamese."""
        monkeypatch.delenv("KDCL_LANG")
        assert run("score", SECONDARY).stdout.startswith(
            "Cấp độ 3 chỉ theo giả định; căn cứ các kết quả đã công bố: cấp độ 1;"
        )

    def test_option_before_environment(self, run: Run) -> None:
        """The option outweighs the environment."""
        assert run("score", SECONDARY, "--lang", "vi").stdout.startswith("Cấp độ 3")
        assert run("score", SECONDARY).stdout.startswith("Level 3")

    def test_unknown_environment(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """A language of the environment that is not spoken falls back to Vietnamese, so that help can be read."""
        monkeypatch.setenv("KDCL_LANG", "fr")
        assert get_locale("vi").text(main.told) in " ".join(run("--help").stdout.split())

    @pytest.mark.parametrize("command", sorted(COMMANDS))
    def test_help(self, run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
        """Every command has its help in both languages."""
        english = run(command, "--help")
        monkeypatch.setenv("KDCL_LANG", "vi")
        vietnamese = run(command, "--help")
        assert english.exit_code == vietnamese.exit_code == 0
        assert str(COMMANDS[command].told) in " ".join(english.stdout.split())
        assert get_locale("vi").text(COMMANDS[command].told) in " ".join(vietnamese.stdout.split())

    def test_help_by_option(self, run: Run) -> None:
        """The option chooses the language of the help as well."""
        assert "Ngôn ngữ của mọi nội dung in ra" in run("score", "--lang", "vi", "--help").stdout

    def test_errors_too(self, run: Run) -> None:
        """Errors speak the chosen language, also those of a command line that cannot be read."""
        assert "không có mục '9.9'" in run("show", "9.9", "--lang", "vi").stderr
        assert "không có tệp hoặc thư mục này" in run("score", "--lang", "vi", "nothere.json").stderr

    def test_before_the_command(self, run: Run) -> None:
        """Before the command the option means the same; behind it, it goes first."""
        assert run("--lang", "vi", "score", SECONDARY).stdout.startswith("Cấp độ 3")
        assert run("--lang", "vi", "score", SECONDARY, "--lang", "en").stdout.startswith("Level 3")
        assert "không có mục '9.9'" in run("--lang", "vi", "show", "9.9").stderr

    @pytest.mark.parametrize("words", [(), ("score",), ("evidence",), ("evidence", "next")])
    def test_short_help(self, run: Run, words: tuple[str, ...]) -> None:
        """``-h`` is help everywhere."""
        assert run(*words, "-h").stdout == run(*words, "--help").stdout


class TestFrameworks:
    """`kdcl frameworks` and `kdcl show` look into the law."""

    def test_list(self, run: Run) -> None:
        """Every framework of the circular is listed, with its size or why it is not available."""
        lines = run("frameworks").stdout.splitlines()
        assert lines[0] == "tt42-2012/primary  Primary school: standards 5, criteria 28, indicators 84"
        assert lines[1] == "tt42-2012/secondary  Secondary school: standards 5, criteria 36, indicators 108"
        assert lines[2].startswith("tt42-2012/continuing  ")
        assert "not available" in lines[2]

    def test_unverified(self, run: Run) -> None:
        """Everything unread, inferred or seen in practice only is named on demand, and the help says so."""
        shown = run("frameworks", "--unverified").stdout
        assert "  not read: level 3: the criteria required by name [circular 42/2012/TT-BGDĐT" in shown
        assert "  seen in practice: level 2, assumed to be required: 1.1, 1.2" in shown
        assert "  inferred: the size of the secretariat [the sister guidance for preschools]" in shown
        assert "verified:" not in shown
        assert "--unverified" in run("frameworks", "--help").stdout

    def test_indicator(self, run: Run) -> None:
        """An indicator is shown with what it asks, its checks, numbers, suggested evidence and source."""
        shown = run("show", "2.2.c", "-f", "tt42-2012/secondary").stdout
        assert "Secondary school (tt42-2012/secondary)" in shown
        assert "Numbers:" in shown
        assert "teachers above the qualification standard: at least 25% (lower secondary schools, mountainous" in shown
        assert "Note: " in shown
        assert "Source: circular 42/2012/TT-BGDĐT, article 11, clause 2, point c (inferred)" in shown

    def test_alternatives(self, run: Run) -> None:
        """A suggestion that may stand instead of the one before it is shown below it, after the word or."""
        assert "\n    or: " in run("show", "1.1.b", "-f", "tt42-2012/primary").stdout

    def test_number_for_every_school(self, run: Run) -> None:
        """A number that holds for every school is shown without a condition."""
        shown = run("show", "1.2.b", "-f", "tt42-2012/primary").stdout
        assert "pupils in the largest class: at most 35\n" in shown

    def test_number_for_a_region(self, run: Run) -> None:
        """A number that differs by region alone is shown with the region."""
        shown = run("show", "5.4.a", "-f", "tt42-2012/primary").stdout
        assert "pupils graded average or better: at least 95% (other areas)" in shown

    def test_without_checks(self, run: Run) -> None:
        """An indicator to which the letter adds nothing shows no empty heading."""
        assert "To check:" not in run("show", "1.1.c", "-f", "tt42-2012/primary").stdout

    def test_criterion_in_every_framework(self, run: Run) -> None:
        """Without a framework an item is shown in each that has it."""
        shown = run("show", "1.3").stdout
        assert shown.count("Criterion 1.3: ") == 2
        assert shown.count("  1.3.b ") == 2

    def test_standard(self, run: Run) -> None:
        """A standard is shown with its criteria."""
        assert run("show", "4", "-f", "tt42-2012/primary").stdout.count("  4.") == 3

    def test_unknown(self, run: Run) -> None:
        """An item that no framework has is misuse, and the error says how numbers are written."""
        result = run("show", "9.9")
        assert result.exit_code == 2
        assert "has no item '9.9'; a standard is written 1, a criterion 1.3" in result.stderr

    def test_not_available(self, run: Run) -> None:
        """Asking for the framework that could not be read says so, and how to supply one's own."""
        result = run("show", "1.1", "-f", "tt42-2012/continuing")
        assert result.exit_code == 2
        assert "load_framework" in result.stderr


class TestScore:
    """`kdcl score` computes the level and proves it."""

    def test_counts_without_level_rules(self) -> None:
        """Of a framework without level rules the counts are said, and no reason or step."""
        framework = attrs.evolve(kdcl.get_framework("primary"), level_rules=None)
        lines = [*iter_score_lines(get_locale("en"), framework, kdcl.Ratings(), kdcl.score({}, framework))]
        assert any("no level rules are known" in line for line in lines)
        assert "Why:" not in lines

    def test_nothing_to_know(self) -> None:
        """Of a level that rests on what was read nothing is to be known before."""
        framework = build_framework([[3]], build_rules(build_rule(1, 60), reading_status=Status.VERIFIED))
        met = kdcl.Ratings(dict.fromkeys(("1.1.a", "1.1.b", "1.1.c"), "met"))
        lines = [*iter_score_lines(get_locale("en"), framework, met, kdcl.score(met, framework))]
        assert lines[0].startswith("Level 1")
        assert "Why:" in lines
        assert not any("relying" in line for line in lines)

    def test_published_outcome(self, run: Run) -> None:
        """The lower secondary school of 2017 reaches level 3, with the caveat about the unread list."""
        result = run("score", SECONDARY)
        assert result.exit_code == 0
        assert result.stdout.startswith(
            "Level 3 by assumption only; supported by published outcomes: level 1; no level is certain, "
            "because the percentages themselves were inferred\n"
        )
        assert "Indicators met: 104 of 108 (96.3%)" in result.stdout
        assert "the percentages themselves were inferred, not read" in result.stdout
        assert "it names no level" in result.stdout
        assert "    ✓ criteria met: 32 of 36 (88.89%); needed: at least 85% [circular 42/2012" in result.stdout
        assert "not read; assumed on the ground of what is: seen in practice]" in result.stdout
        assert "Smallest step to level 3 under every reading and whatever unread lists contain" in result.stdout
        assert "No step reaches level 3 for certain" in result.stdout
        assert "whatever unread rules say, because the percentages themselves were inferred" in result.stdout

    def test_json(self, run: Run) -> None:
        """The JSON object has its documented keys."""
        shown = json.loads(run("score", SECONDARY, "--json").stdout)
        expected = {
            "framework": "tt42-2012/secondary",
            "level": 3,
            "certain_level": None,
            "supported_level": 1,
            "reading": "cumulative",
            "indicators_met": 104,
            "indicators_total": 108,
            "criteria_met": 32,
            "criteria_total": 36,
            "not_met": ["1.5", "2.4", "3.2", "5.11"],
            "open": [],
        }
        assert {key: shown[key] for key in expected} == expected
        assert shown["caveats"][0].startswith("the percentages themselves were inferred")
        assert (shown["bounds"]["lowest"], shown["bounds"]["certain_highest"]) == (3, None)
        assert [(gap["level"], gap["basis"], len(gap["indicators"])) for gap in shown["gaps"]] == [(3, "supported", 4)]
        assert all(gap["caveats"] for gap in shown["gaps"])

    def test_next_level(self, run: Run) -> None:
        """Below the highest level the smallest step to the next is told, required criteria marked."""
        assert (
            "Smallest step to level 2 by the shipped rules and assumptions: 1.2.b (required), 3.6.a (required)\n"
            in run("score", PRIMARY).stdout
        )

    def test_a_step_calls_required_what_a_list_is_known_to_name(self, run: Run, school: Callable[..., str]) -> None:
        """What an unread list may name, may be required; what stands in for it is required by assumption."""
        shown = run("score", PRIMARY).stdout
        assert "1.2.b (required), 2.4.a (may be required)," in shown
        secondary = {str(indicator.code): "met" for indicator in kdcl.get_framework("tt42-2012/secondary").indicators}
        file = school(framework="tt42-2012/secondary", ratings={**secondary, "5.12.a": "not_met", "1.5.a": "not_met"})
        shown = run("score", file).stdout
        assert "to level 2 by the shipped rules and assumptions: 5.12.a (required by assumption)\n" in shown
        assert "known: 1.5.a (may be required), 5.12.a (required by assumption)\n" in shown

    def test_levels_that_the_law_may_give(self, run: Run, school: Callable[..., str]) -> None:
        """A higher level that a reading or an unread list would give is told, with what would have to be so."""
        secondary = {str(indicator.code): "met" for indicator in kdcl.get_framework("tt42-2012/secondary").indicators}
        shown = run("score", school(framework="tt42-2012/secondary", ratings={**secondary, "5.12.a": "not_met"})).stdout
        listed = "the unread list of level {} names only criteria that are met"
        assert (
            f"These results would be level 2 if: {listed.format(2)}, the upper bound is read as cumulative "
            "(the shipped reading), the unread list of level 3 is the assumed one\n" in shown
        )
        assert (
            f"These results would be level 3 if: the upper bound is read as literal, {listed.format(3)}; or if: "
            f"{listed.format(2)}, {listed.format(3)}\n" in shown
        )
        assert "would be level" not in run("score", PRIMARY).stdout

    def test_what_a_step_rests_on(self, run: Run) -> None:
        """A step is told once, by the surest it rests on, with what was not read and decided it."""
        shown = run("score", PRIMARY).stdout
        assert "Smallest step to level 2 for certain" in shown
        assert "by the percentages as far as known" not in shown
        assert "read as cumulative, the smallest step is: 1.2.b, 3.6.a" in shown
        assert "the criteria required for level 3 were not read, so that each criterion may be among them" in shown

    def test_what_the_range_rests_on(self, run: Run, school: Callable[..., str]) -> None:
        """The caveats of the range still possible are told below it."""
        shown = run("score", school(ratings={"1.1.a": "met"})).stdout
        _, below = shown.split("Still possible:")
        assert "  - the rule of level 3 was not read but inferred" in below

    def test_open_indicators(self, run: Run, school: Callable[..., str]) -> None:
        """With open indicators the range still possible is told."""
        shown = run("score", school(ratings={"1.1.a": "met", "1.3.a": "not_met"})).stdout
        assert shown.startswith("Level not determined yet (indicators not assessed: 106)")
        assert "Still possible: from no level to level 3" in shown
        assert "Whatever unread lists contain: from no level to level 1" in shown
        assert "Criteria not fully assessed: 1.1, 1.2" in shown

    def test_nothing_assessed(self, run: Run, school: Callable[..., str]) -> None:
        """Where nothing is assessed every level is possible, whatever unread lists contain: it is not said again."""
        shown = run("score", school(framework="tt42-2012/primary", ratings={})).stdout
        assert "Still possible: from no level to level 3" in shown
        assert "Whatever unread lists contain: from" not in shown

    def test_all_met(self, run: Run, school: Callable[..., str]) -> None:
        """With every indicator met nothing is listed as not met."""
        every = {str(i.code): "met" for i in kdcl.get_framework("tt42-2012/secondary").indicators}
        shown = run("score", school(ratings=every)).stdout
        assert shown.startswith("Level 3, supported by published outcomes; no level is certain, because ")
        assert "because the percentages themselves were inferred\n" in shown
        assert "not met" not in shown

    def test_all_met_where_the_law_was_read(self, run: Run, school: Callable[..., str]) -> None:
        """A primary school that meets everything is level 3 for certain, and one thing is said beside it."""
        every = {str(i.code): "met" for i in kdcl.get_framework("tt42-2012/primary").indicators}
        shown = run("score", school(framework="tt42-2012/primary", ratings=every)).stdout
        assert shown.startswith("Level 3, certainly reached\n")
        _, beside = shown.split("To know before relying on it:\n")
        (caveat,) = (line for line in beside.splitlines() if line.startswith("  - "))
        assert caveat.startswith("  - every level, the certain one too, presumes what was not read: a criterion is met")
        assert caveat.endswith("(inferred)")

    def test_without_rules(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """For a framework whose level rules are not known the counts are told, and that no level can be."""
        bare = attrs.evolve(kdcl.get_framework("tt42-2012/primary"), level_rules=None)
        monkeypatch.setattr("kdcl.convert.get_framework", lambda _: bare)
        shown = run("score", PRIMARY, "--reading", "literal").stdout
        assert "no level rules are known for tt42-2012/primary" in shown
        assert "Why:" not in shown
        values = json.loads(run("score", PRIMARY, "--json").stdout)
        assert (values["level"], values["bounds"], values["gaps"]) == (None, None, [])

    def test_own_rules(self, run: Run, tmp_path: Path) -> None:
        """Level rules of a file take the place of the shipped ones."""
        rules = Path(kdcl.__file__).parent / "standards/tt42_2012/primary/levels.toml"
        own = tmp_path / "own.toml"
        own.write_text(rules.read_text("utf-8").replace("at_least_percent = 60", "at_least_percent = 83"), "utf-8")
        assert run("score", PRIMARY, "--rules", str(own)).stdout.startswith("No level reached")

    def test_reading(self, run: Run, school: Callable[..., str]) -> None:
        """The other reading of the upper bound can be chosen."""
        failing = {f"{code}.a": "not_met" for code in ("1.1", "1.2", "1.4")}
        primary = kdcl.get_framework("tt42-2012/primary")
        every = {str(indicator.code): "met" for indicator in primary.indicators}
        path = school(framework="tt42-2012/primary", ratings={**every, **failing}, school={"name": "A"}, claims={})
        shown = run("score", path).stdout
        assert "the reading of the upper bound decided" not in shown
        assert "level 3 if: the upper bound is read as literal, the unread list of level 3 names only criteria" in shown
        assert run("score", path, "--reading", "literal").stdout.startswith("Level 1")

    def test_unknown_indicator(self, run: Run, school: Callable[..., str]) -> None:
        """Ratings of indicators that do not exist are findings, listed with their place."""
        result = run("score", school(ratings={"1.1.a": "met", "9.9.a": "met"}))
        assert result.exit_code == 1
        assert "ratings.9.9.a" in result.stdout

    def test_missing_file(self, run: Run) -> None:
        """A file that is not there is misuse."""
        assert run("score", "nowhere.json").exit_code == 2


class TestReport:
    """`kdcl report` writes the report, or nothing at all."""

    @pytest.mark.parametrize("suffix", ["docx", "md"])
    def test_formats(self, run: Run, tmp_path: Path, suffix: str) -> None:
        """The suffix chooses the format, and the last line names the file written."""
        path = tmp_path / f"report.{suffix}"
        result = run("report", SECONDARY, "-o", str(path), "--no-pages")
        assert result.exit_code == 0
        assert result.stdout.splitlines()[-1] == f"Written: {path}"
        assert path.stat().st_size > 20_000

    def test_format_by_name(self, run: Run, tmp_path: Path) -> None:
        """The format can be named where the suffix does not say it."""
        path = tmp_path / "report.txt"
        assert run("report", SECONDARY, "-o", str(path), "--format", "markdown", "--lang", "vi").exit_code == 0
        assert "BÁO CÁO TỰ ĐÁNH GIÁ" in path.read_text("utf-8")

    def test_typeface(self, run: Run, tmp_path: Path) -> None:
        """A typeface of the machine is for PDF alone."""
        path = tmp_path / "summary.pdf"
        assert run("render", "summary", PRIMARY, "-o", str(path), "--typeface", "DejaVu Sans Mono").exit_code == 0
        assert b"DejaVuSansMono-Bold" in path.read_bytes()
        refused = run("report", PRIMARY, "-o", str(tmp_path / "report.docx"), "--typeface", "DejaVu Sans Mono")
        assert refused.exit_code == 2
        assert "--typeface" in refused.stderr

    def test_unknown_suffix(self, run: Run, tmp_path: Path) -> None:
        """A suffix that no renderer knows is misuse, and the known ones are named."""
        result = run("report", PRIMARY, "-o", str(tmp_path / "report.odt"))
        assert result.exit_code == 2
        assert "docx, html, markdown" in result.stderr

    def test_unwritable(self, run: Run, tmp_path: Path) -> None:
        """A folder that is not there is misuse, told in a sentence."""
        result = run("report", SECONDARY, "-o", str(tmp_path / "none" / "report.md"))
        assert result.exit_code == 2
        assert "none" in result.stderr
        assert "Traceback" not in result.output

    def test_errors_write_nothing(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """A file with errors stops the report; as a draft it is written all the same."""
        path = tmp_path / "report.md"
        contradicting = school(sheets=[{"criterion": "1.2"}, {"criterion": "1.2"}])
        refused = run("report", contradicting, "-o", str(path))
        assert refused.exit_code == 1
        assert "sheets[1]" in refused.stdout
        assert not path.exists()
        assert run("report", contradicting, "-o", str(path), "--draft").exit_code == 0
        assert path.exists()

    def test_a_claim_stops_nothing(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """What a school says of itself is printed as it says it, even where no reading makes it true."""
        path = tmp_path / "report.md"
        contradicting = school(claims={"level": 2, "criteria_met": 30}, conclusion="Đạt 20/36 tiêu chí.")
        checked = run("check", contradicting).stdout
        assert (
            "claims.level: note: what the school claims, level: level 2 is claimed; by the shipped rules it is level 3"
            in checked
        )
        assert "claims.criteria_met: error" in checked
        assert "'20/36 tiêu chí': by the ratings" in checked
        assert run("report", contradicting, "-o", str(path)).exit_code == 0
        assert "Level claimed by the school: level 2" in path.read_text("utf-8")

    def test_ten_mistakes(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """A file with ten different mistakes gives ten findings with their places, and nothing is written."""
        every = {str(i.code): "met" for i in kdcl.get_framework("tt42-2012/secondary").indicators}
        path = tmp_path / "report.docx"
        result = run(
            "report",
            school(
                school_year="2017-2019",
                ratings={**every, "1.1.a": "maybe", "1.1b": "met", "7.7.a": "met"},
                school={"name": 3, "websit": "x"},
                evidence=[{"code": "H1-1-01-01", "name": "A"}, {"code": "[H1-8-01-01]", "name": "B"}],
                sheets=[{"criterion": "1.2"}, {"criterion": "1.2"}],
                claims={"level": 7},
                signature={"date": "5/2/2018"},
            ),
            "-o",
            str(path),
        )
        assert result.exit_code == 1
        assert not path.exists()
        for place in (
            "school_year",
            "ratings.1.1.a",
            "ratings.1.1b",
            "ratings.7.7.a",
            "school.name",
            "school.websit",
            "evidence[0].code",
            "evidence[1].code",
            "sheets[1]",
            "claims.level",
            "signature.date",
        ):
            assert f": {place}" in result.stdout, place


class TestRender:
    """`kdcl render` writes every document of the guidance."""

    def test_one(self, run: Run, tmp_path: Path) -> None:
        """A document is written by its kind; one without contents says nothing of page numbers."""
        path = tmp_path / "decision.docx"
        result = run("render", "decision", PRIMARY, "-o", str(path))
        assert result.stdout == f"Written: {path}\n"
        assert path.stat().st_size > 5_000

    def test_errors_elsewhere_stop_nothing(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """A decision on the council prints no ratings: a wrong one stops the report and not the decision."""
        for wrong in ({"1.1.a": "maybe"}, {"7.7.a": "met"}):
            path, file = tmp_path / "paper.md", school(ratings=wrong, sheets=[{"criterion": "1.2"}] * 2)
            result = run("render", "decision", file, "-o", str(path), "--force")
            assert result.exit_code == 0
            assert "not printed here: 2;" in result.stdout
            assert "DECISION" in path.read_text("utf-8")
            for kind in ("summary", "report"):
                refused = run("render", kind, file, "-o", str(tmp_path / "other.md"))
                assert refused.exit_code == 1
                assert f"ratings.{next(iter(wrong))}" in refused.stdout
                assert ("sheets[1]" in refused.stdout) is (kind == "report")
            assert not (tmp_path / "other.md").exists()

    def test_errors_in_what_is_printed(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """What the decision prints stops it, alone and with all others; so does what belongs to no fact."""
        path = tmp_path / "decision.md"
        wrong = school(school={"name": 3})
        for words in (("decision", wrong, "-o", str(path)), ("all", wrong, "-d", str(tmp_path / "papers"))):
            refused = run("render", *words)
            assert refused.exit_code == 1
            assert "school.name" in refused.stdout
        refused = run("render", "decision", school(ratngs={}), "-o", str(path))
        assert refused.exit_code == 1
        assert "ratngs" in refused.stdout

    def test_a_document_that_does_not_say_what_it_reads(
        self, run: Run, school: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A document of another package that names no facts is stopped by any error of the file."""
        decision = attrs.evolve(kdcl.documents.get_document("decision"), reads=None)
        monkeypatch.setattr(sys.modules["kdcl.cli.render"], "get_document", lambda _: decision)
        wrong = school(ratings={"1.1.a": "maybe"})
        assert run("render", "decision", wrong, "-o", str(tmp_path / "a.md")).exit_code == 1

    def test_all(self, run: Run, tmp_path: Path) -> None:
        """Every kind is written to a folder, each under its name."""
        result = run("render", "all", SECONDARY, "-d", str(tmp_path / "papers"), "--format", "markdown")
        assert result.exit_code == 0
        names = {path.stem for path in (tmp_path / "papers").iterdir()}
        assert names == set(available_documents())

    def test_all_in_word(self, run: Run, tmp_path: Path) -> None:
        """Word is the format where none is named, and the contents are told of once."""
        result = run("render", "all", SECONDARY, "-d", str(tmp_path / "papers"), "--no-pages")
        assert result.stdout.count("Contents: Word fills in the page numbers when it opens the file.") == 1
        assert (tmp_path / "papers" / "report.docx").stat().st_size > 20_000

    @pytest.mark.parametrize(
        "words", [("all", PRIMARY, "-o", "x.docx"), ("plan", PRIMARY, "-d", "x"), ("plan", PRIMARY)]
    )
    def test_where_to(self, run: Run, words: tuple[str, ...]) -> None:
        """One document goes to a file and all of them to a folder; anything else is misuse."""
        assert run("render", *words).exit_code == 2

    def test_page_numbers(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where LibreOffice can set the document the page numbers are computed, and that is told."""
        monkeypatch.setattr("kdcl.renderers.docx.find_page_numbers", lambda _: {"part_1": 7})
        result = run("report", SECONDARY, "-o", str(tmp_path / "report.docx"))
        assert "Contents: page numbers computed with LibreOffice." in result.stdout

    def test_no_page_numbers(self, run: Run, tmp_path: Path) -> None:
        """Where LibreOffice is missing the numbers are left to Word, and why is told."""
        result = run("report", SECONDARY, "-o", str(tmp_path / "report.docx"))
        assert "Contents: Word fills in the page numbers when it opens the file. LibreOffice was not" in result.stdout

    def test_draft(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """A draft carries what the check finds as comments."""
        path = tmp_path / "report.md"
        assert run("report", school(claims={"level": 2}), "-o", str(path), "--draft").exit_code == 0
        assert "Level 2 is claimed" in path.read_text("utf-8")

    def test_template(self, run: Run, tmp_path: Path) -> None:
        """A Word file of one's own lends its looks; only a Word file can have them."""
        template = tmp_path / "letterhead.docx"
        assert run("render", "decision", PRIMARY, "-o", str(template)).exit_code == 0
        written = tmp_path / "plan.docx"
        assert run("render", "plan", PRIMARY, "-o", str(written), "--template", str(template)).exit_code == 0
        refused = run("render", "plan", PRIMARY, "-o", str(tmp_path / "plan.md"), "--template", str(template))
        assert refused.exit_code == 2

    def test_kinds_and_formats(self, run: Run) -> None:
        """Kinds and formats are listed."""
        shown = run("renderers").stdout
        assert all(f"{kind}  " in shown for kind in available_documents())
        assert "Formats: docx (.docx), html (.html), markdown (.md)" in shown

    def test_mail(self, run: Run, tmp_path: Path) -> None:
        """The mail has the summary in it and the files with it; nothing is sent."""
        path = tmp_path / "mail.eml"
        unknown = tmp_path / "scan.unknownkind"
        unknown.write_bytes(b"1")
        words = ("--from", "a@example.edu.vn", "--to", "b@example.edu.vn", "--on", "2018-03-05")
        result = run("mail", PRIMARY, "-o", str(path), *words, "--attach", PRIMARY, "--attach", str(unknown))
        assert result.exit_code == 0
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert letter["To"] == "b@example.edu.vn"
        assert [part.get_filename() for part in letter.walk() if part.get_filename()] == [
            "primary-2017.json",
            "scan.unknownkind",
        ]


class TestImport:
    """`kdcl import` reads reports and lists of other programs."""

    @pytest.fixture
    def report(self, run: Run, tmp_path: Path) -> Path:
        """Return a report in Word."""
        path = tmp_path / "report.docx"
        assert run("report", PRIMARY, "-o", str(path), "--no-pages", "--lang", "vi").exit_code == 0
        return path

    def test_report(self, run: Run, report: Path, tmp_path: Path) -> None:
        """A report becomes a school's file that scores the same; text without a place is kept beside it."""
        path = tmp_path / "school.json"
        document = docx.Document(str(report))
        document.paragraphs[0].insert_paragraph_before("Một dòng không thuộc mẫu. " * 8)
        document.save(str(report))
        result = run("import", str(report), "-o", str(path))
        assert result.exit_code == 0
        assert "Criteria with a sheet: 28; indicators rated: 84; evidence: 141;" in result.stdout
        assert kdcl.load(path).ratings == kdcl.load(PRIMARY).ratings
        assert kdcl.load(path).data.years == kdcl.load(PRIMARY).data.years
        rest = (tmp_path / "school.rest.txt").read_text("utf-8")
        assert "paragraph" in rest
        assert f"kept in {tmp_path / 'school.rest.txt'}" in result.stdout

    def test_nothing_left_over(self, run: Run, tmp_path: Path) -> None:
        """A report of which everything has a place leaves no file beside the school's."""
        report, path = tmp_path / "report.docx", tmp_path / "school.json"
        assert run("report", SECONDARY, "-o", str(report), "--no-pages", "--lang", "vi").exit_code == 0
        assert run("import", str(report), "-o", str(path), "-f", "tt42-2012/secondary").exit_code == 0
        assert not (tmp_path / "school.rest.txt").exists()

    def test_list(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """An evidence list is put into a school's file; what the file has already stays."""
        listed, path = tmp_path / "list.xlsx", tmp_path / "filled.json"
        assert run("render", "evidence-list", PRIMARY, "-o", str(listed)).exit_code == 0
        first = kdcl.load(PRIMARY).evidence[0]
        into = school(
            framework="tt42-2012/primary", ratings={}, claims={}, evidence=[{"code": str(first.code), "name": "Mine"}]
        )
        result = run("import", str(listed), "--into", into, "-o", str(path))
        assert result.exit_code == 1
        assert f"not taken: list of evidence, row 1, name: here “Mine”, there “{first.name}”" in result.stdout
        assert "list of evidence: taken over: 14" in result.stdout
        assert kdcl.load(path).evidence[0].name == "Mine"
        assert len(kdcl.load(path).evidence) == 141
        for option, name in (("--ours", "Mine"), ("--theirs", first.name), ("--take=evidence", first.name)):
            assert run("import", str(listed), "--into", into, "-o", str(path), "--force", option).exit_code == 0
            assert kdcl.load(path).evidence[0].name == name

    def test_ours_and_theirs(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """They exclude each other."""
        result = run("import", PRIMARY, "--into", school(), "-o", str(tmp_path / "x.json"), "--ours", "--theirs")
        assert result.exit_code == 2
        assert "exclude each other" in result.stderr

    def test_list_without_school(self, run: Run, tmp_path: Path) -> None:
        """A list alone is no school: the file it belongs to has to be named."""
        listed = tmp_path / "list.xlsx"
        listed.write_bytes(b"")
        result = run("import", str(listed), "-o", str(tmp_path / "x.json"))
        assert result.exit_code == 2
        assert "--into" in result.stderr

    def test_guessed_framework(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A guess is no answer: it has to be said, by option or, at a terminal, when asked."""
        report, path = tmp_path / "report.docx", tmp_path / "school.json"
        save_lines(report, "BÁO CÁO TỰ ĐÁNH GIÁ", "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "5. Tự đánh giá: Đạt")
        result = run("import", str(report), "-o", str(path))
        assert result.exit_code == 2
        assert "--framework: tt42-2012/primary, tt42-2012/secondary" in result.stderr
        assert not path.exists()
        assert run("import", str(report), "-o", str(path), "-f", "tt42-2012/secondary").exit_code == 0
        assert kdcl.load(path).framework == "tt42-2012/secondary"
        monkeypatch.setattr("kdcl.cli.foreign.is_terminal", lambda: True)
        asked = run("import", str(report), "-o", str(path), "--force", text="tt42-2012/primary\n")
        assert asked.exit_code == 0
        assert kdcl.load(path).framework == "tt42-2012/primary"

    def test_other_rules(self, run: Run, tmp_path: Path) -> None:
        """A report of a preschool is not rated; what carries over is taken on demand."""
        report, path = tmp_path / "report.docx", tmp_path / "school.json"
        save_lines(report, "TRƯỜNG MẦM NON A", "BÁO CÁO TỰ ĐÁNH GIÁ", "Tiêu chí 1: Tên", "5. Tự đánh giá: Đạt")
        refused = run("import", str(report), "-o", str(path), "-f", "tt42-2012/primary")
        assert refused.exit_code == 2
        assert "of preschools" in refused.stderr
        taken = run("import", str(report), "-o", str(path), "-f", "tt42-2012/primary", "--carry-over")
        assert taken.exit_code == 0
        assert "nothing in it is rated" in taken.stdout
        assert len(kdcl.load(path).ratings) == 0

    def test_kind(self, run: Run, tmp_path: Path) -> None:
        """What a file is may be said; what it is not is refused with the remedy."""
        paper, path = tmp_path / "paper.docx", tmp_path / "school.json"
        save_lines(paper, "TRƯỜNG TIỂU HỌC A", "BIÊN BẢN HỌP")
        refused = run("import", str(paper), "-o", str(path))
        assert refused.exit_code == 2
        assert "--kind" in refused.stderr
        assert run("import", str(paper), "-o", str(path), "--kind", "report").exit_code == 0

    def test_unreadable(self, run: Run, tmp_path: Path) -> None:
        """A file that is no report ends in a sentence, and nothing is written."""
        path = tmp_path / "x.docx"
        path.write_bytes(b"no zip")
        result = run("import", str(path), "-o", str(tmp_path / "x.json"))
        assert result.exit_code == 2
        assert str(path) in result.stderr
        assert not (tmp_path / "x.json").exists()


class TestWording:
    """`kdcl wording` reads official wording from a copy of one's own."""

    @pytest.fixture
    def letter(self, tmp_path: Path) -> Path:
        """Return a text in the order of letter 46, in words of its own."""
        return write_text(tmp_path / "letter.txt", letter_rows([kdcl.get_framework("tt42-2012/primary")]))

    def test_read_and_show(self, run: Run, letter: Path, tmp_path: Path) -> None:
        """The wording is written to a file, and shown and printed where that is given."""
        path = tmp_path / "wording.toml"
        read = run("wording", "read", str(letter), "-o", str(path), "-f", "tt42-2012/primary")
        assert read.exit_code == 0
        assert "tt42-2012/primary: titles 33, requirements 84" in read.stdout
        shown = run("show", "1.1.a", "--wording", str(path), "--lang", "vi").stdout
        assert "letter.txt" in shown
        assert shown.count("Nguyên văn: ") == 1
        report = tmp_path / "report.md"
        assert run("report", PRIMARY, "-o", str(report), "--wording", str(path), "--lang", "vi").exit_code == 0
        assert "Ghi chú về lời văn" not in report.read_text("utf-8")

    def test_findings(self, run: Run, letter: Path, tmp_path: Path) -> None:
        """What is missing is a finding, and the rest is written all the same."""
        lines = letter.read_text("utf-8").splitlines()
        letter.write_text("\n".join(line for line in lines if not line.startswith("c) ")), "utf-8")
        path = tmp_path / "wording.toml"
        read = run("wording", "read", str(letter), "-o", str(path), "-f", "tt42-2012/primary")
        assert read.exit_code == 1
        assert path.exists()


class TestData:
    """`kdcl data` takes figures in by Excel and holds them against the law's numbers."""

    def test_there_and_back(self, run: Run, tmp_path: Path) -> None:
        """The form carries the figures of the file, and brings them back unchanged."""
        form, path = tmp_path / "form.xlsx", tmp_path / "school.json"
        assert run("data", "form", PRIMARY, "-o", str(form)).exit_code == 0
        assert run("data", "read", str(form), "--into", PRIMARY, "-o", str(path)).exit_code == 0
        assert kdcl.load(path).data == kdcl.load(PRIMARY).data

    def test_damaged(self, run: Run, tmp_path: Path) -> None:
        """A cell that cannot be read is told with its place; the others are kept."""
        form, path = tmp_path / "form.xlsx", tmp_path / "school.json"
        assert run("data", "form", PRIMARY, "-o", str(form)).exit_code == 0
        book = openpyxl.load_workbook(form)
        sheet = book.worksheets[1]
        cell = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int))
        cell.value = "many"
        book.save(form)
        result = run("data", "read", str(form), "--into", PRIMARY, "-o", str(path))
        assert result.exit_code == 1
        assert f"cell {cell.coordinate}" in result.stdout
        assert kdcl.load(path).data == kdcl.load(PRIMARY).data

    def test_changes_are_told(self, run: Run, tmp_path: Path) -> None:
        """Each with its cell and what stood there; an emptied cell keeps its figure, a stated total is compared."""
        form, path = tmp_path / "form.xlsx", tmp_path / "school.json"
        assert run("data", "form", PRIMARY, "-o", str(form)).exit_code == 0
        book = openpyxl.load_workbook(form)
        lines = {row[0].value: row for row in book.worksheets[1].iter_rows(max_col=4)}
        changed, emptied = lines["classes.grade_1"][2], lines["classes.grade_2"][2]
        removed, total = lines["classes.grade_1"][3], lines["classes.total"][2]
        before = [cell.value for cell in (changed, removed)]
        changed.value, emptied.value, removed.value, total.value = 9, None, "delete", 1
        book.save(form)
        result = run("data", "read", str(form), "--into", PRIMARY, "-o", str(path))
        assert result.exit_code == 0
        for told in (
            f"{before[0]} becomes 9",
            f"{before[1]} is taken away",
            "1 is new",
            "the file keeps its figures: 1 cells",
            "1 is stated, but the parts give",
            "Figures changed: 3",
        ):
            assert told in result.stdout
        known, data = kdcl.load(PRIMARY).data, kdcl.load(path).data
        assert sum(place not in data for place in known) == 1

    def test_judge(self, run: Run, school: Callable[..., str]) -> None:
        """Each indicator with numbers is judged; one that the school rates otherwise is marked, readings are named."""
        shown = run("data", "judge", str(EXAMPLES / "secondary-data-2017.json")).stdout
        assert "2.2.c  not met" in shown
        assert "38.89" in shown
        assert "is read as" in shown
        assert "3.1.c  the figures are enough; the rest of the indicator is not judged: playgrounds" in shown
        assert "excellence title at provincial level" not in shown  # asked of upper secondary schools
        for file in (EXAMPLES / "secondary-data-2017.json", EXAMPLES / "plan-2017.json"):
            lines = run("data", "judge", str(file)).stdout.splitlines()
            assert len(set(lines)) == len(lines)
        values = json.loads(run("data", "judge", PRIMARY, "--json").stdout)
        part = next(each for each in values if each["indicator"] == "3.1.c")
        assert (part["suggested"], part["figures"], len(part["left"])) == (None, "met", 1)
        assert part["said"] == "the figures are enough; the rest of the indicator is not judged"
        content = json.loads((EXAMPLES / "secondary-data-2017.json").read_text("utf-8"))
        content["ratings"]["2.2.c"] = "met"
        assert "2.2.c  not met (rated met): " in run("data", "judge", school(**content)).stdout


class TestPlan:
    """`kdcl plan` tells of the self-assessment plan."""

    PLAN = str(EXAMPLES / "plan-2017.json")

    def test_calendar(self, run: Run, tmp_path: Path) -> None:
        """The plan becomes a calendar file."""
        path = tmp_path / "plan.ics"
        result = run("plan", "calendar", self.PLAN, "-o", str(path), "--on", "2017-09-18")
        assert result.exit_code == 0
        count = path.read_text("utf-8").count("BEGIN:VEVENT")
        assert f"Entries: {count}\n" in result.stdout
        assert count > 10

    def test_progress(self, run: Run) -> None:
        """Every task is told with its state on a day."""
        early = run("plan", "progress", self.PLAN, "--on", "2017-08-01").stdout
        late = run("plan", "progress", self.PLAN, "--on", "2018-06-01").stdout
        assert early.startswith("coming: ")
        assert late.startswith("late: ")


class TestCheck:
    """`kdcl check` says everything that is wrong with a file at once."""

    def test_many_of_a_kind_are_one_thing_to_do(self, run: Run, tmp_path: Path) -> None:
        """The first speaks for all, with the count and the first places; --all prints each; errors come first."""
        path = str(tmp_path / "school.json")
        Path(path).write_text(json.dumps(json.loads(Path(PRIMARY).read_text("utf-8")) | {"evidence": []}), "utf-8")
        short, full = run("check", path).stdout, run("check", path, "--all").stdout
        assert short.count("[dangling-code]") == 1
        assert "more of this kind; the first: Criterion" in short
        assert full.count("[dangling-code]") > 3
        assert short.splitlines()[-1] == full.splitlines()[-1]
        assert ": error: " in short.splitlines()[0]

    def test_sound(self, run: Run) -> None:
        """A sound file has no finding and ends well."""
        result = run("check", PRIMARY)
        assert result.exit_code == 0
        assert result.stdout.splitlines()[-1].startswith("Found: 0 errors, 0 warnings")

    def test_findings(self, run: Run, school: Callable[..., str]) -> None:
        """A finding is printed with file, place, severity, sentence, check, source and remedy."""
        path = school(
            claims={"level": 3},
            ratings={f"{n}.1.a": "not_met" for n in range(1, 6)} | {f"5.{n}.a": "not_met" for n in range(2, 13)},
        )
        result = run("check", path, "--only", "claim-contradicts-ratings")
        assert result.exit_code == 1
        first, second, _ = result.stdout.splitlines()
        assert first.startswith(f"{path}: claims.level: error: what the school claims, level: level 3 is claimed, but")
        assert "[claim-contradicts-ratings] (" in first
        assert second.startswith("    to mend it: ")

    def test_json(self, run: Run, school: Callable[..., str]) -> None:
        """The findings can be had as JSON."""
        shown = json.loads(run("check", school(claims={"level": 2}), "--format", "json").stdout)
        assert shown[0]["place"] == "what the school claims, level"
        assert "claim-contradicts-ratings" in [issue["check"] for issue in shown]

    def test_sarif(self, run: Run, school: Callable[..., str]) -> None:
        """The findings can be had as SARIF, in the chosen language."""
        shown = json.loads(run("check", school(claims={"level": 2}), "--format", "sarif", "--lang", "vi").stdout)
        (finding,) = [row for row in shown["runs"][0]["results"] if row["ruleId"] == "claim-contradicts-ratings"]
        assert finding["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "claims.level"}]
        assert finding["message"]["text"].startswith("trường tự nhận cấp độ 2")

    def test_unknown_framework(self, run: Run, school: Callable[..., str]) -> None:
        """A framework that is not known is told together with every other problem of the file."""
        result = run("check", school(framework="tt99/none", school_year="never"))
        assert result.exit_code == 1
        assert "school_year" in result.stderr
        assert "tt42-2012/primary" in result.stderr

    def test_no_json(self, run: Run, tmp_path: Path) -> None:
        """A file that is no JSON gives one problem with line and column."""
        path = tmp_path / "broken.json"
        path.write_text('{"framework": ', "utf-8")
        result = run("check", str(path))
        assert result.exit_code == 2
        assert "line 1, column 15" in result.stderr


class TestNew:
    """`kdcl new` writes a starter file."""

    def test_starter(self, run: Run, tmp_path: Path) -> None:
        """The starter has every criterion with empty items, and loads."""
        path = tmp_path / "school.json"
        words = ("new", "-o", str(path), "--school", "Trường Tiểu học Ví Dụ", "--year", "2017-2018")
        assert run(*words).exit_code == 0
        loaded = kdcl.load(path)
        assert len(loaded.sheets) == 28
        assert [len(sheet.current_state) for sheet in loaded.sheets] == [3] * 28
        assert '"improvement_plan": ""' in path.read_text("utf-8")

    def test_existing(self, run: Run, tmp_path: Path) -> None:
        """A file that exists is kept unless it is to be replaced."""
        path = tmp_path / "school.json"
        path.write_text("mine", "utf-8")
        words = ("new", "-o", str(path), "--school", "A", "--year", "2017-2018")
        assert run(*words).exit_code == 2
        assert path.read_text("utf-8") == "mine"
        assert run(*words, "--force").exit_code == 0

    def test_bad_year(self, run: Run, tmp_path: Path) -> None:
        """A school year that is none is misuse."""
        result = run("new", "-o", str(tmp_path / "x.json"), "--school", "A", "--year", "2017")
        assert result.exit_code == 2
        assert "2017-2018" in result.stderr


class TestCodes:
    """`kdcl codes` finds and repairs evidence codes."""

    def test_find(self, run: Run, tmp_path: Path) -> None:
        """Codes are listed with line and column; a badly typed one with its repair, and then the exit code is 1."""
        path = tmp_path / "text.txt"
        path.write_text("Có sổ [H1-1-03-02].\nvà H1.1.3.4 nữa\n", "utf-8")
        result = run("codes", "find", str(path))
        assert result.stdout == "1:7: [H1-1-03-02]\n2:4: H1.1.3.4 -> [H1-1-03-04]\n"
        assert result.exit_code == 1

    def test_find_json(self, run: Run) -> None:
        """From standard input, as JSON; codes that are all written officially end well."""
        result = run("codes", "find", "-", "--json", text="[H1-1-03-02]")
        assert result.exit_code == 0
        assert json.loads(result.stdout) == [
            {"line": 1, "column": 1, "text": "[H1-1-03-02]", "code": "[H1-1-03-02]", "is_official": True}
        ]

    def test_normalize(self, run: Run) -> None:
        """Each code is printed officially; one that cannot be read is told and does not stop the others."""
        result = run("codes", "normalize", "h1.1.3-2", "x", "H2-2-1-1")
        assert result.stdout == "[H1-1-03-02]\n[H2-2-01-01]\n"
        assert "'x', character 1: expected the letter H" in result.stderr
        assert result.exit_code == 1
        assert run("codes", "normalize", "h1.1.3-2").exit_code == 0


class TestEvidence:
    """`kdcl evidence` keeps the list of evidence exact."""

    def test_list(self, run: Run) -> None:
        """Every piece is listed, in the order of codes."""
        lines = run("evidence", "list", PRIMARY).stdout.splitlines()
        codes = [EvidenceCode.parse(line.split("  ")[0]) for line in lines]
        assert codes == sorted(item.code for item in kdcl.load(PRIMARY).evidence)

    def test_items_under_one_code(self, run: Run, school: Callable[..., str]) -> None:
        """A physical item is told with what it has of its own; one that says nothing more than its entry is not."""
        items = [{"reference": "5/QĐ"}, {"reference": "7/QĐ", "school_year": "2015-2016"}, {}]
        entry = {"code": "[H1-1-01-01]", "name": "Sổ", "reference": "5/QĐ", "pieces": items}
        said = run("evidence", "list", school(evidence=[entry])).stdout.splitlines()
        assert [line.strip() for line in said] == ["[H1-1-01-01]  Sổ; 5/QĐ", "- 7/QĐ; 2015-2016"]

    def test_next(self, run: Run) -> None:
        """The next code of a criterion is one that was never issued."""
        issued = {str(item.code) for item in kdcl.load(PRIMARY).evidence}
        (code,) = run("evidence", "next", PRIMARY, "1.3").stdout.split()
        assert code.startswith("[H1-1-03-")
        assert code not in issued

    def test_next_of_unknown_criterion(self, run: Run) -> None:
        """A criterion that the framework lacks has no next code."""
        assert run("evidence", "next", PRIMARY, "9.1").exit_code == 2

    def test_renumber_and_undo(self, run: Run, tmp_path: Path) -> None:
        """A renumbering is shown first, applied on request, and can be undone."""
        shown = run("evidence", "renumber", PRIMARY, "--by", "citation")
        assert shown.stdout.endswith("Nothing was written; name the file to write with -o.\n")
        changes = [line for line in shown.stdout.splitlines() if " -> " in line]
        assert f"Codes that change: {len(changes)}" in shown.stdout
        path = str(tmp_path / "school.json")
        assert run("evidence", "renumber", PRIMARY, "--by", "citation", "-o", path).exit_code == 0
        assert kdcl.load(path).evidence != kdcl.load(PRIMARY).evidence
        assert run("evidence", "renumber", path, "--undo", "-o", path).exit_code == 0
        assert kdcl.load(path).evidence == kdcl.load(PRIMARY).evidence
        assert kdcl.load(path).sheets == kdcl.load(PRIMARY).sheets

    def test_renumber_chosen_codes(self, run: Run, tmp_path: Path) -> None:
        """Two codes that are exchanged take the texts along; the order of the list is another command."""
        old = kdcl.load(PRIMARY)
        one, other = (str(old.evidence[number].code) for number in (0, 1))
        path = str(tmp_path / "school.json")
        pairs = ("--code", f"{one.strip('[]')} = {other}", "--code", f"{other}={one.replace('-', '.')}")
        done = run("evidence", "renumber", PRIMARY, *pairs, "-o", path)
        assert f"{one} -> {other}\n{other} -> {one}\n" in done.stdout
        new = kdcl.load(path)
        assert [item.name for item in new.evidence] == [item.name for item in old.evidence]
        assert new.sheets != old.sheets
        assert run("evidence", "renumber", PRIMARY, "--code", one).exit_code == 2
        assert "Rows of the list that move: 2" in run("evidence", "order", path, "-o", path).stdout
        assert [str(item.code) for item in kdcl.load(path).evidence[:2]] == [one, other]

    def test_nothing_to_renumber(self, run: Run, tmp_path: Path) -> None:
        """Where no code has to change the file is written as it was, and no empty renumbering is logged."""
        path = tmp_path / "school.json"
        assert run("evidence", "renumber", PRIMARY, "--by", "gaps", "-o", str(path)).exit_code == 0
        assert kdcl.load(path) == kdcl.load(PRIMARY)

    def test_nothing_to_undo(self, run: Run) -> None:
        """Without a renumbering in the file there is none to undo."""
        result = run("evidence", "renumber", PRIMARY, "--undo")
        assert result.exit_code == 2
        assert "no renumbering is logged" in result.stderr

    def test_repair(self, run: Run, school: Callable[..., str], tmp_path: Path) -> None:
        """Badly written codes are shown with their repair, and repaired on request."""
        path = school(introduction="Có sổ H1.1.03 - 02.", evidence=[{"code": "[H1-1-03-02]", "name": "Sổ"}])
        out = str(tmp_path / "repaired.json")
        shown = run("evidence", "repair", path, "-o", out).stdout
        assert "introduction, characters 7 to 18: H1.1.03 - 02 -> [H1-1-03-02]\nCodes to repair: 1\n" in shown
        assert kdcl.load(out).introduction == "Có sổ [H1-1-03-02]."

    def test_coverage(self, run: Run) -> None:
        """What is missing or only possible is printed, with the statements that carry no code."""
        shown = run("evidence", "coverage", PRIMARY)
        assert shown.exit_code == 0
        assert "  missing: " in shown.stdout
        assert "  present: " not in shown.stdout
        assert ": no code: " in shown.stdout
        assert "  present: " in run("evidence", "coverage", PRIMARY, "--all").stdout

    def test_coverage_as_json(self, run: Run) -> None:
        """Coverage can be had as JSON: a row for each suggestion."""
        rows = json.loads(run("evidence", "coverage", PRIMARY, "--json").stdout)
        primary = kdcl.get_framework("tt42-2012/primary")
        assert len(rows) == sum(len(indicator.evidence) for indicator in primary.indicators)
        assert rows[0]["indicator"] == "1.1.a"
        assert {row["outcome"] for row in rows} == {"present", "possible", "missing"}

    def test_folders(self, run: Run, tmp_path: Path) -> None:
        """A folder is made for each piece of evidence, with an index; a second run makes none again."""
        result = run("evidence", "folders", PRIMARY, "-d", str(tmp_path / "scans"))
        assert result.exit_code == 0
        assert "Folders made: 0" not in result.stdout
        assert "Folders made: 0" in run("evidence", "folders", PRIMARY, "-d", str(tmp_path / "scans")).stdout

    def test_boxes(self, run: Run) -> None:
        """Every box is told with what lies in it."""
        lines = run("evidence", "boxes", PRIMARY).stdout.splitlines()
        assert lines[0] == "Box 1: standards 1; codes [H1-1-01-01] to [H1-1-07-06]; pieces of evidence: 49"
        assert len(lines) == 5


def test_reader_gone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the output may stop: the command ends without a word."""

    def gone() -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("kdcl.cli.law.framework_notices", gone)
    assert run("frameworks").output == ""


def test_schema(run: Run) -> None:
    """`kdcl schema` prints the JSON Schema of a school's file."""
    assert json.loads(run("schema").stdout) == json.loads(json.dumps(json_schema()))


def test_version(run: Run) -> None:
    """`kdcl --version` prints the installed version."""
    assert run("--version").stdout.startswith("kdcl, version ")
