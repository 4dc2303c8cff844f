"""For the tests of programs that work with school files, and of renderers that others write.

Hypothesis strategies for codes, texts, ratings, whole self-assessments and documents; and `RendererConformance`, the
suite that every renderer has to pass. Needs Hypothesis, which nothing else in the library imports.

>>> from kdcl.standards import get_framework
>>> strategy = self_assessments(get_framework("tt42-2012/primary"))
"""

from __future__ import annotations

from kdcl.testing._data import school_data
from kdcl.testing.conformance import HOSTILE_TEXTS, Links, RendererConformance, iter_printed_texts
from kdcl.testing.layouts import documents
from kdcl.testing.strategies import (
    criterion_codes,
    days,
    evidence,
    evidence_codes,
    external_assessments,
    indicator_codes,
    legal_numbers,
    ratings,
    school_calendars,
    school_years,
    schools,
    self_assessments,
    texts,
)

__all__ = [
    "HOSTILE_TEXTS",
    "Links",
    "RendererConformance",
    "criterion_codes",
    "days",
    "documents",
    "evidence",
    "evidence_codes",
    "external_assessments",
    "indicator_codes",
    "iter_printed_texts",
    "legal_numbers",
    "ratings",
    "school_calendars",
    "school_data",
    "school_years",
    "schools",
    "self_assessments",
    "texts",
]
