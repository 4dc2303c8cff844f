"""The kinds of schools that the law tells apart."""

from __future__ import annotations

import enum


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
