"""``kdcl external score`` and ``compare``: what the team found, and where it differs from the school."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kdcl.cli.console import EXISTING_FILE, FINDINGS, say, speaker, spoken
from kdcl.cli.external.opening import choose_format, open_sound, with_school
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_files
from kdcl.cli.many import NOTHING, Told, tell_each
from kdcl.cli.score import iter_score_lines
from kdcl.cli.streams import echo, echo_json
from kdcl.external.comparing import ClaimComparison, CriterionComparison, score_team
from kdcl.external.comparing import compare as hold_against
from kdcl.messages import Message, message
from kdcl.school import Rating
from kdcl.scoring.levels import say_level


@spoken(message("Compute the level that a team's verdicts amount to, and say why."))
@takes_files
@has_format("text", "json")
def score(files: tuple[str, ...], form: str) -> None:
    """Print the score of a team's verdicts."""

    def tell(file: str) -> Told:
        case = open_sound(file)
        computed = score_team(case.external, case.framework)
        if form == "json":
            return Told(computed.to_dict(speaker()))
        for line in iter_score_lines(speaker(), case.framework, case.external.ratings, computed):
            echo(line)
        return NOTHING

    tell_each(files, form, tell)


@spoken(message("Hold what the school claimed against what the team found; exit code 1 if they differ."))
@click.argument("file", type=EXISTING_FILE)
@with_school
@choose_format
def compare(file: str, school: str | None, form: str) -> None:
    """Print the criteria on which school and team differ, and the levels."""
    case = open_sound(file)
    assessment = case.find_school(school)
    if assessment is None:
        raise click.UsageError(speaker().text(message("name the school's file: --school SCHOOL.json")))
    compared = hold_against(case.external, assessment, case.framework)
    if form == "json":
        echo_json(_to_dict(compared))
    else:
        for line in _iter_comparison(compared):
            say(line)
    if compared.differing:
        raise click.exceptions.Exit(FINDINGS)


def say_verdict(rating: Rating | None) -> Message:
    """Return a verdict in words; of an open one, that there is none."""
    return message("not assessed") if rating is None else rating.words


def _iter_comparison(compared: ClaimComparison) -> Iterator[Message]:
    for criterion in compared.differing:
        yield message(
            "Criterion {code}: the school: {claimed}; the team: {found}",
            code=criterion.criterion,
            claimed=say_verdict(criterion.claimed),
            found=say_verdict(criterion.found),
        )
        for each in criterion.differences:
            yield message(
                "    {code}: {claimed} -> {found}",
                code=each.indicator,
                claimed=say_verdict(each.claimed),
                found=say_verdict(each.found),
            )
        for reason in criterion.reasons:
            yield message("    - {reason}", reason=reason)
    yield message("Criteria on which they differ: {count}", count=len(compared.differing))
    yield message(
        "By the school's ratings: {claimed}; by the team's verdicts: {found}",
        claimed=say_level(compared.claimed.level),
        found=say_level(compared.found.level),
    )
    for lost in compared.level_reasons:
        for depth, part in lost.iter_lines(1):
            yield message(
                "{lead}{sign} {what}", lead="  " * depth, sign="✓" if part.holds else "✗", what=part.statement
            )


def _to_dict(compared: ClaimComparison) -> dict[str, object]:
    return {
        "claimed_level": compared.claimed.level,
        "found_level": compared.found.level,
        "criteria": [_criterion_to_dict(each) for each in compared.criteria],
    }


def _criterion_to_dict(compared: CriterionComparison) -> dict[str, object]:
    return {
        "criterion": str(compared.criterion),
        "claimed": compared.claimed,
        "found": compared.found,
        "differences": [
            {"indicator": str(each.indicator), "claimed": each.claimed, "found": each.found}
            for each in compared.differences
        ],
        "reasons": [speaker().text(reason) for reason in compared.reasons],
    }
