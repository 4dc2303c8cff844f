"""Sheets in Word that go out to people and come back."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import attrs
import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from drawing import examples
from kdcl.blocks import Control, Document, Paragraph, Run, Section
from kdcl.changes import diff
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import DocumentError
from kdcl.findings import Severity
from kdcl.forms.collecting import DOUBLED, LOST, RENAMED, SheetsCollected, collect_sheets
from kdcl.forms.controls import UNCLEAR, put_texts, read_verdict
from kdcl.forms.facts import get_fact
from kdcl.forms.sheets import KIND, SheetDivision, build_sheet_forms, list_unassigned
from kdcl.forms.state import UNREADABLE_FORM, FormState
from kdcl.forms.word_files import TRACKED, FormFile, read_form, write_form
from kdcl.office.libreoffice import converted, find_libreoffice
from kdcl.office.package import Package
from kdcl.office.settling import with_parts
from kdcl.places import ROOT, Place
from kdcl.readers.files.body import read_body
from kdcl.readers.files.content import iter_lines
from kdcl.renderers import render
from kdcl.renderers.docx import DocxRenderer
from kdcl.school import (
    AssessmentPlan,
    CriterionSheet,
    Rating,
    Ratings,
    School,
    SelfAssessment,
    StateParagraph,
)
from sheet_forms import (
    FRAMEWORK,
    SCHOOL,
    Change,
    Tree,
    W,
    added,
    both,
    drop_tags,
    edited,
    find_control,
    flatten,
    form_of,
    typed,
)

FORM = form_of()
TAGS = tuple(control.tag for control in read_form(FORM.data, "").state.controls)  # type: ignore[union-attr]


def taken_back(data: bytes, name: str = FORM.name, school: SelfAssessment = SCHOOL) -> SheetsCollected:
    """Return what becomes of the school's file when a form comes back."""
    return collect_sheets(school, [(name, data)])


def kinds(found: SheetsCollected) -> list[str]:
    """Return the kinds of the findings."""
    return [finding.kind for finding in found.findings]


CUSTOM = "docProps/custom.xml"


def custom(text: str) -> bytes:
    """Return properties of a document with a text where a form keeps its state."""
    return f'<Properties><property name="other"/><property name="kdcl form 001">{text}</property></Properties>'.encode()


def read(data: bytes) -> FormFile:
    """Return what a file holds."""
    return read_form(data, "a.docx")


PROSE = st.text(st.sampled_from("aăâ [H1-]\n;.<&\"'\u00a0\tĐđ1"), min_size=1, max_size=30)


class TestLaws:
    """A form comes back as it was filled in, and as nothing else."""

    @examples(8)
    @example(state=[], strengths="1", weaknesses="1\n\n1")
    @given(st.lists(st.tuples(PROSE, st.sampled_from([None, "a", "b", "c", "x"])), max_size=4), PROSE, PROSE)
    def test_a_form_read_back_unchanged_changes_nothing(
        self, state: list[tuple[str, str | None]], strengths: str, weaknesses: str
    ) -> None:
        """Whatever the school wrote, however it is spelt and in whatever order its paragraphs stand."""
        sheet = CriterionSheet(
            criterion=CriterionCode(1, 1),
            current_state=tuple(StateParagraph(text=text, indicator=letter) for text, letter in state),
            strengths=strengths,
            weaknesses=weaknesses,
        )
        school = attrs.evolve(SCHOOL, sheets=(sheet,))
        for change in (lambda root: root, drop_tags):
            found = taken_back(edited(form_of(school=school).data, change), school=school)
            assert found.collected.school == school
            assert not found.collected.taken
            assert not found.findings
            assert not found.left_over

    @examples(20)
    @given(st.sampled_from([tag for tag in TAGS if tag.startswith("sheets")]), PROSE)
    def test_any_single_edit_comes_back_as_exactly_that_change(self, tag: str, text: str) -> None:
        """One text typed into one control is one change, of the fact that the control holds."""
        found = taken_back(edited(FORM.data, typed(tag, text)))
        meant = "\n".join(part.strip() for part in text.split("\n")).strip()
        before = read(FORM.data).texts[tag]
        assert not found.findings
        if meant == before:
            assert not found.collected.taken
            return
        (change,) = [taken.change for taken in found.collected.taken]
        place = Place.parse(tag)
        if place.steps[2] != "current_state":
            assert (str(change.place), change.after) == (f"sheets[0].{place.steps[2]}", meant)
        elif not meant:
            assert change.before.text == before
        else:
            assert meant in {change.after, getattr(change.after, "text", None)}
        assert diff(SCHOOL, found.collected.school) == (change,)

    @pytest.mark.parametrize("tag", [tag for tag in TAGS if tag.startswith("ratings")])
    @pytest.mark.parametrize(
        ("words", "rating"),
        [("đạt", Rating.MET), ("Không đạt", Rating.NOT_MET), ("chưa đánh giá", None), ("met", Rating.MET)],
    )
    def test_any_verdict_comes_back_as_that_verdict(self, tag: str, words: str, rating: Rating | None) -> None:
        """A verdict that is chosen is the rating of that indicator, and no other rating changes."""
        found = taken_back(edited(FORM.data, typed(tag, words)))
        code = tag.removeprefix("ratings.")
        expected = {**{str(code): value for code, value in SCHOOL.ratings.items()}, code: rating}
        assert found.collected.school.ratings == Ratings({key: value for key, value in expected.items() if value})
        assert len(found.collected.taken) == (SCHOOL.ratings.get(IndicatorCode.parse(code)) is not rating)

    @pytest.mark.parametrize("words", ["cơ bản đạt", "", "dat", "đạt?"])
    def test_what_is_no_plain_verdict_changes_nothing_and_is_named(self, words: str) -> None:
        """A conclusion that is not written down plainly is never one."""
        found = taken_back(edited(FORM.data, typed("ratings.1.1.a", words)))
        assert found.collected.school == SCHOOL
        assert kinds(found) == [UNCLEAR]
        with pytest.raises(ValueError, match=re.escape(words) or "^$"):
            read_verdict(words)

    def test_the_same_form_has_the_same_bytes(self) -> None:
        """Nothing of a clock or a machine is in it."""
        assert form_of().data == FORM.data


class TestWhatPeopleSee:
    """Beside the place to write stands what is asked for and what may be cited."""

    def test_a_form_shows_what_helps(self) -> None:
        """Requirement, suggested evidence, codes, whom it is for and when it is wanted back."""
        text = _body_text(FORM.data)
        indicator = FRAMEWORK.get_criterion("1.1").indicators[0]
        for shown in (
            indicator.requirement.vi,
            indicator.evidence[0].text.vi,
            "[H1-1-01-01]",
            "Nhóm 1",
            "18/11/2016",
            "Sửa phòng; Kế toán",
            "Bấm vào đây để viết.",
        ):
            assert shown in text
        assert "[H1-2-01-01]" not in text

    def test_a_criterion_without_evidence_says_so(self) -> None:
        """Nothing may be cited yet, and the form says what to do."""
        assert "chưa có minh chứng" in _body_text(form_of(2).data)

    def test_a_form_without_plan_and_suggestions_is_a_form(self) -> None:
        """Where no plan says when it is wanted back, and no letter suggests evidence, nothing is said of it."""
        standard = FRAMEWORK.standards[0]
        indicators = tuple(attrs.evolve(each, evidence=()) for each in standard.criteria[0].indicators)
        criterion = attrs.evolve(standard.criteria[0], indicators=indicators)
        changed = attrs.evolve(standard, criteria=(criterion, *standard.criteria[1:]))
        framework = attrs.evolve(FRAMEWORK, standards=(changed, *FRAMEWORK.standards[1:]))
        school = attrs.evolve(SCHOOL, plan=AssessmentPlan())
        (form,) = build_sheet_forms(school, framework, only={criterion.code})
        text = _body_text(form.data)
        assert "Hạn gửi lại" not in text
        assert "Gợi ý minh chứng" not in text

    def test_controls_are_locked_and_offer_choices(self) -> None:
        """A control cannot be deleted by mistake, and a verdict is chosen, not typed."""
        markup = zipfile.ZipFile(io.BytesIO(FORM.data)).read("word/document.xml").decode()
        assert markup.count('<w:lock w:val="sdtLocked"/>') == len(TAGS)
        assert markup.count("<w:dropDownList>") == 3
        assert markup.count("<w:showingPlcHdr/>") == sum(not text for text in read(FORM.data).texts.values())

    def test_other_formats_print_the_paragraph(self) -> None:
        """A format that cannot be filled in prints what stands there."""
        control = Control(tag="a", title="b", prompt="c")
        document = Document(
            title="t",
            author="",
            subject="",
            language="vi",
            sections=(Section(blocks=(Paragraph(runs=(Run("chữ"),), control=control),)),),
        )
        assert "chữ" in render(document, "text").decode()
        refused = attrs.evolve(control, choices=("\x00",))
        broken = attrs.evolve(document, sections=(Section(blocks=(Paragraph(runs=(), control=refused),)),))
        with pytest.raises(DocumentError, match="choices"):
            render(broken, "docx")


def _body_text(data: bytes) -> str:
    return "\n".join(line.text for line in iter_lines(read_body(Package(data, "")).items))


class TestDivision:
    """A file for each criterion, each group, or each person."""

    def test_by_criterion_every_criterion_has_a_file(self) -> None:
        """In the order of the law, with names that sort like it."""
        forms = build_sheet_forms(SCHOOL, FRAMEWORK, language="en")
        assert [form.criteria for form in forms] == [(criterion.code,) for criterion in FRAMEWORK.criteria]
        names = [form.name for form in forms]
        assert names == sorted(names)
        assert forms[0].recipients == ("Nhóm 1",)
        assert not list_unassigned(SCHOOL, FRAMEWORK, SheetDivision.CRITERION)

    def test_by_group_each_group_has_its_criteria(self) -> None:
        """In one file, whose name every system accepts; what nobody has is named."""
        forms = build_sheet_forms(SCHOOL, FRAMEWORK, division=SheetDivision.GROUP)
        assert [(form.name, len(form.criteria)) for form in forms] == [
            ("Phiếu của Nhóm 1.docx", 2),
            ("Phiếu của Nhóm 2.docx", 1),
        ]
        assert len(list_unassigned(SCHOOL, FRAMEWORK, SheetDivision.GROUP)) == len(FRAMEWORK.criteria) - 3
        found = collect_sheets(SCHOOL, [(form.name, form.data) for form in forms])
        assert found.collected.school == SCHOOL

    def test_by_person_duties_tell_who_writes_what(self) -> None:
        """No two files have one name on a system that does not tell capitals from small letters."""
        forms = build_sheet_forms(SCHOOL, FRAMEWORK, division=SheetDivision.PERSON)
        assert [(form.name, [str(code) for code in form.criteria]) for form in forms] == [
            ("Phiếu của Nguyễn Văn A.docx", ["1.1"]),
            ("Phiếu của Nguyễn Văn B.docx", ["1.2"]),
            ("Phiếu của nguyễn văn a 2.docx", ["1.3"]),
        ]


class TestOtherPrograms:
    """What another program saved is read all the same."""

    @pytest.mark.parametrize("change", [drop_tags, flatten])
    def test_an_edit_is_found_by_number_or_by_cell(self, change: Change) -> None:
        """Where the names of controls are gone, their numbers or cells tell."""
        tag = 'sheets."1.1".strengths'
        found = taken_back(edited(FORM.data, both(typed(tag, "Rất mạnh"), typed("ratings.1.1.c", "đạt"), change)))
        assert {(str(taken.change.place), taken.change.after) for taken in found.collected.taken} == {
            ("sheets[0].strengths", "Rất mạnh"),
            ("ratings.1.1.c", Rating.MET),
        }
        assert not found.findings
        assert not found.left_over

    def test_paragraphs_of_one_cell_are_told_apart_where_they_are_as_many(self) -> None:
        """Two places in one cell keep their order; where one is gone, nothing is guessed and nothing lost."""
        tag = 'sheets."1.1".current_state[3]'
        found = taken_back(edited(FORM.data, both(typed(tag, "Thêm nữa"), flatten)))
        assert [taken.change.after for taken in found.collected.taken] == ["Thêm nữa"]

        def remove(root: Tree) -> None:
            control = find_control(root, tag)
            control.getparent().getparent().remove(control.getparent())

        found = taken_back(edited(FORM.data, both(remove, flatten)))
        assert found.collected.school == SCHOOL
        assert kinds(found) == [LOST, LOST]
        assert [text.text for text in found.left_over] == ["Dòng một", "Dòng hai"]

    def test_a_control_around_paragraphs_is_read(self) -> None:
        """Some programs put a control around paragraphs; each is a line of the text."""

        def wrap(root: Tree) -> None:
            content = find_control(root, 'sheets."1.1".strengths').find(f"{W}sdtContent")
            runs = list(content)
            for text in ("Một", "Hai"):
                paragraph = etree.SubElement(content, f"{W}p")
                etree.SubElement(paragraph, f"{W}pPr")
                etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text
            for run in runs:
                content.remove(run)

        assert read(edited(FORM.data, wrap)).texts['sheets."1.1".strengths'] == "Một\nHai"

    def test_a_prompt_that_became_text_is_no_text(self) -> None:
        """A program that does not know prompts keeps them as text."""
        found = taken_back(edited(FORM.data, typed('sheets."1.1".weaknesses', "Bấm vào đây để viết.")))
        assert not found.collected.taken

    @pytest.mark.big
    @pytest.mark.usefixtures("libreoffice")
    def test_libreoffice_saves_a_form_that_is_read(self) -> None:
        """A form that LibreOffice saved changes nothing, and an edit in it is found."""
        tag = 'sheets."1.1".current_state.b'
        for change, expected in ((lambda root: root, []), (typed(tag, "Viết ở đây"), ["Viết ở đây"])):
            with converted(str(find_libreoffice()), edited(FORM.data, change), ".docx", "docx") as made:
                found = taken_back(Path(made).read_bytes())
            assert [taken.change.after.text for taken in found.collected.taken] == expected
            assert not found.left_over
            assert not found.findings

    @pytest.mark.parametrize(("length", "text"), [(0, ""), (40, "Viết ở đây")])
    def test_properties_of_the_document_are_enough(self, length: int, text: str) -> None:
        """A way through OpenDocument drops the part with the state, and puts blanks around what properties hold."""
        tag = 'sheets."1.1".current_state.b'
        data = edited(FORM.data, typed(tag, text) if text else lambda root: root)
        pieces = Package(data, "").read(CUSTOM).replace(b"<vt:lpwstr>", b"<vt:lpwstr>" + b" " * length)
        found = taken_back(with_parts(data, {"customXml/item1.xml": b"<other/>", CUSTOM: pieces}))
        assert [taken.change.after.text for taken in found.collected.taken] == ([text] if text else [])
        assert (found.left_over, found.findings) == ((), ())

    def test_properties_are_as_long_as_word_keeps_them(self) -> None:
        """Word cuts a property of a document behind 255 characters."""
        values = [str(each.text) for each in Package(FORM.data, "").read_xml(CUSTOM).iter("{*}lpwstr")]
        assert values
        assert max(map(len, values)) < 255


class TestBesideThePlaces:
    """What people wrote elsewhere is handed back whole."""

    def test_a_paragraph_and_a_word_in_a_line_of_ours_come_back(self) -> None:
        """Each with its place; a line that somebody wrote into comes back whole."""

        def beside(root: Tree) -> None:
            control = find_control(root, 'sheets."1.1".strengths')
            run = etree.Element(f"{W}r")
            etree.SubElement(run, f"{W}t").text = "sau ô"
            control.addnext(run)

        found = taken_back(edited(FORM.data, both(added("Ở ngoài\u00a0ô"), beside)))
        assert found.collected.school == SCHOOL
        assert sorted(text.text for text in found.left_over) == ["sau ô", "Ở ngoài\u00a0ô"]
        assert all(text.place != ROOT and text.source == FORM.name for text in found.left_over)

    def test_a_comment_in_the_margin_comes_back(self) -> None:
        """A form that Word saved with a remark on it: the remark is handed back, and changes nothing."""
        word = docx.Document(io.BytesIO(FORM.data))
        word.add_comment(word.paragraphs[0].runs, "Ai giữ sổ này?", author="Nguyễn Văn B")
        buffer = io.BytesIO()
        word.save(buffer)
        found = taken_back(buffer.getvalue())
        assert found.collected.school == SCHOOL
        assert [text.text for text in found.left_over] == ["Ai giữ sổ này?"]

    def test_a_copied_control_comes_back_as_text(self) -> None:
        """The first of two controls of one name is the place; the other is text beside it."""

        def copy(root: Tree) -> None:
            paragraph = find_control(root, 'sheets."1.1".strengths').getparent()
            twin: Tree = etree.fromstring(etree.tostring(paragraph))
            twin.find(f".//{W}t").text = "Bản sao"
            root.find(f"{W}body").append(twin)

        found = taken_back(edited(FORM.data, copy))
        assert [text.text for text in found.left_over] == ["Bản sao"]

    def test_a_control_that_is_gone_keeps_what_was_sent(self) -> None:
        """What stood there is kept, and its loss is named; where nothing stood, nothing is lost."""

        def empty_cell(tag: str) -> Change:
            def change(root: Tree) -> None:
                control = find_control(root, tag)
                control.getparent().remove(control)

            return change

        found = taken_back(edited(FORM.data, empty_cell('sheets."1.1".strengths')))
        assert found.collected.school == SCHOOL
        assert kinds(found) == [LOST]
        assert not taken_back(edited(FORM.data, empty_cell('sheets."1.1".weaknesses'))).findings

    def test_a_control_that_a_tracked_change_took_away_is_gone(self) -> None:
        """Text that is struck out by a tracked change does not count."""

        def strike(root: Tree) -> None:
            control = find_control(root, 'sheets."1.1".strengths')
            deletion = etree.Element(f"{W}del")
            control.getparent().replace(control, deletion)
            deletion.append(control)

        assert kinds(taken_back(edited(FORM.data, strike))) == [TRACKED, LOST]

    def test_controls_of_others_are_left_alone(self) -> None:
        """A control without properties, without content or with a foreign name is text like any other."""

        def put(root: Tree) -> None:
            for inner in ("", "<w:sdtPr/>", '<w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent>'):
                root.find(f"{W}body").insert(0, etree.fromstring(f'<w:sdt xmlns:w="{W[1:-1]}">{inner}</w:sdt>'))

        assert not taken_back(edited(FORM.data, put)).collected.taken

    def test_what_is_not_read_is_named(self) -> None:
        """A picture that somebody pasted is no text; a note says so."""

        def paste(root: Tree) -> None:
            blip = etree.fromstring('<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>')
            next(root.iter(f"{W}r")).append(blip)

        (finding,) = taken_back(edited(FORM.data, paste)).findings
        assert "pictures" in str(finding)

    def test_nor_is_a_picture_in_a_place(self) -> None:
        """It is named as well where it was pasted into a place to write in."""

        def paste(root: Tree) -> None:
            typed('sheets."1.1".strengths', "Xem ảnh.")(root)
            blip = etree.fromstring('<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>')
            control = find_control(root, 'sheets."1.1".strengths')
            next(control.iter(f"{W}r")).append(blip)

        came = taken_back(edited(FORM.data, paste))
        assert ["pictures" in str(finding) for finding in came.findings] == [True]
        assert [change.change.after for change in came.collected.taken] != []


class TestTrackedChanges:
    """Somebody wrote with tracked changes on: what came is taken as accepted, and that is said."""

    TAG = 'sheets."1.1".strengths'

    def test_in_a_place(self) -> None:
        """What was inserted counts, what was deleted does not; both are said, with the place in words."""

        def track(root: Tree) -> None:
            content = find_control(root, self.TAG).find(f"{W}sdtContent")
            for child in list(content):
                content.remove(child)
            for name, text, words in (("del", "delText", "Cũ"), ("ins", "t", "Mới")):
                run = etree.SubElement(etree.SubElement(content, f"{W}{name}"), f"{W}r")
                etree.SubElement(run, f"{W}{text}").text = words

        came = taken_back(edited(FORM.data, track))
        assert came.collected.school.sheets[0].strengths == "Mới"
        (finding,) = came.findings
        assert (finding.kind, finding.severity, finding.texts) == (TRACKED, Severity.NOTE, ("Cũ",))
        words = f"{FORM.name}: Criterion 1.1, item 2: tracked changes count as accepted; they take away: Cũ"
        assert str(came.describe(finding)) == words

    def test_insertions_alone_and_beside_the_places(self) -> None:
        """A control inside of an insertion, and a line of somebody's own."""

        def track(root: Tree) -> None:
            typed(self.TAG, "Mới")(root)
            control = find_control(root, self.TAG)
            etree.SubElement(next(control.iter(f"{W}r")), f"{W}ins")
            paragraph = etree.Element(f"{W}p")
            run = etree.SubElement(etree.SubElement(paragraph, f"{W}ins"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = "Ngoài"
            root.find(f"{W}body").insert(0, paragraph)

        came = taken_back(edited(FORM.data, track))
        assert [text.text for text in came.left_over] == ["Ngoài"]
        assert [str(came.describe(finding)) for finding in came.findings] == [
            f"{FORM.name}: Criterion 1.1, item 2: tracked changes count as accepted",
            f"{FORM.name}: there are tracked changes beside the places to write; they count as accepted",
        ]


class TestCollecting:
    """Many files come back, and not all as they should."""

    def test_who_must_still_hand_in_is_named(self) -> None:
        """Forms that did not come back, and those that came back as they were sent."""
        forms = build_sheet_forms(SCHOOL, FRAMEWORK, division=SheetDivision.PERSON)
        data = edited(forms[0].data, typed('sheets."1.1".strengths', "Mới"))
        found = collect_sheets(SCHOOL, [(forms[0].name, data), (forms[1].name, forms[1].data)])
        assert [(each.subject, each.who, each.source) for each in found.outstanding] == [
            ("Nguyễn Văn B", ("Nguyễn Văn B",), forms[1].name),
            ("nguyễn văn a", ("nguyễn văn a",), ""),
        ]
        sent = build_sheet_forms(SCHOOL, FRAMEWORK, only={CriterionCode(1, number) for number in (1, 2, 3, 4)})
        by_criterion = taken_back(edited(sent[0].data, typed('sheets."1.1".strengths', "Mới")))
        assert [(each.subject, each.who) for each in by_criterion.outstanding] == [
            ("1.2", ("Nhóm 1",)),
            ("1.3", ("Nhóm: 2",)),
            ("1.4", ()),
        ]

    def test_renamed_and_doubled_files_are_taken_and_named(self) -> None:
        """A copy of the same content is a note; one of other content is merged too."""
        one = edited(FORM.data, typed('sheets."1.1".strengths', "Một"))
        two = edited(FORM.data, typed('sheets."1.1".weaknesses', "Hai"))
        found = collect_sheets(SCHOOL, [("b (1).docx", one), ("nhóm/" + FORM.name, one), ("c.docx", two)])
        sheet = found.collected.school.sheets[0]
        assert (sheet.strengths, sheet.weaknesses) == ("Một", "Hai")
        assert kinds(found) == [RENAMED, RENAMED, DOUBLED, DOUBLED]
        assert "the same content" in str(found.findings[3])
        assert "other content" in str(found.findings[2])
        assert found.forms == {"b (1).docx": 1, "c.docx": 1, "nhóm/" + FORM.name: 1}

    def test_what_two_people_say_differently_is_a_conflict(self) -> None:
        """Both texts are named, with the file."""
        one, two = (edited(FORM.data, typed('sheets."1.1".strengths', text)) for text in ("Một", "Hai"))
        (conflict,) = collect_sheets(SCHOOL, [("a.docx", one), ("b.docx", two)]).collected.conflicts
        assert (conflict.source, conflict.conflict.ours, conflict.conflict.theirs) == ("b.docx", "Một", "Hai")

    def test_a_form_of_another_school_is_named_with_its_file(self) -> None:
        """Nothing of it is taken."""
        other = attrs.evolve(SCHOOL, school=School(name="Trường khác"))
        found = taken_back(edited(FORM.data, typed('sheets."1.1".strengths', "Mới")), school=other)
        assert found.collected.school == other
        assert (kinds(found), found.forms, found.outstanding) == ([UNREADABLE_FORM], {}, ())
        assert FORM.name in str(found.findings[0].place)

    @pytest.mark.parametrize(
        "data",
        [
            b"no package",
            DocxRenderer().render(
                Document(title="t", author="", subject="", language="vi", sections=(Section(blocks=()),))
            ),
            with_parts(FORM.data, {"customXml/item1.xml": b"<other/>", CUSTOM: b"<Properties/>"}),
            with_parts(FORM.data, {"customXml/item1.xml": b"<other/>", CUSTOM: custom("no state")}),
            with_parts(FORM.data, {"customXml/item1.xml": b"<other/>", CUSTOM: custom("AAAA")}),
            with_parts(FORM.data, {"customXml/item1.xml": b'<state xmlns="urn:kdcl:form:1"/>'}),
            with_parts(FORM.data, {"customXml/item1.xml": b'<state xmlns="urn:kdcl:form:1">{"kdcl_form": 9}</state>'}),
        ],
    )
    def test_what_is_no_form_of_ours_is_named(self, data: bytes) -> None:
        """A file that is none, that lost its state, or whose state was changed."""
        found = taken_back(data)
        assert (found.collected.school, kinds(found)) == (SCHOOL, [UNREADABLE_FORM])

    def test_a_form_of_another_kind_is_no_sheet_form(self) -> None:
        """Only sheet forms are taken here."""
        state = FormState.of(SCHOOL, fields=(), kind="other", subject="x")
        document = Document(title="t", author="", subject="", language="vi", sections=(Section(blocks=()),))
        assert kinds(taken_back(write_form(document, state))) == [UNREADABLE_FORM]

    def test_a_form_sent_before_a_change_here_is_merged(self) -> None:
        """What was changed here since stays; what was changed there comes."""
        tag = 'sheets."1.1".strengths'
        now = attrs.evolve(SCHOOL, sheets=(attrs.evolve(SCHOOL.sheets[0], weaknesses="Ở đây"),))
        sheet = taken_back(edited(FORM.data, typed(tag, "Ở kia")), school=now).collected.school.sheets[0]
        assert (sheet.strengths, sheet.weaknesses) == ("Ở kia", "Ở đây")


class TestCurrentState:
    """The current state is a list of paragraphs, each of an indicator."""

    @pytest.mark.parametrize(
        ("texts", "expected"),
        [
            ({'sheets."1.1".current_state.b': "Mới"}, "Chung|Có sổ [H1-1-01-01].|Mới|Dòng một\nDòng hai|Thêm|Lạ"),
            ({'sheets."1.1".current_state[0]': ""}, "Có sổ [H1-1-01-01].|Dòng một\nDòng hai|Thêm|Lạ"),
            ({'sheets."1.1".current_state.y': "Cuối"}, "Chung|Có sổ [H1-1-01-01].|Dòng một\nDòng hai|Thêm|Lạ|Cuối"),
            ({'sheets."1.1".current_state.y': ""}, "Chung|Có sổ [H1-1-01-01].|Dòng một\nDòng hai|Thêm|Lạ"),
        ],
    )
    def test_a_new_paragraph_stands_where_its_letter_belongs(self, texts: dict[str, str], expected: str) -> None:
        """An emptied one goes."""
        state = read(FORM.data).state
        assert state is not None
        facts, _ = put_texts(state, texts)
        paragraphs = get_fact(facts, Place.parse('sheets."1.1".current_state'))
        assert "|".join(paragraph.text for paragraph in paragraphs) == expected

    def test_an_empty_paragraph_stays(self) -> None:
        """A paragraph that was empty when it was sent is not taken away."""
        sheet = CriterionSheet(criterion=CriterionCode(1, 1), current_state=(StateParagraph(text=""),))
        school = attrs.evolve(SCHOOL, sheets=(sheet,))
        assert taken_back(form_of(school=school).data, school=school).collected.school == school

    def test_kind(self) -> None:
        """Forms of sheets know that they are."""
        state = read(FORM.data).state
        assert state is not None
        assert (state.kind, state.subject, state.name) == (KIND, "1.1", FORM.name)
