"""Writes Word files part by part, as many programs write them: nothing here is made by the library's own renderer."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import attrs

from kdcl.testing.hands.hand import SpellingStyle, VerdictMark

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_AT_ONCE: Final = 7
"""So many characters stand in one run where a text is split."""


class Markup(str):
    """Text that is markup of a run already."""

    __slots__ = ()


@attrs.define(kw_only=True)
class WordWriter:
    """A Word file that is being written.

    Attributes:
        spelling: how the characters of its texts come into it.
    """

    spelling: SpellingStyle = SpellingStyle.PLAIN
    _body: list[str] = attrs.field(factory=list, init=False)
    _lists: list[tuple[str, int]] = attrs.field(factory=list, init=False)
    _notes: dict[str, list[str]] = attrs.field(
        factory=lambda: {name: [] for name in ("footnotes", "endnotes", "comments", "header1", "footer1")}, init=False
    )
    _links: list[str] = attrs.field(factory=list, init=False)

    def add(self, *blocks: str) -> None:
        """Put paragraphs and tables at the end of the body."""
        self._body += blocks

    def paragraph(
        self, *pieces: str, bold: bool = False, style: str = "", number: int = 0, properties: str = ""
    ) -> str:
        """Return a paragraph of texts and markup.

        Args:
            pieces: its texts; `Markup` is taken as it is.
            bold: whether its texts are bold.
            style: the id of its style.
            number: the list that numbers it, as `new_list` returned it.
            properties: properties of its runs.
        """
        inside = f'<w:pStyle w:val="{style}"/>' if style else ""
        if number:
            inside += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        shape = properties + ("<w:b/>" if bold else "")
        runs = "".join(piece if isinstance(piece, Markup) else self.runs(piece, shape) for piece in pieces)
        return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{runs}</w:p>"

    def runs(self, text: str, properties: str = "") -> Markup:
        """Return the runs of a text, spelled as in the whole file."""
        spelled = spell(text, self.spelling)
        step = _AT_ONCE if self.spelling is SpellingStyle.SPLIT else max(1, len(spelled))
        shape = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        parts = (spelled[start : start + step] for start in range(0, len(spelled), step))
        return Markup("".join(f'<w:r>{shape}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in parts))

    def new_list(self, text: str, start: int = 1) -> int:
        """Return the number of a new list that numbers its paragraphs with a text such as ``%1.``."""
        self._lists.append((text, start))
        return len(self._lists)

    @staticmethod
    def table(rows: Iterable[Sequence[str]]) -> str:
        """Return a table of cells, each the markup of what stands in it."""
        lines = ("".join(f"<w:tc>{cell or '<w:p/>'}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl><w:p/>"

    def text_box(self, text: str) -> Markup:
        """Return a text box, stored twice as Word does: for itself and for older programs."""
        inside = f"<w:txbxContent>{self.paragraph(text)}</w:txbxContent>"
        new = (
            "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
            f"{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        return Markup(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    def note(self, part: str, text: str) -> Markup:
        """Return a reference to a new footnote, endnote or comment with this text; of page heads and feet nothing."""
        self._notes[part].append(self.paragraph(text))
        number = len(self._notes[part])
        name = {"footnotes": "footnoteReference", "endnotes": "endnoteReference", "comments": "commentReference"}
        return Markup(f'<w:r><w:{name[part]} w:id="{number}"/></w:r>' if part in name else "")

    def link(self, text: str, target: str) -> Markup:
        """Return a link to a place outside the file."""
        self._links.append(target)
        return Markup(f'<w:hyperlink r:id="link{len(self._links)}">{self.runs(text)}</w:hyperlink>')

    def inserted(self, text: str) -> Markup:
        """Return a tracked insertion."""
        return Markup(f'<w:ins w:id="1" w:author="A" w:date="2016-01-01T00:00:00Z">{self.runs(text)}</w:ins>')

    def build(self) -> bytes:
        """Return the file."""
        settings = "".join(
            f'<w:{name}Reference w:type="default" r:id="{name}1"/>'
            for name in ("header", "footer")
            if self._notes[f"{name}1"]
        )
        body = f"{''.join(self._body)}<w:sectPr>{settings}</w:sectPr>"
        parts = {
            "document": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
            "styles": _STYLES,
            "numbering": self._numbering(),
        }
        parts |= {name: self._note_part(name, notes) for name, notes in self._notes.items() if notes}
        return build_package(
            {f"word/{name}.xml": text for name, text in parts.items()}
            | {"word/_rels/document.xml.rels": self._relationships(parts)},
            {f"word/{name}.xml": f"{_KINDS}.{_TYPES.get(name, name)}+xml" for name in parts},
            "word/document.xml",
        )

    def _note_part(self, name: str, notes: list[str]) -> str:
        one = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}.get(name)
        if one is None:
            tag = {"header1": "hdr", "footer1": "ftr"}[name]
            return f"<w:{tag} {_NAMESPACES}>{''.join(notes)}</w:{tag}>"
        author = ' w:author="A"' if one == "comment" else ""
        inside = "".join(
            f'<w:{one} w:id="{number}"{author}>{text}</w:{one}>' for number, text in enumerate(notes, start=1)
        )
        return f"<w:{name} {_NAMESPACES}>{inside}</w:{name}>"

    def _numbering(self) -> str:
        kinds, numbers = [], []
        for number, (text, start) in enumerate(self._lists, start=1):
            level = f'<w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val={quoteattr(text)}/>'
            kinds.append(f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>')
            numbers.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        return f"<w:numbering {_NAMESPACES}>{''.join(kinds)}{''.join(numbers)}</w:numbering>"

    def _relationships(self, parts: Mapping[str, str]) -> str:
        inside = [
            f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>'
            for name in parts
            if name != "document"
        ]
        inside += [
            f'<Relationship Id="link{number}" Type="{_OFFICE}/hyperlink" Target={quoteattr(target)} '
            'TargetMode="External"/>'
            for number, target in enumerate(self._links, start=1)
        ]
        return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(inside)}</Relationships>'


_TYPES: Final = {"document": "document.main", "header1": "header", "footer1": "footer"}
_STYLES: Final = (
    f'<w:styles {_NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{number}"><w:name w:val="heading {number}"/>'
        '<w:basedOn w:val="Normal"/></w:style>'
        for number in (1, 2, 3)
    )
    + "</w:styles>"
)


_TYPED: Final = {VerdictMark.BRACKETS: ("[x]", "[ ]"), VerdictMark.BOX: ("\u2612", "\u2610")}
"""Marks that leave something where they are not set."""


def mark_pieces(mark: VerdictMark, *, is_set: bool) -> str:
    """Return what stands where a mark belongs: the mark, or the room that is left for it."""
    match mark:
        case VerdictMark.SYMBOL:
            return Markup(f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if is_set else "F0A8"}"/></w:r>')
        case VerdictMark.PRIVATE:
            return Markup(f"<w:r><w:t>{chr(0xF0FE if is_set else 0xF0A8)}</w:t></w:r>")
        case VerdictMark.CONTROL:
            shown = "\u2612" if is_set else "\u2610"
            return Markup(
                f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(is_set)}"/></w14:checkbox></w:sdtPr>'
                f"<w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
            )
        case VerdictMark.LEGACY:
            box = f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked w:val="{int(is_set)}"/></w:checkBox>'
            return Markup(
                f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:enabled/>{box}</w:ffData></w:fldChar></w:r>'
                '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        case _:
            shown, room = _TYPED.get(mark, (mark.value, ""))
            return shown if is_set else room


def spell(text: str, spelling: SpellingStyle) -> str:
    """Return a text as its characters come into the file."""
    match spelling:
        case SpellingStyle.DECOMPOSED:
            return unicodedata.normalize("NFD", text)
        case SpellingStyle.ETH:
            return text.replace("\u0110", "\u00d0")
        case SpellingStyle.NO_BREAK:
            return text.replace(" ", "\u00a0")
        case SpellingStyle.WIDE:
            return f"{text.replace(' ', '  ')}  "
        case SpellingStyle.SOFT:
            return text.replace("nh", "n\u00ad\u200bh")
        case _:
            return text


def build_package(parts: Mapping[str, str], kinds: Mapping[str, str], main: str) -> bytes:
    """Return an Office package, always the same for the same parts.

    Args:
        parts: the parts by name.
        kinds: the content types of parts.
        main: the part that the document begins with.
    """
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    written = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="main" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), f"{head}{text}")
    return stream.getvalue()
