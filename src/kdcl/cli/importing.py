"""``kdcl import``: read files that other programs made."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from pathlib import Path
from typing import Final

import click

from kdcl.changes import Merged, take
from kdcl.changes.words import describe_conflict
from kdcl.checks import CHECKS, check
from kdcl.cli.console import EXISTING_FILE, end_if, option, say, speaker, spoken
from kdcl.cli.foreign import Foreign, Options, print_foreign, read_foreign
from kdcl.cli.form_files import Preference, chooses_side
from kdcl.cli.inputs import takes_files
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_target
from kdcl.cli.streams import name_in_words
from kdcl.convert import dumps
from kdcl.figures.form_file import FORM
from kdcl.files import write_file
from kdcl.messages import Message, message
from kdcl.place_names import name_place
from kdcl.places import ROOT
from kdcl.readers import PaperKind
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework

_MARK: Final = "# kdcl:"
"""How a file of what was left over begins, so that no other file is taken for one."""
_EARLIER_MARK: Final = "# kdcl import:"
"""How it began in earlier releases."""
_SHOWN: Final = 20
"""Differences that are printed; of more, how many there are."""


@spoken(
    message(
        "Read documents of a school (.docx), evidence lists and tables of Part I (.xlsx, .docx, .csv) into a school's "
        "file."
    )
)
@takes_files
@writes_target("files", "into", changes="into", told=message("The school's file to write."))
@option("-f", "--framework", "framework", told=message("The framework's id, where the document does not show it."))
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
@option("--into", type=EXISTING_FILE, told=message("Put what is read into this school's file; its gaps are filled."))
@chooses_side(message("Where both differ, take what is read."))
@option("--all", "is_complete", is_flag=True, told=message("Print each finding, also where many say the same."))
def import_file(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    files: tuple[str, ...],
    target: Output,
    framework: str | None,
    kind: str | None,
    carry_over: bool,
    into: str | None,
    side: Preference,
    is_complete: bool,
) -> None:
    """Read foreign files one after the other, print what was noticed, and write the school's file."""
    options = Options(framework=framework, kind=kind, carry_over=carry_over)
    rest: list[tuple[str, str]] = []

    def read(file: str, assessment: SelfAssessment | None) -> Foreign:
        foreign = read_foreign(file, options, assessment)
        print_foreign(foreign, is_complete=is_complete)
        rest.extend(foreign.unplaced)
        return foreign

    if into:
        assessment, others = open_school(into)[0], files
    else:
        foreign, others = read(files[0], None), files[1:]
        assessment = foreign.assessment
        _count(foreign)
    undecided, known = 0, _find_contradictions(assessment)
    for file in others:
        merged = take(assessment, read(file, assessment).assessment, prefer_read=side.returned)
        undecided += 0 if side.keeps_ours else print_taken(merged, assessment, is_complete=is_complete)
        assessment = merged.facts
    new = [contradiction for contradiction in _find_contradictions(assessment) if contradiction not in known]
    for contradiction in new:
        say(contradiction)
    target.write(dumps(assessment).encode())
    keep_rest(rest, target, files)
    target.tell()
    end_if(undecided or new)


def _find_contradictions(assessment: SelfAssessment) -> tuple[Message, ...]:
    """Return where a sheet states another verdict than the ratings of its indicators, whichever file has which."""
    found = check(assessment, only=("verdict-contradicts-ratings",), checks=CHECKS)
    return tuple(finding.message for finding in found)


def _count(foreign: Foreign) -> None:
    """Say what a file has that makes a school's file."""
    assessment = foreign.assessment
    say(
        message(
            "Criteria with a sheet: {sheets}; indicators rated: {ratings}; evidence: {evidence}; codes: {codes}",
            sheets=len(assessment.sheets),
            ratings=len(assessment.ratings),
            evidence=len(assessment.evidence),
            codes=foreign.codes,
        )
    )


def print_taken(merged: Merged[SelfAssessment], ours: SelfAssessment, *, is_complete: bool) -> int:
    """Say what was taken over and what both say differently; return how much of it is left to decide."""
    form = get_framework(ours.framework).part(FORM)
    taken = Counter(str(change.place.steps[0]) for change in merged.from_theirs if change.place.steps)
    for name, count in taken.items():
        say(message("{place}: taken over: {count}", place=name_place(ROOT.at(name), ours, form), count=count))
    shown = merged.conflicts if is_complete else merged.conflicts[:_SHOWN]
    for conflict in shown:
        say(message("not taken: {conflict}", conflict=describe_conflict(conflict, merged.facts, form)))
    if len(shown) < len(merged.conflicts):
        say(message("    and {count} more of this kind (--all prints each)", count=len(merged.conflicts) - len(shown)))
    if merged.conflicts:
        say(
            message(
                "Differences left as in the school's file: {count}; take what was read with --theirs or --take, or "
                "keep the file with --ours",
                count=len(merged.conflicts),
            )
        )
    return len(merged.conflicts)


def keep_rest(texts: list[tuple[str, str]], target: Output, files: tuple[str, ...]) -> None:
    """Write the texts that have no place in a school's file beside it, each behind its place: nothing is lost.

    What an earlier import left over is not written over; where its school's file was replaced with ``--force``, it goes
    with it.
    """
    path = Path(target.path).with_suffix(".rest.txt")
    is_replaced = target.force and _is_rest(path)
    if not texts:
        if is_replaced:
            path.unlink()
        return
    numbered = (path.with_suffix(f".{number}.txt") for number in itertools.count(2))
    free = path if is_replaced else next(name for name in itertools.chain((path,), numbered) if not name.exists())
    head = speaker().text(
        message("Text without a place in a school's file, of: {files}", files=tuple(map(name_in_words, files)))
    )
    lines = [f"{_MARK} {head}\n", *(f"{place}\n{text}\n" for place, text in texts)]
    # Replaced in one step: taken away first, the earlier texts would be lost where the run is killed between.
    write_file(free, "\n".join(lines).encode(), is_new=not is_replaced)
    say(
        message(
            "Text without a place in a school's file: {count} paragraphs, kept in {path}",
            count=len(texts),
            path=str(free),
        )
    )


def _is_rest(path: Path) -> bool:
    """Whether a file is one of what an import left over."""
    with contextlib.suppress(OSError), path.open("rb") as stream:
        return stream.read(len(_EARLIER_MARK)).startswith((_MARK.encode(), _EARLIER_MARK.encode()))
    return False
