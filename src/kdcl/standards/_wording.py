"""Official wording as TOML: strictly read, and written so that a person can proofread it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from typing import TypeVar

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.messages import message
from kdcl.standards._numbers import parse_number
from kdcl.standards._table import SCHEMA, LawFile, LawTable
from kdcl.wording import FrameworkWording, OfficialRequirement, OfficialTitle, Wording, WordingSource

_Code = TypeVar("_Code")


def read_wording_file(place: Traversable) -> Wording:
    """Return the official wording of a file.

    Raises:
        FrameworkFileError: the file has problems.
    """
    parts: dict[str, FrameworkWording] = {}
    with LawFile(place) as root:
        for table in root.tables("framework"):
            part = _build_part(table)
            if part.framework in parts:
                table.note("id", message("{framework} has more than one wording; keep one", framework=part.framework))
            parts[part.framework] = part
    return Wording(frameworks=tuple(parts.values()))


def _build_part(table: LawTable) -> FrameworkWording:
    source = table.table("source")
    checks = dict(_iter_checks(table.table("checks"))) if "checks" in table else {}
    titles: list[tuple[int | CriterionCode, str]] = list(_iter_texts(table.table("standards"), parse_number))
    titles += _iter_texts(table.table("criteria"), CriterionCode.parse)
    requirements = dict(_iter_texts(table.table("requirements"), IndicatorCode.parse))
    for code in checks:
        if code not in requirements:
            table.note("checks", message("{code} has checks and no requirement; write both or neither", code=code))
    return FrameworkWording(
        framework=table.text("id"),
        source=WordingSource(file=source.text("file"), document=source.find_text("document")),
        titles=tuple(OfficialTitle(code=code, text=text) for code, text in titles),
        requirements=tuple(
            OfficialRequirement(code=code, text=text, checks=checks.get(code, ()))
            for code, text in requirements.items()
        ),
    )


def _iter_texts(table: LawTable, parse: Callable[[str], _Code]) -> Iterator[tuple[_Code, str]]:
    """Iterate over the texts of a table by the codes they are named with; what is no code is noted."""
    for key in table:
        text, code = table.text(key), table.parse(table.place.at(key), key, parse)
        if code is not None and text.strip():
            yield code, text


def _iter_checks(table: LawTable) -> Iterator[tuple[IndicatorCode, tuple[str, ...]]]:
    for key in table:
        lines, code = table.texts(key), table.parse(table.place.at(key), key, IndicatorCode.parse)
        if code is not None:
            yield code, lines


def write_wording(wording: Wording) -> str:
    """Return the official wording as TOML; `read_wording_file` gives it back."""
    return "\n".join((f"schema = {SCHEMA}", *(line for part in wording.frameworks for line in _iter_part(part)), ""))


def _iter_part(part: FrameworkWording) -> Iterator[str]:
    yield from ("", "[[framework]]", f"id = {_quoted(part.framework)}", f"source.file = {_quoted(part.source.file)}")
    if part.source.document is not None:
        yield f"source.document = {_quoted(part.source.document)}"
    standards = [title for title in part.titles if isinstance(title.code, int)]
    criteria = [title for title in part.titles if not isinstance(title.code, int)]
    yield from _iter_table("standards", ((title.code, _quoted(title.text)) for title in standards))
    yield from _iter_table("criteria", ((title.code, _quoted(title.text)) for title in criteria))
    yield from _iter_table("requirements", ((entry.code, _quoted(entry.text)) for entry in part.requirements))
    if checked := [entry for entry in part.requirements if entry.checks]:
        yield from _iter_table("checks", ((entry.code, _listed(entry.checks)) for entry in checked))


def _iter_table(name: str, entries: Iterator[tuple[object, str]]) -> Iterator[str]:
    yield from ("", f"[framework.{name}]")
    yield from (f'"{code}" = {value}' for code, value in entries)


def _listed(texts: tuple[str, ...]) -> str:
    return "".join(("[\n", *(f"  {_quoted(text)},\n" for text in texts), "]"))


def _quoted(text: str) -> str:
    """Return the text as a TOML basic string; JSON writes the same, but leaves one control character as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
