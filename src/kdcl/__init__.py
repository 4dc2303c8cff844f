"""Vietnam's school-accreditation framework as typed Python: law, codes, a school's facts, scoring, documents.

The public names below are imported when they are first used, so that ``import kdcl`` itself costs next to nothing and
never pulls in Word, translation or command-line libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kdcl.checks import Issue, check
    from kdcl.codes import CriterionCode, EvidenceCode, FoundCode, IndicatorCode, find_codes
    from kdcl.convert import dump, dumps, load, loads
    from kdcl.documents import get_document
    from kdcl.documents.report import build_report
    from kdcl.errors import KdclError
    from kdcl.evidence import EvidenceRegister, coverage
    from kdcl.law import Framework, LegalNumber, Level, LevelReading, LevelRules, Status
    from kdcl.measures import judge, suggest
    from kdcl.readers import read_evidence_list, read_report
    from kdcl.renderers import render
    from kdcl.school import Evidence, Rating, Ratings, School, SchoolData, SchoolYear, SelfAssessment
    from kdcl.scoring import Bounds, Gap, Score, bounds, gap, score
    from kdcl.standards import available_frameworks, get_framework, load_framework, load_level_rules, load_wording

_ROOMS = {
    "Bounds": "kdcl.scoring",
    "CriterionCode": "kdcl.codes",
    "Evidence": "kdcl.school",
    "EvidenceCode": "kdcl.codes",
    "EvidenceRegister": "kdcl.evidence",
    "FoundCode": "kdcl.codes",
    "Framework": "kdcl.law",
    "Gap": "kdcl.scoring",
    "IndicatorCode": "kdcl.codes",
    "Issue": "kdcl.checks",
    "KdclError": "kdcl.errors",
    "LegalNumber": "kdcl.law",
    "Level": "kdcl.law",
    "LevelReading": "kdcl.law",
    "LevelRules": "kdcl.law",
    "Rating": "kdcl.school",
    "Ratings": "kdcl.school",
    "School": "kdcl.school",
    "SchoolData": "kdcl.school",
    "SchoolYear": "kdcl.school",
    "Score": "kdcl.scoring",
    "SelfAssessment": "kdcl.school",
    "Status": "kdcl.law",
    "available_frameworks": "kdcl.standards",
    "bounds": "kdcl.scoring",
    "build_report": "kdcl.documents.report",
    "check": "kdcl.checks",
    "coverage": "kdcl.evidence",
    "dump": "kdcl.convert",
    "dumps": "kdcl.convert",
    "find_codes": "kdcl.codes",
    "gap": "kdcl.scoring",
    "get_document": "kdcl.documents",
    "get_framework": "kdcl.standards",
    "judge": "kdcl.measures",
    "load": "kdcl.convert",
    "load_framework": "kdcl.standards",
    "load_level_rules": "kdcl.standards",
    "load_wording": "kdcl.standards",
    "loads": "kdcl.convert",
    "read_evidence_list": "kdcl.readers",
    "read_report": "kdcl.readers",
    "render": "kdcl.renderers",
    "score": "kdcl.scoring",
    "suggest": "kdcl.measures",
}

__all__ = [
    "Bounds",
    "CriterionCode",
    "Evidence",
    "EvidenceCode",
    "EvidenceRegister",
    "FoundCode",
    "Framework",
    "Gap",
    "IndicatorCode",
    "Issue",
    "KdclError",
    "LegalNumber",
    "Level",
    "LevelReading",
    "LevelRules",
    "Rating",
    "Ratings",
    "School",
    "SchoolData",
    "SchoolYear",
    "Score",
    "SelfAssessment",
    "Status",
    "available_frameworks",
    "bounds",
    "build_report",
    "check",
    "coverage",
    "dump",
    "dumps",
    "find_codes",
    "gap",
    "get_document",
    "get_framework",
    "judge",
    "load",
    "load_framework",
    "load_level_rules",
    "load_wording",
    "loads",
    "read_evidence_list",
    "read_report",
    "render",
    "score",
    "suggest",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a public name may be anything
    if name not in _ROOMS:
        raise AttributeError(f"module 'kdcl' has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
