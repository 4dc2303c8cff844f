"""``kdcl diff`` and ``kdcl merge``: what differs between two school files, and the work of several people in one."""

from __future__ import annotations

from pathlib import Path

import click

from kdcl.changes import diff as find_changes
from kdcl.changes import merge as merge_files
from kdcl.changes.words import describe_change, describe_conflict
from kdcl.cli.console import EXISTING_FILE, complain, end_if, option, say, speaker, spoken, usage_error
from kdcl.cli.formats import has_format
from kdcl.cli.issues import open_school
from kdcl.cli.official import WordingChoice, chooses_wording
from kdcl.cli.output import Output, writes_target
from kdcl.cli.streams import echo_json
from kdcl.cli.writing import Writer, WritingOptions
from kdcl.convert import unstructure_fact
from kdcl.documents.changes import build_changes
from kdcl.figures.form_file import FORM
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.office.kinds import FileKind, find_kind
from kdcl.readers import read_paper
from kdcl.school import School, SelfAssessment
from kdcl.school.sameness import is_other_school
from kdcl.standards import get_framework


@spoken(message("Say what differs between two files of a school; exit code 1 if something does."))
@click.argument("old", type=EXISTING_FILE)
@click.argument("new", type=EXISTING_FILE)
@has_format("text", "json")
@writes_target(
    "old",
    "new",
    required=False,
    told=message("Write them as a paper instead; the suffix says the format (see: kdcl renderers)."),
)
@option("-f", "--framework", "name", told=message("The framework's id, where a Word report does not show it."))
@chooses_wording
def diff(  # noqa: PLR0913, PLR0917 - an argument for each option
    old: str, new: str, form: str, target: Output | None, name: str | None, official: WordingChoice
) -> None:
    """Print every difference of two files in the order of the file, or write them as a paper by what they are about."""
    before, framework = _open(old, name)
    after, framework = _open(new, name or framework.id)
    changes = find_changes(before, after)
    if target is not None:
        names = Path(old).name, Path(new).name
        own = official.apply(framework)
        paper = build_changes(before, after, own, language=speaker().language, names=names)
        Writer.of(WritingOptions(official=official, no_pages=True), target.path).write(paper, after, own, target)
        target.tell()
    told = [
        describe_change(change, before, after, framework.part(FORM))
        for change in changes
        if target is None or form == "json"
    ]
    if form == "json":
        echo_json(
            [
                {
                    "kind": str(change.kind),
                    "place": str(change.place),
                    "before": unstructure_fact(change.before),
                    "after": unstructure_fact(change.after),
                    "message": words.render(speaker()),
                }
                for change, words in zip(changes, told, strict=True)
            ]
        )
    else:
        for words in told:
            say(words)
        say(message("Differences: {count}", count=len(changes)))
    end_if(changes)


def _open(file: str, framework: str | None) -> tuple[SelfAssessment, Framework]:
    """Return a school's file, or what a Word report says, with the framework; what is not compared is said aside."""
    if find_kind(Path(file).read_bytes()) is FileKind.UNKNOWN:
        return open_school(file)
    paper = read_paper(file, framework=get_framework(framework) if framework else None, of_school=True)
    if paper.recognition.is_framework_guessed:
        raise usage_error(message("{file} does not show its framework; name it with --framework", file=file))
    if paper.unplaced:
        complain(
            message(
                "{file}: {count} paragraphs have no place in a school's file and are not compared",
                file=file,
                count=len(paper.unplaced),
            )
        )
    return paper.assessment, get_framework(paper.assessment.framework)


def _name_school(school: School) -> str:
    return ", ".join(filter(None, (school.name, school.commune, school.district, school.province)))


@spoken(
    message(
        "Merge two files that began as one; what both changed differently is said, and stands as in OURS; what one "
        "took out and the other changed is said and kept. Exit code 1 if there is such a thing."
    )
)
@click.argument("base", type=EXISTING_FILE)
@click.argument("ours", type=EXISTING_FILE)
@click.argument("theirs", type=EXISTING_FILE)
@writes_target("base", "ours", "theirs", changes="ours", told=message("The file to write; it may be OURS."))
@option(
    "--prefer-theirs",
    is_flag=True,
    told=message(
        "Let what both changed differently stand as in THEIRS; what one took out and the other changed is kept."
    ),
)
@option("--renamed", is_flag=True, told=message("Merge though the files name different schools: it is one, renamed."))
def merge(  # noqa: PLR0913, PLR0917 - an argument for each option
    base: str, ours: str, theirs: str, target: Output, prefer_theirs: bool, renamed: bool
) -> None:
    """Write the merged file, and print what was taken over and what is in conflict."""
    start, framework = open_school(base)
    here, there = (open_school(file)[0] for file in (ours, theirs))
    if {here.framework, there.framework} != {start.framework}:
        frameworks = tuple(f"{file}: {each.framework}" for file, each in ((base, start), (ours, here), (theirs, there)))
        raise usage_error(
            message(
                "the files are of different frameworks ({frameworks}); merge files that began as one",
                frameworks=frameworks,
            )
        )
    if not renamed and any(is_other_school(start.school, each.school) for each in (here, there)):
        told = ((base, start.school), (ours, here.school), (theirs, there.school))
        schools = tuple(f"{file}: {_name_school(school)}" for file, school in told)
        raise usage_error(
            message(
                "the files are of different schools ({schools}); merge files that began as one, or say --renamed",
                schools=schools,
            )
        )
    merged = merge_files(start, here, there, prefers_theirs=prefer_theirs)
    form = framework.part(FORM)
    target.write_school(merged.facts)
    taken = merged.undisputed
    for change in taken:
        say(message("taken over: {change}", change=describe_change(change, here, merged.facts, form)))
    for conflict in merged.conflicts:
        say(message("both changed: {conflict}", conflict=describe_conflict(conflict, merged.facts, form)))
    say(
        message(
            "Taken over: {taken}; to be decided: {conflicts}",
            taken=len(taken),
            conflicts=len(merged.conflicts),
        )
    )
    end_if(merged.conflicts)
