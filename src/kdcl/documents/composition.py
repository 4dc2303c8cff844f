"""What a document is composed from, and the words it is composed in."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeVar

import attrs

from kdcl.blocks import Block, Document, PageSetup, Section
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.figures import Figures
from kdcl.law import Criterion, Framework, Standard
from kdcl.locale import Locale, get_locale
from kdcl.locale.language import date_words
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import CalendarMonth, Evidence, SelfAssessment
from kdcl.school.held_against import framework_for
from kdcl.scoring import Score, score
from kdcl.text.folding import begin_large

RATINGS = ROOT.at("ratings")
"""Where a school's file has its ratings, from which counts, verdicts and the level follow."""

DATA = ROOT.at("data")
"""Where a school's file has its figures."""

_UPRIGHT = PageSetup()
_Key = TypeVar("_Key")


@attrs.frozen(kw_only=True)
class Composition:
    """A school's facts, the framework, what follows from both, and the language of the document.

    Attributes:
        assessment: the facts.
        framework: the framework they are assessed under.
        locale: the language.
        has_evidence_list: whether the document has the list of evidence that codes in its text can lead to.
    """

    assessment: SelfAssessment
    framework: Framework
    locale: Locale
    has_evidence_list: bool = False

    @classmethod
    def start(
        cls,
        assessment: SelfAssessment,
        framework: Framework | None,
        language: str,
        call: str = "",
        *,
        has_evidence_list: bool = False,
    ) -> Self:
        """Return the composition of a document in a language.

        Args:
            assessment: the facts.
            framework: the framework they are assessed under; without it, the one that they name.
            language: the language.
            call: how the call that wants the document is written, for the error where it is wrong.
            has_evidence_list: whether the document has the list of evidence that codes in its text can lead to.

        Raises:
            TypeError: something else was given as facts or framework.
            UnknownLanguageError: the library does not speak the language.
        """
        return cls(
            assessment=assessment,
            framework=framework_for(assessment, framework, SelfAssessment, call),
            locale=get_locale(language),
            has_evidence_list=has_evidence_list,
        )

    @functools.cached_property
    def score(self) -> Score:
        """What the ratings amount to; a document that does not ask prints none of them.

        Raises:
            RatingsError: a rating names an indicator that the framework does not have.
        """
        return score(self.assessment.ratings, self.framework)

    @functools.cached_property
    def listed_codes(self) -> frozenset[EvidenceCode]:
        """The codes that the document's evidence list has a row for; none where it has no such list."""
        return frozenset(evidence.code for evidence in self.assessment.evidence if self.has_evidence_list)

    def sheet_place(self, criterion: Criterion) -> Place:
        """Return where a criterion's sheet stands in the school's file, or would stand."""
        return ROOT.at("sheets", self._sheet_numbers.get(criterion.code, len(self.assessment.sheets)))

    def standard_place(self, standard: Standard) -> Place:
        """Return where the school's file says, or would say, what is said of a whole standard."""
        return ROOT.at("standards", self._standard_numbers.get(standard.number, len(self.assessment.standards)))

    def evidence_place(self, piece: Evidence) -> Place:
        """Return where a piece of the school's evidence stands in its file."""
        return ROOT.at("evidence", self._evidence_numbers[piece])

    @functools.cached_property
    def _evidence_numbers(self) -> Mapping[Evidence, int]:
        return _first_places(self.assessment.evidence)

    @functools.cached_property
    def _sheet_numbers(self) -> Mapping[CriterionCode, int]:
        return _first_places(sheet.criterion for sheet in self.assessment.sheets)

    @functools.cached_property
    def _standard_numbers(self) -> Mapping[int, int]:
        return _first_places(summary.standard for summary in self.assessment.standards)

    @functools.cached_property
    def figures(self) -> Figures:
        """The school's figures, laid out by the form."""
        return Figures.of(self.assessment, self.framework)

    def text(self, fact: Any, /) -> str:  # noqa: ANN401 - messages take facts of any type
        """Return a label, a text of the law or any other fact in the document's language."""
        return self.locale.text(fact)

    def begun(self, fact: Any, /) -> str:  # noqa: ANN401 - as above
        """Return a label or any other fact as it begins a cell or a line: with a capital."""
        return begin_large(self.text(fact))

    def short_date(self, day: dt.date) -> str:
        """Return a date as cells have it: ``07/10/2017`` in Vietnamese, with zeros where the long date has them."""
        return self.locale.short_date(day)

    def month_text(self, month: CalendarMonth) -> str:
        """Return a month of a year: ``02/2018`` in Vietnamese."""
        words = date_words(month.first_day, self.locale.language)
        return self.text(message("{month} {year}", month=words.month, year=words.year))

    def days_text(self, first: dt.date | None, last: dt.date | None) -> str:
        """Return a time from a day to a day, in short dates; either may be missing."""
        begins, ends = (None if day is None else self.short_date(day) for day in (first, last))
        if begins and ends and begins != ends:
            return self.text(message("From {first} to {last}", first=begins, last=ends))
        if ends and not begins:
            return self.text(message("By {last}", last=ends))
        return begins or ""

    @property
    def year_title(self) -> str:
        """The school year with its name."""
        return self.text(message("School year {year}", year=self.assessment.school_year))

    def document(self, title: Message, sections: tuple[Section, ...], *, subject: Message | None = None) -> Document:
        """Return a document of the school; it is about its subject, or about the school year."""
        return Document(
            title=self.text(title),
            author=self.assessment.school.name,
            subject=self.year_title if subject is None else self.text(subject),
            language=self.locale.language,
            sections=sections,
        )

    def paper(
        self,
        title: Message,
        blocks: Iterable[Block],
        *,
        setup: PageSetup = _UPRIGHT,
        subject: Message | None = None,
    ) -> Document:
        """Return a document of the school whose pages all look alike."""
        return self.document(title, (Section(blocks=tuple(blocks), setup=setup),), subject=subject)

    def counts(self, counted: Iterable[tuple[Message, int]]) -> tuple[Message, ...]:
        """Return how often each of several labels applies, as sentences list them in brackets."""
        return tuple(message("{label}: {count}", label=label, count=count) for label, count in counted)

    def share(self, sentence: Message, count: int, total: int) -> Message:
        """Return a sentence of `labels` on how many of all there are, with the share in percent."""
        share = self.locale.percent(count, total)
        return attrs.evolve(sentence, facts=(("count", count), ("total", total), ("share", share)))

    def standard_title(self, standard: Standard) -> str:
        """Return the number and title of a standard."""
        return self.text(message("Standard {number}: {title}", number=standard.number, title=standard.title))

    def inner_criterion_title(self, criterion: Criterion) -> str:
        """Return the number and title of a criterion below its standard, whose number it does not repeat."""
        return self.text(message("Criterion {code}: {title}", code=criterion.code.criterion, title=criterion.title))

    def criterion_title(self, criterion: Criterion) -> str:
        """Return the number and title of a criterion."""
        return self.text(message("Criterion {code}: {title}", code=criterion.code, title=criterion.title))


def _first_places(keys: Iterable[_Key]) -> Mapping[_Key, int]:
    found: dict[_Key, int] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, place)
    return found
