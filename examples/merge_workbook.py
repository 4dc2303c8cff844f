"""A secretary works in the workbook of a school's file while the file goes on; what comes back is merged.

python examples/merge_workbook.py
"""

from __future__ import annotations

import io
from pathlib import Path

import attrs
import openpyxl

import kdcl
from kdcl.changes.words import describe_change, describe_conflict
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding
from kdcl.forms import collect
from kdcl.forms.workbook import read_workbook_form, write_workbook

HERE = Path(__file__).parent
FIRST_ROW = 6
"""The first line below the heads."""


def work(data: bytes) -> bytes:
    """Do what a secretary does: name the principal, rate an indicator, add evidence, write a day that is none."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    school = {row[0].value: row for row in workbook["School and report"].iter_rows()}
    school["school.principal"][2].value = "Nguyễn Văn B"
    school["signature.date"][2].value = "cuối tháng 3"
    ratings = {row[0].value: row for row in workbook["Met or not met"].iter_rows()}
    ratings["ratings 2.4"][3].value = "Met"
    evidence = workbook["List of evidence"]
    free = next(row for row in range(FIRST_ROW, evidence.max_row) if not evidence.cell(row, 2).value)
    evidence.cell(free, 2).value, evidence.cell(free, 3).value = "[H1-1-01-20]", "Biên bản họp"
    evidence.cell(free, 15).value = "ghi bên lề"
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def main() -> None:
    """Write the workbook, change file and workbook, and print what the merge says."""
    sent = kdcl.load(HERE / "primary-2017.json")
    framework = kdcl.get_framework(sent.framework)
    data = write_workbook(sent, framework, language="en")
    print(f"The workbook has {len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)} sheets.")

    now = attrs.evolve(sent, school=attrs.evolve(sent.school, principal="Nguyễn Văn C", telephone="0203 000 000"))
    read = read_workbook_form(work(data), "work.xlsx")
    if read is None or isinstance(read, Finding):
        raise SystemExit(f"not taken: {read}")
    collected = collect(now, (read.returned,))
    for finding in read.findings:
        print(f"handed back: {finding}")
    for taken in collected.taken:
        print(f"taken over: {describe_change(taken.change, taken.old, taken.new, framework.part(FORM))}")
    for each in collected.conflicts:
        address = read.find_address(each.conflict.place, each.conflict.theirs)
        print(f"both changed, {address}: {describe_conflict(each.conflict, each.merged, framework.part(FORM))}")
    print(f"principal: {collected.school.school.principal}, telephone: {collected.school.school.telephone}")


if __name__ == "__main__":
    main()
