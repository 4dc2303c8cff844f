"""``kdcl data``: five years of figures, in by an Excel form, judged by the numbers the law asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import click

from kdcl.cli.console import EXISTING_FILE, SpokenGroup, end_if, option, say, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file, takes_files
from kdcl.cli.issues import open_school
from kdcl.cli.many import NOTHING, Told, tells_each
from kdcl.cli.output import Output, writes_target
from kdcl.cli.streams import echo
from kdcl.figures import Figures
from kdcl.figures.changes import apply_changes, place_words
from kdcl.figures.entry_form import write_data_form
from kdcl.figures.form_file import FORM
from kdcl.figures.published import read_school_figures
from kdcl.law import Framework
from kdcl.measures import Suggestion, Verdict, describe_measure, say_unmeasured, suggest_from
from kdcl.measures.numbers import joined, number
from kdcl.messages import Message, message
from kdcl.school import Rating


@spoken(message("Write the Excel form for a school's figures, with those that the file has already (extra: excel)."))
@takes_file
@writes_target("file")
def form(file: str, target: Output) -> None:
    """Write the entry form of a school's figures."""
    assessment, framework = open_school(file)
    target.write_and_tell(write_data_form(Figures.of(assessment, framework), language=speaker().language))


@spoken(
    message(
        "Read a filled-in form, or tables of Part I in a workbook or .csv file, into a school's file and say what "
        "changes; empty cells change nothing, and exit code 1 tells that something could not be read."
    )
)
@click.argument("form", type=EXISTING_FILE)
@option("--into", required=True, type=EXISTING_FILE, told=message("The school's file."))
@writes_target("form", "into", changes="into")
def read(form: str, into: str, target: Output) -> None:
    """Read a filled-in form into a school's file; what changes and what cannot be read is printed with its cell."""
    assessment, framework = open_school(into)
    declared = framework.part(FORM)
    result = read_school_figures(form, framework)
    changes = result.changes(assessment.data)
    for problem in result.problems:
        say(problem.in_words)
    for change in changes:
        address, place = result.addresses[change.place].in_words, place_words(change.place, declared)
        say(message("{address}, {place}: {change}", address=address, place=place, change=change.in_words))
    kept = sum(place in assessment.data for place in result.empty)
    if kept:
        say(message("Empty in the form, so the file keeps its figures: {count} cells", count=kept))
    changed = attrs.evolve(assessment, data=apply_changes(assessment.data, changes))
    for found in Figures.of(changed, framework).disagreements():
        say(
            message(
                "{place}: {stated} is stated, but the parts give {derived}",
                place=place_words(found.place, declared),
                stated=number(found.stated, found.derived),
                derived=number(found.derived, found.stated),
            )
        )
    say(message("Figures changed: {count}", count=len(changes)))
    target.write_school(changed)
    end_if(result.problems)


@spoken(message("Hold a school's figures against the numbers the law asks for, and suggest ratings by them."))
@takes_files
@has_format("text", "json")
@tells_each
def judge(file: str, form: str) -> Told:
    """Print what the figures say of each indicator that has numbers; nothing is written into the ratings."""
    return _judge_values(file) if form == "json" else _tell_judgements(file)


def _judge_values(file: str) -> Told:
    """Return what the figures say of each indicator, its measures with the exact numbers as texts."""
    assessment, framework = open_school(file)
    tell = speaker().text
    values: list[dict[str, Any]] = [
        {
            "indicator": str(code),
            "suggested": suggestion.rating and suggestion.rating.value,
            "figures": suggestion.verdict.value,  # of the numbers alone, which may be a part of the indicator
            "said": tell(suggestion.in_words),
            "left": [tell(say_unmeasured(left)) for left in suggestion.left],
            "is_asked": suggestion.is_asked,
            "stated": own and own.value,
            "reason": tell(suggestion.reason),
            "judgements": [
                {
                    "metric": judgement.metric,
                    "title": tell(judgement.title),
                    "verdict": judgement.verdict.value,
                    "threshold": None if judgement.threshold is None else str(judgement.threshold),
                    "value": None if judgement.value is None else str(judgement.value),
                    "reading": judgement.reading and tell(judgement.reading),
                    "reason": tell(judgement.reason),
                    "status": judgement.status.value,
                }
                for judgement in suggestion.judgements
            ],
        }
        for code, suggestion in suggest_from(Figures.of(assessment, framework), framework).items()
        for own in [assessment.ratings.get(code)]
    ]
    return Told(values)


def _tell_judgements(file: str) -> Told:
    assessment, framework = open_school(file)
    tell = speaker().text
    for code, suggestion in suggest_from(Figures.of(assessment, framework), framework).items():
        own = assessment.ratings.get(code)
        differs = suggestion.rating is Rating.NOT_MET and own is Rating.MET
        mark = " " + tell(message("(rated met)")) if differs else ""
        echo(f"{code}  {tell(suggestion.in_words)}{mark}: {tell(suggestion.reason)}")
        # Measures of one number may be described alike, and then it is said once.
        for line in dict.fromkeys(_iter_sources(suggestion, framework)):
            echo(" " * 7 + tell(line))
    if framework.unmeasured:
        echo(tell(message("Not held against figures:")))
    for left in framework.unmeasured:
        echo(f"{left.indicator}  {tell(say_unmeasured(left))}")
    return NOTHING


def _iter_sources(suggestion: Suggestion, framework: Framework) -> Iterator[Message]:
    """Iterate over what is to be known of the numbers: of those asked of this school, or of all where none is.

    The reading that decided stands in the reason.
    """
    for judgement in suggestion.judgements:
        if judgement.verdict is not Verdict.NOT_APPLICABLE or not suggestion.is_asked:
            parts = joined(describe_measure(judgement.measure, framework))
            yield message("{title}: {reason}", title=judgement.title, reason=parts)


data: SpokenGroup = SpokenGroup(
    "data",
    told=message("Five years of figures: the entry form, and the numbers the law asks for."),
    commands=[form, read, judge],
)
