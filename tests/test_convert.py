"""School files: what is written is read back, and what cannot be read is reported all at once."""

from __future__ import annotations

import builtins
import json
import unicodedata
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.convert import LoadResult, dump, dumps, json_schema, load, loads, read, reads
from kdcl.errors import MissingExtraError, SchoolFileError
from kdcl.figures.form_file import FORM
from kdcl.places import ROOT, Place
from kdcl.school import Evidence, School, SchoolYear, SelfAssessment
from kdcl.standards import get_framework
from kdcl.testing import self_assessments

PRIMARY = get_framework("tt42-2012/primary")
EXAMPLES = [
    path
    for path in sorted((Path(__file__).parent.parent / "examples").glob("*.json"))
    if not path.name.startswith("external-")  # the files of teams have tests of their own
]
SOUND: dict[str, Any] = {
    "schema_version": 1,
    "framework": "tt42-2012/primary",
    "school": {"name": "Trường A"},
    "school_year": "2017-2018",
}


def build_text(**facts: Any) -> str:  # noqa: ANN401 - JSON has no one type
    """Return the text of a sound file with other facts where they are given."""
    return json.dumps({**SOUND, **facts})


def get_problems(text: str) -> list[tuple[str, str]]:
    """Return the path and the sentence of every problem."""
    with pytest.raises(SchoolFileError) as caught:
        loads(text)
    return [(problem.path, str(problem.message)) for problem in caught.value.problems]


def get_paths(text: str) -> list[str]:
    """Return the path of every problem."""
    return [path for path, _ in get_problems(text)]


class TestRoundTrip:
    """``load(dump(x)) == x``."""

    @examples(12)
    @given(self_assessments(PRIMARY, has_slips=True))
    def test_reads_what_it_writes(self, assessment: SelfAssessment) -> None:
        """Every self-assessment survives, and its text is the same each time."""
        text = dumps(assessment)
        assert loads(text) == assessment
        assert repr(loads(text)) == repr(assessment)
        assert dumps(loads(text)) == text
        assert loads(dumps(assessment, with_defaults=True)) == assessment

    @examples(8)
    @given(self_assessments(PRIMARY, has_slips=True))
    def test_is_laid_out_as_json_does(self, assessment: SelfAssessment) -> None:
        """The text is JSON with an indent of two, as any other program would write it."""
        text = dumps(assessment)
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_examples_are_written_as_they_are(self, path: Path, tmp_path: Path) -> None:
        """Loading and dumping a shipped example changes no byte."""
        copy = tmp_path / "copy.json"
        dump(load(path), copy)
        assert copy.read_bytes() == path.read_bytes()

    def test_leaves_defaults_out(self) -> None:
        """A file with nothing but what is required stays as small, with the version first."""
        assert json.loads(dumps(loads(build_text()))) == SOUND
        assert dumps(loads(build_text())).startswith('{\n  "schema_version": 1,\n')

    def test_brings_text_to_nfc(self) -> None:
        """Decomposed keys, values and escapes come in composed, and go out composed."""
        name = unicodedata.normalize("NFD", "Trường Tiểu học")
        text = json.dumps({**SOUND, "school": {"name": name}}, ensure_ascii=False)
        assert loads(text).school.name == "Trường Tiểu học"
        assert loads(build_text(school={"name": name})).school.name == "Trường Tiểu học"
        assessment = SelfAssessment(framework="x", school=School(name=name), school_year=SchoolYear(2017))
        assert loads(dumps(assessment)).school.name == "Trường Tiểu học"

    def test_does_not_write_what_it_could_not_read(self, tmp_path: Path) -> None:
        """A control character or half a surrogate pair is refused, and the old file stands."""
        path = tmp_path / "file.json"
        path.write_text("old")
        for name in ("a\x00", "a\ud800", "a\x0c", "a\uffff"):
            evidence = (Evidence(code=EvidenceCode(1, 1, 1, 1), name=name),)
            assessment = SelfAssessment(
                framework="x", school=School(name="A"), school_year=SchoolYear(2017), evidence=evidence
            )
            with pytest.raises(SchoolFileError) as caught:
                dump(assessment, path)
            assert [problem.path for problem in caught.value.problems] == ["evidence[0].name"]
        assert path.read_text() == "old"


class TestText:
    """Flaws of the text itself."""

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "line 1, column 1: this is not JSON: a value"),
            ('{"a": 1,}', "this is not JSON"),
            ('{\n  "a": 1\n  "b": 2}', "line 3, column 3: this is not JSON: a comma"),
            ('{"a" 1}', "a colon"),
            ('{"a": "1', "never closed"),
            ('{"a": "1\n"}', "over the end of its line"),
            ('{"a": "\\x"}', "backslash"),
            ("{} {}", "goes on after its end"),
            ("[" * 100_000, "nested too deeply"),
            ('{"a": ' + "1" * 5000 + "}", "too many digits"),
            ("[]", "a list is not an object"),
            ("null", "null is not an object"),
        ],
    )
    def test_says_what_cannot_be_read_at_all(self, text: str, said: str) -> None:
        """One problem, at the file as a whole, says where and why."""
        ((path, sentence),) = get_problems(text)
        assert path == "$"
        assert said in sentence
        assert reads(text).assessment is None

    def test_says_why_a_file_cannot_be_opened(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A missing file, a folder and a locked file are told apart."""

        def refuse(_: Path, _mode: str) -> bytes:
            raise PermissionError(13, "Permission denied")

        for path, said in ((tmp_path / "none.json", "no such file"), (tmp_path, "folder")):
            with pytest.raises(SchoolFileError, match=said):
                load(path)
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(SchoolFileError, match="Permission denied"):
            load(tmp_path / "locked.json")

    def test_reads_utf8_with_or_without_a_mark_and_nothing_else(self, tmp_path: Path) -> None:
        """A byte order mark does no harm; another encoding is named with its line."""
        path = tmp_path / "file.json"
        path.write_bytes(b"\xef\xbb\xbf" + build_text().encode())
        assert load(path).school.name == "Trường A"
        path.write_bytes(b"{\n\xff")
        with pytest.raises(SchoolFileError, match=r"not UTF-8 \(line 2\)"):
            load(path)

    def test_reports_doubled_keys_with_their_path(self) -> None:
        """A key that stands twice is reported, also where only normalising makes it so."""
        text = build_text(evidence=["here"]).replace('"here"', '{"code":"[H1-1-01-01]","name":"A","name":"B"}')
        assert get_paths(text) == ["evidence[0].name"]
        twice = build_text(signature={}).replace("{}", '{"r\\u00f4le": "", "ro\\u0302le": ""}')
        assert get_paths(twice)[0] == "signature.rôle"
        hidden = build_text(note="here").replace('"here"', '{"a":1,"a":2}, "note": "x"')
        assert get_paths(hidden) == ["note"]

    def test_reports_what_no_document_can_print(self) -> None:
        """Control characters and half surrogates are reported by number, and left out of what is salvaged."""
        text = build_text(note="a\u0001b", conclusion="\ud800", council={"members": [{"name": "\ufffe"}]})
        assert get_paths(text) == ["note", "conclusion", "council.members[0].name"]
        assert "character 2 is U+0001" in get_problems(text)[0][1]
        assert reads(text).assessment == loads(build_text(note="ab", council={"members": [{"name": ""}]}))


class TestStrictness:
    """Nothing is dropped, split or converted silently."""

    @pytest.mark.parametrize("code", ["[H1-1-01-01]", "H1.1.1.1", "zz"])
    @pytest.mark.parametrize("inside", [(), ("opinions", 0), ("school",)])
    def test_a_code_where_none_belongs(self, code: str, inside: tuple[str | int, ...]) -> None:
        """A key ``code`` that is not known in its place is left out once, and does not come back as a repair."""
        facts = {"opinions": [{"text": "x"}], "school": {"name": "A"}}
        target: Any = facts
        for step in inside:
            target = target[step]
        target["code"] = code
        result = reads(json.dumps({"schema_version": 1, "framework": "x", "school_year": "2016-2017", **facts}))
        assert [str(problem.place) for problem in result.problems] == [str(ROOT.at(*inside, "code"))]
        assert result.assessment is not None

    @pytest.mark.parametrize(
        ("facts", "path", "said"),
        [
            ({"notes": "x"}, "notes", 'the key "notes" is not known; did you mean note?'),
            ({"zzz": "x"}, "zzz", "known here are: framework"),
            ({"note": None}, "note", "null is not a text"),
            ({"note": 1}, "note", "1 is not a text"),
            ({"note": float("nan")}, "note", "NaN is not a text"),
            ({"school": {"name": "A", "sites": True}}, "school.sites", "true is not a whole number"),
            ({"school": {"name": "A", "sites": 1.0}}, "school.sites", "1.0 is not a whole number"),
            ({"school": {"name": "A", "founded": "1" * 99}}, "school.founded", "1…"),
            ({"school": {"name": "A", "region": "sea"}}, "school.region", "write one of: difficult, other"),
            ({"school": {"name": "A", "features": "public"}}, "school.features", "is not a list"),
            ({"school": {"name": "A", "features": ["public", 1]}}, "school.features[1]", "1 is not known here"),
            ({"school": {}}, "school.name", "missing"),
            ({"school_year": "2017"}, "school_year", "no school year"),
            ({"school_year": 2017}, "school_year", "2017 is not a text"),
            ({"ratings": []}, "ratings", "a list is not an object"),
            ({"ratings": {"1.1.d1": "met"}}, "ratings.1.1.d1", "the text goes on"),
            ({"ratings": {"1.1.a": "yes"}}, "ratings.1.1.a", "no rating"),
            ({"ratings": {"1.1.a": True}}, "ratings.1.1.a", "true is no rating"),
            ({"sheets": [{"criterion": "1.01"}]}, "sheets[0].criterion", "character 3"),
            ({"sheets": [[]]}, "sheets[0]", "a list is not an object"),
            ({"evidence": [{"code": "H1.1.1.1", "name": "A"}]}, "evidence[0].code", "seems to mean [H1-1-01-01]"),
            ({"evidence": [{"code": "zz", "name": "A"}]}, "evidence[0].code", "expected an opening bracket"),
            ({"evidence": [{"code": 5, "name": "A"}]}, "evidence[0].code", "5 is not a text"),
            ({"claims": {"level": 4}}, "claims.level", "4 is not a level"),
            ({"claims": {"level": True}}, "claims.level", "true is not a level"),
            ({"signature": {"date": "20180205"}}, "signature.date", "write year-month-day"),
            ({"signature": {"date": "2018-02-30"}}, "signature.date", "not a date"),
            ({"signature": {"date": {}}}, "signature.date", "an object is not a date"),
            ({"schema_version": 2}, "schema_version", "newer"),
            ({"schema_version": True}, "schema_version", "true is not a version"),
            ({"schema_version": 0}, "schema_version", "0 is not a version"),
        ],
    )
    def test_refuses_with_path_and_remedy(self, facts: dict[str, Any], path: str, said: str) -> None:
        """One mistake gives one problem, at its place, with the value and what to write instead."""
        ((found, sentence),) = get_problems(build_text(**facts))
        assert found == path
        assert said in sentence

    def test_needs_its_version_and_its_required_facts(self) -> None:
        """What is missing is named by the path it would have."""
        assert get_paths("{}") == ["schema_version", "framework", "school", "school_year"]

    def test_a_misspelt_key_is_one_mistake(self) -> None:
        """The fact that a misspelt key was meant to hold is not reported as missing too."""
        text = build_text().replace("school_year", "schoolyear")
        assert get_paths(text) == ["schoolyear"]


TEN_MISTAKES = build_text(
    schema_version="1",
    school={"name": "A", "founded": "1990"},
    ratings={"1.1.a": "yes", "1.1.b": "met", "9.9.a": "met"},
    evidence=[
        {"code": "[H1-1-01-01]", "name": "A"},
        {"code": "zz", "name": "A"},
        {"code": "H1.1.01.03", "name": "B"},
        {"code": "[H1-1-01-01]", "name": "C"},
    ],
    sheets=[
        7,
        {
            "criterion": "1.1",
            "current_state": [{"text": "[H1-1-01-01] [H1-1-01-03] [H1-1-01-09]", "indicator": "d"}],
            "stated_verdict": "not met",
        },
    ],
    council={"members": [{"name": "A"}]},
)


class TestWhatIsNoSchoolFile:
    """What is read stays bounded, and a file of another kind is named with the way to read it."""

    def test_an_endless_stream(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """No more is read than the limit, which the error names with the way to raise it."""
        monkeypatch.setenv("KDCL_LIMITS", "text_bytes=10")
        path = tmp_path / "a.json"
        path.write_bytes(b" " * 10)
        with pytest.raises(SchoolFileError, match="JSON"):
            load(path)
        path.write_bytes(b" " * 11)
        with pytest.raises(SchoolFileError, match=r"larger than 10 bytes.*KDCL_LIMITS=text_bytes=20"):
            load(path)

    @pytest.mark.parametrize("data", [b"PK\x03\x04\xff", bytes.fromhex("d0cf11e0a1b11ae1ff"), b"%PDF-1.7\n\xff"])
    def test_an_office_file(self, tmp_path: Path, data: bytes) -> None:
        """The error says what the file is, and that it has to be imported."""
        path = tmp_path / "report.docx"
        path.write_bytes(data)
        with pytest.raises(SchoolFileError, match="kdcl import"):
            load(path)


class TestRead:
    """One run reports what cannot be read and what contradicts itself."""

    def test_reports_both_kinds_with_the_places_of_the_file(self) -> None:
        """Ten mistakes of both kinds give ten errors, and items after an unreadable one keep their numbers."""
        issues = reads(TEN_MISTAKES).check(PRIMARY)
        assert [(issue.check, issue.place.path) for issue in issues if issue.severity == "error"] == [
            ("unreadable", "schema_version"),
            ("unreadable", "school.founded"),
            ("unreadable", "ratings.1.1.a"),
            ("unreadable", "sheets[0]"),
            ("unreadable", "sheets[1].stated_verdict"),
            ("unreadable", "evidence[1].code"),
            ("unreadable", "evidence[2].code"),
            ("council-too-small", "council.members"),
            ("unknown-indicator", "ratings.9.9.a"),
            ("unknown-letter", "sheets[1].current_state[0].indicator"),
            ("dangling-code", "sheets[1].current_state[0].text"),
        ]

    def test_does_not_report_what_only_follows_from_a_part_that_is_lost(self) -> None:
        """Where the ratings cannot be read, no indicator is called not assessed."""
        result = reads(
            build_text(rating={"1.1.a": "met"}, evidence=7, sheets=[{"criterion": "1.1", "strengths": "H1-1-01-01"}])
        )
        checks = {issue.check for issue in result.check(PRIMARY)}
        assert "indicator-not-assessed" not in checks
        assert "dangling-code" not in checks
        assert "missing-sheet" in checks
        assert not {issue.check for issue in result.check(PRIMARY, only=("dangling-code",))} - {"unreadable"}

    def test_a_rating_that_is_lost_is_not_also_missing(self) -> None:
        """An indicator whose rating cannot be read is reported once."""
        issues = reads(TEN_MISTAKES).check(PRIMARY)
        assert [issue.check for issue in issues if issue.place.path == "ratings.1.1.a"] == ["unreadable"]

    def test_a_sound_file_gives_its_assessment(self, tmp_path: Path) -> None:
        """Reading a sound file finds nothing, and gives what loading it gives."""
        path = tmp_path / "file.json"
        path.write_text(build_text())
        result = read(path)
        assert result.problems == ()
        assert result.get_assessment() == load(path)
        assert result.source == str(path)

    def test_an_unreadable_file_gives_its_problem(self, tmp_path: Path) -> None:
        """Nothing is raised for a file that is not there; it is one issue."""
        result = read(tmp_path / "none.json")
        assert isinstance(result, LoadResult)
        assert [issue.place.path for issue in result.check(PRIMARY)] == ["$"]

    def test_salvages_what_it_can(self) -> None:
        """Good items are kept, a code that can be repaired is repaired, required texts become empty."""
        text = build_text(
            school=5,
            school_year=None,
            framework=1,
            evidence=[
                {"code": "zz"},
                {"name": 5, "code": "H1-1-1-1", "zz": 1},
                "x",
                {"code": "[H1-1-01-02]", "name": "B"},
            ],
            sheets=[{"strengths": 5, "current_state": [{"indicator": "a"}, 5]}, {"criterion": "1.2"}],
        )
        assessment = reads(text).assessment
        assert assessment is not None
        assert assessment.evidence == (
            Evidence(code=EvidenceCode(1, 1, 1, 1), name=""),
            Evidence(code=EvidenceCode(1, 1, 1, 2), name="B"),
        )
        assert [sheet.criterion for sheet in assessment.sheets] == [CriterionCode(1, 2)]

    @examples(25)
    @given(st.data())
    def test_survives_any_damage(self, data: st.DataObject) -> None:
        """Whatever stands in place of one value, reading ends, and a check can be made of what is left."""
        tree = json.loads(TEN_MISTAKES)
        anything = st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda item: st.lists(item) | st.dictionaries(st.text(), item),
        )
        tree[data.draw(st.sampled_from(sorted(tree)))] = data.draw(anything)
        result = reads(json.dumps(tree))
        assert result.check(PRIMARY)
        assert result.problems


class TestSchema:
    """The JSON Schema accepts what ``load`` accepts, and refuses what a schema can refuse."""

    @pytest.fixture(scope="class")
    @staticmethod
    def validator() -> Any:  # noqa: ANN401 - the library has no types
        """Return a validator of the schema, which is itself a sound schema."""
        jsonschema.Draft202012Validator.check_schema(json_schema())
        return jsonschema.Draft202012Validator(json_schema())

    @examples(8)
    @given(self_assessments(PRIMARY, has_slips=True), st.booleans())
    def test_accepts_every_dump(self, validator: Any, assessment: SelfAssessment, with_defaults: bool) -> None:  # noqa: ANN401 - see the fixture
        """Whatever is written is valid."""
        validator.validate(json.loads(dumps(assessment, with_defaults=with_defaults)))

    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_accepts_the_examples(self, validator: Any, path: Path) -> None:  # noqa: ANN401 - see the fixture
        """The shipped files are valid."""
        validator.validate(json.loads(path.read_text(encoding="utf-8")))

    @pytest.mark.parametrize(
        "facts",
        [
            {"schema_version": 2},
            {"zz": 1},
            {"note": None},
            {"school": {}},
            {"school": {"name": "A", "sites": True}},
            {"school": {"name": "A", "features": ["sea"]}},
            {"school_year": "2017"},
            {"ratings": {"1.1": "met"}},
            {"ratings": {"1.1.a": "yes"}},
            {"sheets": [{"criterion": "1.01"}]},
            {"evidence": [{"code": "H1.1.01.01", "name": "A"}]},
            {"claims": {"level": 4}},
            {"signature": {"date": "20180205"}},
        ],
    )
    def test_refuses_what_load_refuses(self, validator: Any, facts: dict[str, Any]) -> None:  # noqa: ANN401 - see the fixture
        """Both refuse the same files."""
        text = build_text(**facts)
        assert get_paths(text)
        assert not validator.is_valid(json.loads(text))

    def test_describes_the_facts(self) -> None:
        """Descriptions come from the docstrings, also where a sentence runs over two lines."""
        sheet = json_schema()["$defs"]["CriterionSheet"]
        assert sheet["properties"]["stated_verdict"]["description"].endswith(
            "follows from the ratings of the indicators."
        )

    def test_says_which_extra_it_needs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without msgspec the error names the command that installs it."""
        real = builtins.__import__

        def refuse(name: str, *rest: Any) -> Any:  # noqa: ANN401 - Python's own signature
            if name == "msgspec":
                raise ImportError
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", refuse)
        with pytest.raises(MissingExtraError, match=r"kdcl\[schema\]"):
            json_schema()


class TestNames:
    """A place of a damaged file is called by what stands there in the file, not by what is left of it."""

    def test_items_that_were_left_out_do_not_move_the_others(self) -> None:
        """The second sheet keeps its criterion, also where the first could not be read."""
        text = json.dumps(
            {
                "schema_version": 1,
                "framework": PRIMARY.id,
                "school": {"name": "A"},
                "school_year": "2017-2018",
                "sheets": [7, {"criterion": "1.2"}],
            }
        )
        result = reads(text)
        form = PRIMARY.part(FORM)
        assert str(result.name_place(Place.parse("sheets[1].strengths"), form)) == "Criterion 1.2, item 2"
        assert str(result.name_place(Place.parse("sheets[0]"), form)) == "sheets[0]"
        assert str(result.name_place(Place.parse("conclusion"), form)) == "general conclusion"
        assert str(reads("7").name_place(Place.parse("conclusion"), form)) == "conclusion"
