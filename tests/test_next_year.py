"""The next year's file: what carries over, what is cleared, and that no year is written over another."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import kdcl
from drawing import examples
from kdcl.changes import (
    CouncilChoice,
    EvidenceChoice,
    FigureChoice,
    ImprovementChoice,
    NextYearPolicy,
    TextChoice,
    apply,
    diff,
    find_year_mark,
    mark_year,
    next_year,
    without_year_mark,
)
from kdcl.checks import check
from kdcl.cli import main
from kdcl.cli.output import Output
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.errors import OutputRefusedError
from kdcl.evidence.texts import list_texts
from kdcl.school import (
    AcceptedFinding,
    CalendarMonth,
    Claims,
    CriterionSheet,
    Evidence,
    EvidencePiece,
    EvidenceStatus,
    ImprovementItem,
    ImprovementStatus,
    Ratings,
    SchoolData,
    SchoolYear,
    SelfAssessment,
    Signature,
)
from kdcl.testing import self_assessments
from papers import EMPTY, PRIMARY, WHOLE, build_planned

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXAMPLE = EXAMPLES / "primary-2017.json"
POLICIES = st.builds(
    NextYearPolicy,
    **{name: st.sampled_from(type(choice)) for name, choice in attrs.asdict(NextYearPolicy()).items()},
)
YEAR = EMPTY.school_year
FILES = self_assessments(PRIMARY, has_slips=True).filter(lambda drawn: drawn.school_year.start < 9000)


def follow(assessment: SelfAssessment, **choices: Any) -> SelfAssessment:  # noqa: ANN401 - choices of the policy
    """Return the next year's file."""
    return next_year(assessment, PRIMARY, NextYearPolicy(**choices)).facts


class TestLaws:
    """What holds for any file and any policy."""

    @examples(10)
    @given(FILES, POLICIES)
    def test_nobody_has_assessed_the_new_year(self, old: SelfAssessment, policy: NextYearPolicy) -> None:
        """Nothing is rated, claimed, said of a draft or signed; the year is the next one."""
        new = next_year(old, PRIMARY, policy).facts
        assert (new.ratings, new.claims, new.opinions) == (Ratings(), Claims(), ())
        assert all(sheet.stated_verdict is None for sheet in new.sheets)
        assert (new.signature.date, new.council.decision.date, new.plan.date) == (None, None, None)
        assert new.school_year == SchoolYear(old.school_year.start + 1)
        assert (new.framework, new.school, new.abbreviations) == (old.framework, old.school, old.abbreviations)

    @examples(10)
    @given(FILES, POLICIES)
    def test_every_fact_is_counted_once(self, old: SelfAssessment, policy: NextYearPolicy) -> None:
        """Nothing is carried over that was not there; the differences lead from one year to the other."""
        following = next_year(old, PRIMARY, policy)
        assert all(carried.kept >= 0 and carried.cleared >= 0 for carried in following.carried)
        assert all(carried.kept + carried.cleared > 0 for carried in following.carried)
        assert apply(diff(old, following.facts), old) == following.facts

    @examples(10)
    @given(FILES)
    def test_marks_lose_no_letter(self, old: SelfAssessment) -> None:
        """Taken off, they leave the texts as they were; a second year leaves the first mark."""
        new = follow(old, evidence=EvidenceChoice.ALL, improvements=ImprovementChoice.ALL)
        before = [text for place, text in list_texts(old) if place.steps[0] == "sheets"]
        after = [text for place, text in list_texts(new) if place.steps[0] == "sheets"]
        for one, other in zip(before, after, strict=True):
            assert one == other or (find_year_mark(other) == old.school_year and without_year_mark(other) == one)
        twice = follow(new, evidence=EvidenceChoice.ALL, improvements=ImprovementChoice.ALL)
        assert twice.sheets == new.sheets

    @examples(20)
    @given(FILES, st.sampled_from([EvidenceChoice.CITED, EvidenceChoice.VALID, EvidenceChoice.ALL]))
    def test_no_code_is_free_again(self, old: SelfAssessment, choice: EvidenceChoice) -> None:
        """Each code of the old list is in the new one or retired, and no row changes but for its days."""
        new = follow(old, evidence=choice)
        taken = {row.code for row in new.evidence} | set(new.retired_codes)
        assert {row.code for row in old.evidence} | set(old.retired_codes) == taken
        undated = [attrs.evolve(row, collected_from=None, collected_to=None) for row in old.evidence]
        assert all(row in undated for row in new.evidence)

    def test_every_group_is_told(self) -> None:
        """Each choice of the policy clears what it speaks of, and the counts say so."""
        clear = NextYearPolicy(
            council=CouncilChoice.CLEAR,
            texts=TextChoice.CLEAR,
            improvements=ImprovementChoice.CLEAR,
            evidence=EvidenceChoice.CLEAR,
            figures=FigureChoice.CLEAR,
            plan=TextChoice.CLEAR,
        )
        following = next_year(WHOLE, PRIMARY, clear)
        assert all(carried.kept == 0 for carried in following.carried)
        assert len(following.carried) >= 9
        assert len(following.facts.sheets) == len(WHOLE.sheets)
        assert (following.facts.evidence, following.facts.retired_codes, following.facts.boxes) == ((), (), ())


class TestMarks:
    """A text that is taken over says of which year it is."""

    @pytest.mark.parametrize("text", ["", "  \n", "«2015-2016» Có."])
    def test_what_gets_no_mark(self, text: str) -> None:
        """Nothing to be marked, or marked already."""
        assert mark_year(text, SchoolYear(2016)) == text

    def test_a_mark(self) -> None:
        """It is read back, and taken off again."""
        marked = mark_year("Có.", SchoolYear(2016))
        assert marked == "«2016-2017» Có."
        assert find_year_mark(marked) == SchoolYear(2016)
        assert (without_year_mark(marked), without_year_mark("Có."), find_year_mark("Có.")) == ("Có.", "Có.", None)

    def test_the_check(self) -> None:
        """It warns of what is left over, at the mark alone, and not of a mark of this year."""
        old = attrs.evolve(EMPTY, introduction="Có.", conclusion="Hết.")
        new = attrs.evolve(follow(old), conclusion=mark_year("Hết.", SchoolYear(YEAR.start + 1)))
        (found,) = check(new, PRIMARY, only=["text-of-earlier-year"])
        assert str(found.place) == "introduction:1-12"

    def test_texts_as_they_are(self) -> None:
        """Without marks, where the school wants none; those of the plan by a choice of their own."""
        planned = build_planned()
        new = follow(planned, texts=TextChoice.UNMARKED)
        assert new.sheets[0].strengths == planned.sheets[0].strengths
        assert find_year_mark(new.plan.purpose[0]) == planned.school_year
        assert follow(planned, plan=TextChoice.UNMARKED).plan.purpose == planned.plan.purpose


class TestGroups:
    """What becomes of each group by the policy that is taken unasked."""

    def test_improvements(self) -> None:
        """What is neither done nor dropped is to be reported on."""
        items = tuple(ImprovementItem(what=str(status), status=status) for status in ImprovementStatus)
        old = attrs.evolve(EMPTY, sheets=(CriterionSheet(criterion=CriterionCode(1, 1), improvements=items),))
        assert [item.what for item in follow(old).sheets[0].improvements] == ["planned", "under_way"]
        assert follow(old, improvements=ImprovementChoice.ALL).sheets[0].improvements == items

    def test_evidence(self) -> None:
        """What is too old for the five years, or was not found, is left out, and its code retired."""
        first = YEAR.start - 3
        rows = tuple(
            Evidence(code=EvidenceCode(1, 1, 1, number), name="A", collected_to=dt.date(2018, 1, 2), **facts)
            for number, facts in enumerate(
                [
                    dict[str, Any](reference=f"ngày 1/2/{first}"),
                    {"reference": f"ngày 1/2/{first - 1}"},
                    {"school_years": (SchoolYear(first - 1),)},
                    {"pieces": (EvidencePiece(school_year=SchoolYear(first - 2)),)},
                    {"status": EvidenceStatus.MISSING},
                    {},
                ],
                start=1,
            )
        )
        new = follow(attrs.evolve(EMPTY, evidence=rows))
        assert [row.code.number for row in new.evidence] == [1, 3, 6]
        assert [code.number for code in new.retired_codes] == [2, 4, 5]
        assert all(row.collected_to is None for row in new.evidence)

    def test_figures(self) -> None:
        """Five years end with the new one; what is of the present alone goes, and so does what is older."""
        years = {str(SchoolYear(YEAR.start - back)): back for back in range(6)}
        old = attrs.evolve(
            EMPTY, data=SchoolData({"pupils": {"grade_1": years}, "staff_now": {"teachers": {"total": 3}}})
        )
        assert [place.column for place in follow(old).data] == [str(SchoolYear(YEAR.start - back)) for back in range(4)]
        assert len(follow(old, figures=FigureChoice.ALL).data) == 6

    def test_the_plan(self) -> None:
        """Months move on by a year; days and times in words go; what is done and by whom stays."""
        old = kdcl.load(EXAMPLES / "plan-2017.json")
        new = follow(old)
        assert new.plan.number is None
        months = [month for row in old.plan.timetable.months for month in row.months]
        assert [month for row in new.plan.timetable.months for month in row.months] == [
            CalendarMonth(month.year + 1, month.month) for month in months
        ]
        for before, after in zip(old.plan.timetable.weeks, new.plan.timetable.weeks, strict=True):
            assert (after.weeks, after.first_day, after.written) == (before.weeks, None, "")
            assert [each.text for each in after.activities] == [each.text for each in before.activities]
        assert new.plan.timetable.calendar.first_monday is None


def run(*words: str, language: str = "en") -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, [*words, "--lang", language])


class TestCommand:
    """`kdcl next-year` writes the file and says what became of everything."""

    def test_it_tells(self, tmp_path: Path) -> None:
        """Groups with their numbers, what is to be revised, and what is to be reported on."""
        out = tmp_path / "next.json"
        result = run("next-year", str(EXAMPLE), "-o", str(out))
        assert result.exit_code == 0
        told = result.stdout.splitlines()
        assert told[1] == "School year 2018-2019, after 2017-2018; the school, abbreviations and who signs stay"
        assert told[2] == "ratings: carried over 0, cleared 84"
        assert told[-1] == "Improvements to be reported on: 2"
        codes = "[H1-1-02-05], [H3-3-03-01]"
        assert f"Kept because texts still cite them, and to be renewed (not found, or too old): {codes}" in told
        words = ("next-year", str(EXAMPLE), "-o", str(out), "--force", "--evidence")
        assert (
            f"Left out of the list, and still cited: {codes}; --evidence cited keeps them"
            in run(*words, "valid").stdout
        )
        assert "still cite" not in run(*words, "all").stdout
        assert json.loads(out.read_text("utf-8"))["school_year"] == "2018-2019"

    def test_exceptions_end_with_a_word(self, tmp_path: Path) -> None:
        """Each is named with its place and reason: none lapses in silence."""
        day = dt.date(2018, 1, 2)
        words = {"accepted_by": "Hiệu trưởng", "accepted_on": day, "reason": "Lý do.", "until": day}
        held = AcceptedFinding(check="old-evidence", place='sheets."1.1".strengths', sentence="x", **words)  # type: ignore[arg-type] # the words are of the types of their fields
        kdcl.dump(attrs.evolve(kdcl.load(EXAMPLE), exceptions=(held,)), tmp_path / "a.json")
        told = run("next-year", str(tmp_path / "a.json"), "-o", str(tmp_path / "b.json")).stdout
        assert "accepted anew where it still holds: old-evidence, Criterion 1.1, item 2: Lý do." in told

    def test_choices(self, tmp_path: Path) -> None:
        """Each group has its option; nothing is said of what there is not."""
        out = tmp_path / "next.json"
        result = run(
            "next-year",
            str(EXAMPLE),
            "-o",
            str(out),
            "--texts",
            "clear",
            "--evidence",
            "clear",
            "--improvements",
            "clear",
        )
        assert "to be revised" not in result.stdout
        assert "to be reported on" not in result.stdout
        assert kdcl.load(out).evidence == ()
        told = CliRunner().invoke(main, ["next-year", "--lang", "en", "--help"]).stdout
        assert "marked: texts stay, each marked" in " ".join(told.split())

    def test_the_file_that_is_read(self, tmp_path: Path) -> None:
        """It is never written to, whatever is forced."""
        file = tmp_path / "a.json"
        kdcl.dump(EMPTY, file)
        before = file.read_bytes()
        assert run("next-year", str(file), "-o", str(file), "--force").exit_code == 2
        assert file.read_bytes() == before


class TestGuard:
    """A school's file of one year is never written over that of another."""

    def test_even_when_forced(self, tmp_path: Path) -> None:
        """The years are named, and nothing is written."""
        file, other = tmp_path / "a.json", tmp_path / "b.json"
        kdcl.dump(attrs.evolve(EMPTY, signature=Signature(name="A")), file)
        kdcl.dump(follow(follow(EMPTY)), other)
        before = other.read_bytes()
        result = run("next-year", str(file), "-o", str(other), "--force")
        assert result.exit_code == 2
        assert f"is of the school year {SchoolYear(YEAR.start + 2)}, not {SchoolYear(YEAR.start + 1)}" in result.stderr
        assert other.read_bytes() == before

    def test_one_year_again(self, tmp_path: Path) -> None:
        """The file of the same year is replaced when that is asked for, and so is one that cannot be read."""
        out = tmp_path / "next.json"
        assert run("next-year", str(EXAMPLE), "-o", str(out)).exit_code == 0
        assert run("next-year", str(EXAMPLE), "-o", str(out)).exit_code == 2
        assert run("next-year", str(EXAMPLE), "-o", str(out), "--force").exit_code == 0
        out.write_text('{"school_year": ', "utf-8")
        assert run("next-year", str(EXAMPLE), "-o", str(out), "--force").exit_code == 0

    def test_a_command_that_changes_the_file(self, tmp_path: Path) -> None:
        """It may correct the year."""
        path = tmp_path / "a.json"
        kdcl.dump(EMPTY, path)
        wanted = kdcl.dumps(follow(EMPTY)).encode()
        with pytest.raises(OutputRefusedError, match="is of the school year"):
            Output(path=str(path), force=True).write(wanted)
        Output(path=str(path), inputs=(str(path),), replaces=(str(path),)).write(wanted)
        assert path.read_bytes() == wanted
