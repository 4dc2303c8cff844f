"""The benchmarks start, their peers do the same work, and what runs kept is summed up; no time is asserted."""

from __future__ import annotations

import functools
import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
PIECES = 36


@pytest.fixture(autouse=True)
def timing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Find the benchmarks, let each sample be one call, and let a school have little evidence."""
    monkeypatch.syspath_prepend(FOLDER)
    found = importlib.import_module("timing")
    monkeypatch.setattr(found, "SAMPLE_SECONDS", 0)
    small = functools.partial(importlib.import_module("material").build_assessment, pieces=PIECES)
    for name in ("bench_core", "bench_formats", "bench_reading", "bench_word"):
        monkeypatch.setattr(importlib.import_module(name), "build_assessment", small)
    return found


@pytest.mark.big
class TestPeers:
    """What something is held against does the same work: each comparison looks at that before it is offered."""

    def test_core(self) -> None:
        """Codes, scoring, files and checks: the same levels, the same files."""
        found = [*importlib.import_module("bench_core").iter_comparisons()]
        assert all(comparison.peers for comparison in found)

    def test_formats(self) -> None:
        """The same letters on a web page, the same cells in a workbook, and no word by hand that the report lacks."""
        found = [*importlib.import_module("bench_formats").iter_format_comparisons()]
        assert {f"the report as {name}" for name in ("html", "markdown", "text", "xlsx", "PDF")} < {
            comparison.what for comparison in found
        }

    def test_word(self) -> None:
        """As many letters by docxtpl as it was given."""
        (found,) = importlib.import_module("bench_word").iter_word_comparisons()
        assert found.peers[0].is_floor

    def test_reading(self) -> None:
        """Whole lists and reports, and one sample of each reader of a list."""
        with importlib.import_module("bench_reading").reading_comparisons(rounds=1) as offered:
            report, rows = offered
        assert report.peers
        assert rows.peers

    def test_another_text(self, timing: ModuleType) -> None:
        """A peer that does something else stops the run."""
        with pytest.raises(ValueError, match="other cells"):
            timing.require(False, "other cells")  # noqa: FBT003 - what is required

    def test_what_is_not_installed(
        self, timing: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """A peer whose library is missing is left out with a sentence."""
        (tmp_path / "peer_of_nobody.py").write_text("import nobodys_library\n", "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        assert timing.find_peer("peer_of_nobody") is None
        assert "nobodys_library is not installed" in capsys.readouterr().err


class TestGrowth:
    """Each operation does its work on the smallest things."""

    def test_texts(self) -> None:
        """A text with one code."""
        given = "Theo kế hoạch [H1-1-01-01]."
        found = {name: act(given) for name, act in importlib.import_module("bench_growth").TEXT_OPERATIONS.items()}
        assert len(found["find codes"]) == 1
        assert b"[H1-1-01-01]" in found["render as text"]

    def test_exponent(self) -> None:
        """Ten times the time for ten times the size is 1."""
        growth = importlib.import_module("bench_growth").Growth(what="a", sizes=(1, 10), seconds=(0.5, 5.0))
        assert growth.exponent == pytest.approx(1)


class TestRuns:
    """A run keeps every sample, and several are summed up."""

    def test_one_row(self, timing: ModuleType) -> None:
        """Each peer has a row, with its ratio and what is promised."""
        samples = iter((1.0, 1.0, 1.0, 2.0, 1.0, 4.0, 6.0, 3.0, 8.0))
        peers = (timing.Peer("a", lambda: next(samples), bound=1.0), timing.Peer("b", lambda: next(samples)))
        compared = timing.compare(
            timing.Comparison(what="work", ours=lambda: next(samples), peers=peers, rounds=2),
        )
        run = importlib.import_module("run")
        first, second = map(run.as_values, compared)
        assert (first["ours"], first["theirs"], first["ratio"]) == ((2.0, 6.0), (1.0, 3.0), 2.0)
        assert (second["theirs"], second["ratio"]) == ((4.0, 8.0), 4 / 6)
        assert [run.as_row(outcome).split("|")[-2].strip() for outcome in compared] == ["NO", "yes"]

    def test_several(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """The median of three runs, the lowest and the highest."""
        for number in (1, 2, 3):
            row = {
                "what": "work",
                "peer": "a",
                "is_floor": False,
                "bound": 2,
                "seconds": None,
                "ours": [1],
                "ratio": number,
            }
            growth = {"what": f"text: worst on {number}", "exponent": number, "bound": 1.1}
            kept = {"rows": [row], "growth": [growth], "memory": {}}
            (tmp_path / f"{number}.json").write_text(json.dumps(kept), "utf-8")
        monkeypatch.setattr("sys.argv", ["summary.py", *map(str, sorted(tmp_path.glob("*.json")))])
        importlib.import_module("summary").main()
        printed = capsys.readouterr().out
        assert "| work | a | 2 | 1 - 3 | 2 | met |" in printed
        assert "| text | 2 | 1 - 3 | 1.1 | missed |" in printed
