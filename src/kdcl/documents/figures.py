"""The school's figures against the numbers the law asks for: indicator by indicator, with charts.

No form of the guidance: a paper of the library's own, for the council's work. It suggests; ratings are the school's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from kdcl.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Picture,
    Row,
    Table,
)
from kdcl.charts import build_plot, describe
from kdcl.documents import labels
from kdcl.documents.administrative import body, build_lying_paper, centred, lowered
from kdcl.documents.composition import DATA, Composition
from kdcl.documents.typesetting import SCHOOL, cell, labelled_line, line, ruled_table
from kdcl.law import Comparison, Framework, InstitutionType, Status
from kdcl.measures import (
    Judgement,
    Shortfall,
    Suggestion,
    Verdict,
    YearJudgement,
    describe_measure,
    find_shortfall,
    get_trend,
    say_unmeasured,
    suggest_from,
)
from kdcl.measures.numbers import amount, number
from kdcl.messages import Message, message
from kdcl.school import SchoolYear, SelfAssessment

_DIGITS_OF_LINE = 8
"""Signs of two counts that do not fit on one line of a year's column."""
_MEASURE, _ASKED, _YEAR, _VERDICT, _PLACE = 32, 17, 22, 18, 49
_WIDTH_OF_CHART, _HEIGHT_OF_CHART = 120, 34
_FEWEST_YEARS_OF_CHART = 2


def build_figures_paper(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> Document:
    """Return the paper that holds the school's figures against every number the law asks for.

    Each indicator with numbers has a table: what is asked, the value of each school year, the verdict, and where the
    number was read. A measure whose value is known for two years or more has a chart. Without figures every table is
    there and says that nothing can be judged.

    Args:
        assessment: the school's facts.
        framework: the framework whose numbers are asked for.
        language: ``"vi"`` or ``"en"``.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_figures_paper(assessment, framework)")
    return build_lying_paper(composition, labels.FIGURES_TITLE, "figures", _iter_blocks(composition))


def _iter_blocks(composition: Composition) -> Iterator[Block]:
    suggestions = tuple(suggest_from(composition.figures, composition.framework).values())
    yield from _iter_school(composition)
    yield lowered(body(_counts(composition, suggestions), italic=True))
    yield body(composition.text(labels.FIGURES_LIMITS), italic=True)
    for words in dict.fromkeys(_iter_doubts(composition, suggestions)):
        yield body(words, italic=True)
    for suggestion in suggestions:
        yield from _iter_indicator(composition, suggestion)
    yield from _iter_unmeasured(composition)


def _iter_doubts(composition: Composition, suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """Iterate over how sure the numbers of articles, clauses and points in the headings are, where they are not."""
    for suggestion in suggestions:
        citation = composition.framework.get_indicator(suggestion.indicator).citation
        if citation.status is not Status.VERIFIED:
            yield composition.text(message("Of the headings below: {doubt}.", doubt=citation.doubt))


def _iter_unmeasured(composition: Composition) -> Iterator[Block]:
    """Iterate over what the law counts and no figure is held against, so that nobody takes it for met."""
    left = composition.framework.unmeasured
    if left:
        yield Heading(text=composition.text(labels.FIGURES_UNMEASURED), level=2, bookmark="figures_unmeasured")
    for each in left:
        yield line(composition.text(message("{code}: {words}", code=each.indicator, words=say_unmeasured(each))))


def _iter_school(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over what chooses the numbers: the category, which only secondary schools have, and the region."""
    school = composition.assessment.school
    if composition.framework.institution is InstitutionType.SECONDARY:
        category = "" if school.category is None else composition.text(school.category.words)
        yield lowered(labelled_line(composition.text(message("Type of school")), category, SCHOOL.at("category")))
    region = "" if school.region is None else composition.text(school.region.words)
    yield labelled_line(composition.text(labels.SCHOOL_REGION), region, SCHOOL.at("region"))


def _counts(composition: Composition, suggestions: tuple[Suggestion, ...]) -> str:
    counted = Counter(judgement.verdict for suggestion in suggestions for judgement in suggestion.judgements)
    parts = composition.counts((verdict.words, counted[verdict]) for verdict in Verdict)
    return composition.text(message("Numbers asked for: {total} ({parts})", total=counted.total(), parts=parts))


def _iter_indicator(composition: Composition, suggestion: Suggestion) -> Iterator[Block]:
    code = suggestion.indicator
    citation = composition.framework.get_indicator(code).citation.place
    title = composition.text(message("Indicator {code}: {citation}", code=code, citation=citation))
    yield Heading(text=title, level=2, bookmark=f"figures_{code.standard}_{code.criterion}_{code.letter}")
    yield _table(composition, suggestion.judgements)
    for note in _iter_indicator_notes(composition, suggestion):
        yield lowered(line(composition.begun(note), italic=True), 1)
    # a chart says itself what it shows, so it may stand on the next page; kept together, half of each page stays bare
    yield from filter(None, (_find_chart(composition, judgement) for judgement in suggestion.judgements))


def _table(composition: Composition, judgements: tuple[Judgement, ...]) -> Table:
    years = composition.figures.years
    labelled = (message("What is measured"), labels.FIGURE_ASKED, *years, message("In all"), labels.FIGURE_PLACE)
    rows = (_row(composition, judgement, years) for judgement in judgements)
    widths = (_MEASURE, _ASKED, *(_YEAR,) * len(years), _VERDICT, _PLACE)
    return ruled_table(widths, map(composition.text, labelled), rows)


def _row(composition: Composition, judgement: Judgement, years: tuple[SchoolYear, ...]) -> Row:
    judged = {year.year: year for year in judgement.years}
    verdict = composition.begun(judgement.verdict.words)
    return Row(
        (
            cell(composition.begun(judgement.title)),
            Cell(paragraphs=(centred(_asked(composition, judgement)),)),
            *(_year_cell(composition, judgement, judged.get(year)) for year in years),
            Cell(paragraphs=(centred(verdict, bold=True),)),
            cell(
                composition.begun(
                    message("{source} ({status})", source=judgement.source, status=judgement.status.words)
                )
            ),
        )
    )


def _asked(composition: Composition, judgement: Judgement) -> str:
    """Return the number asked for with its sign, or nothing where none can be chosen."""
    if judgement.threshold is None:
        return ""
    sign = "≥" if judgement.measure.comparison is Comparison.AT_LEAST else "≤"
    return f"{sign} {composition.text(amount(judgement.threshold, judgement.scale))}"


def _year_cell(composition: Composition, judgement: Judgement, year: YearJudgement | None) -> Cell:
    """Return the value of a year and what it says, in words; empty where the year is not asked about."""
    if year is None:
        return cell()
    is_known = year.verdict is not Verdict.NOT_JUDGED
    words = composition.text(year.verdict.words if is_known else message("not known"))
    verdict = centred(words, bold=year.verdict is Verdict.NOT_MET, italic=True)
    measured = year.measured
    if measured is None:
        return Cell(paragraphs=(verdict,))
    value = centred(composition.text(amount(measured.value, measured.scale, judgement.threshold)), source=DATA)
    if measured.whole is None:
        return Cell(paragraphs=(value, verdict))
    part, whole = (composition.text(number(count)) for count in (measured.part, measured.whole))
    # long counts take two lines: Word would part a number that is wider than its column anywhere
    taken = (f"({part}/{whole})",) if len(part) + len(whole) < _DIGITS_OF_LINE else (f"({part}", f"/{whole})")
    return Cell(paragraphs=(value, *(centred(each, source=DATA) for each in taken), verdict))


def _iter_indicator_notes(composition: Composition, suggestion: Suggestion) -> Iterator[Message]:
    """Iterate over what is to be said below a table: that it is no verdict on the indicator, and of each number."""
    if suggestion.left:
        yield message(
            "These figures are only a part of indicator {code}; the rest is not judged: {left}",
            code=suggestion.indicator,
            left=tuple(each.requirement for each in suggestion.left),
        )
    for judgement in suggestion.judgements:
        yield from _iter_notes(composition, judgement)


def _iter_notes(composition: Composition, judgement: Judgement) -> Iterator[Message]:
    """Iterate over what has to be said of a judgement: a reading, why there is no verdict, what lacks."""
    title = judgement.title
    _source, *parts = describe_measure(judgement.measure, composition.framework)  # the source stands in the table
    missing = tuple(str(year.year) for year in judgement.years if year.missing)
    if judgement.reading is not None:
        parts.append(judgement.reading)
    if not missing and judgement.verdict in {Verdict.NOT_JUDGED, Verdict.NOT_APPLICABLE}:
        parts.append(judgement.reason)
    if parts:  # one paragraph: a line for each would say the title again and again
        yield message("{title}: {reason}", title=title, reason="; ".join(map(composition.text, parts)))
    if missing:
        yield message("{title}: figures are missing for {years}", title=title, years=missing)
    shortfall = find_shortfall(judgement)
    if shortfall is not None:
        yield _lacking(shortfall)


def _lacking(shortfall: Shortfall) -> Message:
    judgement = shortfall.judgement
    facts = {"title": judgement.title, "year": shortfall.year, "count": number(Fraction(shortfall.changed))}
    if judgement.measure.comparison is Comparison.AT_LEAST:
        return message("{title}: {count} too few in {year}", **facts)
    return message("{title}: {count} too many in {year}", **facts)


def _find_chart(composition: Composition, judgement: Judgement) -> Picture | None:
    """Return the chart of a measure, or None where fewer than two years are known."""
    if sum(year.measured is not None for year in judgement.years) < _FEWEST_YEARS_OF_CHART:
        return None
    trend = get_trend(judgement, composition.figures, tuple(year.year for year in judgement.years))
    return Picture(
        plot=build_plot(trend, composition.locale),
        alternative=composition.text(describe(trend)),
        width=_WIDTH_OF_CHART,
        height=_HEIGHT_OF_CHART,
        source=DATA,
    )
