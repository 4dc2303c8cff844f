"""The evidence a school lists: each piece, what it replaced, the boxes, and the log of renumberings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from kdcl.codes import EvidenceCode
from kdcl.messages import WordedEnum, message
from kdcl.typed import COUNT, typed
from kdcl.years import SchoolYear


class EvidenceStatus(WordedEnum):
    """How far the collecting of a piece of evidence is."""

    EXPECTED = "expected", message("expected")
    """Named in the plan; nobody has asked for it yet."""
    REQUESTED = "requested", message("requested")
    """Asked for."""
    COLLECTED = "collected", message("collected")
    """In its box."""
    MISSING = "missing", message("cannot be found")
    """Looked for and not found; letter 46 lets nothing be made afterwards."""


@attrs.frozen(kw_only=True)
@typed
class EvidencePiece:
    """One of several physical items under one code, such as the same paper of another year.

    Attributes:
        reference: number and date.
        school_year: the school year it belongs to.
        note: anything else.
        link: the file or address of its scan.
    """

    reference: str = ""
    school_year: SchoolYear | None = None
    note: str = ""
    link: str = ""


@attrs.frozen(kw_only=True)
@typed
class ReplacedEvidence:
    """What a piece of evidence stands in for since it lost its value; the code stayed.

    Attributes:
        name: what it was.
        reference: its number and date.
        issuer: who issued it.
        replaced_on: the day of the replacement, which letter 46 wants on record.
    """

    name: str
    reference: str = ""
    issuer: str = ""
    replaced_on: dt.date | None = None


@attrs.frozen(kw_only=True)
@typed
class Evidence:
    """A piece of evidence (minh chứng): the columns of the official list, and what only the school keeps.

    Attributes:
        code: its code.
        name: what it is.
        reference: number and date, or the time of a survey, interview or observation.
        issuer: who issued it or carried it out.
        note: anything else.
        holder: who keeps it until it is collected.
        collector: who collects it.
        collected_from: the day collecting begins.
        collected_to: the day it ends.
        status: how far collecting is; None where nobody says.
        link: the file or address of its scan.
        school_years: the school years it covers.
        pieces: the physical items, where the code covers several.
        replaced: what it stands in for, oldest first.
    """

    code: EvidenceCode
    name: str
    reference: str = ""
    issuer: str = ""
    note: str = ""
    holder: str = ""
    collector: str = ""
    collected_from: dt.date | None = None
    collected_to: dt.date | None = None
    status: EvidenceStatus | None = None
    link: str = ""
    school_years: tuple[SchoolYear, ...] = ()
    pieces: tuple[EvidencePiece, ...] = ()
    replaced: tuple[ReplacedEvidence, ...] = ()


@attrs.frozen(kw_only=True)
@typed
class Box:
    """A box of evidence (hộp minh chứng); what lies in it follows from the codes.

    Attributes:
        number: its number, the *n* of the codes in it.
        title: what its label says besides.
        place: where it stands.
    """

    number: int = attrs.field(validator=COUNT)
    title: str = ""
    place: str = ""


@attrs.frozen(kw_only=True)
@typed
class CodeChange:
    """That a piece of evidence gave up a code for another one."""

    old: EvidenceCode
    new: EvidenceCode


@attrs.frozen(kw_only=True)
@typed
class RetypedCode:
    """A badly written code whose typing could not be had back from the numbers alone.

    Attributes:
        path: the text it stands in.
        position: which of the codes of that text it is, counted from 0.
        before: how it was written.
        after: how the renumbering wrote it.
    """

    path: str
    position: int = attrs.field(validator=COUNT)
    before: str
    after: str


@attrs.frozen(kw_only=True)
@typed
class Renumbering:
    """A renumbering of evidence: as a plan it is shown before it is applied, afterwards it stands in the log.

    Attributes:
        changes: each old code with the new one, in the order of the old ones; no two share an old or a new code.
        reason: why.
        date: when.
        vacated: codes that no piece has any more; they are retired.
        reissued: retired codes that a piece takes up.
        retyped: what undoing needs to know of badly written codes; filled in when the plan is applied.
    """

    changes: tuple[CodeChange, ...]
    reason: str = ""
    date: dt.date | None = None
    vacated: tuple[EvidenceCode, ...] = ()
    reissued: tuple[EvidenceCode, ...] = ()
    retyped: tuple[RetypedCode, ...] = ()


def in_code_order(codes: Iterable[EvidenceCode]) -> tuple[EvidenceCode, ...]:
    """Return the codes in their order, each once."""
    return tuple(sorted(set(codes)))
