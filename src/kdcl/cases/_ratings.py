"""The ratings of a case: lists of what is met and not met, of whole standards and criteria too, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import CodeError
from kdcl.law import Criterion, Framework, Standard
from kdcl.messages import Message, message
from kdcl.places import Place
from kdcl.school import Rating, Ratings
from kdcl.standards._table import LawTable

LISTS: Final = ("met", "not_met", "open")
"""The lists of codes that a case can have."""
_OTHERS: Final = {"met": Rating.MET, "not_met": Rating.NOT_MET, "open": None}
_Said = tuple[int, Rating | None, Place]
"""How narrow a statement is (an indicator's is the narrowest), what it says, and where."""


def read_ratings(table: LawTable, framework: Framework) -> Ratings:
    """Return the ratings that a case states; the narrower statement counts, and two alike that differ are a problem."""
    said: dict[IndicatorCode, _Said] = {}
    for place, name, rating in _iter_statements(table):
        if name not in framework:
            reason = message("{framework} has no {item}; correct the code", framework=framework.id, item=name)
            table.note_at(place, reason)
            continue
        codes = tuple(_iter_indicators(framework, name))
        for code in codes:
            if problem := _take(said, code, (-len(codes), rating, place)):
                table.note_at(place, problem)
    rated = {code: rating for code, (_, rating, _) in said.items() if rating is not None}
    word = _find_word(table, "others") if "others" in table else None
    if word and (left := _OTHERS[word]) is not None:
        rated |= {each.code: left for each in framework.indicators if each.code not in said}
    return Ratings(rated)


def _take(said: dict[IndicatorCode, _Said], code: IndicatorCode, new: _Said) -> Message | None:
    known = said.get(code)
    if known is not None and known[0] == new[0] and known[1] is not new[1]:
        return message("{code} is said to be something else at {place}; keep one", code=code, place=str(known[2]))
    if known is None or known[0] <= new[0]:
        said[code] = new
    return None


def _iter_statements(table: LawTable) -> Iterator[tuple[Place, str, Rating | None]]:
    for name in LISTS:
        if name in table:
            yield from ((place, code, _OTHERS[name]) for place, code in table.codes(name, _normal_code))
    if "ratings" in table:
        rated = table.table("ratings")
        for key in rated:
            if word := _find_word(rated, key):
                try:
                    yield rated.place.at(key), _normal_code(key), _OTHERS[word]
                except CodeError as error:
                    rated.note(key, error.message)


def _normal_code(text: str) -> str:
    """Return a code of a standard, criterion or indicator as the framework writes it.

    Raises:
        CodeError: it is none.
    """
    parts = text.count(".")
    if parts == 0:
        return str(CriterionCode.parse(f"{text}.1").standard)
    return str(CriterionCode.parse(text) if parts == 1 else IndicatorCode.parse(text))


def _find_word(table: LawTable, key: str) -> str | None:
    word = table.text(key)
    if word in _OTHERS:
        return word
    if word:
        table.note(key, message("{word} is no rating; write met, not_met or open", word=repr(word)))
    return None


def _iter_indicators(framework: Framework, name: str) -> Iterable[IndicatorCode]:
    item = framework[name]
    match item:
        case Standard():
            return (indicator.code for criterion in item.criteria for indicator in criterion.indicators)
        case Criterion():
            return (indicator.code for indicator in item.indicators)
    return (item.code,)
