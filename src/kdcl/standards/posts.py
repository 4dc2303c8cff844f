"""Whether a person's post, as people write posts, is one that a rule of the law names."""

from __future__ import annotations

import functools
import re

from kdcl.standards.council import PostRule
from kdcl.text.folding import fold_case

# A stop shortens a word, and so does a stroke after the one letter of a deputy; other signs part the posts of a person.
# A hyphen without blanks parts two posts only before a capital: "Hiệu trưởng-BTCB", but not in "Vice-Principal".
_BETWEEN_POSTS = re.compile(
    r"[,;:+&()\[\]_\n\u2013\u2014]|(?<!\bP)/|\s-\s|(?<![Vv]ice)(?<!VICE)(?<![Pp]h\u00f3)(?<!PH\u00d3)(?<!\bP)-(?=[A-ZĐÊÔÂÁÀỦ])"
    r"|\b(?:kiêm|và)\b"
)
_SIGNS = re.compile(r"[\s./-]+")


def holds_post(position: str, rule: PostRule) -> bool:
    """Whether one of the posts of a person fits: people join several, and shorten them, as in "P.HT - CTCĐ"."""
    return any(_fits(post, rule) for post in _BETWEEN_POSTS.split(position))


def _fits(post: str, rule: PostRule) -> bool:
    words = _SIGNS.sub(" ", fold_case(post)).strip()
    if _begins_with(rule.excluded).match(words):
        return False
    is_named = _begins_with(rule.posts).match(words) or _begins_with(rule.shortened, is_shortened=True).match(words)
    # An abbreviation may stand alone, or before the body it is of: "TTCM", "TTCM tổ 3".
    written = {words.replace(" ", "").upper(), words.partition(" ")[0].upper()}
    return is_named is not None or not written.isdisjoint(rule.abbreviations)


@functools.cache
def _begins_with(posts: tuple[str, ...], *, is_shortened: bool = False) -> re.Pattern[str]:
    """Return a pattern for the beginning of a text with one of these posts, whole up to the end of a word."""
    named = (_shortened(post) if is_shortened else re.escape(_SIGNS.sub(" ", post)) for post in posts)
    return re.compile(rf"(?:{'|'.join(named) or '(?!)'})(?!\w)")


def _shortened(post: str) -> str:
    """Return a pattern for a post each word of which is whole or its first letter; no blank need follow a letter.

    >>> [re.fullmatch(_shortened("giám đốc"), text) is not None for text in ("gđ", "g đốc", "giám")]
    [True, True, False]
    """
    words = post.split()
    pieces = [rf"(?:{re.escape(word)}(?: |$|(?!\w))|{re.escape(word[0])} ?)" for word in words[:-1]]
    last = re.escape(words[-1])
    return "".join(pieces) + rf"(?:{last}|{re.escape(words[-1][0])})"
