"""Laws of single documents, whatever a file says: nothing due is missing, nothing stated is lost, sums agree."""

from __future__ import annotations

import re

from hypothesis import given

from drawing import examples
from kdcl.blocks import Document, Heading, Table
from kdcl.documents.decision import build_decision
from kdcl.documents.improvements import build_improvement_follow_up
from kdcl.documents.opinions import build_opinions
from kdcl.documents.plan import build_plan
from kdcl.documents.sheets import build_sheets
from kdcl.documents.summary_sheet import build_summary
from kdcl.school import SelfAssessment
from kdcl.scoring import score
from kdcl.testing import self_assessments
from papers import PRIMARY, tables
from reports import cell_text, iter_blocks, iter_texts, table_after, table_texts

CODES = [str(criterion.code) for criterion in PRIMARY.criteria]
FEW = examples(12)
ANY = given(assessment=self_assessments(PRIMARY))


def numbers(text: str) -> list[int]:
    """Return the whole numbers in a text."""
    return [int(number) for number in re.findall("[0-9]+", text)]


def last_text(document: Document, start: str) -> str:
    """Return the text of a document that begins in this way."""
    return next(text for text in iter_texts(document) if text.startswith(start))


class TestEveryCriterion:
    """Every criterion stands where it is due, once."""

    @FEW
    @ANY
    def test_sheets(self, assessment: SelfAssessment) -> None:
        """One sheet each, in the order of the law."""
        blocks = iter_blocks(build_sheets(assessment, PRIMARY, language="en"))
        titles = [b.text for b in blocks if isinstance(b, Heading) and b.level == 2]
        assert titles == [f"Criterion {criterion.code}: {criterion.title.en}" for criterion in PRIMARY.criteria]

    @FEW
    @ANY
    def test_follow_up(self, assessment: SelfAssessment) -> None:
        """One cell each, with the rows of its improvements beside it."""
        (table,) = (b for b in iter_blocks(build_improvement_follow_up(assessment, PRIMARY)) if isinstance(b, Table))
        leading, left = [], 0
        for row in table.rows[1:]:
            if not left:
                leading.append(cell_text(row.cells[0]))
                left = row.cells[0].rows
            left -= 1
        assert [text for text in leading if not text.startswith("Tiêu chuẩn ")] == CODES

    @FEW
    @ANY
    def test_expected_evidence(self, assessment: SelfAssessment) -> None:
        """Each in the plan's table, and every stated row too."""
        table = table_after(build_plan(assessment, PRIMARY, language="en"), "plan_evidence")
        printed = [text for row in table_texts(table) for text in row]
        assert {f"Criterion {code}" for code in CODES} <= set(printed)
        for row in assessment.plan.expected_evidence:
            assert row.evidence in printed

    @FEW
    @ANY
    def test_summary(self, assessment: SelfAssessment) -> None:
        """One mark for each that is assessed, in the column of its verdict."""
        (rows,) = tables(build_summary(assessment, PRIMARY))
        triples = [row[n : n + 3] for row in rows if len(row) == 6 for n in (0, 3) if row[n].isdigit()]
        assert sorted(triple[0] for triple in triples) == sorted(code.rpartition(".")[2] for code in CODES)
        counted = score(assessment.ratings, PRIMARY)
        assert sum(triple[1] == "X" for triple in triples) == counted.criteria_met
        assert sum(triple[2] == "X" for triple in triples) == counted.criteria_not_met


class TestSums:
    """Totals are the sums of their rows."""

    @FEW
    @ANY
    def test_improvements(self, assessment: SelfAssessment) -> None:
        """By state."""
        total, *parts = numbers(last_text(build_improvement_follow_up(assessment, PRIMARY), "Số nội dung cải tiến"))
        assert total == sum(parts) == sum(len(sheet.improvements) for sheet in assessment.sheets)

    @FEW
    @ANY
    def test_opinions(self, assessment: SelfAssessment) -> None:
        """By what was decided; every opinion has a row."""
        document = build_opinions(assessment, PRIMARY)
        total, *parts = numbers(last_text(document, "Số ý kiến góp ý: "))
        assert total == sum(parts) == len(assessment.opinions)
        (rows,) = tables(document)
        assert [row[4] for row in rows[1 : 1 + total]] == [opinion.text for opinion in assessment.opinions]

    @FEW
    @ANY
    def test_members(self, assessment: SelfAssessment) -> None:
        """Every member of the council is in the annex, and they are counted."""
        document = build_decision(assessment, PRIMARY, language="en")
        names = [member.name for member in assessment.council.members]
        if names:
            assert f"Number of members: {len(names)}" in set(iter_texts(document))
            assert [row[1] for row in tables(document)[0][1:]] == names
