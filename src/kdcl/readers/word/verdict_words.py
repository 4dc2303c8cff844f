"""The words of verdicts as patterns for texts in small letters with their accents; the words are in ``words.toml``."""

from __future__ import annotations

import functools

from kdcl.readers.vocabulary.words import GetPattern, exact_words, phrase_list
from kdcl.readers.word.marks import BOXES, TICKS

_LETTERS = r"(?:[a-h](?!\w)[\s,&+).\"'\-]*+)+"
_SEVERAL = _LETTERS + r"(?:{and}\s+" + _LETTERS + ")*"
_COUNT, _ABOUT = r"(?:\d{1,3}|{small_number})", "(?:{indicator}|cs|{criterion})"
_OR = r"\s*(?:{either}\b|[/,-])\s*"
_BOTH = rf"(?:\b{{met}}{_OR}{{not_met}}\b|\b{{not_met}}{_OR}{{met}}\b)"
_NO_MARK, _NO_COLON = rf"[^():{TICKS}{BOXES}]*", rf"[^:{TICKS}{BOXES}]*"
_LABELS = r"\b{label_filling}\b|\b{items.verdict}\b"
_CAPITAL = "A-Z\u00c0-\u00dd\u0102\u0110\u0128\u0168\u01a0\u01af\u1ea0-\u1ef8"
get_grammar: GetPattern = exact_words(
    r"(?P<not_met>\b{not_met}\b)|(?P<open>\b{open}\b)|(?P<met>\b{met}\b)"
    rf"|(?P<share>\b(?P<part>{_COUNT})\s*(?:/|{{out_of}})\s*(?P<whole>{_COUNT})\b(?:\s*{_ABOUT}\b)?)"
    rf"|(?P<all>\b(?P<number>{_COUNT})\s+{_ABOUT}\b)"
    rf"|\b(?:{{indicator}}|cs)\s*(?:[:(]\s*)?(?P<letters>{_SEVERAL})"
    r"|(?P<criterion>\b{criterion}\b(?:\s*(?:s\u1ed1\s*)?(?P<code>\d{1,2}(?:\.\d{1,2})?)(?![\d/])(?:\s*\.(?=\s))?)?)"
    r"|\b{standard}(?:\s*(?P<standard>\d{1,2}))?(?![\w/])|\b{indicator}\b"
)
"""What counts in a clause: verdicts, what they are about, counts."""

get_filling: GetPattern = exact_words(r"\b{verdict_filling}\b|" + _LABELS)
"""The words that may stand beside a verdict without changing it."""

get_labels: GetPattern = exact_words(_LABELS)
"""The words that labels are made of: they state nothing by themselves."""

get_hedges: GetPattern = exact_words(r"\b{hedges}\b")
"""The words that take a verdict back or put it off."""

get_hopes: GetPattern = exact_words(r"\b(?:{hopes}|{not_yet}|{past})\b")
"""The words above marks that say that they are hoped for, or were those of another time."""

get_school_name: GetPattern = exact_words(
    r"(?i:\b(?:{types.primary}|{types.secondary}))"
    rf"(?:\s+(?:[{_CAPITAL}][^\W\d_]*|\d{{1,2}}(?=\s)))+(?=\s+[^\W\d_])"
)
"""A school's kind with its name behind it, in capitals: it says nothing of the verdict."""

get_denials: GetPattern = exact_words(r"\b{not}\b")
"""The words for "not"."""

get_reason: GetPattern = exact_words(r"(?<![\s,(\u2013-])[\s,(\u2013-]++{reason}\b")
"""What opens the reason of a verdict."""

get_bare_letters: GetPattern = exact_words(
    rf"\W*(?:(?:(?P<before>{_SEVERAL})[\s:=\-]*(?:{{each}}\s+)?)?(?:(?P<not_met>{{not_met}})|{{met}})\b"
    rf"(?(before)|\s*(?:[:(\-]\s*)?(?P<behind>{_SEVERAL}))\W*)"
)
"""A clause that names indicators by their letters alone, before or behind the verdict."""

get_prompt: GetPattern = exact_words(rf"[\s(]*{_BOTH}[\s):.]*")
"""Both verdicts with a word or sign for "or" between them, and nothing else."""

# The first prompt decides: where what follows it does not fit, what follows a later one does not either.
get_prompt_in_brackets: GetPattern = exact_words(rf"\((?>{_NO_MARK}?{_BOTH}){_NO_MARK}\)")
get_prompt_before_colon: GetPattern = exact_words(rf"^(?>{_NO_COLON}?{_BOTH}){_NO_COLON}:")
get_prompt_line: GetPattern = exact_words(rf"\A\W*{{prompt_opening}}\b(?>{_NO_COLON}?{_BOTH}){_NO_COLON}")
"""A prompt to choose that is a whole line."""


@functools.cache
def get_small_numbers() -> dict[str, int]:
    """Return the small numbers by their words."""
    return {word: place for place, word in enumerate(phrase_list("phrases", "small_number"), start=1)}
