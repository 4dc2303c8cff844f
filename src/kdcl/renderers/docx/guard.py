"""What a school's template may hold: looks, headers and footers, and nothing that acts or fetches."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from kdcl.errors import TemplateFileError
from kdcl.findings import Finding, refuse
from kdcl.messages import message
from kdcl.places import ROOT, in_file

MOST_PARTS = 1_000
MOST_BYTES = 64 * 1024 * 1024
"""What a template may hold at most, unpacked."""

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ACTIVE_PART = re.compile(r"vbaProject|activeX|/embeddings/|oleObject|\.(?:bin|exe|dll|vbs|js)$", re.IGNORECASE)
_ACTIVE_RELATION = re.compile(
    r"/(?:aFChunk|attachedToolbars|control|frame|keyMapCustomizations|oleObject|package|subDocument|vbaProject)$"
)
_ACTIVE_FIELD = re.compile(
    r"\b(?:AUTOTEXT|DATABASE|DDE|DDEAUTO|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|MACROBUTTON|RD)\b",
    re.IGNORECASE,
)
_HARMLESS_OUTSIDE = re.compile(r"/(?:hyperlink|attachedTemplate)$")
_HARMLESS_TARGET = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def require_harmless(template: bytes, source: str) -> None:
    """Refuse a template that is no sound package, or that holds more than looks.

    Raises:
        TemplateFileError: it is no zip archive, too large, not well-formed; or it has macros, embedded objects,
            fields or relations that fetch something, or document type declarations.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            problems = tuple(_iter_entry_problems(package)) or tuple(_iter_part_problems(package))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError):
        problems = (refuse(ROOT, message("this is no Word file; save the template as .docx or .dotx")),)
    if problems:
        raise TemplateFileError(source, problems)


def _iter_entry_problems(package: zipfile.ZipFile) -> Iterator[Finding]:
    entries = package.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        yield refuse(ROOT, message("the template is too large; keep only its styles, header and footer"))
    names: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name in names or name.startswith("/") or "\\" in name or ".." in name.split("/") or entry.flag_bits & 1:
            yield refuse(in_file(file=name), message("an entry of this kind is in no Word file that Word writes"))
        names.add(name)
        if _ACTIVE_PART.search(name):
            yield refuse(in_file(file=name), message("the template holds a macro or an embedded object; remove it"))


def _iter_part_problems(package: zipfile.ZipFile) -> Iterator[Finding]:
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            yield from (
                refuse(in_file(file=name), reason.message) for reason in _iter_markup_problems(package.read(name))
            )


def _iter_markup_problems(part: bytes) -> Iterator[Finding]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        yield refuse(ROOT, message("this part is not well-formed; open the template in Word and save it again"))
        return
    if root.getroottree().docinfo.internalDTD is not None:
        yield refuse(ROOT, message("this part declares a document type, which no part of a Word file does"))
    for relation in root.iter(_RELATION):
        if _is_active(relation):
            yield refuse(
                ROOT, message("the template fetches or embeds {target}; remove it", target=relation.get("Target"))
            )
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
