"""The remark that says in whose words the requirements of the indicators are printed."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Paragraph, Run
from kdcl.documents.composition import Composition
from kdcl.law import Framework
from kdcl.messages import Message, message


def build_wording_remark(composition: Composition) -> Paragraph:
    """Return the remark that says whose words the requirements are in; English is never official."""
    is_official = composition.framework.wording is not None and composition.locale.language == "vi"
    remarks = _official(composition.framework) if is_official else _restated(composition.framework)
    return Paragraph(runs=(Run(" ".join(map(composition.text, remarks)), italic=True),))


def _restated(framework: Framework) -> Iterator[Message]:
    yield message(
        "Remark: the requirements of the indicators are restated below in short; they are not the official wording. "
        "What holds is the text of Circular {circular}.",
        circular=framework.circular.number,
    )


def _official(framework: Framework) -> Iterator[Message]:
    yield message(
        "Remark: titles and requirements are printed below in the official wording, read from: {source}.",
        source=framework.wording and framework.wording.source.message,
    )
    if framework.restated:
        yield message("Restated in short, not in the official wording: {codes}.", codes=framework.restated)
    yield message("What holds is the text of Circular {circular}.", circular=framework.circular.number)
