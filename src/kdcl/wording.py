"""The official wording of frameworks, as it was read from a user's own copy: an overlay, never part of the library.

The library restates the law in its own words. Who wants the official words in documents takes them from a copy of the
circular or of letter 46 by `kdcl.readers.wording`, keeps them in a file by `kdcl.standards.dump_wording`, and lays them
over a framework by `kdcl.law.Framework.with_wording` (``docs/analysis/wording.md``).
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import WordingError
from kdcl.messages import Message, message

_Key = TypeVar("_Key", bound=Hashable)


@attrs.frozen(kw_only=True)
class WordingSource:
    """Where official wording was read.

    Attributes:
        file: the name of the file, without its folder.
        document: the number of the legal document as the file states it, such as ``"42/2012/TT-BGDĐT"``; None where
            the file states none.
    """

    file: str
    document: str | None

    @property
    def message(self) -> Message:
        """The document and the file it was read from."""
        if self.document is None:
            return message("file {file}", file=self.file)
        return message("document {document}, file {file}", document=self.document, file=self.file)

    def __str__(self) -> str:
        """Return the document and the file in English."""
        return str(self.message)


@attrs.frozen(kw_only=True)
class OfficialTitle:
    """The official title of a standard, which is known by its number, or of a criterion, known by its code."""

    code: int | CriterionCode
    text: str


@attrs.frozen(kw_only=True)
class OfficialRequirement:
    """The official text of an indicator.

    Attributes:
        code: the indicator.
        text: what the circular says; a line feed divides its lines.
        checks: the lines in which letter 46 says what the indicator asks (yêu cầu của chỉ số); empty where they were
            not read.
    """

    code: IndicatorCode
    text: str
    checks: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class FrameworkWording:
    """The official wording of one framework, or as much of it as was found.

    Attributes:
        framework: the framework's id.
        source: where the wording was read.
        titles: of standards and criteria.
        requirements: of indicators.

    Raises:
        WordingError: something has two texts, or one that is empty.
    """

    framework: str
    source: WordingSource
    titles: tuple[OfficialTitle, ...]
    requirements: tuple[OfficialRequirement, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse what could not be laid over a framework in one way only."""
        if reasons := tuple(self._flaws()):
            raise WordingError(self.framework, reasons)

    @property
    def codes(self) -> tuple[int | CriterionCode | IndicatorCode, ...]:
        """Everything that has an official text here: titles first."""
        return (*(title.code for title in self.titles), *(requirement.code for requirement in self.requirements))

    def find_title(self, code: int | CriterionCode) -> str | None:
        """Return the official title of a standard or criterion, or None where it was not read."""
        return self._titles.get(code)

    def find_requirement(self, code: IndicatorCode) -> OfficialRequirement | None:
        """Return the official text of an indicator, or None where it was not read."""
        return self._requirements.get(code)

    @functools.cached_property
    def _titles(self) -> dict[int | CriterionCode, str]:
        return {title.code: title.text for title in self.titles}

    @functools.cached_property
    def _requirements(self) -> dict[IndicatorCode, OfficialRequirement]:
        return {requirement.code: requirement for requirement in self.requirements}

    def _flaws(self) -> Iterator[Message]:
        for code in _iter_repeated(self.codes):
            yield message("{code} has more than one text; keep one", code=code)
        texts: list[tuple[int | CriterionCode | IndicatorCode, str]] = []
        texts += [(title.code, title.text) for title in self.titles]
        texts += [(requirement.code, requirement.text) for requirement in self.requirements]
        for code, text in texts:
            if not text.strip():
                yield message("{code} has an empty text; write it or leave it out", code=code)


@attrs.frozen(kw_only=True)
class Wording:
    """The official wording of one or more frameworks.

    Raises:
        WordingError: a framework has two wordings.
    """

    frameworks: tuple[FrameworkWording, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse two wordings of one framework."""
        for framework in _iter_repeated(part.framework for part in self.frameworks):
            reason = message("{framework} has more than one wording; keep one", framework=framework)
            raise WordingError(framework, (reason,))

    def find_framework(self, framework: str) -> FrameworkWording | None:
        """Return the wording of a framework by its id, or None where there is none."""
        return next((part for part in self.frameworks if part.framework == framework), None)


def _iter_repeated(keys: Iterable[_Key]) -> Iterator[_Key]:
    return (key for key, times in Counter(keys).items() if times > 1)
