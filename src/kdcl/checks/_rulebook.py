"""What a check is, what it finds, and what it is given to look at."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from kdcl.codes import FoundCode, find_codes
from kdcl.evidence import CitationIndex, index_citations
from kdcl.evidence.texts import iter_texts
from kdcl.figures import Figures
from kdcl.law import Citation, Framework
from kdcl.messages import ENGLISH, Message, Translator
from kdcl.school import Ratings, SelfAssessment
from kdcl.scoring import Score, score


class Severity(enum.StrEnum):
    """How much an issue matters."""

    ERROR = "error"
    """Two statements of the file, or the file and the law, contradict each other."""
    WARNING = "warning"
    """Something is missing that a finished report has to have."""
    NOTE = "note"
    """Worth knowing; it may be as the school wants it."""


@attrs.frozen(kw_only=True)
class Place:
    """Where in a school's file an issue lies.

    Attributes:
        path: the place in the file, such as ``sheets[3].current_state[1].text``; ``$`` is the file as a whole.
        start: the first character meant, counted from 0 in the text at the path; None where all of it is meant.
        end: the character after the last one meant.
    """

    path: str
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        """Return the path, with the span in brackets where there is one, counted from 1 as people do."""
        return self.path if self.start is None else f"{self.path}:{self.start + 1}-{self.end}"


@attrs.frozen(kw_only=True)
class Issue:
    """Something wrong or worth knowing in a school's file.

    Attributes:
        check: the id of the check that found it.
        severity: how much it matters.
        message: what is wrong.
        place: where.
        citation: the rule behind it: a place in the law, or words that name another source; None where it is a matter
            of the file alone.
        fix: what to do about it; None where that cannot be told.
    """

    check: str
    severity: Severity
    message: Message
    place: Place
    citation: Citation | Message | None
    fix: Message | None

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the issue as plain values with stable keys, its sentences in the translator's language."""
        source = self.citation.message if isinstance(self.citation, Citation) else self.citation
        return {
            "check": self.check,
            "severity": self.severity.value,
            "path": self.place.path,
            "start": self.place.start,
            "end": self.place.end,
            "message": self.message.render(translator),
            "source": source and source.render(translator),
            "fix": self.fix and self.fix.render(translator),
        }


@attrs.frozen(kw_only=True)
class Finding:
    """What a check function yields; the rulebook makes an `Issue` of it, as severe as its check unless it says so."""

    message: Message
    place: Place
    fix: Message | None = None
    citation: Citation | Message | None = None
    severity: Severity | None = None


@attrs.frozen
class Cited:
    """An evidence code where it is cited."""

    place: Place
    found: FoundCode


@attrs.frozen(slots=False)
class Case:
    """What a check looks at: a self-assessment, the framework it is held against, and what both need only once."""

    assessment: SelfAssessment
    framework: Framework

    @functools.cached_property
    def ratings(self) -> Ratings:
        """The ratings that the framework knows."""
        known = {code: rating for code, rating in self.assessment.ratings.items() if code in self.framework}
        return Ratings(known)

    @functools.cached_property
    def score(self) -> Score:
        """What the ratings that the framework knows amount to."""
        return score(self.framework, self.ratings)

    @functools.cached_property
    def figures(self) -> Figures:
        """The school's figures, laid out by the form."""
        return Figures.of(self.assessment, self.framework)

    @functools.cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text that may cite evidence, with its path."""
        return tuple((text.path, text.text) for text in iter_texts(self.assessment))

    @functools.cached_property
    def citations(self) -> CitationIndex:
        """Where each code is cited, codes without a box included."""
        return index_citations(self.assessment)

    @functools.cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every evidence code cited in the texts, in their order."""
        return tuple(
            Cited(Place(path=path, start=found.start, end=found.end), found)
            for path, text in self.texts
            for found in find_codes(text)
        )


@attrs.frozen(kw_only=True)
class Check:
    """A rule that a whole file is held against.

    Attributes:
        id: its name in kebab-case, for ever.
        severity: how much what it finds matters.
        title: what it looks for.
        source: the rule behind it.
        reads: the facts of the file it compares; where one of them cannot be read, it has nothing to say.
        function: finds what is wrong.
    """

    id: str
    severity: Severity
    title: Message
    source: Citation | Message | None
    reads: tuple[str, ...]
    function: Callable[[Case], Iterator[Finding]]

    def iter_issues(self, case: Case) -> Iterator[Issue]:
        """Yield what is wrong in the order of the file."""
        for finding in self.function(case):
            yield Issue(
                check=self.id,
                severity=finding.severity or self.severity,
                message=finding.message,
                place=finding.place,
                citation=finding.citation or self.source,
                fix=finding.fix,
            )
