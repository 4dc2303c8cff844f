"""Damages sound inputs in ways that know how they are built: texts, JSON, markup, packages, bytes.

Every way takes a source of chance and what is to be damaged, and gives the damaged input; the same chance gives the
same damage.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

Chance = random.Random

MOST = 1_000_000
"""How large a damaged input may become: the bounds of time and memory are said of inputs up to this size."""

HUGE = ("0", "-1", "1e999", "9" * 40, "9" * 5000, "4294967296", "-9223372036854775809", "0.0000000001", "١٢٣", "NaN")
"""Numbers that some program takes badly."""

HOSTILE = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\ufffe",
    "\u202e",
    "\u200b",
    "e\u0302\u0323",
    "\r\n",
    "\t",
    "=1+1",
    "<x>",
    "&lt;&#0;&nope;",
    "]]>",
    "{{ a }} {b} %s",
    "[H1-1-01-01",
    "[H9999999999-1-01-01]",
    "H1-1-01-01; 02-99999",
    "MC.1.1.01",
    "31/02/2016",
    "ngày 99 tháng 99 năm 9999",
    "1.2.3,4,5",
    "../../x",
    "[0]",
    "a[1]:5-3",
    "'''",
    '"',
    "\\u",
    "true",
    "null",
    "[[a]]",
    "[" * 500,
    '{"a":' * 300,
    "a" * 20_000,
    " " * 20_000,
    "1" * 20_000,
    "Đạt ☒ Không đạt ☒",
    "Tiêu chí 99: ",
)
"""Texts that some reader takes for something else, or takes long over."""


def _is_drawn(chance: Chance, share: float) -> bool:
    return chance.random() < share


_NUMBER = re.compile(r"[0-9]+")


def damage_text(chance: Chance, text: str) -> str:
    """Return a text with one to four changes: cut, doubled, moved, with huge numbers or hostile texts in it."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(_TEXT_WAYS)(chance, text)[:MOST]
    return text


def _cut(chance: Chance, text: str) -> str:
    start, end = _span(chance, len(text))
    return text[:start] + text[end:]


def _double(chance: Chance, text: str) -> str:
    start, end = _span(chance, len(text))
    return text[:end] + text[start:end] * chance.choice((1, 1, 2, 50)) + text[end:]


def _move(chance: Chance, text: str) -> str:
    start, end = _span(chance, len(text))
    rest = text[:start] + text[end:]
    place = chance.randint(0, len(rest))
    return rest[:place] + text[start:end] + rest[place:]


def _insert(chance: Chance, text: str) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice((*HOSTILE, *HUGE)) + text[place:]


def _number(chance: Chance, text: str) -> str:
    found = list(_NUMBER.finditer(text))
    if not found:
        return _insert(chance, text)
    one = chance.choice(found)
    return text[: one.start()] + chance.choice(HUGE) + text[one.end() :]


def _letter(chance: Chance, text: str) -> str:
    if not text:
        return text
    place = chance.randrange(len(text))
    letter = chance.choice((chance.choice(text), chr(chance.randrange(1, 0x250)), chr(chance.randrange(0x11000))))
    return text[:place] + letter + text[place + 1 :]


def _lines(chance: Chance, text: str) -> str:
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case _:
            lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _end(chance: Chance, text: str) -> str:
    return text[: chance.randint(0, len(text))]


_TEXT_WAYS: tuple[Callable[[Chance, str], str], ...] = (
    _cut,
    _double,
    _move,
    _insert,
    _insert,
    _number,
    _number,
    _letter,
    _letter,
    _lines,
    _lines,
    _end,
)


def _span(chance: Chance, length: int) -> tuple[int, int]:
    start = chance.randint(0, length)
    return start, min(length, start + int(chance.choice((1, 3, 10, 100, 1000)) * chance.random()) + 1)


def damage_bytes(chance: Chance, data: bytes) -> bytes:
    """Return bytes with bits turned, a stretch doubled or left out, or the end cut off."""
    changed = bytearray(data)
    match chance.randrange(4):
        case 0:
            del changed[chance.randint(0, len(changed)) :]
        case 1:
            start, end = _span(chance, len(changed))
            del changed[start:end]
        case 2:
            start, end = _span(chance, len(changed))
            changed[end:end] = changed[start:end]
        case _:
            for _ in range(chance.randint(1, 30) if changed else 0):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def damage_json(chance: Chance, text: str) -> str:
    """Return JSON with values left out, doubled, replaced or moved in its tree, sometimes damaged as text too."""
    tree = json.loads(text)
    for _ in range(chance.randint(1, 5)):
        _damage_node(chance, tree)
    written = json.dumps(tree, ensure_ascii=_is_drawn(chance, 0.5), allow_nan=True)
    return damage_text(chance, written) if _is_drawn(chance, 0.2) else written[:MOST]


def _damage_node(chance: Chance, tree: Any) -> None:  # noqa: ANN401 - what stands in JSON
    nodes: list[Any] = [tree]
    for node in nodes:
        nodes += [each for each in (node.values() if isinstance(node, dict) else node) if isinstance(each, dict | list)]
    node = chance.choice(nodes)
    key: Any = chance.choice(list(node) if isinstance(node, dict) else range(len(node))) if node else None
    if key is None or _is_drawn(chance, 0.1):
        value = _strange(chance, nodes)
        if isinstance(node, dict):
            node[chance.choice(HOSTILE)] = value
        else:
            node.insert(chance.randint(0, len(node)), value)
    elif _is_drawn(chance, 0.25):
        del node[key]
    elif _is_drawn(chance, 0.2) and isinstance(node, list):
        node[key:key] = [node[key]] * chance.choice((1, 2, 200))
    elif isinstance(node[key], str) and _is_drawn(chance, 0.5):
        node[key] = damage_text(chance, node[key])
    else:
        node[key] = _strange(chance, nodes)


def _strange(chance: Chance, nodes: list[Any]) -> Any:  # noqa: ANN401 - what stands in JSON
    other = json.loads(json.dumps(chance.choice(nodes)))
    numbers = (0, -1, 10**30, 10**4200, 1e308, float("inf"), float("nan"), 0.1, True, False, None)
    return chance.choice((chance.choice(numbers), chance.choice(HOSTILE), chance.choice(HUGE), other, [], {}, [[]]))


def damage_markup(chance: Chance, data: bytes) -> bytes:
    """Return XML with elements and attributes left out, doubled, moved, renamed or filled with hostile texts."""
    if _is_drawn(chance, 0.15):
        return damage_text(chance, data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return damage_bytes(chance, data)
    for _ in range(chance.randint(1, 4)):
        elements = list(root.iter("*"))
        one, other = chance.choice(elements), chance.choice(elements)
        chance.choice(_MARKUP_WAYS)(chance, one, other)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")[:MOST]


def _drop_element(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    del chance, other
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _double_element(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    del other
    count = chance.choice((1, 1, 3, 300))
    copy = etree.tostring(one, with_tail=False)
    if one.getparent() is not None and len(copy) * count < MOST:
        for _ in range(count):
            one.addnext(_parse_copy(copy))


def _nest_element(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    copy = etree.tostring(one, with_tail=False)
    if len(copy) < MOST // 10:
        other.insert(chance.randint(0, len(other)), _parse_copy(copy))


def _parse_copy(copy: bytes) -> etree._Element:
    """Return the element of a copy; an attribute that was given the name of a namespace is left out of it."""
    return etree.fromstring(copy, etree.XMLParser(recover=True))


def _rename_element(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    one.tag = chance.choice((str(other.tag), "x", "{urn:x}" + etree.QName(one).localname))


def _drop_attribute(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    del other
    if one.attrib:
        del one.attrib[chance.choice(sorted(map(str, one.attrib)))]


def _fill_attribute(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    names = sorted(map(str, [*one.attrib, *other.attrib])) or ["x"]
    values = (*HUGE, *filter(_is_markup_text, HOSTILE), *sorted(map(str, other.attrib.values())))
    one.set(chance.choice(names), chance.choice(values))


def _fill_text(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    texts = (*HUGE, *filter(_is_markup_text, HOSTILE), other.text)
    one.text = chance.choice(texts)


def _damage_own_text(chance: Chance, one: etree._Element, other: etree._Element) -> None:
    del other
    damaged = damage_text(chance, one.text or "")
    if _is_markup_text(damaged):
        one.text = damaged


def _is_markup_text(text: str) -> bool:
    return not re.search("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)


_MARKUP_WAYS: tuple[Callable[[Chance, etree._Element, etree._Element], None], ...] = (
    _drop_element,
    _double_element,
    _nest_element,
    _rename_element,
    _drop_attribute,
    _fill_attribute,
    _fill_attribute,
    _fill_text,
    _damage_own_text,
)


def damage_package(chance: Chance, data: bytes) -> bytes:
    """Return an Office file with damaged markup in a part, parts left out, renamed or doubled, or damaged bytes."""
    if _is_drawn(chance, 0.1):
        return damage_bytes(chance, data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        place = chance.choices(range(len(parts)), [len(part) + 200 for _, part in parts])[0]
        name, part = parts[place]
        match chance.randrange(12):
            case 0:
                del parts[place]
            case 1:
                parts[place] = (chance.choice((chance.choice(parts)[0], "../x", name.upper(), "x" * 300)), part)
            case 2:
                parts.append((name, chance.choice(parts)[1]))
            case 3:
                parts[place] = (name, damage_bytes(chance, part))
            case _:
                parts[place] = (name, damage_markup(chance, part))
        if not parts:
            return b""
    return write_package(parts)


def write_package(parts: list[tuple[str, bytes]]) -> bytes:
    """Return parts as a package that is the same each time, doubled names included."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts:
            entry = zipfile.ZipInfo(name)  # its date is fixed
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.NameToInfo.pop(name, None)  # zipfile warns of a name that stands twice, which is wanted here
            package.writestr(entry, part)
    return made.getvalue()
