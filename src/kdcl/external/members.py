"""Where the members of a team differ, each with a file of their own, for the team's discussion."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from kdcl.codes import IndicatorCode
from kdcl.law import Framework
from kdcl.school import Rating
from kdcl.school.external import ExternalAssessment
from kdcl.typed import typed


@attrs.frozen(kw_only=True)
@typed
class MemberDisagreement:
    """An indicator on which members differ.

    Attributes:
        indicator: the indicator.
        verdicts: who says what, in the order in which the files were given; members without a verdict are left out.
    """

    indicator: IndicatorCode
    verdicts: tuple[tuple[str, Rating], ...]


def find_disagreements(files: Mapping[str, ExternalAssessment], framework: Framework) -> tuple[MemberDisagreement, ...]:
    """Return the indicators on which members differ, in the law's order; who has no verdict yet differs from nobody.

    Args:
        files: the file of each member, by what the member is called.
        framework: whose indicators count.
    """
    found: list[MemberDisagreement] = []
    for indicator in framework.indicators:
        given = [(name, external.ratings.by_code.get(indicator.code)) for name, external in files.items()]
        verdicts = tuple((name, rating) for name, rating in given if rating is not None)
        if len({rating for _, rating in verdicts}) > 1:
            found.append(MemberDisagreement(indicator=indicator.code, verdicts=verdicts))
    return tuple(found)
