"""The kinds of schools that the law tells apart."""

from __future__ import annotations

import enum

from kdcl.messages import WordedEnum, message


class InstitutionType(enum.StrEnum):
    """The institutions the circular has a framework for."""

    PRIMARY = "primary"
    """Trường tiểu học."""
    SECONDARY = "secondary"
    """Trường trung học."""
    CONTINUING = "continuing"
    """Trung tâm giáo dục thường xuyên (GDTX)."""


class SchoolCategory(WordedEnum):
    """The groups of secondary schools for which the circular sets different thresholds."""

    LOWER_SECONDARY = "lower_secondary", message("lower secondary schools")
    """Trường trung học cơ sở; also schools with several levels and district boarding schools."""
    UPPER_SECONDARY = "upper_secondary", message("upper secondary schools")
    """Trường trung học phổ thông; also provincial boarding schools and schools under a ministry."""
    GIFTED = "gifted", message("schools for gifted students")
    """Trường chuyên."""


class Region(WordedEnum):
    """The regions for which the circular sets different thresholds."""

    DIFFICULT = "difficult", message("mountainous, remote and island areas")
    """Miền núi, vùng sâu, vùng xa, hải đảo."""
    OTHER = "other", message("other areas")
    """Các vùng khác."""
