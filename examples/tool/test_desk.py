"""The tool's own tests, as its author would keep them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kdcl
from kdcl import Level

EXAMPLES = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).parent))

import desk  # noqa: E402 - the tool lies beside its tests and is not installed

PRIMARY = kdcl.load(EXAMPLES / "primary-2017.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two schools, one of them in a folder of its own."""
    kdcl.dump(PRIMARY, tmp_path / "a.json")
    Path(tmp_path, "b").mkdir()
    kdcl.dump(kdcl.load(EXAMPLES / "lower-secondary-2017.json"), tmp_path / "b" / "b.json")
    return tmp_path


def test_a_row() -> None:
    """A row says the level, what is certain, what is possible, and what is missing."""
    row = desk.look_at("a.json", PRIMARY, Level.THREE)
    assert (row.level, row.certain, row.highest) == (Level.ONE, Level.ONE, Level.ONE)
    assert row.missing == ("1.2.b", "3.6.a")
    assert row.errors == 0
    assert desk.look_at("a.json", PRIMARY, Level.ONE).cells()[-1] == "reached"


def test_no_level() -> None:
    """Where nothing is rated there is no level yet."""
    row = desk.look_at("a.json", kdcl.SelfAssessment(
        framework=PRIMARY.framework, school=PRIMARY.school, school_year=PRIMARY.school_year), Level.ONE)  # fmt: skip
    assert row.cells()[2:5] == ("none", "none", "3")


def test_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file is a row, in order of the schools' names."""
    code = desk.main([str(folder), "--target", "2"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0].strip() == "school"
    assert len(lines) == 3
    assert code in {0, 1}


def test_a_damaged_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read is told, and the others are looked at."""
    Path(folder, "c.json").write_text("{", "utf-8")
    assert desk.main([str(folder)]) == 1
    shown = capsys.readouterr()
    assert "this is not JSON" in shown.err
    assert len(shown.out.splitlines()) == 3


@pytest.mark.parametrize("language", ["vi", "en"])
def test_letters(folder: Path, language: str) -> None:
    """Each school gets a letter with what is missing for it, in the language asked for."""
    desk.main([str(folder), "--target", "3", "--language", language, "--letters", str(folder / "letters")])
    assert sorted(path.name for path in (folder / "letters").iterdir()) == ["a.docx", "b.docx"]
    letter = desk.build_letter(PRIMARY, Level.THREE, language)
    texts = [part.text for block in letter.sections[0].blocks for part in getattr(block, "runs", ())]
    wanted = kdcl.get_framework("primary").get_indicator("1.2.b").requirement.in_language(language)
    assert wanted in texts
    assert ("Cấp độ" in texts[0]) == (language == "vi")
