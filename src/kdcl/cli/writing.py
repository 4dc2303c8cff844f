"""How commands write documents: which renderer, which wording, which contents, drafts with what the check finds."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import attrs

from kdcl.blocks import Document, TableOfContents
from kdcl.blocks.walk import iter_blocks
from kdcl.checks import check
from kdcl.checks.accepting import sift
from kdcl.cli.console import EXISTING_FILE, Command, current_day, option, speaker, usage_error
from kdcl.cli.official import WordingChoice, chooses_wording
from kdcl.cli.output import Output
from kdcl.cli.rulebook import current_rulebook
from kdcl.documents.draft import build_draft
from kdcl.errors import UnknownRendererError
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.renderers import Renderer, available_renderers, find_renderer, get_renderer, render
from kdcl.school import SelfAssessment


@attrs.frozen(kw_only=True)
class WritingOptions:
    """The options of the commands that write documents, as they were typed."""

    official: WordingChoice
    renderer: str | None = None
    template: str | None = None
    typeface: str | None = None
    draft: bool = False
    no_pages: bool = False


@attrs.frozen(kw_only=True)
class Writer:
    """Writes documents of one school.

    Attributes:
        renderer: the format.
        template: a school's own Word file, whose looks are taken; for Word only.
        has_pages: whether page numbers of the contents are computed where LibreOffice is installed; for Word only.
        is_draft: whether what the check finds stands in comments.
    """

    renderer: Renderer
    template: str | None
    has_pages: bool
    is_draft: bool

    @classmethod
    def of(cls, options: WritingOptions, output: str) -> Self:
        """Return the writer that the options ask for.

        Raises:
            UnknownRendererError: there is no such format.
            UsageError: a template or a typeface is given for a format that has none.
            TemplateFileError: the template is no Word file, or holds more than looks.
            UnreadableFileError: the template cannot be read, is damaged, or asks for too much work.
        """
        renderer = choose_renderer(output, options.renderer)
        if options.template and renderer.name != "docx":
            raise usage_error(message("--template is for Word alone; write to a .docx file"))
        if options.template:
            # Looked at before anything is built: page numbers alone may keep LibreOffice busy for seconds.
            from kdcl.renderers.docx.letterhead import open_letterhead  # noqa: PLC0415 - python-docx only for Word

            open_letterhead(options.template, speaker().language, updates_fields=False)
        if options.typeface:
            renderer = _with_typeface(renderer, options.typeface)
        return cls(renderer=renderer, template=options.template, has_pages=not options.no_pages, is_draft=options.draft)

    def write(
        self, document: Document, assessment: SelfAssessment, framework: Framework, target: Output
    ) -> Message | None:
        """Write a document, and return how its contents get their page numbers; None where that is no question."""
        if self.is_draft:
            today = current_day()
            rules = current_rulebook()
            found = check(assessment, framework, today=today, checks=rules)
            sifted = sift(found, assessment, today=today, checks=rules)
            document = build_draft(document, assessment, sifted.open, sifted.accepted)
        return self.write_document(document, target)

    def write_document(self, document: Document, target: Output) -> Message | None:
        """Write a document as it is, and return how its contents get their page numbers."""
        has_contents = any(isinstance(block, TableOfContents) for block, _ in iter_blocks(document))
        if self.renderer.name != "docx":
            target.write(render(document, self.renderer))
            return None
        from kdcl.renderers.docx import DocxRenderer, find_page_numbers  # noqa: PLC0415 - python-docx only for Word

        pages = (find_page_numbers(document) or {}) if self.has_pages and has_contents else {}
        target.write(render(document, DocxRenderer(page_numbers=pages, template=self.template)))
        if not has_contents:
            return None
        if pages:
            return message(
                "Contents: page numbers computed with LibreOffice. Word may end pages elsewhere: "
                "update its fields there (Ctrl+A, F9)."
            )
        if self.has_pages:
            # Those of a PDF are no help: whether they agree could be told only where the Word file can be set too.
            return message(
                "Contents: Word fills in the page numbers when it opens the file. "
                "LibreOffice was not found here or failed, and the pages of a PDF file are not Word's."
            )
        return message("Contents: Word fills in the page numbers when it opens the file.")


def chooses_writing(command: Command) -> Command:
    """Add the options that every command has which writes documents; they are those of `WritingOptions`."""
    for add in (
        option(
            "--draft", is_flag=True, told=message("Write it even where the check finds errors, with them as comments.")
        ),
        chooses_wording,
        option("--template", type=EXISTING_FILE, told=message("A Word file of your own, whose looks are taken.")),
        option("--typeface", told=message("A typeface of this machine for PDF, such as Times New Roman.")),
        option("--no-pages", is_flag=True, told=message("Leave the page numbers of the contents to Word.")),
        option("--format", "renderer", told=message("The format, where the suffix does not say it.")),
    ):
        command = add(command)
    return command


def choose_renderer(output: str, name: str | None) -> Renderer:
    """Return the renderer that is named, or the one that the file's suffix asks for.

    Raises:
        UnknownRendererError: there is none.
    """
    chosen = get_renderer(name) if name else find_renderer(output)
    if chosen is None:
        raise UnknownRendererError(Path(output).suffix, available_renderers())
    return chosen


def _with_typeface(renderer: Renderer, typeface: str) -> Renderer:
    if renderer.name != "pdf":
        raise usage_error(message("--typeface is for PDF alone; write to a .pdf file"))
    from kdcl.renderers.pdf import PdfRenderer  # noqa: PLC0415 - the engine only for PDF

    return PdfRenderer(typeface=typeface)
