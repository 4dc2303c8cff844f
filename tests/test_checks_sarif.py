"""Issues as SARIF 2.1.0."""

from __future__ import annotations

from kdcl.checks import CHECKS, Issue, Place, Severity
from kdcl.checks.sarif import build_sarif
from kdcl.law import Citation
from kdcl.messages import message

ISSUE = Issue(
    kind="dangling-code",
    severity=Severity.ERROR,
    message=message("wrong"),
    place=Place.parse("sheets[3].current_state[1].text:5-9"),
    citation=Citation(document="01/2000/TT-TEST", article=2),
    fix=message("mend it"),
)


def test_a_result() -> None:
    """A result names rule, level, sentence with remedy, file, path, characters and source."""
    (run,) = build_sarif((ISSUE,), CHECKS, file="school.json")["runs"]
    assert run["results"] == [
        {
            "ruleId": "dangling-code",
            "level": "error",
            "message": {"text": "wrong. mend it"},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": {"uri": "school.json"}},
                    "logicalLocations": [{"fullyQualifiedName": "sheets[3].current_state[1].text"}],
                }
            ],
            "properties": {"start": 4, "end": 9, "source": "circular 01/2000/TT-TEST, article 2"},
        }
    ]


def test_rules() -> None:
    """Every check of the rulebook is described once, with its level."""
    log = build_sarif((), CHECKS, file="school.json")
    assert (log["version"], log["runs"][0]["results"]) == ("2.1.0", [])
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.id for check in CHECKS]
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}
    assert all(rule["shortDescription"]["text"] for rule in rules)
