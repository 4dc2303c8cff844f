"""Every other format of the report, and how the Word report grows with its length."""

from __future__ import annotations

import datetime as dt
import html
import io
from collections.abc import Iterator
from email.message import EmailMessage

import attrs
import icalendar
from openpyxl import Workbook

from kdcl.blocks import Document, Heading, Paragraph, TableOfContents
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import list_paragraphs
from kdcl.documents.report import build_report
from kdcl.planning import CalendarEntry
from kdcl.renderers import get_renderer
from kdcl.renderers.mail import Attachment, Mail, render_mail
from kdcl.renderers.pdf.engine import TYPEFACES, compile_pages
from kdcl.renderers.pdf.tree import compose_data
from kdcl.renderers.schedule import render_calendar
from material import build_assessment, build_framework
from timing import Comparison, call_of, calls_of

ROUNDS = 7
TIMES = 10
ENTRIES = 400
STAMP = dt.datetime(2017, 8, 1, tzinfo=dt.UTC)


def iter_format_comparisons() -> Iterator[Comparison]:
    """Iterate over the comparisons of the formats."""
    framework = build_framework()
    report = build_report(build_assessment(framework), framework)
    for name, bound in (("text", 20), ("html", 10), ("markdown", 10)):
        yield compare_text_format(report, name, bound)
    yield compare_workbook(report)
    yield compare_pdf(report)
    yield compare_mail(report)
    yield compare_calendar()
    yield compare_growth(report)


def compare_text_format(report: Document, name: str, bound: float) -> Comparison:
    """Compare a format of text with joining the document's texts and escaping them all at once."""
    renderer = get_renderer(name)
    return Comparison(
        what=f"the report as {name}",
        peer="texts joined and html.escape",
        ours=call_of(lambda: renderer.render(report)),
        theirs=calls_of(lambda: html.escape("\n".join(texts_of(report)))),
        bound=bound,
        rounds=ROUNDS,
    )


def compare_workbook(report: Document) -> Comparison:
    """Compare a workbook with one of the same texts, one to a row, without any look."""
    renderer = get_renderer("xlsx")

    def write() -> bytes:
        book = Workbook()
        sheet = book.worksheets[0]
        for text in texts_of(report):
            sheet.append([text[:32_000]])
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return Comparison(
        what="the report as xlsx",
        peer="openpyxl, one text to a row",
        ours=call_of(lambda: renderer.render(report)),
        theirs=call_of(write),
        bound=5,
        rounds=ROUNDS,
    )


def compare_pdf(report: Document) -> Comparison:
    """Compare a PDF file with the engine given the data that was composed for it."""
    renderer = get_renderer("pdf")
    data = compose_data(report, TYPEFACES)
    return Comparison(
        what="the report as PDF",
        peer="Typst, the finished source",
        ours=call_of(lambda: renderer.render(report)),
        theirs=call_of(lambda: compile_pages(data, ["a-2a", "ua-1"], has_machine_fonts=False)),
        bound=1.2,
        rounds=ROUNDS,
        seconds=1.0,
    )


def compare_mail(report: Document) -> Comparison:
    """Compare a mail with the report attached with the same two parts put together by hand."""
    attached = get_renderer("docx").render(report)
    body = attrs.evolve(report, sections=report.sections[:1])
    mail = Mail(
        sender="a@example.com",
        recipients=("b@example.com",),
        subject="Report",
        body=body,
        date=STAMP,
        attachments=(Attachment("report.docx", "application/octet-stream", attached),),
    )
    text = get_renderer("text").render(body).decode()

    def write() -> bytes:
        letter = EmailMessage()
        letter.set_content(text)
        letter.add_attachment(attached, maintype="application", subtype="octet-stream", filename="report.docx")
        return letter.as_bytes()

    return Comparison(
        what="a mail with the Word report",
        peer="email.message, text and file",
        ours=call_of(lambda: render_mail(mail)),
        theirs=call_of(write),
        bound=3,
        rounds=ROUNDS,
    )


def compare_calendar() -> Comparison:
    """Compare a calendar with the same properties given to the library that writes it."""
    day = dt.date(2017, 8, 21)
    entries = tuple(
        CalendarEntry(id=str(number), summary=f"Task {number}", first_day=day, last_day=day)
        for number in range(ENTRIES)
    )

    def write() -> bytes:
        calendar = icalendar.Calendar()
        for entry in entries:
            event = icalendar.Event()
            for name, value in (("uid", entry.id), ("summary", entry.summary), ("dtstart", day), ("dtend", day)):
                event.add(name, value)
            event.add("dtstamp", STAMP)
            calendar.add_component(event)
        return bytes(calendar.to_ical())

    return Comparison(
        what=f"a calendar of {ENTRIES} entries",
        peer="icalendar, the same properties",
        ours=call_of(lambda: render_calendar("Plan", entries, stamp=STAMP)),
        theirs=call_of(write),
        bound=2,
        rounds=ROUNDS,
    )


def compare_growth(report: Document) -> Comparison:
    """Compare one Word report of ten times the length with ten of the usual length."""
    renderer = get_renderer("docx")
    long = lengthen(report)
    return Comparison(
        what=f"one Word report {TIMES} times as long",
        peer=f"{TIMES} Word reports",
        ours=call_of(lambda: renderer.render(long)),
        theirs=call_of(lambda: [renderer.render(report) for _ in range(TIMES)]),
        bound=1.6,
        rounds=3,
    )


def lengthen(report: Document) -> Document:
    """Return the report over and over, with names of its own in each repetition, and one table of contents for all."""
    repeated = (
        with_paragraphs(report if number == 0 else _without_contents(report), _Renaming(number))
        for number in range(TIMES)
    )
    return attrs.evolve(report, sections=tuple(section for one in repeated for section in one.sections))


def _without_contents(report: Document) -> Document:
    sections = (
        attrs.evolve(section, blocks=tuple(block for block in section.blocks if not isinstance(block, TableOfContents)))
        for section in report.sections
    )
    return attrs.evolve(report, sections=tuple(sections))


@attrs.frozen
class _Renaming:
    """Gives every bookmark, and every link to it, the number of the repetition."""

    number: int

    def __call__(self, paragraph: Paragraph | Heading) -> Paragraph | Heading:
        """Return the paragraph with names of this repetition."""
        if isinstance(paragraph, Heading):
            return attrs.evolve(paragraph, bookmark=f"{paragraph.bookmark}_{self.number}")
        runs = (attrs.evolve(run, link=self._name(run.link)) for run in paragraph.runs)
        return attrs.evolve(paragraph, bookmark=self._name(paragraph.bookmark), runs=tuple(runs))

    def _name(self, name: str | None) -> str | None:
        return None if name is None else f"{name}_{self.number}"


def texts_of(report: Document) -> Iterator[str]:
    """Iterate over the texts of the document."""
    for paragraph in list_paragraphs(report):
        yield paragraph.text if isinstance(paragraph, Heading) else "".join(run.text for run in paragraph.runs)
