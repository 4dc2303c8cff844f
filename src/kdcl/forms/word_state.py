"""What a form knows of itself, within a Word file: twice, since programs differ in what they keep of a package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from kdcl.findings import Finding
from kdcl.forms.state import FormState
from kdcl.office.own_forms import FORM_NAMESPACE, FORM_PROPERTY
from kdcl.office.package import Package
from kdcl.office.settling import build_package, read_parts

_STATE_PART: Final = "customXml/item1.xml"
_PROPERTIES_PART: Final = "customXml/itemProps1.xml"
_STATE_TAG: Final = f"{{{FORM_NAMESPACE}}}state"
# Word wants an id for the data of such a part; it was drawn once, so that the bytes stay the same.
_STORE: Final = "{8E0C9D3A-5B1F-4C57-9C0E-6B64636C0001}"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument"
_CUSTOM_PART: Final = "docProps/custom.xml"
# The id that the format prescribes for properties that people add.
_CUSTOM_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM_NAMED: Final = re.compile(rf"{FORM_PROPERTY}([0-9]{{3,}})")
_CUSTOM_WIDTH: Final = 240
"""Word keeps 255 characters of a property of a document."""


def find_state(package: Package) -> FormState | Finding | None:
    """Return what a package knows of the form in it, wherever the program that saved it last has put that."""
    for name in package.names:
        if re.fullmatch(r"customXml/item[0-9]*\.xml", name):
            root = package.read_xml(name)
            if root.tag == _STATE_TAG:
                return FormState.parse(root.text or "")
    # An OpenDocument text has no such part, but keeps the properties of a document.
    if _CUSTOM_PART not in package.names:
        return None
    pieces: dict[int, str] = {}
    for element in package.read_xml(_CUSTOM_PART):
        named = _CUSTOM_NAMED.fullmatch(element.get("name", ""))
        if named is not None:
            pieces[int(named[1])] = "".join(map(str, element.itertext())).strip()
    return FormState.unpack("".join(pieces[number] for number in sorted(pieces))) if pieces else None


def with_state(data: bytes, state: FormState) -> bytes:
    """Return a Word file with the state as a part that Word and LibreOffice keep, and as properties of the document."""
    parts = read_parts(data)
    kept = f'{_DECLARATION}<state xmlns="{FORM_NAMESPACE}">{escape(state.dump())}</state>'
    properties = (
        f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{FORM_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    parts[_STATE_PART], parts[_PROPERTIES_PART] = kept.encode(), properties.encode()
    parts["customXml/_rels/item1.xml.rels"] = (
        f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{_relationship('rId1', 'customXmlProps', 'itemProps1.xml')}</Relationships>"
    ).encode()
    _insert(parts, "word/_rels/document.xml.rels", _relationship("rIdForm", "customXml", f"../{_STATE_PART}"))
    parts[_CUSTOM_PART] = _write_custom(state.pack(_CUSTOM_WIDTH)).encode()
    _insert(parts, "_rels/.rels", _relationship("rIdFormState", "custom-properties", _CUSTOM_PART))
    for name, kind in ((_PROPERTIES_PART, "customXmlProperties"), (_CUSTOM_PART, "custom-properties")):
        _insert(parts, "[Content_Types].xml", f'<Override PartName="/{name}" ContentType="{_KIND}.{kind}+xml"/>')
    return build_package(parts.items())


def _write_custom(pieces: Iterable[str]) -> str:
    """Return the part with a text as properties of the document; the first two numbers are taken by the format."""
    properties = "".join(
        f'<property fmtid="{_CUSTOM_SET}" pid="{number + 1}" name="{FORM_PROPERTY}{number:03}">'
        f"<vt:lpwstr>{piece}</vt:lpwstr></property>"
        for number, piece in enumerate(pieces, 1)
    )
    spaces = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    return f"{_DECLARATION}<Properties {spaces}>{properties}</Properties>"


def _relationship(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'


def _insert(parts: dict[str, bytes], name: str, element: str) -> None:
    """Put an element at the end of a part's root."""
    before, closing, after = parts[name].rpartition(b"</")
    parts[name] = before + element.encode() + closing + after
