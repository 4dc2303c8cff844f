"""What a document is composed from, and the words it is composed in."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any, Self

import attrs

from kdcl.blocks import Document, Section
from kdcl.codes import EvidenceCode
from kdcl.figures import Figures
from kdcl.law import Criterion, Framework, Standard
from kdcl.locale import Locale, get_locale
from kdcl.locale.dates import date_words
from kdcl.messages import Message, message
from kdcl.school import CalendarMonth, SelfAssessment
from kdcl.scoring import Score, score


@attrs.frozen(kw_only=True)
class Composition:
    """A school's facts, the framework, what follows from both, and the language of the document.

    Attributes:
        assessment: the facts.
        framework: the framework they are assessed under.
        score: what the ratings amount to.
        locale: the language.
        has_evidence_list: whether the document has the list of evidence that codes in its text can lead to.
    """

    assessment: SelfAssessment
    framework: Framework
    score: Score
    locale: Locale
    has_evidence_list: bool = False

    @classmethod
    def start(
        cls, assessment: SelfAssessment, framework: Framework, language: str, *, has_evidence_list: bool = False
    ) -> Self:
        """Return the composition of a document in a language.

        Raises:
            RatingsError: a rating names an indicator that the framework does not have.
            UnknownLanguageError: the library does not speak the language.
        """
        return cls(
            assessment=assessment,
            framework=framework,
            score=score(framework, assessment.ratings),
            locale=get_locale(language),
            has_evidence_list=has_evidence_list,
        )

    @functools.cached_property
    def listed_codes(self) -> frozenset[EvidenceCode]:
        """The codes that the document's evidence list has a row for; none where it has no such list."""
        return frozenset(evidence.code for evidence in self.assessment.evidence if self.has_evidence_list)

    @functools.cached_property
    def figures(self) -> Figures:
        """The school's figures, laid out by the form."""
        return Figures.of(self.assessment, self.framework)

    def text(self, fact: Any, /) -> str:  # noqa: ANN401 - messages take facts of any type
        """Return a label, a text of the law or any other fact in the document's language."""
        return self.locale.text(fact)

    def short_date(self, day: dt.date) -> str:
        """Return a date as cells have it: ``07/10/2017`` in Vietnamese, with zeros where the long date has them."""
        if self.locale.language != "vi":
            return self.locale.date(day)
        words = date_words(day, "vi")
        return f"{words.day}/{words.month}/{words.year}"

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

    def standard_title(self, standard: Standard) -> str:
        """Return the number and title of a standard."""
        return self.text(message("Standard {number}: {title}", number=standard.number, title=standard.title))

    def criterion_title(self, criterion: Criterion) -> str:
        """Return the number and title of a criterion."""
        return self.text(message("Criterion {code}: {title}", code=criterion.code, title=criterion.title))
