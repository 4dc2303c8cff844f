"""Where the paragraphs, runs and texts of a WordprocessingML part stand in its bytes.

A part that is parsed and written again is another part: quotes, blanks, order of attributes, empty elements change. So
marks are put into the bytes as they are, and for that their places are needed, which no tree of elements knows.

Of the document itself, paragraphs have the numbers that `kdcl.readers.files.body` gives them, so that a place in a
finding leads here; of other parts they are counted.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from xml.parsers import expat

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.messages import message

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The value of an attribute may hold the sign that ends a tag.
_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([A-Za-z0-9._-]{1,40})["']""")
_UNIT = re.compile(
    r"<!\[CDATA\[(?P<plain>.*?)(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|&[^;]{1,12};|.", re.DOTALL
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""What other elements of a run than texts say."""


@attrs.define
class Child:
    """An element right in a run: what it says, and where it and what is in it stand."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    text: str
    is_text: bool


@attrs.define
class ScannedRun:
    """A run: where it stands, where its properties end, and its content."""

    start: int
    head_end: int
    end: int = 0
    children: list[Child] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(child.text for child in self.children)


@attrs.define
class ScannedParagraph:
    """A paragraph.

    Attributes:
        number: its number among those that are read, from 1; None of one that nobody sees.
        is_copy: whether it is in a second rendering of a drawing, for programs that do not know the first.
        start: where it begins.
        body_start: where its content begins, behind its properties.
        body_end: where its end tag begins.
        end: the byte behind it.
        runs: its runs, but for those of text boxes in it and for text that a tracked change took away.
    """

    number: int | None
    is_copy: bool
    start: int
    body_start: int
    body_end: int = 0
    end: int = 0
    runs: list[ScannedRun] = attrs.field(factory=list)

    @functools.cached_property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


@attrs.frozen
class ReportScan:
    """A part and its paragraphs, in the order of the file.

    Attributes:
        data: the bytes of the part.
        encoding: their encoding.
        prefix: what stands before the names of Word's own elements, with its colon.
        paragraphs: every paragraph but those that a tracked change took away.
    """

    data: bytes
    encoding: str
    prefix: str
    paragraphs: tuple[ScannedParagraph, ...]

    def iter_units(self, child: Child) -> Iterator[tuple[int, int]]:
        """Yield for each character of a text where it stands; a character may be written by its number or name."""
        place = child.inner_start
        for unit in _UNIT.finditer(self.data[child.inner_start : child.inner_end].decode(self.encoding)):
            if unit["plain"] is not None:
                place += len("<![CDATA[")
                for letter in unit["plain"]:
                    end = place + len(letter.encode(self.encoding))
                    yield place, end
                    place = end
                place += len("]]>")
                continue
            end = place + len(unit[0].encode(self.encoding))
            if not unit[0].startswith(("<!--", "<?")):
                yield place, end
            place = end


def scan_part(data: bytes, source: str, numbers: Sequence[int | None] = ()) -> ReportScan:
    """Return where the paragraphs of a part stand.

    Args:
        data: the part; `kdcl.office.package` has looked at it before.
        source: the file's name in errors.
        numbers: the number of each paragraph, in the order of the bytes; without them, those that are seen are counted.

    Raises:
        UnreadableFileError: the part is in UTF-16, or no part of Word's.
    """
    scanner = _Scanner(data, numbers)
    # without its handling of namespaces, so that names have the prefixes that stand in the bytes
    parser = expat.ParserCreate()
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.say
    scanner.parser = parser
    # the ends of tags are looked for among the bytes, which in UTF-16 are not those of ASCII
    if data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        parser.Parse(data, True)  # noqa: FBT003 - the parser takes its arguments by position
    if scanner.prefix is None:
        reason = message("its parts are written in a way that no Word program of today does")
        raise UnreadableFileError(source, reason, message("open it in Word, save it as .docx and try that copy"))
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = "utf-8" if declared is None else declared[1].decode("ascii")
    return ReportScan(data, encoding, scanner.prefix, tuple(scanner.paragraphs))


@attrs.define
class _Frame:
    """An element that is open."""

    name: str
    start: int
    inner_start: int
    is_empty: bool
    has_choice: bool = False
    hides: bool = False
    copies: bool = False
    child: Child | None = None
    run: ScannedRun | None = None
    paragraph: ScannedParagraph | None = None


class _Scanner:
    """Follows the events of a parser with their places."""

    parser: expat.XMLParserType

    def __init__(self, data: bytes, numbers: Sequence[int | None]) -> None:
        self._numbers = iter(numbers) if numbers else None
        self.prefix: str | None = None
        self.paragraphs: list[ScannedParagraph] = []
        self._data = data
        self._frames: list[_Frame] = []
        self._hidden = self._copies = self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._frames:
            self._find_prefix(attributes)
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        inner = start if tag is None else tag.end()
        parent = self._frames[-1] if self._frames else None
        frame = _Frame(self._local(name), start, inner, is_empty=self._data[inner - 2 : inner] == b"/>")
        self._frames.append(frame)
        if parent is not None:
            self._open(frame, parent)
        self._hidden += frame.hides
        self._copies += frame.copies

    def _find_prefix(self, attributes: dict[str, str]) -> None:
        names = [name for name, value in attributes.items() if value == _NAMESPACE and name.startswith("xmlns")]
        if names:
            self.prefix = f"{names[0].removeprefix('xmlns').removeprefix(':')}:".removeprefix(":")

    def _local(self, name: str) -> str:
        """Return the name of one of Word's own elements without its prefix; of others with a colon before it."""
        prefix, _, local = name.rpartition(":")
        return local if f"{prefix}:".removeprefix(":") == self.prefix else f":{local}"

    def _open(self, frame: _Frame, parent: _Frame) -> None:
        match frame.name:
            case "p":
                frame.paragraph = ScannedParagraph(self._number(), self._copies > 0, frame.start, frame.inner_start)
                if not self._hidden:
                    self.paragraphs.append(frame.paragraph)
            case "r" if not self._hidden:
                frame.run = ScannedRun(frame.start, frame.inner_start)
            # newer programs read the first rendering, older ones the second; each has the same text
            case ":Choice" | ":Fallback":
                frame.copies = parent.has_choice
                parent.has_choice = True
            # a row that was taken away says so among its own properties, not around it
            case "del" | "moveFrom" if parent.name == "trPr":
                self._hide_row()
            case "del" | "moveFrom":
                frame.hides = True
        if parent.run is not None and frame.name != "rPr":
            text = _SIGNS.get(frame.name, "")
            is_text = frame.name == "t"
            frame.child = Child(frame.start, frame.inner_start, frame.inner_start, frame.inner_start, text, is_text)

    def _number(self) -> int | None:
        if self._numbers is not None:
            return next(self._numbers, None)
        if self._hidden or self._copies:
            return None
        self._count += 1
        return self._count

    def _hide_row(self) -> None:
        row = next((frame for frame in reversed(self._frames) if frame.name == "tr"), None)
        if row is not None and not row.hides:
            row.hides = True
            self._hidden += 1

    def say(self, text: str) -> None:
        child = self._frames[-1].child
        if child is not None and child.is_text:
            child.text += text

    def end(self, _: str) -> None:
        frame = self._frames.pop()
        parent = self._frames[-1] if self._frames else None
        # an empty element such as `<w:p/>` has no end tag that expat could point at
        inner_end = frame.inner_start if frame.is_empty else self.parser.CurrentByteIndex
        end = frame.inner_start if frame.is_empty else self._data.index(b">", inner_end) + 1
        self._hidden -= frame.hides
        self._copies -= frame.copies
        if frame.paragraph is not None:
            frame.paragraph.body_end, frame.paragraph.end = inner_end, end
        if frame.run is not None:
            frame.run.end = end
            # a text box has paragraphs inside a run of another one: the innermost counts
            paragraph = next((above.paragraph for above in reversed(self._frames) if above.paragraph), None)
            if paragraph is not None:
                paragraph.runs.append(frame.run)
        if parent is None:
            return
        if frame.name == "pPr" and parent.paragraph is not None:
            parent.paragraph.body_start = end
        if frame.name == "rPr" and parent.run is not None:
            parent.run.head_end = end
        if frame.child is not None and parent.run is not None:
            frame.child.inner_end, frame.child.end = inner_end, end
            parent.run.children.append(frame.child)
