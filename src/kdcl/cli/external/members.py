"""``kdcl external discuss``: where the members of a team differ, each with a file of their own."""

from __future__ import annotations

from pathlib import Path

from kdcl.cli.console import end_if, say, spoken
from kdcl.cli.external.opening import choose_format, open_sound
from kdcl.cli.inputs import takes_files
from kdcl.cli.streams import echo_json
from kdcl.external import ExternalAssessment
from kdcl.external.members import MemberDisagreement, find_disagreements
from kdcl.law import Framework
from kdcl.messages import Message, message


@spoken(
    message("List the indicators on which the files of several members differ; exit code 1 if there are any."),
)
@takes_files
@choose_format
def discuss(files: tuple[str, ...], form: str) -> None:
    """Print where members differ, for the team's discussion."""
    named: dict[str, ExternalAssessment] = {}
    frameworks: list[Framework] = []
    for file in files:
        case = open_sound(file)
        named[_name(file, files)] = case.external
        frameworks.append(case.framework)
    found = find_disagreements(named, frameworks[0])
    if form == "json":
        echo_json(
            [
                {
                    "indicator": str(each.indicator),
                    "verdicts": {name: rating.value for name, rating in each.verdicts},
                    "unclear": dict(each.unclear),
                }
                for each in found
            ]
        )
    else:
        for each in found:
            say(say_disagreement(each))
        say(message("Indicators to discuss: {count}", count=len(found)))
    end_if(found)


def say_disagreement(found: MemberDisagreement) -> Message:
    """Return who says what of an indicator."""
    said = tuple(message("{name}: {verdict}", name=name, verdict=rating.words) for name, rating in found.verdicts)
    said += tuple(
        message("{name}: “{text}”, which is no verdict", name=name, text=text) for name, text in found.unclear
    )
    return message("{code}: {verdicts}", code=found.indicator, verdicts=said)


def _name(file: str, files: tuple[str, ...]) -> str:
    """Return what a file is called: by its name, or by its whole path where another has the same name."""
    name = Path(file).stem
    return name if sum(Path(each).stem == name for each in files) == 1 else file
