"""What came of forms that came back, kept as plain values beside the sentences: ``--format json`` of ``collect``."""

from __future__ import annotations

from typing import Any, Final

import attrs

from kdcl.changes.words import describe_change, describe_conflict
from kdcl.cli.console import speaker
from kdcl.convert import unstructure_fact
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding, Severity
from kdcl.forms.collecting import LeftOver, Outstanding
from kdcl.forms.state import FormConflict, TakenChange
from kdcl.messages import Message
from kdcl.standards import get_framework

Plain = dict[str, Any]
_TO_DISCUSS: Final = "to-discuss"


@attrs.define(kw_only=True)
class Account:
    """What became of forms, each entry with the file it came in and a sentence.

    Attributes:
        taken: the changes that were taken.
        conflicts: what is to be decided, with the texts of all sides.
        left: what was not taken, is beside the places of a form, or is still to be handed in; notes are there too.
        rest: the texts that were handed back, each behind its place; they are kept in a file of their own.
    """

    taken: list[Plain] = attrs.field(factory=list)
    conflicts: list[Plain] = attrs.field(factory=list)
    left: list[Plain] = attrs.field(factory=list)
    rest: list[tuple[str, str]] = attrs.field(factory=list)

    @property
    def outstanding(self) -> int:
        """How much of what is left somebody has to see to; notes, and what a team discusses, are not of it."""
        return sum(each["kind"] != _TO_DISCUSS and each.get("severity") != Severity.NOTE.value for each in self.left)

    def take(self, each: TakenChange) -> Message:
        """Keep a change that was taken, and return it in words."""
        change, form = each.change, get_framework(each.new.framework).part(FORM)
        told = describe_change(change, each.old, each.new, form)
        self.taken.append(
            {
                "source": each.source,
                "place": str(change.place),
                "before": unstructure_fact(change.before),
                "after": unstructure_fact(change.after),
                "message": _say(told),
            }
        )
        return told

    def dispute(self, each: FormConflict) -> Message:
        """Keep what is to be decided, and return it in words."""
        conflict, form = each.conflict, get_framework(each.merged.framework).part(FORM)
        told = describe_conflict(conflict, each.merged, form)
        sides = {name: unstructure_fact(getattr(conflict, name)) for name in ("base", "ours", "theirs")}
        self.conflicts.append({"source": each.source, "place": str(conflict.place), **sides, "message": _say(told)})
        return told

    def find(self, finding: Finding, source: str, told: Message) -> None:
        """Keep a finding about a file."""
        self.left.append(
            {
                "kind": str(finding.kind),
                "source": source,
                "severity": finding.severity.value,
                "message": _say(told),
                "texts": list(finding.texts),
            }
        )

    def leave(self, source: str, told: Message, kind: str = "not-taken") -> None:
        """Keep what was not taken of a file."""
        self.left.append({"kind": kind, "source": source, "message": _say(told)})

    def leave_text(self, text: LeftOver) -> None:
        """Keep a text that stands beside the places of a form."""
        self.left.append(
            {"kind": "beside", "source": text.source, "place": speaker().text(text.place.in_words), "text": text.text}
        )

    def miss(self, each: Outstanding, told: Message) -> None:
        """Keep that a form is still to be handed in."""
        self.left.append(
            {
                "kind": "outstanding",
                "subject": each.subject,
                "who": list(each.who),
                "source": each.source,
                "unfinished": [str(code) for code in each.unfinished],
                "message": _say(told),
            }
        )

    def discuss(self, indicator: str, told: Message) -> None:
        """Keep that members of a team differ on an indicator."""
        self.left.append({"kind": _TO_DISCUSS, "place": indicator, "message": _say(told)})

    def to_dict(self) -> Plain:
        """Return everything as plain values with stable keys."""
        return {"taken": self.taken, "conflicts": self.conflicts, "left": self.left}


def _say(told: Message) -> str:
    return speaker().text(told).strip()
