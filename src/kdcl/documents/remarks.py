"""What the library has to say of its own words and of the level it computed: on a last sheet of its own.

A paper that is signed is the school's, and what the library has to say of it is no part of it. So these remarks are not
among the paper's pages, where they would be signed too, and not in a comment, which Word prints in the margin and other
formats set into the text: they are on the last sheet, without a page number, which can be laid aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kdcl.blocks import PageSetup, Paragraph, ParagraphStyle, Run, Section
from kdcl.documents.composition import Composition
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.scoring import iter_other_levels, say_other_level
from kdcl.text.folding import begin_large

_SHEET = PageSetup(is_numbered=False)


def build_remarks(composition: Composition, *, on_wording: bool = False, on_level: bool = False) -> tuple[Section, ...]:
    """Return the sheet with the remarks on a paper; none where there is nothing to remark.

    Args:
        composition: the paper's facts.
        on_wording: whether requirements are printed, so that it matters what is not in the official wording.
        on_level: whether the level is printed, so that it matters what it rests on.
    """
    remarks = (
        (message("Remark on the level (this sheet is no part of the paper):"), _level(composition), on_level),
        (message("Remark on the wording (this sheet is no part of the paper):"), _wording(composition), on_wording),
    )
    return build_remark_sheet(
        (composition.text(head), map(composition.text, sentences))
        for head, sentences, is_wanted in remarks
        if is_wanted and sentences
    )


def build_remark_sheet(remarks: Iterable[tuple[str, Iterable[str]]]) -> tuple[Section, ...]:
    """Return the sheet with these remarks, each a head and its sentences; none where there is nothing to remark."""
    # One paragraph each, so that whoever reads the paper back knows all of it by its first words; a line for each
    # sentence, so that it can be read.
    paragraphs = tuple(
        Paragraph(
            runs=(Run(head, bold=True), Run("".join(f"\n{each}" for each in sentences))), style=ParagraphStyle.PLAIN
        )
        for head, sentences in remarks
    )
    return (Section(blocks=paragraphs, setup=_SHEET),) if paragraphs else ()


def _level(composition: Composition) -> tuple[Message, ...]:
    """Return what to know before relying on the level, and which higher one the same results may be."""
    others = tuple(say_other_level(level, conditions) for level, conditions in iter_other_levels(composition.score))
    known = (*composition.score.caveats, *others)
    told = (composition.text(each) for each in known)
    sentences = enumerate(map(begin_large, told), start=1)
    return tuple(message("({number}) {caveat}.", number=number, caveat=each) for number, each in sentences)


def _wording(composition: Composition) -> tuple[Message, ...]:
    """Return what is not in the official wording; nothing where everything is. English is never official."""
    framework = composition.framework
    is_official = framework.wording is not None and composition.locale.language == "vi"
    if is_official and not framework.restated:
        return ()
    holds = message("What holds is the text of Circular {circular}.", circular=framework.circular.number)
    return (*(_mixed(framework) if is_official else _restated(framework)), holds)


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
