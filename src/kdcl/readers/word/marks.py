"""Tells the marks that people put beside a verdict: a tick, nothing, "no", and what could be either.

A mark decides a rating, so only what surely is one counts; what is not understood is said to be so.
"""

from __future__ import annotations

import enum
import functools
import re
from typing import Literal

from kdcl.readers.files.content import FileCell
from kdcl.readers.vocabulary.words import folded_words, phrase_pattern
from kdcl.school import Rating
from kdcl.text.folding import fold
from kdcl.text.phrases import is_blank

TICKS = (
    "\u2611\u2612\u22a0\u2713\u2714\u2705\u221a"
    "\u2715\u2716\u2717\u2718\u274c\u00d7\u2a2f\u2573\u0445\u0425\u03c7"
    "\u25cf\u25a0\u25a3"
)
"""Signs that mark what they stand beside: ticks, crosses of every alphabet, filled circles and boxes."""
BOXES = "\u2610\u25a1\u25fb\u25ab\u25a2\u2751\u2752\u25cb"
"""Empty boxes and circles: room for a mark."""

# Keyboards have no tick: x or v is typed for one, unless a letter follows, which makes it a word.
_SIGN = rf"(?:[{TICKS}]|[xv](?![^\W\d_]))"
_YES = re.compile(rf"(?:[{TICKS}xv]\s*)+|\+{{1,3}}|\*{{1,2}}|1|co|yes")
_EMPTY = re.compile(rf"[\s{BOXES}]*")
_SIGNS = r"\s*[-+]\s*"
_LETTERED = r"(?:[\s,&]|\bva\b|\b[a-h]\b)+"
_AROUND = " \t\n.,:;()[]"
# An abbreviation needs its capital or its stroke: a small "d" or "k" may be the letter of an indicator.
_SHORT = {"\u0110": Rating.MET, "K\u0110": Rating.NOT_MET, "C\u0110": Rating.NOT_MET, "K": Rating.NOT_MET}
# People shorten the first word alone: the letter for "not", and "met" written out.
_HALF = re.compile("[KC][.\\s]*(?:[\u0110\u0111]\u1ea1t|\u0110\u1ea0T)|[KC]\\.\\s*\u0110")


class ReportMark(enum.Enum):
    """What stands where a mark belongs."""

    NONE = "none"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def read_mark(text: str, rating: Rating | None = None) -> ReportMark:
    """Return what a text says where only a mark belongs.

    Args:
        text: what stands there.
        rating: the verdict that a mark there states; the words for it are a mark of it too.

    >>> read_mark("\u00d7"), read_mark("(+)"), read_mark("-"), read_mark("?")
    (<ReportMark.YES: 'yes'>, <ReportMark.YES: 'yes'>, <ReportMark.NONE: 'none'>, <ReportMark.UNKNOWN: 'unknown'>)
    """
    folded = fold(text)
    # A minus in brackets says no; a dash without them is how people leave a cell empty.
    if re.fullmatch(r"\s*\(\s*-\s*\)\s*", folded):
        return ReportMark.NO if rating is not Rating.NOT_MET else ReportMark.UNKNOWN
    bare = folded.strip(_AROUND)
    if _YES.fullmatch(bare):
        return ReportMark.YES
    if is_blank(folded) or _EMPTY.fullmatch(bare):
        return ReportMark.NONE
    if _no_facts().fullmatch(bare):
        return ReportMark.NO
    stated = find_short_verdict(text) or _word(bare)
    if rating is None or stated is None:
        return ReportMark.UNKNOWN
    return ReportMark.YES if stated is rating else ReportMark.NO if rating is Rating.MET else ReportMark.UNKNOWN


def is_mark(text: str) -> bool:
    """Whether a cell bears anything but blanks, zeros, empty boxes and "no"."""
    return read_mark(text) in (ReportMark.YES, ReportMark.UNKNOWN)


def find_short_verdict(text: str) -> Rating | None:
    """Return the verdict that an abbreviation alone states, or None."""
    # Older keyboards and fonts type the Icelandic eth for the letter; the capitals look the same.
    bare = text.replace("\u00d0", "\u0110").strip(_AROUND)
    return Rating.NOT_MET if _HALF.fullmatch(bare) else _SHORT.get(bare)


def head_verdict(cell: FileCell) -> Rating | None:
    """Return the verdict that is the head of a column or row, written out or short."""
    found = re.fullmatch(r"\W*(.*?)(?:\s*\((?P<aside>[^()]*)\))?\W*", cell.folded, re.DOTALL)
    bare = "" if found is None else found[1]
    rating = _word(_labels().sub("", bare))
    if rating is not None and found is not None and found["aside"] and not _is_harmless(found["aside"], rating):
        return None
    return rating or find_short_verdict(cell.text)


def _is_harmless(aside: str, rating: Rating) -> bool:
    """Whether what stands in brackets behind a verdict leaves it as it is: a mark, how to mark, which are not met."""
    if read_mark(aside, rating) is not ReportMark.UNKNOWN or re.fullmatch(_SIGNS, aside):
        return True
    if rating is Rating.NOT_MET and re.fullmatch(_LETTERED, _indicator().sub("", aside)):
        return True
    return not re.search(r"\w", _marking().sub("", aside))


_no_facts = folded_words("{no_facts}")
_indicator = folded_words("{indicator}")
_marking = folded_words(r"\b(?:{marking}|x)\b")
_labels = folded_words(r"\A(?:{result_label}\s+)+")


@functools.cache
def _words() -> dict[Rating, re.Pattern[str]]:
    return {rating: re.compile(phrase_pattern("phrases", rating.value)) for rating in Rating}


def _word(folded: str) -> Rating | None:
    return next((rating for rating, pattern in _words().items() if pattern.fullmatch(folded)), None)


_TICK_ANYWHERE = re.compile(rf"(?<![^\W\d_]){_SIGN}")


def has_tick(text: str) -> bool:
    """Whether a tick stands anywhere in a text in small letters."""
    return _TICK_ANYWHERE.search(text) is not None


def has_box(text: str) -> bool:
    """Whether a box stands in a text in small letters, ticked or not."""
    # Boxes are also typed: a pair of brackets with room between them.
    return re.search(rf"[{BOXES}\u2611\u2612]|\[\s*(?:x\s*)?\]|\(\s*(?:x\s*)?\)", text) is not None


def choose(met: ReportMark, not_met: ReportMark) -> Rating | Literal[False] | None:
    """Return the rating that two marks beside each other state; False for none at all, None where it is not clear."""
    match met, not_met:
        case ReportMark.YES, ReportMark.NONE | ReportMark.NO:
            return Rating.MET
        case ReportMark.NONE | ReportMark.NO, ReportMark.YES:
            return Rating.NOT_MET
        case ReportMark.NONE, ReportMark.NONE:
            return False
        case _:
            return None
