"""An external assessment in the file of the school it is of."""

from __future__ import annotations

import attrs

from kdcl.school import ExternalAssessment, School, SelfAssessment


def put_into(external: ExternalAssessment, assessment: SelfAssessment | None = None) -> SelfAssessment:
    """Return the school's file with an external assessment in it, which names no other file then.

    Without the school's file it stands in one that holds nothing else, so that what works on schools' files, such as
    merging, works on teams' files too.

    Args:
        external: the external assessment.
        assessment: the school's file.
    """
    if assessment is None:
        assessment = SelfAssessment(
            framework=external.framework, school=School(name=external.school), school_year=external.school_year
        )
        return attrs.evolve(assessment, external=external)
    return attrs.evolve(assessment, external=attrs.evolve(external, school_file=""))


def take_out(assessment: SelfAssessment) -> ExternalAssessment:
    """Return the external assessment that stands in a school's file.

    Raises:
        ValueError: none does.
    """
    if assessment.external is None:
        raise ValueError(f"no external assessment stands in {assessment!r}; put one into it first")
    return assessment.external
