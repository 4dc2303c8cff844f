"""Vietnam's school-accreditation framework as typed Python: law, codes, a school's facts, scoring, documents.

The public names below are imported when they are first used, so that ``import kdcl`` itself costs next to nothing and
never pulls in Word, translation or command-line libraries.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _open_face(
    package: str, rooms: Mapping[str, str]
) -> tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]:
    """Return the sorted names of a package's lazy face, and its ``__getattr__`` and ``__dir__``.

    A type checker reads the imports that stand beside it instead; a test holds both lists equal. It stands here, and in
    no module of its own, since every import of the package pays for each file it opens.

    Args:
        package: the package's name.
        rooms: the names that each module offers, with blanks between them.
    """
    homes = {name: room for room, names in rooms.items() for name in names.split()}
    names = sorted(homes)

    def get(name: str) -> Any:  # noqa: ANN401 - a public name may be anything
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(homes[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return names, get, lambda: list(names)


if TYPE_CHECKING:
    from kdcl._version import __version__ as __version__
    from kdcl.changes import diff as diff
    from kdcl.changes import merge as merge
    from kdcl.changes import next_year as next_year
    from kdcl.checks import Issue as Issue
    from kdcl.checks import check as check
    from kdcl.codes import CriterionCode as CriterionCode
    from kdcl.codes import EvidenceCode as EvidenceCode
    from kdcl.codes import FoundCode as FoundCode
    from kdcl.codes import IndicatorCode as IndicatorCode
    from kdcl.codes import find_codes as find_codes
    from kdcl.convert import dump as dump
    from kdcl.convert import dumps as dumps
    from kdcl.convert import json_schema as json_schema
    from kdcl.convert import load as load
    from kdcl.convert import loads as loads
    from kdcl.documents import available_documents as available_documents
    from kdcl.documents import get_document as get_document
    from kdcl.documents.report import build_report as build_report
    from kdcl.errors import KdclError as KdclError
    from kdcl.evidence import EvidenceRegister as EvidenceRegister
    from kdcl.evidence import coverage as coverage
    from kdcl.findings import Finding as Finding
    from kdcl.findings import Severity as Severity
    from kdcl.law import Framework as Framework
    from kdcl.law import LegalNumber as LegalNumber
    from kdcl.law import Level as Level
    from kdcl.law import LevelReading as LevelReading
    from kdcl.law import LevelRules as LevelRules
    from kdcl.law import Status as Status
    from kdcl.locale import use_language as use_language
    from kdcl.measures import judge as judge
    from kdcl.measures import suggest as suggest
    from kdcl.readers import read_evidence_list as read_evidence_list
    from kdcl.readers import read_report as read_report
    from kdcl.renderers import available_renderers as available_renderers
    from kdcl.renderers import render as render
    from kdcl.school import Council as Council
    from kdcl.school import CriterionSheet as CriterionSheet
    from kdcl.school import Evidence as Evidence
    from kdcl.school import Rating as Rating
    from kdcl.school import Ratings as Ratings
    from kdcl.school import School as School
    from kdcl.school import SchoolData as SchoolData
    from kdcl.school import SchoolYear as SchoolYear
    from kdcl.school import SelfAssessment as SelfAssessment
    from kdcl.scoring import Bounds as Bounds
    from kdcl.scoring import Gap as Gap
    from kdcl.scoring import Score as Score
    from kdcl.scoring import bounds as bounds
    from kdcl.scoring import gap as gap
    from kdcl.scoring import score as score
    from kdcl.standards import available_frameworks as available_frameworks
    from kdcl.standards import get_framework as get_framework
    from kdcl.standards import load_framework as load_framework
    from kdcl.standards import load_level_rules as load_level_rules
    from kdcl.standards import load_wording as load_wording
else:
    __all__, __getattr__, __dir__ = _open_face(
        __name__,
        {
            "kdcl._version": "__version__",
            "kdcl.changes": "diff merge next_year",
            "kdcl.checks": "Issue check",
            "kdcl.codes": "CriterionCode EvidenceCode FoundCode IndicatorCode find_codes",
            "kdcl.convert": "dump dumps json_schema load loads",
            "kdcl.documents": "available_documents get_document",
            "kdcl.documents.report": "build_report",
            "kdcl.errors": "KdclError",
            "kdcl.evidence": "EvidenceRegister coverage",
            "kdcl.findings": "Finding Severity",
            "kdcl.law": "Framework LegalNumber Level LevelReading LevelRules Status",
            "kdcl.locale": "use_language",
            "kdcl.measures": "judge suggest",
            "kdcl.readers": "read_evidence_list read_report",
            "kdcl.renderers": "available_renderers render",
            "kdcl.school": "Council CriterionSheet Evidence Rating Ratings School SchoolData SchoolYear SelfAssessment",
            "kdcl.scoring": "Bounds Gap Score bounds gap score",
            "kdcl.standards": "available_frameworks get_framework load_framework load_level_rules load_wording",
        },
    )
