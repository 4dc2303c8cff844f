"""The file of a team that assesses a school from outside, and the rules it is held against."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given

from drawing import examples
from kdcl.convert.external import (
    dump_external,
    dumps_external,
    external_json_schema,
    load_external,
    loads_external,
    read_external,
    reads_external,
)
from kdcl.errors import FrameworkFileError, SchoolFileError
from kdcl.external import EXTERNAL, ExternalAssessment, ExternalRules, Step, Survey, Team, TeamMember
from kdcl.law import Status
from kdcl.place_names._fields import FIELD_NAMES as SCHOOL_FIELD_NAMES
from kdcl.place_names.external import FIELD_NAMES
from kdcl.places import ROOT, Place
from kdcl.school import SchoolYear
from kdcl.standards import get_framework
from kdcl.standards.external import Paper, load_external_rules
from kdcl.testing import external_assessments

PRIMARY = get_framework("tt42-2012/primary")
RULES = PRIMARY.part(EXTERNAL)
BARE = ExternalAssessment(framework=PRIMARY.id, school="Trường Tiểu học Ví Dụ", school_year=SchoolYear(2017))
SHIPPED = Path(__file__).parent.parent / "src/kdcl/standards/tt42_2012/external.toml"


def get_rules() -> ExternalRules:
    """Return the shipped rules."""
    assert RULES is not None
    return RULES


class TestTheRulesAsFacts:
    """What is known of external assessment stands in a file of the law, each fact with how sure it is."""

    def test_the_team_has_five_to_seven_members(self) -> None:
        """Article 29 was read."""
        size = get_rules().team.size
        assert (size.at_least, size.at_most, size.status) == (5, 7, Status.VERIFIED)
        assert get_rules().team.citation.article == 29

    def test_periods_are_inferred_for_schools(self) -> None:
        """They were read for continuing-education centres only, and say so."""
        assert {(period.id, period.working_days) for period in get_rules().periods} == {
            ("answer-of-the-school", 10),
            ("answer-of-the-team", 10),
            ("draft-to-recognition", 40),
        }
        assert {period.status for period in get_rules().periods} == {Status.INFERRED}
        assert "continuing-education" in str(get_rules().periods[0].clause)

    def test_the_certificate_is_recalled_only(self) -> None:
        """Five and two years were recalled, so no day is computed from them without saying so."""
        assert get_rules().certificate.status is Status.UNKNOWN
        assert "recalled" in str(get_rules().certificate.source)

    def test_every_step_and_every_paper_has_a_source(self) -> None:
        """A step of Article 27 or 29 is cited by it; the others say where they were seen."""
        assert [rule.step for rule in get_rules().steps] == list(Step)
        assert [rule.paper for rule in get_rules().papers] == list(Paper)
        for step in Step:
            rule = get_rules().get_step(step)
            assert (rule.citation is None) is (rule.status is Status.INFERRED)
            assert str(rule.clause)

    def test_papers_known_from_2018_say_so(self) -> None:
        """The forms seen only in the sister guidance are not passed off as those of the time."""
        inferred = {rule.annex for rule in get_rules().papers if rule.status is Status.INFERRED}
        assert inferred == {"IX", "X", "XI", "XIII"}
        assert all("2018" in rule.source.en for rule in get_rules().papers if rule.annex in inferred)
        assert get_rules().get_paper(Paper.EXTERNAL_REPORT).annex == "XIII"

    def test_a_circular_without_the_file_has_no_rules(self) -> None:
        """Another circular may know nothing of it."""
        assert EXTERNAL.absent is None

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('step = "registered"\narticle', 'step = "returned"\narticle', "registered has to stand here once"),
            ('paper = "file-study"', 'paper = "team-sheets"', "file-study has to stand here once"),
            ('ends = ["objected", "agreed"]', 'ends = ["objected", "agred"]', "this is no step"),
            ("valid_years = 5", "valid_years = 500", "500"),
        ],
    )
    def test_a_damaged_file_is_refused(self, old: str, new: str, said: str, tmp_path: Path) -> None:
        """What the code counts on is asked of the file."""
        text = SHIPPED.read_text("utf-8")
        assert old in text
        file = tmp_path / "external.toml"
        file.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(FrameworkFileError, match=said):
            load_external_rules(file)


class TestTheFile:
    """`load(dump(x)) == x`; everything wrong is told at once, with its place."""

    @examples(15)
    @given(external=external_assessments(PRIMARY))
    def test_what_was_dumped_loads_again(self, external: ExternalAssessment) -> None:
        """Whatever a team may write, with or without defaults."""
        assert loads_external(dumps_external(external)) == external
        assert loads_external(dumps_external(external, with_defaults=True)) == external

    @examples(5)
    @given(external=external_assessments(PRIMARY))
    def test_the_schema_admits_what_is_written(self, external: ExternalAssessment) -> None:
        """Editors that know the schema accept every file that is written."""
        jsonschema.validate(json.loads(dumps_external(external)), external_json_schema())

    def test_a_file_on_disk(self, tmp_path: Path) -> None:
        """Writing and reading go through the disk as well."""
        path = tmp_path / "external.json"
        dump_external(BARE, path)
        assert load_external(path) == BARE
        result = read_external(path)
        assert result.find_school_file() is None
        dump_external(attrs.evolve(BARE, school_file="school.json"), path)
        assert read_external(path).find_school_file() == tmp_path / "school.json"

    @pytest.mark.parametrize(
        ("edit", "place"),
        [
            (lambda tree: tree.pop("school"), "school"),
            (lambda tree: tree.update(school=7), "school"),
            (lambda tree: tree.update(framework=None), "framework"),
            (lambda tree: tree.update(school_year="2017"), "school_year"),
            (lambda tree: tree.update(route="road"), "route"),
            (lambda tree: tree.update(scholl="x"), "scholl"),
            (lambda tree: tree.update(steps=[{"date": "2018-01-02"}]), "steps[0].step"),
            (lambda tree: tree.update(team={"members": [{"role": "leader"}]}), "team.members[0].name"),
            (lambda tree: tree.update(team={"plan": [{"note": ""}]}), "team.plan[0].what"),
            (lambda tree: tree.update(ratings={"1.1.a": "yes"}), "ratings.1.1.a"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_place(self, edit: Callable[[dict[str, Any]], object], place: str) -> None:
        """The rest is read all the same."""
        tree = json.loads(dumps_external(BARE))
        edit(tree)
        result = reads_external(json.dumps(tree))
        assert [str(problem.place) for problem in result.problems] == [place]
        assert result.external is not None
        with pytest.raises(SchoolFileError):
            result.get_external()

    @pytest.mark.parametrize("text", ["", "[]", "{"])
    def test_what_is_no_object_is_refused(self, text: str, tmp_path: Path) -> None:
        """One problem, and nothing else."""
        result = reads_external(text)
        assert result.external is None
        assert len(result.problems) == 1
        assert result.find_school_file() is None
        assert str(result.name_place(Place.parse("team"))) == "team"
        with pytest.raises(SchoolFileError):
            load_external(tmp_path / "none.json")

    def test_places_are_those_of_the_file(self) -> None:
        """Also behind an item that could not be read."""
        tree = json.loads(dumps_external(attrs.evolve(BARE, sheets=())))
        tree["sheets"] = [{"criterion": "x"}, {"criterion": "1.1", "strengths": "Tốt"}]
        result = reads_external(json.dumps(tree))
        assert str(result.name_place(Place.parse("sheets[1].strengths"))) == "Criterion 1.1, strengths"
        assert str(result.name_place(Place.parse("sheets[0]"))) == "sheets[0]"


class TestPlacesInWords:
    """People are told where something stands in their own words."""

    @pytest.mark.parametrize(
        ("place", "words"),
        [
            ("$", "the file as a whole"),
            ("ratings.1.1.a", "Indicator 1.1.a"),
            ("team.members[1].name", "the team, members, no. 2, name"),
            ("sheets[9].strengths", "the team's criterion sheets, no. 10, strengths"),
            ("team.colour", "the team, colour"),
        ],
    )
    def test_a_place_has_words(self, place: str, words: str) -> None:
        """A place that is not there is named as far as it goes."""
        external = attrs.evolve(BARE, team=Team(members=(TeamMember(name="A"),)), main_survey=Survey(closed_at="17"))
        result = reads_external(dumps_external(external))
        assert str(result.name_place(Place.parse(place) if place != "$" else ROOT)) == words

    def test_rows_are_named_by_what_they_are_about(self) -> None:
        """A standard by its number, a step by what was done, a span by its characters."""
        text = dumps_external(BARE)
        tree = {
            **json.loads(text),
            "standards": [{"standard": 2, "text": "Khá"}],
            "steps": [{"step": "registered"}],
        }
        result = reads_external(json.dumps(tree))
        assert str(result.name_place(Place.parse("standards[0].text:1-2"))) == "Standard 2, text, characters 1 to 2"
        assert str(result.name_place(Place.parse("steps[0].date"))) == "The school registered, date"
        place = Place.parse("team.decision.grounds[0].subject")  # a fact that both files have
        assert str(result.name_place(place)) == "the team, decision on the team, legal grounds, no. 1, subject"

    def test_every_fact_has_a_name_and_no_name_is_left_over(self) -> None:
        """A new fact gets its words with it."""

        def names(cls: type) -> set[str]:
            attrs.resolve_types(cls)
            found: set[str] = set()
            for field in attrs.fields(cls):
                found.add(field.name)
                for part in (field.type, *getattr(field.type, "__args__", ())):
                    if attrs.has(part) and part.__module__.startswith("kdcl.school.external"):
                        found |= names(part)
            return found

        assert names(ExternalAssessment) <= FIELD_NAMES.keys() | SCHOOL_FIELD_NAMES.keys()
        assert FIELD_NAMES.keys() <= names(ExternalAssessment)
        assert not FIELD_NAMES.items() & SCHOOL_FIELD_NAMES.items()  # what a school's file says alike stands there
