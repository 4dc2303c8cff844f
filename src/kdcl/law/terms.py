"""The words of the law: how sure a fact is, institution types, regions, levels; documents and places in them."""

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


class InstitutionType(enum.StrEnum):
    """The institutions the circular has a framework for."""

    PRIMARY = "primary"
    """Trường tiểu học."""
    SECONDARY = "secondary"
    """Trường trung học."""
    CONTINUING = "continuing"
    """Trung tâm giáo dục thường xuyên (GDTX)."""


class SchoolCategory(enum.StrEnum):
    """The groups of secondary schools for which the circular sets different thresholds."""

    LOWER_SECONDARY = "lower_secondary"
    """Trường trung học cơ sở; also schools with several levels and district boarding schools."""
    UPPER_SECONDARY = "upper_secondary"
    """Trường trung học phổ thông; also provincial boarding schools and schools under a ministry."""
    GIFTED = "gifted"
    """Trường chuyên."""


class Region(enum.StrEnum):
    """The regions for which the circular sets different thresholds."""

    DIFFICULT = "difficult"
    """Miền núi, vùng sâu, vùng xa, hải đảo."""
    OTHER = "other"
    """Các vùng khác."""


class Level(enum.IntEnum):
    """The level (cấp độ) that a school reaches; criteria have no level."""

    ONE = 1
    TWO = 2
    THREE = 3

    def __str__(self) -> str:
        """Return the number alone."""
        return str(self.value)


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
