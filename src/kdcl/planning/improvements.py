"""One table of all that a school sets out to improve."""

from __future__ import annotations

import attrs

from kdcl.codes import CriterionCode
from kdcl.school import ImprovementItem, SelfAssessment


@attrs.frozen(kw_only=True)
class ImprovementRow:
    """A row of the table.

    Attributes:
        criterion: the criterion it is for.
        number: its number among those of the criterion, from 1.
        item: what is to be done.
    """

    criterion: CriterionCode
    number: int
    item: ImprovementItem


def build_improvement_table(assessment: SelfAssessment) -> tuple[ImprovementRow, ...]:
    """Return every improvement of every sheet, in the order of the criteria."""
    rows = [
        ImprovementRow(criterion=sheet.criterion, number=number, item=item)
        for sheet in assessment.sheets
        for number, item in enumerate(sheet.improvements, start=1)
    ]
    return tuple(sorted(rows, key=lambda row: row.criterion))
