"""The score as a grid of criteria by standard, for notebooks.

Each mark is a sign, a word for screen readers and a border, so that the grid reads in black and white, on paper and
without colour vision.
"""

from __future__ import annotations

from html import escape

from kdcl.messages import ENGLISH, Message, Translator, message
from kdcl.school import Rating
from kdcl.scoring.tally import CriterionScore, Tally

_MARKS = {
    Rating.MET: ("✓", "2px solid", message("met")),
    Rating.NOT_MET: ("✗", "2px dashed", message("not met")),
    None: ("○", "1px dotted", message("not assessed")),
}


def build_grid(
    tally: Tally,
    level: Message,
    caveats: tuple[Message, ...],
    translator: Translator = ENGLISH,
) -> str:
    """Return the score as an HTML fragment: the level, a table of criteria by standard, a legend and the caveats.

    Args:
        tally: the count.
        level: the level in words.
        caveats: what to know before relying on the level.
        translator: the language of every sentence.
    """

    def say(text: Message) -> str:
        return escape(text.render(translator))

    rows = "".join(
        f'<tr><th scope="row">{say(message("Standard {number}", number=standard.number))}</th>'
        + "".join(_cell(criterion, translator) for criterion in standard.criteria)
        + "</tr>"
        for standard in tally.standards
    )
    width = 1 + max(standard.criteria_total for standard in tally.standards)
    legend = " · ".join(f"{sign} {say(word)}" for sign, _, word in _MARKS.values())
    notes = "".join(f"<li>{say(caveat)}</li>" for caveat in caveats)
    return (
        f'<table style="border-collapse:separate;border-spacing:3px" lang="{translator.language}">'
        f"<caption><strong>{say(build_headline(tally, level))}</strong></caption>"
        f'<tbody>{rows}</tbody><tfoot><tr><td colspan="{width}">{legend}</td></tr></tfoot></table>'
        f"<ul>{notes}</ul>"
    )


def build_headline(tally: Tally, level: Message) -> Message:
    """Return the level and the counts in a sentence."""
    counted = message(
        "criteria met: {criteria} of {criteria_total}; indicators met: {indicators} of {indicators_total}",
        criteria=tally.criteria_met,
        criteria_total=tally.criteria_total,
        indicators=tally.indicators_met,
        indicators_total=tally.indicators_total,
    )
    return message("{level}; {counted}", level=level, counted=counted)


def _cell(criterion: CriterionScore, translator: Translator) -> str:
    sign, border, word = _MARKS[criterion.verdict]
    told = escape(word.render(translator))
    title = escape(
        message(
            "{code}: {word}; indicators met: {met} of {total}",
            code=criterion.code,
            word=word,
            met=criterion.indicators_met,
            total=criterion.indicators_total,
        ).render(translator)
    )
    return (
        f'<td title="{title}" style="border:{border};padding:2px 6px;text-align:center">'
        f'{criterion.code}&nbsp;<span role="img" aria-label="{told}">{sign}</span></td>'
    )
