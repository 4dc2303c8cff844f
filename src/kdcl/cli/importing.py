"""``kdcl import``: read files that other programs made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs
import click

from kdcl.cli.console import EXISTING_FILE, MISUSE, complain, option, say, speaker, spoken
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_file
from kdcl.files import write_file
from kdcl.messages import Message, message
from kdcl.readers import ReadParagraph, read_evidence_list, read_report
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework


@spoken(message("Read a self-assessment report (.docx) or an evidence list (.xlsx, .docx) into a school's file."))
@click.argument("file", type=EXISTING_FILE)
@writes_file(told=message("The school's file to write."))
@option("-f", "--framework", "name", told=message("The framework's id, where the report does not show it."))
@option("--into", type=EXISTING_FILE, told=message("Read an evidence list, and put it into this school's file."))
def import_file(file: str, output: str, force: bool, name: str | None, into: str | None) -> None:
    """Read a foreign file, print what was noticed, and write the school's file."""
    target = Output(
        path=output, inputs=(file, *filter(None, (into,))), replaces=tuple(filter(None, (into,))), force=force
    )
    target.ensure_free()
    if into:
        assessment = _import_list(file, into)
    elif Path(file).suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        complain(message("{file} is a list; name the school's file that it belongs to with --into", file=file))
        raise click.exceptions.Exit(MISUSE)
    else:
        report = read_report(file, get_framework(name) if name else None)
        _print_findings(finding.in_words for finding in report.findings)
        _keep_unplaced(report.unplaced, output)
        assessment = report.assessment
        say(
            message(
                "Criteria with a sheet: {sheets}; indicators rated: {ratings}; evidence: {evidence}; codes: {codes}",
                sheets=len(assessment.sheets),
                ratings=len(assessment.ratings),
                evidence=len(assessment.evidence),
                codes=len(report.codes),
            )
        )
    target.write_school(assessment)


def _import_list(file: str, into: str) -> SelfAssessment:
    assessment, _ = open_school(into)
    read = read_evidence_list(file)
    _print_findings(finding.in_words for finding in read.findings)
    known = {item.code for item in assessment.evidence}
    kept = [item for item in read.evidence if item.code in known]
    for item in kept:
        say(message("{code} is in the school's file already and stays as it is there", code=item.code))
    added = tuple(item for item in read.evidence if item.code not in known)
    say(message("Evidence added: {added}; in the file already: {kept}", added=len(added), kept=len(kept)))
    return attrs.evolve(assessment, evidence=(*assessment.evidence, *added))


def _print_findings(findings: Iterable[Message]) -> None:
    for finding in findings:
        say(finding)


def _keep_unplaced(unplaced: tuple[ReadParagraph, ...], output: str) -> None:
    """Write the text that has no place in a school's file beside it, so that nothing of the report is lost."""
    if not unplaced:
        return
    path = Path(output).with_suffix(".rest.txt")
    tell = speaker().text
    lines = [
        f"{tell(paragraph.section)}, {tell(paragraph.place.in_words)}\n{paragraph.text}\n" for paragraph in unplaced
    ]
    write_file(path, "\n".join(lines).encode())
    say(
        message(
            "Text without a place in a school's file: {count} paragraphs, kept in {path}",
            count=len(unplaced),
            path=str(path),
        )
    )
