"""What must hold in a document before it is turned into a file of any kind."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator

from kdcl.blocks.addresses import is_address
from kdcl.blocks.paragraphs import Control, Heading, Paragraph
from kdcl.blocks.tables import Table
from kdcl.blocks.tree import Block, Document, Picture, SignatureBlock, TableOfContents
from kdcl.blocks.walk import Branch, iter_blocks, iter_paragraphs
from kdcl.errors import DocumentError
from kdcl.findings import Finding, refuse
from kdcl.messages import message
from kdcl.places import ROOT, Step
from kdcl.text.characters import find_refused

# Word has no more levels of headings.
DEEPEST_HEADING = 9
LONGEST_SIDE = 297
"""Millimetres that a picture is wide and high at most: those of a sheet."""


_sound: weakref.WeakValueDictionary[int, Document] = weakref.WeakValueDictionary()
"""Documents that were found sound and still live, by identity: to hash one would be a walk as long as the checks."""


def require_sound(document: Document) -> None:
    """Refuse a document that no renderer could turn into a sound file.

    A document never changes, so it is checked once, however many renderers ask.

    Raises:
        DocumentError: a text holds a control character, two bookmarks are alike, a link leads nowhere, a table's
            cells do not fill its columns, a heading is too deep, or a picture has no words or no fitting size.
    """
    if _sound.get(id(document)) is document:
        return
    if problems := tuple(_iter_problems(document)):
        raise DocumentError(document.title, problems)
    _sound[id(document)] = document


_Text = tuple[str, Branch | None, tuple[Step, ...]]
"""A text, what it hangs on, and the last steps of its place: the place is made where something is wrong, not before."""


def _iter_problems(document: Document) -> Iterator[Finding]:
    blocks, paragraphs = tuple(iter_blocks(document)), tuple(iter_paragraphs(document))
    texts = tuple(_iter_texts(document, blocks, paragraphs))
    has_refused = find_refused("".join(text for text, _, _ in texts)) is not None
    for text, above, steps in texts if has_refused else ():  # one search for all where nothing is wrong
        if refused := find_refused(text):
            yield refuse((ROOT if above is None else above.place).at(*steps), refused)
    yield from _iter_bookmark_problems(paragraphs)
    for block, branch in blocks:
        match block:
            case Table():
                if problem := block.grid().problem:  # laid out here, the grid is kept for the renderer
                    yield refuse(branch.place.at(*problem.place.steps), problem.message)
            case Heading() if not 1 <= block.level <= DEEPEST_HEADING:
                deep = message(
                    "heading level {level} is not from 1 to {deepest}", level=block.level, deepest=DEEPEST_HEADING
                )
                yield refuse(branch.place, deep)
            case Picture():
                yield from _iter_picture_problems(block, branch)
            case _:
                pass


def _iter_texts(
    document: Document, blocks: Iterable[tuple[Block, Branch]], paragraphs: Iterable[tuple[Paragraph | Heading, Branch]]
) -> Iterator[_Text]:
    for name in ("title", "author", "subject"):
        yield getattr(document, name), None, (name,)
    for paragraph, branch in paragraphs:
        if isinstance(paragraph, Heading):
            yield paragraph.text, branch, ("text",)
        else:
            for number, run in enumerate(paragraph.runs):
                yield run.text, branch, ("runs", number)
            yield from _control_texts(paragraph.control, branch)
        for number, text in enumerate(paragraph.comments):
            yield text, branch, ("comments", number)
    for block, branch in blocks:
        match block:
            case SignatureBlock():
                yield block.left_name, branch, ("left_name",)
                yield block.right_name, branch, ("right_name",)
            case TableOfContents():
                yield block.content_label, branch, ("content_label",)
                yield block.page_label, branch, ("page_label",)
            case Picture():
                yield block.alternative, branch, ("alternative",)
                yield from ((text, branch, ("plot", *steps)) for text, steps in block.plot.texts)
            case _:
                pass


def _control_texts(control: Control | None, branch: Branch) -> Iterator[_Text]:
    if control is None:
        return
    for name in ("tag", "title", "prompt"):
        yield getattr(control, name), branch, ("control", name)
    for number, choice in enumerate(control.choices):
        yield choice, branch, ("control", "choices", number)


def _iter_bookmark_problems(paragraphs: Iterable[tuple[Paragraph | Heading, Branch]]) -> Iterator[Finding]:
    known: set[str] = set()
    links: list[tuple[str, Branch, int]] = []
    for paragraph, branch in paragraphs:
        name = paragraph.bookmark
        if name is not None:
            if name in known:
                twice = message("bookmark {name} is there twice; name each once", name=repr(name))
                yield refuse(branch.place, twice)
            known.add(name)
        for number, run in enumerate(paragraph.runs if isinstance(paragraph, Paragraph) else ()):
            if run.link is not None:
                links.append((run.link, branch, number))
            if run.address is not None and not is_address(run.address):
                unsafe = message(
                    "{address} is no address to open; take kdcl.blocks.addresses.find_address",
                    address=repr(run.address),
                )
                yield refuse(branch.place.at("runs", number), unsafe)
    for link, branch, number in links:
        if link not in known:
            nowhere = message("link {name} leads to no bookmark; set the bookmark or no link", name=repr(link))
            yield refuse(branch.place.at("runs", number), nowhere)


def _iter_picture_problems(picture: Picture, branch: Branch) -> Iterator[Finding]:
    if not picture.alternative.strip():
        wordless = message("a picture needs words for those who cannot see it; say what it shows")
        yield refuse(branch.place, wordless)
    if not all(0 < side <= LONGEST_SIDE for side in (picture.width, picture.height)):
        large = message("a picture is at most {longest} mm wide and high, and more than 0", longest=LONGEST_SIDE)
        yield refuse(branch.place, large)
