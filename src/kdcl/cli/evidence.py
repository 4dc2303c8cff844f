"""``kdcl evidence``: the register of evidence, its codes, boxes and coverage."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import click

from kdcl.cli.console import SpokenGroup, option, say, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file, takes_files
from kdcl.cli.issues import open_school
from kdcl.cli.many import NOTHING, Told, tells_each
from kdcl.cli.official import WordingChoice, chooses_wording
from kdcl.cli.output import Output, writes_file
from kdcl.cli.scans import pack, scan
from kdcl.cli.streams import echo, echo_json
from kdcl.codes import CriterionCode, EvidenceCode, find_codes
from kdcl.convert import unstructure_fact
from kdcl.evidence import (
    EvidenceRegister,
    GapPolicy,
    Outcome,
    apply_renumbering,
    list_boxes,
    list_cited,
    list_pieces,
    plan_by_first_citation,
    plan_closing_gaps,
    plan_moving_misplaced,
    plan_renumbering,
    repair_codes,
    revert_renumbering,
)
from kdcl.evidence import coverage as compute_coverage
from kdcl.figures.form_file import FORM
from kdcl.folders import plan_folders, write_folders
from kdcl.messages import message
from kdcl.place_names import name_place
from kdcl.school import Evidence, Renumbering, SelfAssessment

_PLANS: dict[str, Callable[[SelfAssessment], Renumbering]] = {
    "gaps": plan_closing_gaps,
    "citation": plan_by_first_citation,
    "first-use": plan_moving_misplaced,
}


_Plan = tuple[SelfAssessment, list[dict[str, str]]]
"""What a command would make of a school's file, and what it would change as plain values."""


def _shows_plan(plan: Callable[..., _Plan]) -> Callable[..., None]:
    """Make what plans a change the function of a command that shows it, and writes the file where one is named."""

    @functools.wraps(plan)
    def call(file: str, form: str, output: str | None, force: bool, **facts: Any) -> None:  # noqa: ANN401 - click's
        assessment, rows = plan(file=file, **facts)
        if form == "json":
            echo_json(rows)
        if output is None:
            say(message("Nothing was written; name the file to write with -o."))
        else:
            Output(path=output, inputs=(file,), replaces=(file,), force=force).write_school(assessment)

    writes = writes_file(required=False, told=message("The file to write; it may be the same one."))
    return has_format("text", "json")(writes(call))


@spoken(message("Print the next free code of a criterion; a code once issued is never issued again."), "next")
@takes_file
@click.argument("criterion")
@has_format("text", "json")
@option(
    "--gaps",
    type=click.Choice([str(policy) for policy in GapPolicy]),
    default=str(GapPolicy.AFTER_LAST),
    show_default=True,
    told=message("Number after the highest ever issued, or the first that never was."),
)
def next_code(file: str, criterion: str, form: str, gaps: str) -> None:
    """Print the next free code."""
    assessment, framework = open_school(file)
    code = framework.get_criterion(CriterionCode.parse(criterion)).code
    issued = str(EvidenceRegister.of(assessment).next_code(code, gaps=GapPolicy(gaps)))
    if form == "json":
        echo_json({"code": issued})
    else:
        echo(issued)


@spoken(message("Show how codes would be renumbered; with -o, apply it to the list and all texts and write the file."))
@takes_file
@option(
    "--by",
    "strategy",
    type=click.Choice(list(_PLANS)),
    default="gaps",
    show_default=True,
    told=message(
        "Close gaps, follow the order of first citation, or move codes to the criterion that cites them first."
    ),
)
@option(
    "--code",
    "codes",
    multiple=True,
    metavar="OLD=NEW",
    told=message("Change this code alone, such as H1-1-01-02=H1-1-01-05; may be given again, to exchange codes."),
)
@option("--undo", is_flag=True, told=message("Undo the last renumbering that the file records."))
@_shows_plan
def renumber(file: str, strategy: str, codes: tuple[str, ...], undo: bool) -> _Plan:
    """Show a plan of renumbering, and apply it where a file to write is named."""
    assessment, _ = open_school(file)
    if undo:
        undone = revert_renumbering(assessment)
        return undone, [{"old": str(each.new), "new": str(each.old)} for each in assessment.renumberings[-1].changes]
    plan = plan_renumbering(assessment, _read_pairs(codes)) if codes else _PLANS[strategy](assessment)
    renumbered = apply_renumbering(assessment, plan) if plan.changes else assessment
    rows = [{"old": str(change.old), "new": str(change.new)} for change in plan.changes]
    for row in rows:
        echo(f"{row['old']} -> {row['new']}")
    say(message("Codes that change: {count}", count=len(plan.changes)))
    return renumbered, rows


def _read_pairs(pairs: tuple[str, ...]) -> dict[EvidenceCode, EvidenceCode]:
    split = (pair.partition("=") for pair in pairs)
    return {_read_code(old): _read_code(new) for old, _, new in split}


def _read_code(text: str) -> EvidenceCode:
    """Return the code that somebody typed, with brackets or without, in any notation that names its box.

    Raises:
        CodeError: it is none.
    """
    codes = [found.code for found in find_codes(text)]
    return codes[0] if len(codes) == 1 else EvidenceCode.parse(text.strip())


@spoken(message("Put the list of evidence in the order of its codes; with -o, write the file."))
@takes_file
@_shows_plan
def order(file: str) -> _Plan:
    """Say which rows move, and write the file where one is named."""
    assessment, _ = open_school(file)
    ordered = sorted(assessment.evidence, key=lambda item: item.code.home)
    moved = [item for item, before in zip(ordered, assessment.evidence, strict=True) if item is not before]
    say(message("Rows of the list that move: {count}", count=len(moved)))
    rows = [{"code": str(item.code), "name": item.name} for item in moved]
    return attrs.evolve(assessment, evidence=tuple(ordered)), rows


@spoken(message("Show every badly written code with its repair; with -o, repair them and write the file."))
@takes_file
@_shows_plan
def repair(file: str) -> _Plan:
    """Show the repairs of badly written codes, and make them where a file to write is named."""
    assessment, framework = open_school(file)
    repaired, repairs = repair_codes(assessment)
    for item in repairs:
        place = name_place(item.place, assessment, framework.part(FORM))
        say(message("{place}: {before} -> {code}", place=place, before=item.before, code=item.code))
    say(message("Codes to repair: {count}", count=len(repairs)))
    return repaired, [{"place": str(item.place), "before": item.before, "code": str(item.code)} for item in repairs]


@spoken(message("Make a list of evidence out of the codes that the texts cite, for a report that came without one."))
@takes_file
@option("--words", is_flag=True, told=message("Take names from the sentences that cite the codes, marked as such."))
@_shows_plan
def from_citations(file: str, words: bool) -> _Plan:
    """Add every cited code that is not listed, and write the file where one is named."""
    assessment, _ = open_school(file)
    mark = speaker().text(message("name taken from the sentence that cites it; write the paper's own")) if words else ""
    listed, added = list_cited(assessment, mark=mark)
    for item in added:
        echo(f"{item.code}  {item.name}".rstrip())
    say(message("Codes added to the list: {count}; write what each of them is", count=len(added)))
    return listed, [{"code": str(item.code), "name": item.name} for item in added]


@spoken(message("Hold the evidence against what letter 46 suggests; suggestions are only suggestions."))
@takes_files
@option("--all", "is_complete", is_flag=True, told=message("Print also what is present."))
@has_format("text", "json")
@tells_each
def coverage(file: str, is_complete: bool, form: str) -> Told:
    """Print a line for each suggestion, and the statements without a code."""
    assessment, framework = open_school(file)
    covered = compute_coverage(assessment, framework)
    tell = speaker().text
    if form == "json":
        names = ("indicator", "kind", "suggestion", "outcome", "codes", "elsewhere")
        rows = [
            {
                name: [tell(part) for part in cell] if isinstance(cell, tuple) else tell(cell)
                for name, cell in zip(names, row, strict=True)
            }
            for row in covered.to_table().rows
        ]
        return Told(rows)
    present = tell(Outcome.PRESENT.words)
    for indicator, kind, suggestion, outcome, codes, elsewhere in covered.to_table().rows:
        if is_complete or tell(outcome) != present:
            found = ", ".join(filter(None, (tell(codes), tell(elsewhere) and f"({tell(elsewhere)})")))
            echo(f"{tell(indicator)}  {tell(outcome)}: {tell(suggestion)} [{tell(kind)}] {found}".rstrip())
    for statement in covered.unproven:
        place = name_place(statement.place, assessment, framework.part(FORM))
        say(message("{place}: no code: {text}", place=place, text=statement.text))
    counted = (f"{tell(outcome.words)} {covered.count(outcome)}" for outcome in Outcome)
    say(
        message(
            "Suggestions: {counts}; statements without a code: {unproven}",
            counts=tuple(counted),
            unproven=len(covered.unproven),
        )
    )
    return NOTHING


@spoken(message("List the evidence in the order of codes."), "list")
@takes_files
@has_format("text", "json")
@tells_each
def list_evidence(file: str, form: str) -> Told:
    """Print a line for each piece of evidence."""
    assessment, _ = open_school(file)
    pieces = list_pieces(assessment.evidence)
    if form == "json":
        return Told([unstructure_fact(entry) for piece in pieces for entry in piece.entries])
    for piece in pieces:
        lines = dict.fromkeys(line for entry in piece.entries for line in _iter_papers(entry))
        for number, told in enumerate(lines or ("",)):
            echo((f"{piece.code}  " if not number else " " * (len(str(piece.code)) + 2)) + told)
    return NOTHING


def _iter_papers(entry: Evidence) -> Iterator[str]:
    """Iterate over what is told of an entry: itself, and each physical item under it."""
    yield "; ".join(filter(None, (entry.name, entry.reference, entry.issuer, entry.note)))
    for item in entry.pieces:
        told = "; ".join(filter(None, (item.reference, str(item.school_year or ""), item.note)))
        if told not in {entry.reference, ""}:
            yield f"- {told}"


@spoken(message("Say what lies in each box."))
@takes_files
@has_format("text", "json")
@tells_each
def boxes(file: str, form: str) -> Told:
    """Print a line for each box."""
    assessment, _ = open_school(file)
    if form == "json":
        return Told(
            [
                {
                    "box": contents.box.number,
                    "standards": list(contents.standards),
                    "first": contents.first and str(contents.first),
                    "last": contents.last and str(contents.last),
                    "pieces": len(contents.pieces),
                }
                for contents in list_boxes(assessment)
            ]
        )
    for contents in list_boxes(assessment):
        say(
            message(
                "Box {number}: standards {standards}; codes {first} to {last}; pieces of evidence: {count}",
                number=contents.box.number,
                standards=contents.standards or message("none"),
                first=contents.first or message("none"),
                last=contents.last or message("none"),
                count=len(contents.pieces),
            )
        )
    return NOTHING


@spoken(message("Make a folder for each piece of evidence, for its scans; nothing that exists is replaced."))
@takes_file
@option(
    "-d", "--directory", required=True, type=click.Path(file_okay=False), told=message("The folder to make them in.")
)
@chooses_wording
def folders(file: str, directory: str, official: WordingChoice) -> None:
    """Make the folders, with an index of codes and folders."""
    assessment, framework = open_school(file)
    language = speaker().language
    framework = official.apply(framework)
    written = write_folders(directory, plan_folders(assessment, framework, language=language), language=language)
    say(message("Folders made: {count}", count=len(written.created)))
    say(message("Written: {path}", path=str(written.index.resolve())))


evidence: SpokenGroup = SpokenGroup(
    "evidence",
    told=message("Keep the list of evidence: codes, renumbering, coverage, boxes."),
    commands=[next_code, list_evidence, from_citations, renumber, order, repair, coverage, boxes, folders, scan, pack],
)
