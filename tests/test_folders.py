"""The tree of folders for scanned evidence."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.codes import EvidenceCode
from kdcl.errors import FoldersError
from kdcl.folders import LONGEST_PATH, FolderPlan, plan_folders, write_folders
from kdcl.school import Box, Evidence
from kdcl.standards import get_framework
from kdcl.testing import evidence_codes
from reports import build_empty

PRIMARY = get_framework("tt42-2012/primary")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def plan_of(*items: tuple[str, str], boxes: tuple[Box, ...] = (), language: str = "vi") -> tuple[FolderPlan, ...]:
    """Return the plan for evidence of these codes and names."""
    evidence = tuple(Evidence(code=EvidenceCode.parse(code), name=name) for code, name in items)
    assessment = attrs.evolve(build_empty(PRIMARY), evidence=evidence, boxes=boxes)
    return plan_folders(assessment, PRIMARY, language=language)


class TestThePlan:
    """A folder for each code, in those of its criterion, standard and box; nothing is touched."""

    def test_folders_are_named_by_number_and_title(self) -> None:
        """Criteria have two digits, so that they sort."""
        (folder,) = plan_of(("[H1-1-03-02]", "Sổ nghị quyết"))
        assert folder == FolderPlan(
            parts=(
                "Hộp 1",
                "Tiêu chuẩn 1 Tổ chức và quản lý nhà",
                folder.parts[2],
                "H1-1-03-02 Sổ nghị quyết",
            ),
            code=EvidenceCode(1, 1, 3, 2),
            names=("Sổ nghị quyết",),
        )
        assert folder.parts[2].startswith("Tiêu chí 1.03 ")
        assert folder.path == "/".join(folder.parts)

    def test_english_names(self) -> None:
        """In the language that is asked for."""
        (folder,) = plan_of(("[H1-1-03-02]", "Minutes"), language="en")
        assert [part.split()[0] for part in folder.parts] == ["Box", "Standard", "Criterion", "H1-1-03-02"]

    def test_boxes_have_their_title_and_may_be_empty(self) -> None:
        """A box that is described has a folder before anything lies in it."""
        boxes = (Box(number=1, title="Tổ chức"), Box(number=2))
        assert [folder.parts[0] for folder in plan_of(("[H1-1-03-02]", "Sổ"), boxes=boxes)] == [
            "Hộp 1 Tổ chức",
            "Hộp 2",
        ]

    def test_a_code_that_is_listed_twice_has_one_folder(self) -> None:
        """With both names, for the index."""
        (folder,) = plan_of(("[H1-1-03-02]", "Một"), ("[H1-1-03-02]", "Hai"))
        assert folder.names == ("Một", "Hai")

    def test_numbers_the_framework_lacks_have_no_title(self) -> None:
        """Their folders are made all the same."""
        (folder,) = plan_of(("[H9-9-99-01]", "Sổ"))
        assert folder.parts[:3] == ("Hộp 9", "Tiêu chuẩn 9", "Tiêu chí 9.99")

    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("CON", "H1-1-01-01 CON"),
            ('a/b\\c:d*e?f"g<h>i|j', "H1-1-01-01 a b c d e f g h i j"),
            ("../../x", "H1-1-01-01 .. .. x"),
            ("Sổ. . .", "H1-1-01-01 Sổ"),
            ("So\u0302\u0309", "H1-1-01-01 Sổ"),
            ("a\u202eb\x00c\nd", "H1-1-01-01 a b c d"),
            ("", "H1-1-01-01"),
            ("từ " * 60, "H1-1-01-01 " + "từ " * 22 + "từ"),
            ("x" * 90, "H1-1-01-01 " + "x" * 69),
            ("\U0001f4c4" * 90, "H1-1-01-01 " + "\U0001f4c4" * 34),
        ],
    )  # fmt: skip
    def test_names_that_windows_accepts(self, name: str, safe: str) -> None:
        """Signs it refuses become blanks; a long name ends between words."""
        assert plan_of(("[H1-1-01-01]", name))[0].parts[-1] == safe

    @examples(30)
    @given(st.lists(st.tuples(evidence_codes(), st.text(max_size=200)), max_size=6), st.text(max_size=60))
    def test_every_plan_can_be_written_everywhere(self, items: list[tuple[EvidenceCode, str]], title: str) -> None:
        """Whatever the evidence is called: composed, short, unreserved, each path once without regard to capitals."""
        evidence = tuple(Evidence(code=code, name=name) for code, name in items)
        boxes = tuple(Box(number=code.box, title=title) for code in {code.box: code for code, _ in items}.values())
        plan = plan_folders(attrs.evolve(build_empty(PRIMARY), evidence=evidence, boxes=boxes), PRIMARY)
        assert {folder.code for folder in plan} == {code for code, _ in items}
        paths = [folder.path for folder in plan]
        assert len({path.casefold() for path in paths}) == len(paths)
        for folder in plan:
            assert len(folder.path.encode("utf-16-le")) // 2 <= LONGEST_PATH
            for part in folder.parts:
                assert part == unicodedata.normalize("NFC", part).strip() != ""
                assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', part)
                assert not part.endswith(".")
                assert not RESERVED.fullmatch(part)
        with tempfile.TemporaryDirectory() as root:
            assert write_folders(root, plan).created or not plan


class TestWriting:
    """Folders are made, nothing is replaced, nothing is made outside."""

    PLAN = plan_of(("[H1-1-03-02]", "Sổ"), ("[H1-1-03-03]", "Biên bản\nhọp"), boxes=(Box(number=2),))

    def test_folders_and_index(self, tmp_path: Path) -> None:
        """The index names code, evidence and folder."""
        written = write_folders(tmp_path / "new" / "root", self.PLAN)
        for folder in self.PLAN:
            assert tmp_path.joinpath("new", "root", *folder.parts).is_dir()
        assert len(written.created) == 6
        assert written.index.name == "danh mục.txt"
        lines = written.index.read_bytes().decode("utf-8-sig").split("\r\n")
        assert lines[:4] == ["Mã minh chứng và thư mục tương ứng", "", "[H1-1-03-02] Sổ", f"    {self.PLAN[0].path}"]
        assert lines[4] == "[H1-1-03-03] Biên bản họp"

    def test_the_index_is_in_the_official_order(self, tmp_path: Path) -> None:
        """By standard, criterion and number, whichever box a piece lies in."""
        plan = plan_of(("[H1-2-01-01]", "B"), ("[H2-1-01-01]", "A"))
        text = write_folders(tmp_path, plan, language="en").index.read_text("utf-8-sig")
        assert text.index("[H2-1-01-01]") < text.index("[H1-2-01-01]")

    def test_what_exists_stays(self, tmp_path: Path) -> None:
        """A second run makes what is new; files and the first index stay as they are."""
        first = write_folders(tmp_path, self.PLAN[:1])
        scan = tmp_path.joinpath(*self.PLAN[0].parts, "scan.pdf")
        scan.write_bytes(b"scan")
        before = first.index.read_bytes()
        second = write_folders(tmp_path, self.PLAN)
        assert scan.read_bytes() == b"scan"
        assert first.index.read_bytes() == before
        assert second.index.name == "danh mục 2.txt"
        assert second.created == (self.PLAN[1].path, "Hộp 2")

    def test_a_run_that_has_nothing_new_to_say_writes_no_other_index(self, tmp_path: Path) -> None:
        """The index that says the same already is the index."""
        first = write_folders(tmp_path, self.PLAN)
        second = write_folders(tmp_path, self.PLAN)
        assert (second.created, second.index) == ((), first.index)
        assert [path.name for path in tmp_path.glob("*.txt")] == ["danh mục.txt"]

    @pytest.mark.parametrize(
        "parts",
        [
            (),
            ("..", "x"),
            ("a/b",),
            ("a ",),
            ("a.",),
            ("",),
            ("nul.txt",),
            ("COM¹",),
            ("x\u202e",),
            ("e\u0302",),
            (" a",),
        ],
    )
    def test_unsafe_names_are_refused(self, tmp_path: Path, parts: tuple[str, ...]) -> None:
        """A plan may come from anywhere."""
        with pytest.raises(FoldersError, match="Windows refuses"):
            write_folders(tmp_path, [FolderPlan(parts=parts)])
        assert list(tmp_path.iterdir()) == []

    def test_all_problems_are_reported_at_once(self, tmp_path: Path) -> None:
        """Too long, there twice, a file in the way, a link that leads out; nothing is made."""
        root = tmp_path / "root"
        root.mkdir()
        (root / "file").write_bytes(b"")
        (root / "link").symlink_to(tmp_path)
        plan = [
            FolderPlan(parts=("x" * 100, "y" * 100)),
            FolderPlan(parts=("a",)),
            FolderPlan(parts=("A",)),
            FolderPlan(parts=("file", "b")),
            FolderPlan(parts=("link", "b")),
        ]
        with pytest.raises(FoldersError) as caught:
            write_folders(root, plan)
        reasons = [str(problem.message).partition(";")[0] for problem in caught.value.problems]
        assert reasons == [
            "the path is longer than 199 characters",
            "the plan has this folder twice",
            "a file stands there already",
            "a link leads out of the folder",
        ]
        assert sorted(path.name for path in root.iterdir()) == ["file", "link"]
