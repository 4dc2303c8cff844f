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
from kdcl.school import CouncilMember, CouncilRole, Rating, SelfAssessment, StateParagraph

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
        assert told.endswith("thêm: “Nguyễn Văn A”, vai trò: Ủy viên hội đồng")
        (told,) = tell(attrs.evolve(BASE, council=attrs.evolve(BASE.council, members=members[::-1])))
        assert told.endswith("đổi thứ tự")

    def test_a_renumbering(self) -> None:
        """The codes are listed once."""
        old = BASE.evidence[-1].code
        new = EvidenceCode(old.box, old.standard, old.criterion, 99)
        (told,) = tell(apply_renumbering(BASE, plan_renumbering(BASE, {old: new})))
        assert told == f"đánh lại mã: {old} -> {new}"

    def test_a_paragraph_that_was_added(self) -> None:
        """Its text is shown; the indicator is in its place, by the numbers that the new file has."""
        sheet = BASE.sheets[1]
        longer = attrs.evolve(sheet, current_state=(*sheet.current_state, StateParagraph(text="Thêm", indicator="c")))
        old = attrs.evolve(BASE, sheets=BASE.sheets[1:])
        told = tell(attrs.evolve(BASE, sheets=(BASE.sheets[0], longer, *BASE.sheets[2:])), old)
        assert told[0].startswith("Tiêu chí 1.2, mục 1, chỉ số c, đoạn ")
        assert told[0].endswith("thêm: “Thêm”")
        assert told[1].startswith("Tiêu chí 1.1: thêm: mô tả hiện trạng, chỉ số a: “")

    def test_long_texts_are_shown_where_they_differ(self) -> None:
        """From a little before; both are still shortened."""
        long = "dài " * 100
        sheet = attrs.evolve(BASE.sheets[0], strengths=f"{long}cũ {long}")
        old = attrs.evolve(BASE, sheets=(sheet,))
        new = attrs.evolve(BASE, sheets=(attrs.evolve(sheet, strengths=f"{long}mới {long}"),))
        (told,) = tell(new, old)
        before, after = told.split(" -> ")
        assert "“…dài dài " in before
        assert " cũ dài" in before
        assert " mới dài" in after
        assert len(told) < 350

    def test_a_conflict(self) -> None:
        """Both sides are shown whole, to decide by; where a side has nothing, it says so."""
        conflict = Conflict(place=ROOT.at("introduction"), base="a", ours="x" * 200, theirs=None)
        told = get_locale("vi").text(describe_conflict(conflict, BASE, FORM_OF_PART_ONE))
        assert "“" + "x" * 200 + "”" in told
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
        assert (row["kind"], row["place"], row["after"]) == ("changed", "introduction", "Khác")


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

    @pytest.mark.parametrize(
        ("school", "is_other"),
        [
            ({"name": "TRƯỜNG  Tiểu học ví dụ"}, False),
            ({"name": "Trường Tiểu học Khác"}, True),
            ({"name": "Trường Tiểu học Khác", "former_name": "Trường Tiểu học Ví Dụ"}, False),
            ({"name": ""}, False),
            ({"district": "Khác"}, False),
            ({"district": "Khác", "commune": "Khác"}, True),
            ({"district": "Khác", "commune": "", "province": ""}, True),
        ],
    )
    def test_another_school(self, write: Write, tmp_path: Path, school: dict[str, Any], *, is_other: bool) -> None:
        """By name or by place it is refused like another framework, on either side; renamed, where that is said."""
        other, out = write("other.json", school=attrs.evolve(BASE.school, **school)), str(tmp_path / "m.json")
        for files in ((str(EXAMPLE), other, str(EXAMPLE)), (str(EXAMPLE), str(EXAMPLE), other)):
            result = run("merge", *files, "-o", out, "--force", language="en")
            assert result.exit_code == (2 if is_other else 0)
            assert ("say --renamed" in result.stderr) is is_other
        assert run("merge", *files, "-o", out, "--force", "--renamed").exit_code == 0
        assert kdcl.load(out).school == attrs.evolve(BASE.school, **school)

    @pytest.mark.parametrize("options", [(), ("--prefer-theirs",)])
    @pytest.mark.parametrize("is_ours", [True, False])
    def test_what_one_took_out_and_the_other_changed(
        self, write: Write, tmp_path: Path, options: tuple[str, ...], *, is_ours: bool
    ) -> None:
        """It is kept, said once at its own place with what was changed, and counted once."""
        first, *others = BASE.sheets
        gone = write("gone.json", sheets=tuple(others))
        changed = write("changed.json", sheets=(attrs.evolve(first, strengths="Mới"), *others))
        sides = (changed, gone) if is_ours else (gone, changed)
        result = run("merge", str(EXAMPLE), *sides, "-o", str(tmp_path / "m.json"), *options, language="en")
        there, here = ("there", "here") if is_ours else ("here", "there")
        said = (
            f"both changed: Criterion 1.1: taken out {there}, changed {here} and therefore kept: Criterion 1.1, item 2"
        )
        assert said in result.stdout
        assert "-> “Mới”\nTaken over: 0; to be decided: 1\n" in result.stdout
        assert kdcl.load(tmp_path / "m.json").sheets[0].strengths == "Mới"

    def test_a_text_that_one_took_out_and_the_other_changed(self, write: Write, tmp_path: Path) -> None:
        """Of a rating and of a paragraph both texts are shown, and no place twice."""
        first, *others = BASE.sheets
        state = first.current_state
        edited = (attrs.evolve(state[0], text="Khác"), *state[1:])
        code = next(iter(BASE.ratings))
        ours = write(
            "ours.json",
            sheets=(attrs.evolve(first, current_state=state[1:]), *others),
            ratings=BASE.ratings.with_ratings({code: None}),
        )
        theirs = write(
            "theirs.json",
            sheets=(attrs.evolve(first, current_state=edited), *others),
            ratings=BASE.ratings.with_ratings({code: Rating.NOT_MET}),
        )
        result = run("merge", str(EXAMPLE), ours, theirs, "-o", str(tmp_path / "m.json"), language="en")
        assert "Indicator 1.1.a: taken out here, changed there and therefore kept: met -> not met\n" in result.stdout
        assert "indicator a: taken out here, changed there and therefore kept: “Trường" in result.stdout
        assert "-> “Khác”\nTaken over: 0; to be decided: 2\n" in result.stdout

    @pytest.mark.parametrize(("options", "wanted"), [((), "A"), (("--prefer-theirs",), "B")])
    def test_work_in_one_place(self, write: Write, tmp_path: Path, options: tuple[str, ...], wanted: str) -> None:
        """What both changed is told with both texts; which one stands can be chosen."""
        ours, theirs = write("ours.json", introduction="A"), write("theirs.json", introduction="B")
        result = run("merge", str(EXAMPLE), ours, theirs, "-o", str(tmp_path / "m.json"), *options)
        assert result.exit_code == 1
        assert "“A”" in result.stdout
        assert "“B”" in result.stdout
        assert kdcl.load(tmp_path / "m.json").introduction == wanted
