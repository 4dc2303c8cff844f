"""The self-assessment council."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class CouncilMember:
    """A member of the self-assessment council.

    Attributes:
        name: the person's name.
        position: the post held in the school (chức vụ).
        duty: the duty in the council (nhiệm vụ).
    """

    name: str
    position: str = ""
    duty: str = ""


@attrs.frozen(kw_only=True)
class Council:
    """The self-assessment council (hội đồng tự đánh giá), Article 24 of the circular."""

    members: tuple[CouncilMember, ...] = ()
