"""Strategies for values that everything else is built of: texts, codes, ratings, days."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TypeVar

from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.law import Framework, LegalNumber
from kdcl.school import Break, Rating, Ratings, SchoolCalendar, SchoolYear

_T = TypeVar("_T")
FEW = 3


_LETTERS = st.characters(
    codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "Cf", "Co"), include_characters="\n\t"
)
_AWKWARD = ("đưẳệ=", " \u00a0", "a\n\nb", "\t=1+1", "<&>", "[-]", "\u200fabc", "1/2", "{name}", "'\"")
"""Pieces of text that some format or reader takes for its own signs; chance alone hardly ever draws them."""


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Return texts of any script in NFC, as a file can hold them: no control character but tab and line break."""
    anything = st.text(_LETTERS, max_size=max_size)
    awkward = st.lists(st.sampled_from(_AWKWARD), max_size=FEW).map("".join).map(lambda text: text[:max_size])
    return (anything | awkward).map(_compose)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


SHORT = st.text(_LETTERS, max_size=8).map(_compose)
"""Short texts, each drawn in one choice: a file has hundreds of them."""


def criterion_codes(framework: Framework | None = None) -> st.SearchStrategy[CriterionCode]:
    """Return the codes of a framework's criteria, or any criterion codes."""
    if framework is not None:
        return st.sampled_from([criterion.code for criterion in framework.criteria])
    return st.builds(CriterionCode, st.integers(1, 99), st.integers(1, 99))


def indicator_codes(framework: Framework | None = None) -> st.SearchStrategy[IndicatorCode]:
    """Return the codes of a framework's indicators, or any indicator codes."""
    if framework is not None:
        return st.sampled_from([indicator.code for indicator in framework.indicators])
    letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
    return st.builds(IndicatorCode, st.integers(1, 99), st.integers(1, 99), letters)


def evidence_codes(framework: Framework | None = None) -> st.SearchStrategy[EvidenceCode]:
    """Return evidence codes of a framework's criteria, or any evidence codes."""
    boxes, numbers = st.integers(1, 99), st.integers(1, 12) | st.integers(1, 999_999_999)
    criteria = criterion_codes(framework).filter(lambda code: code.standard <= 9)  # noqa: PLR2004 - the notation's limit
    return st.builds(
        lambda box, code, number: EvidenceCode(box, code.standard, code.criterion, number), boxes, criteria, numbers
    )


def few_criterion_codes(framework: Framework) -> st.SearchStrategy[CriterionCode]:
    """Return criterion codes of which the first of a framework are so frequent that two parts of a file meet in one."""
    return st.sampled_from([criterion.code for criterion in framework.criteria[:FEW]]) | criterion_codes(framework)


def few_evidence_codes(framework: Framework) -> st.SearchStrategy[EvidenceCode]:
    """Return evidence codes of which a few are so frequent that what is cited is often listed, even twice."""
    first = (criterion.code for criterion in framework.criteria[:2])
    frequent = [EvidenceCode(1, code.standard, code.criterion, 1) for code in first]
    return st.sampled_from(frequent) | evidence_codes(framework)


def ratings(framework: Framework | None = None, *, is_complete: bool = False) -> st.SearchStrategy[Ratings]:
    """Return ratings of a framework's indicators, of any of them or of all; without a framework, of any indicator."""
    values = st.sampled_from(Rating)
    some = st.dictionaries(indicator_codes(framework), values, max_size=20).map(Ratings)
    if framework is None:
        return some
    every = [indicator.code for indicator in framework.indicators]
    full = st.builds(lambda value, others: Ratings({**dict.fromkeys(every, value), **others}), values, some)
    return full if is_complete else some | full


def school_years() -> st.SearchStrategy[SchoolYear]:
    """Return school years that four digits can write, as they can the twenty years before them."""
    return st.builds(SchoolYear, st.integers(1020, 2998))


def days() -> st.SearchStrategy[dt.date]:
    """Return days that a file can write: of years with four digits."""
    return st.dates(min_value=dt.date(1000, 1, 1))


def school_calendars() -> st.SearchStrategy[SchoolCalendar]:
    """Return calendars of one school year whose first Monday is one, with any breaks in it."""
    mondays = st.integers(0, 2000).map(lambda weeks: dt.date(2000, 1, 3) + dt.timedelta(weeks=weeks))
    spans = tuples(st.tuples(st.integers(-10, 380), st.none() | st.integers(-2, 40), SHORT))

    def build(monday: dt.date, spans: tuple[tuple[int, int | None, str], ...], days_per_week: int) -> SchoolCalendar:
        firsts = [monday + dt.timedelta(days=offset) for offset, _, _ in spans]
        breaks = tuple(
            Break(first_day=first, last_day=None if length is None else first + dt.timedelta(days=length), name=name)
            for first, (_, length, name) in zip(firsts, spans, strict=True)
        )
        return SchoolCalendar(first_monday=monday, breaks=breaks, days_per_week=days_per_week)

    return st.builds(build, mondays, spans, st.sampled_from([5, 6, 7]))


def legal_numbers() -> st.SearchStrategy[LegalNumber]:
    """Return numbers of legal and administrative documents."""
    abbreviations = st.from_regex(r"[A-ZĐ][A-Za-zĐ0-9]{0,5}", fullmatch=True)
    return st.builds(
        LegalNumber,
        st.integers(1, 9_999_999),
        st.none() | st.integers(1900, 2099),
        st.lists(abbreviations | st.sampled_from(["TT", "QĐ", "KH"]), min_size=1, max_size=FEW).map(tuple),
    )


def standards(framework: Framework) -> st.SearchStrategy[int]:
    """Return the numbers of a framework's standards."""
    return st.sampled_from([standard.number for standard in framework.standards])


def perhaps(nothing: _T, something: st.SearchStrategy[_T]) -> st.SearchStrategy[_T]:
    """Return nothing about as often as something: files are written part by part."""
    return st.just(nothing) | something


def tuples(items: st.SearchStrategy[_T]) -> st.SearchStrategy[tuple[_T, ...]]:
    """Return tuples of none to a few of these."""
    return st.lists(items, max_size=FEW).map(tuple)
