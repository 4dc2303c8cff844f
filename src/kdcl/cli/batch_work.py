"""What ``kdcl batch`` does with one file; other processes find these functions here."""

from __future__ import annotations

import functools
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from kdcl.checks import check
from kdcl.checks.own import load_rulebook
from kdcl.cli.console import with_rules
from kdcl.cli.output import Output
from kdcl.convert import dumps, load
from kdcl.convert.stopping import find_stopping
from kdcl.documents import get_document
from kdcl.errors import UnreadableFileError
from kdcl.figures import Figures
from kdcl.findings import Finding, Severity
from kdcl.law import Framework
from kdcl.locale import get_locale
from kdcl.measures import judge_all
from kdcl.messages import message
from kdcl.overview.fact_files import read_facts
from kdcl.overview.facts import (
    FactKind,
    Value,
    put_facts,
    tell_evidence,
    tell_figures,
    tell_findings,
    tell_measures,
)
from kdcl.overview.rows import tell_measure
from kdcl.overview.work import Result, Settings
from kdcl.readers import ReadPaper, read_paper
from kdcl.renderers import render
from kdcl.school import SelfAssessment
from kdcl.scoring import score
from kdcl.standards import get_framework
from kdcl.summaries import MeasureResult


def check_file(file: str, settings: Settings) -> Result:
    """Return every finding of a school's file, or of a document that is read first."""
    assessment, findings = _open(file, settings)
    found = [
        *findings,
        *check(assessment, get_framework(assessment.framework), checks=load_rulebook(settings["checks"])),
    ]
    translator = get_locale(settings["language"])
    counts = Counter(finding.severity for finding in found)
    return {
        "findings": [finding.to_dict(translator) for finding in found],
        **{f"{severity.value}s": counts[severity] for severity in Severity},
    }


def import_file(file: str, settings: Settings) -> Result:
    """Write the school's file of a document; what has no place in it goes into a text beside it."""
    paper = _read_sure(file, settings)
    written = _write(file, settings, dumps(paper.assessment).encode())
    if rest := "\n".join(each.text for each in paper.unplaced):
        Output(path=f"{written['output']}.unplaced.txt", inputs=(file,), force=bool(settings["force"])).write(
            rest.encode()
        )
    return {**written, "findings": len(paper.findings), "unplaced": len(paper.unplaced)}


def render_file(file: str, settings: Settings) -> Result:
    """Write a document of a school's file; where what it prints has errors, nothing is written."""
    assessment = load(file)
    framework = get_framework(assessment.framework)
    form = get_document(settings["kind"])
    found = check(assessment, framework, checks=load_rulebook(settings["checks"]))
    errors, _ = find_stopping(found, form.reads)
    if errors:
        raise UnreadableFileError(
            file, message("errors found: {count}", count=len(errors)), message("see them with: kdcl check")
        )
    document = form.build(assessment, framework, language=settings["language"])
    return _write(file, settings, render(document, settings["format"]))


def table_file(file: str, settings: Settings) -> Result:
    """Return the facts of one kind that a school's file, or a document that is read first, holds, as rows."""
    assessment, found = _open(file, settings)
    framework = get_framework(assessment.framework)
    kind = FactKind(settings["kind"])
    rows: Iterable[Mapping[str, Value]]
    if kind is FactKind.EVIDENCE:
        rows = tell_evidence(assessment)
    elif kind is FactKind.FIGURES:
        rows = tell_figures(assessment)
    elif kind is FactKind.FINDINGS:
        rows = tell_findings([*found, *check(assessment, framework)], get_locale(settings["language"]))
    else:
        rows = tell_measures(map(MeasureResult.of, judge_all(Figures.of(assessment, framework), framework)))
    return {"rows": list(rows)}


def rate_file(file: str, settings: Settings) -> Result:
    """Return the ratings of a school's file, or of a document that is read first, with what tells it apart."""
    assessment, _ = _open(file, settings, is_sure=True)
    framework = with_rules(get_framework(assessment.framework), settings["rules"])
    ratings = assessment.ratings
    computed = score(ratings, framework)
    judged = judge_all(Figures.of(assessment, framework), framework)
    return {
        "framework": framework.id,
        "category": assessment.school.category or "",
        "region": assessment.school.region or "",
        "school_year": str(assessment.school_year),
        "ratings": {str(code): rating.value for code, rating in ratings.by_code.items()},
        "level": None if computed.level is None else int(computed.level),
        "not_met": [str(code) for code in computed.not_met],
        "open": [str(code) for code in computed.open],
        "measures": [tell_measure(MeasureResult.of(each)) for each in judged],
    }


def fill_file(file: str, settings: Settings) -> Result:
    """Write a school's file with the facts of a table in place of its own; without rows there, as it is."""
    assessment = load(file)
    table = _read_table(settings["table"])
    school = Path(json.loads(settings["outputs"])[file]).name
    if school in table.schools:
        assessment = put_facts(assessment, table, school)
    return _write(file, settings, dumps(assessment).encode())


_read_table = functools.lru_cache(maxsize=1)(read_facts)  # each process reads the table once


def _given(settings: Settings) -> Framework | None:
    return get_framework(settings["framework"]) if settings["framework"] else None


def _open(file: str, settings: Settings, *, is_sure: bool = False) -> tuple[SelfAssessment, tuple[Finding, ...]]:
    if Path(file).suffix.lower() == ".json":
        return load(file), ()
    paper = _read_sure(file, settings) if is_sure else read_paper(file, framework=_given(settings), of_school=True)
    return paper.assessment, paper.findings


def _read_sure(file: str, settings: Settings) -> ReadPaper:
    """Return what a document says; its framework must not be a guess, which would make a verdict of a guess.

    Raises:
        UnreadableFileError: it is one.
    """
    paper = read_paper(file, framework=_given(settings), of_school=True)
    if paper.recognition.is_framework_guessed:
        raise UnreadableFileError(
            file, paper.recognition.in_words, message("that is only a guess; say it with --framework")
        )
    return paper


def _write(file: str, settings: Settings, data: bytes) -> Result:
    output: str = json.loads(settings["outputs"])[file]
    written = Output(path=output, inputs=(file,), force=bool(settings["force"])).write(data)
    return {"output": output, "sha256": hashlib.sha256(written).hexdigest()}


def is_as_written(result: Result) -> bool:
    """Whether the output of an earlier run still stands there as it was written; one changed by hand does not."""
    path = Path(result["output"])
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == result.get("sha256")
