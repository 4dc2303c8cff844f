"""Load a school's file, compute its level, and say why and what is missing for the next one.

    python examples/compute_level.py [FILE]

Without a file the primary school beside this script is taken.
"""

from __future__ import annotations

import sys
from pathlib import Path

import kdcl

HERE = Path(__file__).parent


def main(path: Path) -> None:
    """Print what the ratings of one school amount to."""
    assessment = kdcl.load(path)
    framework = kdcl.get_framework(assessment.framework)
    score = kdcl.score(assessment.ratings, framework)

    print(f"{assessment.school.name}, {assessment.school_year} ({score.framework})")
    print(f"indicators met  {score.indicators_met} of {score.indicators_total}")
    print(f"criteria met    {score.criteria_met} of {score.criteria_total} ({score.criteria_share})")
    print(f"not met         {', '.join(map(str, score.not_met)) or 'none'}")
    print(f"level           {score.level or 'none'}")
    print(f"certain level   {score.certain_level or 'none'}")
    for caveat in score.caveats:
        print(f"  note: {caveat}")

    print("\nWhy")
    for reason in score.reasons:
        for depth, line in reason.iter_lines():
            print(f"  {'  ' * depth}{'yes' if line.holds else ' no'}  {line.statement}")

    print_next_step(framework, assessment, score)


def print_next_step(framework: kdcl.Framework, assessment: kdcl.SelfAssessment, score: kdcl.Score) -> None:
    """Print the smallest set of indicators that would reach the next level, or make the one reached certain."""
    above = [level for level in kdcl.Level if level > (score.level or 0)]
    if above:
        print_missing(framework, kdcl.gap(assessment.ratings, framework, above[0]), f"level {above[0]}")
    else:
        print("\nThere is no higher level.")
    if score.level and score.level != score.supported_level:
        supported = kdcl.gap(assessment.ratings, framework, score.level, basis="supported")
        print_missing(framework, supported, f"level {score.level}, whatever the unread lists contain")


def print_missing(framework: kdcl.Framework, missing: kdcl.Gap | None, goal: str) -> None:
    """Print the indicators of a gap with what each asks for."""
    if missing is None:
        print(f"\nNo change of ratings reaches {goal}.")
        return
    print(f"\nMissing for {goal}: {len(missing.items)} indicators")
    for item in missing.items:
        kind = "no other can stand for it" if item.is_mandatory else "another would do as well"
        print(f"  {item.code} ({kind}): {framework.get_indicator(item.code).requirement.en}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "primary-2017.json")
