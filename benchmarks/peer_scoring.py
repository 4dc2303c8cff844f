"""Scoring as a loop over bit masks: a criterion is met where all bits of its indicators are set."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kdcl.codes import CriterionCode
from kdcl.law import Framework, Level, LevelReading, LevelRules
from kdcl.scoring.levels import Basis, rules_on

Masks = tuple[bool, tuple[tuple[Level, int, int | None, int], ...]]
"""Whether levels build on each other, and for each its share in percent, the share it ends at, and its list."""


def build_mask_scorer(framework: Framework) -> Callable[[Mapping[str, str]], tuple[Level | None, Level | None, int]]:
    """Return what finds the level, the certain level and the bits of the criteria met, of ratings as texts."""
    bits = {str(item.code): 1 << place for place, item in enumerate(framework.indicators)}
    wanted = [sum(bits[str(item.code)] for item in criterion.indicators) for criterion in framework.criteria]
    places = {criterion.code: 1 << place for place, criterion in enumerate(framework.criteria)}
    rules = framework.level_rules
    if rules is None:
        raise ValueError(framework.id)
    assumed, certain = (
        [_masks_of(each, places) for each in rules_on(rules, basis, places)] for basis in (Basis.ASSUMED, Basis.CERTAIN)
    )
    whole = len(wanted)

    def score(ratings: Mapping[str, str]) -> tuple[Level | None, Level | None, int]:
        given = 0
        for code, rating in ratings.items():
            bit = bits[code]
            if rating == "met":
                given |= bit
            elif rating != "not_met":
                raise ValueError(rating)
        met = 0
        for place, mask in enumerate(wanted):
            if given & mask == mask:
                met |= 1 << place
        count = met.bit_count()
        return _find_level(assumed, met, count, whole), _find_level(certain, met, count, whole), met

    return score


def _find_level(several: list[Masks], met: int, count: int, whole: int) -> Level | None:
    """Return the lowest of the levels that several rules give, each the highest whose conditions hold."""
    lowest = 4
    for is_cumulative, levels in several:
        reached = 0
        for level, least, below, required in levels:
            literal = below is not None and not is_cumulative and count * 100 >= below * whole
            if count * 100 >= least * whole and not literal and met & required == required:
                reached = level
            elif is_cumulative:
                break
        lowest = min(lowest, reached)
    return Level(lowest) if lowest else None


def _masks_of(rules: LevelRules, places: Mapping[CriterionCode, int]) -> Masks:
    return rules.reading is LevelReading.CUMULATIVE, tuple(
        (rule.level, rule.at_least_percent, rule.below_percent, sum(places[code] for code in rule.required))
        for rule in rules.rules
    )
