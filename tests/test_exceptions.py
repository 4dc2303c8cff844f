"""Exceptions: findings that a council accepts, and what never can be accepted."""

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
from kdcl.blocks.walk import list_paragraphs
from kdcl.checks import CHECKS, Finding, Severity, check
from kdcl.checks.accepting import accept, can_accept, name_by_content, sift
from kdcl.checks.sarif import build_sarif
from kdcl.cli import main
from kdcl.codes import EvidenceCode
from kdcl.documents.draft import build_draft
from kdcl.errors import NotAcceptableError
from kdcl.evidence import apply_renumbering, plan_renumbering
from kdcl.messages import message
from kdcl.places import Place
from kdcl.school import AcceptedFinding, SelfAssessment
from kdcl.testing import self_assessments
from papers import PRIMARY

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "primary-2017.json"
DAY = dt.date(2018, 3, 1)
END = dt.date(2018, 4, 1)
BASE = kdcl.load(EXAMPLE)
FAULTY = attrs.evolve(
    BASE,
    sheets=tuple(attrs.evolve(sheet, weaknesses="") if n in {0, 2} else sheet for n, sheet in enumerate(BASE.sheets)),
)
"""Two empty items, each a warning."""


def find(assessment: SelfAssessment, *names: str) -> tuple[Finding, ...]:
    """Return what the checks of these names find."""
    return check(assessment, PRIMARY, only=names or None, today=DAY)


def excuse(assessment: SelfAssessment, finding: Finding, **facts: Any) -> SelfAssessment:  # noqa: ANN401 - parts of an exception
    """Return the file with the finding accepted."""
    words = {"role": "Hội đồng", "reason": "Chờ họp", "on": DAY, "until": END, **facts}
    return accept(finding, assessment, **words)


EXCUSED = excuse(FAULTY, find(FAULTY, "empty-item")[0])


class TestLaws:
    """What holds for any file with any exceptions."""

    @examples(8)
    @given(self_assessments(PRIMARY, has_slips=True), st.data())
    def test_nothing_is_lost_and_no_error_is_accepted(self, drawn: SelfAssessment, data: st.DataObject) -> None:
        """Open and accepted findings are together all; what the exceptions of a file say by hand changes nothing."""
        found = find(drawn)
        forged = tuple(
            AcceptedFinding(
                check=finding.kind,
                place=str(name_by_content(finding.place, drawn)),
                sentence=str(finding.message),
                accepted_by="A",
                accepted_on=DAY,
                reason="A",
                until=END,
            )
            for finding in data.draw(st.lists(st.sampled_from(found), max_size=8) if found else st.just([]))
        )
        drawn = attrs.evolve(drawn, exceptions=forged)
        sifted = sift(found, drawn, today=DAY)
        accepted = [each.finding for each in sifted.accepted]
        assert sorted(map(repr, (*sifted.open, *accepted))) == sorted(map(repr, found))
        assert all(can_accept(finding) and finding.severity is not Severity.ERROR for finding in accepted)
        named = {(each.check, each.place, each.sentence) for each in forged}
        wanted = [
            each
            for each in found
            if can_accept(each) and (each.kind, str(name_by_content(each.place, drawn)), str(each.message)) in named
        ]
        assert accepted == wanted


class TestWhatCannotBeAccepted:
    """Never an error, never a contradiction with an article of the circular."""

    def test_by_what_a_check_declares(self) -> None:
        """The posts of article 24 are not acceptable; all other warnings and notes are."""
        never = {rule.id for rule in CHECKS if not rule.is_acceptable}
        assert never == {"council-posts", "chair-is-not-principal", "expired-exception"}

    def test_a_warning_of_a_check_that_finds_errors(self) -> None:
        """A number that only letter 46 has warns, and a council may live with it; with an error of the check never."""
        warning = Finding(
            kind="rating-contradicts-data", message=message("x"), place=Place(("ratings",)), severity=Severity.WARNING
        )
        assert can_accept(warning)
        assert not can_accept(attrs.evolve(warning, severity=Severity.ERROR))

    def test_an_error_of_a_check_that_warns(self) -> None:
        """How much the finding itself matters counts too, and a check of others counts as not acceptable."""
        finding = find(FAULTY, "empty-item")[0]
        assert can_accept(finding)
        assert not can_accept(attrs.evolve(finding, severity=Severity.ERROR))
        assert not can_accept(attrs.evolve(finding, kind="of-another-package"))

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"role": " "}, "role and reason"),
            ({"reason": ""}, "role and reason"),
            ({"until": dt.date(2018, 2, 28)}, "end"),
        ],
    )
    def test_what_is_missing(self, facts: dict[str, Any], words: str) -> None:
        """Role, reason and an end after the beginning have to be there."""
        with pytest.raises(NotAcceptableError, match=words):
            excuse(FAULTY, find(FAULTY, "empty-item")[0], **facts)

    def test_an_error(self) -> None:
        """It is refused with the remedy."""
        broken = attrs.evolve(BASE, evidence=BASE.evidence[1:])
        with pytest.raises(NotAcceptableError, match=r"dangling-code.*mend it"):
            excuse(broken, find(broken, "dangling-code")[0])


class TestSifting:
    """One exception accepts one finding, for its time."""

    @pytest.mark.parametrize(
        ("today", "accepted"),
        [(dt.date(2018, 2, 28), 0), (DAY, 1), (END, 1), (dt.date(2018, 4, 2), 0)],
    )
    def test_its_time(self, today: dt.date, accepted: int) -> None:
        """From the first day to the last, both included."""
        sifted = sift(find(EXCUSED, "empty-item"), EXCUSED, today=today)
        assert (len(sifted.open), len(sifted.accepted), len(sifted.unused)) == (2 - accepted, accepted, 1 - accepted)

    def test_another_order_of_the_sheets(self) -> None:
        """It stays with its criterion."""
        turned = attrs.evolve(EXCUSED, sheets=EXCUSED.sheets[::-1])
        (accepted,) = sift(find(turned, "empty-item"), turned, today=DAY).accepted
        assert accepted.finding.place.steps[:2] == ("sheets", len(BASE.sheets) - 1)

    def test_other_words(self) -> None:
        """What a check says of changed facts is open."""
        unlisted = attrs.evolve(
            BASE, evidence=(*BASE.evidence, attrs.evolve(BASE.evidence[0], code=EvidenceCode(9, 1, 1, 90)))
        )
        finding = find(unlisted, "uncited-evidence")[-1]
        excused = excuse(unlisted, finding)
        assert len(sift(find(excused, "uncited-evidence"), excused, today=DAY).accepted) == 1
        given_anew = apply_renumbering(
            excused, plan_renumbering(excused, {EvidenceCode(9, 1, 1, 90): EvidenceCode(9, 1, 1, 91)})
        )
        followed = sift(find(given_anew, "uncited-evidence"), given_anew, today=DAY)
        assert len(followed.accepted) == 1
        other = attrs.evolve(excused.exceptions[0], sentence="evidence X is listed, but cited nowhere")
        changed = attrs.evolve(excused, exceptions=(other,))
        assert sift(find(changed, "uncited-evidence"), changed, today=DAY).unused == (other,)

    def test_again(self) -> None:
        """A later acceptance of the same finding takes the place of the earlier one, and of no other."""
        first, second = find(EXCUSED, "empty-item")
        both = excuse(excuse(EXCUSED, second), first, reason="Khác")
        assert [each.reason for each in both.exceptions] == ["Chờ họp", "Khác"]

    @pytest.mark.parametrize("path", ["ratings.1.1.a", "sheets", "evidence[9999].name"])
    def test_places_without_an_item(self, path: str) -> None:
        """They stay as they are."""
        assert name_by_content(Place.parse(path), BASE) == Place.parse(path)


class TestEnd:
    """An exception that has ended is a finding itself."""

    @pytest.mark.parametrize(("today", "found"), [(END, 0), (dt.date(2018, 4, 2), 1)])
    def test_on_a_day(self, today: dt.date, found: int) -> None:
        """From the day after its last on."""
        issues = check(EXCUSED, PRIMARY, only=["expired-exception"], today=today)
        assert [str(issue.place) for issue in issues] == ["exceptions[0].until"] * found

    def test_without_a_day(self) -> None:
        """The signature's day is taken, and with neither nothing is said."""
        signed = attrs.evolve(EXCUSED, signature=attrs.evolve(EXCUSED.signature, date=dt.date(2018, 5, 1)))
        assert len(check(signed, PRIMARY, only=["expired-exception"])) == 1
        unsigned = attrs.evolve(EXCUSED, signature=attrs.evolve(EXCUSED.signature, date=None))
        assert check(unsigned, PRIMARY, only=["expired-exception"]) == ()


class TestFile:
    """The school's file holds them; older files have none."""

    def test_load_and_dump(self) -> None:
        """They come back as they are; a file without any is written as before."""
        assert kdcl.loads(kdcl.dumps(EXCUSED)) == EXCUSED
        assert "exceptions" not in kdcl.dumps(BASE)
        assert kdcl.loads(kdcl.dumps(BASE)).exceptions == ()

    def test_every_part_is_required(self) -> None:
        """An exception without an end is none."""
        facts = json.loads(kdcl.dumps(EXCUSED))
        del facts["exceptions"][0]["until"]
        with pytest.raises(kdcl.KdclError, match="until"):
            kdcl.loads(json.dumps(facts))

    def test_the_next_year_has_none(self) -> None:
        """They are cleared with the ratings."""
        assert kdcl.next_year(EXCUSED, PRIMARY).facts.exceptions == ()


class TestCounting:
    """Accepted findings are told apart wherever findings are counted."""

    def test_sarif(self) -> None:
        """They are results that are suppressed, with who, until when and why."""
        sifted = sift(find(EXCUSED, "empty-item"), EXCUSED, today=DAY)
        log = build_sarif(sifted.open, CHECKS, file="a.json", accepted=sifted.accepted)
        open_, suppressed = log["runs"][0]["results"]
        assert "suppressions" not in open_
        (reason,) = suppressed["suppressions"]
        assert (reason["kind"], reason["status"]) == ("inSource", "accepted")
        assert reason["justification"] == "accepted by Hội đồng on 2018-03-01 until 2018-04-01: Chờ họp"

    def test_a_draft(self) -> None:
        """Its head counts them, and each stands where it was found."""
        sifted = sift(find(EXCUSED, "empty-item"), EXCUSED, today=DAY)
        report = kdcl.build_report(EXCUSED, PRIMARY, language="en")
        paragraphs = list_paragraphs(build_draft(report, EXCUSED, sifted.open, sifted.accepted))
        assert paragraphs[0].comments == ("Findings accepted as exceptions: 1",)
        said = [comment for paragraph in paragraphs[1:] for comment in paragraph.comments]
        assert len(said) == 2
        assert sum("accepted by Hội đồng" in comment for comment in said) == 1


def run(*words: str, language: str = "en") -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, [*words, "--lang", language])


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the path of a file with two empty items."""
    path = tmp_path / "school.json"
    kdcl.dump(FAULTY, path)
    return str(path)


def add(file: str, *words: str, name: str = "empty-item") -> Result:
    """Return what accepting a finding does."""
    told = ("--by", "Hội đồng", "--reason", "Chờ họp", "--until", "2018-04-01", "--on", "2018-03-01")
    return run("exceptions", "add", file, "--check", name, *told, "-o", file, *words)


class TestCommand:
    """`kdcl exceptions` and what `kdcl check` makes of them."""

    def test_which_one(self, file: str) -> None:
        """Where several are meant they are listed, and nothing is written."""
        result = add(file)
        assert result.exit_code == 1
        assert result.stdout.splitlines()[0].startswith("Criterion 1.1, item 3: ")
        assert result.stdout.splitlines()[0].endswith("(--place 'sheets[0].weaknesses')")
        assert result.stdout.splitlines()[-1] == "Findings that are open and meant: 2; name the one with --place"
        assert kdcl.load(file).exceptions == ()

    @pytest.mark.parametrize("place", ["sheets[2].weaknesses", 'sheets."1.3".weaknesses'])
    def test_add_list_remove(self, file: str, place: str) -> None:
        """One is recorded, listed with what it is worth on a day, and taken away."""
        assert add(file, "--place", place).exit_code == 0
        (exception,) = kdcl.load(file).exceptions
        assert exception.place == 'sheets."1.3".weaknesses'
        for day, state in (("2018-03-01", "holds"), ("2018-04-02", "has ended")):
            listed = run("exceptions", "list", file, "--on", day).stdout
            assert f"1. empty-item, Criterion 1.3, item 3: {state}; accepted by Hội đồng" in listed
        listed = run("exceptions", "list", file, "--on", "2018-02-01").stdout
        assert "item 3: accepts nothing; accepted by Hội đồng" in listed
        assert listed.splitlines()[-1] == "Exceptions: 1; that hold: 0"
        refused = run("exceptions", "remove", file, "2", "-o", file)
        assert (refused.exit_code, "there is no exception 2" in refused.stderr) == (2, True)
        assert run("exceptions", "remove", file, "1", "-o", file).exit_code == 0
        assert kdcl.load(file) == FAULTY

    def test_a_place_that_is_none_and_an_end_before_the_day(self, file: str) -> None:
        """What somebody wrote by hand is shown as it is; the message names both days and the option."""
        assert add(file, "--place", "sheets[0].weaknesses").exit_code == 0
        facts = kdcl.load(file)
        odd = attrs.evolve(facts.exceptions[0], place="ở [đâu đó")
        kdcl.dump(attrs.evolve(facts, exceptions=(odd,)), file)
        assert (
            "1. empty-item, ở [đâu đó: accepts nothing" in run("exceptions", "list", file, "--on", "2018-03-01").stdout
        )
        result = add(file, "--place", "sheets[0].weaknesses", "--on", "2018-05-01")
        assert result.exit_code == 2
        assert "it would end on 2018-04-01" in result.stderr or "it would end on 1 April 2018" in result.stderr
        assert "--on" in result.stderr

    def test_an_error_is_refused(self, file: str) -> None:
        """With the remedy; nothing is written."""
        kdcl.dump(attrs.evolve(BASE, evidence=BASE.evidence[:-1]), file)
        places = [str(finding.place) for finding in find(kdcl.load(file), "dangling-code")]
        result = add(file, "--place", places[0], name="dangling-code")
        assert (result.exit_code, "cannot be accepted" in result.stderr) == (2, True)

    def test_check(self, file: str) -> None:
        """Accepted findings come last, counted apart; the exit code speaks of what is open."""
        for place in ("sheets[0].weaknesses", "sheets[2].weaknesses"):
            assert add(file, "--place", place).exit_code == 0
        words = ("check", file, "--only", "empty-item")
        result = run(*words, "--on", "2018-03-01")
        assert result.exit_code == 0
        assert "accepted by Hội đồng on 1 March 2018 until 1 April 2018: Chờ họp" in result.stdout
        assert "Accepted as exceptions: 2; exceptions that accept nothing: 0" in result.stdout
        assert "0 warnings" in result.stdout
        rows = json.loads(run(*words, "--on", "2018-03-01", "--format", "json").stdout)
        assert [row["accepted"]["until"] for row in rows] == ["2018-04-01"] * 2
        log = json.loads(run(*words, "--on", "2018-03-01", "--format", "sarif").stdout)
        assert all("suppressions" in each for each in log["runs"][0]["results"])
        assert run(*words, "--on", "2018-05-01").exit_code == 1
        ended = run("check", file, "--only", "expired-exception", "--on", "2018-05-01")
        assert (ended.exit_code, ended.stdout.count("[expired-exception]")) == (1, 2)

    def test_a_draft(self, file: str, tmp_path: Path) -> None:
        """It is written with what the clock's day makes of them: by now this one has ended."""
        assert add(file, "--place", "sheets[0].weaknesses").exit_code == 0
        out = tmp_path / "draft.md"
        assert run("report", file, "-o", str(out), "--draft").exit_code == 0
        assert " ended on " in out.read_text("utf-8")
        assert "expired-exception" not in out.read_text("utf-8")  # what is wrong in words, no name of a check


def test_the_error_says_what_to_do() -> None:
    """Its facts are the check and the reason."""
    error = NotAcceptableError("a-check", message("b"))
    assert str(error) == "what a-check found cannot be accepted: b"
