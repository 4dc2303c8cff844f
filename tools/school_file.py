"""Writes docs/school-file.md and docs/vi/school-file.md: every key of a school's file, from the classes that hold it.

::

    python tools/school_file.py          # write both pages
    python tools/school_file.py --check  # exit code 1 if they are not what the classes say
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

import kdcl
from generated import below, keep_pages
from kdcl.locale import Locale, get_locale
from kdcl.messages import WordedEnum
from kdcl.place_names import name_field

ROOT = Path(__file__).parent.parent
PAGES: Final[Mapping[str, Path]] = {
    "en": ROOT / "docs" / "school-file.md",
    "vi": ROOT / "docs" / "vi" / "school-file.md",
}
MARK = "<!-- What follows is written by python tools/school_file.py -->\n"
EXAMPLES = ("primary-2017.json", "plan-2017.json")
LONGEST_EXAMPLE = 16
OUTSIDE = "ExternalAssessment"
"""What has a page and a schema of its own."""
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "head": "| key | in Vietnamese | what is written | without it | meaning |",
        "top": "The whole file",
        "string": "text",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "`true` or `false`",
        "date": "a day, such as `2018-03-15`",
        "list": "a list: {item}",
        "object": "an object ([below](#{anchor}))",
        "outside": "an object ([a case of external assessment](external-cycle.md))",
        "null": "or `null`",
        "required": "**must be there**",
        "ratings": 'an object of indicators and ratings, such as `{{"1.1.a": "met"}}`: {values}',
        "data": "an object by table, row and column, as `kdcl data form` writes them",
        "empty": "empty",
        "none": "nobody says",
        "example": "For example:",
    },
    "vi": {
        "head": "| khóa | là gì | ghi thế nào | khi không có |",
        "top": "Toàn bộ tệp",
        "string": "chữ",
        "integer": "số nguyên",
        "number": "số",
        "boolean": "`true` hoặc `false`",
        "date": "ngày, như `2018-03-15`",
        "list": "danh sách, mỗi phần tử là {item}",
        "object": "đối tượng ([xem dưới](#{anchor}))",
        "outside": "đối tượng ([đánh giá ngoài](external-cycle.md))",
        "null": "hoặc `null`",
        "required": "**bắt buộc có**",
        "ratings": 'đối tượng gồm chỉ số và kết quả, như `{{"1.1.a": "met"}}`: {values}',
        "data": "đối tượng theo bảng, dòng và cột, như `kdcl data form` ghi ra",
        "empty": "để trống",
        "none": "chưa nói gì",
        "example": "Ví dụ:",
    },
}


@attrs.frozen
class Writer:
    """Writes the page of one language.

    Attributes:
        locale: the language.
        schema: the JSON Schema of a school's file.
        paths: where each class is found first, such as ``sheets[].improvements[]``.
    """

    locale: Locale
    schema: Mapping[str, Any]
    paths: Mapping[str, str]

    def word(self, name: str, **facts: str) -> str:
        """Return a word of the page."""
        return WORDS[self.locale.language][name].format(**facts)

    def render(self) -> str:
        """Return what follows the mark: a table for the file, and one for each object in it."""
        lines = ["", f"## {self.word('top')}", "", *self._table(self.schema)]
        for name, path in self.paths.items():
            lines += ["", f"## `{path}`", "", *self._table(self.schema["$defs"][name]), *self._example(path)]
        return "\n".join(lines) + "\n"

    def _table(self, shape: Mapping[str, Any]) -> Iterator[str]:
        head = self.word("head")
        yield head
        yield "| --- " * (head.count("|") - 1) + "|"
        vietnamese = get_locale("vi")
        for key, facts in shape["properties"].items():
            named = vietnamese.text(name_field(key))
            cells = [
                f"`{key}`",
                named if named != key or "_" not in key else "",
                self._kind(facts),
                self._default(key, facts, shape),
            ]
            if self.locale.language == "en":
                said = facts.get("description", "").rstrip(".")
                cells.append(said or get_locale("en").text(name_field(key)).replace("_", " "))
            yield f"| {' | '.join(cells)} |"

    def _default(self, key: str, facts: Mapping[str, Any], shape: Mapping[str, Any]) -> str:
        if key in shape.get("required", ()):
            return self.word("required")
        default = facts.get("default")
        if default is None:
            return self.word("none")
        return f"`{json.dumps(default)}`" if default or default is False else self.word("empty")

    def _kind(self, facts: Mapping[str, Any]) -> str:
        if name := facts.get("$ref", "").rpartition("/")[2]:
            return self._reference(name)
        if options := facts.get("anyOf"):
            kinds = [self._kind(option) for option in options if option.get("type") != "null"]
            return ", ".join((*kinds, self.word("null")))
        if facts.get("type") == "array":
            return self.word("list", item=self._kind(facts["items"]))
        if facts.get("type") == "object":
            values = [f"`{value}` ({self.locale.text(value.words)})" for value in kdcl.Rating]
            return self.word("data" if "properties" in facts else "ratings", values=", ".join(values))
        if "const" in facts:
            return f"`{facts['const']}`"
        return self.word("date" if facts.get("format") == "date" else facts["type"])

    def _reference(self, name: str) -> str:
        shape = self.schema["$defs"][name]
        if name == OUTSIDE:
            return self.word("outside")
        if name in self.paths:
            return self.word("object", anchor=anchor_of(self.paths[name]))
        if "enum" not in shape:
            return f"{self.word('string')}, `{shape['description'].rstrip('.').rpartition('such as ')[2]}`"
        worded = {kind.__name__: kind for kind in WordedEnum.__subclasses__()}.get(name)
        if worded is None:
            return ", ".join(f"`{value}`" for value in shape["enum"])
        return ", ".join(f"`{value}` ({self.locale.text(worded(value).words)})" for value in shape["enum"])

    def _example(self, path: str) -> Iterator[str]:
        """Give the first short object of a shipped file that stands there."""
        for name in EXAMPLES:
            found = find_first(json.loads((ROOT / "examples" / name).read_text("utf-8")), path)
            text = json.dumps(found, ensure_ascii=False, indent=2)
            if found and text.count("\n") < LONGEST_EXAMPLE:
                yield from ("", self.word("example"), "", "```json", text, "```")
                return


def anchor_of(path: str) -> str:
    """Return the anchor of an object's heading."""
    return path.lower().translate(str.maketrans("", "", "[].`"))


def find_first(value: Any, path: str) -> Any:  # noqa: ANN401 - JSON has no one type
    """Return what stands first at a path of a file; None where nothing does."""
    for step in path.split("."):
        value = value.get(step.removesuffix("[]")) if isinstance(value, dict) else None
        if step.endswith("[]"):
            value = next(iter(value or ()), None)
    return value


def find_paths(schema: Mapping[str, Any]) -> dict[str, str]:
    """Return where each object of a file is found first, in the order of the file."""
    paths: dict[str, str] = {}
    waiting: list[tuple[str, Mapping[str, Any]]] = [("", schema)]
    while waiting:
        above, shape = waiting.pop(0)
        for key, facts in shape.get("properties", {}).items():
            for name, brackets in iter_references(facts):
                below = schema["$defs"][name]
                if "properties" in below and name not in paths and name != OUTSIDE:
                    paths[name] = f"{above}.{key}{brackets}".lstrip(".")
                    waiting.append((paths[name], below))
    return paths


def iter_references(facts: Mapping[str, Any], brackets: str = "") -> Iterator[tuple[str, str]]:
    """Iterate over the classes that a key may hold, each with ``[]`` where it holds a list of them."""
    if name := facts.get("$ref", "").rpartition("/")[2]:
        yield name, brackets
    for option in facts.get("anyOf", ()):
        yield from iter_references(option, brackets)
    if "items" in facts:
        yield from iter_references(facts["items"], "[]")


def render_page(language: str) -> str:
    """Return what follows the mark in the page of a language."""
    schema = kdcl.json_schema()
    return Writer(get_locale(language), schema, find_paths(schema)).render()


def main() -> int:
    """Write the pages, or say whether they are up to date."""
    return keep_pages(PAGES, below(MARK, render_page))


if __name__ == "__main__":
    sys.exit(main())
