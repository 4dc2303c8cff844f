"""Every command with damaged inputs: a sentence and an exit code, never a traceback, and nothing else is touched.

Commands and their inputs are collected from the program itself, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner

from damage import damage_bytes, damage_package
from kdcl.cli import main
from word_files import save_lines

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SCHOOL = EXAMPLES / "plan-2017.json"
VALUES: Final = {
    "item": "1.1",
    "kind": "summary",
    "criterion": "1.1",
    "texts": "[H1-1-01-01]",
    "school": "TH",
    "year": "2016-2017",
    "on": "18/9/2017",
    "sender": "a@b.invalid",
    "recipients": "c@d.invalid",
    "framework": "tt42-2012/primary",
}
"""Sound values of what a command cannot do without, by the parameter's name; a file stands for what is not named."""


def iter_commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Iterate over the commands of the program, each with the words that call it."""
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from iter_commands(command, (*path, name))
    else:
        yield path, group


def is_input(param: click.Parameter) -> bool:
    """Whether a parameter names a file that is read."""
    return isinstance(param.type, click.Path) and param.type.exists


def iter_cases() -> Iterator[tuple[str, tuple[str, ...], click.Command, click.Parameter]]:
    """Iterate over every parameter of every command by which a file comes in."""
    for path, command in iter_commands(main):
        for param in filter(is_input, command.params):
            yield f"{' '.join(path)} {param.name}", path, command, param


CASES = {name: (path, command, param) for name, path, command, param in iter_cases()}


def build_words(path: tuple[str, ...], command: click.Command, tried: click.Parameter, damaged: str) -> list[str]:
    """Return a command line in which one input is damaged, and nothing else is amiss."""
    words = list(path)
    for param in command.params:
        name = param.name or ""
        if param is tried:
            value = damaged
        elif not param.required:
            continue
        elif isinstance(param.type, click.Path):
            value = str(SCHOOL) if param.type.exists else "out" if not param.type.file_okay else "out.docx"
        else:
            value = VALUES.get(name, "1")
        words += [value] if isinstance(param, click.Argument) else [param.opts[0], value]
    if path == ("render",):
        words += ["-o", "out.docx"]
    return words


def iter_firsts(damaged: dict[str, Path]) -> Iterator[list[str]]:
    """Iterate over a line for each command in which the first of its inputs is damaged, in one kind after another."""
    firsts = {path: (path, command, param) for path, command, param in reversed(CASES.values())}
    kinds = sorted(damaged.values())
    for number, (path, command, param) in enumerate(firsts.values()):
        yield build_words(path, command, param, str(kinds[number % len(kinds)]))


def build_package() -> bytes:
    """Return a package whose parts cannot be unpacked, and whose list says nothing of it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "word/styles.xml"):
            package.writestr(name, "<a>" + name * 50 + "</a>")
    data = bytearray(stream.getvalue())
    place = data.index(b"word/document.xml") + len(b"word/document.xml")
    data[place : place + 8] = b"\xff" * 8
    return bytes(data)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return damaged files of every kind by what is wrong with each."""
    folder = tmp_path_factory.mktemp("damaged")
    chance = random.Random(7)  # noqa: S311 - damage, no secret
    word = save_lines(folder / "sound.docx", "BÁO CÁO TỰ ĐÁNH GIÁ", "Tiêu chí 1.1").read_bytes()
    school = SCHOOL.read_bytes()
    files = {
        "empty": ("a.json", b""),
        "bytes": ("b.docx", chance.randbytes(3000)),
        "cut package": ("c.docx", word[: len(word) // 2]),
        "damaged package": ("d.docx", damage_package(chance, word)),
        "package that cannot be unpacked": ("e.xlsx", build_package()),
        "cut JSON": ("f.json", school[: len(school) // 2]),
        "JSON of another shape": ("g.json", b'[{"framework": 1}]'),
        "deep JSON": ("h.json", b"[" * 200_000),
        "wrong types": ("i.json", json.dumps({key: [1, {}] for key in json.loads(school)}).encode()),
        "damaged text": ("j.toml", damage_bytes(chance, school)),
        "old encoding": ("k.txt", "Trường tiểu học".encode("utf-16-le")),
    }
    made = {}
    for kind, (name, data) in files.items():
        made[kind] = folder / name
        made[kind].write_bytes(data)
    return made


ONE_AFTER_THE_OTHER = """
import json, sys
from kdcl.cli import main
for words in json.loads(sys.argv[1]):
    try:
        main(words)
    except SystemExit as ended:
        print(f"\\0{ended.code}\\0", flush=True)
"""
"""A program that runs command lines, and prints the exit code behind each: starting it is what takes long."""


def run_process(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python as a process of its own on an output that shows no Vietnamese; what it says comes as one."""
    return subprocess.run(  # noqa: S603 - the running interpreter
        [sys.executable, *words],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )


def judge(words: list[str], code: int, told: str, folder: Path) -> None:
    """Hold what a command did: it ends as documented, says why, and leaves no half of a file."""
    assert code in {0, 1, 2}, (words, told)
    assert "Traceback" not in told, words
    assert code == 0 or told.strip(), words
    assert not list(folder.rglob("*.kdcl-tmp")), words


class TestDamagedInputs:
    """Whatever a file holds, a command ends with a sentence."""

    @pytest.mark.parametrize("name", CASES)
    def test_in_every_parameter(
        self, name: str, damaged: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each kind of damage in each file that a command reads: exit code 0, 1 or 2, and the input as it was."""
        path, command, param = CASES[name]
        monkeypatch.chdir(tmp_path)
        before = {kind: file.read_bytes() for kind, file in damaged.items()}
        for file in damaged.values():
            words = build_words(path, command, param, str(file))
            result = CliRunner().invoke(main, words)
            judge(words, result.exit_code, result.output, tmp_path)
        assert {kind: file.read_bytes() for kind, file in damaged.items()} == before

    def test_on_an_output_that_shows_no_vietnamese(
        self, damaged: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each command with one of the damaged files, on the old encoding of a Windows console."""
        monkeypatch.chdir(tmp_path)
        for words in iter_firsts(damaged):
            printed = io.BytesIO()
            screen = io.TextIOWrapper(printed, "cp1252", write_through=True)
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stdout", screen)
                patch.setattr(sys, "stderr", screen)
                with pytest.raises(SystemExit) as ended:
                    main(words)
            assert isinstance(ended.value.code, int)
            judge(words, ended.value.code, printed.getvalue().decode("cp1252"), tmp_path)

    @pytest.mark.big  # the test before has all of them in this process, the next one a process
    def test_through_the_real_program(self, damaged: dict[str, Path], tmp_path: Path) -> None:
        """Each kind of damage in one command, one after the other in a process of its own on such an output."""
        lines = list(iter_firsts(damaged))
        chosen = lines[:: len(lines) // len(damaged)][: len(damaged)]
        told = run_process(tmp_path, "-c", ONE_AFTER_THE_OTHER, json.dumps(chosen)).stdout.decode("cp1252")
        ends = re.findall(r"(.*?)\0(\w+)\0\s*", told, flags=re.DOTALL)
        assert len(ends) == len(chosen), told
        for words, (said, code) in zip(chosen, ends, strict=True):
            judge(words, int(code), said, tmp_path)

    def test_its_process_ends_with_the_code(self, damaged: dict[str, Path], tmp_path: Path) -> None:
        """What a shell or another program asks for: the exit code of the process is that of the command."""
        done = run_process(tmp_path, "-m", "kdcl.cli", "check", str(damaged["cut JSON"]))
        assert done.returncode == 2
        judge(["check"], done.returncode, done.stdout.decode("cp1252"), tmp_path)

    def test_commands_are_collected(self) -> None:
        """Those that read nothing are the only ones that no damaged file can be given to."""
        without = {" ".join(path) for path, command in iter_commands(main) if not any(map(is_input, command.params))}
        reading = {"import", "check", "codes repair", "data read", "merge", "review", "wording install"}
        assert not without & reading
        tried = {" ".join(path) for path, *_ in CASES.values()}
        assert tried | without == {" ".join(path) for path, _ in iter_commands(main)}
