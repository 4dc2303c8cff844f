"""What results say of themselves: as text, in a notebook and by rich, in the chosen language."""

from __future__ import annotations

import inspect
import pickle
import sys
import textwrap
from importlib import import_module
from io import StringIO
from pathlib import Path

import attrs
import pytest

import kdcl
from kdcl import SelfAssessment, get_framework, load, use_language
from kdcl.changes import Change
from kdcl.convert import read
from kdcl.errors import UnknownLanguageError
from kdcl.figures import Figures
from kdcl.findings import Finding, Findings
from kdcl.law import Framework
from kdcl.measures import judge_all
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.shown import SelfDescribing, SelfDescription, in_short, spoken

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SHORT = 200
"""Characters that a line of a terminal or a cell of a notebook shows at a glance."""


def results(assessment: SelfAssessment, framework: Framework) -> dict[str, SelfDescribing]:
    """Return one of each kind of result."""
    step = kdcl.gap(assessment, 3)
    assert step is not None
    shorter = attrs.evolve(assessment, introduction="A < B", retired_codes=(kdcl.EvidenceCode(1, 1, 1, 99),))
    changes = kdcl.diff(assessment, shorter)
    return {
        "framework": framework,
        "standard": framework[1],
        "criterion": framework.get_criterion("1.3"),
        "indicator": framework.get_indicator("1.3.b"),
        "score": kdcl.score(assessment),
        "gap": step,
        "bounds": kdcl.bounds(assessment),
        "findings": kdcl.check(assessment),
        "finding": kdcl.check(assessment)[0],
        "register": kdcl.EvidenceRegister.of(assessment),
        "judgement": judge_all(Figures.of(assessment, framework), framework)[0],
        "suggestion": next(iter(kdcl.suggest(assessment).values())),
        "changes": changes,
        "change": changes[0],
        "frameworks": kdcl.diff(framework, get_framework("secondary")),
        "document": kdcl.build_report(assessment),
    }


ASSESSMENT = load(EXAMPLES / "primary-2017.json")
RESULTS = results(ASSESSMENT, get_framework("primary"))


@pytest.mark.parametrize("name", RESULTS)
class TestEveryResult:
    """Every kind of result shows itself in three ways."""

    def test_text(self, name: str) -> None:
        """`str` says more than `repr`, in each of the languages."""
        english = str(RESULTS[name])
        with use_language("vi"):
            vietnamese = str(RESULTS[name])
        assert english != repr(RESULTS[name])
        assert not english.startswith("<")
        assert "{" not in english + vietnamese
        assert (vietnamese != english) or name in {"document", "finding"}

    def test_notebook(self, name: str) -> None:
        """A notebook gets a table, in the language that it says it is in."""
        with use_language("vi"):
            shown = RESULTS[name]._repr_html_()
        assert 'lang="vi"' in shown
        assert "A < B" not in shown

    def test_rich(self, name: str) -> None:
        """Rich prints a table of the same cells."""
        console = pytest.importorskip("rich.console").Console(file=StringIO(), width=400)
        console.print(RESULTS[name])
        told = RESULTS[name].describe()
        assert str(told.title)[:20] in console.file.getvalue()

    def test_programs(self, name: str) -> None:
        """`repr` is a line."""
        if name not in {"finding", "change", "judgement"}:
            assert len(repr(RESULTS[name])) <= SHORT


class TestText:
    """Text for people."""

    def test_columns(self) -> None:
        """Columns stand below each other, and nothing trails."""
        lines = str(RESULTS["framework"]).splitlines()
        assert lines[0] == "Primary school (tt42-2012/primary, 42/2012/TT-BGDĐT)"
        assert lines[1].index("criteria") == lines[2].index("7")
        assert all(line == line.rstrip() for line in lines)

    def test_no_rows(self) -> None:
        """Where there is nothing, the title says so alone."""
        assert str(Findings()) == "findings: 0"
        assert repr(Findings()) == "<Findings: 0>"
        assert "<tbody></tbody>" in Findings()._repr_html_()

    def test_many_kinds(self) -> None:
        """Of many kinds of findings the most frequent are named."""
        kinds = ["a", "a", "b", "c", "d"]
        told = repr(Findings(Finding(kind=kind, message=message("A")) for kind in kinds))
        assert told == "<Findings: 5 (a 2, b 1, c 1, ...)>"

    def test_cells(self) -> None:
        """Long texts, long lists and things with parts are shown in short."""
        assert in_short("a" * 81) == "a" * 80 + "…"
        assert str(in_short((1, 2, 3, 4))) == "4 items"
        assert in_short(("a  b", None, 5)) == ("a b", None, 5)

    def test_rich_without_notes(self) -> None:
        """Rows without heads and notes are a table too, and without rows there is nothing but air."""
        rich = pytest.importorskip("rich.console")
        for rows in ((), (("a",), ("b", "[red]c"))):

            class Small(SelfDescribing):
                __slots__ = ()

                def describe(self, rows: tuple[tuple[str, ...], ...] = rows) -> SelfDescription:
                    return SelfDescription(title=message("small"), rows=rows)

            console = rich.Console(file=StringIO(), width=80)
            console.print(Small())
            assert ("small" in console.file.getvalue()) == bool(rows)
            assert ("[red]c" in console.file.getvalue()) == bool(rows)

    def test_nothing_to_say(self) -> None:
        """Who shows itself has to say what."""
        with pytest.raises(NotImplementedError):
            str(SelfDescribing())


class TestLanguage:
    """The language is chosen for the program, or for a block."""

    def test_until_it_is_chosen_again(self) -> None:
        """It lasts, and a block takes it back."""
        with use_language("en"):
            use_language("vi")
            assert spoken().language == "vi"
            with use_language("en"):
                assert str(RESULTS["gap"]).startswith("indicators missing for level 3")
            assert str(RESULTS["gap"]).startswith("chỉ số còn thiếu để đạt cấp độ 3")
        assert spoken().language == "en"

    def test_unknown(self) -> None:
        """A language that the library does not speak is refused, and nothing changes."""
        with pytest.raises(UnknownLanguageError):
            use_language("fr")
        assert spoken().language == "en"

    def test_without_rich(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rich is imported by nobody but rich."""
        monkeypatch.setitem(sys.modules, "rich.table", None)
        assert str(RESULTS["gap"])


ROOMS = ["scoring", "measures", "checks", "school", "law", "evidence", "changes", "convert", "readers", "renderers",
         "blocks", "documents", "forms", "planning", "frames", "external"]  # fmt: skip


@pytest.mark.parametrize("room", [None, *ROOMS])
def test_signatures_are_short(room: str | None) -> None:
    """`help` shows how a thing is called in less than ten lines of 100 characters."""
    module = kdcl if room is None else import_module(f"kdcl.{room}")
    for name in getattr(module, "__all__", ()):
        try:
            signature = inspect.signature(getattr(module, name))
        except (TypeError, ValueError):
            continue
        assert len(textwrap.wrap(f"{name}{signature}", 100)) < 10, name


def test_a_change_of_a_place() -> None:
    """A change is told by its place in words, and by what stood and stands there."""
    told = str(Change(kind=kdcl.changes.ChangeKind.CHANGED, place=ROOT.at("introduction"), before="a", after=None))
    assert told.splitlines() == ["introduction: changed", "  before  a", "  after   —"]


class TestPlacesOfFindings:
    """A table of findings calls places as people do."""

    def test_of_a_file(self) -> None:
        """As `kdcl check` does, whether the facts or the file they were read from is checked."""
        path = EXAMPLES / "primary-2017.json"
        loaded = read(path)
        of_file, of_facts = loaded.check(loaded.get_framework()), kdcl.check(kdcl.load(path))
        for found in (of_file, of_facts):
            assert "Criterion 3.6, item 1, indicator a" in str(found)
            assert "Criterion 3.6" in found._repr_html_()
            assert "sheets[17]" not in str(found)

    def test_without_a_file(self) -> None:
        """Copied or pickled they are the same findings, with places as programs write them."""
        found = kdcl.check(kdcl.load(EXAMPLES / "primary-2017.json"))
        kept = pickle.loads(pickle.dumps(found))  # noqa: S301 - made a moment ago
        assert kept == found
        assert "sheets[17]" in str(kept)
