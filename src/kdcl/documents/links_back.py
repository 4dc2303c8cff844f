"""Links back: a row that the text links to leads to the place where the text first does."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kdcl.blocks import Document, Heading, Paragraph, Run
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import list_paragraphs


def with_links_back(document: Document) -> Document:
    """Return the document with a link from each linked paragraph back to the first paragraph that links to it.

    The first paragraph gets a bookmark where it has none. Headings are left as they are: the table of contents leads
    to them, and nobody goes back there from a heading.
    """
    paragraphs = list_paragraphs(document)
    cited_at = _first_citations(paragraphs)
    names = {place: paragraph.bookmark for place, paragraph in enumerate(paragraphs) if paragraph.bookmark is not None}
    taken = set(names.values())
    back: dict[int, int] = {}
    for place, paragraph in enumerate(paragraphs):
        citing = cited_at.get(paragraph.bookmark) if isinstance(paragraph, Paragraph) else None
        if citing is not None and citing != place:
            back[place] = citing
            names.setdefault(citing, _free_name(f"cited_{paragraph.bookmark}", taken))
    changed = iter(
        [
            _leading(paragraph, names.get(place), names[back[place]] if place in back else None)
            for place, paragraph in enumerate(paragraphs)
        ]
    )
    return with_paragraphs(document, lambda _: next(changed))


def _first_citations(paragraphs: Iterable[Paragraph | Heading]) -> dict[str | None, int]:
    """Return for each bookmark that is linked to the place of the first paragraph that does."""
    found: dict[str | None, int] = {}
    for place, paragraph in enumerate(paragraphs):
        for run in paragraph.runs if isinstance(paragraph, Paragraph) else ():
            if run.link is not None:
                found.setdefault(run.link, place)
    return found


def _free_name(wanted: str, taken: set[str]) -> str:
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}_{count}"
    taken.add(name)
    return name


def _leading(paragraph: Paragraph | Heading, name: str | None, back: str | None) -> Paragraph | Heading:
    if isinstance(paragraph, Heading) or (back is None and name == paragraph.bookmark):
        return paragraph
    return attrs.evolve(paragraph, bookmark=name, runs=tuple(_link(run, back) for run in paragraph.runs))


def _link(run: Run, bookmark: str | None) -> Run:
    return run if bookmark is None or run.link is not None else attrs.evolve(run, link=bookmark)
