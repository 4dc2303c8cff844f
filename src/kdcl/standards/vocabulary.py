"""Words by which things are recognised in Vietnamese texts: kinds of papers, words to overlook, words behind counts.

They are declared once, in the file ``vocabulary.toml`` of a circular. Nothing in them is law.
"""

from __future__ import annotations

import functools
import re
from importlib.resources.abc import Traversable
from typing import Final

import attrs

from kdcl.law import LawPart
from kdcl.messages import BilingualText, message
from kdcl.standards._fields import read_fields
from kdcl.standards._table import LawFile, LawTable
from kdcl.text.folding import fold_case

OTHER: Final = "other"
"""The kind of a paper whose name begins with no known words."""


@attrs.frozen(kw_only=True)
class EvidenceKind:
    """A kind of evidence.

    Attributes:
        id: the name that the catalogues give it.
        title: its name for people.
        leading: the words that names of such papers begin with, each phrase in lower case.
    """

    id: str
    title: BilingualText
    leading: tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True, slots=False)
class Vocabulary:
    """The words that are recognised.

    Attributes:
        kinds: the kinds of evidence.
        stop_words: words that say nothing of what a paper is about.
        counted_indicators: the words behind a number of indicators.
        counted_criteria: the words behind a number of criteria.
        negations: the words by which such a number speaks of what is not met.
        until_now: the words by which a paper goes on to this day.
        verdict_words: the words by which a school says its own verdict in a text.
        verdict_fillers: words that stand beside them and say nothing else.
    """

    kinds: tuple[EvidenceKind, ...]
    stop_words: frozenset[str]
    counted_indicators: tuple[str, ...]
    counted_criteria: tuple[str, ...]
    negations: tuple[str, ...]
    until_now: tuple[str, ...]
    verdict_words: tuple[str, ...]
    verdict_fillers: tuple[str, ...]

    @functools.cached_property
    def titles(self) -> dict[str, BilingualText]:
        """The names of the kinds by their ids."""
        return {kind.id: kind.title for kind in self.kinds}

    @functools.cached_property
    def _by_leading(self) -> dict[tuple[str, ...], str]:
        return {words: kind.id for kind in self.kinds for words in kind.leading}

    def sort_name(self, name: str) -> tuple[str, frozenset[str]]:
        """Return the kind of the paper with this name, and the words that say what it is about.

        These are the words behind the leading ones, without numbers and words to overlook.
        """
        words = split_words(name)
        longest = max(map(len, self._by_leading), default=0)
        for size in range(min(longest, len(words)), 0, -1):
            if (kind := self._by_leading.get(words[:size])) is not None:
                return kind, frozenset(words[size:]) - self.stop_words
        return OTHER, frozenset(words) - self.stop_words

    def is_conclusion(self, sentence: str) -> bool:
        """Whether a sentence says nothing but a verdict, which is a school's own conclusion and no statement to prove.

        Letters of indicators and numbers count for nothing.
        """
        words = {word for word in split_words(sentence) if len(word) > 1}
        return not words.isdisjoint(self.verdict_words) and words <= self._of_verdicts

    @functools.cached_property
    def _of_verdicts(self) -> frozenset[str]:
        counted = (*self.counted_indicators, *self.counted_criteria)
        phrases = (*self.verdict_words, *self.verdict_fillers, *self.negations, *counted)
        return self.stop_words | {word for phrase in phrases for word in split_words(phrase)}


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; numbers are no words, nor is what stands in round brackets."""
    without_asides = re.sub(r"\([^()]*\)", " ", text)
    return tuple(re.findall(r"[^\W\d_]+", fold_case(without_asides)))


def load_vocabulary(file: Traversable) -> Vocabulary:
    """Return the words of a file.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    with LawFile(file) as root:
        words = frozenset(root.texts("stop_words"))
        vocabulary = read_fields(root, Vocabulary, {EvidenceKind: _build_kind}, stop_words=words)
        _note_shared_words(vocabulary, root)
        return vocabulary


def _build_kind(table: LawTable) -> EvidenceKind:
    leading = tuple(split_words(phrase) for phrase in table.texts("leading"))
    return EvidenceKind(id=table.text("id"), title=table.both_languages(), leading=leading)


def _note_shared_words(vocabulary: Vocabulary, root: LawTable) -> None:
    """Note leading words that two kinds lay claim to."""
    owners: dict[tuple[str, ...], str] = {}
    for kind in vocabulary.kinds:
        for words in kind.leading:
            if (owner := owners.setdefault(words, kind.id)) != kind.id:
                root.note(
                    "kind",
                    message(
                        "both {first} and {second} begin with {words}; leave it to one of them",
                        first=owner,
                        second=kind.id,
                        words=repr(" ".join(words)),
                    ),
                )


VOCABULARY: Final = LawPart(
    file="vocabulary.toml",
    load=lambda file, _: load_vocabulary(file),
    absent=Vocabulary(
        kinds=(),
        stop_words=frozenset(),
        counted_indicators=(),
        counted_criteria=(),
        negations=(),
        until_now=(),
        verdict_words=(),
        verdict_fillers=(),
    ),
)
"""The part of a framework's law with these words; without a file nothing is recognised."""
