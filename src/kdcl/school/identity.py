"""The school itself."""

from __future__ import annotations

import enum

import attrs

from kdcl.law import Region, SchoolCategory
from kdcl.typed import COUNT, Within, typed


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
@typed
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
    founded: int | None = attrs.field(default=None, validator=Within(0, 9999))
    sites: int | None = attrs.field(default=None, validator=COUNT)
    category: SchoolCategory | None = None
    region: Region | None = None
    features: tuple[SchoolFeature, ...] = ()
