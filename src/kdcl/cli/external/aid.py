"""``kdcl external aid``: where a team may look in a school's file, and what it may ask."""

from __future__ import annotations

from pathlib import Path

import attrs
import click

from kdcl.cli.console import EXISTING_FILE, say, speaker, spoken
from kdcl.cli.external.opening import choose_format
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.convert.external import dumps_external
from kdcl.external.aid import Aid, Hint, HintKind, build_aid, draft_assessment
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.form_file import FORM
from kdcl.messages import Message, message
from kdcl.place_names import name_place
from kdcl.school import SelfAssessment


@spoken(
    message(
        "Say where a team may look in a school's file, and what it may ask: from checks, figures, evidence and typing. "
        "With -o, a team's file that begins with it."
    )
)
@click.argument("file", type=EXISTING_FILE)
@writes_file(required=False)
@choose_format
def aid(file: str, output: str | None, force: bool, form: str) -> None:
    """Print hints and questions on a school's file, each with its reason; or write the file that begins with them."""
    target = Output(path=output or "", inputs=(file,), force=force)
    if output is not None:
        target.ensure_free()
    assessment, framework = open_school(file)
    found = build_aid(assessment, framework)
    if output is not None:
        draft = attrs.evolve(draft_assessment(found, assessment, speaker()), school_file=as_seen_from(output, file))
        target.write(dumps_external(draft).encode())
        target.tell()
    elif form == "json":
        echo_json(_to_dict(found))
    else:
        _print(found, assessment, framework.part(FORM))


def as_seen_from(output: str, file: str) -> str:
    """Return how a file written to a place names another: by its name where both are in one folder."""
    named = Path(file)
    return named.name if Path(output).absolute().parent == named.absolute().parent else str(named.absolute())


def _print(found: Aid, assessment: SelfAssessment, form: SchoolDataForm) -> None:
    for kind in HintKind:
        if hints := found.find(kind):
            say(message("{kind}: {count}", kind=kind.label, count=len(hints)))
        for hint in hints:
            say(_say_hint(hint, assessment, form))
    say(message("Questions for interviews: {count}", count=len(found.questions)))
    for each in found.questions:
        say(
            message(
                "  {criterion}: {question} ({why})", criterion=each.criterion, question=each.content, why=each.reason
            )
        )


def _say_hint(hint: Hint, assessment: SelfAssessment, form: SchoolDataForm) -> Message:
    finding = hint.finding
    place = name_place(finding.place, assessment, form)
    said = message("  {place}: {finding}", place=place, finding=finding.message)
    said = message("{said}: {texts}", said=said, texts=finding.texts) if finding.texts else said
    return said if finding.source is None else message("{said} [{source}]", said=said, source=finding.source)


def _to_dict(found: Aid) -> dict[str, object]:
    questions = [
        {
            "criterion": str(each.criterion),
            "content": each.content.render(speaker()),
            "reason": each.reason.render(speaker()),
        }
        for each in found.questions
    ]
    return {"hints": [_hint_to_dict(hint) for hint in found.hints], "questions": questions}


def _hint_to_dict(hint: Hint) -> dict[str, object]:
    criterion = None if hint.criterion is None else str(hint.criterion)
    return {"kind": hint.kind, "criterion": criterion, **hint.finding.to_dict(speaker())}
