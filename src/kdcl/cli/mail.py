"""``kdcl mail``: the mail to the district office as a file; nothing is sent."""

from __future__ import annotations

import datetime as dt
import mimetypes
from pathlib import Path

from kdcl.cli.console import DAY, EXISTING_FILE, option, speaker, spoken
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school
from kdcl.cli.official import WordingChoice, chooses_wording
from kdcl.cli.output import Output, writes_target
from kdcl.documents import get_document
from kdcl.messages import message
from kdcl.renderers.mail import Attachment, Mail, render_mail


@spoken(message("Write a mail to the district office with the summary of results in it (.eml); nothing is sent."))
@takes_file
@writes_target("file", "attached")
@option("--from", "sender", required=True, told=message("The address it comes from."))
@option("--to", "recipients", multiple=True, told=message("An address it goes to; may be given again."))
@option("--on", type=DAY, required=True, told=message("The day it is written."))
@chooses_wording
@option(
    "--attach", "attached", multiple=True, type=EXISTING_FILE, told=message("A file to attach; may be given again.")
)
def mail(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: str,
    target: Output,
    sender: str,
    recipients: tuple[str, ...],
    on: dt.date,
    attached: tuple[str, ...],
    official: WordingChoice,
) -> None:
    """Write the mail, ready to be read and sent by a person."""
    assessment, framework = open_school(file)
    framework = official.apply(framework)
    body = get_document("summary").build(assessment, framework, language=speaker().language)
    letter = Mail(
        sender=sender,
        recipients=recipients,
        subject=f"{body.title} - {assessment.school.name}, {assessment.school_year}",
        body=body,
        date=dt.datetime.combine(on, dt.time(), dt.UTC),
        attachments=tuple(_attachment(Path(path)) for path in attached),
        sender_name=assessment.school.name,
    )
    target.write_and_tell(render_mail(letter))


def _attachment(path: Path) -> Attachment:
    kind, _ = mimetypes.guess_type(path.name)
    return Attachment(path.name, kind or "application/octet-stream", path.read_bytes())
