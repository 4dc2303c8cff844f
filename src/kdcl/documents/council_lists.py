"""The members of the council, its secretariat and its working groups as tables: of the decision and of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kdcl.blocks import Cell, Row, SignatureBlock, Table
from kdcl.codes import CriterionCode
from kdcl.documents import labels
from kdcl.documents.administrative import Recipient, build_signature, office_line
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import cell, centred_cell, empty_rows, fact_cells, line, ruled_table, spanned_rows
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import CouncilMember, CouncilRole, GroupMember, WorkingGroup
from kdcl.text.folding import fold_case

_MEMBER_HEAD = (labels.NUMBER, labels.FULL_NAME, labels.TITLE_OR_POSITION, labels.DUTY)
_SIGNED_HEAD = (labels.NUMBER, labels.FULL_NAME, labels.POSITION, labels.DUTY, message("Signature"))
_GROUP_HEAD = (labels.GROUP, labels.FULL_NAME, labels.TITLE_OR_POSITION, labels.DUTY)
COUNCIL = ROOT.at("council")
"""Where a school's file has its council."""

_EMPTY_COUNCIL = 5
"""Article 24 asks for at least five members."""
_EMPTY_GROUP = 2
"""The least that a secretariat and a working group are to have."""


def member_name(composition: Composition, role: CouncilRole) -> str:
    """Return the name of the first member in a role, or an empty text."""
    return next((member.name for member in composition.assessment.council.members if member.role is role), "")


def build_council_signature(composition: Composition, recipients: Iterable[Recipient]) -> SignatureBlock:
    """Return the foot of a paper that the chair signs on behalf of the council."""
    offices = (office_line(composition, labels.ON_BEHALF_OF_COUNCIL), office_line(composition, message("CHAIR")))
    return build_signature(composition, offices, member_name(composition, CouncilRole.CHAIR), recipients)


def duty_text(composition: Composition, member: CouncilMember) -> str:
    """Return a member's duty as the school states it, after the role where the duty does not say it itself."""
    role = "" if member.role is None else composition.text(member.role.label)
    return _joined(role, member.duty)


def _joined(title: str, duty: str) -> str:
    """Return title and duty in one, without saying the title twice."""
    if not title or fold_case(title) in fold_case(duty):
        return duty
    return f"{title}; {duty}" if duty else title


def build_members_table(composition: Composition, *, is_signed: bool = False) -> Table:
    """Return the list of members; rows to fill in where the school names none.

    Args:
        composition: the school and the language.
        is_signed: whether each member signs it, as in the report.
    """
    head, widths = (_SIGNED_HEAD, (7, 28, 20, 28, 17)) if is_signed else (_MEMBER_HEAD, (8, 30, 30, 32))
    room = (cell(),) if is_signed else ()
    rows = tuple(
        Row(
            (
                centred_cell(str(number + 1)),
                *fact_cells(member, COUNCIL.at("members", number), "name", "position"),
                cell(duty_text(composition, member), source=COUNCIL.at("members", number, "duty")),
                *room,
            )
        )
        for number, member in enumerate(composition.assessment.council.members)
    )
    return ruled_table(widths, map(composition.text, head), rows or empty_rows(len(head), _EMPTY_COUNCIL))


def build_secretariat_table(composition: Composition) -> Table:
    """Return the secretariat, as a table of its own."""
    return _groups_table(composition, _secretariat_rows(composition))


def _secretariat_rows(composition: Composition) -> Iterator[Row]:
    secretariat = Cell(paragraphs=(line(composition.text(message("Secretariat")), bold=True),))
    members = composition.assessment.council.secretariat.members
    yield from _group_rows(composition, secretariat, _placed(members, COUNCIL.at("secretariat")))


def _groups_table(composition: Composition, rows: Iterable[Row]) -> Table:
    return ruled_table((24, 25, 25, 26), map(composition.text, _GROUP_HEAD), rows)


def build_groups_table(composition: Composition, *, has_secretariat: bool = True) -> Table:
    """Return the working groups with the standards and criteria they work on.

    Args:
        composition: the school and the language.
        has_secretariat: whether the secretariat stands above them, in the same table.
    """
    council = composition.assessment.council
    rows = [*_secretariat_rows(composition)] if has_secretariat else []
    for number, group in enumerate(council.groups or (WorkingGroup(name=""),)):
        place = COUNCIL.at("groups", number)
        first = _group_cell(composition, group, place)
        rows += _group_rows(composition, first, _with_leader(group, place), group.leader)
    return _groups_table(composition, rows)


def criteria_text(composition: Composition, codes: Iterable[CriterionCode]) -> str:
    """Return criteria in few words: a standard all of whose criteria are there by its number, others by their codes."""
    left = set(codes)
    parts: list[Message] = []
    for standard in composition.framework:
        whole = {criterion.code for criterion in standard.criteria}
        if whole <= left:
            parts.append(message("Standard {number}", number=standard.number))
            left -= whole
    if left:
        parts.append(message("Criteria {codes}", codes=tuple(sorted(left))))
    return composition.text(tuple(parts))


_Placed = tuple[GroupMember, Place]
"""A member of a group, and where the school's file has what is said of them."""


def _placed(members: Iterable[GroupMember], place: Place) -> tuple[_Placed, ...]:
    return tuple((member, place.at("members", number)) for number, member in enumerate(members))


def _with_leader(group: WorkingGroup, place: Place) -> tuple[_Placed, ...]:
    """Return the members of a group; a leader whom the school forgot among them stands first."""
    members = _placed(group.members, place)
    if not group.leader or any(member.name == group.leader for member in group.members):
        return members
    return ((GroupMember(name=group.leader), place.at("leader")), *members)


def _group_cell(composition: Composition, group: WorkingGroup, place: Place) -> Cell:
    name = line(group.name or composition.text(labels.WORKING_GROUP), bold=True, source=place.at("name"))
    criteria = criteria_text(composition, group.criteria)
    return Cell(paragraphs=(name, *((line(criteria, source=place.at("criteria")),) if criteria else ())))


def _group_rows(composition: Composition, group: Cell, members: Iterable[_Placed], leader: str = "") -> Iterator[Row]:
    """Iterate over the rows of a group, whose cell spans them all; rows to fill in where it has no members."""
    title = composition.text(message("Head of the group"))
    bodies = [
        (
            *fact_cells(member, place, "name", "position"),
            cell(_joined(title if leader and member.name == leader else "", member.duty), source=place.at("duty")),
        )
        for member, place in members
    ]
    yield from spanned_rows(group, bodies or [(cell(),) * 3] * _EMPTY_GROUP, 3)
