"""What a school's ratings amount to: the score with its proof, its bounds while indicators are open, and the gap.

Pure functions of a framework and ratings, in whole numbers only. The rules are those of Article 31; which of them were
read, inferred or assumed is in the result (``docs/analysis/scoring.md``).
"""

from kdcl.scoring.levels import Basis, describe_levels
from kdcl.scoring.outlook import bounds, gap
from kdcl.scoring.prospects import Bounds, Gap, GapItem
from kdcl.scoring.reasons import Reason
from kdcl.scoring.score import CriterionScore, Score, StandardScore, score
from kdcl.scoring.suppositions import (
    Supposition,
    find_suppositions,
    find_ways,
    iter_other_levels,
    say_other_level,
    say_ways,
    with_percentages,
)

__all__ = [
    "Basis",
    "Bounds",
    "CriterionScore",
    "Gap",
    "GapItem",
    "Reason",
    "Score",
    "StandardScore",
    "Supposition",
    "bounds",
    "describe_levels",
    "find_suppositions",
    "find_ways",
    "gap",
    "iter_other_levels",
    "say_other_level",
    "say_ways",
    "score",
    "with_percentages",
]
