"""The words of verdicts as patterns for texts in small letters with their accents; the words are in ``words.toml``."""

from __future__ import annotations

import functools
import re

from kdcl.readers.vocabulary.words import exact_pattern, phrase_list
from kdcl.readers.word.marks import BOXES, TICKS

_LETTERS = r"(?:[a-h](?!\w)[\s,&+).\"'\-]*+)+"


@functools.cache
def get_grammar() -> re.Pattern[str]:
    """Return the pattern of what counts in a clause: verdicts, what they are about, counts."""
    met, not_met, opened, indicator, criterion, standard, number = (
        exact_pattern("phrases", name)
        for name in ("met", "not_met", "open", "indicator", "criterion", "standard", "small_number")
    )
    count, out_of = rf"(?:\d{{1,3}}|{number})", exact_pattern("phrases", "out_of")
    about = rf"(?:{indicator}|cs|{criterion})"
    return re.compile(
        rf"(?P<not_met>\b{not_met}\b)|(?P<open>\b{opened}\b)|(?P<met>\b{met}\b)"
        rf"|(?P<share>\b(?P<part>{count})\s*(?:/|{out_of})\s*(?P<whole>{count})\b(?:\s*{about}\b)?)"
        rf"|(?P<all>\b(?P<number>{count})\s+{about}\b)"
        rf"|\b(?:{indicator}|cs)\s*(?:[:(]\s*)?(?P<letters>{_letters()})"
        rf"|(?P<criterion>\b{criterion}\b(?:\s*(?:s\u1ed1\s*)?(?P<code>\d{{1,2}}(?:\.\d{{1,2}})?)(?![\d/])(?:\s*\.(?=\s))?)?)"
        rf"|\b{standard}(?:\s*(?P<standard>\d{{1,2}}))?(?![\w/])|\b{indicator}\b"
    )


@functools.cache
def _letters() -> str:
    return rf"{_LETTERS}(?:{exact_pattern('phrases', 'and')}\s+{_LETTERS})*"


@functools.cache
def get_filling() -> re.Pattern[str]:
    """Return the pattern of the words that may stand beside a verdict without changing it."""
    return re.compile(rf"\b{exact_pattern('phrases', 'verdict_filling')}\b|{get_labels().pattern}")


@functools.cache
def get_labels() -> re.Pattern[str]:
    """Return the pattern of the words that labels are made of: they state nothing by themselves."""
    return re.compile(rf"\b{exact_pattern('phrases', 'label_filling')}\b|\b{exact_pattern('items', 'verdict')}\b")


@functools.cache
def get_hedges() -> re.Pattern[str]:
    """Return the pattern of the words that take a verdict back or put it off."""
    return re.compile(rf"\b{exact_pattern('phrases', 'hedges')}\b")


@functools.cache
def get_hopes() -> re.Pattern[str]:
    """Return the pattern of the words above marks that say that they are hoped for, or were those of another time."""
    return re.compile(rf"\b(?:{'|'.join(exact_pattern('phrases', name) for name in ('hopes', 'not_yet', 'past'))})\b")


@functools.cache
def get_school_name() -> re.Pattern[str]:
    """Return the pattern of a school's kind with its name behind it, in capitals: it says nothing of the verdict."""
    kinds = "|".join(exact_pattern("types", kind) for kind in ("primary", "secondary"))
    capital = "A-Z\u00c0-\u00dd\u0102\u0110\u0128\u0168\u01a0\u01af\u1ea0-\u1ef8"
    return re.compile(rf"(?i:\b(?:{kinds}))(?:\s+(?:[{capital}][^\W\d_]*|\d{{1,2}}(?=\s)))+(?=\s+[^\W\d_])")


@functools.cache
def get_denials() -> re.Pattern[str]:
    """Return the pattern of the words for "not"."""
    return re.compile(rf"\b{exact_pattern('phrases', 'not')}\b")


@functools.cache
def get_reason() -> re.Pattern[str]:
    """Return the pattern of what opens the reason of a verdict."""
    return re.compile(rf"(?<![\s,(\u2013-])[\s,(\u2013-]++{exact_pattern('phrases', 'reason')}\b")


@functools.cache
def get_bare_letters() -> re.Pattern[str]:
    """Return the pattern of a clause that names indicators by their letters alone, before or behind the verdict."""
    met, not_met = (exact_pattern("phrases", name) for name in ("met", "not_met"))
    letters, each = _letters(), exact_pattern("phrases", "each")
    return re.compile(
        rf"\W*(?:(?:(?P<before>{letters})[\s:=\-]*(?:{each}\s+)?)?(?:(?P<not_met>{not_met})|{met})\b"
        rf"(?(before)|\s*(?:[:(\-]\s*)?(?P<behind>{letters}))\W*)"
    )


@functools.cache
def get_both() -> str:
    """Return the pattern of both verdicts with a word or sign for "or" between them."""
    met, not_met = (exact_pattern("phrases", name) for name in ("met", "not_met"))
    between = rf"\s*(?:{exact_pattern('phrases', 'either')}\b|[/,-])\s*"
    return rf"(?:\b{met}{between}{not_met}\b|\b{not_met}{between}{met}\b)"


@functools.cache
def get_prompts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of prompts to choose: in brackets, before a colon, and as a whole line."""
    no_mark, no_colon = rf"[^():{TICKS}{BOXES}]*", rf"[^:{TICKS}{BOXES}]*"
    opening = exact_pattern("phrases", "prompt_opening")
    return (
        # The first prompt decides: where what follows it does not fit, what follows a later one does not either.
        re.compile(rf"\((?>{no_mark}?{get_both()}){no_mark}\)"),
        re.compile(rf"^(?>{no_colon}?{get_both()}){no_colon}:"),
        re.compile(rf"\A\W*{opening}\b(?>{no_colon}?{get_both()}){no_colon}"),
    )


@functools.cache
def get_small_numbers() -> dict[str, int]:
    """Return the small numbers by their words."""
    return {word: place for place, word in enumerate(phrase_list("phrases", "small_number"), start=1)}
