"""Outcomes as JUnit XML, which build servers show."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from kdcl.cases.facts import CaseOutcome, Failure
from kdcl.messages import ENGLISH, Translator
from kdcl.text.characters import drop_refused

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def build_junit(outcomes: Iterable[CaseOutcome], translator: Translator = ENGLISH) -> str:
    """Return outcomes as JUnit XML: a suite for each file, a test case for each case, a failure for each that failed.

    Args:
        outcomes: what came of the cases.
        translator: the language of every sentence.
    """
    suites: dict[str, list[CaseOutcome]] = {}
    for outcome in outcomes:
        suites.setdefault(outcome.source, []).append(outcome)
    every = [outcome for suite in suites.values() for outcome in suite]
    lines = [_HEAD, f"<testsuites {_counts(every)}>"]
    for source, suite in suites.items():
        lines.append(f'  <testsuite name="{_write(source)}" {_counts(suite)}>')
        lines += (line for outcome in suite for line in _case_lines(outcome, translator))
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"])


def _counts(outcomes: list[CaseOutcome]) -> str:
    failed = sum(not outcome.is_passed for outcome in outcomes)
    return f'tests="{len(outcomes)}" failures="{failed}" errors="0" skipped="0"'


def _case_lines(outcome: CaseOutcome, translator: Translator) -> list[str]:
    case = outcome.case
    head = f'    <testcase classname="{_write(case.framework.id)}" name="{_write(f"{case.place} {case.name}")}"'
    if outcome.is_passed:
        return [f"{head}/>"]
    told = [failure.in_words.render(translator) for failure in outcome.failures]
    inside = "\n".join(line for failure in outcome.failures for line in tell_failure(failure, outcome, translator))
    return [
        f"{head}>",
        f'      <failure message="{_write("; ".join(told))}">{_write(inside)}</failure>',
        "    </testcase>",
    ]


def tell_failure(failure: Failure, outcome: CaseOutcome, translator: Translator) -> list[str]:
    """Return a failure in lines: what was expected and got, by which clause, and why."""
    clauses = [
        clause for clause in (outcome.case.clause, failure.clause and failure.clause.render(translator)) if clause
    ]
    return [
        failure.in_words.render(translator),
        *(f"  [{clause}]" for clause in clauses),
        *(f"  - {reason.render(translator)}" for reason in failure.because),
    ]


def _write(text: str) -> str:
    return escape(drop_refused(text))
