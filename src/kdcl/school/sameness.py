"""Whether two files are of one school, by what they say of it: a school has no number of its own in the circular."""

from __future__ import annotations

from typing import Final

from kdcl.school.identity import School
from kdcl.text.folding import fold, run_together

_PLACES: Final = ("province", "district", "commune")


def is_other_school(one: School, other: School) -> bool:
    """Whether two files speak of different schools.

    Names count as the same however they are cased and spelt; a former name counts as a name; one that is not filled
    in contradicts nothing. Schools of the same name, of which there are many, are told apart by where they are: two
    places that both files name and name differently, or every place that both name.
    """
    here, there = _names(one), _names(other)
    if here and there and here.isdisjoint(there):
        return True
    pairs = [(_fold(getattr(one, name)), _fold(getattr(other, name))) for name in _PLACES]
    told = [pair for pair in pairs if all(pair)]
    differing = sum(here != there for here, there in told)
    return differing > 0 and differing in {len(told), *range(2, len(_PLACES) + 1)}


def _names(school: School) -> set[str]:
    return {_fold(name) for name in (school.name, school.former_name) if name.strip()}


def _fold(text: str) -> str:
    return run_together(fold(text))
