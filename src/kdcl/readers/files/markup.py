"""The names of WordprocessingML elements that the reader knows."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHEMATICS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
VECTOR = "{urn:schemas-microsoft-com:vml}"

WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

RUN, RUN_PROPERTIES, TEXT, SYMBOL, LINK = (f"{W}{name}" for name in ("r", "rPr", "t", "sym", "hyperlink"))
STYLE_OF_RUN = "rStyle"
NOTE_REFERENCES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
TEXT_BOX, CONTENT_CONTROL, EMBEDDED = f"{W}txbxContent", f"{W}sdt", f"{W}altChunk"
PARAGRAPH_PROPERTIES, ROW_PROPERTIES, CELL_PROPERTIES = f"{W}pPr", f"{W}trPr", f"{W}tcPr"
ALTERNATIVE, CHOICE, FALLBACK = (f"{COMPATIBILITY}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
PICTURES = frozenset({f"{DRAWING}blip", f"{VECTOR}imagedata", f"{CHART}chart"})
FIELD_CODE, SIMPLE_FIELD = f"{W}instrText", f"{W}fldSimple"
FIELD_PARTS = frozenset({f"{W}fldChar", FIELD_CODE})

TAKEN_AWAY = frozenset({f"{W}del", f"{W}moveFrom"})
"""Elements that hold what a tracked change took away."""
DELETED_TEXT = f"{W}delText"
DIAGRAM_PARAGRAPH, DIAGRAM_TEXT = f"{DRAWING}p", f"{DRAWING}t"

NOT_TEXT = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "customXmlPr",
        # a soft hyphen shows at the end of a line alone; kept, it would tear words and codes apart
        "smartTagPr", "del", "moveFrom", "delText", "softHyphen",
    )
)  # fmt: skip
"""Elements whose content is no text: properties, and what a tracked change took away."""


def find_value(parent: etree._Element, name: str) -> str:
    """Return the value of a child that is one of Word's own properties, or an empty text where there is none."""
    child = parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


WRITTEN: dict[str, Callable[[etree._Element], str]] = {
    f"{MATHEMATICS}t": lambda element: element.text or "",
    f"{W}tab": lambda _: "\t",
    f"{W}br": lambda _: "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: "-",
}
"""What the elements that stand for text say, beside text itself and symbols."""
