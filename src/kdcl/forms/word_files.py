"""A form in a Word file: what it knows of itself as a part of the package, and what came back in its places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs
from lxml import etree

from kdcl.blocks import Document, Paragraph
from kdcl.blocks.walk import list_paragraphs
from kdcl.codes import CriterionCode
from kdcl.findings import Finding, Severity
from kdcl.forms.sheet_paper import PROMPT
from kdcl.forms.state import UNREADABLE_FORM, ControlState, FormState
from kdcl.forms.word_state import find_state, with_state
from kdcl.locale import LANGUAGES, get_locale
from kdcl.messages import Message, message
from kdcl.office.package import Package
from kdcl.office.settling import build_package
from kdcl.places import Place, in_file
from kdcl.readers.files import markup
from kdcl.readers.files.body import read_body
from kdcl.readers.files.content import Line, iter_lines
from kdcl.readers.files.inline import InlineReader
from kdcl.readers.files.markup import W, find_value
from kdcl.readers.files.parts import find_main_part, find_parts
from kdcl.readers.files.styles import Looks
from kdcl.renderers.docx import DocxRenderer
from kdcl.text.characters import clean

_MARK: Final = re.compile("\u2e28kdcl ([0-9]+)\u2e29")
"""What stands for a place of the form while the text around it is read: brackets that no keyboard has."""
_TRACKED: Final = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
"""What Word puts around a change that nobody has agreed to yet, and in the mark of a paragraph that came or went."""
# Inside a deletion Word calls a text so.
_TAKEN_AWAY: Final = (f"{W}delText",)
TRACKED: Final = "tracked-change"
"""The kind of the finding that a change was not agreed to yet, and is taken as if it had been."""


@attrs.frozen(kw_only=True)
class WordForm:
    """A form as a Word file.

    Attributes:
        name: the file's name, which every system accepts.
        criteria: the criteria it asks for, in the order of the law.
        data: the Word file.
    """

    name: str
    criteria: tuple[CriterionCode, ...]
    data: bytes


@attrs.frozen(kw_only=True)
class FormFile:
    """What a Word file holds that may be a form.

    Attributes:
        state: what it knows of itself; None where it knows nothing, or that is damaged.
        texts: what stands in its places, by their tags.
        outside: what people wrote beside the places, with where it stands.
        lost: the tags of places that are gone, and with them what they held.
        findings: what there is to say of reading it.
    """

    state: FormState | None
    texts: Mapping[str, str] = attrs.field(factory=dict)
    outside: tuple[tuple[Place, str], ...] = ()
    lost: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@attrs.frozen(kw_only=True)
class _Taken:
    """A Word file taken apart: what stands in its places, and the lines around them.

    Attributes:
        texts: what stands in each place, by its tag.
        tracked: what tracked changes take away from each place that has any.
        is_tracked_elsewhere: whether there are tracked changes beside the places too.
        places: the cell each place stands in.
        lines: all lines but those in places.
        apart: what is not seen where the form is read, such as comments and headers.
        notes: what of the file is not read.
    """

    texts: Mapping[str, str]
    tracked: Mapping[str, str]
    is_tracked_elsewhere: bool
    places: Mapping[str, str]
    lines: tuple[Line, ...]
    apart: tuple[Line, ...]
    notes: tuple[Message, ...]


def write_form(document: Document, state: FormState) -> bytes:
    """Return a document with its controls as a Word file that knows what it asks for: the same bytes for the same form.

    Raises:
        DocumentError: the document cannot be rendered.
    """
    data = DocxRenderer().render(document)
    controls = [paragraph.control for paragraph in list_paragraphs(document) if isinstance(paragraph, Paragraph)]
    tags = [control.tag for control in controls if control is not None]
    taken = _take_apart(data, "", tags)
    known = tuple(ControlState(tag=tag, shown=taken.texts[tag], place=taken.places[tag]) for tag in tags)
    frame = tuple(line.text for line in (*taken.lines, *taken.apart))
    return with_state(data, attrs.evolve(state, controls=known, frame=frame))


def read_form(data: bytes, source: str) -> FormFile:
    """Return what a Word file holds that may be a form; another program may have saved it since.

    Places are found by the names of their controls; where a program dropped these, by the cell that they stood in.

    Raises:
        UnreadableFileError: it is no Word file of today, is damaged or unsafe.
        LimitError: it asks for too much work.
    """
    state = find_state(Package(data, source))
    if not isinstance(state, FormState):
        return FormFile(state=None, findings=() if state is None else (state,))
    tags = [control.tag for control in state.controls]
    taken = _take_apart(data, source, tags)
    texts, lines = dict(taken.texts), list(taken.lines)
    for place in dict.fromkeys(control.place for control in state.controls if control.tag not in texts):
        _find_by_cell([control for control in state.controls if control.place == place], state, texts, lines)
    left = _without_frame((*lines, *taken.apart), state.frame)
    notes = (Finding(kind=UNREADABLE_FORM, message=note, severity=Severity.NOTE) for note in taken.notes)
    return FormFile(
        state=state,
        texts=texts,
        outside=tuple((line.place, line.text) for line in left),
        lost=tuple(tag for tag in tags if tag not in texts),
        findings=(*notes, *_iter_tracked(taken)),
    )


def _iter_tracked(taken: _Taken) -> Iterator[Finding]:
    """Iterate over the places with tracked changes: they were not agreed to yet, and count as if they had been."""
    note = Finding(kind=TRACKED, message=message("tracked changes count as accepted"), severity=Severity.NOTE)
    for tag, gone in taken.tracked.items():
        found = attrs.evolve(note, place=Place.parse(tag))
        if gone:
            what = message("tracked changes count as accepted; they take away")
            found = attrs.evolve(found, message=what, texts=(gone,))
        yield found
    if taken.is_tracked_elsewhere:
        what = message("there are tracked changes beside the places to write; they count as accepted")
        yield attrs.evolve(note, message=what)


def _take_apart(data: bytes, source: str, tags: Sequence[str]) -> _Taken:
    package = Package(data, source)
    name = find_main_part(package)
    parts = find_parts(package)
    looks = Looks(parts.styles, parts.document)
    inline = InlineReader(looks, {}, lambda depth: depth)
    numbers = {tag: number for number, tag in enumerate(tags)}
    texts: dict[str, str] = {}
    tracked: dict[str, str] = {}
    for control in list(parts.document.iter(markup.CONTENT_CONTROL)):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if properties is None or content is None:
            continue
        tag = find_value(properties, "tag")
        is_gone = any(above.tag in markup.NOT_TEXT for above in control.iterancestors())
        if tag not in numbers or tag in texts or is_gone:
            continue  # a second one of the same name is somebody's copy: what stands in it is text beside the places
        texts[tag] = "" if _shows_prompt_of_word(properties, content) else _tidy(_text_of(content, inline))
        if next(control.iter(*_TRACKED), None) is not None:
            tracked[tag] = _tidy("".join(text.text or "" for text in control.iter(*_TAKEN_AWAY)))
        _put_mark(content, f"\u2e28kdcl {numbers[tag]}\u2e29")
    # Every part goes through the package, which knows its limits: nothing of a hostile file is unpacked past them.
    kept = {each: package.read(each) for each in package.names if each.endswith((".xml", ".rels"))}
    marked = build_package({**kept, name: etree.tostring(parts.document)}.items())
    body = read_body(Package(marked, source))
    places: dict[str, str] = {}
    lines = []
    for line in iter_lines(body.items):
        for found in _MARK.finditer(line.text):
            places[tags[int(found[1])]] = _cell_of(line)
        line.text = _MARK.sub("", line.text).strip()
        if line.text:
            lines.append(line)
    # Forms have page numbers in their footers, and nothing else there.
    apart = tuple(line for kept in body.apart.values() for line in kept if not line.text.isdecimal())
    notes = body.notes
    if inline.pictures:  # those in places, which the body does not hold any more
        notes = (*notes, message("pictures are not read: {count}; type in what they show", count=inline.pictures))
    return _Taken(
        texts=texts,
        tracked=tracked,
        is_tracked_elsewhere=next(parts.document.iter(*_TRACKED), None) is not None,
        places=places,
        lines=tuple(lines),
        apart=apart,
        notes=notes,
    )


def _shows_prompt_of_word(properties: etree._Element, content: etree._Element) -> bool:
    """Whether a control shows the prompt that Word puts where somebody took a text away again.

    Word gives it a style; our own prompt has none. A program that only writes a text over ours leaves the mark of a
    prompt where it is, so the mark alone says nothing.
    """
    is_marked = properties.find(f"{W}showingPlcHdr") is not None
    return is_marked and next(content.iter(f"{W}{markup.STYLE_OF_RUN}"), None) is not None


def _text_of(content: etree._Element, inline: InlineReader) -> str:
    """Return what stands in a control, whether it stands inside a paragraph or around several."""
    paragraphs = list(content.iter(markup.PARAGRAPH)) or [content]
    return "\n".join("".join(text for text, _ in inline.read(each, "", 0).texts) for each in paragraphs)


def _tidy(text: str) -> str:
    """Return a text as people mean it: without blanks at the ends of its lines, and nothing where it is a prompt."""
    text = "\n".join(part.strip() for part in clean(text)[0].split("\n")).strip()
    return "" if text in {get_locale(language).text(PROMPT) for language in LANGUAGES} else text


def _put_mark(content: etree._Element, mark: str) -> None:
    """Put a mark where the text of a control stood."""
    paragraphs = list(content.iter(markup.PARAGRAPH)) or [content]
    for paragraph in paragraphs:
        for child in list(paragraph):
            if child.tag != markup.PARAGRAPH_PROPERTIES:
                paragraph.remove(child)
    text = etree.SubElement(etree.SubElement(paragraphs[0], markup.RUN), markup.TEXT)
    text.text = mark


def _cell_of(line: Line) -> str:
    if line.cell is None:
        return ""
    table, row, column = line.cell
    return str(in_file(table=table, row=row, column=column))


def _find_by_cell(controls: Sequence[ControlState], state: FormState, texts: dict[str, str], lines: list[Line]) -> None:
    """Find what stands in the places of a cell whose controls are gone, where that can be told for sure."""
    gone = [control for control in controls if control.tag not in texts]
    # What people type may be what the form prints elsewhere, as the school's verdict beside that of the team: what
    # stands there more often than the form prints it is theirs.
    theirs = Counter(line.text for line in lines)
    theirs.subtract(state.frame)
    paragraphs: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if _cell_of(line) == controls[0].place and theirs[line.text] > 0:
            theirs[line.text] -= 1
            paragraphs[line.number].append(line)
    if len(gone) == 1 and paragraphs:
        found = [[line for each in paragraphs.values() for line in each]]
    else:
        found = list(paragraphs.values())
    told = [_tidy("\n".join(line.text for line in kept)) for kept in found]
    if told == [_closed_up(control.shown) for control in gone if control.shown]:  # nobody touched the cell
        found = [found.pop(0) if control.shown else [] for control in gone]
    if len(found) == len(gone):
        for control, kept in zip(gone, found, strict=True):
            text = _tidy("\n".join(line.text for line in kept))
            # Of a cell no empty lines are told: a text that had some is not one that was changed.
            texts[control.tag] = control.shown if text == _closed_up(control.shown) else text
            for line in kept:
                lines.remove(line)


def _closed_up(text: str) -> str:
    """Return a text without its empty lines."""
    return "\n".join(filter(None, text.split("\n")))


def _without_frame(lines: Iterable[Line], frame: Iterable[str]) -> Iterator[Line]:
    """Iterate over the lines that the form itself does not print; each line of it counts as often as it prints it."""
    printed = Counter(frame)
    for line in lines:
        if printed[line.text]:
            printed[line.text] -= 1
        else:
            yield line
