"""A short run of ``tools/kills.py``: what kills and two writers do to files; and that it knows every command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kdcl.cli import main
from kills import TEMPORARY, WRITINGS, find_chosen, judge_killed, judge_next

ROOT = Path(__file__).parents[1]
WRITES = {"-o", "-d"}
"""Options by which commands are told where to write."""
WITHOUT_OPTION = {"wording install"}
"""Commands that write to a place of their own."""


def iter_commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Iterate over the commands of the program, each with its name as it is typed."""
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from iter_commands(command, (*path, name))
    else:
        yield " ".join(path), group


class TestCommands:
    """Every command that writes is killed."""

    def test_all_are_known(self) -> None:
        """A command with an option that names an output stands in the tool's list, and nothing else does."""
        told = {name for name, command in iter_commands(main) for word in command.params if WRITES & {*word.opts}}
        assert {writing.name for writing in WRITINGS} == told | WITHOUT_OPTION

    def test_chosen_ones(self) -> None:
        """A command is chosen by its name, with every way in which it writes."""
        assert [writing.name for writing in find_chosen(["render"])] == ["render", "render"]
        assert find_chosen(None) == WRITINGS


class TestJudging:
    """What a kill may leave: each file as it was or as it is to be; and nothing but that after the next run."""

    @pytest.mark.parametrize(
        ("left", "fault"),
        [
            ({"a": b"old"}, ""),
            ({"a": b"new", f".a{TEMPORARY}": b"ne"}, ""),
            ({"a": b"ne"}, "a is neither old nor new"),
            ({}, "a is gone"),
            ({"a": b"new", "b": b"x"}, "b is neither old nor new"),
        ],
    )
    def test_after_a_kill(self, left: dict[str, bytes], fault: str) -> None:
        """Half a file, a file that is gone and a strange one are faults."""
        assert judge_killed({"a": b"old"}, {"a": b"new"}, left) == fault

    def test_after_the_next_run(self) -> None:
        """A temporary file that is still there is a fault; so is an earlier file that should have been kept."""
        new = {"a": b"new"}
        assert judge_next(new, new, {}) == ""
        assert judge_next(new, {**new, f".a{TEMPORARY}": b""}, {}) != ""
        assert judge_next(new, {"a": b"old", "a 2": b"new"}, {"a": b"old"}) == ""
        assert judge_next(new, {"a": b"x", "a 2": b"new"}, {"a": b"old"}) != ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the tool makes processes as Unix systems do")
@pytest.mark.big
def test_a_short_run() -> None:
    """A few kills leave nothing broken; nor do two writers."""
    words = ("--kills", "4", "--only", "evidence renumber")
    done = subprocess.run(  # noqa: S603 - the running interpreter
        [sys.executable, str(ROOT / "tools" / "kills.py"), *words], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "4 kills, faults: 0"
