"""What a check of a team's file is given to look at."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator

import attrs

from kdcl.external.comparing import ClaimComparison, compare
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.school import Ratings, SelfAssessment
from kdcl.school.external import ExternalAssessment
from kdcl.scoring import Score, score
from kdcl.standards.external import EXTERNAL, ExternalRules


@attrs.frozen(slots=False)
class ExternalCase:
    """A team's file, the framework, the school's file where it is known, and the day."""

    external: ExternalAssessment
    framework: Framework
    assessment: SelfAssessment | None
    on: dt.date | None
    days_off: tuple[dt.date, ...]

    @functools.cached_property
    def verdicts(self) -> Ratings:
        """The team's verdicts that the framework knows."""
        return self._known(self.external.ratings)

    @functools.cached_property
    def score(self) -> Score:
        """What the team's verdicts amount to."""
        return score(self.verdicts, self.framework)

    @functools.cached_property
    def comparison(self) -> ClaimComparison | None:
        """The school's ratings against the team's; None where the school's file is not known."""
        if self.assessment is None:
            return None
        known = attrs.evolve(self.assessment, ratings=self._known(self.assessment.ratings))
        return compare(attrs.evolve(self.external, ratings=self.verdicts), known, self.framework)

    def _known(self, ratings: Ratings) -> Ratings:
        return Ratings({code: rating for code, rating in ratings.items() if code in self.framework})


RuledCheck = Callable[[ExternalCase, ExternalRules], Iterator[Finding]]


def with_rules(function: RuledCheck) -> Callable[[ExternalCase], Iterator[Finding]]:
    """Return a check that is made only where the rules of the framework's circular are known."""

    def checked(case: ExternalCase) -> Iterator[Finding]:
        if (rules := case.framework.part(EXTERNAL)) is not None:
            yield from function(case, rules)

    return checked
