"""Legal documents and places in them, and how sure a fact of the law is."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from kdcl.messages import Message, message


class Status(enum.StrEnum):
    """How sure a fact of the law is."""

    VERIFIED = "verified"
    """Read in a published copy of the provision."""
    INFERRED = "inferred"
    """Deduced from published results or from the same template; the provision itself was not read."""
    UNKNOWN = "unknown"
    """Known to exist; its content was not read."""


@attrs.frozen(kw_only=True)
class LegalDocument:
    """The circular that a framework belongs to.

    Attributes:
        number: its number, such as ``"42/2012/TT-BGDĐT"``.
        issued: the day it was signed.
        in_force: the first day it applied.
        ceased: the day it ceased to apply to this institution type; None while it applies.
        guidance: numbers of the letters that explain it.
    """

    number: str
    issued: dt.date
    in_force: dt.date
    ceased: dt.date | None
    guidance: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Citation:
    """A place in a legal document: article (điều), clause (khoản), point (điểm)."""

    document: str
    article: int
    clause: int | None = None
    point: str | None = None
    status: Status = Status.VERIFIED

    @property
    def message(self) -> Message:
        """The citation in the order of the document: number, article, clause, point."""
        cited = message("circular {document}, article {article}", document=self.document, article=self.article)
        if self.clause is not None:
            cited = message("{cited}, clause {clause}", cited=cited, clause=self.clause)
        if self.point is not None:
            cited = message("{cited}, point {point}", cited=cited, point=self.point)
        return cited

    def __str__(self) -> str:
        """Return the citation in English."""
        return str(self.message)
