"""Writes the examples into docs/checks.md and docs/vi/checks.md: for each check a slip, what is said of it, the fix.

::

    python tools/checks_page.py          # write both pages
    python tools/checks_page.py --check  # exit code 1 if they are not what the checks say

The slips are in ``check_examples.json``: places of a shipped file and what is written there instead; null takes it out.
What a check looks for and why is written into the pages by hand.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from generated import keep_pages
from kdcl import convert
from kdcl.convert import external
from kdcl.external.checks import EXTERNAL_CHECKS, check_external
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding
from kdcl.locale import Locale, get_locale
from kdcl.messages import Message, message
from kdcl.places import ROOT as HERE

ROOT: Final = Path(__file__).parent.parent
PAGES: Final[Mapping[str, Path]] = {"en": ROOT / "docs" / "checks.md", "vi": ROOT / "docs" / "vi" / "checks.md"}
EXAMPLES: Final[Mapping[str, Mapping[str, Any]]] = json.loads(
    (Path(__file__).parent / "check_examples.json").read_text("utf-8")
)
SCHOOL: Final = ROOT / "examples" / "primary-2017.json"
CASE: Final = ROOT / "examples" / "external" / "case-2018.json"
MARK: Final = "<!-- What follows is written by python tools/checks_page.py -->\n"
SECTION: Final = re.compile(r"^### `([a-z-]+)`.*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)
EXAMPLE: Final = re.compile(r"\n```json\n.*?^```$\n\n```text\n.*?^```$\n", re.MULTILINE | re.DOTALL)
RATINGS: Final = "ratings"
"""The object whose keys have dots in them."""
LOOKED_AT: Final = dt.date(2018, 7, 1)
"""The day on which the team's file is looked at, when its case is over."""


def put(tree: Any, place: str, value: Any) -> None:  # noqa: ANN401 - JSON has no one type
    """Write a value at a place; null takes out what stands there, ``[+]`` puts it behind the others."""
    head, _, rest = place.partition(".")
    *way, last = [head, rest] if head == RATINGS else re.findall(r"[^.\[\]]+", place)
    for step in way:
        tree = tree[int(step)] if isinstance(tree, list) else tree.setdefault(step, {})
    if isinstance(tree, dict) and value is not None:
        tree[last] = value
    elif isinstance(tree, dict):
        del tree[last]
    elif last == "+":
        tree.append(value)
    elif value is None:
        del tree[int(last)]
    else:
        tree[int(last)] = value


def change(file: Path, slip: Mapping[str, Any]) -> str:
    """Return a shipped file with a slip in it."""
    tree = json.loads(file.read_text("utf-8"))
    for place, value in slip.items():
        put(tree, place, value)
    return json.dumps(tree, ensure_ascii=False)


@functools.cache
def find(name: str) -> tuple[Finding, Message]:
    """Return the first finding that a slip leads to in the school's file, and its place in words."""
    sound, slipped = read_school(), convert.reads(change(SCHOOL, EXAMPLES[name]), "school.json")
    framework = sound.get_framework()
    known = {(each.place, each.message) for each in sound.check(framework, only=[name])}
    found = slipped.problems or slipped.check(framework, only=[name])
    finding = next(each for each in found if (each.place, each.message) not in known)
    return finding, slipped.name_place(finding.place, framework.part(FORM))


@functools.cache
def read_school() -> convert.LoadResult:
    """Return the shipped file of the school."""
    return convert.read(SCHOOL)


@functools.cache
def find_external(name: str) -> tuple[Finding, Message]:
    """Return the first finding that a slip leads to in the file of a team, and its place in words."""
    school = read_school()
    framework = school.get_framework()
    read = external.reads_external(change(CASE, EXAMPLES[name]), "case.json")
    case = read.get_external()
    found = check_external(case, framework, school.get_assessment(), on=LOOKED_AT, only=[name])
    known = check_external(external.load_external(CASE), framework, school.get_assessment(), on=LOOKED_AT, only=[name])
    finding = next(each for each in found if each not in known)
    return finding, read.name_place(finding.place)


def iter_told(finding: Finding, words: Message, locale: Locale) -> Iterator[str]:
    """Iterate over the lines that `kdcl check` prints of a finding, short of its source."""
    what = (
        finding.message
        if finding.place == HERE
        else message("{place}: {finding}", place=words, finding=finding.message)
    )
    yield f"{finding.place}: {locale.text(finding.severity.words)}: {locale.text(what)} [{finding.kind}]"
    if finding.fix:
        yield f"    {locale.text(message('to mend it: {fix}', fix=finding.fix))}"


def show_slip(slip: Mapping[str, Any]) -> str:
    """Return a slip as it is shown: each place on a line."""
    lines = ",\n".join(
        f"  {json.dumps(place)}: {json.dumps(value, ensure_ascii=False)}" for place, value in slip.items()
    )
    return f"{{\n{lines}\n}}"


def render_page(text: str, language: str) -> str:
    """Return a page with the examples as the checks have them."""
    locale = get_locale(language)

    def with_example(section: re.Match[str]) -> str:
        name = section[1]
        finding, words = find(name)
        told = "\n".join(iter_told(finding, words, locale))
        head = EXAMPLE.sub("", section[0]).rstrip("\n")
        return f"{head}\n\n```json\n{show_slip(EXAMPLES[name])}\n```\n\n```text\n{told}\n```\n\n"

    written, mark, _ = text.partition(MARK)
    return SECTION.sub(with_example, written) + mark + "".join(iter_external(locale))


def iter_external(locale: Locale) -> Iterator[str]:
    """Iterate over the examples of the checks of a team's file."""
    for check in EXTERNAL_CHECKS:
        slip = EXAMPLES[check.id]
        told = "\n".join(iter_told(*find_external(check.id), locale))
        yield f"\n**`{check.id}`**\n\n```json\n{show_slip(slip)}\n```\n\n```text\n{told}\n```\n"


def main() -> int:
    """Write the pages, or say whether they are up to date."""
    return keep_pages(PAGES, render_page)


if __name__ == "__main__":
    sys.exit(main())
