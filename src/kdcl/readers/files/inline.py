"""What stands in a paragraph: its runs, links, fields, boxes to tick, and the notes it refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import attrs
from lxml import etree

from kdcl.readers.files import markup
from kdcl.readers.files.markup import W, find_value
from kdcl.readers.files.styles import PLAIN, Look, Looks
from kdcl.readers.files.symbols import read_symbol, read_text

TICKED, UNTICKED = "\u2612", "\u2610"
_CONTENTS_FIELD = re.compile(r"\s*TOC\b").match
# links that were typed in an old Word, or converted from one, are fields and no `w:hyperlink`
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"').match
# A switch without a value is on; Word and other programs write off in each of these ways.
_OFF = frozenset({"0", "false", "off"})


@attrs.define
class Pieces:
    """The text of a paragraph in pieces of one look, and what hangs on it.

    Attributes:
        texts: the pieces, each with its look.
        boxes: text boxes.
        notes: footnotes and endnotes, by their elements' kind and number.
        links: the addresses that links lead to.
        taken: what tracked changes take away.
        has_prompt: whether a content control in it shows its prompt: nobody has filled it.
    """

    texts: list[tuple[str, Look]] = attrs.field(factory=list)
    boxes: list[etree._Element] = attrs.field(factory=list)
    notes: list[tuple[str, str]] = attrs.field(factory=list)
    links: list[str] = attrs.field(factory=list)
    taken: list[str] = attrs.field(factory=list)
    has_prompt: bool = False

    def say(self, text: str, look: Look) -> None:
        """Add a piece."""
        if text:
            self.texts.append((text, look))


@attrs.define
class InlineReader:
    """Walks the elements of paragraphs in order, and follows the fields that cover several.

    Attributes:
        looks: how runs look.
        addresses: where links lead, by the ids of the part that is read.
        deeper: counts how deep elements stand in each other, and refuses too much.
        is_contents: whether the paragraph belongs to a table of contents that a field makes.
        pictures: how many pictures there are.
    """

    looks: Looks
    addresses: Mapping[str, str]
    deeper: Callable[[int], int]
    is_contents: bool = False
    pictures: int = 0
    # Fields stand in each other: the entries of a table of contents have fields for their page numbers.
    _fields: list[bool] = attrs.field(factory=list)

    @property
    def is_in_contents_field(self) -> bool:
        """Whether a field that makes a table of contents is open."""
        return any(self._fields)

    def read(self, paragraph: etree._Element, style: str, depth: int) -> Pieces:
        """Return what stands in a paragraph of a style."""
        pieces = Pieces()
        self._walk(paragraph, pieces, style, PLAIN, depth)
        return pieces

    def _walk(self, parent: etree._Element, pieces: Pieces, style: str, look: Look, depth: int) -> None:
        depth = self.deeper(depth)
        for child in parent:
            tag = child.tag
            if tag == markup.TEXT:
                if child.text:
                    pieces.texts.append((read_text(child.text, look.font), look))
            elif tag in markup.NOT_TEXT:
                if tag in markup.TAKEN_AWAY:
                    pieces.taken += read_taken(child)
            elif tag == markup.RUN:
                self._walk(child, pieces, style, self.looks.of(child, style), depth)
            elif (written := _written(child)) is not None:
                pieces.say(written, look)
            elif tag == markup.ALTERNATIVE:
                self._walk(chosen(child), pieces, style, look, depth)
            elif not self._take(child, pieces, look):
                self._enter(child, pieces)
                self._walk(child, pieces, style, look, depth)

    def _take(self, element: etree._Element, pieces: Pieces, look: Look) -> bool:
        """Take what hangs on the paragraph and is no text of it, and return whether the element is such a thing."""
        tag = element.tag
        if tag in markup.FIELD_PARTS:
            self._field(element, pieces, look)
        elif tag == markup.TEXT_BOX:
            pieces.boxes.append(element)
        elif tag in markup.NOTE_REFERENCES:
            pieces.notes.append((markup.NOTE_REFERENCES[tag], element.get(f"{W}id", "")))
        else:
            return False
        return True

    def _enter(self, element: etree._Element, pieces: Pieces) -> None:
        """Note what an element says beside the text in it."""
        self.pictures += element.tag in markup.PICTURES
        if element.tag == markup.CONTENT_CONTROL:
            pieces.has_prompt |= is_prompt(element)
        # A link to a place in the document itself has no relation, and so no address.
        elif element.tag == markup.LINK and (address := self.addresses.get(element.get(markup.RELATION_ID, ""))):
            pieces.links.append(address)
        elif element.tag == markup.SIMPLE_FIELD:
            instruction = element.get(f"{W}instr", "")
            self.is_contents |= _CONTENTS_FIELD(instruction) is not None
            pieces.links += _link(instruction)

    def _field(self, element: etree._Element, pieces: Pieces, look: Look) -> None:
        """Follow where fields begin and end: one that makes a table of contents covers many paragraphs."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
            pieces.say(_form_field(element), look)
        elif kind == "end" and self._fields:
            self._fields.pop()
        elif element.tag == markup.FIELD_CODE:
            instruction = element.text or ""
            if self._fields and _CONTENTS_FIELD(instruction):
                self._fields[-1] = True
            pieces.links += _link(instruction)


def read_taken(element: etree._Element) -> list[str]:
    """Return the text in an element that a tracked change took away."""
    # What is deleted stands in `w:delText`, what is moved away in `w:t`.
    text = "".join(part.text or "" for part in element.iter(markup.TEXT, markup.DELETED_TEXT))
    return [text] if text.strip() else []


def is_prompt(control: etree._Element) -> bool:
    """Whether a content control shows the prompt that it was made with."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def chosen(element: etree._Element) -> etree._Element:
    """Return the one of several renderings that Word itself would show, or the element where it has none."""
    # Word stores a text box twice, for new programs and for old ones; both would be the text twice.
    for tag in (markup.CHOICE, markup.FALLBACK):
        if (found := element.find(tag)) is not None:
            return found
    return element


def _written(element: etree._Element) -> str | None:
    """Return what an element that stands for text says, or None where it stands for none."""
    tag = element.tag
    if tag == markup.SYMBOL:
        return _symbol(element)
    if tag in markup.WRITTEN:
        return markup.WRITTEN[tag](element)
    return _box_of(element) if tag == markup.CONTENT_CONTROL else None


def _link(instruction: str) -> Iterator[str]:
    if found := _LINK_FIELD(instruction):
        yield found[1]


def _symbol(element: etree._Element) -> str:
    try:
        return read_symbol(int(element.get(f"{W}char", ""), 16), element.get(f"{W}font", ""))
    except (ValueError, OverflowError):
        return ""


def _is_on(element: etree._Element | None, name: str) -> bool:
    return element is not None and element.get(name, "true") not in _OFF


def _box_of(control: etree._Element) -> str | None:
    """Return the box that a content control shows, whatever sign it is drawn with, or None where it shows none."""
    box = control.find(f"{W}sdtPr/{markup.WORD_2010}checkbox")
    if box is None:
        return None
    checked = box.find(f"{markup.WORD_2010}checked")
    return TICKED if _is_on(checked, f"{markup.WORD_2010}val") else UNTICKED


def _form_field(element: etree._Element) -> str:
    """Return what a field of an old form shows without storing it: a box, or the entry of a list that is chosen."""
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        # A box that nobody touched has no state of its own, only the one that the form was made with.
        checked = box.find(f"{W}checked")
        return TICKED if _is_on(box.find(f"{W}default") if checked is None else checked, f"{W}val") else UNTICKED
    choices = element.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in choices.iterfind(f"{W}listEntry")]
    # the number of the entry is absent where it is the first, or the one that the form was made with
    place = find_value(choices, "result") or find_value(choices, "default") or "0"
    return entries[int(place)] if re.fullmatch("[0-9]{1,3}", place) and int(place) < len(entries) else ""
