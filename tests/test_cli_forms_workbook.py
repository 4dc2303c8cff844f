"""`kdcl forms workbook`, and `kdcl forms collect` of workbooks."""

from __future__ import annotations

import io
import shutil
from functools import cache
from pathlib import Path

import attrs
import openpyxl
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.cli import main
from kdcl.school import SelfAssessment
from returned_workbooks import build_whole

WHOLE = build_whole()


def run(*arguments: str | Path) -> Result:
    """Return what the program does."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"KDCL_LANG": "en"})


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a school's file and its workbook, which no test changes."""
    place = tmp_path_factory.mktemp("sent")
    kdcl.dump(WHOLE, place / "school.json")
    result = run("forms", "workbook", place / "school.json", "-o", place / "work.xlsx")
    assert result.exit_code == 0, result.output
    return place


@pytest.fixture
def folder(sent: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    return Path(shutil.copytree(sent, tmp_path, dirs_exist_ok=True))


@cache
def filled(sent: bytes, name: str, text: str) -> bytes:
    """Return a workbook with a text beside the label of a line, found by its hidden name, as openpyxl saves it."""
    workbook = openpyxl.load_workbook(io.BytesIO(sent))
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            if row[0].value == name:
                row[2].value = text
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def fill(path: Path, name: str, text: str) -> None:
    """Write a text into a workbook, as `filled` does."""
    path.write_bytes(filled(path.read_bytes(), name, text))


class TestWorkbook:
    """The workbook is written beside the school's file."""

    def test_it_does_not_replace_what_somebody_works_in(self, folder: Path) -> None:
        """A workbook that another program has saved since is kept."""
        fill(folder / "work.xlsx", "school.principal", "Nguyễn Văn X")
        before = (folder / "work.xlsx").read_bytes()
        result = run("forms", "workbook", folder / "school.json", "-o", folder / "work.xlsx")
        assert result.exit_code == 2
        assert (folder / "work.xlsx").read_bytes() == before


class TestCollect:
    """What came back in workbooks is merged, and everything is said."""

    def collect(self, folder: Path, *options: str | Path) -> tuple[Result, SelfAssessment]:
        """Return what the program says and the file it writes."""
        target = folder / "collected.json"
        result = run("forms", "collect", *options, "--into", folder / "school.json", "-o", target)
        return result, kdcl.load(target)

    def test_nothing_changed(self, folder: Path) -> None:
        """An untouched workbook changes nothing."""
        result, collected = self.collect(folder, folder / "work.xlsx")
        assert result.exit_code == 0, result.output
        assert collected == WHOLE

    def test_changes_are_said_with_their_cells(self, folder: Path) -> None:
        """What was taken over is named with sheet, cell and both texts; a folder stands for its workbooks."""
        forms = folder / "forms"
        forms.mkdir()
        (folder / "work.xlsx").rename(forms / "work.xlsx")
        (forms / "~$work.xlsx").write_bytes(b"passing")
        fill(forms / "work.xlsx", "school.principal", "Nguyễn Văn X")
        result, collected = self.collect(folder, forms)
        assert result.exit_code == 0, result.output
        assert collected.school.principal == "Nguyễn Văn X"
        assert "cell C" in result.output
        assert "“Nguyễn Văn A” -> “Nguyễn Văn X”" in result.output

    @pytest.mark.parametrize(
        ("options", "principal", "code"),
        [([], "Nguyễn Văn Y", 1), (["--ours"], "Nguyễn Văn Y", 0), (["--theirs"], "Nguyễn Văn X", 0)],
    )
    def test_conflicts(self, folder: Path, options: list[str], principal: str, code: int) -> None:
        """What both changed differently is said, unless a side was chosen."""
        fill(folder / "work.xlsx", "school.principal", "Nguyễn Văn X")
        now = attrs.evolve(WHOLE, school=attrs.evolve(WHOLE.school, principal="Nguyễn Văn Y"))
        kdcl.dump(now, folder / "school.json")
        result, collected = self.collect(folder, folder / "work.xlsx", *options)
        assert result.exit_code == code, result.output
        assert collected.school.principal == principal
        assert ("both changed" in result.output) is bool(code)

    def test_another_order_has_no_cell(self, folder: Path) -> None:
        """Lines that were exchanged are said without a cell."""
        workbook = openpyxl.load_workbook(folder / "work.xlsx")
        sheet = workbook["Council members"]
        for column in range(1, 6):
            one, other = sheet.cell(6, column), sheet.cell(7, column)
            one.value, other.value = other.value, one.value
        workbook.save(folder / "work.xlsx")
        result, collected = self.collect(folder, folder / "work.xlsx")
        assert result.exit_code == 0, result.output
        assert collected.council.members[:2] == WHOLE.council.members[1::-1]
        assert "put in another order" in result.output

    def test_what_is_not_taken_is_kept_beside_the_file(self, folder: Path) -> None:
        """Cells that cannot be read are said, and their texts stand in a file of their own."""
        fill(folder / "work.xlsx", "signature.date", "hôm qua")
        result, collected = self.collect(folder, folder / "work.xlsx")
        assert result.exit_code == 1
        assert collected == WHOLE
        assert "hôm qua" in (folder / "collected.rest.txt").read_text("utf-8")

    def test_files_that_are_no_forms(self, folder: Path) -> None:
        """Workbooks of other programs and schools and damaged ones are named, and nothing of them is taken."""
        other = openpyxl.Workbook()
        other.save(folder / "other.xlsx")
        (folder / "damaged.xlsx").write_bytes(b"PK")
        kdcl.dump(attrs.evolve(WHOLE, school=attrs.evolve(WHOLE.school, name="B")), folder / "stranger.json")
        stranger = folder / "stranger.xlsx"
        assert run("forms", "workbook", folder / "stranger.json", "-o", stranger).exit_code == 0
        broken = openpyxl.load_workbook(folder / "work.xlsx")
        for row in broken["kdcl"].iter_rows():
            if row[0].value == "state":
                row[1].value = "x"
        broken.save(folder / "broken.xlsx")
        files = [folder / f"{name}.xlsx" for name in ("other", "damaged", "stranger", "broken")]
        result, collected = self.collect(folder, *files)
        assert result.exit_code == 1
        assert collected == WHOLE
        assert "not taken or still to come: 4" in result.output
