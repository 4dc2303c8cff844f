"""``kdcl next-year``: the next year's file, by a policy that says what carries over."""

from __future__ import annotations

from typing import Any

import attrs
import click

from kdcl.changes import NextYearPolicy
from kdcl.changes import next_year as build_next_year
from kdcl.changes.following import DEFAULT_POLICY
from kdcl.checks import check
from kdcl.cli.console import Command, option, say, spoken
from kdcl.cli.exceptions import name_written
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_target
from kdcl.evidence import index_citations
from kdcl.messages import WordedEnum, message

_GROUPS = {
    "council": message("What becomes of the council"),
    "texts": message("What becomes of the texts of the report"),
    "improvements": message("What becomes of the improvements, which are to be reported on"),
    "evidence": message("What becomes of the list of evidence"),
    "figures": message("What becomes of the figures of Part I"),
    "plan": message("What becomes of the self-assessment plan"),
}
"""What each option asks, by its name in the policy."""


def _chooses_policy(command: Command) -> Command:
    """Add an option for each group of the policy; each says what its choices mean."""
    for field in reversed(attrs.fields(NextYearPolicy)):
        choices: type[WordedEnum] = type(field.default)  # type: ignore[assignment] # every field has a default
        meanings = tuple(message("{choice}: {meaning}", choice=str(each), meaning=each.words) for each in choices)
        command = option(
            f"--{field.name}",
            type=click.Choice([str(each) for each in choices]),
            default=str(field.default),
            show_default=True,
            told=message("{group} ({meanings}).", group=_GROUPS[field.name], meanings=meanings),
        )(command)
    return command


@spoken(message("Write the next year's file: what carries over from this year's, and what begins anew."))
@takes_file
@writes_target("file", told=message("The next year's file to write."))
@_chooses_policy
def next_year(file: str, target: Output, **chosen: Any) -> None:  # noqa: ANN401 - the options of `_chooses_policy`
    """Write the next year's file, and say what was carried over and what was cleared."""
    assessment, framework = open_school(file)
    choices: dict[str, Any] = {name: type(getattr(DEFAULT_POLICY, name))(value) for name, value in chosen.items()}
    policy = NextYearPolicy(**choices)
    following = build_next_year(assessment, framework, policy)
    target.write_school(following.facts)
    say(
        message(
            "School year {new}, after {old}; the school, abbreviations and who signs stay",
            new=following.facts.school_year,
            old=assessment.school_year,
        )
    )
    for carried in following.carried:
        say(carried.in_words)
    listed = {row.code for row in following.facts.evidence}
    left_out = {row.code for row in assessment.evidence} - listed
    if cited := tuple(code for code in index_citations(following.facts).by_code if code in left_out):
        say(
            message(
                "Left out of the list, and still cited: {codes}; --evidence cited keeps them, --evidence all keeps all",
                codes=cited,
            )
        )
    if following.to_renew:
        say(
            message(
                "Kept because texts still cite them, and to be renewed (not found, or too old): {codes}",
                codes=following.to_renew,
            )
        )
    for ended in following.ended:
        say(
            message(
                "Exception ended with the year, to be accepted anew where it still holds: {check}, {place}: {reason}",
                check=ended.check,
                place=name_written(ended.place, assessment, framework),
                reason=ended.reason,
            )
        )
    if marked := len(check(following.facts, framework, only=("text-of-earlier-year",))):
        say(message("Texts marked as of {old}, to be revised: {count}", old=assessment.school_year, count=marked))
    if reported := sum(len(sheet.improvements) for sheet in following.facts.sheets):
        say(message("Improvements to be reported on: {count}", count=reported))
