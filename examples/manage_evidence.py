"""Keep a list of evidence exact: the next code, a renumbering with all prose, its way back, boxes and coverage.

python examples/manage_evidence.py
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import kdcl
from kdcl import evidence

HERE = Path(__file__).parent


def show_next_codes(assessment: kdcl.SelfAssessment) -> None:
    """Print the codes that new evidence would get, also after a piece is taken off the list."""
    criterion = kdcl.CriterionCode.parse("1.1")
    register = evidence.EvidenceRegister.of(assessment)
    last = register.find_of(criterion)[-1].code
    print(f"Criterion {criterion}: the last code is {last}, the next one {register.next_code(criterion)}")
    print(f"after {last} was taken off the list still {register.without(last).next_code(criterion)}")


def show_renumbering(assessment: kdcl.SelfAssessment) -> None:
    """Take a piece off the list, close the gap in the list and in all texts, and undo it again."""
    gone = assessment.evidence[2].code
    shorter = evidence.EvidenceRegister.of(assessment).without(gone).stored_in(assessment)
    print(f"\nWithout {gone} the gap cannot be closed while a text cites it:")
    print(f"  {len(evidence.plan_closing_gaps(shorter).changes)} changes")
    plan = evidence.plan_by_first_citation(assessment, reason="order of first citation", date=dt.date(2018, 4, 2))
    print(f"In the order of first citation, {len(plan.changes)} codes change, beginning with:")
    for change in plan.changes[:3]:
        print(f"  {change.old} -> {change.new}")
    done = evidence.apply_renumbering(assessment, plan)
    print(f"applied: {len(done.renumberings)} renumbering in the log")
    print(f"undone, equal to the byte: {'yes' if evidence.revert_renumbering(done) == assessment else 'no'}")


def show_boxes(assessment: kdcl.SelfAssessment) -> None:
    """Spread the evidence of standard 1 over two boxes and print their labels."""
    plan = evidence.plan_boxes(assessment, {1: (1, 6)})
    print(f"\nStandard 1 in two boxes: {len(plan.changes)} codes change")
    for contents in evidence.list_boxes(evidence.apply_renumbering(assessment, plan)):
        print(f"  box {contents.box.number}: {contents.first} to {contents.last}, {len(contents.items)} codes")


def show_coverage(assessment: kdcl.SelfAssessment) -> None:
    """Print what letter 46 suggests for an indicator, and what is cited for it."""
    covered = evidence.coverage(assessment, kdcl.get_framework(assessment.framework))
    counts = [f"{covered.count(outcome)} {outcome}" for outcome in evidence.Outcome]
    print(f"\nOf {covered.total} suggestions: {', '.join(counts)}; sentences without a code: {len(covered.unproven)}")
    for entry in covered.indicators[5].suggestions:
        for option in entry.options:
            codes = " ".join(str(match.code) for match in option.matches)
            print(
                f"  {covered.indicators[5].indicator.code} {option.suggestion.kind}: {option.outcome} {codes}".rstrip()
            )


if __name__ == "__main__":
    school = kdcl.load(HERE / "primary-2017.json")
    show_next_codes(school)
    show_renumbering(school)
    show_boxes(school)
    show_coverage(school)
