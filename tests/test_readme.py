"""The two commands that both README files open with, for Unix shells and for Windows PowerShell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kdcl.law import Status
from kdcl.locale import get_locale

ROOT = Path(__file__).parent.parent
FILES = ("README.md", "README.vi.md")


def blocks(name: str, language: str) -> list[str]:
    """Return the code blocks of a language in a file of the project."""
    return re.findall(rf"^```{language}\n(.+?)^```$", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def translate(command: str) -> str:
    """Return a command of a Unix shell as Windows PowerShell has it, where no `&&` joins commands before version 7."""
    first, *rest = (
        command.strip().replace("python3 -m venv", "py -m venv").replace(".venv/bin/", ".venv\\Scripts\\").split(" && ")
    )
    return "; ".join([first, *(f"if ($?) {{ {part} }}" for part in rest)]) + "\n"


@pytest.mark.parametrize("name", FILES)
def test_both_files_open_with_the_same_commands(name: str) -> None:
    """The first block installs and writes a report, the second installs and tests."""
    assert blocks(name, "bash")[:2] == blocks(FILES[0], "bash")[:2]
    assert all("-m venv" in block for block in blocks(name, "bash")[:2])


@pytest.mark.parametrize("name", FILES)
def test_windows_has_both_too(name: str) -> None:
    """Word for word the same, but for what differs between the two shells."""
    assert blocks(name, "powershell") == [translate(block) for block in blocks(name, "bash")[:2]]


def commands(name: str) -> list[str]:
    """Return the commands of a page in both languages' common form: without the language and the names of files."""
    told = [line for block in blocks(name, "console") for line in block.splitlines() if line.startswith("$ ")]
    return [line.replace("--lang en ", "") for line in told]


def test_the_story_is_the_same_in_both_languages() -> None:
    """Its commands are the same, one by one; what they print stands in each language on its own page, and is run."""
    assert commands("docs/story.vi.md") == commands("docs/story.md")
    assert len(blocks("docs/story.vi.md", "python")) == len(blocks("docs/story.md", "python"))


@pytest.mark.parametrize(("name", "languages"), [("README.md", ("en", "vi")), ("README.vi.md", ("vi", "en"))])
def test_status_words_stand_beside_the_printed_ones(name: str, languages: tuple[str, str]) -> None:
    """What a file of the law writes, and what commands and documents print for it in either language."""
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    locales = [get_locale(language) for language in languages]
    assert rows == [(status.value, *(locale.text(status.words) for locale in locales)) for status in Status]
