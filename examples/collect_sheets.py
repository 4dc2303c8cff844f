"""Send the sheets of a plan to people as Word files, and take back what they wrote: two disagree, one strays."""

from __future__ import annotations

import io
from pathlib import Path

import attrs
import docx
from docx.oxml.ns import qn

import kdcl
from kdcl.codes import CriterionCode
from kdcl.forms.collecting import collect_sheets
from kdcl.forms.sheets import SheetDivision, build_sheet_forms
from kdcl.school import CriterionSheet

HERE = Path(__file__).parent
STRENGTHS = 'sheets."1.1".strengths'


def type_into(form: bytes, texts: dict[str, str], beside: str = "") -> bytes:
    """Return the form as somebody sends it back who typed texts into its places, and perhaps a line below them."""
    document = docx.Document(io.BytesIO(form))
    for control in document.element.body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
        if tag in texts:
            prompt = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
            if prompt is not None:
                prompt.getparent().remove(prompt)
            first, *others = control.iter(qn("w:t"))
            first.text = texts[tag]
            for other in others:
                other.text = ""
    if beside:
        document.add_paragraph(beside)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def main() -> None:
    """Tell the story."""
    school = kdcl.load(HERE / "plan-2017.json")
    framework = kdcl.get_framework(school.framework)
    sent = {form.subject: form for form in build_sheet_forms(school, framework, division=SheetDivision.PERSON)}
    print("Sent to:", ", ".join(sent))

    # Meanwhile the secretary wrote something herself.
    sheet = CriterionSheet(criterion=CriterionCode(1, 1), weaknesses="Ít họp.")
    now = attrs.evolve(school, sheets=(sheet,))

    back = [
        ("B.docx", type_into(sent["Nguyễn Văn B"].data, {STRENGTHS: "Đủ hội đồng.", "ratings.1.1.a": "đạt"})),
        ("C.docx", type_into(sent["Nguyễn Văn C"].data, {STRENGTHS: "Đủ tổ chuyên môn."}, beside="Hỏi lại kế toán.")),
        ("D.docx", sent["Nguyễn Văn D"].data),
    ]
    found = collect_sheets(now, back)
    for taken in found.collected.taken:
        print(f"{taken.source}: taken over: {taken.change.place}")
    for each in found.collected.conflicts:
        print(f"{each.source}: here {each.conflict.ours!r}, there {each.conflict.theirs!r}")
    for text in found.left_over:
        print(f"{text.source}: beside the places: {text.text!r}")
    print("Still to hand in:", ", ".join(form.subject for form in found.outstanding))
    print("Criterion 1.1:", found.collected.school.sheets[0].strengths, found.collected.school.sheets[0].weaknesses)


if __name__ == "__main__":
    main()
