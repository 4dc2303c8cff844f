"""Which working group has which criteria."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import Framework
from kdcl.school import WorkingGroup


@attrs.frozen(kw_only=True)
class AssignmentReview:
    """What is wrong with an assignment of criteria to groups.

    Attributes:
        left_out: criteria of the framework that no group has.
        given_twice: criteria that are given more than once, to several groups or to one.
        unknown: criteria that the framework does not have.
    """

    left_out: tuple[CriterionCode, ...]
    given_twice: tuple[CriterionCode, ...]
    unknown: tuple[CriterionCode, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every criterion of the framework is given to exactly one group, and nothing else is."""
        return not (self.left_out or self.given_twice or self.unknown)


def review_assignment(groups: Sequence[WorkingGroup], framework: Framework) -> AssignmentReview:
    """Return what is wrong with the assignment of a framework's criteria to working groups, each in numeric order."""
    times = Counter(code for group in groups for code in group.criteria)
    return AssignmentReview(
        left_out=tuple(criterion.code for criterion in framework.criteria if criterion.code not in times),
        given_twice=tuple(sorted(code for code, count in times.items() if count > 1)),
        unknown=tuple(sorted(code for code in times if code not in framework)),
    )


def propose_assignment(framework: Framework, groups: int) -> tuple[tuple[CriterionCode, ...], ...]:
    """Return a division of the framework's criteria among so many groups, in the order of the law.

    Each criterion is given once; the groups' numbers of criteria differ by one at most. Where the groups are as many as
    the standards, each group has one standard.

    Args:
        framework: whose criteria are divided.
        groups: the number of groups; with none, nothing is divided.
    """
    if groups == len(framework.standards):
        return tuple(tuple(criterion.code for criterion in standard.criteria) for standard in framework.standards)
    codes = [criterion.code for criterion in framework.criteria]
    bounds = [place * len(codes) // groups for place in range(groups + 1)] if groups > 0 else [0]
    return tuple(tuple(codes[low:high]) for low, high in itertools.pairwise(bounds))
