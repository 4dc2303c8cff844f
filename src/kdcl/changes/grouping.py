"""Changes by what people look for: the ratings first, then the sheets, the evidence, and what else there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kdcl.changes.change import Change
from kdcl.messages import WordedEnum, message
from kdcl.places import Step


class ChangeGroup(WordedEnum):
    """A part of a school's file that people ask for, in the order in which they do."""

    RATINGS = "ratings", message("Ratings")
    SHEETS = "sheets", message("Criterion sheets and standards")
    EVIDENCE = "evidence", message("Evidence")
    COUNCIL = "council", message("Council")
    PLAN = "plan", message("Plan")
    FIGURES = "figures", message("Figures of Part I")
    CLAIMS = "claims", message("What the school claims")
    EXTERNAL = "external", message("External assessment")
    OTHER = "other", message("What else changed")


_GROUPS: Final[dict[Step, ChangeGroup]] = {
    "ratings": ChangeGroup.RATINGS,
    "sheets": ChangeGroup.SHEETS,
    "standards": ChangeGroup.SHEETS,
    "evidence": ChangeGroup.EVIDENCE,
    "retired_codes": ChangeGroup.EVIDENCE,
    "boxes": ChangeGroup.EVIDENCE,
    "renumberings": ChangeGroup.EVIDENCE,
    "council": ChangeGroup.COUNCIL,
    "plan": ChangeGroup.PLAN,
    "data": ChangeGroup.FIGURES,
    "claims": ChangeGroup.CLAIMS,
    "external": ChangeGroup.EXTERNAL,
}
"""By the first step of a change's place."""


def group_changes(changes: Iterable[Change]) -> dict[ChangeGroup, tuple[Change, ...]]:
    """Return the changes of whole files by group, in the order of `ChangeGroup`; groups without a change are left out.

    Inside a group they stay in the order in which they came.
    """
    grouped: dict[ChangeGroup, list[Change]] = {group: [] for group in ChangeGroup}
    for change in changes:
        first = change.place.steps[0] if change.place.steps else ""
        grouped[_GROUPS.get(first, ChangeGroup.OTHER)].append(change)
    return {group: tuple(each) for group, each in grouped.items() if each}
