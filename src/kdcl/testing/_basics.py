"""Strategies for values that everything else is built of: texts, codes, ratings, days."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TypeVar

from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.law import Framework, LegalNumber
from kdcl.school import Rating, Ratings, SchoolYear

_T = TypeVar("_T")
FEW = 3


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Return texts of any script in NFC, as a file can hold them: no control character but tab and line break."""
    letters = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "Cf", "Co"))
    pieces = st.text(letters | st.sampled_from("\n\tđưẳệ[]-=<&"), max_size=max_size)
    return pieces.map(lambda text: unicodedata.normalize("NFC", text))


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


def ratings(framework: Framework | None = None, *, is_complete: bool = False) -> st.SearchStrategy[Ratings]:
    """Return ratings of a framework's indicators, of any of them or of all; without a framework, of any indicator."""
    values = st.sampled_from(Rating)
    if framework is not None and is_complete:
        every = {indicator.code: values for indicator in framework.indicators}
        return st.fixed_dictionaries(every).map(Ratings)
    return st.dictionaries(indicator_codes(framework), values, max_size=20).map(Ratings)


def school_years() -> st.SearchStrategy[SchoolYear]:
    """Return school years that four digits can write."""
    return st.builds(SchoolYear, st.integers(1000, 2998))


def days() -> st.SearchStrategy[dt.date]:
    """Return days that a file can write: of years with four digits."""
    return st.dates(min_value=dt.date(1000, 1, 1))


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


def tuples(items: st.SearchStrategy[_T]) -> st.SearchStrategy[tuple[_T, ...]]:
    """Return tuples of none to a few of these."""
    return st.lists(items, max_size=FEW).map(tuple)
