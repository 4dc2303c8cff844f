"""``tools/trust.py`` and ``tools/mutants.py``: what they name exists, and what they tell is what the commands say."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import mutants
import trust

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/trust.md").read_text("utf-8")


def row(code: str, **facts: object) -> trust.Row:
    """Return a row whose command is this code."""
    bare = trust.Row(name="own", what="own things", command=("-c", code), small=("-c", code), told=r"^\d+ tried$")
    return attrs.evolve(bare, **facts)  # type: ignore[arg-type] # any facts


class TestTable:
    """One command repeats what the page tells of."""

    @pytest.mark.parametrize("tried", trust.ROWS, ids=lambda tried: tried.name)
    def test_commands_are_there(self, tried: trust.Row) -> None:
        """Every file that a row runs exists, and the page names it."""
        files = [part for part in (*tried.command, *tried.small) if part.endswith(".py")]
        assert all((ROOT / part).is_file() for part in files)
        assert all(part in PAGE for part in tried.command if part in files)
        assert f"`{tried.name}`" in PAGE

    @pytest.mark.parametrize(
        ("code", "told", "is_well"),
        [
            ("print('12 tried'); print('end')", "| own things | 12 tried |", True),
            ("print('nothing of it'); raise SystemExit(3)", "| own things | nothing of it; ended with 3 |", False),
            ("", "| own things | nothing was said |", True),
        ],
    )
    def test_a_row_tells_what_its_command_says(self, code: str, told: str, is_well: bool) -> None:
        """The lines that tell of it, or the last one; and whether it ended with an error."""
        line, ended = trust.run(row(code), is_whole=False)
        assert line.startswith(told)
        assert ended is is_well

    def test_what_is_not_installed_is_told_as_not_run(self) -> None:
        """It is no success that looks like one."""
        line, _ = trust.run(row("print('1 tried')", needs="no_such_module"), is_whole=True)
        assert "not run: no_such_module is not installed" in line

    def test_the_exit_code(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """It is 1 where a row ends with an error; only the rows that are named run."""
        rows = (row("print('1 tried')", name="good"), row("raise SystemExit(1)", name="bad"))
        monkeypatch.setattr(trust, "ROWS", rows)
        for chosen, code, count in ((["--only", "good"], 0, 1), ([], 1, 2)):
            monkeypatch.setattr(sys, "argv", ["trust.py", *chosen])
            assert trust.main() == code
            assert capsys.readouterr().out.count("own things") == count


def iter_all() -> Iterator[mutants.Mutant]:
    """Yield every change of every room."""
    for room in mutants.ROOMS:
        for path in mutants.files_of(room):
            yield from mutants.iter_mutants(path)


class TestMutants:
    """Small changes of the source, and those that need no test."""

    @pytest.mark.big
    def test_what_is_justified_can_be_made(self) -> None:
        """A reason for a change of a line that is gone is a reason for nothing."""
        justified = tomllib.loads((ROOT / "tools/mutants.toml").read_text("utf-8"))["equivalent"]
        assert set(justified) - {mutant.key for mutant in iter_all()} == set()
        assert all(reason.strip() for reason in justified.values())

    def test_changes_of_a_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Comparisons, conditions, numbers, truth and what is returned; hints and how much is kept ready are spared."""
        monkeypatch.setattr(mutants, "SOURCE", tmp_path)
        path = tmp_path / "own.py"
        path.write_text("@cache(maxsize=4)\ndef f(a: Literal[1]) -> bool:\n    return a < 2 and not a\n", "utf-8")
        found = [(mutant.what, mutant.function) for mutant in mutants.iter_mutants(path)]
        inside = (1, "f")
        assert found == [
            ("return a < 2 and (not a) => return None", inside),
            ("a < 2 and (not a) => a < 2 or not a", inside),
            ("a < 2 => a <= 2", inside),
            ("not a => not not a", inside),
            ("2 => 3", inside),
        ]

    def test_a_change_is_made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The code that is compiled differs in that one place."""
        monkeypatch.setattr(mutants, "SOURCE", tmp_path)
        path = tmp_path / "own.py"
        path.write_text("def f(a):\n    return a + 1\n", "utf-8")
        results = []
        for mutant in mutants.iter_mutants(path):
            names: dict[str, object] = {}
            exec(mutant.compile(), names)  # noqa: S102 - two lines of our own
            results.append((mutant.what, eval("f(3)", names)))  # noqa: S307 - as above
        assert results == [("return a + 1 => return None", None), ("a + 1 => a - 1", 2), ("1 => 2", 5)]
        assert ast.unparse(ast.parse(path.read_text("utf-8"))) == "def f(a):\n    return a + 1"


class TestRooms:
    """Which tests are a room's own."""

    @pytest.mark.parametrize("room", mutants.ROOMS)
    def test_files_are_there(self, room: str) -> None:
        """The room's source and each of its tests."""
        assert mutants.files_of(room)
        assert all((ROOT / test).is_file() for test in mutants.ROOMS[room])
