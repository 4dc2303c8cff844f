"""The school itself, and the school year."""

from __future__ import annotations

import enum
import re
from typing import Self

import attrs

from kdcl.errors import CodeError
from kdcl.law import Region, SchoolCategory
from kdcl.messages import message


@attrs.frozen(order=True)
class SchoolYear:
    """A school year (năm học) by the calendar year it begins in: ``SchoolYear(2017)`` is 2017-2018."""

    start: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the school year written as ``2017-2018``.

        Raises:
            CodeError: the text is written in any other way, or the years do not follow each other.
        """
        remedy = message("write two years that follow each other, as in 2017-2018")
        found = re.fullmatch("([12][0-9]{3})-([12][0-9]{3})", text)
        if found is None:
            raise CodeError(text, 0, message("this is no school year"), remedy)
        if int(found[2]) != int(found[1]) + 1:
            raise CodeError(text, found.start(2), message("the second year does not follow the first"), remedy)
        return cls(int(found[1]))

    def __str__(self) -> str:
        """Return ``2017-2018``."""
        return f"{self.start}-{self.start + 1}"


class SchoolFeature(enum.StrEnum):
    """The boxes that Part I of the report lets a school tick."""

    PUBLIC = "public"
    PRIVATE = "private"
    EXTREMELY_DISADVANTAGED_AREA = "extremely_disadvantaged_area"
    PARTNERSHIP_ABROAD = "partnership_abroad"
    ETHNIC_MINORITY_BOARDING = "ethnic_minority_boarding"
    PUPILS_WITH_DISABILITIES = "pupils_with_disabilities"
    DAY_BOARDING = "day_boarding"
    BOARDING = "boarding"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class School:
    """A school and what identifies it in Part I of the report.

    Attributes:
        name: its name by the latest decision.
        authority: the parent authority (cơ quan chủ quản).
        place: the place name before dates (địa danh).
        principal: the principal's name.
        national_standard: the national-standard status, with level and year.
        founded: the year.
        sites: the number of sites (điểm trường).
        category: the group of secondary schools; None for other institutions.
        region: the region whose thresholds apply.
    """

    name: str
    former_name: str = ""
    authority: str = ""
    place: str = ""
    province: str = ""
    district: str = ""
    commune: str = ""
    principal: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""
    national_standard: str = ""
    founded: int | None = None
    sites: int | None = None
    category: SchoolCategory | None = None
    region: Region | None = None
    features: tuple[SchoolFeature, ...] = ()
