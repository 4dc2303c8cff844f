"""What was noticed: one `Finding` for what loaders refuse, readers doubt, checks find and renderers cannot print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Protocol

import attrs

from kdcl.messages import ENGLISH, Message, Translator, WordedEnum, message
from kdcl.places import ROOT, Place
from kdcl.shown import SelfDescribing, SelfDescription


class Severity(WordedEnum):
    """How much a finding matters."""

    ERROR = "error", message("error")
    """Two statements of the file, or the file and the law, contradict each other; or it cannot be read."""
    WARNING = "warning", message("warning")
    """Something is missing that a finished report has to have, or had to be guessed at."""
    NOTE = "note", message("note")
    """Worth knowing; it may be as the school wants it."""


_FEW_KINDS = 3
"""Kinds of findings that are named in a line."""

REFUSED = "refused"
"""The kind of what stands against a file, a document or a call as a whole: the error that carries it says the rest."""


class Source(Protocol):
    """The rule behind a finding, such as a `kdcl.law.Citation`."""

    @property
    def message(self) -> Message:
        """The rule in words."""


@attrs.frozen(kw_only=True)
class Finding(SelfDescribing):
    """Something wrong or worth knowing in a file.

    Attributes:
        kind: what it is about: the id of a check, or a kind of the room that found it. A check's function leaves it
            empty, and the check fills it in.
        message: what is so.
        place: where.
        severity: how much it matters; a warning, unless something else is said.
        citation: the rule behind it: a place in the law, or words that name another source; None where it is a matter
            of the file alone.
        texts: what stands there as typed, where it was left out or not understood.
        subject: what of the law it is about where the place does not say it: the framework's id, and a number in it.
        fix: what to do about it; None where the message says it, or where that cannot be told.
        whereabouts: the place in people's words, where who found it knows the file; it is no part of what is found.
    """

    kind: str = ""
    message: Message
    place: Place = ROOT
    _severity: Severity | None = attrs.field(default=None, alias="severity")
    citation: Source | Message | None = None
    texts: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    fix: Message | None = None
    whereabouts: Message | None = attrs.field(default=None, eq=False, repr=False)

    def found_by(self, kind: str, severity: Severity, citation: Source | Message | None) -> Finding:
        """Return it as found by a check: what the finding does not say of itself, the check says."""
        return attrs.evolve(self, kind=kind, severity=self._severity or severity, citation=self.citation or citation)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self._severity or Severity.WARNING

    @property
    def check(self) -> str:
        """The kind, where it is the id of a check."""
        return self.kind

    @property
    def path(self) -> str:
        """The text of the place without its span."""
        return self.place.path

    @property
    def source(self) -> Message | None:
        """The rule behind it in words."""
        cited = self.citation
        return cited if cited is None or isinstance(cited, Message) else cited.message

    @property
    def in_words(self) -> Message:
        """The finding, its place and the texts there as one message."""
        return self._say(self.place.in_words)

    def _say(self, place: Message) -> Message:
        words = self.message
        if self.place != ROOT:
            words = message("{problem} @ {path}", problem=words, path=place)
        return message("{finding}: {texts}", finding=words, texts=self.texts) if self.texts else words

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the finding as plain values with stable keys, its sentences in the translator's language.

        The key ``texts`` is there where anything was left out.
        """
        return {
            "check": str(self.kind),
            "severity": self.severity.value,
            "path": self.path,
            "start": self.place.start,
            "end": self.place.end,
            "message": self.message.render(translator),
            "source": self.source and self.source.render(translator),
            "fix": self.fix and self.fix.render(translator),
            **({"texts": list(self.texts)} if self.texts else {}),
        }

    def describe(self) -> SelfDescription:
        """Return the finding with its place, the rule behind it and what to do."""
        rows = (
            (message("severity"), self.severity.words),
            (message("place"), self.whereabouts or self.place.in_words),
            (message("check"), self.kind or None),
            (message("source"), self.source),
            (message("remedy"), self.fix),
        )
        return SelfDescription(title=self.message, rows=tuple(row for row in rows if row[1] is not None))

    def __str__(self) -> str:
        """Return the finding, its place, in people's words where they are known, and the texts there in English."""
        return str(self._say(self.whereabouts or self.place.in_words))


def refuse(place: Place, what: Message, kind: str = REFUSED) -> Finding:
    """Return the finding that something cannot be taken as it is."""
    return Finding(kind=kind, message=what, place=place, severity=Severity.ERROR)


class Findings(SelfDescribing, tuple[Finding, ...]):  # noqa: SLOT001 - what names places is an attribute
    """Findings in their order: a tuple that shows itself to people, places in their words where the file is known."""

    _name: Callable[[Place], Message] | None = None

    @classmethod
    def of_file(cls, findings: Iterable[Finding], name: Callable[[Place], Message]) -> Findings:
        """Return findings with what names a place of their file in words."""
        named = cls(findings)
        named._name = name
        return named

    def __getstate__(self) -> None:
        """Keep the findings alone in a pickle: what names their places belongs to the file."""

    def __repr__(self) -> str:
        """Return how many there are of each kind."""
        kinds = Counter(each.kind for each in self)
        told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common(_FEW_KINDS))
        more = ", ..." if len(kinds) > _FEW_KINDS else ""
        return f"<Findings: {len(self)}>" if not self else f"<Findings: {len(self)} ({told}{more})>"

    @property
    def errors(self) -> Findings:
        """The errors among them."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> Findings:
        """The warnings among them."""
        return self._of(Severity.WARNING)

    def _of(self, severity: Severity) -> Findings:
        chosen = [each for each in self if each.severity is severity]
        return Findings(chosen) if self._name is None else Findings.of_file(chosen, self._name)

    def describe(self) -> SelfDescription:
        """Return how many there are, and each with how much it matters, its place and its kind."""
        name = self._name or (lambda place: place.in_words)
        return SelfDescription(
            title=message("findings: {count}", count=len(self)),
            heads=(message("severity"), message("place"), message("finding"), message("check")),
            rows=tuple((each.severity.words, name(each.place), each.message, each.kind) for each in self),
        )


@attrs.frozen
class FindingGroup:
    """Findings that ask for the same to be done, in their order.

    Attributes:
        findings: one or more.
    """

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The first of them, which speaks for all."""
        return self.findings[0]

    @property
    def severity(self) -> Severity:
        """How much they matter."""
        return self.first.severity

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.findings)


def group_findings(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Return findings by what they ask for: what contradicts itself first, notes last, else in the order given.

    Findings are of one group where they are of one kind, matter as much, and their sentences and remedies differ in
    nothing but the facts in them.

    Args:
        findings: of one file.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        remedy = finding.fix and finding.fix.template
        groups.setdefault((finding.severity, finding.kind, finding.message.template, remedy), []).append(finding)
    order = {severity: rank for rank, severity in enumerate(Severity)}
    gathered = [FindingGroup(tuple(group)) for group in groups.values()]
    return tuple(sorted(gathered, key=lambda group: order[group.severity]))
