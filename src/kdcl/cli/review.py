"""``kdcl review``: a school's own Word report with comments where something was found."""

from __future__ import annotations

from kdcl.cli.console import EXISTING_FILE, current_day, end_if, option, say, speaker, spoken
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_target
from kdcl.cli.rulebook import chooses_checks, current_rulebook
from kdcl.findings import Severity
from kdcl.messages import message
from kdcl.review.reviewing import review_report
from kdcl.standards import get_framework


@spoken(message("Write a copy of a Word report with a comment at each place where something was found."))
@takes_file
@writes_target("file", "school", told=message("The copy to write."))
@option("-f", "--framework", "name", told=message("The framework's id, where the document does not show it."))
@option("--school", type=EXISTING_FILE, told=message("A school's file with facts that the report does not state."))
@chooses_checks
@option("--repair", is_flag=True, told=message("Repair badly written codes too, as tracked changes."))
@option("--all", "is_complete", is_flag=True, told=message("A comment for each finding, also where many say the same."))
def review(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    file: str, target: Output, name: str | None, school: str | None, repair: bool, is_complete: bool
) -> None:
    """Review a report; exit code 1 if an error was found in it."""
    reviewed = review_report(
        file,
        framework=get_framework(name) if name else None,
        school=open_school(school)[0] if school else None,
        repairs=repair,
        is_complete=is_complete,
        language=speaker().language,
        today=current_day(),
        checks=current_rulebook(),
    )
    counted = {severity: sum(item.severity is severity for item in reviewed.findings) for severity in Severity}
    say(reviewed.paper.recognition.in_words)
    say(
        message(
            "Comments: {comments}, on errors {errors}, warnings {warnings}, notes {notes}; codes repaired: {repairs}",
            comments=reviewed.comments,
            errors=counted[Severity.ERROR],
            warnings=counted[Severity.WARNING],
            notes=counted[Severity.NOTE],
            repairs=len(reviewed.repairs),
        )
    )
    if reviewed.accepted:
        say(message("Findings accepted as exceptions: {count}", count=len(reviewed.accepted)))
    target.write_and_tell(reviewed.data)
    end_if(counted[Severity.ERROR])
