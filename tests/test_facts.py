"""Facts of many schools as tables: out and back in every format, and nothing lost."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Final

import attrs
import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import kdcl
from drawing import examples
from kdcl.checks import check
from kdcl.cli import main
from kdcl.errors import FrameError, SchoolFileError
from kdcl.figures import Figures
from kdcl.locale import get_locale
from kdcl.measures import judge_all
from kdcl.overview.fact_files import FACT_SUFFIXES, read_facts, render_facts
from kdcl.overview.facts import (
    FactKind,
    FactTable,
    list_findings,
    list_measures,
    put_facts,
    tell_evidence,
    tell_figures,
    tell_findings,
    tell_measures,
)
from kdcl.school import DataPlace, Figure, SchoolData
from kdcl.summaries import MeasureResult
from kdcl.testing import self_assessments

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
PRIMARY: Final = kdcl.get_framework("tt42-2012/primary")
ENGLISH: Final = get_locale("en")


def table_of(kind: FactKind, *schools: kdcl.SelfAssessment) -> FactTable:
    """Return the table of the evidence or the figures of some schools, named by their numbers."""
    tell = tell_evidence if kind is FactKind.EVIDENCE else tell_figures
    return FactTable.of(kind, [(f"school {number}", tell(school)) for number, school in enumerate(schools)])


def through(table: FactTable, suffix: str, folder: Path) -> FactTable:
    """Return a table as it comes back from a file."""
    path = folder / f"table{suffix}"
    path.write_bytes(render_facts(table, suffix))
    return read_facts(str(path))


class TestRoundTrips:
    """What goes out comes back, whatever it is."""

    @given(school=self_assessments(PRIMARY), suffix=st.sampled_from(FACT_SUFFIXES))
    @examples(15)
    def test_evidence_and_figures(
        self, tmp_path_factory: pytest.TempPathFactory, school: kdcl.SelfAssessment, suffix: str
    ) -> None:
        """Put back into a file without them, they make the same file."""
        folder = tmp_path_factory.mktemp("facts")
        bare = attrs.evolve(school, evidence=(), data=SchoolData())
        for kind in (FactKind.EVIDENCE, FactKind.FIGURES):
            table = table_of(kind, school, bare, school)
            back = through(table, suffix, folder)
            assert back == table
            bare = put_facts(bare, back, "school 2")
        assert bare == school

    @pytest.mark.parametrize("suffix", FACT_SUFFIXES)
    def test_figures_of_every_type(self, suffix: str, tmp_path: Path) -> None:
        """Whole and exact numbers, words, words that look like numbers or like quotes or formulas."""
        figures: list[Figure] = [
            0,
            7,
            10**14,
            Decimal("1.50"),
            "khong co",
            "12",
            "-",
            '"',
            "=1+1",
            " a",
            "_x000D_",
            "e\u0301",
            "'",
        ]
        data = SchoolData().with_figures({DataPlace("a", "b", str(at)): each for at, each in enumerate(figures)})
        school = attrs.evolve(kdcl.load(EXAMPLES / "secondary-data-2017.json"), data=data)
        table = through(table_of(FactKind.FIGURES, school), suffix, tmp_path)
        back = put_facts(attrs.evolve(school, data=SchoolData()), table, "school 0")
        assert back.data == data
        assert [type(figure) for figure in back.data.values()] == [type(figure) for figure in figures]

    @pytest.mark.parametrize("suffix", FACT_SUFFIXES)
    def test_findings_and_measures(self, suffix: str, tmp_path: Path) -> None:
        """Findings as they are told, and the exact values of measures."""
        school = kdcl.load(EXAMPLES / "secondary-data-2017.json")
        law = kdcl.get_framework(school.framework)
        findings = check(school, law)
        told = FactTable.of(FactKind.FINDINGS, [("a", tell_findings(findings, ENGLISH))])
        assert list_findings(through(told, suffix, tmp_path), "a") == [each.to_dict(ENGLISH) for each in findings]
        odd = attrs.evolve(findings[0], texts=("x", ""))
        told = FactTable.of(FactKind.FINDINGS, [("a", tell_findings([odd], ENGLISH))])
        assert list_findings(through(told, suffix, tmp_path), "a") == [odd.to_dict(ENGLISH)]
        results = tuple(map(MeasureResult.of, judge_all(Figures.of(school, law), law)))
        told = FactTable.of(FactKind.MEASURES, [("a", tell_measures(results)), ("b", tell_measures(results[:1]))])
        back = through(told, suffix, tmp_path)
        assert list_measures(back, "a") == results
        assert back.schools == ("a", "b")

    def test_a_table_for_people(self) -> None:
        """Heads are frozen and filtered; what looks like a formula is text."""
        table = FactTable(kind=FactKind.FIGURES, rows=(("=cmd()", "a", "b", "c", "1"),))
        sheet = openpyxl.load_workbook(io.BytesIO(render_facts(table, ".xlsx"))).worksheets[0]
        assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A2"].value) == ("B2", "A1:E2", '"=cmd()"')
        assert sheet["A2"].data_type == "s"


class TestRefusals:
    """What is no such table is refused with its reason."""

    def test_files_of_others(self, tmp_path: Path) -> None:
        """Their columns are told; an empty file has none."""
        path = tmp_path / "a.csv"
        path.write_text("code,name\n", encoding="utf-8")
        with pytest.raises(FrameError, match="its columns are: code, name"):
            read_facts(str(path))
        path.write_text("", encoding="utf-8")
        with pytest.raises(FrameError, match="no table of facts"):
            read_facts(str(path))
        workbook = openpyxl.Workbook()
        workbook.save(tmp_path / "a.xlsx")
        with pytest.raises(FrameError, match="no table of facts"):
            read_facts(str(tmp_path / "a.xlsx"))
        pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "a.parquet")
        with pytest.raises(FrameError, match="its columns are: a"):
            read_facts(str(tmp_path / "a.parquet"))
        (tmp_path / "a.parquet").write_bytes(b"x")
        with pytest.raises(FrameError, match="no Parquet table"):
            read_facts(str(tmp_path / "a.parquet"))
        with pytest.raises(FrameError, match="csv"):
            read_facts("a.txt")

    def test_facts_that_no_file_keeps(self) -> None:
        """Findings and measures follow from the rest."""
        school = kdcl.load(EXAMPLES / "primary-2017.json")
        with pytest.raises(FrameError, match="give evidence or figures"):
            put_facts(school, FactTable(kind=FactKind.MEASURES, rows=()), "a")

    def test_evidence_that_is_none(self) -> None:
        """A code that cannot be read is told with its place."""
        school = kdcl.load(EXAMPLES / "primary-2017.json")
        table = FactTable.of(FactKind.EVIDENCE, [("a", [{"code": "H9", "name": "x"}])])
        with pytest.raises(SchoolFileError, match="H9"):
            put_facts(school, table, "a")

    def test_a_text_too_long_for_a_cell(self) -> None:
        """Other formats hold it."""
        row = {"table": "t", "row": "r", "column": "c", "figure": "x" * 40_000}
        table = FactTable.of(FactKind.FIGURES, [("a", [row])])
        with pytest.raises(FrameError, match="csv or"):
            render_facts(table, ".xlsx")
        assert render_facts(table, ".csv")


class TestCommands:
    """`kdcl batch table` and `kdcl batch fill`."""

    @pytest.mark.parametrize("kind", list(FactKind))
    def test_out_of_a_folder_and_back(self, kind: FactKind, tmp_path: Path) -> None:
        """A table of all schools; evidence and figures go back into new files."""
        schools = tmp_path / "schools"
        schools.mkdir()
        for name in ("primary-2017.json", "secondary-data-2017.json"):
            (schools / name).write_bytes((EXAMPLES / name).read_bytes())
        (schools / "broken.json").write_text("{")
        table = tmp_path / "table.xlsx"
        invoke = CliRunner().invoke
        few = ["--processes", "1"]
        done = invoke(main, ["--lang", "en", "batch", "table", kind.value, str(schools), "-o", str(table), *few])
        assert done.exit_code == 1, done.output
        assert "broken.json" in done.stderr
        assert read_facts(str(table)).kind is kind
        if kind in {FactKind.FINDINGS, FactKind.MEASURES}:
            return
        (schools / "broken.json").unlink()
        words = ["batch", "table", kind.value, str(schools), "-o", str(table), "--force", "--format", "json", *few]
        printed = invoke(main, words)
        assert printed.exit_code == 0
        assert len(json.loads(printed.stdout)) == len(read_facts(str(table)).rows)
        done = invoke(main, ["batch", "fill", str(table), str(schools), "-d", str(tmp_path / "new"), *few])
        assert done.exit_code == 0, done.output
        for path in schools.iterdir():
            assert kdcl.load(tmp_path / "new" / path.name) == kdcl.load(path)
