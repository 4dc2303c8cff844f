"""What a document is composed from, and the words it is composed in."""

from __future__ import annotations

import functools
from typing import Any, Self

import attrs

from kdcl.codes import EvidenceCode
from kdcl.figures import Figures
from kdcl.law import Criterion, Framework, Standard
from kdcl.locale import Locale, get_locale
from kdcl.messages import message
from kdcl.school import SelfAssessment
from kdcl.scoring import Score, score


@attrs.frozen(kw_only=True)
class Composition:
    """A school's facts, the framework, what follows from both, and the language of the document.

    Attributes:
        assessment: the facts.
        framework: the framework they are assessed under.
        score: what the ratings amount to.
        locale: the language.
    """

    assessment: SelfAssessment
    framework: Framework
    score: Score
    locale: Locale

    @classmethod
    def start(cls, assessment: SelfAssessment, framework: Framework, language: str) -> Self:
        """Return the composition of a document in a language.

        Raises:
            RatingsError: a rating names an indicator that the framework does not have.
            UnknownLanguageError: the library does not speak the language.
        """
        return cls(
            assessment=assessment,
            framework=framework,
            score=score(framework, assessment.ratings),
            locale=get_locale(language),
        )

    @functools.cached_property
    def listed_codes(self) -> frozenset[EvidenceCode]:
        """The codes that the evidence list has a row for."""
        return frozenset(evidence.code for evidence in self.assessment.evidence)

    @functools.cached_property
    def figures(self) -> Figures:
        """The school's figures, laid out by the form."""
        return Figures.of(self.assessment, self.framework)

    def text(self, fact: Any, /) -> str:  # noqa: ANN401 - messages take facts of any type
        """Return a label, a text of the law or any other fact in the document's language."""
        return self.locale.text(fact)

    def standard_title(self, standard: Standard) -> str:
        """Return the number and title of a standard."""
        return self.text(message("Standard {number}: {title}", number=standard.number, title=standard.title))

    def criterion_title(self, criterion: Criterion) -> str:
        """Return the number and title of a criterion."""
        return self.text(message("Criterion {code}: {title}", code=criterion.code, title=criterion.title))
