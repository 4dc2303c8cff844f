"""`kdcl diff` and `kdcl merge`, and the words they use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.changes import Conflict, diff
from kdcl.changes.words import describe_change, describe_conflict, show
from kdcl.cli import main
from kdcl.codes import EvidenceCode
from kdcl.evidence import apply_renumbering, plan_renumbering
from kdcl.figures.form_file import FORM
from kdcl.locale import get_locale
from kdcl.places import ROOT
from kdcl.school import CouncilMember, CouncilRole, SelfAssessment

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "primary-2017.json"
BASE = kdcl.load(EXAMPLE)
FORM_OF_PART_ONE = kdcl.get_framework(BASE.framework).part(FORM)

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes the example with changes under a name and returns the path."""

    def write_changed(name: str, **changes: Any) -> str:  # noqa: ANN401 - any facts
        path = tmp_path / name
        kdcl.dump(attrs.evolve(BASE, **changes), path)
        return str(path)

    return write_changed


def run(*words: str, language: str = "vi") -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, [*words, "--lang", language])


def tell(new: SelfAssessment, old: SelfAssessment = BASE) -> list[str]:
    """Return the differences in Vietnamese."""
    changes = diff(old, new)
    return [get_locale("vi").text(describe_change(change, old, new, FORM_OF_PART_ONE)) for change in changes]


class TestWords:
    """A change is told with its place in words."""

    def test_a_text_of_a_sheet(self) -> None:
        """The criterion and the item are named, and both texts are shown."""
        sheet = attrs.evolve(BASE.sheets[0], strengths="Mạnh")
        (told,) = tell(attrs.evolve(BASE, sheets=(sheet, *BASE.sheets[1:])))
        assert told.startswith(f"Tiêu chí {sheet.criterion}, mục 2: “")
        assert told.endswith("“Mạnh”")

    def test_a_rating(self) -> None:
        """A rating taken away is told in the words of ratings."""
        code = next(iter(BASE.ratings))
        (told,) = tell(attrs.evolve(BASE, ratings=BASE.ratings.with_ratings({code: None})))
        assert told == f"Chỉ số {code}: bỏ: đạt"

    def test_lists(self) -> None:
        """What was added is named by what it is known by; another order is told as such."""
        member = CouncilMember(name="Nguyễn Văn A", role=CouncilRole.MEMBER)
        members = BASE.council.members
        (told,) = tell(attrs.evolve(BASE, council=attrs.evolve(BASE.council, members=(*members, member))))
        assert told.endswith("thêm: “Nguyễn Văn A”")
        (told,) = tell(attrs.evolve(BASE, council=attrs.evolve(BASE.council, members=members[::-1])))
        assert told.endswith("đổi thứ tự")

    def test_a_renumbering(self) -> None:
        """The codes are listed once."""
        old = BASE.evidence[-1].code
        new = EvidenceCode(old.box, old.standard, old.criterion, 99)
        (told,) = tell(apply_renumbering(BASE, plan_renumbering(BASE, {old: new})))
        assert told == f"đánh lại mã: {old} -> {new}"

    def test_a_conflict(self) -> None:
        """Both sides are shown; where a side has nothing, it says so."""
        conflict = Conflict(place=ROOT.at("introduction"), base="a", ours="x" * 200, theirs=None)
        told = get_locale("vi").text(describe_conflict(conflict, BASE, FORM_OF_PART_ONE))
        assert "x…”" in told
        assert told.endswith("không có gì")

    @pytest.mark.parametrize(("value", "words"), [(5, "5"), ("", "nothing"), (("a", "b"), "“a”, “b”")])
    def test_values(self, value: object, words: str) -> None:
        """Numbers, empty texts and lists have their words."""
        assert get_locale("en").text(kdcl.messages.message("{value}", value=show(value))) == words


class TestDiff:
    """`kdcl diff` prints what differs."""

    def test_nothing(self, write: Write) -> None:
        """Two equal files differ in nothing, and the exit code is 0."""
        result = run("diff", str(EXAMPLE), write("b.json"))
        assert (result.exit_code, result.stdout) == (0, "Số điểm khác nhau: 0\n")

    def test_something(self, write: Write) -> None:
        """A difference is a line, and the exit code is 1; as JSON it has stable keys."""
        other = write("b.json", introduction="Khác")
        result = run("diff", str(EXAMPLE), other)
        assert result.exit_code == 1
        assert "“Khác”" in result.stdout
        (row,) = json.loads(run("diff", str(EXAMPLE), other, "--format", "json", language="en").stdout)
        assert (row["kind"], row["place"], row["after"]) == ("changed", "introduction", "“Khác”")


class TestMerge:
    """`kdcl merge` brings the work of several people together."""

    def test_work_in_different_places(self, write: Write, tmp_path: Path) -> None:
        """Both changes are in the written file; what came in is told."""
        ours, theirs = write("ours.json", introduction="A"), write("theirs.json", conclusion="B")
        result = run("merge", str(EXAMPLE), ours, theirs, "-o", ours)
        assert result.exit_code == 0
        merged = kdcl.load(tmp_path / "ours.json")
        assert (merged.introduction, merged.conclusion) == ("A", "B")
        assert "Đã lấy: 1; cần quyết định: 0" in result.stdout

    @pytest.mark.parametrize(("options", "wanted"), [((), "A"), (("--prefer-theirs",), "B")])
    def test_work_in_one_place(self, write: Write, tmp_path: Path, options: tuple[str, ...], wanted: str) -> None:
        """What both changed is told with both texts; which one stands can be chosen."""
        ours, theirs = write("ours.json", introduction="A"), write("theirs.json", introduction="B")
        result = run("merge", str(EXAMPLE), ours, theirs, "-o", str(tmp_path / "m.json"), *options)
        assert result.exit_code == 1
        assert "“A”" in result.stdout
        assert "“B”" in result.stdout
        assert kdcl.load(tmp_path / "m.json").introduction == wanted
