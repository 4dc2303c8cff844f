"""What a check is, and what it is given to look at."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator
from types import ModuleType
from typing import Any, Final, Protocol, TypeAlias, TypeVar

import attrs

from kdcl.codes import blank_codes, find_codes
from kdcl.errors import UnknownCheckError
from kdcl.evidence import CitationIndex, CodeUse, index_citations
from kdcl.evidence.texts import iter_texts, list_texts
from kdcl.figures import Figures
from kdcl.findings import Finding, Severity
from kdcl.law import Citation, Framework
from kdcl.messages import Message, message
from kdcl.places import Place
from kdcl.school import Ratings, SelfAssessment
from kdcl.scoring import Score, score
from kdcl.typed import typed

# What several checks rest on, where it is no single clause of the circular.
CRITERION_SHEET: Final = message("the form of the criterion sheet")
EVIDENCE_LIST: Final = message("the form of the evidence list")
ONE_PIECE: Final = message("seen in practice: one code on several rows of a list is one piece with several papers")
FIRST_USE: Final = message("seen in practice: evidence keeps the code of its first use")


class HeldAgainst(Protocol):
    """What any check looks at: a file that is held against a framework."""

    @property
    def framework(self) -> Framework:
        """The framework."""
        ...


_Case = TypeVar("_Case", bound=HeldAgainst)


Cited: TypeAlias = CodeUse
"""An evidence code where it is cited; the name that its use had here."""


@attrs.frozen(slots=False)
class Case:
    """What a check looks at: a self-assessment, the framework it is held against, and what both need only once.

    Attributes:
        assessment: the facts of the school.
        framework: the framework they are held against.
        today: the day of the check, which the caller gives; None where nobody says.
    """

    assessment: SelfAssessment
    framework: Framework
    today: dt.date | None = None

    @functools.cached_property
    def ratings(self) -> Ratings:
        """The ratings that the framework knows."""
        known = {code: rating for code, rating in self.assessment.ratings.items() if code in self.framework}
        return Ratings(known)

    @functools.cached_property
    def score(self) -> Score:
        """What the ratings that the framework knows amount to."""
        return score(self.ratings, self.framework)

    @functools.cached_property
    def figures(self) -> Figures:
        """The school's figures, laid out by the form."""
        return Figures.of(self.assessment, self.framework)

    @functools.cached_property
    def texts(self) -> tuple[tuple[Place, str], ...]:
        """Every text that may cite evidence, with its place."""
        return tuple((text.place, text.text) for text in iter_texts(self.assessment))

    @functools.cached_property
    def bare_texts(self) -> tuple[tuple[Place, str], ...]:
        """The same texts with blanks in place of codes, so that the numbers of codes count for nothing."""
        return tuple((place, blank_codes(text, find_codes(text))) for place, text in self.texts)

    @functools.cached_property
    def all_texts(self) -> tuple[tuple[Place, str], ...]:
        """Every text of the file that people wrote, names and lists included, with its place."""
        return list_texts(self.assessment)

    @functools.cached_property
    def citations(self) -> CitationIndex:
        """Where each code is cited, codes without a box included."""
        return index_citations(self.assessment)

    @functools.cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every evidence code cited in the texts, in their order."""
        return self.citations.uses


@attrs.frozen(kw_only=True)
@typed
class Check:
    """A rule that a whole file is held against: a school's file, or another one such as that of a team from outside.

    Attributes:
        id: its name in kebab-case, for ever.
        severity: how much what it finds matters.
        title: what it looks for.
        source: the rule behind it.
        reads: the facts of the file it compares; where one of them cannot be read, it has nothing to say.
        function: finds what is wrong.
        is_acceptable: whether a council can live with what it finds, short of an error: False where that contradicts an
            article of the circular, or is an exception itself.
    """

    id: str
    severity: Severity
    title: Message
    source: Citation | Message | None
    reads: tuple[str, ...]
    function: Callable[[Any], Iterator[Finding]]
    is_acceptable: bool = True

    def iter_findings(self, case: HeldAgainst) -> Iterator[Finding]:
        """Yield what is wrong in the order of the file."""
        for finding in self.function(case):
            yield finding.found_by(self.id, self.severity, self.source)


def check(  # noqa: PLR0913 - what a check says of itself
    name: str,
    severity: Severity,
    title: Message,
    *,
    source: Citation | Message | None,
    reads: tuple[str, ...],
    is_acceptable: bool = True,
) -> Callable[[Callable[[_Case], Iterator[Finding]]], Check]:
    """Return a decorator that makes a check of a function, with what is said of it; see `Check`."""
    return lambda function: Check(
        id=name,
        severity=severity,
        title=title,
        source=source,
        reads=reads,
        function=function,
        is_acceptable=is_acceptable,
    )


def collect(*modules: ModuleType) -> tuple[Check, ...]:
    """Return the checks of the modules, in the order of the modules and of the checks in them."""
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Check))


def choose(rules: Iterable[Check], only: Collection[str] | None) -> tuple[Check, ...]:
    """Return the checks of these ids, or of the one that a text names, in the order of the rulebook; None takes all.

    Raises:
        UnknownCheckError: the rulebook has no check of an id.
    """
    rulebook = tuple(rules)
    known = tuple(rule.id for rule in rulebook)
    wanted = known if only is None else (only,) if isinstance(only, str) else tuple(only)
    for name in wanted:
        if name not in known:
            raise UnknownCheckError(name, known)
    return tuple(rule for rule in rulebook if rule.id in wanted)
