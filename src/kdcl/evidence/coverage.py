"""Coverage: which suggestions of letter 46 the cited evidence answers, and which statements no evidence proves.

Suggestions are only suggestions, and one or a few are enough (``docs/analysis/evidence.md``); so coverage is a reading
aid, never a verdict. Its rule has three outcomes and shows what each rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Self

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.evidence.citations import CitationIndex, index_citations
from kdcl.evidence.statements import iter_statements
from kdcl.evidence.texts import homes_of, iter_texts
from kdcl.law import Framework, Indicator, SuggestedEvidence
from kdcl.messages import BilingualText, Message, WordedEnum, message
from kdcl.places import Place
from kdcl.school import SelfAssessment
from kdcl.school.held_against import framework_for
from kdcl.standards.vocabulary import VOCABULARY, Vocabulary


class Outcome(WordedEnum):
    """How far a suggestion is answered."""

    PRESENT = "present", message("present")
    """A cited piece of the same kind shares more than half of the words of the shorter of both names."""
    POSSIBLE = "possible", message("possible")
    """A cited piece is of the same kind, but shares fewer words; a person has to look."""
    MISSING = "missing", message("missing")
    """No cited piece is of the same kind."""


@attrs.frozen(kw_only=True)
class Match:
    """A cited piece of evidence of a suggestion's kind.

    Attributes:
        code: its code.
        outcome: present or possible.
        shared: the words that both names have behind their kind, sorted.
    """

    code: EvidenceCode
    outcome: Outcome
    shared: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SuggestionCoverage:
    """A suggestion held against the evidence.

    Attributes:
        suggestion: what letter 46 suggests.
        matches: the evidence of its kind that is cited for the indicator, in the order of codes.
        elsewhere: listed evidence that would answer it, but is not cited for the indicator.
    """

    suggestion: SuggestedEvidence
    matches: tuple[Match, ...]
    elsewhere: tuple[EvidenceCode, ...]

    @property
    def outcome(self) -> Outcome:
        """How far it is answered: by its best match."""
        return _best(match.outcome for match in self.matches)


@attrs.frozen(kw_only=True)
class Suggestions:
    """A suggestion together with those that may stand instead of it: they count as one."""

    options: tuple[SuggestionCoverage, ...]

    @property
    def outcome(self) -> Outcome:
        """How far it is answered: by the best of its options."""
        return _best(option.outcome for option in self.options)


@attrs.frozen(kw_only=True)
class UnprovenStatement:
    """A sentence of a current state without any code.

    Attributes:
        place: where it stands.
        text: the sentence.
        criterion: the criterion whose sheet it stands on.
        indicator: the indicator it speaks of; None where the paragraph names none.
    """

    place: Place
    text: str
    criterion: CriterionCode
    indicator: IndicatorCode | None


@attrs.frozen(kw_only=True)
class IndicatorCoverage:
    """An indicator, what is cited for it and what is suggested.

    Attributes:
        indicator: the indicator.
        codes: the codes cited in its paragraphs, and in those of its criterion that name no indicator.
        suggestions: what letter 46 suggests, alternatives together.
        unproven: the sentences of its paragraphs without any code.
    """

    indicator: Indicator
    codes: tuple[EvidenceCode, ...]
    suggestions: tuple[Suggestions, ...]
    unproven: tuple[UnprovenStatement, ...]


@attrs.frozen(kw_only=True)
class CoverageTable:
    """Coverage as rows of plain facts, to be rendered by `kdcl.messages.render_fact` in any language.

    A row has the indicator, the kind, the suggestion, its outcome, the codes that match and the codes elsewhere.
    """

    head: tuple[Message, ...]
    rows: tuple[tuple[object, ...], ...]


@attrs.frozen(kw_only=True)
class Coverage:
    """How far the evidence of a self-assessment covers a framework.

    Attributes:
        indicators: every indicator in the law's order.
        unproven: every sentence of a current state without any code, in the order of the file.
        citations: where each code is cited.
    """

    indicators: tuple[IndicatorCoverage, ...]
    unproven: tuple[UnprovenStatement, ...]
    citations: CitationIndex
    kind_titles: Mapping[str, BilingualText] = attrs.field(repr=False)

    def count(self, outcome: Outcome) -> int:
        """Return how many suggestions have this outcome, alternatives counted as one."""
        return sum(entry.outcome is outcome for indicator in self.indicators for entry in indicator.suggestions)

    @property
    def total(self) -> int:
        """The number of suggestions, alternatives counted as one."""
        return sum(len(indicator.suggestions) for indicator in self.indicators)

    def to_table(self) -> CoverageTable:
        """Return a row for each suggestion."""
        return CoverageTable(head=_HEAD, rows=tuple(self._iter_rows()))

    def _iter_rows(self) -> Iterator[tuple[object, ...]]:
        for indicator in self.indicators:
            for option in (option for entry in indicator.suggestions for option in entry.options):
                suggestion = option.suggestion
                yield (
                    indicator.indicator.code,
                    self.kind_titles.get(suggestion.kind, suggestion.kind),
                    message("or: {text}", text=suggestion.text) if suggestion.is_alternative else suggestion.text,
                    option.outcome.words,
                    tuple(match.code for match in option.matches if match.outcome is option.outcome),
                    option.elsewhere,
                )


_HEAD: Final = (
    message("Indicator"),
    message("Kind"),
    message("Suggested evidence"),
    message("Outcome"),
    message("Evidence code"),
    message("Listed, but not cited here"),
)


def coverage(
    assessment: SelfAssessment, framework: Framework | None = None, vocabulary: Vocabulary | None = None
) -> Coverage:
    """Return how far the evidence of a self-assessment covers what letter 46 suggests for a framework.

    Only evidence that is cited for an indicator counts for it; what is listed and would fit is named beside it.

    Args:
        assessment: the facts.
        framework: the framework whose suggestions count.
        vocabulary: the words by which kinds of papers are told apart; None takes those of the framework.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "coverage(assessment, framework)")
    words = vocabulary or framework.part(VOCABULARY)
    citations = index_citations(assessment)
    names = _Names.of(words, assessment)
    unproven = find_unproven(assessment)
    by_indicator: dict[IndicatorCode | None, list[UnprovenStatement]] = {}
    for statement in unproven:
        by_indicator.setdefault(statement.indicator, []).append(statement)
    return Coverage(
        indicators=tuple(
            _cover(indicator, citations, names, by_indicator.get(indicator.code, ()))
            for indicator in framework.indicators
        ),
        unproven=unproven,
        citations=citations,
        kind_titles=words.titles,
    )


def find_unproven(assessment: SelfAssessment) -> tuple[UnprovenStatement, ...]:
    """Return the sentences of the current states without any code, in the order of the file."""
    homes = homes_of(assessment)
    return tuple(
        UnprovenStatement(
            place=text.place.with_span(statement.start, statement.end),
            text=statement.text,
            criterion=text.criterion,
            indicator=text.indicator_code,
        )
        for text in iter_texts(assessment)
        if text.criterion is not None and text.is_current_state
        for statement in iter_statements(text.text, homes)
        if not statement.codes
    )


@attrs.frozen
class _Names:
    """The names of the listed evidence, sorted into kinds and words."""

    vocabulary: Vocabulary
    by_kind: Mapping[str, tuple[tuple[EvidenceCode, frozenset[str]], ...]]

    @classmethod
    def of(cls, vocabulary: Vocabulary, assessment: SelfAssessment) -> Self:
        """Return the names of a self-assessment's evidence, each kind in the order of codes."""
        gathered: dict[str, list[tuple[EvidenceCode, frozenset[str]]]] = {}
        named = {item.code: item.name for item in assessment.evidence}
        for code in sorted(named):
            kind, words = vocabulary.sort_name(named[code])
            gathered.setdefault(kind, []).append((code, words))
        return cls(vocabulary, {kind: tuple(rows) for kind, rows in gathered.items()})

    def iter_matches(self, suggestion: SuggestedEvidence) -> Iterator[Match]:
        """Iterate over the listed evidence of a suggestion's kind, in the order of codes."""
        _, wanted = self.vocabulary.sort_name(suggestion.text.vi)
        for code, words in self.by_kind.get(suggestion.kind, ()):
            shared = wanted & words
            is_enough = 2 * len(shared) > min(len(wanted), len(words))
            outcome = Outcome.PRESENT if is_enough else Outcome.POSSIBLE
            yield Match(code=code, outcome=outcome, shared=tuple(sorted(shared)))


def _cover(
    indicator: Indicator, citations: CitationIndex, names: _Names, unproven: Iterable[UnprovenStatement]
) -> IndicatorCoverage:
    cited = citations.find_cited_for(indicator.code)
    grouped: list[list[SuggestionCoverage]] = []
    for suggestion in indicator.evidence:
        entry = _cover_suggestion(suggestion, cited, names)
        if suggestion.is_alternative and grouped:
            grouped[-1].append(entry)
        else:
            grouped.append([entry])
    return IndicatorCoverage(
        indicator=indicator,
        codes=cited,
        suggestions=tuple(Suggestions(options=tuple(options)) for options in grouped),
        unproven=tuple(unproven),
    )


def _cover_suggestion(
    suggestion: SuggestedEvidence, cited: tuple[EvidenceCode, ...], names: _Names
) -> SuggestionCoverage:
    found = tuple(names.iter_matches(suggestion))
    here = frozenset(cited)
    return SuggestionCoverage(
        suggestion=suggestion,
        matches=tuple(match for match in found if match.code in here),
        elsewhere=tuple(match.code for match in found if match.code not in here and match.outcome is Outcome.PRESENT),
    )


def _best(outcomes: Iterator[Outcome]) -> Outcome:
    return min(outcomes, key=list(Outcome).index, default=Outcome.MISSING)
