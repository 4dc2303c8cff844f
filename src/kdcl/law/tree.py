"""The framework's tree: standards, criteria, indicators, and the evidence that is suggested for them."""

from __future__ import annotations

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.law.terms import Citation, Status
from kdcl.messages import BilingualText


@attrs.frozen(kw_only=True)
class SuggestedEvidence:
    """A piece of evidence that letter 46 suggests for an indicator (gợi ý minh chứng).

    Attributes:
        kind: the kind of paper, such as ``"decision"`` or ``"minutes"``.
        text: what it is.
        is_alternative: it may stand instead of the suggestion before it.
    """

    kind: str
    text: BilingualText
    is_alternative: bool


@attrs.frozen(kw_only=True)
class Indicator:
    """An indicator (chỉ số): the smallest thing that is met or not met.

    Attributes:
        code: its number.
        requirement: what it asks, restated; not the official wording.
        checks: what letter 46 adds: numbers, lists, rules of 2013.
        evidence: what letter 46 suggests; all are suggestions.
        note: where the sources differ or the text is open; None where they do not. In English only.
        citation: where it stands in the circular.
        status: how sure the requirement is.
    """

    code: IndicatorCode
    requirement: BilingualText
    checks: tuple[BilingualText, ...]
    evidence: tuple[SuggestedEvidence, ...]
    note: str | None
    citation: Citation
    status: Status


@attrs.frozen(kw_only=True)
class Criterion:
    """A criterion (tiêu chí): met exactly when all its indicators are."""

    code: CriterionCode
    title: BilingualText
    indicators: tuple[Indicator, ...]
    citation: Citation


@attrs.frozen(kw_only=True)
class Standard:
    """A standard (tiêu chuẩn): a numbered group of criteria."""

    number: int
    title: BilingualText
    criteria: tuple[Criterion, ...]
    citation: Citation
