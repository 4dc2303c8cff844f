"""What a school's template may hold: looks, headers and footers, and nothing that acts or fetches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from kdcl.errors import TemplateFileError
from kdcl.findings import Finding, refuse
from kdcl.messages import message
from kdcl.office.opening import open_office_file
from kdcl.office.package import Package
from kdcl.office.settling import build_package
from kdcl.places import ROOT, in_file

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN_RELATION: Final = "/officeDocument"
_TEMPLATE_TYPE: Final = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE: Final = b"wordprocessingml.document.main+xml"
_ACTIVE_PART = re.compile(r"vbaProject|activeX|/embeddings/|oleObject|\.(?:bin|exe|dll|vbs|js)$", re.IGNORECASE)
_ACTIVE_RELATION = re.compile(
    # aFChunk and subDocument are whole files, which Word takes into the text when it opens it
    r"/(?:aFChunk|attachedToolbars|control|frame|keyMapCustomizations|oleObject|package|subDocument|vbaProject)$"
)
_ACTIVE_FIELD = re.compile(
    r"\b(?:AUTOTEXT|DATABASE|DDE|DDEAUTO|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|MACROBUTTON|RD)\b",
    re.IGNORECASE,
)
_HARMLESS_OUTSIDE = re.compile(r"/(?:hyperlink|attachedTemplate)$")
_HARMLESS_TARGET = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def harmless_template(template: bytes, source: str) -> bytes:
    """Return a template as a Word document without its text: its sections are what is left of its body.

    Taking the text out here keeps the work linear: python-docx and libxml2 need the square of its length to replace it.

    Raises:
        UnreadableFileError: it is no Office file, is damaged, or asks for too much work.
        TemplateFileError: it is no Word file; or it has macros, embedded objects, or fields or relations that fetch
            something.
    """
    package, _ = open_office_file(template, source, "docx")
    problems = [
        refuse(in_file(file=name), message("the template holds a macro or an embedded object; remove it"))
        for name in package.names
        if _ACTIVE_PART.search(name)
    ]
    if problems:
        raise TemplateFileError(source, tuple(problems))
    parts, markup = _read_parts(package)
    for name, root in markup.items():
        problems += [refuse(in_file(file=name), problem.message) for problem in _iter_markup_problems(root)]
    if problems:
        raise TemplateFileError(source, tuple(problems))
    main = _find_main_part(markup)
    if main is None:
        raise TemplateFileError(source, (NO_WORD_FILE,))
    # python-docx opens nothing that says it is a template (.dotx), and nothing of ours goes out as one
    types = parts.get("[Content_Types].xml", b"").replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    changed = {"[Content_Types].xml": types, main: _without_text(markup[main])}
    return build_package((parts | changed).items())


NO_WORD_FILE: Final = refuse(ROOT, message("this is no Word file; save the template as .docx or .dotx"))


def _read_parts(package: Package) -> tuple[dict[str, bytes], dict[str, etree._Element]]:
    """Return all parts, and the markup of those that hold some."""
    parts = {name: package.read(name) for name in package.names if not name.endswith("/")}
    markup = {name: package.parse_xml(name, data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    return parts, markup


def _find_main_part(markup: Mapping[str, etree._Element]) -> str | None:
    """Return the name of the part with the text, where it is that of a Word file."""
    relations = markup.get("_rels/.rels")
    for relation in () if relations is None else relations.iter(_RELATION):
        if (relation.get("Type") or "").endswith(_MAIN_RELATION):
            root = markup.get((relation.get("Target") or "").lstrip("/"))
            if root is not None and root.tag == f"{_WORD}document" and len(root.findall(f"{_WORD}body")) == 1:
                return (relation.get("Target") or "").lstrip("/")
    return None


def _without_text(root: etree._Element) -> bytes:
    """Return the document with nothing in its body but what its sections say of themselves."""
    sections = [etree.tostring(section, with_tail=False) for section in root.iter(f"{_WORD}sectPr")]
    (body,) = root.iterchildren(f"{_WORD}body")
    body.clear()
    # the last section's properties stand in the body itself, those of the others in the last paragraph of each
    for section in sections[:-1]:
        paragraph = etree.SubElement(body, f"{_WORD}p")
        etree.SubElement(paragraph, f"{_WORD}pPr").append(etree.fromstring(section))
    for section in sections[-1:]:
        body.append(etree.fromstring(section))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _iter_markup_problems(root: etree._Element) -> Iterator[Finding]:
    for relation in root.iter(_RELATION):
        if not all(relation.get(name) for name in ("Id", "Type", "Target")):
            yield refuse(
                ROOT, message("a relation of this part is damaged; open the template in Word and save it again")
            )
        elif _is_active(relation):
            yield refuse(
                ROOT, message("the template fetches or embeds {target}; remove it", target=relation.get("Target"))
            )
    # Word parts an instruction into runs wherever it likes, so a field's name is looked for in all of them together
    instructions = [found.text or "" for found in root.iter(_WORD + "instrText")]
    instructions += [found.get(_WORD + "instr") or "" for found in root.iter(_WORD + "fldSimple")]
    if found := _ACTIVE_FIELD.search("".join(instructions)):
        yield refuse(
            ROOT, message("the template has a field {field} that fetches something; remove it", field=found[0])
        )


def _is_active(relation: etree._Element) -> bool:
    kind, target = relation.get("Type") or "", relation.get("Target") or ""
    if _ACTIVE_RELATION.search(kind):
        return True
    if relation.get("TargetMode") != "External" or kind.endswith("/attachedTemplate"):
        return False  # the template that Word itself made the file from is left out later
    return not (_HARMLESS_OUTSIDE.search(kind) and _HARMLESS_TARGET.match(target))
