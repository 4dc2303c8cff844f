"""The plan of a year's accreditation work, in the shape that schools give it (docs/analysis/readers-papers.md)."""

from __future__ import annotations

from typing import Any

import attrs

from kdcl.blocks import Document, SignatureBlock, Table
from kdcl.documents.plan import build_plan
from kdcl.documents.work_plan import build_work_plan
from kdcl.school import AssessmentPlan, CalendarMonth, PlannedActivity, Timetable, TimetableRow
from papers import EMPTY, PLAN, PRIMARY, build_planned, tables
from reports import iter_blocks, table_texts, texts_after

STAGES = (TimetableRow(months=(CalendarMonth(2016, 9),), activities=(PlannedActivity(text="Plan"),)),)


def work_plan_of(language: str = "en", **changes: Any) -> Document:  # noqa: ANN401 - any field
    """Return the plan of the planned school with other facts of the plan where they are given."""
    return build_work_plan(build_planned(plan=attrs.evolve(PLAN, **changes)), PRIMARY, language=language)


def texts_of(document: Document, bookmark: str) -> list[str]:
    """Return the texts below a heading of the plan."""
    return texts_after(document, f"work_plan_{bookmark}")


def feet(document: Document) -> list[tuple[list[str], str]]:
    """Return who receives the plan and its annexes, and who signs them."""
    blocks = [block for block in iter_blocks(document) if isinstance(block, SignatureBlock)]
    return [
        (["".join(run.text for run in line.runs) for line in block.left], block.right[0].runs[0].text)
        for block in blocks
    ]


class TestParts:
    """Situation, main tasks, single tasks, targets and measures, carrying out, then two annexes."""

    def test_empty(self) -> None:
        """The empty form has the parts that schools' plans have, and names its annexes."""
        document = build_work_plan(EMPTY, PRIMARY)
        assert [heading.text for heading in document.headings()] == [
            "KẾ HOẠCH CÔNG TÁC KIỂM ĐỊNH CHẤT LƯỢNG GIÁO DỤC",
            "I. ĐẶC ĐIỂM TÌNH HÌNH",
            "II. CÁC NHIỆM VỤ TRỌNG TÂM",
            "III. CÁC NHIỆM VỤ CỤ THỂ",
            "IV. CHỈ TIÊU VÀ BIỆN PHÁP",
            "V. TỔ CHỨC THỰC HIỆN",
            "LỊCH HOẠT ĐỘNG CÔNG TÁC KIỂM ĐỊNH CHẤT LƯỢNG GIÁO DỤC",
            "LỊCH THỰC HIỆN TỰ ĐÁNH GIÁ",
        ]
        assert [len(table) for table in tables(document)] == [5, 5, 15]

    def test_aim(self) -> None:
        """What only the guidance's form asks for is printed where the school states it."""
        document = work_plan_of()
        assert [heading.text for heading in document.headings()][1:3] == [
            "I. PURPOSE, SCOPE AND REQUIREMENTS",
            "II. SITUATION OF THE SCHOOL",
        ]
        assert texts_of(document, "aim")[:3] == ["1. Purpose", "- To improve", "- To register"]
        only = work_plan_of(purpose=(), scope="")
        assert texts_of(only, "aim") == ["1. Requirements", "Be honest"]

    def test_carrying_out(self) -> None:
        """The table by months stands where it is stated, and empty where nothing is."""
        assert "The chair leads" in texts_of(work_plan_of(), "carrying_out")
        assert len(tables(work_plan_of())) == 2
        stated = work_plan_of(timetable=Timetable(stages=STAGES))
        assert tables(stated)[0] == [["Time", "Content"], ["In September 2016", "- Plan"]]

    def test_annexes(self) -> None:
        """Each has its Roman number, its title, what it belongs to, its own table, and the principal's signature."""
        document = work_plan_of()
        blocks: list[Any] = list(iter_blocks(document))
        texts = [run.text for block in blocks if hasattr(block, "runs") for run in block.runs]
        assert texts.count("(Attached to Plan No. 12/KH-SH, 6 September 2016, of Song Hong School)") == 2
        assert [text for text in texts if text.startswith("Annex")] == ["Annex I", "Annex II"]
        assert [table_texts(block)[0] for block in blocks if isinstance(block, Table)] == [
            ["Month", "Main content"],
            ["Time", "Activity"],
        ]

    def test_recipients(self) -> None:
        """Those that the plan names, or the authority and the archive; the principal signs."""
        first, *annexes = feet(work_plan_of())
        assert first == (["Recipients:", "- The office;", "- Archive."], "PRINCIPAL")
        assert annexes == [([], "PRINCIPAL")] * 2
        assert feet(work_plan_of(recipients=()))[0][0] == ["Recipients:", "- District Office;", "- Archive."]


class TestLists:
    """Entries, and what stands below an entry, are told apart: what is read back is what was there."""

    def test_numbers(self) -> None:
        """Tasks stand behind numbers, other entries behind dashes; a single one stands as it is."""
        document = work_plan_of(tasks=("Write", "Send"), actions=("Meet", "Read"))
        assert texts_of(document, "tasks")[:2] == ["1. Write", "2. Send"]
        assert texts_of(document, "key_tasks")[0] == "Assess"
        assert texts_of(document, "targets")[-2:] == ["- Meet", "- Read"]

    def test_dashes_below_an_entry(self) -> None:
        """They stay below it, in the plan of the guidance too: the entry has a number then."""
        plan = attrs.evolve(PLAN, key_tasks=("Follow:\n- one\n- two",), tasks=("Write\nin May", "Send"))
        school = build_planned(plan=plan)
        work, form = build_work_plan(school, PRIMARY), build_plan(school, PRIMARY)
        assert texts_of(work, "key_tasks")[:3] == ["1. Follow:", "- one", "- two"]
        assert texts_of(work, "tasks")[:3] == ["1. Write", "in May", "2. Send"]
        texts = texts_after(form, "plan_aim")
        assert texts[texts.index("1. Follow:") :][:3] == ["1. Follow:", "- one", "- two"]
        assert texts[texts.index("- Write") :][:3] == ["- Write", "in May", "- Send"]

    def test_level(self) -> None:
        """It has a line of its own, but where the targets name it, and where there is none."""
        line = "Level that the school sets out to reach: level 2"
        assert line in texts_of(work_plan_of(), "targets")
        assert line not in texts_of(work_plan_of(targets=("Reach Level 2",)), "targets")
        assert line not in texts_of(work_plan_of(target_level=None), "targets")


def test_the_form_prints_stages() -> None:
    """Where a school states what is done by months as a part of carrying out, the plan of the guidance has it too."""
    plan = AssessmentPlan(timetable=Timetable(stages=STAGES))
    document = build_plan(build_planned(plan=plan), PRIMARY, language="en")
    assert tables(document)[-1] == [["Month", "Content"], ["In September 2016", "- Plan"]]
