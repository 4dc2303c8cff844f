"""The law for other languages: a framework as JSON and as CASE, by their schemas, and the vectors."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import uuid
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker

import vectors
from kdcl.cli import main
from kdcl.errors import FrameworkError
from kdcl.exchange import build_case_package, case_schema, export_framework, framework_schema, identify, make_urn
from kdcl.law import Framework
from kdcl.messages import BilingualText
from kdcl.standards import get_framework

FRAMEWORKS = [get_framework(name) for name in vectors.FRAMEWORKS]


def problems(content: object, schema: dict[str, Any]) -> list[str]:
    """Return what a schema has against plain values that went through JSON."""
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(content)))]


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
class TestExport:
    """A framework as JSON has everything, by the published schema."""

    def test_the_schema_holds(self, framework: Framework) -> None:
        """What is exported fits the schema it names."""
        exported = export_framework(framework)
        assert problems(exported, framework_schema()) == []
        assert exported["$schema"] == framework_schema()["$id"]

    def test_everything_is_there(self, framework: Framework) -> None:
        """Indicators, rules and measures, in the law's order."""
        exported = export_framework(framework)
        criteria = [criterion for standard in exported["standards"] for criterion in standard["criteria"]]
        codes = [indicator["code"] for criterion in criteria for indicator in criterion["indicators"]]
        assert codes == [str(indicator.code) for indicator in framework.indicators]
        assert len(exported["measures"]) == len(framework.measures)
        assert [rule["level"] for rule in exported["level_rules"]["rules"]] == [1, 2, 3]

    def test_identifiers_are_unique_and_stay(self, framework: Framework) -> None:
        """Each part has one of its own, made from its number."""
        exported = export_framework(framework)
        ids = [part["id"] for standard in exported["standards"] for part in (standard, *standard["criteria"])]
        assert len(set(ids)) == len(ids) == 5 + len(framework.criteria)
        assert ids[0] == make_urn(framework.id, 1) == f"urn:uuid:{identify(framework.id, '1')}"


class TestWhatIsLeftOut:
    """What a framework lacks is null, and wording that was laid over it is named."""

    def test_no_rules(self) -> None:
        """Without level rules there are none in the file; the schema allows it."""
        bare = attrs.evolve(FRAMEWORKS[0], level_rules=None, letter=None)
        exported = export_framework(bare)
        assert (exported["level_rules"], exported["letter"]) == (None, None)
        assert problems(exported, framework_schema()) == []

    def test_identifiers_never_change(self) -> None:
        """They are promised to stay: this one was published."""
        assert identify("tt42-2012/primary", "1.3.b") == uuid.UUID("8b72cdc3-6cf8-53b3-99a8-2c85bc02a85d")


class TestCase:
    """A framework as a CFPackage of CASE 1.1."""

    @pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
    def test_the_schema_holds(self, framework: Framework) -> None:
        """It has what the data model requires and nothing that it does not name."""
        assert problems(build_case_package(framework), case_schema()) == []

    @pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
    def test_the_tree_is_whole(self, framework: Framework) -> None:
        """Each item is a child of one other, or of the document; every link leads to a part of the package."""
        package = build_case_package(framework)
        items = {item["identifier"]: item for item in package["CFItems"]}
        assert len(items) == 5 + len(framework.criteria) + len(framework.indicators)
        known = {*items, package["CFDocument"]["identifier"]}
        children = [link["originNodeURI"]["identifier"] for link in package["CFAssociations"]]
        assert sorted(children) == sorted(items)
        assert {link["destinationNodeURI"]["identifier"] for link in package["CFAssociations"]} <= known
        types = {kind["identifier"] for kind in package["CFDefinitions"]["CFItemTypes"]}
        assert {item["CFItemTypeURI"]["identifier"] for item in items.values()} == types

    def test_addresses(self) -> None:
        """They are URNs, or below the address that is given."""
        assert build_case_package(FRAMEWORKS[0])["CFDocument"]["uri"].startswith("urn:uuid:")
        document = build_case_package(FRAMEWORKS[0], base_uri="https://example.org/case/")["CFDocument"]
        assert document["uri"] == f"https://example.org/case/{document['identifier']}"

    def test_the_time_of_change(self) -> None:
        """It is the circular's day, or that which is given; without either nothing is made up."""
        circular = attrs.evolve(FRAMEWORKS[0].circular, issued=None, in_force=None, cessations=())
        bare = attrs.evolve(FRAMEWORKS[0], circular=circular)
        with pytest.raises(FrameworkError, match="say when it was last changed"):
            build_case_package(bare)
        document = build_case_package(bare, changed=dt.datetime(2020, 1, 2, tzinfo=dt.UTC))["CFDocument"]
        assert document["lastChangeDateTime"] == "2020-01-02T00:00:00+00:00"
        assert document["adoptionStatus"] == "Adopted"
        assert not {"statusStartDate", "statusEndDate"} & set(document)
        assert build_case_package(FRAMEWORKS[0])["CFDocument"]["adoptionStatus"] == "Deprecated"

    def test_an_issuer(self) -> None:
        """Where the issuer was read it is the creator."""
        circular = attrs.evolve(FRAMEWORKS[0].circular, issuer=BilingualText("Bộ", "Ministry"))
        package = build_case_package(attrs.evolve(FRAMEWORKS[0], circular=circular))
        assert package["CFDocument"]["creator"] == "Bộ"


class TestTheCommand:
    """``kdcl frameworks export`` and ``schema``."""

    def call(self, *words: str) -> tuple[int, str]:
        """Return exit code and output."""
        done = CliRunner().invoke(main, ["frameworks", *words, "--lang", "en"])
        return done.exit_code, done.output

    def test_to_the_screen(self) -> None:
        """Without a file everything is printed."""
        code, output = self.call("export", "primary")
        assert code == 0
        assert json.loads(output) == json.loads(json.dumps(export_framework(FRAMEWORKS[0])))

    def test_to_a_file(self, tmp_path: Path) -> None:
        """With a file, that is written."""
        path = tmp_path / "case.json"
        words = ("export", "primary", "--format", "case", "--base-uri", "https://example.org/", "-o", str(path))
        assert self.call(*words)[0] == 0
        assert json.loads(path.read_text("utf-8"))["CFDocument"]["uri"].startswith("https://example.org/")

    def test_schemas(self) -> None:
        """Both are printed."""
        assert json.loads(self.call("schema")[1]) == framework_schema()
        assert json.loads(self.call("schema", "--format", "case")[1]) == case_schema()

    def test_misuse(self) -> None:
        """An address belongs to CASE, and a framework has to exist."""
        assert self.call("export", "primary", "--base-uri", "https://example.org/")[0] == 2
        assert self.call("export", "nothing")[0] == 2

    def test_the_list_stays(self) -> None:
        """Without a command it lists the frameworks as before."""
        assert self.call()[1].startswith("tt42-2012/primary  Primary school")


class TestVectors:
    """The vectors are those of the library as it is; a part of them is made anew here, all by ``tools/vectors.py``."""

    def test_scoring_is_fresh(self) -> None:
        """Head, number and some lines are what is made today."""
        head, *lines = vectors.unpack(vectors.ROOT / "scoring.jsonl.gz")
        plan = vectors.plan_scoring()
        assert head == json.loads(json.dumps(vectors.make_head()))
        assert len(lines) == len(plan) == 2900
        assert lines[::150] == [json.loads(json.dumps(vectors.make_scoring(*one))) for one in plan[::150]]

    def test_codes_are_fresh(self) -> None:
        """Every fifth line is what is made today; the kinds come round by seven."""
        head, *lines = vectors.unpack(vectors.ROOT / "codes.jsonl.gz")
        assert head == {"vectors": "codes", "version": vectors.VERSION}
        assert len(lines) == vectors.CODES
        assert lines[::5] == list(map(vectors.make_codes, range(0, vectors.CODES, 5)))

    def test_frameworks_are_fresh(self) -> None:
        """What was exported is what is exported today."""
        exported = [json.loads(json.dumps(export_framework(framework))) for framework in FRAMEWORKS]
        assert vectors.unpack(vectors.ROOT / "frameworks.jsonl.gz") == exported

    def test_they_tell_much(self) -> None:
        """Every level, every basis without a step, and codes with and without a reading occur."""
        _, *lines = vectors.unpack(vectors.ROOT / "scoring.jsonl.gz")
        for key in ("level", "certain_level", "supported_level"):
            assert {line[key] for line in lines} == {None, 1, 2, 3}
        assert any(step[2] is None for line in lines for step in line["gaps"])
        assert sum(path.stat().st_size for path in vectors.ROOT.iterdir()) < 400_000

    @pytest.mark.big
    @pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
    def test_a_second_implementation_agrees(self) -> None:
        """JavaScript written from the documents answers each vector alike."""
        script = Path(__file__).parent.parent / "examples" / "javascript" / "run-vectors.mjs"
        done = subprocess.run(  # noqa: S603 - a script of ours
            [shutil.which("node") or "node", str(script)], capture_output=True, encoding="utf-8", check=False
        )
        assert done.stdout == "vectors: 4400; agreeing: 4400; differing: 0\n", done.stderr
