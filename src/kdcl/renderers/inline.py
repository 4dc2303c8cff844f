"""Runs of text in Markdown: escaped, so that nothing a school writes is taken for markup."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import quote

from kdcl.blocks import Run
from kdcl.text.characters import LINE_BREAK

# GitHub reads formulas between dollar signs, and crosses out between tildes.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
# A table is parted at every stroke, also inside a tag.
_UNSAFE_IN_ATTRIBUTES = {ord(character): f"&#{ord(character)};" for character in "\t\n\r|"}
_MARK_AT_START = re.compile(r"(\d{1,9})([.)])|([-+=:])")


def inline(runs: Iterable[Run]) -> str:
    """Return the runs as one line of Markdown: line feeds as ``<br>``, emphasis by stars where they are safe.

    Stars are no emphasis at every place, such as between a letter and a bracket; there HTML elements stand.
    """
    merged = [
        (look, "".join(run.text for run in group))
        for look, group in groupby(runs, key=lambda run: (run.bold, run.italic, run.underlined, run.link, run.address))
    ]
    parts: list[str] = []
    for number, (look, text) in enumerate(merged):
        before = parts[-1][-1:] if parts else ""
        after_look, after_text = merged[number + 1] if number + 1 < len(merged) else ((), "")
        after = "*" if any(after_look) else after_text[:1]
        part = _styled(text, look, before, after)
        parts.extend(filter(None, (part,)))
    return "".join(parts).strip()


def escape(text: str) -> str:
    """Return the text with every character escaped that Markdown could read as markup inside a line."""
    return LINE_BREAK.sub("<br>", _MARKUP.sub(r"\\\1", text))


def at_line_start(line: str) -> str:
    """Return the line so that its beginning is not taken for a list, a rule or a heading's underline."""
    found = _MARK_AT_START.match(line)
    if found is None:
        return line
    end = found.end() - 1
    return f"{line[:end]}\\{line[end:]}"


def anchor(bookmark: str) -> str:
    """Return the place that links to the bookmark lead to."""
    return f'<a id="{html.escape(bookmark).translate(_UNSAFE_IN_ATTRIBUTES)}"></a>'


def link(content: str, bookmark: str) -> str:
    """Return the content as a link to the bookmark."""
    return f"[{content}](#{quote(bookmark, safe='')})"


def _styled(text: str, look: tuple[bool, bool, bool, str | None, str | None], before: str, after: str) -> str:
    core = text.strip()
    if not core:
        return escape(text)
    bold, italic, underlined, bookmark, address = look
    start = text.index(core)
    lead, tail = escape(text[:start]), escape(text[start + len(core) :])
    content = escape(core)
    if bold or italic:
        outside = (lead or before)[-1:], (tail or after)[:1]
        is_safe = bookmark is not None or address is not None or _is_flanked(*outside, core)
        content = _emphasised(content, is_bold=bold, is_italic=italic, by_stars=is_safe)
    if underlined:
        content = f"<ins>{content}</ins>"
    if bookmark is not None:
        content = link(content, bookmark)
    elif address is not None:
        # in angle brackets, since an address may hold round ones
        content = f"[{content}](<{address}>)"
    return lead + content + tail


def _emphasised(content: str, *, is_bold: bool, is_italic: bool, by_stars: bool) -> str:
    if by_stars:
        stars = "*" * (2 * is_bold + is_italic)
        return stars + content + stars
    content = f"<em>{content}</em>" if is_italic else content
    return f"<strong>{content}</strong>" if is_bold else content


def _is_flanked(before: str, after: str, core: str) -> bool:
    """Whether stars around the core are read as emphasis between these neighbours."""
    return _opens(before, core[0]) and _opens(after, core[-1])


def _opens(outside: str, inside: str) -> bool:
    if outside == "*":
        return False
    # the rule of CommonMark for stars: beside punctuation inside, blanks or punctuation have to stand outside
    return not outside or outside.isspace() or _is_punctuation(outside) or not _is_punctuation(inside)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
