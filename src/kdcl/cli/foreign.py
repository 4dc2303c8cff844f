"""Files of other programs, read for a command: what each says, what was noticed, and what has no place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import attrs
import click

from kdcl.cli.console import MISUSE, complain, say, speaker
from kdcl.cli.issues import FEW
from kdcl.cli.streams import is_terminal
from kdcl.errors import UnreadableFileError
from kdcl.figures.published import read_school_figures
from kdcl.findings import Finding, group_findings
from kdcl.law import Framework
from kdcl.messages import Share, message
from kdcl.readers import FileRecognition, OpenPaper, PaperKind, open_paper, read_evidence_list
from kdcl.readers.foreign import find_foreign_reader, read_foreign_facts
from kdcl.school import School, SelfAssessment
from kdcl.standards import available_frameworks, get_framework

_WORKBOOKS: Final = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"}
_MOST_TEXT: Final = 400
"""Characters of texts left out that are printed with a finding; more stand in the file of what was left over."""


@attrs.frozen(kw_only=True)
class Options:
    """How files are to be read, as it was typed.

    Attributes:
        framework: the framework's id, or None.
        kind: the kind of document, or None.
        carry_over: whether to take from a document under rules of others what does not depend on them.
    """

    framework: str | None = None
    kind: str | None = None
    carry_over: bool = False


@attrs.frozen(kw_only=True)
class Foreign:
    """What was read from one file.

    Attributes:
        file: its path.
        assessment: the facts it states; what it does not speak of is empty.
        findings: what was noticed.
        unplaced: the texts without a place in a school's file, each with its place in words.
        placed: how much of its text has a place; None where the file is no running text.
        codes: how many evidence codes it names.
    """

    file: str
    assessment: SelfAssessment
    findings: tuple[Finding, ...]
    unplaced: tuple[tuple[str, str], ...]
    placed: Share | None = None
    codes: int = 0


def read_foreign(file: str, options: Options, into: SelfAssessment | None) -> Foreign:
    """Return what a file of another program says, whatever it is.

    Args:
        file: its path.
        options: how it is to be read.
        into: the school's file that it belongs to; without one, lists and workbooks say too little.

    Raises:
        Exit: it needs a school's file to belong to, or nobody can be asked under which framework it was made.
    """
    if (reader := find_foreign_reader(file)) is not None:
        named = options.framework or (into and into.framework)
        facts = read_foreign_facts(reader, file, get_framework(named) if named else None)
        return Foreign(file=file, assessment=facts.assessment, findings=facts.findings, unplaced=facts.unplaced)
    is_workbook = Path(file).suffix.lower() in _WORKBOOKS
    is_list = options.kind == PaperKind.EVIDENCE_LIST
    if not is_workbook and not (is_list and into):
        paper = open_paper(file)
        is_list = is_list or (options.kind is None and paper.recognise().kind is PaperKind.EVIDENCE_LIST)
        if not (is_list and into):
            return _read_paper(paper, options, into)
    if into is None:
        complain(message("{file} is a list; name the school's file that it belongs to with --into", file=file))
        raise click.exceptions.Exit(MISUSE)
    return _read_list(file, into) if is_list else _read_workbook(file, into)


def with_nothing_but(into: SelfAssessment, **facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a file that says nothing but some facts, and whose they are."""
    return SelfAssessment(framework=into.framework, school=School(name=""), school_year=into.school_year, **facts)


def _list_texts(findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    """Return the texts of findings, each with its place in words."""
    return tuple((speaker().text(each.place.in_words), text) for each in findings for text in each.texts)


def _read_list(file: str, into: SelfAssessment) -> Foreign:
    read = read_evidence_list(file)
    facts, unplaced = with_nothing_but(into, evidence=read.evidence), _list_texts(read.unplaced)
    return Foreign(file=file, assessment=facts, findings=read.findings, unplaced=unplaced)


def _read_workbook(file: str, into: SelfAssessment) -> Foreign:
    """Read a workbook as a list of evidence, and where it is none, as tables of Part I."""
    try:
        return _read_list(file, into)
    except UnreadableFileError as no_list:
        try:
            return _read_figures(file, into)
        except UnreadableFileError:
            raise no_list from None


def _read_figures(file: str, into: SelfAssessment) -> Foreign:
    read = read_school_figures(file, get_framework(into.framework))
    facts, unplaced = with_nothing_but(into, data=read.data), _list_texts(read.problems)
    return Foreign(file=file, assessment=facts, findings=read.problems, unplaced=unplaced)


def _read_paper(opened: OpenPaper, options: Options, into: SelfAssessment | None) -> Foreign:
    file = opened.source
    framework = get_framework(options.framework) if options.framework else None
    kind = PaperKind(options.kind) if options.kind else None
    paper = opened.read(kind=kind, framework=framework, carry_over=options.carry_over)
    if paper.recognition.is_framework_guessed:
        framework = get_framework(into.framework if into else _ask_framework(file, paper.recognition))
        paper = opened.read(kind=paper.recognition.kind, framework=framework, carry_over=options.carry_over)
    if into and paper.assessment.framework != into.framework:
        _refuse_other(file, get_framework(into.framework), get_framework(paper.assessment.framework))
    say(message("{file}: {recognised}", file=file, recognised=paper.recognition.in_words))
    assessment = paper.assessment
    if into and any(place.steps[:1] == ("school_year",) for place in paper.guessed):
        external = assessment.external
        if external is not None:
            external = attrs.evolve(external, school_year=into.school_year)
        assessment = attrs.evolve(assessment, school_year=into.school_year, external=external)
    tell = speaker().text
    whole = sum(len(paragraph.text) for paragraph in paper.paragraphs)
    rest = sum(len(paragraph.text) for paragraph in paper.unplaced)
    return Foreign(
        file=file,
        assessment=assessment,
        findings=paper.findings,
        unplaced=tuple((f"{tell(each.section)}, {tell(each.place.in_words)}", each.text) for each in paper.unplaced),
        placed=Share(whole - rest, whole) if whole else None,
        codes=len(paper.codes),
    )


def _refuse_other(file: str, wanted: Framework, found: Framework) -> None:
    complain(
        message(
            "{file} was made under {found}, but the school's file under {wanted}; if that is wrong, say so with "
            "--framework",
            file=file,
            found=found.title,
            wanted=wanted.title,
        )
    )
    raise click.exceptions.Exit(MISUSE)


def _ask_framework(file: str, recognition: FileRecognition) -> str:
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


def print_foreign(foreign: Foreign, *, is_complete: bool) -> None:
    """Print what was noticed by what to do about it, and how much of the text found its place."""
    for group in group_findings(foreign.findings):
        is_short = not is_complete and len(group) > FEW
        for finding in group.findings[:1] if is_short else group.findings:
            is_long = sum(map(len, finding.texts)) > _MOST_TEXT
            say(attrs.evolve(finding, texts=()).in_words if is_long else finding.in_words)
        if is_short:
            say(message("    and {count} more of this kind (--all prints each)", count=len(group) - 1))
    if foreign.placed is not None:
        say(message("Text with a place in the school's file: {share}", share=foreign.placed))
