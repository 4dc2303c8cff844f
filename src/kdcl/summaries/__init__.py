"""What many schools come to: counts by level, criterion and measure, without a name and without a rank.

A group of fewer schools than `FEWEST` is not told: whoever knows the district would know the school. How tables of a
million schools are counted stands in `kdcl.frames`; what stands here takes the results of some hundred, or counts.
"""

from kdcl.summaries.counting import (
    FEWEST,
    CriterionCounts,
    LevelCounts,
    MeasureCounts,
    SchoolsSummary,
    find_quartiles,
    summarise,
    summarise_counts,
)
from kdcl.summaries.schools import LEVELS, AlikeSchools, By, MeasureResult, SchoolResult

__all__ = [
    "FEWEST",
    "LEVELS",
    "AlikeSchools",
    "By",
    "CriterionCounts",
    "LevelCounts",
    "MeasureCounts",
    "MeasureResult",
    "SchoolResult",
    "SchoolsSummary",
    "find_quartiles",
    "summarise",
    "summarise_counts",
]
