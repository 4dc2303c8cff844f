"""The team's sheets out to its members in Word, and back: merged, with what members differ on for the team."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from lxml import etree

import kdcl
from kdcl.cli import main
from kdcl.cli.external.members import say_disagreement
from kdcl.cli.sheet_forms import say_outstanding
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.convert.external import dump_external, load_external
from kdcl.external import ExternalAssessment, Team, TeamMember, TeamSheet
from kdcl.external.joining import put_into, take_out
from kdcl.external.members import name_members
from kdcl.forms.collecting import collect_sheets
from kdcl.forms.discussion import MembersCollected, collect_members
from kdcl.forms.members import MemberForm, build_member_forms, list_idle, put_member_texts
from kdcl.forms.sheets import build_sheet_forms
from kdcl.forms.word_files import read_form
from kdcl.school import CriterionSheet, Rating, Ratings, School, SchoolYear, SelfAssessment, StateParagraph
from sheet_forms import Tree, W, added, both, edited, find_control, typed, without_list

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = kdcl.get_framework("tt42-2012/primary")
FIRST, SECOND = (CriterionCode(1, number) for number in (1, 2))
CASE = ExternalAssessment(
    framework=PRIMARY.id,
    school="Trường Tiểu học Ví Dụ",
    school_year=SchoolYear(2017),
    team=Team(
        members=(
            TeamMember(name="Nguyễn Văn A", criteria=(FIRST, SECOND)),
            TeamMember(name="Nguyễn Văn B", criteria=(FIRST,)),
            TeamMember(name="Nguyễn Văn C"),
        )
    ),
    ratings=Ratings({"1.1.a": "met"}),
    sheets=(TeamSheet(criterion=SECOND, author="Nguyễn Văn B", strengths="Mạnh"),),
    note="Ghi chú",
)


def forms(case: ExternalAssessment = CASE) -> dict[str, MemberForm]:
    """Return the forms of a case by member."""
    return {form.member: form for form in build_member_forms(case, PRIMARY)}


def verdict(code: str, text: str) -> Callable[..., object]:
    """Return the change that a member chooses a verdict."""
    return typed(f"external.ratings.{code}", text)


def written(name: str, text: str, criterion: CriterionCode = FIRST) -> Callable[..., object]:
    """Return the change that a member writes an item of a sheet."""
    return typed(f'external.sheets."{criterion}".{name}', text)


def collected(*files: tuple[str, Callable[..., object]], case: ExternalAssessment = CASE) -> MembersCollected:
    """Return what comes of forms of members, each with what was done to it."""
    sent = forms(case)
    return collect_members(case, PRIMARY, [(sent[who].name, edited(sent[who].data, change)) for who, change in files])


class TestOut:
    """A file for each member, with the criteria given to the member."""

    def test_whose_they_are(self) -> None:
        """Members without a criterion are named; where every criterion is asked of everybody, nobody is left out."""
        built = forms()
        assert {name: form.criteria for name, form in built.items()} == {
            "Nguyễn Văn A": (FIRST, SECOND),
            "Nguyễn Văn B": (FIRST,),
        }
        assert list_idle(CASE) == ("Nguyễn Văn C",)
        lonely = attrs.evolve(CASE, team=Team(members=CASE.team.members[2:]))
        assert [len(form.criteria) for form in build_member_forms(lonely, every_criterion=True)] == [28]

    def test_names_of_files_differ(self) -> None:
        """Also where two members are called the same."""
        first = CASE.team.members[0]
        for names in (("Nguyễn Văn A", "Nguyễn Văn A"), ("Nguyễn Văn A/B", "Nguyễn Văn A:B")):
            twins = Team(members=tuple(attrs.evolve(first, name=name) for name in names))
            forms_of_twins = build_member_forms(attrs.evolve(CASE, team=twins), PRIMARY)
            assert len({form.name for form in forms_of_twins}) == 2

    def test_what_helps(self) -> None:
        """The law, what the school wrote and how it rated; without the school's file these are left out."""
        school = attrs.evolve(
            kdcl.load(EXAMPLES / "primary-2017.json"),
            sheets=(
                CriterionSheet(criterion=FIRST, current_state=(StateParagraph(text="Một"), StateParagraph(text="Hai"))),
                CriterionSheet(criterion=SECOND),
            ),
        )
        with_school, without = (build_member_forms(CASE, PRIMARY, each)[0] for each in (school, None))
        texts = [" ".join(read_form(form.data, form.name).state.frame) for form in (with_school, without)]  # type: ignore[union-attr]
        assert "Một Hai" in texts[0]
        assert "Một" not in texts[1]
        assert PRIMARY.indicators[0].requirement.vi in texts[1]
        assert forms()["Nguyễn Văn A"].data == forms()["Nguyễn Văn A"].data


class TestBack:
    """What members wrote is merged into the case; where they differ, the team decides."""

    def test_untouched_forms_change_nothing(self) -> None:
        """And are outstanding."""
        found = collected(("Nguyễn Văn A", lambda _: None))
        assert take_out(found.school) == CASE
        assert [each.subject for each in found.sheets.outstanding] == ["Nguyễn Văn A", "Nguyễn Văn B"]

    def test_texts_and_verdicts(self) -> None:
        """Whoever wrote first on a sheet is its author; everything else stays."""
        change = both(written("remark", "Lời.\nNữa."), verdict("1.1.b", "Không đạt"), written("unclear", "", SECOND))
        external = take_out(collected(("Nguyễn Văn A", change)).school)
        assert external.sheets == (
            TeamSheet(criterion=FIRST, author="Nguyễn Văn A", remark="Lời.\nNữa."),
            CASE.sheets[0],
        )
        assert external.ratings == Ratings({"1.1.a": "met", "1.1.b": "not_met"})
        assert attrs.evolve(external, sheets=CASE.sheets, ratings=CASE.ratings) == CASE
        again = written("strengths", "Mạnh, rõ", SECOND)
        assert take_out(collected(("Nguyễn Văn A", again)).school).sheets == (
            attrs.evolve(CASE.sheets[0], strengths="Mạnh, rõ"),
        )

    def test_a_text_written_over_the_prompt(self) -> None:
        """A program that leaves the mark of a prompt loses no text; the prompt that Word itself puts back is none."""

        def over(root: Tree) -> None:
            (text,) = find_control(root, f'external.sheets."{FIRST}".remark').iter(f"{W}t")
            text.text = "Lời nhận xét"

        def emptied(root: Tree) -> None:
            over(root)
            (run,) = find_control(root, f'external.sheets."{FIRST}".remark').iter(f"{W}r")
            etree.SubElement(run.find(f"{W}rPr"), f"{W}rStyle").set(f"{W}val", "PlaceholderText")

        sheets = take_out(collected(("Nguyễn Văn A", over)).school).sheets
        assert sheets[0] == TeamSheet(criterion=FIRST, author="Nguyễn Văn A", remark="Lời nhận xét")
        assert take_out(collected(("Nguyễn Văn A", emptied)).school) == CASE

    def test_members_who_differ(self) -> None:
        """No member's verdict is taken, and both are told; a text written by both is a conflict with both texts."""
        found = collected(
            ("Nguyễn Văn A", both(verdict("1.1.b", "Đạt"), verdict("1.1.c", "Đạt"), written("remark", "Tốt"))),
            ("Nguyễn Văn B", both(verdict("1.1.b", "Không đạt"), verdict("1.1.c", "Đạt"), written("remark", "Kém"))),
        )
        (disagreement,) = found.disagreements
        assert disagreement.indicator == IndicatorCode(1, 1, "b")
        assert disagreement.verdicts == (("Nguyễn Văn A", Rating.MET), ("Nguyễn Văn B", Rating.NOT_MET))
        external = take_out(found.school)
        assert external.ratings == Ratings({"1.1.a": "met", "1.1.c": "met"})
        told = {str(each.conflict.place): (each.conflict.ours, each.conflict.theirs) for each in found.conflicts}
        assert told["external.sheets[0].remark"] == ("Tốt", "Kém")
        assert not any("ratings" in place for place in told)

    def test_a_member_who_is_not_clear(self) -> None:
        """Beside what is no verdict, another's verdict is not taken either: the indicator is to be discussed."""
        found = collected(
            ("Nguyễn Văn A", both(verdict("1.1.b", "Đạt"), verdict("1.1.c", "Đạt"), written("remark", "Tốt"))),
            ("Nguyễn Văn B", both(verdict("1.1.b", "gần đạt"), verdict("1.1.c", "Đạt"), written("remark", "Tốt"))),
        )
        (disagreement,) = found.disagreements
        assert disagreement.verdicts == (("Nguyễn Văn A", Rating.MET),)
        assert disagreement.unclear == (("Nguyễn Văn B", "gần đạt"),)
        assert (
            str(say_disagreement(disagreement))
            == "1.1.b: Nguyễn Văn A: met, Nguyễn Văn B: “gần đạt”, which is no verdict"
        )
        assert take_out(found.school).ratings == Ratings({"1.1.a": "met", "1.1.c": "met"})

    @pytest.mark.parametrize(("text", "rating"), [("đạt", Rating.MET), ("không đạt", Rating.NOT_MET)])
    def test_a_verdict_typed_over_the_list(self, text: str, rating: Rating) -> None:
        """It is read though the form prints the same words elsewhere, as the school's verdict beside it."""
        school = SelfAssessment(
            framework=PRIMARY.id,
            school=School(name=CASE.school),
            school_year=CASE.school_year,
            ratings=Ratings({"1.1.a": "not_met", "1.1.b": "met", "1.1.c": "met"}),
        )
        form = build_member_forms(CASE, PRIMARY, school)[0]
        data = edited(form.data, without_list("external.ratings.1.1.b", text))
        found = collect_members(CASE, PRIMARY, [(form.name, data)])
        assert take_out(found.school).ratings.get(IndicatorCode(1, 1, "b")) is rating
        assert found.sheets.left_over == ()

    def test_what_cannot_be_taken_is_not_as_it_was_sent(self) -> None:
        """Whoever wrote no verdict has handed in, and is told so."""
        found = collected(("Nguyễn Văn A", verdict("1.1.b", "đạt 2/3")))
        touched, missing = found.sheets.outstanding
        assert (touched.subject, touched.is_touched, missing.is_touched) == ("Nguyễn Văn A", True, False)
        assert str(say_outstanding(touched)).startswith("came back, but nothing in it could be taken, see above: ")

    def test_two_members_of_one_name(self) -> None:
        """Their forms are told apart by workplace or post, and at last by their numbers."""
        one = TeamMember(name="Nguyễn Văn A", workplace="Trường 1", criteria=(FIRST,))
        case = attrs.evolve(CASE, team=Team(members=(one, attrs.evolve(one, workplace="Trường 2"))))
        sent = forms(case)
        assert list(sent) == ["Nguyễn Văn A (Trường 1)", "Nguyễn Văn A (Trường 2)"]
        found = collected(
            ("Nguyễn Văn A (Trường 1)", verdict("1.1.b", "Đạt")),
            ("Nguyễn Văn A (Trường 2)", verdict("1.1.b", "Không đạt")),
            case=case,
        )
        assert len(found.disagreements) == 1
        alike = attrs.evolve(one, position="Hiệu trưởng")
        assert name_members(Team(members=(alike, attrs.evolve(alike, position="Giáo viên"), CASE.team.members[1]))) == (
            "Nguyễn Văn A (Hiệu trưởng)",
            "Nguyễn Văn A (Giáo viên)",
            "Nguyễn Văn B",
        )
        assert name_members(Team(members=(alike, alike))) == ("Nguyễn Văn A (1)", "Nguyễn Văn A (2)")
        bare = TeamMember(name="Nguyễn Văn A")
        assert name_members(Team(members=(bare, bare))) == ("Nguyễn Văn A (1)", "Nguyễn Văn A (2)")

    def test_what_the_team_changed_meanwhile(self) -> None:
        """It stands, and the member's other word is told."""
        form = forms()["Nguyễn Văn B"]
        now = attrs.evolve(CASE, ratings=Ratings({"1.1.a": "not_met"}))
        data = edited(form.data, verdict("1.1.a", "Chưa đánh giá"))
        found = collect_members(now, PRIMARY, [(form.name, data)])
        assert take_out(found.school).ratings == now.ratings
        assert [str(each.conflict.place) for each in found.conflicts] == ["external.ratings.1.1.a"]

    def test_what_is_no_verdict(self) -> None:
        """It stays as it was, and is told."""
        found = collected(("Nguyễn Văn B", verdict("1.1.a", "tạm được")))
        assert take_out(found.school) == CASE
        assert [finding.texts for finding in found.sheets.findings] == [("tạm được",)]
        state = read_form(forms()["Nguyễn Văn B"].data, "a.docx").state
        assert state is not None
        bare = attrs.evolve(state, sent=attrs.evolve(state.sent, external=None))
        assert put_member_texts(bare, {}) == (bare.sent, ())

    def test_forms_of_the_school_and_of_the_team_are_not_mixed(self) -> None:
        """Each is refused where the other is taken, and the command for it is named."""
        (form, _) = build_member_forms(CASE, PRIMARY)
        found = collect_sheets(put_into(CASE), [(form.name, form.data)])
        assert "kdcl external collect" in str(found.findings[0].message)
        sent = build_sheet_forms(kdcl.load(EXAMPLES / "primary-2017.json"), PRIMARY, only={FIRST})[0]
        other = collect_members(CASE, PRIMARY, [(sent.name, sent.data)])
        assert "kdcl forms collect" in str(other.sheets.findings[0].message)

    def test_in_the_schools_file(self) -> None:
        """The case in it is changed, and nothing else of it."""
        school = put_into(CASE, kdcl.load(EXAMPLES / "primary-2017.json"))
        (form, _) = build_member_forms(take_out(school), PRIMARY, school)
        found = collect_members(school, PRIMARY, [(form.name, edited(form.data, written("weaknesses", "Yếu")))])
        assert take_out(found.school).sheets[0].weaknesses == "Yếu"
        assert attrs.evolve(found.school, external=school.external) == school


def run(*words: str) -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, ["external", *words, "--lang", "en"])


class TestCommands:
    """`kdcl external sheets` and `collect`."""

    @pytest.fixture
    def case(self, tmp_path: Path) -> str:
        """Return the file of a case."""
        path = tmp_path / "case.json"
        dump_external(CASE, path)
        return str(path)

    def test_out_and_back(self, case: str, tmp_path: Path) -> None:
        """Who has no file is named; what came back is merged, and what is left makes the exit code."""
        folder, out = tmp_path / "members", str(tmp_path / "out.json")
        done = run("sheets", case, "-d", str(folder))
        assert done.exit_code == 1
        assert "Members to whom no criterion is given, and who have no file: Nguyễn Văn C" in done.output
        assert run("sheets", case, "-d", str(folder)).exit_code == 2
        assert run("sheets", case, "-d", str(folder), "--force").exit_code == 1
        one, other = sorted(folder.iterdir())
        (folder / "notes.txt").write_text("x", "utf-8")
        changes = {
            one: both(verdict("1.1.b", "met"), written("remark", "Tốt"), added("Bên lề")),
            other: verdict("1.1.b", "not met"),
        }
        for path, change in changes.items():
            path.write_bytes(edited(path.read_bytes(), change))
        done = run("collect", str(folder), "--into", case, "-o", out)
        assert done.exit_code == 1
        assert "to discuss: 1.1.b: Nguyễn Văn A: met; Nguyễn Văn B: not met" in done.output.replace(", ", "; ")
        assert "Taken over: 1; to be decided: 0; to discuss: 1; outstanding or not taken: 1" in done.output
        assert "Criterion 1.1: added: written by: “Nguyễn Văn A”, remark: “Tốt”" in done.output
        assert load_external(out).sheets[0].remark == "Tốt"
        assert "Bên lề" in Path(out).with_suffix(".rest.txt").read_text("utf-8")
        told = json.loads(run("collect", str(folder), "--into", case, "-o", out, "--force", "--json").stdout)
        assert {entry["kind"] for entry in told["left"]} == {"beside", "to-discuss"}
        assert [entry["after"]["remark"] for entry in told["taken"]] == ["Tốt"]
        gone = folder / "gone.docx"
        gone.symlink_to(folder / "nowhere.docx")
        done = run("collect", str(folder), "--into", case, "-o", out, "--force")
        assert f"{gone}: the file cannot be read (" in done.output
        assert "Taken over: 1; to be decided: 0; to discuss: 1; outstanding or not taken: 2" in done.output
        gone.unlink()
        other.write_bytes(b"x")
        one.write_bytes(edited(one.read_bytes(), both(written("remark", "Khác"), lambda _: None)))
        done = run("collect", str(folder), "--into", out, "-o", out)
        assert "both changed, in" in done.output
        alone = run("collect", str(one), "--into", case, "-o", case)
        assert "still to be handed in: Nguyễn Văn B" in alone.output

    def test_everything_in_order(self, tmp_path: Path) -> None:
        """Then the exit code is 0."""
        lonely = attrs.evolve(CASE, team=Team(members=CASE.team.members[:1]))
        path, folder = tmp_path / "case.json", tmp_path / "members"
        dump_external(lonely, path)
        assert run("sheets", str(path), "-d", str(folder)).exit_code == 0
        (form,) = folder.iterdir()
        form.write_bytes(edited(form.read_bytes(), written("remark", "Tốt")))
        assert run("collect", str(folder), "--into", str(path), "-o", str(path)).exit_code == 0
        dump_external(attrs.evolve(CASE, team=Team()), path)
        done = run("sheets", str(path), "-d", str(folder), "--every-criterion")
        assert (done.exit_code, "nobody is named in the team" in done.output) == (1, True)
