"""Following codes through renumberings, so that one renumbering is not a change of every text."""

from __future__ import annotations

import attrs

from kdcl.evidence.rewriting import rewrite_codes
from kdcl.school import Renumbering, SelfAssessment


def find_later_renumberings(old: SelfAssessment, new: SelfAssessment) -> tuple[Renumbering, ...]:
    """Return the renumberings that the new file's log has beyond the old one's; none where the logs part."""
    known = len(old.renumberings)
    return new.renumberings[known:] if new.renumberings[:known] == old.renumberings else ()


def renumber(assessment: SelfAssessment, renumberings: tuple[Renumbering, ...]) -> SelfAssessment:
    """Return the self-assessment with its codes renumbered as a log tells, and the log taken over as it is.

    Unlike `apply_renumbering` it asks for no bijection: a code that is not listed has nothing to be confused with here.
    """
    for renumbering in renumberings:
        codes = {change.old: change.new for change in renumbering.changes}
        changed, _ = rewrite_codes(assessment, codes)
        retired = frozenset(changed.retired_codes).difference(renumbering.reissued).union(renumbering.vacated)
        assessment = attrs.evolve(
            changed, retired_codes=tuple(retired), renumberings=(*assessment.renumberings, renumbering)
        )
    return assessment
