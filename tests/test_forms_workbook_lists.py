"""Lists in the workbook: lines that are added, deleted, moved, sorted and copied."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.forms.workbook.reading import UNREADABLE
from kdcl.office.grid import GridCell
from kdcl.school import (
    CouncilMember,
    CriterionSheet,
    Evidence,
    EvidenceStatus,
    GroupMember,
    ImprovementItem,
    ImprovementStatus,
    Opinion,
    PlannedActivity,
    TimetableRow,
    WorkingGroup,
)
from returned_workbooks import Returned, build_whole

WHOLE = build_whole()
COUNCIL = WHOLE.council


@pytest.fixture
def book() -> Returned:
    """Return a fresh copy of the workbook of the whole file."""
    return Returned(WHOLE)


class TestAdding:
    """A line without a hidden name is a new fact."""

    def test_a_new_member_of_the_council(self, book: Returned) -> None:
        """A line written below the last one is a new member; what is left empty is empty."""
        row = book.append("members", name="Nguyễn Văn E", position="Kế toán")
        read = book.read()
        new = CouncilMember(name="Nguyễn Văn E", position="Kế toán")
        assert read.returned.facts.council.members == (*COUNCIL.members, new)
        assert [edit.value for edit in read.edits] == [new]
        assert str(read.edits[0].address) == f"sheet '{book.name('members')}', row {row}"
        assert read.findings == ()

    def test_new_evidence_opinion_and_improvement(self, book: Returned) -> None:
        """Words, days, codes and choices of a new line are read like those of any other."""
        book.append(
            "evidence", code="H9.1.01.07", name="Sổ", collected_from="5/2/2018", status="đã thu thập", link="a.pdf"
        )
        book.append("opinions", text="Bổ sung", criterion="1.2", received_on="06/02/2018")
        book.append("improvements", owner="1.1", what="Mua máy")
        facts = book.facts
        place = [each.code for each in facts.evidence].index(EvidenceCode(9, 1, 1, 7))
        assert facts.evidence[place - 1].code == EvidenceCode(1, 1, 1, 7)  # where it belongs, and not behind all
        assert facts.evidence[place] == Evidence(
            code=EvidenceCode(9, 1, 1, 7), name="Sổ", collected_from=dt.date(2018, 2, 5), link="a.pdf",
            status=EvidenceStatus.COLLECTED,
        )  # fmt: skip
        assert facts.opinions[-1] == Opinion(
            text="Bổ sung", criterion=CriterionCode(1, 2), received_on=dt.date(2018, 2, 6)
        )
        sheet = facts.find_sheet(CriterionCode(1, 1))
        assert sheet is not None
        assert sheet.improvements[-1] == ImprovementItem(what="Mua máy", status=ImprovementStatus.PLANNED)

    def test_a_new_group_and_its_members(self, book: Returned) -> None:
        """Lines of one sheet may belong to a line that is new in another."""
        book.append("groups", name="Nhóm 3", leader="Nguyễn Văn E", criteria="2.1; 2.2")
        book.append("people", owner="nhóm 3", name="Nguyễn Văn E")
        book.append("people", owner="Nhóm thư ký", name="Nguyễn Văn G")
        facts = book.facts
        assert facts.council.groups[-1] == WorkingGroup(
            name="Nhóm 3", leader="Nguyễn Văn E", criteria=(CriterionCode(2, 1), CriterionCode(2, 2)),
            members=(GroupMember(name="Nguyễn Văn E"),),
        )  # fmt: skip
        assert facts.council.secretariat.members[-1] == GroupMember(name="Nguyễn Văn G")

    def test_a_new_line_of_the_timetable_and_its_work(self, book: Returned) -> None:
        """The number that a new line of the timetable is given is what its work names."""
        book.append("timetable", owner="Theo các tuần", number="T9", weeks="7, 8")
        book.append("activities", owner="T9", text="Viết phiếu", responsible="Nhóm 1")
        assert book.facts.plan.timetable.weeks[-1] == TimetableRow(
            weeks=(7, 8), activities=(PlannedActivity(text="Viết phiếu", responsible="Nhóm 1"),)
        )

    def test_an_improvement_of_a_sheet_that_nobody_has_begun(self) -> None:
        """The sheet of a criterion is begun by its first improvement, at its place among the others."""
        code = CriterionCode(1, 2)
        without = attrs.evolve(WHOLE, sheets=tuple(each for each in WHOLE.sheets if each.criterion != code))
        book = Returned(without)
        book.append("improvements", owner="1.2", what="Mua máy")
        book.type("texts_of_sheets", 'sheets."1.2".strengths', "value", "Mạnh")
        assert [each.criterion for each in book.facts.sheets] == [each.criterion for each in WHOLE.sheets]
        assert book.facts.find_sheet(code) == CriterionSheet(
            criterion=code, strengths="Mạnh", improvements=(ImprovementItem(what="Mua máy"),)
        )
        book.type("texts_of_sheets", 'sheets."1.2".strengths', "value", "")
        assert book.facts.find_sheet(code) == CriterionSheet(
            criterion=code, improvements=(ImprovementItem(what="Mua máy"),)
        )

    def test_a_new_point_of_a_paper(self, book: Returned) -> None:
        """A new point goes to the part that its line names."""
        book.append("texts", owner="Kế hoạch: khó khăn", text="Thiếu người")
        assert book.facts.plan.difficulties == ("Thiếu phòng", "Thiếu người")

    @pytest.mark.parametrize(
        ("sheet", "texts"),
        [
            ("members", {"position": "Kế toán"}),
            ("evidence", {"name": "Sổ"}),
            ("evidence", {"name": "Sổ", "code": "không rõ"}),
            ("people", {"name": "Nguyễn Văn E"}),
            ("people", {"name": "Nguyễn Văn E", "owner": "Nhóm 9"}),
        ],
    )
    def test_a_new_line_that_lacks_something_is_handed_back(
        self, book: Returned, sheet: str, texts: dict[str, str]
    ) -> None:
        """Without a name, a code or a group that is known nothing is taken, and every text of the line comes back."""
        book.append(sheet, **texts)
        read = book.read()
        assert read.returned.facts == WHOLE
        assert {text for finding in read.findings for text in finding.texts} == set(texts.values())
        assert {finding.kind for finding in read.findings} == {UNREADABLE}

    def test_a_new_line_with_a_cell_that_cannot_be_read_is_taken_without_it(self, book: Returned) -> None:
        """What is no day is handed back; the rest of the line is taken."""
        book.append("opinions", text="Bổ sung", received_on="hôm qua")
        read = book.read()
        assert read.returned.facts.opinions[-1] == Opinion(text="Bổ sung")
        assert [finding.texts for finding in read.findings] == [("hôm qua",)]

    def test_a_new_line_of_which_nothing_can_be_read_is_none(self, book: Returned) -> None:
        """What stands in it is handed back, and no empty line is put into the file."""
        book.append("resources", criterion="một")
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.texts for finding in read.findings] == [("một",)]


class TestTakingOut:
    """A line that is deleted or emptied is taken out."""

    @pytest.mark.parametrize("is_emptied", [False, True])
    def test_a_line_is_taken_out(self, book: Returned, is_emptied: bool) -> None:
        """Whether the line is gone or only its cells are empty."""
        key = "council.members[1]"
        if is_emptied:
            for name in ("name", "position", "role", "duty"):
                book.type("members", key, name, "")
        else:
            book.drop("members", key)
        read = book.read()
        assert read.returned.facts.council.members == (COUNCIL.members[0], COUNCIL.members[2])
        assert [(str(edit.place), edit.value) for edit in read.edits][-1] == (key, None)
        assert read.findings == ()

    def test_a_group_goes_with_its_members(self, book: Returned) -> None:
        """Lines that belonged to it are handed back, for somebody may want them elsewhere."""
        book.drop("groups", "council.groups[1]")
        read = book.read()
        assert read.returned.facts.council.groups == COUNCIL.groups[:1]
        assert [finding.texts for finding in read.findings] == [("Nhóm 2", "Nguyễn Văn C")]

    def test_a_name_may_not_be_emptied(self, book: Returned) -> None:
        """A cell that has to hold something stays as it was, as long as the rest of its line is there."""
        book.type("members", "council.members[0]", "name", "")
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.texts for finding in read.findings] == [()]


class TestMoving:
    """Lines that are moved, sorted, copied or given to another list are known again."""

    def test_the_order_of_the_council_is_a_fact(self, book: Returned) -> None:
        """Members that are put in another order are in another order."""
        keys = book.keys("members")
        book.reorder("members", [keys[2], keys[0], keys[1]])
        assert book.facts.council.members == (COUNCIL.members[2], COUNCIL.members[0], COUNCIL.members[1])

    @pytest.mark.parametrize("leaves_keys", [False, True])
    def test_evidence_may_be_sorted(self, book: Returned, leaves_keys: bool) -> None:
        """Sorting evidence changes nothing, even where the hidden column was not sorted with the others."""
        book.reorder("evidence", book.keys("evidence")[::-1], leaves_keys=leaves_keys)
        read = book.read()
        assert read.returned.facts == WHOLE
        assert read.findings == ()

    def test_an_edit_in_evidence_sorted_without_its_names(self, book: Returned) -> None:
        """Where texts have left their hidden names behind, the code says which line is which."""
        book.reorder("evidence", book.keys("evidence")[::-1], leaves_keys=True)
        for row in book.find("evidence")[0].values():
            if 2 in row and row[2].text in {str(WHOLE.evidence[0].code), str(WHOLE.evidence[5].code)}:
                row[6] = GridCell(text="mới")
        facts = book.facts
        assert [number for number, each in enumerate(facts.evidence) if each != WHOLE.evidence[number]] == [0, 5]
        assert facts.evidence[0] == attrs.evolve(WHOLE.evidence[0], note="mới")

    def test_a_copied_line_is_a_new_one(self, book: Returned) -> None:
        """The hidden name goes along when a line is copied; the first of the two is the line that was sent."""
        book.append("members", "council.members[0]", name="Nguyễn Văn A", position="Phó Hiệu trưởng")
        facts = book.facts
        assert facts.council.members[:3] == COUNCIL.members
        assert facts.council.members[3] == CouncilMember(name="Nguyễn Văn A", position="Phó Hiệu trưởng")

    def test_a_recoded_piece_of_evidence_is_the_same(self, book: Returned) -> None:
        """A code that is written over is the same piece under another code, with all that is under it."""
        book.type("evidence", "evidence[0]", "code", "[H9-1-01-07]")
        first = attrs.evolve(WHOLE.evidence[0], code=EvidenceCode(9, 1, 1, 7))
        assert book.facts.evidence[0] == first
        assert first.pieces

    def test_codes_that_were_exchanged_by_hand_are_named(self, book: Returned) -> None:
        """They are taken as they stand; that texts do not follow is said, with the command that takes them along."""
        one, other = (str(WHOLE.evidence[number].code) for number in (0, 1))
        book.type("evidence", "evidence[0]", "code", other)
        book.type("evidence", "evidence[1]", "code", one)
        read = book.read()
        assert [str(each.code) for each in read.returned.facts.evidence[:2]] == [other, one]
        assert read.returned.facts.evidence[0].name == WHOLE.evidence[0].name
        assert [each.kind for each in read.findings] == [UNREADABLE] * 2
        assert f"was {one} and was typed anew as {other}" in str(read.findings[0])
        assert f"kdcl evidence renumber --code {one}={other}" in str(read.findings[0])
        assert all(not each.texts for each in read.findings)

    def test_a_code_that_nothing_cites_may_be_typed_anew(self) -> None:
        """Nothing could be left behind."""
        uncited = Evidence(code=EvidenceCode(9, 5, 7, 99), name="Sổ")
        book = Returned(attrs.evolve(WHOLE, evidence=(*WHOLE.evidence, uncited)))
        book.type("evidence", f"evidence[{len(WHOLE.evidence)}]", "code", "[H9-5-07-98]")
        assert book.read().findings == ()

    def test_a_new_line_with_a_code_in_use_is_handed_back(self, book: Returned) -> None:
        """A code is issued once, also among new lines."""
        used = WHOLE.evidence[3].code
        for name in ("Sổ", "Bảng"):
            book.append("evidence", code="H9-5-07-98", name=name)
        book.append("evidence", code=str(used), name="Ảnh")
        read = book.read()
        assert len(read.returned.facts.evidence) == len(WHOLE.evidence) + 1
        assert [finding.texts for finding in read.findings] == [("H9-5-07-98", "Bảng"), (str(used), "Ảnh")]
        assert "has the code [H9-5-07-98]" in str(read.findings[0])

    def test_a_code_that_was_taken_away_is_free_for_the_line_typed_anew(self, book: Returned) -> None:
        """Somebody deleted a line and typed it again below: it is there once."""
        first = WHOLE.evidence[0]
        book.drop("evidence", "evidence[0]")
        book.append("evidence", code=str(first.code), name="Sổ mới")
        read = book.read()
        assert [each.name for each in read.returned.facts.evidence if each.code == first.code] == ["Sổ mới"]
        assert read.returned.facts.evidence[0].name == "Sổ mới"

    def test_new_boxes_stand_by_their_numbers(self, book: Returned) -> None:
        """Wherever in the sheet they were written; opinions stand behind all others."""
        for number in ("7", "0", "4"):
            book.append("boxes", number=number)
        book.append("opinions", text="Cuối")
        facts = book.facts
        assert [box.number for box in facts.boxes] == [0, 1, 2, 4, 7]
        assert facts.opinions[-1].text == "Cuối"

    def test_a_member_goes_to_another_group(self, book: Returned) -> None:
        """Another group in the line's column is another group for its member."""
        book.type("people", "council.groups[0].members[1]", "@in", "Nhóm 2")
        groups = book.facts.council.groups
        assert [len(group.members) for group in groups] == [1, 2]
        assert groups[1].members[0] == COUNCIL.groups[0].members[1]

    def test_a_renamed_group_keeps_its_members(self, book: Returned) -> None:
        """The lines of members may go on to call it by its old name, or by its new one."""
        book.type("groups", "council.groups[0]", "name", "Nhóm Một")
        book.type("people", "council.groups[0].members[1]", "@in", "Nhóm Một")
        groups = book.facts.council.groups
        assert groups[0] == attrs.evolve(COUNCIL.groups[0], name="Nhóm Một")

    def test_an_unknown_group_leaves_a_member_where_he_was(self, book: Returned) -> None:
        """The word that is not known is handed back."""
        book.type("people", "council.groups[0].members[1]", "@in", "Nhóm 9")
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.texts[0] for finding in read.findings] == ["Nhóm 9"]
