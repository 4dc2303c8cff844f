"""What a form knows of itself, and what becomes of a school's file when forms come back."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Collection, Iterable
from typing import Any, Final

import attrs

from kdcl.changes import Change, Conflict, diff, merge
from kdcl.changes.renumbering import renumber
from kdcl.convert import dumps, loads
from kdcl.errors import SchoolFileError
from kdcl.findings import Finding, refuse
from kdcl.forms.facts import lay_over, take_part
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place, PlaceError
from kdcl.school import SelfAssessment
from kdcl.school.sameness import is_other_school

FORM_VERSION: Final = 1
"""The version of what forms know of themselves; this release reads this one."""

UNREADABLE_FORM: Final = "form"
"""The kind of the finding that a form cannot be taken."""

_LONGEST: Final = 16_000_000
"""Bytes of a state that are unpacked: that of a form of all sheets of a school has some 200,000."""
_DAMAGED: Final = message("what the form knows of itself is damaged; write the form again")


@attrs.frozen(kw_only=True)
class ControlState:
    """One place of a form that people fill in, as it was sent.

    Attributes:
        tag: its name in the file.
        shown: what read back of it when the form was written: whoever has not touched it has this there.
        place: where in the file it stood, for files that lost the names of their places to another program.
    """

    tag: str
    shown: str
    place: str = ""


@attrs.frozen(kw_only=True)
class FormState:
    """What stands in a form besides what people see: the facts it asks for, as they were when it was sent.

    Attributes:
        kind: what kind of form it is, such as ``"sheets"`` or ``"workbook"``.
        subject: what it is about, unique among the forms of its kind that were sent together.
        name: the file's name as it was sent, so that a renamed one is noticed; empty where nobody minds.
        recipient: whom it was sent to, in the school's words; empty where it was nobody in particular.
        fields: the facts it asks for; see `kdcl.forms.facts`.
        sent: a school's file with these facts alone, as they were.
        renumberings: how many renumberings the school's file had gone through; later ones are followed.
        frame: the texts that the form itself prints, so that what people wrote beside them is found.
        together: the subjects of all forms that were sent together, so that what is missing is known.
        controls: the places that people fill in.
    """

    kind: str
    subject: str
    name: str = ""
    recipient: str = ""
    fields: tuple[Place, ...]
    sent: SelfAssessment
    renumberings: int
    frame: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    controls: tuple[ControlState, ...] = ()

    @classmethod
    def of(cls, assessment: SelfAssessment, *, fields: tuple[Place, ...], **facts: Any) -> FormState:  # noqa: ANN401 - the rest of the fields
        """Return the state of a form that asks for some facts of a school's file as it is now.

        Raises:
            KeyError, ValueError: a field names no fact of a school's file.
        """
        sent = take_part(assessment, fields)
        return cls(fields=fields, sent=sent, renumberings=len(assessment.renumberings), **facts)

    def dump(self) -> str:
        """Return the state as JSON text, with a checksum; `parse` reads it."""
        plain = {
            "kdcl_form": FORM_VERSION,
            **attrs.asdict(self, recurse=False),
            "fields": [str(field) for field in self.fields],
            "sent": dumps(self.sent),
            "controls": [attrs.astuple(control) for control in self.controls],
        }
        return json.dumps({**plain, "checksum": _sum(plain)}, ensure_ascii=False)

    def pack(self, width: int) -> list[str]:
        """Return the state in pieces of so many letters at most, packed, so that no program touches it."""
        # base64 has no word that a program could correct, and nothing that XML or a cell would have to escape
        packed = base64.b64encode(zlib.compress(self.dump().encode(), 9)).decode()
        return [packed[start : start + width] for start in range(0, len(packed), width)]

    @classmethod
    def unpack(cls, packed: str) -> FormState | Finding:
        """Return the state that was packed, or the finding why there is none."""
        try:
            return cls.parse(
                zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), _LONGEST).decode()
            )
        except (ValueError, zlib.error):
            return _refuse(_DAMAGED)

    @classmethod
    def parse(cls, text: str) -> FormState | Finding:
        """Return the state that a text holds, or the finding why it holds none."""
        try:
            plain = json.loads(text)
            if type(plain) is not dict or "kdcl_form" not in plain:
                return _refuse(message("this is no form of kdcl"))
            if plain["kdcl_form"] != FORM_VERSION:
                return _refuse(message("this form was written by another release of kdcl; write it again"))
            if plain.pop("checksum", None) != _sum(plain):
                return _refuse(message("what the form knows of itself was changed; write the form again"))
            del plain["kdcl_form"]
            plain["fields"] = fields = tuple(map(Place.parse, plain["fields"]))
            plain["sent"] = take_part(loads(plain["sent"]), fields)
            plain["renumberings"] = int(plain["renumberings"])
            plain["controls"] = [ControlState(tag=tag, shown=shown, place=at) for tag, shown, at in plain["controls"]]
            facts: dict[str, Any] = {name: tuple(it) if isinstance(it, list) else it for name, it in plain.items()}
            return cls(**facts)
        except (ValueError, KeyError, TypeError, RecursionError, PlaceError, SchoolFileError):
            return _refuse(_DAMAGED)

    def find_stranger(self, assessment: SelfAssessment) -> Message | None:
        """Return why a form is not one of this school's file; None where it is one."""
        sent = self.sent
        if is_other_school(sent.school, assessment.school):
            return message("this is a form of another school: {school}", school=sent.school.name)
        if sent.school_year != assessment.school_year:
            return message("this is a form of another school year: {year}", year=sent.school_year)
        if sent.framework != assessment.framework:
            return message("this form was made under another framework: {framework}", framework=sent.framework)
        return None


@attrs.frozen(kw_only=True)
class Returned:
    """A form that came back.

    Attributes:
        source: the file's name.
        state: what the form knows of itself.
        facts: a school's file with the facts it asks for, as they came back; of anything else nothing is taken.
    """

    source: str
    state: FormState
    facts: SelfAssessment

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed in it since it was sent."""
        return diff(self.state.sent, self.facts)


@attrs.frozen(kw_only=True)
class TakenChange:
    """A change of the school's file and the form it came with.

    Attributes:
        source: the form's file.
        change: what was changed.
        old: the school's file before the form was taken.
        new: the school's file after it was taken.
    """

    source: str
    change: Change
    old: SelfAssessment
    new: SelfAssessment


@attrs.frozen(kw_only=True)
class FormConflict:
    """What was changed in a form and here too, in different ways.

    Attributes:
        source: the form's file.
        conflict: the place and the texts; ours is the school's file's, with the forms taken before.
        merged: the school's file after the form was taken, in which the place is.
    """

    source: str
    conflict: Conflict
    merged: SelfAssessment


@attrs.frozen(kw_only=True)
class Collected:
    """What became of a school's file when forms came back.

    Attributes:
        school: the file with what they changed.
        taken: what they changed, in the order in which they were taken.
        conflicts: what somebody has to decide; it stands as in the file, unless the forms were preferred.
        findings: forms that were not taken, each with its file.
    """

    school: SelfAssessment
    taken: tuple[TakenChange, ...]
    conflicts: tuple[FormConflict, ...]
    findings: tuple[Finding, ...]


def collect(
    current: SelfAssessment, returned: Iterable[Returned], *, prefer_returned: Collection[str] = ()
) -> Collected:
    """Return a school's file with what was changed in forms, each merged with what was changed here since it was sent.

    Forms are taken one after the other: what two of them changed differently is a conflict too. Codes in a form are
    followed through the renumberings that the school's file has gone through since.

    Args:
        current: the school's file as it is now.
        returned: the forms.
        prefer_returned: names of facts of `SelfAssessment`, such as ``"sheets"``: there the forms stand.
    """
    school = current
    taken: list[TakenChange] = []
    conflicts: list[FormConflict] = []
    findings: list[Finding] = []
    for form in returned:
        if (stranger := form.state.find_stranger(current)) is not None:
            findings.append(_refuse(stranger, ROOT, (form.source,)))
            continue
        base, theirs = (_as_now(school, form.state, facts) for facts in (form.state.sent, form.facts))
        merged = merge(base, school, theirs)
        preferred = merge(base, theirs, school).facts
        facts = attrs.evolve(merged.facts, **{name: getattr(preferred, name) for name in prefer_returned})
        open_ones = [each for each in merged.conflicts if each.place.steps[0] not in prefer_returned]
        disputed = {each.place for each in open_ones}
        conflicts += [FormConflict(source=form.source, conflict=each, merged=facts) for each in open_ones]
        taken += [
            TakenChange(source=form.source, change=change, old=school, new=facts)
            for change in diff(school, facts)
            if change.new_place not in disputed
        ]
        school = facts
    return Collected(school=school, taken=tuple(taken), conflicts=tuple(conflicts), findings=tuple(findings))


def _as_now(school: SelfAssessment, state: FormState, facts: SelfAssessment) -> SelfAssessment:
    """Return the school's file as it would be if a form's facts stood in it, with the codes that it has now."""
    known = school.renumberings[: state.renumberings]
    part = renumber(attrs.evolve(facts, renumberings=known), school.renumberings[state.renumberings :])
    return lay_over(school, part, state.fields)


def _refuse(what: Message, place: Place = ROOT, texts: tuple[str, ...] = ()) -> Finding:
    return attrs.evolve(refuse(place, what, UNREADABLE_FORM), texts=texts)


def _sum(plain: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
