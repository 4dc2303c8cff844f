"""The numbers of the framework as values: criteria ``1.3``, indicators ``1.3.b`` and evidence codes ``[H1-1-03-02]``.

Codes are ordered by number, never as text (``1.10`` comes after ``1.9``), hashable, and comparable only with codes of
their own kind. ``parse`` reads the official notation and nothing else; ``str()`` writes it. What people type is read
by :meth:`EvidenceCode.normalize`. Codes inside prose are found by :func:`find_codes`, whichever way they are written,
and what was meant for one and is none by :func:`find_broken_codes`.

Source: the printed form ``[Hn-a-bc-de]`` of reports of 2013-2017 (``docs/analysis/codes.md``).
"""

from kdcl.codes.broken import BrokenCode, find_broken_codes
from kdcl.codes.found import FoundCode, blank_codes, find_codes, find_homes
from kdcl.codes.values import CriterionCode, EvidenceCode, Home, IndicatorCode, Notation

__all__ = [
    "BrokenCode",
    "CriterionCode",
    "EvidenceCode",
    "FoundCode",
    "Home",
    "IndicatorCode",
    "Notation",
    "blank_codes",
    "find_broken_codes",
    "find_codes",
    "find_homes",
]
