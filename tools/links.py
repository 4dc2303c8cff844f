"""Looks at the links of the documentation: that those inside lead somewhere, and which lead outside.

::

    python tools/links.py         # the pages as they are written
    python tools/links.py HTML    # as they were built: every link and every anchor of every page

Nothing is fetched: whether an address outside still answers is not asked; each is listed, and has to be well formed.
The exit code is 1 where a link leads nowhere.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

ROOT: Final = Path(__file__).parent.parent
CODE: Final = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\((?P<way>[^)\s]*)\)|<(?P<bare>https?:[^>\s]+)>")
OUTSIDE: Final = re.compile(r"\w+:")
HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def iter_pages() -> Iterator[Path]:
    """Iterate over the pages of the project that people read."""
    yield from sorted(ROOT.glob("*.md"))
    for folder in ("docs", "examples", "benchmarks"):
        yield from sorted((ROOT / folder).rglob("*.md"))


def iter_links(page: Path) -> Iterator[str]:
    """Iterate over the targets of a page's links."""
    for found in LINK.finditer(CODE.sub("", page.read_text("utf-8"))):
        yield found["way"] or found["bare"] or ""


def slug(title: str) -> str:
    """Return a heading's anchor as GitHub and the documentation make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def find_flaw(page: Path, link: str) -> str | None:
    """Return what is wrong with a link of a page; None where it leads somewhere, or is well formed."""
    if OUTSIDE.match(link):
        return None if is_well_formed(link) else "it is no address"
    way, _, anchor = link.partition("#")
    target = page.parent / unquote(way) if way else page
    if not target.exists():
        return "no file is there"
    if anchor and target.suffix == ".md":
        headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
        return None if anchor in set(map(slug, headings)) else "no heading is called so"
    return None


def is_well_formed(link: str) -> bool:
    """Whether an address outside is written as one: over HTTPS, with a host, without blanks."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and HOST.fullmatch(parts.hostname or "") is not None and parts.port is None


class _Built(HTMLParser):
    """The links and anchors of a page that was built."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += filter(None, [given.get("href"), given.get("src")])
        self.anchors |= {name for name in (given.get("id"), given.get("name")) if name}


def iter_built_flaws(folder: Path) -> Iterator[str]:
    """Iterate over the links of built pages that lead nowhere."""
    pages: dict[Path, _Built] = {}
    for page in sorted(folder.rglob("*.html")):
        pages[page.resolve()] = built = _Built()
        built.feed(page.read_text("utf-8"))
    for page, built in pages.items():
        for link in built.links:
            way, _, anchor = link.partition("#")
            if OUTSIDE.match(link):
                continue
            target = (page.parent / unquote(way.partition("?")[0])).resolve() if way else page
            if not target.exists():
                yield f"{page.name}: {link}: no file is there"
            elif anchor and target in pages and unquote(anchor) not in pages[target].anchors:
                yield f"{page.name}: {link}: nothing has this name"
    print(f"built pages: {len(pages)}; links: {sum(len(built.links) for built in pages.values())}")


def main() -> int:
    """Print what leads nowhere, then every address outside."""
    if sys.argv[1:]:
        flaws = list(iter_built_flaws(Path(sys.argv[1])))
        outside: set[str] = set()
    else:
        links = [(page, link) for page in iter_pages() for link in iter_links(page)]
        flaws = [f"{page.relative_to(ROOT)}: {link}: {flaw}" for page, link in links if (flaw := find_flaw(page, link))]
        outside = {link for _, link in links if OUTSIDE.match(link)}
        print(f"pages: {len({page for page, _ in links})}; links: {len(links)}; to other places: {len(outside)}")
    print(*flaws, *sorted(outside), sep="\n")
    print(f"leading nowhere: {len(flaws)}")
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
