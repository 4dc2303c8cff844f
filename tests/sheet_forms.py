"""A school whose sheets go out as forms, and what people and programs do to such a form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any, TypeAlias

import attrs
from lxml import etree

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.forms.sheets import SheetForm, build_sheet_forms
from kdcl.office.settling import with_parts
from kdcl.school import (
    Council,
    CriterionSheet,
    Evidence,
    GroupMember,
    ImprovementItem,
    PlannedActivity,
    Ratings,
    School,
    SchoolYear,
    SelfAssessment,
    StateParagraph,
    TimetableRow,
    WorkingGroup,
)
from kdcl.standards import get_framework

FRAMEWORK = get_framework("tt42-2012/primary")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCHOOL = SelfAssessment(
    framework=FRAMEWORK.id,
    school=School(name="Trường Tiểu học Ví Dụ"),
    school_year=SchoolYear.parse("2016-2017"),
    ratings=Ratings({"1.1.a": "met", "1.1.b": "not_met"}),
    sheets=(
        CriterionSheet(
            criterion=CriterionCode(1, 1),
            current_state=(
                StateParagraph(text="Chung"),
                StateParagraph(text="Có sổ [H1-1-01-01].", indicator="a"),
                StateParagraph(text="Dòng một\nDòng hai", indicator="c"),
                StateParagraph(text="Thêm", indicator="c"),
                StateParagraph(text="Lạ", indicator="x"),
            ),
            strengths="Mạnh",
            improvements=(ImprovementItem(what="Sửa phòng", responsible="Kế toán"),),
        ),
    ),
    evidence=(
        Evidence(code=EvidenceCode(1, 1, 1, 1), name="Sổ", reference="Số 1", issuer="Trường"),
        Evidence(code=EvidenceCode(1, 2, 1, 1), name="Bảng"),
    ),
    council=Council(
        groups=(
            WorkingGroup(
                name="Nhóm 1",
                leader="Nguyễn Văn A",
                members=(
                    GroupMember(name="Nguyễn Văn A", duty="Viết tiêu chí 1.1"),
                    GroupMember(name="Nguyễn Văn B", duty="Viết tiêu chí 1.2"),
                ),
                criteria=(CriterionCode(1, 1), CriterionCode(1, 2)),
            ),
            WorkingGroup(name="Nhóm: 2", leader="nguyễn văn a", criteria=(CriterionCode(1, 3),)),
        )
    ),
)
SCHOOL = attrs.evolve(
    SCHOOL,
    plan=attrs.evolve(
        SCHOOL.plan,
        timetable=attrs.evolve(
            SCHOOL.plan.timetable,
            weeks=(
                TimetableRow(
                    activities=(PlannedActivity(text="Viết phiếu đánh giá tiêu chí."),), written="đến 18/11/2016"
                ),
            ),
        ),
    ),
)


def form_of(number: int = 1, school: SelfAssessment = SCHOOL) -> SheetForm:
    """Return the form of a criterion of the first standard."""
    (form,) = build_sheet_forms(school, FRAMEWORK, only={CriterionCode(1, number)})
    return form


Tree: TypeAlias = Any
"""An element of lxml; what is looked for in a form of ours is there."""
Change = Callable[[Tree], object]


def edited(data: bytes, change: Change) -> bytes:
    """Return a Word file with its main part changed."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    change(root)
    return with_parts(data, {"word/document.xml": etree.tostring(root)})


def find_control(root: Tree, tag: str) -> Tree:
    """Return the control of a tag."""
    return next(each for each in root.iter(f"{W}sdt") if each.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag)


def typed(tag: str, text: str) -> Change:
    """Return the change that somebody types a text into a control, as Word stores it."""

    def change(root: Tree) -> None:
        control = find_control(root, tag)
        prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr")
        if prompt is not None:
            control.find(f"{W}sdtPr").remove(prompt)
        content = control.find(f"{W}sdtContent")
        for child in list(content):
            content.remove(child)
        for number, part in enumerate(text.split("\n")):
            if number:
                etree.SubElement(etree.SubElement(content, f"{W}r"), f"{W}br")
            for letter in (part[:3], part[3:]):  # Word splits runs wherever it likes
                etree.SubElement(etree.SubElement(content, f"{W}r"), f"{W}t").text = letter

    return change


def flatten(root: Tree) -> None:
    """Take all controls away and leave what stands in them, as programs do that know none."""
    for control in list(root.iter(f"{W}sdt")):
        parent, content = control.getparent(), control.find(f"{W}sdtContent")
        for child in list(content):
            parent.insert(parent.index(control), child)
        parent.remove(control)


def drop_tags(root: Tree) -> None:
    """Take the tags away, as LibreOffice 7.4 does."""
    for properties in root.iter(f"{W}sdtPr"):
        properties.remove(properties.find(f"{W}tag"))


def added(text: str, **at: int) -> Change:
    """Return the change that somebody writes a paragraph at the end of the body."""

    def change(root: Tree) -> None:
        paragraph = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = text
        root.find(f"{W}body").insert(at.get("index", 0), paragraph)

    return change


def both(*changes: Change) -> Change:
    """Return several changes as one."""

    def change(root: Tree) -> None:
        for each in changes:
            each(root)

    return change


def without_list(tag: str, text: str) -> Change:
    """Return the change that somebody takes a control away and types in its place."""

    def change(root: Tree) -> None:
        typed(tag, text)(root)
        control = find_control(root, tag)
        parent, place = control.getparent(), control.getparent().index(control)
        parent[place : place + 1] = list(control.find(f"{W}sdtContent"))

    return change
