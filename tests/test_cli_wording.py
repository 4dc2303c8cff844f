"""Official wording, set up once: what is installed, what it is used for, and what stays restated."""

from __future__ import annotations

import functools
import html
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import platformdirs
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.cli import main
from kdcl.cli.official import FOLDER_VARIABLE, WordingChoice, installed_path
from wordings import letter_rows, write_text, write_word

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = str(EXAMPLES / "primary-2017.json")
SECONDARY = str(EXAMPLES / "lower-secondary-2017.json")
MARK = "(nguyên văn)"
Run = Callable[..., Result]
_INSTALLED: list[bytes] = []


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs the command line, with a folder for settings of the test's own."""
    monkeypatch.setenv("KDCL_LANG", "vi")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "settings"))

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, words, catch_exceptions=False)

    return invoke


def write_letter(path: Path, *frameworks: str) -> str:
    """Write a copy in the order of letter 46 whose every title and requirement has a mark; return its path."""
    path.write_bytes(_letter(path.suffix, frameworks))
    return str(path)


@functools.cache
def _letter(suffix: str, frameworks: tuple[str, ...]) -> bytes:
    rows = [
        attrs.evolve(row, text=f"{row.text.rstrip('.')} {MARK}") if _is_official(row.key) else row
        for row in letter_rows([kdcl.get_framework(framework) for framework in frameworks])
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"letter{suffix}")
        return Path((write_word if suffix == ".docx" else write_text)(path, rows)).read_bytes()


def _is_official(key: str) -> bool:
    """Whether a row of a copy is a title or a requirement."""
    return key[:1].isdigit() and " " not in key


@pytest.fixture
def letter(tmp_path: Path) -> str:
    """Return a copy with both frameworks."""
    return write_letter(tmp_path / "letter.docx", "tt42-2012/primary", "tt42-2012/secondary")


class TestFolder:
    """Where it lies: the platform's folder for settings, or the one that is named."""

    def test_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """The variable decides."""
        monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
        assert installed_path() == tmp_path / "wording.toml"

    @pytest.mark.parametrize("value", [None, ""])
    def test_of_the_platform(self, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
        """Without the variable, or where it is empty, the platform says it; nothing is read or made there."""
        monkeypatch.delenv(FOLDER_VARIABLE)
        if value is not None:
            monkeypatch.setenv(FOLDER_VARIABLE, value)
        assert installed_path() == platformdirs.user_config_path("kdcl", appauthor=False) / "wording.toml"


class TestInstall:
    """A copy is read, held against the frameworks and kept."""

    @pytest.mark.parametrize("name", ["letter.docx", "letter.txt"])
    def test_a_copy(self, run: Run, tmp_path: Path, name: str) -> None:
        """Word file or text: the wording is kept where the last line says."""
        copy = write_letter(tmp_path / name, "tt42-2012/primary", "tt42-2012/secondary")
        result = run("wording", "install", copy)
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "tt42-2012/primary: 33 tên, 84 yêu cầu",
            "tt42-2012/secondary: 41 tên, 108 yêu cầu",
            f"Đã cài: {installed_path()}",
        ]
        assert len(kdcl.load_wording(installed_path()).frameworks) == 2

    def test_a_file_of_wording(self, run: Run, letter: str, tmp_path: Path) -> None:
        """What `kdcl wording read` wrote is kept as it is."""
        path = tmp_path / "wording.toml"
        assert run("wording", "read", letter, "-o", str(path)).exit_code == 0
        assert run("wording", "install", str(path)).exit_code == 0
        assert kdcl.load_wording(installed_path()) == kdcl.load_wording(path)

    def test_findings_are_told_and_the_rest_is_kept(self, run: Run, tmp_path: Path) -> None:
        """A copy that lacks something is kept, and the exit code says that something was found."""
        copy = tmp_path / "lacking.txt"
        rows = letter_rows([kdcl.get_framework("tt42-2012/primary")])
        write_text(copy, [row for row in rows if not row.key.startswith("1.1.a")])
        result = run("wording", "install", str(copy))
        assert result.exit_code == 1
        assert "1.1.a" in result.stdout
        assert result.stdout.splitlines()[-1] == "Đã cài, dù trong bản có 2 điểm chưa đúng như đã in ở trên."
        assert installed_path().is_file()

    def test_another_copy_is_not_written_over(self, run: Run, letter: str) -> None:
        """The same may be installed again; another one, perhaps corrected by hand, is replaced only with --force."""
        assert run("wording", "install", letter).exit_code == 0
        assert run("wording", "install", letter).exit_code == 0
        corrected = installed_path().read_text("utf-8").replace(MARK, "(sửa tay)", 1)
        installed_path().write_text(corrected, "utf-8")
        refused = run("wording", "install", letter)
        assert refused.exit_code == 2
        assert "--force" in refused.stderr
        assert installed_path().read_text("utf-8") == corrected
        assert run("wording", "install", letter, "--force").exit_code == 0
        assert "diễn đạt lại ngắn gọn:" not in run("wording", "status").stdout
        assert "(sửa tay)" not in installed_path().read_text("utf-8")

    def test_a_text_without_wording_is_refused(self, run: Run, tmp_path: Path) -> None:
        """Nothing is installed that would say nothing."""
        copy = tmp_path / "other.txt"
        copy.write_text("Một văn bản khác.", "utf-8")
        result = run("wording", "install", str(copy))
        assert result.exit_code == 2
        assert "không tìm thấy nguyên văn" in result.stderr
        assert not installed_path().exists()

    def test_more_than_the_framework_has_is_refused(self, run: Run, letter: str, tmp_path: Path) -> None:
        """A file of wording is held against the frameworks too."""
        path = tmp_path / "wording.toml"
        assert run("wording", "read", letter, "-o", str(path)).exit_code == 0
        path.write_text(path.read_text("utf-8").replace('"1.1" =', '"1.99" =', 1), "utf-8")
        assert run("wording", "install", str(path)).exit_code == 2
        assert not installed_path().exists()


@pytest.fixture
def installed(run: Run, letter: str) -> None:
    """Install that copy; it is read once for all tests."""
    if not _INSTALLED:
        assert run("wording", "install", letter).exit_code == 0
        _INSTALLED.append(installed_path().read_bytes())
    installed_path().parent.mkdir(parents=True, exist_ok=True)
    installed_path().write_bytes(_INSTALLED[0])


class TestUse:
    """Every command and document prints what is installed."""

    @pytest.mark.usefixtures("installed")
    @pytest.mark.parametrize(
        ("file", "suffix"),
        [(PRIMARY, "md"), *((SECONDARY, suffix) for suffix in ("md", "html", "txt", "docx", "xlsx"))],
    )
    def test_documents(self, run: Run, tmp_path: Path, file: str, suffix: str) -> None:
        """The report has the official words and no remark; without them the remark is its last sheet."""
        official, restated = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
        assert run("report", file, "-o", str(official), "--no-pages").exit_code == 0
        assert run("report", file, "-o", str(restated), "--no-pages", "--no-wording").exit_code == 0
        assert MARK in text_of(official)
        assert "Ghi chú về lời văn" not in text_of(official)
        assert MARK not in text_of(restated)
        assert "Ghi chú về lời văn" in text_of(restated)

    @pytest.mark.usefixtures("installed")
    def test_show_mail_and_folders(self, run: Run, tmp_path: Path) -> None:
        """What is printed of the law is official; --no-wording switches it off."""
        assert run("show", "1.3.b").stdout.count(MARK) == 2
        assert MARK not in run("show", "1.3.b", "--no-wording").stdout
        assert "Nguyên văn: văn bản" in run("show", "1.3.b").stdout
        for item in ("1.3", "1.3.b"):
            assert not any(line.endswith(";") for line in run("show", item).stdout.splitlines() if MARK in line)
        assert "Official wording" not in run("--lang", "en", "show", "1.3.b").stdout
        mail = ("mail", PRIMARY, "--from", "a@example.edu.vn", "--to", "b@example.edu.vn", "--on", "2018-03-05")
        assert run(*mail, "-o", str(tmp_path / "a.eml")).exit_code == 0
        assert run("evidence", "folders", PRIMARY, "-d", str(tmp_path / "folders")).exit_code == 0

    @pytest.mark.usefixtures("installed")
    def test_status_for_programs(self, run: Run) -> None:
        """Each framework with its source, and what stays restated."""
        told = json.loads(run("wording", "status", "--json").stdout)
        assert told["is_installed"]
        assert all(each["source"] for each in told["frameworks"])

    @pytest.mark.usefixtures("installed")
    def test_a_named_file_comes_first(self, run: Run, tmp_path: Path) -> None:
        """--wording overrides what is installed, and excludes --no-wording."""
        other = tmp_path / "other.toml"
        other.write_text(installed_path().read_text("utf-8").replace(MARK, "(bản khác)"), "utf-8")
        assert "(bản khác)" in run("show", "1.3.b", "--wording", str(other)).stdout
        both = run("show", "1.3.b", "--wording", str(other), "--no-wording")
        assert both.exit_code == 2
        assert "--no-wording" in both.stderr

    def test_a_framework_without_wording(self, run: Run, tmp_path: Path) -> None:
        """What is installed for primary schools leaves secondary ones restated; a named file must fit."""
        copy = write_letter(tmp_path / "letter.txt", "tt42-2012/primary")
        run("wording", "install", copy)
        secondary = kdcl.get_framework("tt42-2012/secondary")
        assert WordingChoice(None, is_off=False).apply(secondary) == secondary
        report = ("report", SECONDARY, "-o", str(tmp_path / "a.md"))
        assert run(*report).exit_code == 0
        assert run(*report, "--wording", str(installed_path())).exit_code == 2
        assert run("show", "1.3.b").stdout.count(MARK) == 1


class TestStatusAndRemove:
    """Which wording is used and why, and how it is taken away."""

    def test_nothing_installed(self, run: Run) -> None:
        """It says where it looked, why there, and what to do."""
        told = run("wording", "status")
        assert told.exit_code == 0
        assert str(installed_path()) in told.stdout
        assert FOLDER_VARIABLE in told.stdout
        assert "kdcl wording install" in told.stdout
        assert run("wording", "remove").stdout == "Chưa cài nguyên văn.\n"

    def test_the_folder_of_the_user(self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Without the variable the reason is the user's own folder."""
        monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: tmp_path / "user")
        monkeypatch.delenv(FOLDER_VARIABLE)
        assert (
            f"{tmp_path / 'user' / 'wording.toml'} (thư mục cài đặt của người dùng này)"
            in run("wording", "status").stdout
        )

    def test_installed_and_removed(self, run: Run, tmp_path: Path) -> None:
        """Each framework with its source and what stays restated; what is removed is used no more."""
        rows = letter_rows([kdcl.get_framework("tt42-2012/primary")])
        copy = tmp_path / "lacking.txt"
        write_text(copy, [row for row in rows if not row.key.startswith("1.1.a")])
        run("wording", "install", str(copy))
        told = run("wording", "status").stdout
        assert (
            "tt42-2012/primary: đọc từ văn bản số 1/TEST-THU, tệp lacking.txt\n  diễn đạt lại ngắn gọn: 1.1.a\n" in told
        )
        assert "tt42-2012/secondary: không có" in told
        assert run("wording", "remove").stdout == f"Đã gỡ: {installed_path()}\n"
        assert not installed_path().exists()
        assert copy.is_file()
        assert "Nguyên văn" not in run("show", "1.3.b").stdout


def text_of(path: Path) -> str:
    """Return what a file says: its text, or the text of its parts."""
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return html.unescape("".join(texts))
