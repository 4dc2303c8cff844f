"""The Word file as a package: the schema's order of elements, ids that resolve, comments, and a school's template."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import Path

import attrs
import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given
from lxml import etree
from openxml_audit import OpenXmlValidator

import renderings
from drawing import examples
from kdcl.blocks import Control, Document, Heading, PageSetup, Paragraph, Run, Section, TableOfContents
from kdcl.checks import check
from kdcl.documents import get_document
from kdcl.documents.draft import build_draft
from kdcl.documents.report import build_report
from kdcl.errors import LimitError, TemplateFileError, UnreadableFileError
from kdcl.office.limits import LIMITS
from kdcl.renderers.docx import DocxRenderer
from kdcl.renderers.docx.guard import harmless_template
from kdcl.standards import get_framework
from kdcl.testing import documents
from kdcl.testing.conformance import build_specimen
from reports import build_full
from word_files import empty_document

W = renderings.WORD
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tc": "tcPr p",
    "comment": "p",
}
"""The children of elements in the order of the transitional schema's sequences."""

SECONDARY = get_framework("tt42-2012/secondary")


def document_of(*blocks: Paragraph | Heading | TableOfContents) -> Document:
    """Return a document with a cover and a section of these blocks."""
    cover = Section(blocks=(Paragraph(runs=(Run("Cover"),)),), setup=PageSetup(is_framed=True))
    return Document(title="T", author="A", subject="S", language="vi", sections=(cover, Section(blocks=blocks)))


def require_schema(data: bytes) -> None:
    """Hold a Word file to what the schema and the package format ask for."""
    parts = renderings.read_parts(data)
    for name, root in parts.items():
        for element in root.iter():
            local = str(element.tag).removeprefix(W)
            if local in ORDERS and str(element.tag).startswith(W):
                order = ORDERS[local].split()
                places = [order.index(str(child.tag).removeprefix(W)) for child in element]
                assert places == sorted(places), (name, local, [child.tag for child in element])
    require_relations(data, parts)
    body = parts["word/document.xml"]
    for kind in ("bookmarkStart", "commentRangeStart", "commentRangeEnd", "commentReference"):
        ids = [found.get(W + "id") for found in body.iter(W + kind)]
        assert len(ids) == len(set(ids))
    comments = parts.get("word/comments.xml")
    told = [] if comments is None else [found.get(W + "id") for found in comments.iter(W + "comment")]
    assert sorted(told, key=str) == sorted(
        (found.get(W + "id") for found in body.iter(W + "commentReference")), key=str
    )
    known = {found.get(W + "styleId") for found in parts["word/styles.xml"].iter(W + "style")}
    for root in parts.values():
        assert {found.get(W + "val") for found in root.iter(W + "pStyle", W + "rStyle", W + "basedOn")} <= known


def require_relations(data: bytes, parts: dict[str, etree._Element]) -> None:
    """Every relation leads to a part, every part has a type, and every id that is used is a relation's."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        relations = {name: etree.fromstring(package.read(name)) for name in names if name.endswith(".rels")}
    types = parts["[Content_Types].xml"]
    overrides = {found.get("PartName") for found in types if found.get("PartName")}
    assert {name.removeprefix("/") for name in overrides if name} <= names
    for name, found in relations.items():
        folder, _, own = name.rpartition("_rels/")
        ids = [relation.get("Id") for relation in found]
        assert len(ids) == len(set(ids))
        for relation in found:
            if relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                assert posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") in names
        source = parts.get(folder + own.removesuffix(".rels"))
        used = set() if source is None else {found.get(R_ID) for found in source.iter() if found.get(R_ID)}
        assert used <= set(ids)


def template_of(*, paragraphs: tuple[str, ...] = ("Old text",), first_page: bool = False) -> bytes:
    """Return a school's template, made with Word's usual styles: a header, a text and a style called Body."""
    word = empty_document()
    for text in paragraphs:
        word.add_paragraph(text)
    section = word.sections[0]
    section.header.paragraphs[0].text = "Letterhead"
    section.different_first_page_header_footer = first_page
    if first_page:
        section.first_page_header.paragraphs[0].text = "First letterhead"
    word.styles.add_style("Body", WD_STYLE_TYPE.CHARACTER)
    word.styles.add_style("Body2", WD_STYLE_TYPE.CHARACTER)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a package with a part added or put in another's place."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
        new.writestr(name, content)
    return buffer.getvalue()


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a package with a text of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read(name)
    assert old in content
    return with_part(data, name, content.replace(old, new))


def related(data: bytes, kind: str, target: str) -> bytes:
    """Return a template whose body has a relation to something outside."""
    relation = f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
    return replaced(data, "word/_rels/document.xml.rels", b"</Relationships>", f"{relation}</Relationships>".encode())


def _build_file(kind: str) -> bytes:
    """Return a Word file with what can be wrong in one: charts, comments, controls, merged cells, links."""
    if kind == "specimen":
        return DocxRenderer().render(build_specimen("a text"))
    if kind == "form":
        control = Control(tag="1.1", title="Ratings", prompt="choose", choices=("met", "not met"))
        fields = (
            Paragraph(runs=(Run("met"),), control=control),
            Paragraph(runs=(), control=attrs.evolve(control, tag="2")),
        )
        return DocxRenderer().render(document_of(*fields))
    assessment = build_full(SECONDARY)
    if kind == "draft":
        paper = get_document("decision").build(assessment, SECONDARY, language="vi")
        return DocxRenderer().render(build_draft(paper, assessment, check(assessment, SECONDARY)))
    return DocxRenderer().render(get_document(kind).build(assessment, SECONDARY, language="vi"))


class TestSchema:
    """The file is what the transitional schema and the package format ask for, so no program repairs it."""

    def test_report_and_draft(self) -> None:
        """The whole report holds, and the draft with its comments."""
        assessment = build_full(SECONDARY)
        report = build_report(assessment, SECONDARY)
        require_schema(DocxRenderer().render(report))
        draft = build_draft(report, assessment, check(assessment, SECONDARY))
        require_schema(DocxRenderer(page_numbers={"summary": 4}).render(draft))

    @pytest.mark.parametrize(
        "kind",
        [
            "decision",
            "specimen",
            "form",
            *(pytest.param(kind, marks=pytest.mark.big) for kind in ("figures", "report", "draft")),
        ],
    )
    def test_by_a_validator(self, kind: str, tmp_path: Path) -> None:
        """A validator of others that knows the whole schema and Word's own rules finds nothing: openxml-audit.

        It asks for a theme, which Word does without: the schema lets it be left out, and no colour or typeface of these
        files comes from one.
        """
        path = tmp_path / "file.docx"
        path.write_bytes(_build_file(kind))
        found = [error.description for error in OpenXmlValidator().validate(path).errors]
        assert [told for told in found if "relationships/theme" not in told] == []

    def test_the_validator_finds_faults(self, tmp_path: Path) -> None:
        """An element in the wrong place is found, so that its silence says something."""
        path = tmp_path / "file.docx"
        data = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(_build_file("specimen"))) as whole, zipfile.ZipFile(data, "w") as broken:
            for name in whole.namelist():
                broken.writestr(name, whole.read(name).replace(b"<w:keepNext/>", b"<w:keepNext/><w:sz/>"))
        path.write_bytes(data.getvalue())
        assert len(OpenXmlValidator().validate(path).errors) > 1

    def test_tells_those_who_hear_it(self) -> None:
        """Headings have levels, header rows are marked as such, pictures have words, and the language is told."""
        body = renderings.read_parts(_build_file("specimen"))
        document, styles = body["word/document.xml"], body["word/styles.xml"]
        levels = {found.get(W + "styleId"): found.find(f".//{W}outlineLvl") for found in styles.iter(W + "style")}
        level = levels["Heading1"]
        assert level is not None
        assert level.get(W + "val") == "0"
        assert len([*document.iter(W + "tblHeader")]) == 1
        assert [found.get("descr") for found in document.iter(renderings.DRAWING + "docPr")] == [
            "Chart: a text",
            "Bars: a text",
        ]
        assert {found.get(W + "val") for found in styles.iter(W + "lang")} == {"vi-VN"}

    @examples(15)
    @given(documents())
    def test_any_document(self, document: Document) -> None:
        """Any document holds, in the library's own look and in a school's."""
        require_schema(DocxRenderer().render(document))

    def test_one_typeface(self) -> None:
        """Times New Roman throughout: no part of the file names another typeface."""
        parts = renderings.read_parts(DocxRenderer().render(build_report(build_full(SECONDARY), SECONDARY)))
        named = {
            value for root in parts.values() for found in root.iter(W + "rFonts") for value in found.attrib.values()
        }
        listed = {found.get(W + "name") for found in parts["word/fontTable.xml"].iter(W + "font")}
        assert named == listed == {"Times New Roman"}


class TestComments:
    """Comments stand in a part of their own and are marked around what they are about."""

    def test_comments(self) -> None:
        """A paragraph and a heading have theirs; a file without has no such part."""
        blocks = (
            Heading(text="Head", level=1, bookmark="h", comments=("One", "Two\nlines")),
            Paragraph(runs=(Run("Text"),), comments=("Three",)),
        )
        data = DocxRenderer().render(document_of(*blocks))
        require_schema(data)
        comments = renderings.read_parts(data)["word/comments.xml"]
        texts = ["".join(text.text or "" for text in found.iter(W + "t")) for found in comments]
        assert texts == ["One", "Twolines", "Three"]
        assert {found.get(W + "author") for found in comments} == {"kdcl"}
        assert "word/comments.xml" not in renderings.read_parts(DocxRenderer().render(document_of()))


class TestTemplate:
    """A school's template: its styles, headers and footers are kept, its text is not."""

    def test_damaged_relations(self) -> None:
        """A relation that leads nowhere is told with the part that has it."""
        name = "word/_rels/document.xml.rels"
        damaged = replaced(template_of(), name, b"Target=", b"Goal=")
        with pytest.raises(TemplateFileError, match="a relation of this part is damaged") as caught:
            harmless_template(damaged, "template.docx")
        assert name in str(caught.value)

    def test_several_sections(self) -> None:
        """Each section of the template is left with its page, and none of its text."""
        word = docx.Document(io.BytesIO(template_of()))
        word.add_section().page_width = 5_000_000
        word.add_paragraph("Old text of the second")
        buffer = io.BytesIO()
        word.save(buffer)
        left = docx.Document(io.BytesIO(harmless_template(buffer.getvalue(), "template.docx")))
        assert [section.page_width for section in left.sections] == [
            word.sections[0].page_width,
            5_000_000 // 635 * 635,
        ]
        assert not any(paragraph.text for paragraph in left.paragraphs)

    def test_header_and_styles(self) -> None:
        """The header stands on the pages and not on the cover; styles of the same name are the template's."""
        data = DocxRenderer(template=template_of()).render(
            document_of(
                Heading(text="Head", level=1, bookmark="h"), Paragraph(runs=(Run("New text"),), comments=("C",))
            )
        )
        require_schema(data)
        word = docx.Document(io.BytesIO(data))
        assert [paragraph.text for paragraph in word.paragraphs if paragraph.text] == ["Cover", "Head", "New text"]
        cover, pages = word.sections
        assert (cover.header.paragraphs[0].text, pages.header.paragraphs[0].text) == ("", "Letterhead")
        assert "PAGE" in "".join(pages.footer._element.itertext())  # noqa: SLF001 - the field's instruction is no text
        styles = [paragraph.style for paragraph in word.paragraphs if paragraph.text]
        assert [style.name for style in styles if style is not None] == ["Body", "Heading 1", "Body"]
        assert styles[0] is not None
        assert styles[0].style_id == "Body3"
        assert word.styles["Heading 1"].font.color.rgb is not None

    def test_first_page_and_footer(self) -> None:
        """A first page that looks otherwise is the first one of the text; the template's footer is kept."""
        word = docx.Document(io.BytesIO(template_of(first_page=True)))
        word.sections[0].footer.paragraphs[0].text = "Own footer"
        buffer = io.BytesIO()
        word.save(buffer)
        data = DocxRenderer(template=buffer.getvalue()).render(document_of(Paragraph(runs=(Run("Text"),))))
        require_schema(data)
        cover, pages = docx.Document(io.BytesIO(data)).sections
        assert [section.different_first_page_header_footer for section in (cover, pages)] == [False, True]
        assert pages.first_page_header.paragraphs[0].text == "First letterhead"
        assert pages.footer.paragraphs[0].text == "Own footer"

    def test_nothing_of_the_old_text(self, tmp_path: Path) -> None:
        """Nothing of the template's text, its properties or its making is left; a path does as well as bytes."""
        path = tmp_path / "template.docx"
        path.write_bytes(template_of(paragraphs=("Secret name",)))
        data = DocxRenderer(template=path).render(document_of())
        assert data == DocxRenderer(template=path.read_bytes()).render(document_of())
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert not any(b"Secret" in package.read(name) for name in package.namelist())
            assert {name for name in package.namelist() if name.startswith("docProps/")} == {"docProps/core.xml"}

    @examples(10)
    @given(documents())
    def test_any_document(self, document: Document) -> None:
        """Any document holds in a school's look too, with the same bytes each time."""
        renderer = DocxRenderer(template=template_of())
        data = renderer.render(document)
        require_schema(data)
        assert data == renderer.render(document)

    def test_template_file(self) -> None:
        """A file of Word's kind for templates is taken; what it was made from is left out."""
        data = replaced(template_of(), "[Content_Types].xml", b"document.main+xml", b"template.main+xml")
        link = '<w:attachedTemplate xmlns:r="' + RELATIONS + '" r:id="rIdT"/><w:zoom'
        data = replaced(data, "word/settings.xml", b"<w:zoom", link.encode())
        relation = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rIdT" Type="{RELATIONS}/attachedTemplate" Target="file:///C:/school.dotm" '
            'TargetMode="External"/></Relationships>'
        )
        data = with_part(data, "word/_rels/settings.xml.rels", relation.encode())
        contents = TableOfContents(content_label="Content", page_label="Page")
        rendered = DocxRenderer(template=data).render(document_of(contents))
        settings_ = renderings.read_parts(rendered)["word/settings.xml"]
        tags = [str(found.tag).removeprefix(W) for found in settings_]
        assert "attachedTemplate" not in tags
        assert tags.index("updateFields") < tags.index("compat")
        with zipfile.ZipFile(io.BytesIO(rendered)) as package:
            assert not any(b"school.dotm" in package.read(name) for name in package.namelist())

    def test_no_default_style(self) -> None:
        """A template without a style for all paragraphs gets the library's."""
        data = replaced(template_of(), "word/styles.xml", b'w:default="1"', b"")
        data = replaced(data, "word/styles.xml", b'w:name w:val="Normal"', b'w:name w:val="Other"')
        rendered = DocxRenderer(template=data).render(document_of(Paragraph(runs=(Run("Text"),))))
        require_schema(rendered)
        styles = renderings.read_parts(rendered)["word/styles.xml"]
        defaults = [found.get(W + "styleId") for found in styles.iter(W + "style") if found.get(W + "default")]
        assert defaults == ["Normal2"]

    def test_other_prefix(self) -> None:
        """A template that calls Word's namespace otherwise gets the same text, looked for as any reader looks."""
        data = template_of()
        for old, new in ((b"xmlns:w=", b"xmlns:x="), (b"<w:", b"<x:"), (b"</w:", b"</x:"), (b" w:", b" x:")):
            data = replaced(data, "word/document.xml", old, new)
        rendered = DocxRenderer(template=data).render(document_of(Paragraph(runs=(Run("Text"),))))
        require_schema(rendered)
        assert renderings.read_docx(rendered).strip() == "CoverText"

    def test_own_output(self) -> None:
        """The library's own file is a template too: all its styles are there already."""
        own = DocxRenderer().render(document_of())
        data = DocxRenderer(template=own).render(document_of(Paragraph(runs=(Run("Text"),))))
        require_schema(data)
        assert renderings.read_docx(data).strip() == "CoverText"


PLAIN = template_of()
RELATION = '<Relationship Id="rIdX" Type="{}" Target="{}"/>'


class TestHostileTemplate:
    """What could act on its own, fetch something or exhaust the machine is refused, all at once, with its place."""

    @pytest.mark.parametrize(
        ("template", "reason"),
        [
            (b"", "no Office file"),
            (b"PK\x03\x04 and so on", "no Office file"),
            (with_part(PLAIN, "[Content_Types].xml", b"<Types/>"), "no Word file"),
            (replaced(PLAIN, "[Content_Types].xml", b"document.main+xml", b"other+xml"), "no Word file"),
            (with_part(PLAIN, "word/vbaProject.bin", b"x"), "macro or an embedded object"),
            (with_part(PLAIN, "word/embeddings/a.xlsx", b"x"), "macro or an embedded object"),
            (with_part(PLAIN, "../evil.xml", b"<a/>"), "leads outside of it"),
            (with_part(PLAIN, "/evil.xml", b"<a/>"), "leads outside of it"),
            (with_part(PLAIN, "word/a.xml", b"<a>"), "no sound XML"),
            (with_part(PLAIN, "word/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares a document type"),
            (related(PLAIN, "image", "https://example.com/a.png"), "fetches or embeds https://example.com/a.png"),
            (related(PLAIN, "hyperlink", "file:///etc/passwd"), "fetches or embeds file"),
            (related(PLAIN, "subDocument", "a.docx"), "fetches or embeds a.docx"),
            (
                replaced(
                    PLAIN,
                    "word/document.xml",
                    b"</w:body>",
                    b'<w:p><w:fldSimple w:instr=" DDEAUTO x "/></w:p></w:body>',
                ),
                "field DDEAUTO",
            ),
            (
                replaced(
                    PLAIN,
                    "word/document.xml",
                    b"</w:body>",
                    b"<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r>"
                    b"<w:r><w:instrText>TEXT x</w:instrText></w:r></w:p></w:body>",
                ),
                "field INCLUDETEXT",
            ),
        ],
    )
    def test_refused(self, template: bytes, reason: str) -> None:
        """Each is refused with what to do."""
        with pytest.raises((TemplateFileError, UnreadableFileError), match=reason):
            DocxRenderer(template=template).render(document_of())

    def test_too_large(self) -> None:
        """A package of too many parts is refused before any is read; the error names the limit."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            for number in range(LIMITS.entries + 1):
                package.writestr(str(number), b"")
        with pytest.raises(LimitError, match="KDCL_LIMITS=entries=20000"):
            DocxRenderer(template=buffer.getvalue()).render(document_of())

    def test_harmless_link(self) -> None:
        """A link to the school's own page is fine."""
        assert DocxRenderer(template=related(PLAIN, "hyperlink", "https://example.com")).render(document_of())

    def test_lost_part(self) -> None:
        """A template whose main part is gone is no Word file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                if name != "word/document.xml":
                    new.writestr(name, old.read(name))
        with pytest.raises(TemplateFileError, match="no Word file"):
            DocxRenderer(template=buffer.getvalue()).render(document_of())
