"""The self-assessment council, its groups, and the decision that sets it up."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import LegalNumber
from kdcl.messages import WordedEnum, message
from kdcl.school.grounds import LegalGround
from kdcl.typed import COUNT, typed


class CouncilRole(WordedEnum):
    """What a member is in the council."""

    CHAIR = "chair", message("chair"), message("Chair of the council")
    """Chủ tịch hội đồng."""
    VICE_CHAIR = "vice_chair", message("vice-chair"), message("Vice-chair of the council")
    """Phó chủ tịch hội đồng."""
    SECRETARY = "secretary", message("secretary"), message("Secretary of the council")
    """Thư ký hội đồng."""
    MEMBER = "member", message("member"), message("Member of the council")
    """Ủy viên hội đồng."""


@attrs.frozen(kw_only=True)
@typed
class CouncilMember:
    """A member of the self-assessment council.

    Attributes:
        name: the person's name.
        position: the post held in the school (chức vụ).
        duty: the duty in the council (nhiệm vụ).
        role: what the member is in the council; None where the school has not said it.
    """

    name: str
    position: str = ""
    duty: str = ""
    role: CouncilRole | None = None


@attrs.frozen(kw_only=True)
@typed
class GroupMember:
    """A person in the secretariat or in a working group.

    Attributes:
        name: the person's name.
        position: the post held in the school (chức vụ).
        duty: the duty in the group (nhiệm vụ).
    """

    name: str
    position: str = ""
    duty: str = ""


@attrs.frozen(kw_only=True)
@typed
class Secretariat:
    """The people who write for the council (nhóm thư ký)."""

    members: tuple[GroupMember, ...] = ()


@attrs.frozen(kw_only=True)
@typed
class WorkingGroup:
    """A group that works on some of the criteria (nhóm công tác).

    Attributes:
        name: what it is called, such as its number.
        leader: the name of its leader, who is one of the members.
        members: the people in it, the leader among them.
        criteria: the criteria it works on.
    """

    name: str
    leader: str = ""
    members: tuple[GroupMember, ...] = ()
    criteria: tuple[CriterionCode, ...] = ()


@attrs.frozen(kw_only=True)
@typed
class ArticleAddition:
    """What a school adds to an article of its decision.

    Attributes:
        article: the article's number.
        text: the addition.
    """

    article: int = attrs.field(validator=COUNT)
    text: str


@attrs.frozen(kw_only=True)
@typed
class CouncilDecision:
    """The decision that sets up the council (quyết định thành lập hội đồng tự đánh giá).

    Attributes:
        number: its number.
        date: the day it was signed.
        grounds: what it is founded on.
        additions: what the school adds to its articles.
        recipients: who receives it (nơi nhận).
    """

    number: LegalNumber | None = None
    date: dt.date | None = None
    grounds: tuple[LegalGround, ...] = ()
    additions: tuple[ArticleAddition, ...] = ()
    recipients: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
@typed
class Council:
    """The self-assessment council (hội đồng tự đánh giá), Article 24 of the circular.

    Attributes:
        members: its members.
        secretariat: those who write for it.
        groups: the working groups.
        decision: the decision that sets it up.
    """

    members: tuple[CouncilMember, ...] = ()
    secretariat: Secretariat = attrs.field(factory=Secretariat)
    groups: tuple[WorkingGroup, ...] = ()
    decision: CouncilDecision = attrs.field(factory=CouncilDecision)
