"""The remark on whose words are printed, where they are not all official: on a last sheet of its own.

A paper that is signed is the school's, and what the library has to say of its own words is no part of it. So the
remark is not among the paper's pages, where it would be signed too, and not in a comment, which Word prints in the
margin and other formats set into the text: it is on the last sheet, without a page number, which can be laid aside.
"""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import PageSetup, Paragraph, ParagraphStyle, Run, Section
from kdcl.documents.composition import Composition
from kdcl.law import Framework
from kdcl.messages import Message, message

_SHEET = PageSetup(is_numbered=False)


def build_wording_remark(composition: Composition) -> tuple[Section, ...]:
    """Return the sheet that says what is not in the official wording; none where everything is.

    English is never official.
    """
    framework = composition.framework
    is_official = framework.wording is not None and composition.locale.language == "vi"
    if is_official and not framework.restated:
        return ()
    remarks = (*(_mixed(framework) if is_official else _restated(framework)), _what_holds(framework))
    head = composition.text(message("Remark on the wording (this sheet is no part of the paper):"))
    text = " ".join(map(composition.text, remarks))
    # One paragraph, so that whoever reads the paper back knows all of it by its first words.
    paragraph = Paragraph(runs=(Run(head, bold=True), Run(f" {text}", italic=True)), style=ParagraphStyle.PLAIN)
    return (Section(blocks=(paragraph,), setup=_SHEET),)


def _restated(framework: Framework) -> Iterator[Message]:
    yield message(
        "The requirements of the indicators are restated in short on the pages before; they are not the official "
        "wording."
    )
    if framework.wording is None:
        yield message(
            "Who has a copy of the official text makes its Vietnamese words the printed ones by the "
            "command kdcl wording install FILE."
        )


def _mixed(framework: Framework) -> Iterator[Message]:
    yield message(
        "Titles and requirements are printed in the official wording, read from: {source}.",
        source=framework.wording and framework.wording.source.message,
    )
    yield message("Restated in short, not in the official wording: {codes}.", codes=framework.restated)


def _what_holds(framework: Framework) -> Message:
    return message("What holds is the text of Circular {circular}.", circular=framework.circular.number)
