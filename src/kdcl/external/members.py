"""Where the members of a team differ, each with a file of their own, for the team's discussion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from kdcl.codes import IndicatorCode
from kdcl.law import Framework
from kdcl.school import Rating
from kdcl.school.external import ExternalAssessment, Team
from kdcl.text.folding import fold_name
from kdcl.typed import typed


@attrs.frozen(kw_only=True)
@typed
class MemberDisagreement:
    """An indicator on which members differ, or on which one of them cannot be understood.

    Attributes:
        indicator: the indicator.
        verdicts: who says what, in the order in which the files were given; members without a verdict are left out.
        unclear: who wrote what in place of a verdict.
    """

    indicator: IndicatorCode
    verdicts: tuple[tuple[str, Rating], ...]
    unclear: tuple[tuple[str, str], ...] = ()


def find_disagreements(
    files: Mapping[str, ExternalAssessment],
    framework: Framework,
    *,
    unclear: Mapping[IndicatorCode, tuple[tuple[str, str], ...]] | None = None,
) -> tuple[MemberDisagreement, ...]:
    """Return the indicators on which members differ, in the law's order; who has no verdict yet differs from nobody.

    Args:
        files: the file of each member, by what the member is called.
        framework: whose indicators count.
        unclear: who wrote what in place of a verdict: beside a verdict of anybody else the indicator is to be
            discussed, and what that member's file has is no answer.
    """
    puzzling = unclear or {}
    found: list[MemberDisagreement] = []
    for indicator in framework.indicators:
        given = [(name, external.ratings.by_code.get(indicator.code)) for name, external in files.items()]
        doubts = puzzling.get(indicator.code, ())
        silent = {name for name, _ in doubts}
        verdicts = tuple((name, rating) for name, rating in given if rating is not None and name not in silent)
        if len({rating for _, rating in verdicts}) > 1 or (verdicts and doubts):
            found.append(MemberDisagreement(indicator=indicator.code, verdicts=verdicts, unclear=doubts))
    return tuple(found)


def name_members(team: Team) -> tuple[str, ...]:
    """Return what each member of a team is called, so that no two are called alike.

    It is the name; of members of one name, with the workplace or post by which they are told apart, and at last with
    the number in the list.
    """
    called = [member.name for member in team.members]
    for part in ("workplace", "position", ""):
        count = Counter(map(fold_name, called))
        for number, member in enumerate(team.members):
            if count[fold_name(called[number])] > 1:
                told = getattr(member, part) if part else str(number + 1)
                called[number] = f"{member.name} ({told})" if told.strip() else member.name
    return tuple(called)
