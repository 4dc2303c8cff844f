"""What cells of a row say that is more than text: days, the status of collecting, links.

Each reader returns the value and, for what it does not take, a `Doubt`: the text is handed back with a finding.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import attrs

from kdcl.messages import Message, message
from kdcl.readers.lists.result import ListFindingKind
from kdcl.readers.lists.row import ListRow
from kdcl.readers.vocabulary.words import find_entry, folded_words
from kdcl.school import EvidenceStatus
from kdcl.text.characters import is_line
from kdcl.text.dates import WrittenDate, find_dates
from kdcl.text.folding import fold

_days = folded_words(r"\b{list_words.days}\b")
_total = folded_words(r"\W*{list_words.total}\b")
_link_text = folded_words(r"\W*{list_words.link_texts}\W*")
_MOST_DATES = 2
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LONGEST_LINK = 2000
# U+F052, U+F0FC and U+F0FE are ticks of Wingdings 2 and Wingdings, which Excel keeps as private characters.
_TICK = re.compile(r"[xv+*\u00d7\u2611\u2612\u2713\u2714\u2715\u2716\u221a\uf052\uf0fc\uf0fe]+|co|true|1")
_BLANK = re.compile(r"[\s.\-/_]*")
_TICKED = {"collected": EvidenceStatus.COLLECTED, "expected": EvidenceStatus.EXPECTED}
"""The columns that are ticked, with what a tick says."""


@attrs.frozen(kw_only=True)
class Doubt:
    """What was not taken of a row.

    Attributes:
        kind: what the finding is about.
        message: what is so.
        name: the column.
        text: what stands there.
    """

    kind: ListFindingKind
    message: Message
    name: str
    text: str


def read_days(row: ListRow) -> tuple[tuple[dt.date, ...], Doubt | None]:
    """Return the one day or the two of collecting."""
    text = row.text("collecting")
    if not text:
        return (), None
    found = find_dates(text)
    days = tuple(date.day for date in found if date.day is not None)
    if 0 < len(days) == len(found) <= _MOST_DATES and not _says_more(text, found):
        return days, None
    what = message("{text} is neither one day nor two; write them as in 05/09/2016", text=repr(text))
    return (), Doubt(kind=ListFindingKind.BAD_DATE, message=what, name="collecting", text=text)


def _says_more(text: str, dates: Iterable[WrittenDate]) -> bool:
    """Whether words stand beside dates that may change what they mean, such as "before", or a further day."""
    pieces: list[str] = []
    end = 0
    for date in dates:
        pieces.append(text[end : date.start])
        end = date.end
    beside = fold(" ".join([*pieces, text[end:]]))
    return re.search(r"\w", _days().sub(" ", beside)) is not None


def read_status(row: ListRow) -> tuple[EvidenceStatus | None, Doubt | None]:
    """Return how far collecting is: the words of one column, or the tick in one of two."""
    if text := row.text("status"):
        if (name := find_entry("statuses", fold(text))) is not None:
            return EvidenceStatus(name), None
        return None, _unknown_status("status", text)
    said = {name: text for name in _TICKED if (text := row.text(name)) and not _BLANK.fullmatch(text)}
    if not said:
        return None, None
    name, text = next(iter(said.items()))
    if len(said) == 1 and _TICK.fullmatch(fold(text)):
        return _TICKED[name], None
    return None, _unknown_status(name, ", ".join(said.values()))


def _unknown_status(name: str, text: str) -> Doubt:
    what = message("{text} is no status that is known", text=repr(text))
    return Doubt(kind=ListFindingKind.UNKNOWN_STATUS, message=what, name=name, text=text)


@attrs.frozen(kw_only=True)
class ReadLink:
    """The link of a row.

    Attributes:
        address: where it leads; empty where there is none, or none that is safe.
        beside: what else stands there, for the note: further addresses, and the text over an address.
        doubt: what was not taken.
    """

    address: str = ""
    beside: tuple[str, ...] = ()
    doubt: Doubt | None = None


def read_link(row: ListRow) -> ReadLink:
    """Return the link of a row: the address behind a cell, whichever it is, before the text in the column of links."""
    text = row.text("link")
    addresses = row.addresses
    if not addresses and not text:
        return _NO_LINK
    if addresses and _link_text().fullmatch(fold(text)):
        text = ""
    link, *others = tuple(dict.fromkeys(filter(None, (*addresses, text))))
    if is_safe_link(link):
        return ReadLink(address=link, beside=tuple(others))
    what = message("the link leads out of the school's own folder; write a path below it, or a web address")
    doubt = Doubt(kind=ListFindingKind.UNSAFE_LINK, message=what, name="link", text=link)
    return ReadLink(beside=tuple(others), doubt=doubt)


_NO_LINK = ReadLink()


def is_total(text: str) -> bool:
    """Whether a text only counts what stands above it."""
    return _total().match(fold(text)) is not None


def is_safe_link(link: str) -> bool:
    """Whether a link is a web address, or a path that stays below the folder it starts from."""
    if len(link) > _LONGEST_LINK or not is_line(link) or "\ufffd" in link:
        return False
    if re.match(r"https?://[^/\\\s]", link, re.IGNORECASE):
        return True
    # A list from elsewhere must not make programs open what it likes.
    parts = re.split(r"[/\\]", link)
    return not _SCHEME.match(link) and parts[0] != "" and ".." not in (part.strip() for part in parts)
