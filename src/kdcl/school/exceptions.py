"""Findings that the council lives with, each with who said so, why and until when."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.typed import typed


@attrs.frozen(kw_only=True)
@typed
class AcceptedFinding:
    """A finding of a check that the council accepts as an exception (ngoại lệ), for a time.

    It speaks of one finding in the words it had: when the facts change so that the check says something else, the
    exception says nothing of that.

    Attributes:
        check: the id of the check.
        place: where, with items of lists named by what they are known by: ``sheets."1.3".strengths``.
        sentence: what the check found, in English as programs have it.
        accepted_by: who accepted it, by role.
        accepted_on: the day of that.
        reason: why.
        until: the last day on which it holds.
    """

    check: str
    place: str
    sentence: str
    accepted_by: str
    accepted_on: dt.date
    reason: str
    until: dt.date
