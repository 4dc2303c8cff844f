"""A framework of another circular, as another package brings it: with its own form, words and council."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from kdcl.convert import loads
from kdcl.law import Framework
from kdcl.school import SelfAssessment
from kdcl.standards import load_framework, load_shared_law

PACKAGE: Final = Path(__file__).parent.parent / "examples" / "own-framework"
"""The package that docs/frameworks.md goes through."""
FOLDER: Final = PACKAGE / "src" / "example_academy"
ID: Final = "example/academy"


def build() -> Framework:
    """Return the framework."""
    return load_framework(FOLDER / "academy", shared=load_shared_law(FOLDER))


YEARS: Final = tuple(f"{year}-{year + 1}" for year in range(2028, 2033))


def build_facts(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any facts of a school's file
    """Return a school's file under this framework as plain values, complete but for what is changed."""
    people = [("Nguyễn Văn A", "Viện trưởng", "chair"), ("Nguyễn Văn B", "Phó viện trưởng", "vice_chair")]
    people += [
        ("Nguyễn Văn C", "Thư ký", "secretary"),
        *((f"Nguyễn Văn {name}", "Ủy viên", "member") for name in "DEGH"),
    ]
    members = [{"name": name, "position": post, "role": role, "duty": "Ủy viên"} for name, post, role in people]
    learners = {"day": 60, "evening": 40, "completing": 90, "largest_cohort": 11}
    return {
        "schema_version": 1,
        "framework": ID,
        "school": {"name": "Học viện Ví Dụ", "authority": "Bộ Mẫu", "place": "Ví Dụ", "features": ["public"]},
        "school_year": YEARS[-1],
        "data": {
            "learners": {row: dict.fromkeys(YEARS, figure) for row, figure in learners.items()},
            "trees": {row: {"planted": 1200, "felled": 7} for row in ("fruit", "shade")},
        },
        "ratings": {"1.1.a": "met", "1.1.b": "met", "1.2.a": "not_met", "2.1.a": "met", "2.1.b": "met"},
        "sheets": [
            {
                "criterion": code,
                "current_state": [
                    {"indicator": letter, "text": f"Việc {letter} đã làm [H1-1-01-01]."} for letter in letters
                ],
                "strengths": "Có nền nếp.",
                "weaknesses": "Còn thiếu sót.",
                "improvement_plan": "Làm tiếp.",
            }
            for code, letters in (("1.1", "ab"), ("1.2", "a"), ("2.1", "ab"))
        ],
        "evidence": [{"code": "[H1-1-01-01]", "name": "Sổ tay làm vườn", "reference": "Năm 2031"}],
        "council": {
            "members": members,
            "secretariat": {"members": [{"name": "Nguyễn Văn C", "position": "Thư ký"}]},
            "groups": [
                {
                    "name": "Nhóm 1",
                    "leader": "Nguyễn Văn D",
                    "members": [{"name": f"Nguyễn Văn {name}", "position": "Ủy viên"} for name in "DEG"],
                    "criteria": ["1.1", "1.2", "2.1"],
                }
            ],
        },
        **changes,
    }


def build_assessment(framework: Framework, **changes: Any) -> SelfAssessment:  # noqa: ANN401 - any facts of a school's file
    """Return a school's facts under this framework."""
    return loads(json.dumps(build_facts(**changes)), framework=framework)
