"""``kdcl external score`` and ``compare``: what the team found, and where it differs from the school."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.cli.console import end_if, speaker, spoken, usage_error
from kdcl.cli.external.opening import choose_format, open_sound, with_school
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file, takes_files
from kdcl.cli.many import Told, tells_each
from kdcl.cli.score import iter_caveat_lines, iter_reason_lines, tell_score
from kdcl.cli.streams import echo, echo_json
from kdcl.external.comparing import ClaimComparison, CriterionComparison, score_team
from kdcl.external.comparing import compare as hold_against
from kdcl.messages import Message, message
from kdcl.school import Rating
from kdcl.scoring import Score


@spoken(message("Compute the level that a team's verdicts amount to, and say why."))
@takes_files
@has_format("text", "json")
@tells_each
def score(file: str, form: str) -> Told:
    """Print the score of a team's verdicts."""
    case = open_sound(file)
    return tell_score(case.framework, case.external.ratings, score_team(case.external, case.framework), form)


@spoken(message("Hold what the school claimed against what the team found; exit code 1 if they differ."))
@takes_file
@with_school
@choose_format
def compare(file: str, school: str | None, form: str) -> None:
    """Print the criteria on which school and team differ, and the levels."""
    case = open_sound(file)
    assessment = case.find_school(school)
    if assessment is None:
        raise usage_error(message("name the school's file: --school SCHOOL.json"))
    compared = hold_against(case.external, assessment, case.framework)
    if form == "json":
        echo_json(_to_dict(compared))
    else:
        for line in _iter_comparison(compared):
            echo(line)
    end_if(compared.differing)


def say_verdict(rating: Rating | None) -> Message:
    """Return a verdict in words; of an open one, that there is none."""
    return message("not assessed") if rating is None else rating.words


def _iter_comparison(compared: ClaimComparison) -> Iterator[str]:
    yield from map(speaker().text, _iter_differences(compared))
    for lost in compared.level_reasons:
        yield from iter_reason_lines(speaker(), lost)
    caveats = dict.fromkeys((*compared.claimed.caveats, *compared.found.caveats))
    yield from iter_caveat_lines(speaker(), caveats)


def _iter_differences(compared: ClaimComparison) -> Iterator[Message]:
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
    silent = sum(
        all(each.claimed is None or each.found is None for each in criterion.differences)
        for criterion in compared.differing
    )
    if silent:
        yield message("Of these, only for want of a rating or verdict: {count}", count=silent)
    yield message("By the school's ratings: {level}", level=compared.claimed.in_words)
    yield message("By the team's verdicts: {level}", level=compared.found.in_words)


def _to_dict(compared: ClaimComparison) -> dict[str, object]:
    return {
        **_levels_to_dict("claimed", compared.claimed),
        **_levels_to_dict("found", compared.found),
        "criteria": [_criterion_to_dict(each) for each in compared.criteria],
    }


def _levels_to_dict(side: str, computed: Score) -> dict[str, object]:
    return {
        f"{side}_level": computed.level,
        f"{side}_certain_level": computed.certain_level,
        f"{side}_supported_level": computed.supported_level,
        f"{side}_caveats": [speaker().text(caveat) for caveat in computed.caveats],
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
