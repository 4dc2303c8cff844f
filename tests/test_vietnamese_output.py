"""Nothing English in Vietnamese output: documents, commands, help and complaints (docs/analysis/language.md).

English words are those of the English templates that are no syllable a Vietnamese text could have without accents. What
may stand all the same is listed here, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

import kdcl
from kdcl.cli import main
from kdcl.convert.external import load_external
from kdcl.documents import DOCUMENTS, DocumentForm, get_document
from kdcl.documents.external import EXTERNAL_PAPERS, ExternalPaper
from kdcl.locale import get_locale
from kdcl.school import ImprovementStatus
from reports import iter_texts

ROOT = Path(__file__).parents[1]
EXAMPLES = ("plan-2017", "primary-2017", "lower-secondary-2017", "secondary-data-2017")

PROGRAMS = {
    *("kdcl", "word", "excel", "libreoffice", "soffice", "office", "windows", "unikey", "unicode", "website"),
    *("polars", "pandas", "pyarrow", "duckdb", "dask", "pyspark", "opendocument", "json", "schema", "toml", "html"),
    *("junit", "docx", "xlsx", "macro", "edtech", "parquet", "xlsb", "dotx", "roman", "http", "python", "poppler"),
    *(
        "pdftotext",
        "liberation",
        "serif",
        "times",
        "tinos",
        "service",
        "citation",
        "suffix",
        "suffixes",
        "application",
        "ctrl",
    ),
}
"""Names of programs, of formats and of what they call their parts; and "Website", as the form of Part I has it."""

QUOTED = {
    *("ours", "theirs", "track", "changes", "strict", "open", "true", "false", "decimal", "holidays", "calendar"),
    *(
        "value",
        "difficult",
        "other",
        "letter",
        "circular",
        "school",
        "path",
        "headless",
        "convert",
        "base",
        "debug",
        "parse",
        "tuple",
    ),
}
"""Words of the command line, of files, of the library and of other programs' screens, typed or found as they are."""

_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|q|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_WORD = re.compile(r"[A-Za-z]{4,}")
_PLACE = re.compile(r"\{[^}]*\}")
_TYPED = re.compile(
    r"`[^`]*`|\bkdcl(?:\.\w+)+(?:\([^)]*\))?|\bkdcl(?:[ \n]+[a-z-]+)+|(?<!\w)--?[a-z][\w-]*|\S*[\w-]+\.\w+\S*"
    r"|\btt42-2012/\w+"
)
"""What is typed as it stands: commands with their words, options, names of files, attributes of the library."""
_CHOICES = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")
_IDENTIFIER = re.compile(r"(?<![\w.\[/-])[a-z]+(?:_[a-z]+)+(?![\w.\[(])")
_MACHINE_PLACE = re.compile(r"^\S+\.json: \S+: (?=lỗi|cảnh báo|lưu ý)", re.MULTILINE)
"""The place of a finding for programs; its words for people follow."""


def read_catalogue() -> list[tuple[str, str]]:
    """Return English and Vietnamese of each template of the catalogue."""
    with (ROOT / "src/kdcl/locale/vi.po").open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    return [(" ".join(_words(entry.id)), " ".join(_words(entry.string))) for entry in entries]


def _words(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


CATALOGUE = read_catalogue()
ENGLISH = {
    word.lower()
    for template, _ in CATALOGUE
    for word in _WORD.findall(_PLACE.sub(" ", template))
    if not _SYLLABLE.fullmatch(word.lower())
}


def find_english(text: str, allowed: set[str]) -> set[str]:
    """Return the English words and the identifiers in a text, but for those that may stand there."""
    text = _TYPED.sub(" ", _CHOICES.sub(" ", _MACHINE_PLACE.sub("", text)))
    words = {word.lower() for word in _WORD.findall(text)}
    return (words & ENGLISH - allowed - PROGRAMS - QUOTED) | set(_IDENTIFIER.findall(text))


def iter_commands(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Iterate over all commands with the words they are called by."""
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from iter_commands(inner, (*path, name))


COMMANDS = list(iter_commands(main))
TYPED = {part for path, _ in COMMANDS for name in path for part in name.split("-")} | {
    part
    for _, command in COMMANDS
    for param in command.params
    if isinstance(param.type, click.Choice)
    for choice in param.type.choices
    for part in re.split(r"[-_]", str(choice))
}
"""The words of commands and of what can be chosen."""


def run(*words: str) -> str:
    """Return the output of a command in Vietnamese."""
    return CliRunner().invoke(main, ["--lang", "vi", *words]).output


class TestDocuments:
    """Every document of every example."""

    @pytest.mark.parametrize("form", DOCUMENTS, ids=lambda form: form.id)
    def test_of_a_school(self, form: DocumentForm) -> None:
        """What is printed is Vietnamese; the remark on the wording names a command."""
        for name in EXAMPLES:
            school = kdcl.load(ROOT / "examples" / f"{name}.json")
            texts = iter_texts(form.build(school, kdcl.get_framework(school.framework)))
            assert find_english("\n".join(texts), set()) == set(), name

    @pytest.mark.parametrize("form", EXTERNAL_PAPERS, ids=lambda form: form.id)
    def test_of_a_team(self, form: ExternalPaper) -> None:
        """The papers of external assessment too."""
        team = load_external(ROOT / "examples/external/case-2018.json")
        assert find_english("\n".join(iter_texts(form.build(team))), set()) == set()


class TestCommands:
    """What commands print, and what they complain of."""

    @pytest.mark.parametrize(
        "words",
        [
            *(("score",), ("check",), ("data", "judge"), ("evidence", "coverage"), ("exceptions", "list")),
            *(("plan", "progress", "--on", "5/3/2018"), ("plan", "progress", "--on", "2018-03-05")),
        ],
        ids=" ".join,
    )
    def test_of_an_example(self, words: tuple[str, ...]) -> None:
        """On every example."""
        for name in EXAMPLES:
            options = words.index("--on") if "--on" in words else len(words)
            path = str(ROOT / "examples" / f"{name}.json")
            printed = run(*words[:options], path, *words[options:])
            assert find_english(printed.replace(path, "x.json"), set()) == set(), name

    @pytest.mark.parametrize(
        "words",
        [
            *(("frameworks",), ("frameworks", "list"), ("renderers",), ("score",), ("score", "zzz.json"), ("zzz",)),
            *(("show", "2.2.a", "--framework", "tt42-2012/primary"), ("check", "x", "y"), ("score", "--zzz")),
            ("plan", "progress", str(ROOT / "examples/plan-2017.json"), "--on", "31/2/2017"),
        ],
        ids=lambda words: " ".join(words[-2:]),
    )
    def test_without_a_file(self, words: tuple[str, ...]) -> None:
        """Lists, the law, and complaints."""
        assert find_english(run(*words), TYPED) == set()

    @pytest.mark.parametrize("path", [path for path, _ in COMMANDS], ids=" ".join)
    def test_help(self, path: tuple[str, ...]) -> None:
        """Names of commands and choices are typed as they are; all else, click's own words too, is Vietnamese."""
        printed = run(*path, "--help")
        assert find_english(printed, TYPED) == set()


def test_catalogue() -> None:
    """No Vietnamese template has an English word in it, printed or not."""
    found = {
        vietnamese: words for _, vietnamese in CATALOGUE if (words := find_english(_PLACE.sub(" ", vietnamese), TYPED))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tiêu chí đạt: met", set()),
        ("Mỗi criterion có một phiếu", {"criterion"}),
        ("theo sessions_per_day", {"sessions_per_day"}),
        ("xem: kdcl evidence list", set()),
        ("plan.json: plan.target_level: lỗi: cấp độ", set()),
    ],
)
def test_the_finder_finds(text: str, found: set[str]) -> None:
    """Words and identifiers; not what is typed as it stands."""
    assert find_english(text, set()) == found


class TestWordings:
    """What an office writes, word for word."""

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("score", "plan-2017"), "Chưa xác định được cấp độ (còn 84 chỉ số chưa đánh giá)"),
            (("score", "plan-2017"), "trong các tiêu chí bắt buộc, những tiêu chí sau chưa đạt: 1.1"),
            (("score", "plan-2017"), "tiêu chí 1.1: chỉ số chưa đánh giá: 1.1.a, 1.1.b, 1.1.c"),
            (("score", "primary-2017"), "Cần đạt thêm ít nhất các chỉ số sau để đạt cấp độ 2"),
            (("score", "primary-2017"), "Điều 31 Thông tư số 42/2012/TT-BGDĐT"),
            (("check", "lower-secondary-2017"), "Tìm thấy: 0 lỗi, 1 cảnh báo, 0 lưu ý"),
            (("check", "lower-secondary-2017"), "cảnh báo: các phiếu đánh giá tiêu chí: chưa có phiếu"),
            (("data", "judge", "primary-2017"), "1,55 (31/20)"),
            (("data", "judge", "plan-2017"), "chỉ khi “Số buổi học một ngày” là 1"),
            (("plan", "progress", "plan-2017", "--on", "5/3/2018"), "quá hạn: Viết phiếu"),
            (("plan", "progress", "plan-2017", "--on", "2018-03-05"), "Đến 05/3/2018: đã xong: 0, quá hạn: "),
            (("evidence", "coverage", "primary-2017"), "Tiêu chí 3.6, mục 1, chỉ số a, từ ký tự"),
        ],
    )
    def test_commands(self, words: tuple[str, ...], told: str) -> None:
        """Verdicts, counts, times and places."""
        paths = [str(ROOT / "examples" / f"{word}.json") if word in EXAMPLES else word for word in words]
        assert told in " ".join(run(*paths).split())

    def test_nothing_open_is_called_not_met(self) -> None:
        """Of a school that has assessed nothing, nothing is said to be not met."""
        assert "không đạt" not in run("score", str(ROOT / "examples/plan-2017.json"))

    @pytest.mark.parametrize(
        ("form", "told"),
        [
            ("decision", "của Bộ trưởng Bộ Giáo dục và Đào tạo ban hành"),
            ("decision", "Thông tư số 42/2012/TT-BGDĐT"),
            ("decision", "Hội đồng tự giải thể sau khi hoàn thành nhiệm vụ"),
            ("summary", "chưa xác định được (còn 84 chỉ số chưa đánh giá)"),
        ],
    )
    def test_documents(self, form: str, told: str) -> None:
        """Citations and articles."""
        school = kdcl.load(ROOT / "examples/plan-2017.json")
        texts = iter_texts(get_document(form).build(school, kdcl.get_framework(school.framework)))
        assert told in "\n".join(texts)

    def test_improvements(self) -> None:
        """The state of an improvement under way."""
        assert get_locale("vi").text(ImprovementStatus.UNDER_WAY.label) == "đang thực hiện"


class TestOneSpelling:
    """A word has one spelling in all that is printed."""

    def test_reasons(self) -> None:
        """Of the two spellings of the word for a reason, the one with the plain i is used nowhere."""
        catalogue = (Path(kdcl.__file__).parent / "locale/vi.po").read_text("utf-8")
        assert re.findall(r"(?i)\blí do\b", catalogue) == []
