"""``kdcl score``: the level a school reaches, with its proof."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import click

from kdcl.cli.console import EXISTING_FILE, option, speaker, spoken, with_rules
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_files
from kdcl.cli.issues import open_any
from kdcl.cli.many import NOTHING, Told, tells_each
from kdcl.cli.streams import echo
from kdcl.law import Framework, Level, LevelReading, Status
from kdcl.locale import Locale
from kdcl.messages import BilingualText, Message, message
from kdcl.school import Ratings
from kdcl.scoring import Basis, Reason, Score, bounds, gap, iter_other_levels, say_other_level
from kdcl.scoring import score as compute
from kdcl.scoring.doubts import say_unread_shares
from kdcl.scoring.levels import say_level


@spoken(message("Compute the level a school reaches, and say why."))
@takes_files
@has_format("text", "json")
@option("--rules", type=EXISTING_FILE, told=message("Level rules of your own (TOML) to use instead."))
@option(
    "--reading",
    type=click.Choice([str(reading) for reading in LevelReading]),
    told=message("How the upper bound of level 2 is read."),
)
@tells_each
def score(file: str, form: str, rules: str | None, reading: str | None) -> Told:
    """Print the score of each school's file or report."""
    assessment, framework = open_any(file)
    framework = with_rules(framework, rules)
    if reading and framework.level_rules:
        framework = framework.with_level_rules(framework.level_rules.with_reading(LevelReading(reading)))
    return tell_score(framework, assessment.ratings, compute(assessment, framework), form)


def tell_score(framework: Framework, ratings: Ratings, computed: Score, form: str) -> Told:
    """Print a score, or return it as plain values."""
    if form == "json":
        return Told(score_values(speaker(), framework, ratings, computed))
    for line in iter_score_lines(speaker(), framework, ratings, computed):
        echo(line)
    return NOTHING


def score_values(locale: Locale, framework: Framework, ratings: Ratings, computed: Score) -> dict[str, object]:
    """Return a score and what is still possible as plain values, the object that ``--json`` prints."""
    return computed.to_dict(locale) | _outlook_values(locale, framework, ratings, computed)


def iter_caveat_lines(locale: Locale, caveats: Collection[Message]) -> Iterator[str]:
    """Yield what to know before relying on a level; nothing where there is nothing."""
    if caveats:
        yield locale.text(message("To know before relying on it:"))
        yield from (f"  - {locale.text(caveat)}" for caveat in caveats)


def iter_score_lines(locale: Locale, framework: Framework, ratings: Ratings, computed: Score) -> Iterator[str]:
    """Yield what is said of a score: level, counts, caveats, reasons and the steps to the next level."""
    tell = locale.text
    yield tell(computed.in_words)
    yield from map(tell, _count_lines(computed))
    yield from iter_caveat_lines(locale, computed.caveats)
    if computed.rules:
        yield tell(message("Why:"))
        yield from (line for reason in computed.reasons for line in iter_reason_lines(locale, reason))
        yield from map(tell, _outlook_lines(framework, ratings, computed, set(computed.caveats)))


def _count_lines(computed: Score) -> Iterator[Message]:
    yield message(
        "Indicators met: {met} of {total} ({share})",
        met=computed.indicators_met,
        total=computed.indicators_total,
        share=computed.indicators_share,
    )
    yield message(
        "Criteria met: {met} of {total} ({share})",
        met=computed.criteria_met,
        total=computed.criteria_total,
        share=computed.criteria_share,
    )
    for standard in computed.standards:
        yield message(
            "  standard {number}: {met} of {total}",
            number=standard.number,
            met=standard.criteria_met,
            total=standard.criteria_total,
        )
    if computed.not_met:
        failed = tuple(code for name in computed.not_met for code in computed.get_criterion(name).not_met)
        yield message(
            "Criteria not met: {criteria} (indicators {indicators})", criteria=computed.not_met, indicators=failed
        )
    if computed.open:
        yield message("Criteria not fully assessed: {criteria}", criteria=computed.open)


def iter_reason_lines(locale: Locale, reason: Reason) -> Iterator[str]:
    """Yield a statement of a proof and those it rests on, each with its clause and how sure it is."""
    for depth, part in reason.iter_lines():
        sign = "✓" if part.holds else "✗"
        yield f"{'  ' * (depth + 1)}{sign} {locale.text(part.statement)}{_source(locale, part)}"


def _source(locale: Locale, reason: Reason) -> str:
    """Return where a statement's rule stands and how sure it is, in brackets; nothing for a fact of the school."""
    if reason.citation is None and reason.status is Status.VERIFIED:
        return ""
    parts: list[Message | BilingualText] = [part for part in (reason.source,) if part]
    if reason.citation:
        parts.append(reason.citation.place)
    parts.append(reason.status.words)
    if reason.assumption_status:
        parts.append(message("assumed on the ground of what is: {status}", status=reason.assumption_status.words))
    return f" [{'; '.join(map(locale.text, parts))}]"


def _outlook_values(locale: Locale, framework: Framework, ratings: Ratings, computed: Score) -> dict[str, object]:
    """Return what is still possible as plain values: the bounds, other levels, and the smallest steps on each basis."""
    if computed.rules is None:
        return {"bounds": None, "other_levels": [], "gaps": []}
    steps = [gap(ratings, framework, wanted, basis=basis) for wanted in _wanted(computed) for basis in Basis]
    return {
        "bounds": bounds(ratings, framework).to_dict(locale),
        "other_levels": [
            {"level": level, "conditions": locale.text(conditions)} for level, conditions in iter_other_levels(computed)
        ],
        "gaps": [step.to_dict(locale) for step in steps if step is not None and not step.is_closed],
    }


def _wanted(computed: Score) -> Iterator[Level]:
    """Iterate over the levels that a step is told to: the one reached, which may not be certain, and the next."""
    highest = len(computed.rules.rules) if computed.rules else 0
    reached = computed.level or 0
    yield from (level for level in Level if reached <= level <= min(reached + 1, highest))


def _outlook_lines(framework: Framework, ratings: Ratings, computed: Score, told: set[Message]) -> Iterator[Message]:
    """Say what is still possible; below it what was not read of the rules, unless it was told already."""
    yield from (say_other_level(level, conditions) for level, conditions in iter_other_levels(computed))
    if computed.indicators_open:
        possible = bounds(ratings, framework)
        yield message(
            "Still possible: from {lowest} to {highest}",
            lowest=say_level(possible.lowest),
            highest=say_level(possible.highest),
        )
        if (possible.supported_lowest, possible.supported_highest) != (possible.lowest, possible.highest):
            yield message(
                "Whatever unread lists contain: from {lowest} to {highest}",
                lowest=say_level(possible.supported_lowest),
                highest=say_level(possible.supported_highest),
            )
        yield from _new_caveats(possible.caveats, told)
    for wanted in _wanted(computed):
        yield from _step_lines(framework, ratings, wanted, told)


def _step_lines(framework: Framework, ratings: Ratings, wanted: Level, told: set[Message]) -> Iterator[Message]:
    """Say the smallest steps to a level, each once, by the surest that it rests on."""
    steps = {basis: gap(ratings, framework, wanted, basis=basis) for basis in Basis}
    for basis, step in steps.items():
        if step is None:
            yield _say_unreachable(framework, wanted, basis)
            continue
        alike = [each for each, other in steps.items() if other is not None and other.items == step.items]
        if basis is alike[-1] and not step.is_closed:
            yield message(
                "Smallest step to level {level} {basis}: {indicators}",
                level=wanted,
                basis=basis.words,
                indicators=tuple(item.in_words for item in step.items),
            )
            yield from (message("  - {caveat}", caveat=note) for note in step.notes)
            yield from _new_caveats(step.caveats, told)


def _say_unreachable(framework: Framework, wanted: Level, basis: Basis) -> Message:
    """Return that no step reaches a level on a basis, and why where the percentages were not read."""
    no_step = message("No step reaches level {level} {basis}", level=wanted, basis=basis.words)
    rules = framework.level_rules.rules if framework.level_rules else ()
    why = say_unread_shares(rule for rule in rules if rule.level <= wanted)
    return no_step if why is None else message("{no_step}, because {why}", no_step=no_step, why=why)


def _new_caveats(caveats: Iterable[Message], told: set[Message]) -> Iterator[Message]:
    for caveat in caveats:
        if caveat not in told:
            told.add(caveat)
            yield message("  - {caveat}", caveat=caveat)
