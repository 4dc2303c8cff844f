"""A school's own template: its styles, header and footer are kept, its text is not; what is missing is added."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from copy import deepcopy
from itertools import chain, count

import attrs
import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from kdcl.errors import TemplateFileError
from kdcl.office.package import read_file
from kdcl.renderers.docx.guard import NO_WORD_FILE, harmless_template
from kdcl.renderers.docx.sections import Surroundings, reference_markup
from kdcl.renderers.docx.styles import styles_markup
from kdcl.renderers.docx.template import SURROUNDINGS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KEPT = frozenset(
    {
        "styles",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "numbering",
        "footnotes",
        "endnotes",
        "header",
        "footer",
    }
)
_KEPT_OF_PACKAGE = frozenset({"officeDocument", "core-properties"})
_UPDATE_FIELDS = _W + "updateFields"
_LEADING_OUTSIDE = frozenset({_W + "attachedTemplate", _W + "mailMerge", _W + "saveThroughXslt"})
_BEHIND_UPDATE_FIELDS = frozenset(
    _W + name
    for name in (
        *(
            "hdrShapeDefaults",
            "footnotePr",
            "endnotePr",
            "compat",
            "docVars",
            "rsids",
            "attachedSchema",
            "themeFontLang",
        ),
        *("clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions"),
        *("readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol"),
        "listSeparator",
    )
)
"""The settings that stand behind ``updateFields`` in the schema's order."""


@attrs.frozen(kw_only=True)
class Letterhead:
    """An opened template, emptied of its text.

    Attributes:
        word: the file, to be given a body.
        surroundings: its headers and footers.
        styles: the id in the template for each of the library's style ids.
    """

    word: WordDocument
    surroundings: Surroundings
    styles: Mapping[str, str]

    def rename_styles(self, root: etree._Element) -> None:
        """Lead every use of a style to the template's style of that name; the library's own template has them all."""
        for use in root.iter(_W + "pStyle", _W + "rStyle") if self.styles else ():
            use.set(_W + "val", self.styles[use.get(_W + "val") or ""])

    def add_part(self, relation: str, reltype: str, name: str, content_type: str, markup: str) -> None:
        """Add a part of markup that the text leads to by a relation."""
        root = etree.fromstring(markup)
        self.rename_styles(root)
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        main = self.word.part
        main.rels.add_relationship(reltype, Part(PackURI(name), content_type, blob, main.package), relation)


def open_letterhead(template: bytes | str | os.PathLike[str], language: str, *, updates_fields: bool) -> Letterhead:
    """Return a template, ready to be given a body.

    Raises:
        UnreadableFileError: the file cannot be read, is no Office file, is damaged, or asks for too much work.
        TemplateFileError: it is no Word file, or it holds more than looks.
    """
    data, source = (template, "template") if isinstance(template, bytes) else (read_file(template), str(template))
    checked = harmless_template(data, source)
    try:
        word = docx.Document(io.BytesIO(checked))
        styles = _merge_styles(word.styles.element, etree.fromstring(styles_markup(language)))
        surroundings = _find_surroundings(word.element.body)
        _drop_relations(word, surroundings)
        settings = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        _settle_settings(word.settings.element, settings, updates_fields=updates_fields)
        letterhead = Letterhead(word=word, surroundings=surroundings, styles=styles)
        _add_own_parts(letterhead)
    except Exception as error:  # sound markup that is no Word file fails in python-docx in many ways
        raise TemplateFileError(source, (NO_WORD_FILE,)) from error
    return letterhead


def _find_surroundings(body: etree._Element) -> Surroundings:
    """Return the headers and footers of the last section; it has those of the sections before that it does not name."""
    found: dict[tuple[str, str], str] = {}
    sections = list(body.iter(_W + "sectPr"))
    for section in sections:
        for kind in ("header", "footer"):
            for reference in section.iter(f"{_W}{kind}Reference"):
                found[kind, reference.get(_W + "type") or "default"] = reference.get(_R_ID) or ""
    markup = {
        kind: "".join(reference_markup(kind, found[key], key[1]) for key in sorted(found) if key[0] == kind)
        for kind in ("header", "footer")
    }
    is_first_apart = bool(sections) and sections[-1].find(_W + "titlePg") is not None
    return Surroundings(headers=markup["header"], footers=markup["footer"], is_first_apart=is_first_apart)


def _drop_relations(word: WordDocument, surroundings: Surroundings) -> None:
    """Drop what belonged to the template's own text, and what the file said of its making."""
    relations = word.part.rels
    used = surroundings.headers + surroundings.footers
    for name, relation in list(relations.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _KEPT or (kind in {"header", "footer"} and f'"{name}"' not in used):
            # python-docx writes the parts that relations lead to and no others, so the part is gone with it
            del relations[name]
    of_package = word.part.package.rels
    for name, relation in list(of_package.items()):
        if relation.reltype.rpartition("/")[2] not in _KEPT_OF_PACKAGE:
            del of_package[name]


def _settle_settings(settings: etree._Element, part: Part, *, updates_fields: bool) -> None:
    """Leave out what leads outside, and say whether fields are updated when the file is opened."""
    for element in [child for child in settings if child.tag in _LEADING_OUTSIDE or child.tag == _UPDATE_FIELDS]:
        settings.remove(element)
    # the settings have no other relations than those to what was just taken out
    part.rels.clear()
    if updates_fields:
        place = next((n for n, child in enumerate(settings) if child.tag in _BEHIND_UPDATE_FIELDS), len(settings))
        settings.insert(place, etree.Element(_UPDATE_FIELDS, {_W + "val": "true"}))


def _merge_styles(theirs: etree._Element, ours: etree._Element) -> Mapping[str, str]:
    """Add the styles that the template lacks and return its id for each of ours; styles are known by their names."""
    known = {(style.get(_W + "type"), _name(style)): _identity(style) for style in theirs.iter(_W + "style")}
    taken = set(known.values())
    identities: dict[str, str] = {}
    added = []
    for style in ours.iter(_W + "style"):
        key = (style.get(_W + "type"), _name(style))
        if key in known:
            identities[_identity(style)] = known[key]
        else:
            wanted = _identity(style)
            names = chain((wanted,), (f"{wanted}{number}" for number in count(2)))
            identities[wanted] = next(name for name in names if name not in taken)
            taken.add(identities[_identity(style)])
            added.append(deepcopy(style))
    has_default = {style.get(_W + "type") for style in theirs.iter(_W + "style") if style.get(_W + "default")}
    for style in added:
        if style.get(_W + "type") in has_default:
            # only one style of a kind may be the default
            style.attrib.pop(_W + "default", "")
        style.set(_W + "styleId", identities[_identity(style)])
        for use in style.iter(_W + "basedOn", _W + "next"):
            use.set(_W + "val", identities[use.get(_W + "val") or ""])
        theirs.append(style)
    return identities


def _identity(style: etree._Element) -> str:
    return style.get(_W + "styleId") or ""


def _name(style: etree._Element) -> str:
    name = style.find(_W + "name")
    # Word does not tell capitals from small letters in the names of its own styles
    return "" if name is None else (name.get(_W + "val") or "").lower()


def _add_own_parts(letterhead: Letterhead) -> None:
    """Add the library's headers and footers; the references to them are those of its own template."""
    for relation, kind, _, markup in SURROUNDINGS:
        content_type = CONTENT_TYPE.WML_FOOTER if kind == "footer" else CONTENT_TYPE.WML_HEADER
        reltype = RELATIONSHIP_TYPE.FOOTER if kind == "footer" else RELATIONSHIP_TYPE.HEADER
        letterhead.add_part(relation, reltype, f"/word/{relation}.xml", content_type, markup)
