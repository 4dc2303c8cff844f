"""The empty Word file that every document starts from, written out by hand: no theme, no colours, one typeface."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from operator import itemgetter

from kdcl.renderers.docx.markup import NAMESPACES, field_markup
from kdcl.renderers.docx.sections import EMPTY_FOOTER, EMPTY_HEADER, NUMBERED_FOOTER, NUMBERED_HEADER, RIGHT_FOOTER
from kdcl.renderers.docx.styles import styles_markup

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _footer_markup(content: str, stands: str = "") -> str:
    return f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{stands}</w:pPr>{content}</w:p></w:ftr>'


_PAGE = field_markup("PAGE", "1")
SURROUNDINGS = (
    (NUMBERED_FOOTER, "footer", "footer1", _footer_markup(_PAGE)),
    (RIGHT_FOOTER, "footer", "footer3", _footer_markup(_PAGE, '<w:jc w:val="right"/>')),
    (EMPTY_FOOTER, "footer", "footer2", _footer_markup("")),
    (NUMBERED_HEADER, "header", "header1", _footer_markup(_PAGE).replace("w:ftr", "w:hdr")),
    (EMPTY_HEADER, "header", "header2", _footer_markup("").replace("w:ftr", "w:hdr")),
)
"""The library's headers and footers: the relation that leads to each, its kind, the name of its part, its markup."""

_LINKED = (
    ("rIdStyles", "styles", "styles"),
    ("rIdSettings", "settings", "settings"),
    ("rIdFonts", "fontTable", "fontTable"),
    *sorted((each[:3] for each in SURROUNDINGS), key=itemgetter(2)),
)
"""The parts that the text leads to: relation, kind, name."""

_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for _, kind, name in _LINKED)
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rIdDocument" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{relation}" Type="{_RELATIONS}/{kind}" Target="{name}.xml"/>'
        for relation, kind, name in _LINKED
    )
    + "</Relationships>"
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_FONTS = (
    # the measures of the letters, by which a machine without the typeface finds one like it
    f'<w:fonts {NAMESPACES}><w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


def _settings_markup(language: str, *, updates_fields: bool) -> str:
    # Word asks whoever opens the file before it does so
    update = '<w:updateFields w:val="true"/>' if updates_fields else ""
    return (
        # the elements stand in the schema's order
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{update}<w:compat>"
        # without it Word opens the file in the compatibility mode of 2007
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{language}"/></w:settings>'
    )


@cache
def build_template(language: str, *, updates_fields: bool) -> bytes:
    """Return an empty document for the language tag, as the bytes of a package."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "docProps/core.xml": _CORE,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body/></w:document>",
        "word/styles.xml": styles_markup(language),
        "word/settings.xml": _settings_markup(language, updates_fields=updates_fields),
        "word/fontTable.xml": _FONTS,
        **{f"word/{name}.xml": markup for _, _, name, markup in SURROUNDINGS},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, markup in parts.items():
            package.writestr(name, _DECLARATION + markup)
    return buffer.getvalue()
