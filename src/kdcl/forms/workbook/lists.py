"""The lists of a school's file that are sheets of the workbook: one line for each item, lines may be added."""

from __future__ import annotations

from typing import Final

import attrs

from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import (
    Abbreviation,
    ArticleAddition,
    Box,
    Break,
    CouncilMember,
    Evidence,
    EvidencePiece,
    ExpectedEvidenceRow,
    GroupMember,
    ImprovementItem,
    LegalGround,
    Opinion,
    PlannedActivity,
    ReplacedEvidence,
    ResourceRow,
    TimetableRow,
    Training,
    WorkingGroup,
)

CRITERIA: Final = "criteria"
"""The name of what improvements hang on: the criteria of the framework, which are no list of the school's."""


@attrs.frozen(kw_only=True)
class Area:
    """A part of the workbook that one kind of work is done in.

    Attributes:
        title: its name.
        color: the colour of its sheets' tabs.
    """

    title: Message
    color: str


# workbooks write colours with their opacity in front
SCHOOL: Final = Area(title=message("School and report"), color="FF1F4E79")
COUNCIL: Final = Area(title=message("Council"), color="FF7030A0")
PLAN: Final = Area(title=message("Plan and timetable"), color="FF548235")
ASSESSMENT: Final = Area(title=message("Ratings and sheets"), color="FFC00000")
EVIDENCE: Final = Area(title=message("Evidence"), color="FFBF8F00")
FIGURES: Final = Area(title=message("Figures of Part I"), color="FF2F75B5")


@attrs.frozen(kw_only=True)
class ListForm:
    """A list of the school's file as a sheet.

    Attributes:
        id: its name inside the workbook.
        title: the name of the sheet.
        area: the part of the workbook it belongs to.
        item: the class of its items; ``str`` where they are texts.
        widths: the parts of an item that are asked for, and how wide their columns are.
        sections: the lists that it has together, and their names; one without a name stands alone.
        parent: the sheet whose lines have such lists inside, if any; `CRITERIA` for the criteria.
        inner: the part of the parent's items that is the list.
        owner: the head of the column that says which list a line belongs to.
        label: the part by which lines of other sheets name an item; `NUMBER` for a number of the sheet's own.
        is_ordered: whether the order of the lines says something; else they may be sorted as anybody likes.
    """

    id: str
    title: Message
    area: Area
    item: type
    widths: tuple[tuple[str, int], ...]
    sections: tuple[tuple[Place, Message | None], ...] = ()
    parent: str = ""
    inner: str = ""
    owner: Message | None = None
    label: str = ""
    is_ordered: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The parts of an item that are asked for."""
        return tuple(name for name, _ in self.widths)


NUMBER: Final = "@number"
"""The column of a number by which other sheets name a line; it is no fact."""

TEXT_OF_ITEM: Final = "text"
"""The column of an item that is nothing but a text."""

_PART: Final = message("Part")
_CRITERION: Final = message("Criterion")


def _alone(*steps: str) -> tuple[tuple[Place, Message | None], ...]:
    return ((ROOT.at(*steps), None),)


_PLAN: Final = ROOT.at("plan")
_DECISION: Final = ROOT.at("council", "decision")

LISTS: Final = (
    ListForm(
        id="members", title=message("Council members"), area=COUNCIL, item=CouncilMember,
        widths=(("name", 28), ("position", 28), ("role", 24), ("duty", 40)),
        sections=_alone("council", "members"),
    ),
    ListForm(
        id="groups", title=message("Working groups"), area=COUNCIL, item=WorkingGroup,
        widths=(("name", 28), ("leader", 28), ("criteria", 50)),
        sections=_alone("council", "groups"), label="name",
    ),
    ListForm(
        id="people", title=message("Members of groups"), area=COUNCIL, item=GroupMember,
        widths=(("name", 28), ("position", 28), ("duty", 45)),
        sections=((ROOT.at("council", "secretariat", "members"), message("Secretariat")),),
        parent="groups", inner="members", owner=message("Group"),
    ),
    ListForm(
        id="additions", title=message("Decision: further articles"), area=COUNCIL, item=ArticleAddition,
        widths=(("article", 10), ("text", 110)),
        sections=((_DECISION.at("additions"), None),),
    ),
    ListForm(
        id="grounds", title=message("Legal grounds of the papers"), area=PLAN, item=LegalGround,
        widths=(("kind", 18), ("number", 24), ("date", 13), ("issuer", 28), ("subject", 55)),
        sections=(
            (_DECISION.at("grounds"), message("Decision on the council")),
            (_PLAN.at("grounds"), message("Self-assessment plan")),
        ),
        owner=message("Paper"),
    ),
    ListForm(
        id="texts", title=message("Points of the papers"), area=PLAN, item=str,
        widths=((TEXT_OF_ITEM, 105),),
        sections=(
            (_PLAN.at("advantages"), message("Plan: what helps")),
            (_PLAN.at("difficulties"), message("Plan: what stands against it")),
            (_PLAN.at("purpose"), message("Plan: purpose")),
            (_PLAN.at("requirements"), message("Plan: requirements")),
            (_PLAN.at("key_tasks"), message("Plan: main tasks")),
            (_PLAN.at("tasks"), message("Plan: single tasks")),
            (_PLAN.at("targets"), message("Plan: targets")),
            (_PLAN.at("actions"), message("Plan: how to reach the targets")),
            (_PLAN.at("carrying_out"), message("Plan: carrying out")),
            (_PLAN.at("recipients"), message("Plan: recipients")),
            (_DECISION.at("recipients"), message("Decision: recipients")),
        ),
        owner=_PART,
    ),
    ListForm(
        id="breaks", title=message("Days without school"), area=PLAN, item=Break,
        widths=(("first_day", 15), ("last_day", 15), ("name", 60)),
        sections=((_PLAN.at("timetable", "calendar", "breaks"), None),),
    ),
    ListForm(
        id="timetable", title=message("Timetable"), area=PLAN, item=TimetableRow,
        widths=(("weeks", 16), ("months", 18), ("first_day", 14), ("last_day", 14), ("written", 45)),
        sections=(
            (_PLAN.at("timetable", "weeks"), message("By weeks")),
            (_PLAN.at("timetable", "months"), message("By months")),
            (_PLAN.at("timetable", "stages"), message("Stages of carrying out")),
        ),
        owner=_PART, label=NUMBER,
    ),
    ListForm(
        id="activities", title=message("Work in the timetable"), area=PLAN, item=PlannedActivity,
        widths=(("text", 75), ("responsible", 32), ("done_on", 16)),
        parent="timetable", inner="activities", owner=message("Line of the timetable"),
    ),
    ListForm(
        id="trainings", title=message("Training"), area=PLAN, item=Training,
        widths=(("time", 24), ("participants", 40), ("content", 60)),
        sections=((_PLAN.at("trainings"), None),),
    ),
    ListForm(
        id="resources", title=message("Resources"), area=PLAN, item=ResourceRow,
        widths=(("standard", 10), ("criterion", 10), ("activities", 42), ("resources", 32), ("time", 20), ("note", 20)),
        sections=((_PLAN.at("resources"), None),),
    ),
    ListForm(
        id="expected", title=message("Expected evidence"), area=PLAN, item=ExpectedEvidenceRow,
        widths=(
            ("standard", 10), ("criterion", 10), ("evidence", 42), ("place", 20), ("collectors", 20), ("time", 16),
            ("cost", 14), ("note", 18),
        ),
        sections=((_PLAN.at("expected_evidence"), None),),
    ),
    ListForm(
        id="improvements", title=message("Improvements"), area=ASSESSMENT, item=ImprovementItem,
        widths=(
            ("what", 45), ("responsible", 24), ("resources", 20), ("first_day", 13), ("last_day", 13),
            ("expected_result", 30), ("status", 16),
        ),
        parent=CRITERIA, inner="improvements", owner=_CRITERION,
    ),
    ListForm(
        id="evidence", title=message("List of evidence"), area=EVIDENCE, item=Evidence,
        widths=(
            ("code", 16), ("name", 42), ("reference", 26), ("issuer", 22), ("note", 16), ("holder", 16),
            ("collector", 16), ("collected_from", 13), ("collected_to", 13), ("status", 13), ("school_years", 13),
            ("link", 18),
        ),
        sections=_alone("evidence"), label="code", is_ordered=False,
    ),
    ListForm(
        id="pieces", title=message("Items under one code"), area=EVIDENCE, item=EvidencePiece,
        widths=(("reference", 45), ("school_year", 14), ("note", 30), ("link", 40)),
        parent="evidence", inner="pieces", owner=message("Evidence code"),
    ),
    ListForm(
        id="replaced", title=message("Evidence that was replaced"), area=EVIDENCE, item=ReplacedEvidence,
        widths=(("name", 50), ("reference", 30), ("issuer", 28), ("replaced_on", 14)),
        parent="evidence", inner="replaced", owner=message("Evidence code"),
    ),
    ListForm(
        id="boxes", title=message("Boxes of evidence"), area=EVIDENCE, item=Box,
        widths=(("number", 10), ("title", 60), ("place", 50)), sections=_alone("boxes"), is_ordered=False,
    ),
    ListForm(
        id="abbreviations", title=message("Abbreviations"), area=SCHOOL, item=Abbreviation,
        widths=(("short", 20), ("meaning", 90)), sections=_alone("abbreviations"),
    ),
    ListForm(
        id="opinions", title=message("Opinions on the draft"), area=SCHOOL, item=Opinion,
        widths=(
            ("text", 50), ("source", 22), ("criterion", 10), ("part", 18), ("received_on", 13), ("outcome", 18),
            ("reason", 35),
        ),
        sections=_alone("opinions"), is_ordered=False,
    ),
)  # fmt: skip
"""Every list that has a sheet; parents stand before their children."""


LISTS_BY_ID: Final = {form.id: form for form in LISTS}
