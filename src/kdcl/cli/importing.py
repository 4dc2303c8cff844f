"""``kdcl import`` and ``kdcl wording``: read files that other programs made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs
import click

from kdcl.cli.console import EXISTING_FILE, FINDINGS, MISUSE, SpokenGroup, complain, option, say, speaker, spoken
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import is_terminal
from kdcl.files import write_file
from kdcl.findings import Finding
from kdcl.messages import Message, message
from kdcl.readers import PaperKind, ReadParagraph, Recognition, read_evidence_list, read_paper, read_wording
from kdcl.school import SelfAssessment
from kdcl.standards import available_frameworks, dumps_wording, get_framework

_MOST_TEXT = 300
"""Characters of a finding's texts that are printed; more would hide the other findings."""


@spoken(message("Read a document of a school (.docx), or an evidence list (.xlsx, .docx), into a school's file."))
@click.argument("file", type=EXISTING_FILE)
@writes_file(told=message("The school's file to write."))
@option("-f", "--framework", "name", told=message("The framework's id, where the document does not show it."))
@option(
    "--kind",
    type=click.Choice([str(kind) for kind in PaperKind if kind.is_read]),
    told=message("What the document is, where it does not show it."),
)
@option(
    "--carry-over",
    is_flag=True,
    told=message("Take from a document under other rules what does not depend on them; nothing is rated."),
)
@option("--into", type=EXISTING_FILE, told=message("Read an evidence list, and put it into this school's file."))
def import_file(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    file: str,
    output: str,
    force: bool,
    name: str | None,
    kind: str | None,
    carry_over: bool,
    into: str | None,
) -> None:
    """Read a foreign file, print what was noticed, and write the school's file."""
    target = Output(
        path=output, inputs=(file, *filter(None, (into,))), replaces=tuple(filter(None, (into,))), force=force
    )
    target.ensure_free()
    if into:
        assessment = _import_list(file, into, output)
    elif Path(file).suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        complain(message("{file} is a list; name the school's file that it belongs to with --into", file=file))
        raise click.exceptions.Exit(MISUSE)
    else:
        assessment = _import_paper(file, output, name, kind, carry_over=carry_over)
    target.write_school(assessment)


def _import_paper(file: str, output: str, name: str | None, kind: str | None, *, carry_over: bool) -> SelfAssessment:
    framework = get_framework(name) if name else None
    paper = read_paper(file, kind=PaperKind(kind) if kind else None, framework=framework, carry_over=carry_over)
    if paper.recognition.is_framework_guessed:
        framework = get_framework(_ask_framework(file, paper.recognition))
        paper = read_paper(file, kind=paper.recognition.kind, framework=framework, carry_over=carry_over)
    assessment = paper.assessment
    say(paper.recognition.in_words)
    _print_findings(finding.in_words for finding in paper.findings)
    _keep_unplaced(paper.unplaced, output)
    say(
        message(
            "Criteria with a sheet: {sheets}; indicators rated: {ratings}; evidence: {evidence}; codes: {codes}",
            sheets=len(assessment.sheets),
            ratings=len(assessment.ratings),
            evidence=len(assessment.evidence),
            codes=len(paper.codes),
        )
    )
    return assessment


def _ask_framework(file: str, recognition: Recognition) -> str:
    """Return the framework that is meant: asked for at a terminal; elsewhere a guess is no answer.

    Raises:
        Exit: nobody can be asked; how to say it was printed.
    """
    signs = tuple(sign.in_words for sign in recognition.signs) or (message("nothing"),)
    guess = recognition.rules.framework
    complain(
        message(
            "{file}: {recognised}, but that is only a guess (seen: {signs}); say under which framework it was made "
            "with --framework: {frameworks}",
            file=file,
            recognised=recognition.in_words,
            signs=signs,
            frameworks=available_frameworks(),
        )
    )
    if not is_terminal():
        raise click.exceptions.Exit(MISUSE)
    asked = speaker().text(message("Framework"))
    return str(click.prompt(asked, type=click.Choice(available_frameworks()), default=guess and guess.id))


def _import_list(file: str, into: str, output: str) -> SelfAssessment:
    assessment, _ = open_school(into)
    read = read_evidence_list(file)
    _print_findings(map(_shortened, read.findings))
    tell = speaker().text
    _keep_rest([(tell(finding.place.in_words), text) for finding in read.unplaced for text in finding.texts], output)
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


def _shortened(finding: Finding) -> Message:
    """Return a finding in words; long texts are only in the file of what was left out."""
    return finding.in_words if sum(map(len, finding.texts)) <= _MOST_TEXT else attrs.evolve(finding, texts=()).in_words


def _keep_unplaced(unplaced: tuple[ReadParagraph, ...], output: str) -> None:
    tell = speaker().text
    _keep_rest(
        [(f"{tell(paragraph.section)}, {tell(paragraph.place.in_words)}", paragraph.text) for paragraph in unplaced],
        output,
    )


def _keep_rest(texts: list[tuple[str, str]], output: str) -> None:
    """Write the texts that have no place in a school's file beside it, each behind its place: nothing is lost."""
    if not texts:
        return
    path = Path(output).with_suffix(".rest.txt")
    write_file(path, "\n".join(f"{place}\n{text}\n" for place, text in texts).encode())
    say(
        message(
            "Text without a place in a school's file: {count} paragraphs, kept in {path}",
            count=len(texts),
            path=str(path),
        )
    )


@click.group(cls=SpokenGroup, told=message("Official wording from your own copy of letter 46 or of the circular."))
def wording() -> None:
    """Group the commands on official wording."""


@spoken(message("Read the official titles and requirements of a .docx or .txt copy, hold them against the frameworks."))
@click.argument("file", type=EXISTING_FILE)
@writes_file(told=message("The TOML file to write."))
@option("-f", "--framework", "names", multiple=True, told=message("Only this framework; may be given again."))
def read(file: str, output: str, force: bool, names: tuple[str, ...]) -> None:
    """Read official wording, print what is not in order, and write it as TOML."""
    target = Output(path=output, inputs=(file,), force=force)
    target.ensure_free()
    found = read_wording(file, map(get_framework, names or available_frameworks()))
    _print_findings(finding.in_words for finding in found.findings)
    for part in found.wording.frameworks:
        say(
            message(
                "{framework}: titles {titles}, requirements {requirements}",
                framework=part.framework,
                titles=len(part.titles),
                requirements=len(part.requirements),
            )
        )
    target.write(dumps_wording(found.wording).encode())
    target.tell()
    if found.findings:
        raise click.exceptions.Exit(FINDINGS)


wording.add_command(read)
