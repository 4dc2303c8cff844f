"""One code on several rows of the list of evidence is one piece with several papers, wherever the list is used."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import attrs
from click.testing import CliRunner

import kdcl
from kdcl.checks import check
from kdcl.cli import main
from kdcl.codes import EvidenceCode
from kdcl.documents.boxes import build_box_contents, build_box_labels
from kdcl.documents.evidence_list import build_evidence_list
from kdcl.documents.evidence_pack import build_pack_index
from kdcl.evidence import (
    EvidenceRegister,
    apply_renumbering,
    list_boxes,
    list_pieces,
    plan_boxes,
    plan_by_first_citation,
    plan_closing_gaps,
    revert_renumbering,
)
from kdcl.scans import scan_folder
from kdcl.school import CriterionSheet, Evidence, EvidencePiece, EvidenceStatus, SelfAssessment, StateParagraph
from kdcl.standards import get_framework
from reports import build_empty, iter_blocks, table_after, table_texts

PRIMARY = get_framework("tt42-2012/primary")
TWO, THREE = EvidenceCode.parse("[H1-1-01-02]"), EvidenceCode.parse("[H1-1-01-03]")
FIRST = Evidence(code=TWO, name="Sổ họp", reference="2015-2016", issuer="Trường", link="https://example.edu.vn/1")
SECOND = Evidence(code=TWO, name="Sổ họp", reference="2016-2017", issuer="Trường", status=EvidenceStatus.MISSING)
OTHER = Evidence(code=THREE, name="Kế hoạch")
SCHOOL: SelfAssessment = attrs.evolve(build_empty(PRIMARY), evidence=(FIRST, OTHER, SECOND))


class TestThePiece:
    """The official software's template has a code with several papers written on several rows."""

    def test_entries_with_one_code_are_one_piece(self) -> None:
        """In the order of the official list; an entry with items of its own counts them."""
        pieces = list_pieces((*SCHOOL.evidence, attrs.evolve(OTHER, pieces=(EvidencePiece(), EvidencePiece()))))
        assert [(piece.code, piece.paper_count) for piece in pieces] == [(TWO, 2), (THREE, 3)]
        assert pieces[0].say(lambda entry: entry.name) == (("Sổ họp", FIRST),)

    def test_the_file_keeps_its_rows(self) -> None:
        """Loading what was written gives back every row at its place."""
        assert kdcl.loads(kdcl.dumps(SCHOOL)) == SCHOOL
        assert "2 pieces of evidence" in repr(SCHOOL)

    def test_it_is_told_as_a_note(self) -> None:
        """It may be as the school wants it; and a piece is told once to be cited nowhere."""
        told = check(SCHOOL, PRIMARY, only=["doubled-evidence", "uncited-evidence"])
        assert [(issue.check, issue.severity.value, str(issue.place)) for issue in told] == [
            ("doubled-evidence", "note", "evidence[2].code"),
            ("uncited-evidence", "warning", "evidence[0].code"),
            ("uncited-evidence", "warning", "evidence[1].code"),
        ]


class TestTheRegister:
    """A change of a piece is a change of all its entries, and loses none."""

    def test_an_item_more(self) -> None:
        """It lies under the first entry; the other rows stay."""
        register = EvidenceRegister.of(SCHOOL).with_piece(TWO, EvidencePiece(reference="2017"))
        assert [len(item.pieces) for item in register.items] == [1, 0, 0]
        assert register.items[1:] == SCHOOL.evidence[1:]

    def test_a_replacement_stands_for_all_its_papers(self) -> None:
        """What each of them was is kept."""
        register = EvidenceRegister.of(SCHOOL).with_replacement(Evidence(code=TWO, name="Mới"), on=dt.date(2017, 5, 2))
        assert [item.name for item in register.items] == ["Mới", "Kế hoạch"]
        assert [past.reference for past in register.items[0].replaced] == ["2015-2016", "2016-2017"]

    def test_a_renumbering_takes_all_entries_along(self) -> None:
        """Whatever the plan is made by, and undone it is as it was."""
        cited = CriterionSheet(criterion=TWO.criterion_code, current_state=(StateParagraph(text=f"Có {TWO}."),))
        school = attrs.evolve(SCHOOL, sheets=(cited,))
        for plan in (plan_closing_gaps(school), plan_by_first_citation(school), plan_boxes(school, {1: (7,)})):
            renumbered = apply_renumbering(school, plan)
            assert renumbered.evidence[0].code == renumbered.evidence[2].code != TWO
            assert str(renumbered.evidence[0].code) in renumbered.sheets[0].current_state[0].text
            assert revert_renumbering(renumbered) == school


class TestWhatIsPrinted:
    """Lists, boxes and commands show the piece once, with what its papers say."""

    def test_documents(self, tmp_path: Path) -> None:
        """The list, the contents of a box and its label, the index of the pack."""
        rows = table_texts(table_after(build_evidence_list(SCHOOL, PRIMARY), "evidence_list"))[1:]
        assert [row[:4] for row in rows] == [
            ["1", str(TWO), "Sổ họp", "2015-2016\n2016-2017"],
            ["2", str(THREE), "Kế hoạch", ""],
        ]
        contents = table_texts(table_after(build_box_contents(SCHOOL, PRIMARY), "box_1"))[1:]
        assert [(row[1], row[3], row[4]) for row in contents] == [
            (str(TWO), "2015-2016\n2016-2017", "2"),
            (str(THREE), "", "1"),
        ]
        assert [(len(box.pieces), box.piece_count) for box in list_boxes(SCHOOL)] == [(2, 3)]
        labels = repr(tuple(iter_blocks(build_box_labels(SCHOOL, PRIMARY))))
        assert "Số mã minh chứng: 2" in labels
        assert "Số bản minh chứng: 3" in labels
        index = table_texts(table_after(build_pack_index(SCHOOL, PRIMARY, {}), "evidence_pack"))[1:]
        assert [row[1] for row in index] == [str(TWO), str(THREE)]
        assert index[0][4] == "https://example.edu.vn/1"
        (told,) = scan_folder(tmp_path, SCHOOL).findings
        assert str(told.place) == "evidence[1]"

    def test_commands(self, tmp_path: Path) -> None:
        """`kdcl evidence list` has a line for each paper under one code; `boxes` counts pieces."""
        file = tmp_path / "school.json"
        item = EvidencePiece(reference="05/KH", note="bản sao")
        kdcl.dump(attrs.evolve(SCHOOL, evidence=(*SCHOOL.evidence, attrs.evolve(OTHER, pieces=(item,)))), file)
        listed = CliRunner().invoke(main, ["evidence", "list", str(file)])
        assert listed.stdout.splitlines() == [
            "[H1-1-01-02]  Sổ họp; 2015-2016; Trường",
            "              Sổ họp; 2016-2017; Trường",
            "[H1-1-01-03]  Kế hoạch",
            "              - 05/KH; bản sao",
        ]
        assert "số minh chứng: 2" in CliRunner().invoke(main, ["evidence", "boxes", str(file)]).stdout
