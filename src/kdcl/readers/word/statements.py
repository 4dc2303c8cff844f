"""Reads what a line of item 5 states of a criterion and its indicators, and tells what is plainly said from the rest.

A verdict counts where its clause holds nothing but verdicts, what they are about, and words that change nothing
(``verdict_filling`` in ``words.toml``). Any other word may take it back ("basically", "in part", "will be"), and no
list of such words would be whole: so a clause with another word is unclear.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

import attrs

from kdcl.codes import CriterionCode
from kdcl.readers.vocabulary.words import exact_pattern, phrase_list
from kdcl.readers.word.marks import BOXES, TICKS, find_short_verdict, has_box, has_tick
from kdcl.readers.word.verdict_words import (
    get_bare_letters,
    get_denials,
    get_filling,
    get_grammar,
    get_hedges,
    get_labels,
    get_prompt,
    get_prompt_before_colon,
    get_prompt_in_brackets,
    get_prompt_line,
    get_reason,
    get_school_name,
    get_small_numbers,
)
from kdcl.school import Rating
from kdcl.text.folding import fold_case

_LONGEST = 1000
"""No verdict has this many letters; what is longer is text."""
_SHORT = 40
"""A clause without a verdict that is about an indicator, or says "not", was meant as one if it is no longer."""

# A point behind a single letter belongs to a label or an abbreviation. Where nothing parts the clauses, as in "a) met
# b) not met", the next letter does.
_CLAUSES = re.compile(
    r"[;\n]|(?<=[^\W_]{2})[.!](?:\s|$)"
    r"|(?<=[\u1ea1a]t)[\s,.]+(?=[a-h](?:\s*[).:]|\s+(?:\u0111|kh\xf4ng|ch\u01b0a)))"
)
_CLAUSE_LETTER = re.compile(r"[\s+*\-]*([a-h])\s*[).:]")
# The number of the item comes again before the verdict, in digits or as a Roman V.
_LEADING_NUMBER = re.compile(r"[\s*+\-]*(?:(?:5|v)\s*[./,)]\s*\d?|\d{1,2}\s*[.)])(?!\d)[\s.:)/-]*(?=\D)|[\s*+\-]+")
_PLUS = re.compile(r"(?<=[:\s)])(?:\(\s*\+\s*\)|\+)(?=\s*(?:$|[;,.]))")
_BEHIND_A_COLON = re.compile(r"(?<=[^\W\d_]:)\s*(?:\(\s*\+\s*\)|\+|\*)(?=\s|$)")
"""A plus or an asterisk where a mark belongs: behind one of two verdicts. Elsewhere it counts, or leads to a note."""
_MINUS = re.compile(r"(?<=[:\s)])\(\s*[-\u2013\u2212]\s*\)(?=\s*(?:$|[;,.]))")
_ABBREVIATION = re.compile(
    r"(?:^|(?<=[:)\u2013-]))\s*(K?[\u0110\u00d0]|C[\u0110\u00d0]|K)\s*(?=$|[;,.]|\b[a-h]\s*[).:])"
)
_HARMLESS = re.compile(
    rf"[\s.,:;()\[\]\"'\u201c\u201d\u2018\u2019\u2013\u2014/&!{TICKS}{BOXES}\-]|(?<![^\W\d_])[xv](?![^\W\d_])"
)
# A colon, a stroke or dots at the end leave room for a verdict that is still to be written. Read from the end: from the
# beginning every dot of a row would be tried.
_LEFT_OPEN_BACKWARDS = re.compile(r"[\s.]*?(?:[:/]|\.{3}|__)")
_SIGN = re.compile(rf"[?+*{TICKS}]|\(\s*-\s*\)")
"""What a line without words may say all the same."""
_EACH_LETTER = re.compile(r"[a-h](?!\w)")


class Nature(enum.Enum):
    """How a statement is made."""

    PLAIN = "plain"
    OPEN = "open"
    UNCLEAR = "unclear"


@attrs.frozen
class ReportStatement:
    """What is stated of indicators, or of the criterion where no letter is given.

    Attributes:
        letters: the indicators.
        nature: whether it is plain; open where it says itself that nothing is assessed.
        rating: the verdict, of a plain statement.
    """

    letters: str
    nature: Nature
    rating: Rating | None = None


@attrs.define(kw_only=True)
class Said:
    """What a line says.

    Attributes:
        statements: its statements, in order.
        is_partial: whether it says that a part of the indicators is met, without saying which.
        has_other_text: whether it says something else too.
        is_label: whether it says nothing by itself: a label, or a verdict whose box is empty.
    """

    statements: list[ReportStatement] = attrs.field(factory=list)
    is_partial: bool = False
    has_other_text: bool = False
    is_label: bool = False


def read_statements(text: str, subject: str, criterion: CriterionCode, letters: str) -> Said:
    """Return what a line says.

    Args:
        text: the line, behind the letter that it may open with.
        subject: that letter, or an empty text.
        criterion: the criterion whose item the line stands in.
        letters: the letters of its indicators.
    """
    said = Said()
    if len(text) > _LONGEST:
        said.has_other_text = True
        if any(found.lastgroup in ("met", "not_met") for found in get_grammar().finditer(fold_case(text))):
            said.statements.append(ReportStatement("", Nature.UNCLEAR))
        return said
    lowered = _without_prompts(_written_out(text))
    if not re.search(r"\w", lowered):
        said.is_label = not _SIGN.search(lowered)
        if not said.is_label:
            said.statements.append(ReportStatement(subject, Nature.UNCLEAR))
        return said
    reader = _Clauses(said, criterion, letters)
    for clause in [lowered] if _is_choice(lowered) else _CLAUSES.split(lowered):
        if clause.strip():
            subject = reader.read(clause, subject)
    said.is_label = not said.statements and not said.has_other_text and not said.is_partial
    return said


def _is_choice(lowered: str) -> bool:
    """Whether a line is one choice between both verdicts, with a mark at one of them."""
    verdicts = [found.lastgroup for found in get_grammar().finditer(lowered) if found["met"] or found["not_met"]]
    return sorted(map(str, verdicts)) == ["met", "not_met"] and has_tick(lowered)


def is_prompt(text: str) -> bool:
    """Whether a text names both verdicts to choose from, marks none and leaves no room to mark one."""
    return get_prompt().fullmatch(fold_case(text)) is not None


def _written_out(text: str) -> str:
    """Return a line in small letters with its accents, abbreviations and signs of a verdict written out."""
    met, not_met = (min(map(fold_case, phrase_list("phrases", name)), key=len) for name in ("met", "not_met"))
    text = _ABBREVIATION.sub(
        lambda found: f" {met} " if find_short_verdict(found[1]) is Rating.MET else f" {not_met} ", text
    )
    # Word makes one sign of three dots as they are typed.
    lowered = fold_case(get_school_name().sub(" ", text.replace("\u2026", "...")))
    stated = {found.lastgroup for found in get_grammar().finditer(lowered) if found["met"] or found["not_met"]}
    # A sign states a verdict only where no word does; beside a word it is a mark, or leads to a note.
    if not stated:
        lowered = _MINUS.sub(f" {not_met} ", _PLUS.sub(f" {met} ", lowered))
    elif len(stated) > 1:
        lowered = _BEHIND_A_COLON.sub(f" {TICKS[0]}", lowered)
    found = _LEADING_NUMBER.match(lowered)
    return lowered if found is None else lowered[found.end() :] or lowered


def _without_prompts(lowered: str) -> str:
    lowered = get_prompt_in_brackets().sub(" ", lowered)
    if found := get_prompt_before_colon().match(lowered):
        behind = lowered[found.end() :]
        if not behind.strip() or re.search(rf"\b{exact_pattern('phrases', 'either')}\b", found[0]):
            return behind
    return "" if get_prompt_line().fullmatch(lowered) else lowered


@attrs.define
class _Clauses:
    """Reads the clauses of a line."""

    said: Said
    criterion: CriterionCode
    letters: str

    def read(self, clause: str, subject: str) -> str:
        """Read a clause, and return the indicator that the next one goes on with."""
        if label := _CLAUSE_LETTER.match(clause):
            subject, clause = label[1], clause[label.end() :]
        if bare := get_bare_letters().fullmatch(clause):
            letters = "".join(_EACH_LETTER.findall(bare["before"] or bare["behind"]))
            self._add(letters, Rating.NOT_MET if bare["not_met"] else Rating.MET)
            return subject
        words = list(get_grammar().finditer(clause))
        verdicts = [word for word in words if word["met"] or word["not_met"]]
        if not verdicts and not any(word["open"] for word in words):
            self._read_without_verdict(clause, subject, words)
            return subject
        is_plain = self._is_plain(clause, words)
        if not is_plain and verdicts and all(word["not_met"] for word in verdicts):
            # "Not met, because ..." stays plain whatever the reason says; a reason for "met" may take it back.
            head = get_reason().split(clause, maxsplit=1)[0]
            if head != clause and self._is_plain(head, [word for word in words if word.end() <= len(head)]):
                clause, words, is_plain = head, [word for word in words if word.end() <= len(head)], True
                self.said.has_other_text = True
        if any(self._is_part(word) for word in words) and any(word["met"] for word in verdicts):
            self.said.is_partial = True
            return subject
        for letters, chosen in _group(clause, words, subject):
            self._conclude(letters, chosen, clause, is_plain=is_plain)
        return subject

    def _conclude(self, letters: str, words: list[re.Match[str]], clause: str, *, is_plain: bool) -> None:
        if not is_plain:
            self.said.has_other_text = True
            self.said.statements.append(ReportStatement(letters, Nature.UNCLEAR))
        elif any(word["open"] for word in words):
            nature = Nature.OPEN if all(word["open"] for word in words) else Nature.UNCLEAR
            self.said.statements.append(ReportStatement(letters, nature))
        elif len({bool(word["met"]) for word in words}) > 1:
            self._add(letters, _choose(clause, words))
        elif has_tick(clause) and re.search(f"[{BOXES}]", clause):
            self._add(letters, None)
        elif has_tick(clause) or not (has_box(clause) or _LEFT_OPEN_BACKWARDS.match(clause[::-1])):
            self._add(letters, Rating.MET if words[-1]["met"] else Rating.NOT_MET)
        elif not has_box(clause):
            self._add(letters, None)

    def _add(self, letters: str, rating: Rating | None) -> None:
        is_known = set(letters) <= set(self.letters)
        nature = Nature.PLAIN if rating is not None and is_known else Nature.UNCLEAR
        self.said.statements.append(ReportStatement(letters if is_known else "", nature, rating))

    def _read_without_verdict(self, clause: str, subject: str, words: list[re.Match[str]]) -> None:
        if any(self._is_part(word) for word in words):
            self.said.is_partial = True
            return
        is_plain = self._is_plain(clause, words)
        if is_plain and not has_tick(clause) and _is_label(clause, words):
            return
        if is_plain and any(word["all"] for word in words):  # how many indicators there are
            self.said.has_other_text = True
            return
        self.said.has_other_text = self.said.has_other_text or not is_plain
        named = "".join("".join(_EACH_LETTER.findall(word["letters"] or "")) for word in words) or subject
        is_short = len(clause.strip()) <= _SHORT
        is_meant = is_plain or (
            is_short and (named or get_denials().search(clause) or not re.search(r"[^\W\d_]", clause))
        )
        if is_meant or get_hedges().search(clause):
            is_known = set(named) <= set(self.letters)
            self.said.statements.append(ReportStatement(named if is_known else "", Nature.UNCLEAR))

    def _is_plain(self, clause: str, words: list[re.Match[str]]) -> bool:
        """Whether a clause says nothing beside its verdicts and what they are about."""
        if (
            any(self._is_other(word) for word in words)
            or _is_on_standard(words)
            or re.search(r"\(\s*[-+*]\s*\)|\*\s*$", clause)
            or get_hedges().search(clause)  # "đã" and "từng" fill a clause, "đã từng" does not
        ):
            return False
        rest = get_filling().sub(" ", get_grammar().sub(" ", clause))
        # "100 %" of the indicators says no more than "all".
        rest = re.sub(r"^[\s*+\-]+|\b100\s*%", " ", rest)
        return not _HARMLESS.sub("", rest)

    def _is_other(self, word: re.Match[str]) -> bool:
        """Whether a word names another criterion than the one assessed here, or counts other indicators than it has."""
        if word["standard"]:
            return int(word["standard"]) != self.criterion.standard
        if word["code"]:
            *standard, number = map(int, word["code"].split("."))
            return number != self.criterion.criterion or standard not in ([], [self.criterion.standard])
        if word["share"]:
            return _count(word["whole"]) != len(self.letters) or _count(word["part"]) > len(self.letters)
        return bool(word["all"]) and _count(word["number"]) > len(self.letters)

    def _is_part(self, word: re.Match[str]) -> bool:
        if word["share"]:
            return _count(word["part"]) < _count(word["whole"])
        return bool(word["all"]) and _count(word["number"]) < len(self.letters)


def _is_on_standard(words: list[re.Match[str]]) -> bool:
    """Whether a clause is about a standard as a whole: it names one by its number, and nothing of it."""
    names = ("criterion", "letters", "share", "all")
    return any(word["standard"] for word in words) and not any(word[name] for word in words for name in names)


def _is_label(clause: str, words: list[re.Match[str]]) -> bool:
    """Whether a clause without a verdict only says what the next one is about."""
    rest = get_labels().sub(" ", get_grammar().sub(" ", clause))
    return not (any(word["share"] or word["all"] for word in words) or re.search(r"\w", rest))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else get_small_numbers()[text]


def _group(clause: str, words: list[re.Match[str]], subject: str) -> Iterator[tuple[str, list[re.Match[str]]]]:
    """Iterate over what a clause speaks of, indicators or the criterion, with the verdicts on it."""
    found: list[tuple[str, list[re.Match[str]]]] = [(subject, [])]
    for word in words:
        if word["letters"]:
            found.append(("".join(_EACH_LETTER.findall(word["letters"])), []))
        elif word["criterion"]:
            found.append(("", []))
        elif word["met"] or word["not_met"] or word["open"]:
            found[-1][1].append(word)
    for place, (letters, verdicts) in enumerate(found):
        if verdicts and not (letters == subject and _belongs_to_next(clause, found, place)):
            yield letters, verdicts
        elif letters and not verdicts and place and found[place - 1][1]:
            yield letters, found[place - 1][1][-1:]


def _belongs_to_next(clause: str, found: list[tuple[str, list[re.Match[str]]]], place: int) -> bool:
    """Whether a verdict stands right before the indicators it is about, as in "met: indicators a, b"."""
    if place + 1 >= len(found) or not found[place + 1][0] or found[place + 1][1]:
        return False
    return "(" not in clause[found[place][1][-1].end() :]


def _choose(clause: str, words: list[re.Match[str]]) -> Rating | None:
    """Return the one of several verdicts that is ticked, or None."""
    ends = [0, *(word.end() for word in words)]
    starts = [*(word.start() for word in words), len(clause)]
    gaps = [clause[end:start] for end, start in zip(ends, starts, strict=True)]
    # People tick before the words or behind them; what stands before the first word tells which.
    is_before = has_box(gaps[0]) or has_tick(gaps[0])
    chosen = {
        Rating.MET if word["met"] else Rating.NOT_MET
        for word, gap in zip(words, gaps if is_before else gaps[1:], strict=False)
        if has_tick(gap)
    }
    return chosen.pop() if len(chosen) == 1 else None
