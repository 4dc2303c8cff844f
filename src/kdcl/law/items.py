"""What a framework is made of: standards, criteria, indicators, and the evidence that is suggested for them."""

from __future__ import annotations

from textwrap import shorten
from typing import Final

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.law.documents import Citation, Status
from kdcl.messages import BilingualText, message
from kdcl.shown import SelfDescribing, SelfDescription
from kdcl.typed import typed

_SHORT: Final = 80
"""Characters of a requirement that its indicator is shown with."""


@attrs.frozen(kw_only=True)
@typed
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
@typed
class Indicator(SelfDescribing):
    """An indicator (chỉ số): the smallest thing that is met or not met.

    Attributes:
        code: its number.
        requirement: what it asks, restated; not the official wording.
        checks: what letter 46 adds: numbers, lists, rules of 2013.
        evidence: what letter 46 suggests; all are suggestions.
        note: where the sources differ or the text is open; None where they do not.
        note_status: how sure what the note chooses or reads into the text is; None where it chooses nothing.
        citation: where it stands in the circular.
        status: how sure the requirement is.
    """

    code: IndicatorCode
    requirement: BilingualText
    checks: tuple[BilingualText, ...]
    evidence: tuple[SuggestedEvidence, ...]
    note: BilingualText | None
    note_status: Status | None
    citation: Citation
    status: Status

    def __repr__(self) -> str:
        """Return the number, and what it asks in short."""
        return f"<Indicator {self.code}: {shorten(self.requirement.en, _SHORT, placeholder='...')}>"

    def describe(self) -> SelfDescription:
        """Return what it asks, what letter 46 adds and suggests, and where it stands."""
        added = tuple((message("it adds"), text) for text in self.checks)
        suggested = tuple((message("suggested evidence"), each.text) for each in self.evidence)
        noted = () if self.note is None else ((message("note"), self.note),)
        return SelfDescription(
            title=message("{code} {requirement}", code=self.code, requirement=self.requirement),
            rows=(*added, *suggested, *noted),
            notes=(message("{citation} ({status})", citation=self.citation.message, status=self.status.words),),
        )


@attrs.frozen(kw_only=True)
@typed
class Criterion(SelfDescribing):
    """A criterion (tiêu chí): met exactly when all its indicators are."""

    code: CriterionCode
    title: BilingualText
    indicators: tuple[Indicator, ...]
    citation: Citation

    def __repr__(self) -> str:
        """Return the number, the title, and how many indicators it has."""
        return f"<Criterion {self.code}: {self.title.en}; {len(self.indicators)} indicators>"

    def describe(self) -> SelfDescription:
        """Return the title and what each indicator asks."""
        return SelfDescription(
            title=message("{code} {title}", code=self.code, title=self.title),
            rows=tuple((indicator.code, indicator.requirement) for indicator in self.indicators),
            notes=(self.citation.message,),
        )


@attrs.frozen(kw_only=True)
@typed
class Standard(SelfDescribing):
    """A standard (tiêu chuẩn): a numbered group of criteria."""

    number: int
    title: BilingualText
    criteria: tuple[Criterion, ...]
    citation: Citation

    def __repr__(self) -> str:
        """Return the number, the title, and how many criteria it has."""
        return f"<Standard {self.number}: {self.title.en}; {len(self.criteria)} criteria>"

    def describe(self) -> SelfDescription:
        """Return the title and the criteria."""
        return SelfDescription(
            title=message("Standard {number}: {title}", number=self.number, title=self.title),
            rows=tuple((criterion.code, criterion.title) for criterion in self.criteria),
            notes=(self.citation.message,),
        )
