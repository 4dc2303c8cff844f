"""What commands write, print and say when something is in the way: nothing is destroyed, no traceback is shown."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.cli import main, misuse, streams
from kdcl.cli.console import DAY
from kdcl.cli.output import Output, OutputKind, find_kind
from kdcl.cli.placeholders import PLACEHOLDERS
from kdcl.errors import OutputRefusedError
from kdcl.renderers import render

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PLAN = EXAMPLES / "plan-2017.json"

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs a command line in an empty folder, in English."""
    monkeypatch.setenv("KDCL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, words)


def run_program(
    *words: str, encoding: str = "utf-8", output: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Return what a command line did as a process of its own, in Vietnamese."""
    return subprocess.run(  # noqa: S603 - the running interpreter
        [sys.executable, "-m", "kdcl.cli", *words],
        check=False,
        stdout=output,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": encoding, "KDCL_LANG": "vi"},
    )


def plan_document(form: str) -> bytes:
    """Return a document of an example in one format."""
    assessment = kdcl.load(PLAN)
    framework = kdcl.get_framework(assessment.framework)
    return render(kdcl.get_document("summary").build(assessment, framework, language="vi"), form)


def _iter_placeholders(command: click.Command, context: click.Context) -> Iterator[str]:
    """Iterate over what stands for values in a command and those below it."""
    for param in command.get_params(context):
        written = param.make_metavar(context)
        if written[:1] not in {"[", "{"} and not (isinstance(param, click.Option) and param.is_flag):
            yield from re.findall(r"[A-Z]+(?: [A-Z]+)?", written)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _iter_placeholders(inner, click.Context(inner, parent=context, info_name=name))


class TestKinds:
    """A file is what its content says, whatever it is called."""

    @pytest.mark.parametrize(
        ("form", "kind"), [("docx", OutputKind.WORD), ("xlsx", OutputKind.EXCEL), ("html", OutputKind.HTML)]
    )
    def test_documents(self, form: str, kind: OutputKind) -> None:
        """Documents of ours are recognised."""
        assert find_kind(plan_document(form)) is kind

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (b"", OutputKind.EMPTY),
            (b"%PDF-1.7", OutputKind.PDF),
            (b"PK\x03\x04 damaged", OutputKind.ARCHIVE),
            (b"BEGIN:VCALENDAR\r\n", OutputKind.CALENDAR),
            (b"Subject: x\r\n\r\n", OutputKind.MAIL),
            (b'{"a": 1}', OutputKind.JSON),
            (b"words", OutputKind.TEXT),
            (b"\x00\x01", OutputKind.OTHER),
            (b"\xff\xfe\x00", OutputKind.OTHER),
            ("\u1ebf".encode() * 40_000, OutputKind.TEXT),
        ],
    )
    def test_others(self, data: bytes, kind: OutputKind) -> None:
        """Every other kind is told by how the content begins."""
        assert find_kind(data) is kind

    def test_school_files(self) -> None:
        """A school's file is told from other JSON by its keys."""
        assert find_kind(PLAN.read_bytes()) is OutputKind.SCHOOL


class TestOutput:
    """Nothing that a person made is replaced unasked."""

    def test_an_input_is_never_written_over(self, tmp_path: Path) -> None:
        """Not even with --force; unless the command is meant to change it."""
        path = tmp_path / "school.json"
        path.write_bytes(PLAN.read_bytes())
        name = str(path)
        with pytest.raises(OutputRefusedError, match="this is the file that is read"):
            Output(path=name, inputs=(name,), force=True).ensure_free()
        Output(path=name, inputs=(name,), replaces=(name,)).write(b"{}")
        assert path.read_bytes() == b"{}"

    def test_the_same_file_by_another_name(self, tmp_path: Path) -> None:
        """A link to an input is the input."""
        path, link = tmp_path / "a.docx", tmp_path / "b.docx"
        path.write_bytes(b"x")
        link.symlink_to(path)
        with pytest.raises(OutputRefusedError):
            Output(path=str(link), inputs=(str(path),)).write(b"y")

    def test_a_school_file_is_kept(self, tmp_path: Path) -> None:
        """Only --force replaces it, whatever is written."""
        path = tmp_path / "school.json"
        path.write_bytes(PLAN.read_bytes())
        with pytest.raises(OutputRefusedError, match="a school's file of this name exists already"):
            Output(path=str(path)).write(PLAN.read_bytes())
        Output(path=str(path), force=True).write(b"{}")
        assert path.read_bytes() == b"{}"

    def test_another_kind_is_kept(self, tmp_path: Path) -> None:
        """A text is not replaced by a web page; a web page, by another one, is."""
        path = tmp_path / "page.html"
        path.write_bytes(b"my notes")
        page = plan_document("html")
        with pytest.raises(OutputRefusedError, match="a text of this name exists already"):
            Output(path=str(path)).write(page)
        path.write_bytes(b"")
        written = Output(path=str(path)).write(page)
        assert Output(path=str(path)).write(page) == written == path.read_bytes()
        assert written.startswith(page)

    def test_what_was_edited_since_is_kept(self, tmp_path: Path) -> None:
        """A Word file that kdcl wrote is replaced; once another program has saved it, it is not."""
        path, document = tmp_path / "plan.docx", plan_document("docx")
        path.write_bytes(document)
        Output(path=str(path)).write(document)
        edited = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(edited, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"2000-01-01", b"2026-01-01"))
        path.write_bytes(edited.getvalue())
        with pytest.raises(OutputRefusedError, match="saved by another program since"):
            Output(path=str(path)).write(document)
        assert path.read_bytes() == edited.getvalue()

    @pytest.mark.parametrize(
        ("name", "first", "second"),
        [
            ("a.html", b"<!DOCTYPE html>\n<p>1</p>", b"<!DOCTYPE html>\n<p>2</p>\n"),
            ("a.md", b"# 1\n", b"# 2"),
            ("a.markdown", "# Một\n<!-- -->\n".encode(), b"# 2\n"),
        ],
    )
    def test_a_text_tells_whether_it_was_changed(self, tmp_path: Path, name: str, first: bytes, second: bytes) -> None:
        """By the hash at its end: as it was written it is replaced, changed by anyone it is kept."""
        path = tmp_path / name
        Output(path=str(path)).write(first)
        written = Output(path=str(path)).write(second)
        for changed in (written.replace(b"2", b"3", 1), written + b"more\n", written.replace(b"\n", b"\r\n")):
            path.write_bytes(changed)
            with pytest.raises(OutputRefusedError, match="not as kdcl wrote it"):
                Output(path=str(path)).write(first)
            assert path.read_bytes() == changed
        Output(path=str(path), force=True).write(first)

    @pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.md"])
    def test_a_text_that_tells_nothing_is_kept(self, tmp_path: Path, name: str) -> None:
        """Unless nothing would change."""
        path = tmp_path / name
        path.write_bytes(b"mine\n")
        with pytest.raises(OutputRefusedError, match="nothing tells whether somebody changed it"):
            Output(path=str(path)).write(b"other\n")
        assert path.read_bytes() == b"mine\n"
        same = tmp_path / "same.txt"
        Output(path=str(same)).write(b"a")
        assert Output(path=str(same)).write(b"a") == b"a"

    def test_a_signed_pdf_is_kept(self, tmp_path: Path) -> None:
        """Who signs or marks one adds to its end; another program ends it in its own way."""
        path = tmp_path / "a.pdf"
        ours = b"%PDF-1.7\ntrailer\n<</ID[(" + b"A" * 24 + b")(" + b"B" * 24 + b")]>>\nstartxref\n9\n%%EOF"
        path.write_bytes(ours)
        Output(path=str(path)).write(b"%PDF-1.7 new")
        for changed in (ours + b"\nstartxref\n9\n%%EOF", ours.replace(b"/ID", b"/Id")):
            path.write_bytes(changed)
            with pytest.raises(OutputRefusedError, match="not as kdcl wrote it"):
                Output(path=str(path)).write(ours.replace(b"9", b"8"))

    def test_a_damaged_word_file_is_kept(self, tmp_path: Path) -> None:
        """A package that cannot tell who saved it is not ours."""
        path = tmp_path / "plan.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("word/document.xml", "<w/>")
        with pytest.raises(OutputRefusedError, match="saved by another program since"):
            Output(path=str(path)).write(plan_document("docx"))

    def test_what_cannot_be_looked_at_is_left_to_the_system(self, tmp_path: Path) -> None:
        """A loop of links says nothing of a kind; writing tells what is wrong."""
        link = tmp_path / "loop.html"
        link.symlink_to(link)
        with pytest.raises(OSError, match="loop"):
            Output(path=str(link)).write(b"<html>")


class TestCommands:
    """Every command that writes goes through the same door."""

    def test_a_report_over_its_school_file(self, run: Run, tmp_path: Path) -> None:
        """The school's only file stays."""
        path = tmp_path / "b.json"
        path.write_bytes(PLAN.read_bytes())
        for words in (
            ("report", "b.json", "--draft", "--format", "html", "-o", "b.json"),
            ("data", "form", "b.json", "-o", "b.json"),
            ("plan", "calendar", "b.json", "--on", "2017-09-18", "-o", "b.json"),
            ("mail", "b.json", "--from", "a@b.invalid", "--to", "c@d.invalid", "--on", "18/9/2017", "-o", "b.json"),
        ):
            result = run(*words)
            assert result.exit_code == 2, words
            assert "this is the file that is read" in result.stderr
        assert path.read_bytes() == PLAN.read_bytes()

    def test_in_place(self, run: Run, tmp_path: Path) -> None:
        """A command that is meant to change a school's file may name it as its output."""
        (tmp_path / "b.json").write_bytes(PLAN.read_bytes())
        assert run("evidence", "renumber", "b.json", "-o", "b.json").exit_code == 0

    def test_nothing_prints_past_the_door(self) -> None:
        """Only one module hands text to click, so that a closed pipe or a small encoding is met everywhere."""
        room = Path(kdcl.__file__).parent / "cli"
        users = {path.name for path in room.glob("*.py") if "click.echo(" in path.read_text("utf-8")}
        assert users == {"streams.py"}


class TestWords:
    """What is wrong with a command line is said in the command's language."""

    @pytest.mark.parametrize("words", [(), ("external",), ("external", "paper"), ("frameworks",), ("score",)])
    @pytest.mark.parametrize("language", [("--lang", "en"), ("--lang=en",), ("--lang", "vi", "--lang", "en")])
    def test_the_language_may_follow_the_help(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], language: tuple[str, ...]
    ) -> None:
        """Of commands and of groups; of several, the last counts."""
        monkeypatch.setenv("KDCL_LANG", "vi")
        assert run(*words, "--help", *language).output.startswith("Usage: ")
        assert run(*words, *language, "--help").output.startswith("Usage: ")
        assert run(*words, "--help").output.startswith("Cách dùng: ")
        assert run(*words, "--help", "--lang", "xx").output.startswith("Cách dùng: ")

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("score", "nothere.json"), "nothere.json: không có tệp hoặc thư mục này"),
            (("score",), "thiếu TỆP"),
            (("score", "--raedings", "x"), "không có tùy chọn --raedings; có phải là --reading"),
            (("scoer", "x"), "không có lệnh 'scoer'; có phải là codes, score"),
            (("evidence", "zzz"), "không có lệnh 'zzz'"),
            (("evidence",), "Cách dùng: kdcl evidence"),
            (("score", str(PLAN), "--reading", "x"), "không có x"),
            (("check", str(PLAN), "--only", "dangling-cod"), "có phải là dangling-code"),
            (("schema", "more"), "more: thừa"),
            (("score", str(PLAN), "--rules"), "--rules: thiếu giá trị đứng sau"),
            (("score", str(PLAN), "--json=3"), "--json: không nhận giá trị"),
            (("plan", "progress", str(PLAN), "--on", "31/2/2017"), "'31/2/2017' không phải là ngày"),
            (("score", "."), ".: đây là thư mục"),
        ],
    )
    def test_misuse(self, run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str) -> None:
        """Each kind of misuse has its sentence, and exit code 2."""
        monkeypatch.setenv("KDCL_LANG", "vi")
        result = run(*words)
        assert result.exit_code == 2
        assert told in result.stderr
        assert "Error" not in result.stderr

    def test_help(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """The frame of the help is in the command's language."""
        monkeypatch.setenv("KDCL_LANG", "vi")
        shown = run("--help").stdout + run("check", "--help").stdout
        assert all(
            word in shown for word in ("Cách dùng:", "[TÙY CHỌN] LỆNH [THAM SỐ]...", "Tùy chọn", "[mặc định: text]")
        )
        assert not any(word in shown for word in ("Usage", "Options", "Commands", "Show ", "default"))

    def test_what_stands_for_values(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is in the command's language, in how a command is called, in its options and where it is missing."""
        monkeypatch.setenv("KDCL_LANG", "vi")
        shown = run("merge", "--help").stdout + run("forms", "sheets", "--help").stdout
        for words in ("TỆP_GỐC TỆP_NÀY TỆP_KIA", "-o, --output ĐƯỜNG_DẪN", "THƯ_MỤC", "[bắt buộc]", "[vi|en]"):
            assert words in shown
        assert not re.search(r"\b(?:FILE|OURS|PATH|DIRECTORY|TEXT)\b|required", shown)
        assert "Error" not in run("check").stderr
        assert "TỆP" in run("check").stderr
        assert "THƯ_MỤC|TỆP..." in run("overview", "--help").stdout

    def test_every_placeholder_is_known(self) -> None:
        """Those of all commands, and no others."""
        known = set(_iter_placeholders(main, click.Context(main)))
        assert known == set(PLACEHOLDERS)

    def test_a_sentence_that_is_not_known(self) -> None:
        """It stands as it is."""
        assert str(misuse.describe(click.UsageError("all -d DIRECTORY"))) == "all -d DIRECTORY"
        assert str(misuse.describe(click.FileError("a.txt", "odd"))) == "a.txt: odd"

    @pytest.mark.parametrize("text", ["18/9/2017", "18/09/2017", "2017-09-18", "18-9-2017"])
    def test_days(self, run: Run, text: str) -> None:
        """A day is read as people and as programs write it."""
        assert run("plan", "progress", str(PLAN), "--on", text).exit_code == 0

    def test_a_day_that_is_one_already(self) -> None:
        """A day stays as it is."""
        day = DAY.convert("2017-09-18", None, None)
        assert DAY.convert(day, None, None) is day


class TestStreams:
    """What is printed arrives, whatever the output can show and whether or not somebody reads it."""

    @pytest.mark.big  # the next test has more encodings in this process
    def test_an_old_encoding(self) -> None:
        """A program of its own prints a verdict where the system's encoding is an old one."""
        done = run_program("score", str(EXAMPLES / "lower-secondary-2017.json"), encoding="cp1252")
        assert done.returncode == 0
        assert done.stderr == b""
        assert "104" in done.stdout.decode("cp1252")

    @pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "cp437", "ascii", "utf-8"])
    def test_old_encodings(self, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A verdict is printed in every encoding, with the exit code of the command."""
        monkeypatch.setenv("KDCL_LANG", "vi")
        printed, complained = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding, write_through=True))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(complained, encoding, write_through=True))
        with pytest.raises(SystemExit) as ended:
            main(["score", str(EXAMPLES / "lower-secondary-2017.json")])
        assert (ended.value.code, complained.getvalue()) == (0, b"")
        plain = printed.getvalue().decode("utf-8" if encoding == "ascii" else encoding)  # for click, ASCII is a mistake
        assert "104" in plain
        assert ("Cấp độ" if encoding == "utf-8" else "C") in plain
        assert "?" not in plain.splitlines()[0]

    def test_json_is_escaped_and_not_changed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the output cannot show a letter, JSON says it in another way: it is the same value."""
        monkeypatch.setenv("KDCL_LANG", "vi")
        printed = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, "cp1252", write_through=True))
        with pytest.raises(SystemExit):
            main(["check", str(PLAN), "--format", "json"])
        assert any("ế" in issue["message"] for issue in json.loads(printed.getvalue()))

    def test_a_reader_that_has_gone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Printing to a closed pipe is no error; the command goes on."""

        def fail(*_: object, **__: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(click, "echo", fail)
        monkeypatch.setattr(streams, "_silence", list)
        streams.echo("text", err=False)

    def test_the_file_is_written_before_head_ends(self, tmp_path: Path) -> None:
        """`kdcl ... | head -1` writes its file."""
        target = tmp_path / "out.json"
        reading, writing = os.pipe()
        os.close(reading)
        done = run_program("evidence", "renumber", str(PLAN), "-o", str(target), output=writing)
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")
        assert target.exists()

    def test_letters_that_cannot_be_shown(self) -> None:
        """A letter is spelt without its marks, a sign by its nearest, anything else by a question mark."""
        error = UnicodeEncodeError("charmap", "ếđ✓\u4e2d", 0, 4, "no")
        assert streams.spell("ascii", error) == ("ed+?", 4)
        assert streams.spell("cp1258", UnicodeEncodeError("charmap", "ế", 0, 1, "no")) == ("ê\u0301", 1)

    def test_it_only_spells(self) -> None:
        """What is not about encoding is not swallowed."""
        with pytest.raises(UnicodeDecodeError):
            streams.spell("ascii", UnicodeDecodeError("ascii", b"\xff", 0, 1, "no"))


class TestLastResort:
    """Whatever goes wrong, a sentence is said; the traceback is for those who ask."""

    @pytest.mark.parametrize(
        ("error", "code", "told"),
        [
            (RuntimeError("odd"), 3, "This is a defect of kdcl"),
            (MemoryError(), 3, "not enough memory"),
            (KeyboardInterrupt(), 130, "Stopped."),
        ],
    )
    def test_sentence(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
    ) -> None:
        """A defect, a lack of memory and a stop from the keyboard each have their sentence and exit code."""

        def fail(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(main.commands["frameworks"], "callback", fail)
        result = run("frameworks")
        assert (result.exit_code, "Traceback" in result.output) == (code, False)
        assert told in result.stderr
        monkeypatch.setenv("KDCL_DEBUG", "1")
        assert ("Traceback" in run("frameworks").output) is isinstance(error, RuntimeError)

    def test_a_reader_of_the_help_that_has_gone(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """A pipe that closes under click's own printing ends the command without a traceback."""

        def fail(*_: object, **__: object) -> None:
            raise BrokenPipeError(32, "Broken pipe")

        monkeypatch.setattr(main.commands["frameworks"], "callback", fail)
        assert "Traceback" not in run("frameworks").output
