"""What the command line does inside its process when an output shows little, closes, or cannot be looked at."""

from __future__ import annotations

import io
import json
import os
import runpy
import sys
from pathlib import Path

import click
import pytest

from kdcl.cli import streams
from kdcl.cli.console import SpokenCommand, SpokenOption
from kdcl.cli.issues import _print_issue
from kdcl.cli.output import Output
from kdcl.convert import read
from kdcl.findings import Finding
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.standards import get_framework

PLAN = Path(__file__).resolve().parents[1] / "examples" / "plan-2017.json"


def open_output(encoding: str) -> tuple[io.TextIOWrapper, io.BytesIO]:
    """Return an output of this encoding, and what is written to it."""
    written = io.BytesIO()
    return io.TextIOWrapper(written, encoding=encoding, write_through=True), written


class TestEncodings:
    """An output gets what it can show."""

    @pytest.mark.parametrize(
        ("encoding", "expected"),
        [
            ("cp1252", b"Tet c\xf9ng: e, D +"),
            ("utf-8", "Tết cùng: ế, Đ ✓".encode()),
        ],
    )
    def test_prepare(self, monkeypatch: pytest.MonkeyPatch, encoding: str, expected: bytes) -> None:
        """Letters an old encoding lacks are spelt; UTF-8 is left as it is."""
        output, written = open_output(encoding)
        for name in ("stdout", "stderr"):
            monkeypatch.setattr(sys, name, output)
        streams.prepare()
        output.write("Tết cùng: ế, Đ ✓")
        assert written.getvalue() == expected

    def test_an_output_without_encoding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where a program put something of its own for the outputs, it is left alone."""
        output = io.StringIO()
        for name in ("stdout", "stderr"):
            monkeypatch.setattr(sys, name, output)
        streams.prepare()
        streams.echo("ế")
        assert output.getvalue() == "ế\n"

    @pytest.mark.parametrize("encoding", ["cp1258", "ascii", "utf-8"])
    def test_json(self, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
        """A value is the same in every encoding; letters stand as they are where the output has all of them."""
        output, written = open_output(encoding)
        monkeypatch.setattr(sys, "stdout", output)
        streams.echo_json({"a": "ế"})
        assert json.loads(written.getvalue().decode(encoding)) == {"a": "ế"}
        assert (b"\\u" in written.getvalue()) is (encoding != "utf-8")


class TestClosedPipes:
    """Where nobody reads any more, the rest of what is printed goes nowhere."""

    def test_an_output_is_led_nowhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """After the first line that nobody takes, what Python still holds for the output does no harm either."""
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as output:
            monkeypatch.setattr(sys, "stdout", output)
            for _ in range(3):
                streams.echo("line")
            output.write("more")
        assert list(tmp_path.iterdir()) == []

    def test_an_output_that_is_no_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An output that has no number is left as it is."""

        def fail(*_: object, **__: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(click, "echo", fail)
        monkeypatch.setattr(sys, "stderr", io.StringIO())
        streams.echo("line", err=True)


class TestParts:
    """Parts that only unusual commands and places ask for."""

    def test_what_is_hidden(self) -> None:
        """A hidden option has no line in the help, and a command without help has no option for it."""
        hidden = SpokenOption(["--hidden"], told=message("Show the version and exit."), hidden=True)
        command = SpokenCommand(
            "own", told=message("Show the version and exit."), params=[hidden], add_help_option=False
        )
        context = click.Context(command)
        assert hidden.get_help_record(context) is None
        assert command.get_help_option(context) is None

    def test_a_finding_on_the_whole_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It names no place in words."""
        result = read(PLAN)
        finding = Finding(kind="own-check", message=message("nothing"), place=ROOT)
        assert result.assessment is not None
        _print_issue(result, finding, get_framework(result.assessment.framework))
        assert "[own-check]" in capsys.readouterr().out

    @pytest.mark.parametrize("error", [PermissionError(13, "no"), RuntimeError("loop")])
    def test_an_output_that_cannot_be_looked_at(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        """Nothing is known of what stands there; writing will tell."""
        path = tmp_path / "a.json"
        path.write_bytes(PLAN.read_bytes())

        def fail(_: Path) -> bool:
            raise error

        monkeypatch.setattr(Path, "is_file", fail)
        Output(path=str(path)).ensure_free()

    def test_the_program(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """`python -m kdcl.cli` is the program; imported, it does nothing."""
        monkeypatch.setattr(sys, "argv", ["kdcl", "--version"])
        monkeypatch.delitem(sys.modules, "kdcl.cli.__main__", raising=False)
        assert "main" in runpy.run_module("kdcl.cli.__main__")
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("kdcl.cli", run_name="__main__")
        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith("kdcl, version ")
