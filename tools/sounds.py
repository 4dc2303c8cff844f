"""Sound inputs of every kind that comes into the library, made by code, each with the way it is damaged."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

import wordings
from damage import Chance, damage_bytes, damage_json, damage_package, damage_text
from kdcl.convert import dumps, loads
from kdcl.figures.entry_form._write import write_data_form
from kdcl.figures.reckoning import Figures
from kdcl.forms.sheets import build_sheet_forms
from kdcl.forms.workbook import write_workbook
from kdcl.readers import read_wording
from kdcl.renderers.docx.template import build_template
from kdcl.school import School, SchoolYear, SelfAssessment
from kdcl.standards import (
    get_framework,
)
from kdcl.standards._wording import write_wording
from kdcl.testing.conformance import HOSTILE_TEXTS
from kdcl.testing.hands import build_facts, build_list, iter_hands, iter_list_hands, write_report

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
LAW = ROOT / "src" / "kdcl" / "standards"
PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")
EXAMPLE = loads((EXAMPLES / "primary-2017.json").read_text("utf-8"))

Damage = Callable[[Chance, bytes], bytes]
Sound = tuple[bytes, str, Damage]


def _as_text(chance: Chance, data: bytes) -> bytes:
    return damage_text(chance, data.decode()).encode("utf-8", "surrogatepass")


def _as_text_file(chance: Chance, data: bytes) -> bytes:
    return damage_bytes(chance, data) if not chance.randrange(10) else _as_text(chance, data)


def _as_json(chance: Chance, data: bytes) -> bytes:
    return damage_json(chance, data.decode()).encode("utf-8", "surrogatepass")


def texts(*texts: str) -> Callable[[], Iterator[Sound]]:
    """Return what yields texts, and those that some program takes badly."""
    return lambda: ((text.encode(), "", _as_text) for text in (*texts, *HOSTILE_TEXTS))


def laws(*names: str) -> Callable[[], Iterator[Sound]]:
    """Return what yields files of the law."""
    return lambda: (((LAW / name).read_bytes(), ".toml", _as_text_file) for name in names)


def school_files() -> Iterator[Sound]:
    """Yield schools' files: whole ones with a few sheets, and one that has only begun."""
    for name in ("primary-2017", "plan-2017", "lower-secondary-2017", "secondary-data-2017"):
        tree = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
        for key in ("sheets", "standard_summaries", "evidence"):  # a few of each say as much, and cost less
            if isinstance(tree.get(key), list):
                del tree[key][4:]
        yield json.dumps(tree, ensure_ascii=False).encode(), ".json", _as_json
    small = dumps(SelfAssessment(framework=PRIMARY.id, school=School(name="A"), school_year=SchoolYear(2016)))
    yield small.encode(), ".json", _as_json


def reports() -> Iterator[Sound]:
    """Yield the same report in every hand, and as a web page."""
    for hand in iter_hands():
        made = write_report(PRIMARY, build_facts(PRIMARY, hand), hand)
        yield made.data, made.suffix, damage_package if made.data[:2] == b"PK" else _as_text_file
    page = "".join(f"<p>{row.text}</p>" for row in wordings.letter_rows([PRIMARY])[:40])
    table = "<table><tr><td colspan=2 rowspan=3>Tiêu chí 1</td><td>Đạt</td></tr><tr><td>a</td></tr></table>"
    head = '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset="utf-8"></head><body>'
    yield f"{head}<h1>BÁO CÁO TỰ ĐÁNH GIÁ</h1>{page}{table}</body></html>".encode(), ".doc", _as_text_file


def lists() -> Iterator[Sound]:
    """Yield the same list of evidence in every hand."""
    for hand in iter_list_hands():
        made = build_list(PRIMARY, hand)
        yield made.data, made.suffix, damage_package


def forms() -> Iterator[Sound]:
    """Yield a filled-in entry form."""
    made = write_data_form(Figures.of(EXAMPLE, PRIMARY), years=(SchoolYear(2016), SchoolYear(2015)))
    yield made, ".xlsx", damage_package


def figure_files() -> Iterator[Sound]:
    """Yield the entry form, and tables with separators."""
    yield from forms()
    table = (
        "Số học sinh;2012-2013;2013-2014;2014-2015;2015-2016;2016-2017\n"
        'Tổng số học sinh;1.200;1.210;1 220;1,230;1240\nKhối lớp 1;250;"251";252;253;254\nNữ;50 %;51,5%;x;;-\n'
        "2. Số lớp học\nSố lớp;2012-2013;2013-2014\nKhối lớp 1;7;8\nCộng;35;36\n"
    )
    for separator, suffix in ((";", ".csv"), ("\t", ".tsv"), (",", ".csv")):
        yield table.replace(";", separator).encode(), suffix, _as_text_file


def wording_files() -> Iterator[Sound]:
    """Yield copies of a letter and a circular, as text and in Word."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in (wordings.letter_rows([PRIMARY])[:150], wordings.circular_rows([PRIMARY])[:80]):
            yield wordings.write_text(Path(folder) / "a.txt", rows).read_bytes(), ".txt", _as_text_file
            yield wordings.write_word(Path(folder) / "a.docx", rows).read_bytes(), ".docx", damage_package


def stored_wordings() -> Iterator[Sound]:
    """Yield official wording as it is stored."""
    with tempfile.TemporaryDirectory() as folder:
        path = wordings.write_text(Path(folder) / "a.txt", wordings.letter_rows([PRIMARY])[:150])
        stored = write_wording(read_wording(path, [PRIMARY]).wording)
    yield stored.encode(), ".toml", _as_text_file


def sheet_forms() -> Iterator[Sound]:
    """Yield forms of sheets as they are sent out, with texts and without."""
    codes = {criterion.code for criterion in PRIMARY.criteria[:2]}
    for school in (EXAMPLE, attrs.evolve(EXAMPLE, sheets=())):
        for form in build_sheet_forms(school, PRIMARY, only=codes):
            yield form.data, ".docx", damage_package


def workbooks() -> Iterator[Sound]:
    """Yield the workbook of a school's whole file."""
    yield write_workbook(EXAMPLE, PRIMARY), ".xlsx", damage_package


def templates() -> Iterator[Sound]:
    """Yield the library's own templates."""
    for language in ("vi", "en"):
        yield build_template(language, updates_fields=True), ".docx", damage_package


CODES = (
    "Theo [H1-1-01-01; 02] và [H1-1-01-01 đến H1-1-01-05], MC.1.1.01, [H2.2.03.04]",
    "[H1-1-01-01]",
    "1.2.a",
    "1.2",
)
DATES = ("ngày 05 tháng 02 năm 2018; 31/12/2016 - 5.1.2017, tháng 9/2016, tuần 3", "Từ 05/9 đến 15/9", "2016-09-05")
NUMBERS = ("1.234,5 %", "-12", "1 234 567", "0,05", "12 lớp", "15/20")
PLACES = ("sheets[3].current_state[0]:4-9", "minhchung!B4", "data['students.total']['2016-2017']", "file.toml:3:4")
