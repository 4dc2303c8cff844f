"""Taking what was read into a file that exists: gaps are filled, and what differs is shown and taken only as asked."""

from __future__ import annotations

from collections.abc import Collection

import attrs

from kdcl.changes.merging import Conflict, Merged, merge
from kdcl.places import ROOT
from kdcl.school import School, SelfAssessment
from kdcl.text.folding import fold


def take(
    existing: SelfAssessment, read: SelfAssessment, *, prefer_read: Collection[str] = ()
) -> Merged[SelfAssessment]:
    """Return the existing file with what was read put in.

    What the existing file leaves empty is filled; items of lists that it lacks are added; nothing that was not read
    takes anything away. What both have and say differently is a conflict, and stays as it is in the existing file;
    capitals, accents and blanks alone make no difference.

    Args:
        existing: the file that was there.
        read: the facts that were read of another file; what it leaves empty it does not speak of.
        prefer_read: names of facts of `SelfAssessment`, such as ``"ratings"``: there what was read stands.

    Raises:
        KeyError: `prefer_read` names something else than a fact.
    """
    if unknown := [name for name in prefer_read if name not in attrs.fields_dict(SelfAssessment)]:
        raise KeyError(*unknown)
    blank = SelfAssessment(framework=existing.framework, school=School(name=""), school_year=existing.school_year)
    read = attrs.evolve(read, framework=existing.framework)
    years = existing.school_year, read.school_year
    # No file is without a year, so the blank one has ours, and another one that was read would pass for a filled gap.
    merged = merge(blank, existing, attrs.evolve(read, school_year=years[0]))
    theirs = merge(blank, read, existing).facts
    facts = attrs.evolve(merged.facts, **{name: getattr(theirs, name) for name in prefer_read})
    year = () if years[0] == years[1] else (Conflict(place=ROOT.at("school_year"), ours=years[0], theirs=years[1]),)
    undecided = (each for each in (*year, *merged.conflicts) if each.place.steps[0] not in prefer_read)
    conflicts = tuple(each for each in undecided if not _says_the_same(each))
    return Merged(facts=facts, conflicts=conflicts, ours=existing, theirs=read)


def _says_the_same(conflict: Conflict) -> bool:
    """Whether two texts differ in capitals, accents and blanks alone, as a name on a cover and in a letter do."""
    one, other = conflict.ours, conflict.theirs
    return type(one) is type(other) is str and fold(one).split() == fold(other).split()
