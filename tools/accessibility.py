"""Looks at built pages as a screen reader, a keyboard and a phone meet them: axe-core in Chromium.

::

    npm pack axe-core && tar -xzf axe-core-*.tgz
    python -m sphinx -b html docs HTML
    python tools/accessibility.py HTML --axe package/axe.min.js [--pictures FOLDER] [--only tutorial.html]

Each page is opened at desktop and phone width, light and dark. Told are axe's findings by how much they matter, pages
that are wider than a phone, and pages on which the tabulator key does not reach a link, or leaves no visible mark. The
exit code is 1 where a finding is serious or critical, or one of the others is found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from browser import SIZES, Browser, open_browser

SERIOUS: Final = frozenset({"serious", "critical"})
SHOWN: Final = ("index", "tutorial", "vi/tutorial", "vi/checks", "vi/commands", "law")
"""Pages that are drawn, for somebody to look at."""
TABS: Final = 12
"""How often the tabulator key is pressed."""
RUN_AXE: Final = """axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(each => ({
    id: each.id, impact: each.impact, help: each.help, nodes: each.nodes.map(node => node.target.join(" "))})))"""
FOCUS: Final = """(() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const mark = here.nextElementSibling || here;
    return {tag: here.tagName, text: (here.textContent || here.id || "").trim().slice(0, 40),
            seen: style.outlineStyle !== "none" || style.boxShadow !== "none" || here.tagName === "INPUT"};
})()"""


def find_faults(browser: Browser, page: Path, axe: str) -> list[dict[str, Any]]:
    """Return what axe finds on a page."""
    browser.open(page)
    browser.run(axe)
    found: list[dict[str, Any]] = browser.run(RUN_AXE)
    return found


def find_excess(browser: Browser) -> int:
    """Return by how many dots the page that is open is wider than the screen."""
    return int(browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def walk_by_keyboard(browser: Browser) -> Iterator[dict[str, Any]]:
    """Iterate over what the tabulator key reaches on the page that is open."""
    for _ in range(TABS):
        browser.press("Tab")
        yield browser.run(FOCUS)


def iter_told(browser: Browser, folder: Path, names: list[str], axe: str, pictures: Path | None) -> Iterator[str]:
    """Iterate over the lines on what is wrong, and draw the pages that are shown."""
    for size in SIZES:
        for is_dark in (False, True):
            browser.look(size, is_dark=is_dark)
            look = f"{size}, {'dark' if is_dark else 'light'}"
            counts: Counter[str] = Counter()
            for name in names:
                for fault in find_faults(browser, folder / name, axe):
                    counts[fault["impact"]] += len(fault["nodes"])
                    where = "; ".join(fault["nodes"][:3])
                    yield f"{fault['impact']}: {name} ({look}): {fault['id']}: {fault['help']}: {where}"
                if (excess := find_excess(browser)) > 0:
                    yield f"serious: {name} ({look}): wider than the screen by {excess}"
                if not is_dark:
                    reached = list(walk_by_keyboard(browser))
                    if not any(each["tag"] == "A" for each in reached):
                        yield f"serious: {name} ({look}): no link is reached by the keyboard"
                    yield from (
                        f"serious: {name} ({look}): the focus is not seen on {each['tag']} {each['text']!r}"
                        for each in reached
                        if not each["seen"] and each["tag"] != "BODY"
                    )
                if pictures is not None and name.removesuffix(".html") in SHOWN:
                    browser.open(folder / name)
                    file = f"{name.removesuffix('.html').replace('/', '-')}.{size}.{'dark' if is_dark else 'light'}.png"
                    (pictures / file).write_bytes(browser.draw())
            yield f"= {look}: pages {len(names)}; findings of axe: {json.dumps(counts)}"


def main() -> int:
    """Look at the pages of a folder."""
    parser = argparse.ArgumentParser(description="axe-core, keyboard and width over built pages")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--axe", type=Path, required=True)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args()
    names = given.only or sorted(str(page.relative_to(given.folder)) for page in given.folder.rglob("*.html"))
    if given.pictures is not None:
        given.pictures.mkdir(parents=True, exist_ok=True)
    is_sound = True
    with open_browser() as browser:
        for line in iter_told(browser, given.folder, names, given.axe.read_text("utf-8"), given.pictures):
            is_sound &= line.partition(":")[0] not in SERIOUS
            print(line, flush=True)
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
