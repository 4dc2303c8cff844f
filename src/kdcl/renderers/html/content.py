"""The content of a web page: blocks as elements, links and the navigation."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping

import attrs

from kdcl.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.blocks.drawing import draw
from kdcl.blocks.plots import WIDTH
from kdcl.blocks.walk import iter_bookmarks
from kdcl.messages import Translator
from kdcl.renderers import words
from kdcl.renderers.bookmarks import Bookmark, build_bookmarks
from kdcl.renderers.html.pages import list_setups, page_name
from kdcl.renderers.languages import find_other_language
from kdcl.renderers.remarks import Remarks
from kdcl.renderers.unbroken import split_unbroken
from kdcl.text.characters import LINE_BREAK

_DEEPEST_ELEMENT = 6
_DEPTH_OF_NAVIGATION = 3
_NoTable = Paragraph | Heading | Picture | PageBreak | TableOfContents | TwoColumnHead | SignatureBlock


def text_markup(text: str) -> str:
    """Return a text with what HTML would read as markup escaped, and its line ends as breaks."""
    # `translate` takes four times as long where letters have marks
    plain = html.escape(text, quote=False).replace('"', "&quot;").replace("'", "&#39;")
    return LINE_BREAK.sub("<br>", plain) if "\n" in plain or "\r" in plain else plain


def shown_markup(text: str) -> str:
    """Return the same of a text to be read, with codes and numbers of documents kept on a line."""
    pieces = map(text_markup, split_unbroken(text))
    return "".join(f'<span class="whole">{piece}</span>' if place % 2 else piece for place, piece in enumerate(pieces))


@attrs.frozen(kw_only=True)
class PageWriter:
    """Writes the content of one document.

    Attributes:
        headings: the document's headings.
        language: its language.
        bookmarks: the id for each of the document's bookmarks.
        translator: the language of the words that the page adds.
        remarks: the comments met so far.
    """

    headings: tuple[Heading, ...]
    language: str
    bookmarks: Mapping[str, Bookmark]
    translator: Translator
    remarks: Remarks = attrs.field(factory=Remarks)

    @classmethod
    def of(cls, document: Document, translator: Translator) -> PageWriter:
        """Return the writer for a document."""
        names = (name for name, _ in iter_bookmarks(document))
        return cls(
            headings=document.headings(),
            language=document.language,
            bookmarks=build_bookmarks(names),
            translator=translator,
        )

    def main(self, document: Document) -> str:
        """Return the main landmark: every section, then the remarks."""
        setups = {setup: number for number, setup in enumerate(list_setups(document))}
        sections = "".join(self._section(section, setups[section.setup]) for section in document.sections)
        return f'<main id="main-text">\n{sections}{self._remarks()}</main>'

    def navigation(self) -> str:
        """Return the navigation landmark, or nothing where no heading is listed."""
        entries = self._entries(_DEPTH_OF_NAVIGATION)
        label = text_markup(words.PARTS.render(self.translator))
        return f'<nav aria-labelledby="nav-head"><h2 id="nav-head">{label}</h2>{entries}</nav>\n' if entries else ""

    def _section(self, section: Section, setup: int) -> str:
        frame = " framed" if section.setup.is_framed else ""
        frame += " lying" if section.setup.orientation is Orientation.LANDSCAPE else ""
        blocks = "\n".join(filter(None, self._blocks(section.blocks)))
        return f'<section class="paper {page_name(setup)}{frame}">\n{blocks}\n</section>\n'

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield the blocks; a caption goes into the table below it, and any other table is named by its heading."""
        caption: Paragraph | None = None
        heading: str | None = None
        for number, block in enumerate(blocks):
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if isinstance(block, Paragraph) and block.style is ParagraphStyle.CAPTION and isinstance(following, Table):
                caption = block
                continue
            if isinstance(block, Heading):
                heading = self.bookmarks[block.bookmark].name
            if isinstance(block, Table):
                yield self._table(block, caption=caption, heading=heading)
                caption = None
            else:
                yield self._block(block)

    def _block(self, block: _NoTable) -> str:  # noqa: PLR0911 - one for each kind of block
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case Picture():
                return _picture(block)
            case TableOfContents():
                return self._contents(block)
            case TwoColumnHead():
                rows = ((self.paragraphs(left), self.paragraphs(right)) for left, right in block.beside)
                return "".join(
                    f'<div class="columns"><div>{left}</div><div>{right}</div></div>' for left, right in rows
                )
            case SignatureBlock():
                return self._signatures(block)
            case _:
                return '<div class="break"></div>'

    def _table(self, table: Table, *, caption: Paragraph | None, heading: str | None) -> str:
        """Return a table with its caption, or named by the heading of this id; one without rules is for layout only."""
        title = f"<caption>{self.paragraphs((caption,))}</caption>" if caption is not None else ""
        columns = "".join(f'<col style="width:{100 * width / sum(table.widths):.4g}%">' for width in table.widths)
        head = "".join(self._row(row, "th", "col") for row in table.rows[: table.header_rows])
        head = f"<thead>{head}</thead>" if head else ""
        body = "".join(self._groups(table.rows[table.header_rows :], len(table.widths)))
        inner = f"{title}<colgroup>{columns}</colgroup>{head}{body}"
        if not table.is_ruled:
            return f'<table role="presentation">{inner}</table>'
        named = f' aria-labelledby="{heading}"' if heading is not None and caption is None else ""
        region = f' role="region"{named}' if named else ""
        # tabindex: else a wide table cannot be moved sideways by the keys
        return f'<div class="scroll ruled" tabindex="0"{region}><table{named}>{inner}</table></div>'

    def _groups(self, rows: tuple[Row, ...], width: int) -> Iterator[str]:
        """Yield the body; a band over the whole width begins a group and heads it."""
        group: list[str] = []
        for row in rows:
            is_band = len(row.cells) == 1 and row.cells[0].is_shaded and row.cells[0].columns == width
            if is_band and group:
                yield f"<tbody>{''.join(group)}</tbody>"
                group = []
            group.append(self._row(row, "th", "rowgroup") if is_band else self._row(row, "td", ""))
        if group:
            yield f"<tbody>{''.join(group)}</tbody>"

    def _row(self, row: Row, element: str, scope: str) -> str:
        return f"<tr>{''.join(self._cell(cell, element, scope) for cell in row.cells)}</tr>\n"

    def _cell(self, cell: Cell, element: str, scope: str) -> str:
        scope = "colgroup" if scope == "col" and cell.columns > 1 else scope
        spans = f' scope="{scope}"' if scope else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        look = ' class="band"' if cell.is_shaded else f' class="tone-{cell.tone}"' if cell.tone else ""
        return f"<{element}{spans}{look}>{self.paragraphs(cell.paragraphs)}</{element}>"

    def paragraphs(self, paragraphs: Iterable[Paragraph]) -> str:
        """Return paragraphs, one after the other."""
        return "".join(map(self._paragraph, paragraphs))

    def _paragraph(self, paragraph: Paragraph) -> str:
        named = self._id(paragraph.bookmark)
        content = "".join(map(self._run, paragraph.runs)) + self._marks(paragraph)
        if paragraph.style is ParagraphStyle.RULE:
            length = f' style="width:{paragraph.length:g}mm"' if paragraph.length else ""
            return f"<hr{named}{length}>" + (f"<p>{content}</p>" if content else "")
        classes = [paragraph.style.value]
        classes += [paragraph.align.value] if paragraph.align is not None else []
        classes += ["kept"] if paragraph.keep_with_next else []
        room = f' style="margin-top:{paragraph.space_before:g}mm"' if paragraph.space_before else ""
        return f'<p{named} class="{" ".join(classes)}"{room}>{content}</p>'

    def _run(self, run: Run) -> str:
        content = self._shown(run.text)
        for is_wanted, element in ((run.underlined, "u"), (run.italic, "em"), (run.bold, "strong")):
            content = f"<{element}>{content}</{element}>" if is_wanted else content
        target = run.address if run.link is None else f"#{self.bookmarks[run.link].name}"
        return content if target is None else f'<a href="{text_markup(target)}">{content}</a>'

    def _shown(self, text: str) -> str:
        other = find_other_language(text, self.language)
        return f'<span lang="{other}">{shown_markup(text)}</span>' if other else shown_markup(text)

    def _heading(self, heading: Heading) -> str:
        """Return a heading one level down, below the page's own; HTML has no element for those that are deeper."""
        level = heading.level + 1
        element = f"h{min(level, _DEEPEST_ELEMENT)}"
        deeper = f' aria-level="{level}"' if level > _DEEPEST_ELEMENT else ""
        look = f' class="{heading.align.value}"' if heading.align is not None else ""
        content = self._shown(heading.text) + self._marks(heading)
        return f"<{element}{self._id(heading.bookmark)}{deeper}{look}>{content}</{element}>"

    def _id(self, bookmark: str | None) -> str:
        return "" if bookmark is None else f' id="{self.bookmarks[bookmark].name}"'

    def _contents(self, contents: TableOfContents) -> str:
        label = text_markup(contents.content_label)
        return f'<div class="contents"><p class="caption">{label}</p>{self._entries(contents.depth)}</div>'

    def _entries(self, depth: int) -> str:
        """Return a nested list of links; a step that the headings leave out is left out in the list."""
        parts: list[str] = []
        above: list[int] = []
        for heading in self.headings:
            if not heading.is_listed or heading.level > depth:
                continue
            deeper = not above or heading.level > above[-1]
            while above and above[-1] > heading.level and (len(above) > 1 and above[-2] >= heading.level):
                above.pop()
                parts.append("</li></ul>")
            parts.append("<ul><li>" if deeper else "</li><li>")
            if deeper:
                above.append(heading.level)
            else:
                above[-1] = heading.level
            link = self.bookmarks[heading.bookmark].name
            parts.append(f'<a href="#{link}">{self._shown(heading.text)}</a>')
        return "".join((*parts, *("</li></ul>" for _ in above)))

    def _signatures(self, block: SignatureBlock) -> str:
        look = "signed" if block.left_name else "plain"
        names = "".join(f'<p class="name">{self._shown(name)}</p>' for name in (block.left_name, block.right_name))
        return (
            f'<div class="signatures"><div class="{look}">{self.paragraphs(block.left)}</div>'
            f'<div class="signed">{self.paragraphs(block.right)}</div>'
            f'<div style="height:{block.space:g}mm"></div><div></div>{names}</div>'
        )

    def _marks(self, paragraph: Paragraph | Heading) -> str:
        """Return the marks of a paragraph's comments, each leading to its remark."""
        numbers = self.remarks.number(paragraph)
        word = text_markup(words.REMARK.render(self.translator)) if numbers else ""
        return "".join(
            f'<a class="remark" id="remark-{number}-mark" href="#remark-{number}" aria-label="{word} {number}">'
            f"[{number}]</a>"
            for number in numbers
        )

    def _remarks(self) -> str:
        if not self.remarks.texts:
            return ""
        head, back = (text_markup(word.render(self.translator)) for word in (words.REMARKS, words.BACK))
        items = "".join(
            f'<li id="remark-{number}">{shown_markup(text)} '
            f'<a href="#remark-{number}-mark" aria-label="{back}">↩</a></li>\n'
            for number, text in enumerate(self.remarks.texts, start=1)
        )
        title = f'<h2 id="remarks-head">{head}</h2>'
        return f'<section class="remarks" aria-labelledby="remarks-head">{title}\n<ol>{items}</ol></section>\n'


def _picture(picture: Picture) -> str:
    """Return the drawing itself, with title and description inside; it needs no file and no program."""
    drawn = draw(
        picture.plot,
        picture.alternative,
        height=round(WIDTH * picture.height / picture.width),
        typeface="inherit",
    )
    return f'<figure class="picture" style="width:{picture.width:g}mm">{drawn}</figure>'
