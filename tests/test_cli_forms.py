"""``kdcl forms``: files that go out to people and come back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from kdcl.cli import main
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.convert import dump, load
from kdcl.school import CriterionSheet, Rating, StateParagraph
from sheet_forms import SCHOOL, added, both, edited, typed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a school's file."""
    dump(SCHOOL, tmp_path / "school.json")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    """Run a command in English in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, ["forms", *arguments], env={"KDCL_LANG": "en"})


def write(folder: Path, *more: str) -> Result:
    """Write the forms of two criteria."""
    return run(folder, "sheets", "school.json", "-d", "out", "--criterion", "1.1", "--criterion", "1.2", *more)


NAME = "Sheet of criterion 1.01.docx"
STRENGTHS = 'sheets."1.1".strengths'


def fill_in(folder: Path, text: str, name: str = NAME) -> Path:
    """Type the strengths of criterion 1.1 into a copy of its form, and a line beside the places."""
    path = folder / "out" / name
    path.write_bytes(edited((folder / "out" / NAME).read_bytes(), both(typed(STRENGTHS, text), added("Beside"))))
    return path


class TestWriting:
    """Sheets go out as Word files, and nothing that exists is replaced."""

    def test_it_writes_a_file_for_each_criterion_asked_for(self, folder: Path) -> None:
        """And says whom each is for."""
        done = write(folder)
        assert done.exit_code == 0
        assert sorted(path.name for path in (folder / "out").iterdir()) == [NAME, "Sheet of criterion 1.02.docx"]
        assert "for Nhóm 1" in done.output

    def test_it_replaces_nothing_unasked(self, folder: Path) -> None:
        """Not even a form of ours: somebody may have filled it in."""
        write(folder)
        filled = fill_in(folder, "Mới").read_bytes()
        refused = write(folder)
        assert refused.exit_code == 2
        assert NAME in refused.output
        assert (folder / "out" / NAME).read_bytes() == filled
        assert write(folder, "--force").exit_code == 0
        assert (folder / "out" / NAME).read_bytes() != filled

    def test_it_names_criteria_that_are_in_no_file(self, folder: Path) -> None:
        """Criteria that no group has are not forgotten in silence."""
        done = run(folder, "sheets", "school.json", "-d", "out", "--by", "group")
        assert done.exit_code == 1
        assert "in no file: 1.4" in done.output

    def test_a_criterion_that_nobody_has_is_for_nobody_in_particular(self, folder: Path) -> None:
        """The command says so."""
        done = run(folder, "sheets", "school.json", "-d", "out", "--criterion", "1.4")
        assert "for nobody in particular" in done.output


class TestOtherFiles:
    """Whoever answers in another way does not vanish."""

    def test_a_file_that_is_no_form_is_named(self, folder: Path) -> None:
        """What kdcl itself and open programs leave in a folder is passed over; any other file counts as not read."""
        write(folder)
        for name in ("answer.pdf", "old.rest.txt", "school.json", "~$lock.docx"):
            (folder / "out" / name).write_bytes(b"x")
        done = run(folder, "collect", "out", "--into", "school.json", "-o", "new.json")
        assert done.exit_code == 1
        told = [line for line in done.output.splitlines() if "it was not read" in line]
        assert [line.partition(":")[0] for line in told] == [str(Path("out", "answer.pdf"))]

    def test_an_empty_folder(self, folder: Path) -> None:
        """It is said that no form was found, and the exit code tells it."""
        (folder / "empty").mkdir()
        done = run(folder, "collect", "empty", "--into", "school.json", "-o", "new.json")
        assert (done.exit_code, "No form was found" in done.output) == (1, True)


class TestCollecting:
    """What came back is merged, and everything else is said."""

    def test_it_takes_what_was_changed_and_names_the_rest(self, folder: Path) -> None:
        """Changes, who must still hand in, and texts beside the places, which are kept whole."""
        write(folder)
        fill_in(folder, "Mới")
        (folder / "out" / "~$lock.docx").write_bytes(b"lock")
        done = run(folder, "collect", "out", "--into", "school.json", "-o", "new.json")
        assert done.exit_code == 1
        assert load(folder / "new.json").sheets[0].strengths == "Mới"
        assert f"taken over from {Path('out', NAME)}: Criterion 1.1, item 2: “Mạnh” -> “Mới”" in done.output
        assert "came back as it was sent: 1.2 (Nhóm 1)" in done.output
        assert "Beside" in (folder / "new.rest.txt").read_text("utf-8")
        (folder / "out" / "Sheet of criterion 1.02.docx").unlink()
        again = run(folder, "collect", "out", "--into", "school.json", "-o", "new.json", "--force")
        assert "still to be handed in: 1.2 (Nhóm 1)" in again.output

    def test_findings_name_file_and_place_in_words(self, folder: Path) -> None:
        """No machine's place stands on the screen or in what is kept, and nothing says that it was imported."""
        write(folder)
        path = fill_in(folder, "Mới")
        path.write_bytes(edited(path.read_bytes(), typed("ratings.1.1.b", "có lẽ")))
        done = run(folder, "collect", "out", "--into", "school.json", "-o", "new.json")
        assert f"{Path('out', NAME)}: Indicator 1.1.b: this is no verdict" in done.output
        assert "@" not in done.output
        kept = (folder / "new.rest.txt").read_text("utf-8")
        assert kept.startswith("# kdcl: Text without a place")
        vietnamese = run(folder, "collect", "out", "--into", "school.json", "-o", "vi.json", "--lang", "vi")
        assert "ngoài ô" in vietnamese.output
        assert ", đoạn 1\nBeside" in (folder / "vi.rest.txt").read_text("utf-8")

    def test_what_came_before_is_not_asked_for_again(self, folder: Path) -> None:
        """A form that is not among the files is named with what its sheet lacks; a finished one is not named."""
        write(folder)
        fill_in(folder, "Mới")
        begun = CriterionSheet(criterion=CriterionCode(1, 2), strengths="Mạnh")
        school = attrs.evolve(SCHOOL, sheets=(*SCHOOL.sheets, begun))
        dump(school, folder / "school.json")
        told = "not among these files: 1.2 (Nhóm 1); unfinished in the school's file: criteria 1.2"
        assert told in run(folder, "collect", f"out/{NAME}", "--into", "school.json", "-o", "new.json").output
        done = attrs.evolve(begun, current_state=(StateParagraph(text="Chung"),))
        ratings = SCHOOL.ratings.with_ratings({IndicatorCode(1, 2, letter): Rating.MET for letter in "abc"})
        dump(attrs.evolve(school, sheets=(*SCHOOL.sheets, done), ratings=ratings), folder / "school.json")
        taken = run(folder, "collect", f"out/{NAME}", "--into", "school.json", "-o", "again.json")
        assert "1.2" not in taken.output

    def test_everything_handed_in_and_nothing_to_decide_is_no_finding(self, folder: Path) -> None:
        """A single file may be named, and the file itself be written."""
        run(folder, "sheets", "school.json", "-d", "out", "--criterion", "1.1")
        path = folder / "out" / NAME
        path.write_bytes(edited(path.read_bytes(), typed(STRENGTHS, "Mới")))
        done = run(folder, "collect", str(path), "--into", "school.json", "-o", "school.json")
        assert done.exit_code == 0, done.output
        assert load(folder / "school.json").sheets[0].strengths == "Mới"

    @pytest.mark.parametrize(
        ("options", "strengths", "code"),
        [((), "Ở đây", 1), (("--theirs",), "Mới", 0), (("--take", "sheets"), "Mới", 0), (("--ours",), "Ở đây", 0)],
    )
    def test_conflicts_go_the_way_that_is_asked_for(
        self, folder: Path, options: tuple[str, ...], strengths: str, code: int
    ) -> None:
        """Without an option both texts are printed, and the school's file stands."""
        run(folder, "sheets", "school.json", "-d", "out", "--criterion", "1.1")
        path = folder / "out" / NAME
        path.write_bytes(edited(path.read_bytes(), typed(STRENGTHS, "Mới")))
        dump(attrs.evolve(SCHOOL, sheets=(attrs.evolve(SCHOOL.sheets[0], strengths="Ở đây"),)), folder / "school.json")
        done = run(folder, "collect", "out", "--into", "school.json", "-o", "new.json", *options)
        assert load(folder / "new.json").sheets[0].strengths == strengths
        assert ("here “Ở đây”, there “Mới”" in done.output) is (not options)
        assert done.exit_code == (code or (1 if "as it was sent" in done.output else 0))

    def test_for_programs(self, folder: Path) -> None:
        """Everything that is said stands in the JSON, which has standard output for itself."""
        write(folder)
        fill_in(folder, "Mới")
        (folder / "out" / "notes.odg").write_bytes(b"x")
        dump(attrs.evolve(SCHOOL, sheets=(attrs.evolve(SCHOOL.sheets[0], strengths="Ở đây"),)), folder / "school.json")
        words = ("collect", "out", "--into", "school.json", "-o", "new.json", "--json")
        told = json.loads(run(folder, *words).stdout)
        assert [entry["kind"] for entry in told["left"]] == ["beside", "outstanding", "not-taken"]
        assert told["left"][1]["message"].startswith("came back as it was sent: 1.2")
        (conflict,) = told["conflicts"]
        assert (conflict["ours"], conflict["theirs"], conflict["source"]) == ("Ở đây", "Mới", str(Path("out", NAME)))
        dump(SCHOOL, folder / "school.json")
        (taken,) = json.loads(run(folder, *words, "--force").stdout)["taken"]
        assert (taken["before"], taken["after"], taken["place"]) == ("Mạnh", "Mới", "sheets[0].strengths")

    def test_files_that_are_none_are_named(self, folder: Path) -> None:
        """With their names and a remedy."""
        (folder / "in").mkdir()
        shutil.copy(folder / "school.json", folder / "in" / "a.docx")
        done = run(folder, "collect", "in", "--into", "school.json", "-o", "new.json")
        assert done.exit_code == 1
        assert "a.docx" in done.output

    def test_ours_and_theirs_exclude_each_other(self, folder: Path) -> None:
        """A wish that contradicts itself is refused."""
        (folder / "in").mkdir()
        done = run(folder, "collect", "in", "--into", "school.json", "-o", "n.json", "--ours", "--theirs")
        assert done.exit_code == 2
