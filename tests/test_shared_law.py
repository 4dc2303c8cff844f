"""What the frameworks of a circular share comes with the framework, and from nowhere else."""

from __future__ import annotations

import ast
import json
import pickle
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import find, settings

from kdcl.convert import json_schema, loads
from kdcl.errors import CodeError, FrameworkFileError, SchoolFileError, UnknownCircularError
from kdcl.figures.form_file import FORM
from kdcl.figures.metrics_file import METRICS
from kdcl.law import LawPart, SharedLaw
from kdcl.school import DataPlace, SchoolData
from kdcl.standards import find_shared_law, get_framework, get_shared_law, load_framework, load_shared_law
from kdcl.standards.council import COUNCIL
from kdcl.standards.legal import DOCUMENTS
from kdcl.standards.vocabulary import VOCABULARY
from kdcl.testing import school_data
from sources import tree_of

ROOT: Final = Path(__file__).parent.parent
SMALL: Final = ROOT / "tests" / "cases" / "small-framework"
PRIMARY: Final = get_framework("tt42-2012/primary")
SECONDARY: Final = get_framework("tt42-2012/secondary")
PARTS: Final = (FORM, METRICS, VOCABULARY, COUNCIL, DOCUMENTS)

READS = LawPart(file="words.txt", load=lambda file, _: file.read_text("utf-8"), absent="nothing")


class TestWhatWasRead:
    """That a part was read already is no fact of the law."""

    def test_it_makes_no_difference(self) -> None:
        """Two laws are equal whatever was read of them, print alike, and cannot be given what was read."""
        one, other = SharedLaw(stated={READS.file: "words"}), SharedLaw(stated={READS.file: "words"})
        assert one.part(READS) == "words"
        assert one == other
        assert repr(one) == repr(other)
        with pytest.raises(TypeError):
            SharedLaw(read={})  # type: ignore[call-arg] # as it should be

    def test_parts_are_told_apart_by_what_they_are(self) -> None:
        """A part of the same file and reader is another part."""
        assert attrs.evolve(READS) != READS


class TestParts:
    """A part of the law has a file; where there is none, it is absent."""

    def test_the_first_folder_counts(self, tmp_path: Path) -> None:
        """A folder of one's own goes before the others, part by part."""
        own, common = tmp_path / "own", tmp_path / "common"
        for folder in (own, common):
            folder.mkdir()
            (folder / READS.file).write_text(folder.name, "utf-8")
        assert SharedLaw(folders=(own, common)).part(READS) == "own"
        (own / READS.file).unlink()
        assert SharedLaw(folders=(own, common)).part(READS) == "common"

    def test_a_part_is_read_once(self, tmp_path: Path) -> None:
        """What was read stays, whatever becomes of the file."""
        (tmp_path / READS.file).write_text("a", "utf-8")
        law = SharedLaw(folders=(tmp_path,))
        first = law.part(READS)
        (tmp_path / READS.file).write_text("b", "utf-8")
        assert law.part(READS) is first

    def test_without_a_file_it_is_absent(self) -> None:
        """Nothing is taken from another circular in its place."""
        assert SharedLaw().part(READS) == "nothing"
        assert SharedLaw().part(COUNCIL) is None
        assert SharedLaw().part(FORM).tables == ()
        assert SharedLaw().part(VOCABULARY).kinds == ()
        assert SharedLaw().part(DOCUMENTS) == ()

    def test_a_stated_part_goes_before_files(self, tmp_path: Path) -> None:
        """A part can be stated, and the law it is stated over stays as it was."""
        (tmp_path / READS.file).write_text("a", "utf-8")
        law = SharedLaw(folders=(tmp_path,))
        assert (law.with_part(READS, "b").part(READS), law.part(READS)) == ("b", "a")

    def test_a_part_survives_a_process_boundary(self) -> None:
        """A framework that is sent to another process takes what was stated along."""
        law = pickle.loads(pickle.dumps(SharedLaw().with_part(READS, "b")))  # noqa: S301 - the test's own bytes
        assert law.part(READS) == "b"


class TestShipped:
    """The shipped frameworks share what the circular says of all of them."""

    @pytest.mark.parametrize("part", PARTS, ids=lambda part: part.file)
    def test_both_have_the_same_parts(self, part: LawPart[object]) -> None:
        """Each part is read once for both."""
        assert PRIMARY.part(part) is SECONDARY.part(part)
        assert PRIMARY.part(part) != part.absent

    def test_it_can_be_named_by_the_circular(self) -> None:
        """A framework built in code is given the parts of the circular by its number."""
        assert get_shared_law("42/2012/TT-BGDĐT") is get_shared_law(PRIMARY.circular.number) is PRIMARY.shared
        with pytest.raises(CodeError):
            get_shared_law("42")
        with pytest.raises(UnknownCircularError, match="did you mean 42/2012/TT-BGDĐT"):
            get_shared_law("43/2012/TT-BGDĐT")

    def test_it_can_be_had_by_the_id_of_a_framework(self) -> None:
        """The continuing-education centres have the circular, though not their criteria."""
        assert find_shared_law("tt42-2012/continuing") is PRIMARY.shared
        assert find_shared_law("tt42-2012/tertiary") is None

    def test_frameworks_of_different_law_differ(self) -> None:
        """Two frameworks are equal only when the law around them is too."""
        assert attrs.evolve(PRIMARY, shared=SharedLaw()) != PRIMARY


class TestOwnFile:
    """A framework in a file of one's own."""

    def test_the_circular_it_names_brings_its_parts(self, tmp_path: Path) -> None:
        """Of the shipped circular it has everything."""
        source = ROOT / "src" / "kdcl" / "standards" / "tt42_2012" / "primary" / "catalogue.toml"
        shutil.copyfile(source, tmp_path / "catalogue.toml")
        assert load_framework(tmp_path).shared is PRIMARY.shared

    def test_without_a_form_no_figures_are_drawn(self) -> None:
        """The strategies ask of a school what its framework's form asks."""
        found = find(school_data(load_framework(SMALL)), lambda _: True, settings=settings(database=None))
        assert found == SchoolData()

    def test_another_circular_brings_nothing(self) -> None:
        """Nobody's form is asked of a school by guessing."""
        assert load_framework(SMALL).shared == SharedLaw()

    def test_files_beside_the_catalogue_count_first(self, tmp_path: Path) -> None:
        """The folder's own parts go before what is shared; other parts come from there."""
        shutil.copytree(SMALL, tmp_path / "own")
        (tmp_path / "own" / "school_data.toml").write_text(
            "schema = 1\nfact=[]\nfeature=[]\ngrades=[]\ngroup=[]\n", "utf-8"
        )
        framework = load_framework(tmp_path / "own", shared=PRIMARY.shared)
        assert framework.part(FORM).tables == ()
        assert framework.part(COUNCIL) == PRIMARY.part(COUNCIL)

    def test_parts_of_several_frameworks_are_read_from_one_folder(self, tmp_path: Path) -> None:
        """A package keeps them once, beside the folders of its frameworks."""
        shutil.copyfile(str(PRIMARY.shared.folders[0] / "council.toml"), tmp_path / "council.toml")
        law = load_shared_law(tmp_path)
        assert load_framework(SMALL, shared=law).part(COUNCIL) == PRIMARY.part(COUNCIL)
        assert law.part(FORM) is FORM.absent

    def test_a_damaged_part_is_refused_when_it_is_asked_for(self, tmp_path: Path) -> None:
        """Its problems are told with their places, all at once."""
        (tmp_path / "vocabulary.toml").write_text("schema = 1\n", "utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_shared_law(tmp_path).part(VOCABULARY)
        assert len(caught.value.problems) > 3


def school_file(framework: str, **figures: object) -> str:
    """Return the text of a school's file with figures of one row of a table."""
    facts = {"schema_version": 1, "framework": framework, "school": {"name": "A"}, "school_year": "2016-2017"}
    return json.dumps({**facts, "data": {"rooms": {"permanent": figures}}})


def figures_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the part of the schema that is for figures."""
    part = schema["properties"]["data"]
    found: dict[str, Any] = part if "properties" in part else schema["$defs"]["SchoolData"]
    return found


class TestSchoolFiles:
    """Figures of a file are held against the form of its framework."""

    def test_the_given_framework_goes_before_the_named_one(self) -> None:
        """A framework that no package offers is given along with the file."""
        text = school_file("tt42-2012/primary", **{"2016-2017": 1})
        assert len(loads(text, framework=PRIMARY).data) == 1
        with pytest.raises(SchoolFileError, match="the form has no table"):
            loads(text, framework=attrs.evolve(PRIMARY, shared=SharedLaw()))

    def test_of_an_unknown_framework_figures_stand_as_they_are(self) -> None:
        """Whole numbers, exact numbers and words keep what they are; nothing else is a figure."""
        text = school_file("example/unknown", a=1, b="1.50", c="12a")
        values = [loads(text).data[DataPlace("rooms", "permanent", column)] for column in "abc"]
        assert values == [1, Decimal("1.50"), "12a"]
        with pytest.raises(SchoolFileError, match="is not an exact number"):
            loads(school_file("example/unknown", a=True))

    def test_the_schema_follows_the_form(self) -> None:
        """Of one framework it has the tables of its form; of all of them together, those of any."""
        assert list(figures_schema(json_schema(PRIMARY))["properties"]) == [
            table.id for table in PRIMARY.part(FORM).tables
        ]
        assert json_schema(PRIMARY) == json_schema()
        bare = attrs.evolve(PRIMARY, shared=SharedLaw())
        assert figures_schema(json_schema(bare))["properties"] == {}


def iter_code_texts(tree: ast.Module) -> Iterator[str]:
    """Yield the texts of a module that are no documentation."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


class TestNoCircularInTheCore:
    """The core is given its law: no module of it names the shipped circular."""

    CORE = ("codes", "law", "years", "school", "figures", "scoring", "measures", "evidence", "planning", "checks")
    EDGE = ("convert", "documents", "readers", "renderers")

    @pytest.mark.parametrize("room", [*CORE, *EDGE])
    def test_a_room_names_no_circular(self, room: str) -> None:
        """Neither the folder of its law nor an id of its frameworks stands in code; docstrings may show examples."""
        package = ROOT / "src" / "kdcl" / room
        sources = sorted(package.rglob("*.py")) if package.is_dir() else [package.with_suffix(".py")]
        assert sources
        for source in sources:
            tree = tree_of(source)
            assert [text for text in iter_code_texts(tree) if re.search(r"tt42[-_]2012", text)] == [], source
            names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            assert names.isdisjoint({"get_legal_documents", "get_shared_law"}), source
