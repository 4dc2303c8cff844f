"""``kdcl external aid``: where a team may look in a school's file, and what it may ask."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from kdcl.cli.console import option, say, speaker, spoken
from kdcl.cli.external.opening import choose_format
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_target
from kdcl.cli.streams import echo_json
from kdcl.convert.external import dumps_external
from kdcl.external.aid import Aid, Hint, HintKind, build_aid, draft_assessment
from kdcl.external.typing_slips import Slip
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.form_file import FORM
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.place_names import name_place
from kdcl.places import Place, resolve
from kdcl.school import SelfAssessment


@spoken(
    message(
        "Say where a team may look in a school's file, and what it may ask: from checks, figures, evidence and typing. "
        "With -o, a team's file that begins with it."
    )
)
@takes_file
@writes_target("file", required=False)
@option(
    "--pages",
    "has_pages",
    is_flag=True,
    told=message("Say on which page and line of the report slips of typing stand, where LibreOffice can tell."),
)
@choose_format
def aid(file: str, target: Output | None, has_pages: bool, form: str) -> None:
    """Print hints and questions on a school's file, each with its reason; or write the file that begins with them."""
    assessment, framework = open_school(file)
    found = build_aid(assessment, framework)
    lines = _find_lines(found, assessment, framework) if has_pages else {}
    if target is not None:

        def say_where(hint: Hint) -> str:
            known = lines.get(hint.finding.place)
            if known is not None:
                return "{} - {}".format(*known)
            return speaker().text(name_place(hint.finding.place.whole, assessment, framework.part(FORM)))

        draft = attrs.evolve(
            draft_assessment(found, assessment, speaker(), say_where), school_file=as_seen_from(target.path, file)
        )
        target.write_and_tell(dumps_external(draft).encode())
    elif form == "json":
        echo_json(_to_dict(found, lines))
    else:
        _print(found, lines, assessment, framework.part(FORM))


def as_seen_from(output: str, file: str) -> str:
    """Return how a file written to a place names another: by its name where both are in one folder."""
    named = Path(file)
    return named.name if Path(output).absolute().parent == named.absolute().parent else str(named.absolute())


Lines = Mapping[Place, tuple[int, int]]
"""The page and line of slips, by their places."""

_AROUND = 60
"""So many characters before and after a slip are looked for."""


def _find_lines(found: Aid, assessment: SelfAssessment, framework: Framework) -> Lines:
    """Return where slips of typing stand in the printed report, as far as LibreOffice can tell; say where it cannot."""
    from kdcl.documents.report import build_report  # noqa: PLC0415 - only where pages are asked for
    from kdcl.renderers.docx import DocxRenderer, lines  # noqa: PLC0415 - python-docx only for Word

    hints = [hint for hint in found.find(HintKind.TYPING) if hint.slip is not None]
    if not hints:
        return {}
    report = DocxRenderer().render(build_report(assessment, framework, language=speaker().language))
    words = [
        _words_around(str(resolve(hint.finding.place.whole, assessment)), hint.slip) for hint in hints if hint.slip
    ]
    told = lines.find_lines(report, words)
    if told is None:
        say(message("Pages and lines are not known: they need LibreOffice and pdftotext (poppler)."))
    return {hint.finding.place: known for hint, known in zip(hints, told or (), strict=False) if known is not None}


def _words_around(text: str, slip: Slip) -> tuple[str, int]:
    """Return a slip with what stands around it on its line, and where in this it stands."""
    first = max(text.rfind("\n", 0, slip.start) + 1, slip.start - _AROUND)
    end = text.find("\n", slip.end)
    last = min(len(text) if end < 0 else end, slip.end + _AROUND)
    return text[first:last], slip.start - first


def _print(found: Aid, lines: Lines, assessment: SelfAssessment, form: SchoolDataForm) -> None:
    for kind in HintKind:
        if hints := found.find(kind):
            say(message("{kind}: {count}", kind=kind.label, count=len(hints)))
        for hint in hints:
            say(_say_hint(hint, lines, assessment, form))
    say(message("Questions for interviews: {count}", count=len(found.questions)))
    for each in found.questions:
        say(
            message(
                "  {criterion}: {question} ({why})", criterion=each.criterion, question=each.content, why=each.reason
            )
        )


def _say_hint(hint: Hint, lines: Lines, assessment: SelfAssessment, form: SchoolDataForm) -> Message:
    finding = hint.finding
    place = name_place(finding.place, assessment, form)
    if (known := lines.get(finding.place)) is not None:
        place = message("page {page}, line {line}, {place}", page=known[0], line=known[1], place=place)
    said = message("  {place}: {finding}", place=place, finding=finding.message)
    said = message("{said}: {texts}", said=said, texts=finding.texts) if finding.texts else said
    return said if finding.source is None else message("{said} [{source}]", said=said, source=finding.source)


def _to_dict(found: Aid, lines: Lines) -> dict[str, object]:
    questions = [
        {
            "criterion": str(each.criterion),
            "content": each.content.render(speaker()),
            "reason": each.reason.render(speaker()),
        }
        for each in found.questions
    ]
    return {"hints": [_hint_to_dict(hint, lines) for hint in found.hints], "questions": questions}


def _hint_to_dict(hint: Hint, lines: Lines) -> dict[str, object]:
    page, line = lines.get(hint.finding.place) or (None, None)
    criterion = None if hint.criterion is None else str(hint.criterion)
    return {"kind": hint.kind, "criterion": criterion, "page": page, "line": line, **hint.finding.to_dict(speaker())}
