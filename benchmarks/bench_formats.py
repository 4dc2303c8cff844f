"""Every other format of the report, and how the Word report grows with its length."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import attrs
import icalendar

from contents import is_within, list_parts, text_of_page, texts_of, zip_parts
from kdcl.blocks import Document, Heading, Paragraph, TableOfContents
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import iter_bookmarks
from kdcl.documents.report import build_report
from kdcl.planning import CalendarEntry
from kdcl.renderers import get_renderer
from kdcl.renderers.bookmarks import build_bookmarks
from kdcl.renderers.mail import Attachment, Mail, render_mail
from kdcl.renderers.pdf.engine import TYPEFACES, compile_pages
from kdcl.renderers.pdf.tree import compose_data
from kdcl.renderers.schedule import render_calendar
from material import build_assessment, build_framework
from peer_walkers import walk_markdown, walk_text
from timing import Comparison, Peer, call_of, calls_of, find_peer, require

ROUNDS = 7
TIMES = 10
ENTRIES = 400
STAMP = dt.datetime(2017, 8, 1, tzinfo=dt.UTC)


def iter_format_comparisons() -> Iterator[Comparison]:
    """Iterate over the comparisons of the formats."""
    framework = build_framework()
    report = build_report(build_assessment(framework), framework)
    yield compare_page(report)
    yield compare_lines(report, "markdown", walk_markdown)
    yield compare_lines(report, "text", walk_text)
    yield compare_workbook(report)
    yield compare_pdf(report)
    yield compare_mail(report)
    yield compare_calendar()
    yield compare_growth(report)


def compare_page(report: Document) -> Comparison:
    """Compare a web page with a template of Jinja2 that walks over the same tree, and with escaping its texts."""
    renderer = get_renderer("html")
    peers = [joined(report)]
    if (jinja := find_peer("peer_jinja")) is not None:
        names = {
            name: found.name for name, found in build_bookmarks(name for name, _ in iter_bookmarks(report)).items()
        }
        same = text_of_page(renderer.render(report)) == text_of_page(jinja.render_page(report, names))
        require(same, "Jinja2 wrote another text")
        sample = call_of(lambda: jinja.render_page(report, names))
        peers.insert(0, Peer("Jinja2 over the same tree", sample, bound=0.7))
    return Comparison(
        what="the report as html", ours=call_of(lambda: renderer.render(report)), peers=tuple(peers), rounds=ROUNDS
    )


def compare_lines(report: Document, name: str, walk: Callable[[Document], bytes]) -> Comparison:
    """Compare a format of lines with a walker by hand, and with joining and escaping the texts."""
    renderer = get_renderer(name)
    require(is_within(walk(report), renderer.render(report)), "the walker wrote what the report does not say")
    return Comparison(
        what=f"the report as {name}",
        ours=call_of(lambda: renderer.render(report)),
        peers=(Peer("a hand walker", call_of(lambda: walk(report)), bound=5), joined(report)),
        rounds=ROUNDS,
    )


def joined(report: Document) -> Peer:
    """Return the floor of every format of text: the texts, joined and escaped at once."""
    sample = calls_of(lambda: html.escape("\n".join(texts_of(report))))
    return Peer("texts joined and html.escape", sample, is_floor=True)


def compare_workbook(report: Document) -> Comparison:
    """Compare a workbook with the same cells written by XlsxWriter, and with packing its parts."""
    renderer = get_renderer("xlsx")
    ours = renderer.render(report)
    parts = list_parts(ours)
    peers = [Peer("a zip of the same parts", call_of(lambda: zip_parts(parts)), is_floor=True)]
    if (writer := find_peer("peer_xlsxwriter")) is not None:
        sheets, looks = writer.list_sheets(ours)
        require(writer.list_values(ours) == writer.list_values(writer.write_book(sheets, looks)), "other cells")
        sample = call_of(lambda: writer.write_book(sheets, looks))
        peers.insert(0, Peer("XlsxWriter, the same cells", sample, bound=1.3))
    return Comparison(
        what="the report as xlsx", ours=call_of(lambda: renderer.render(report)), peers=tuple(peers), rounds=ROUNDS
    )


def compare_pdf(report: Document) -> Comparison:
    """Compare a PDF file with the engine given the data that was composed for it."""
    renderer = get_renderer("pdf")
    data = compose_data(report, TYPEFACES)
    engine = call_of(lambda: compile_pages(data, ["a-2a", "ua-1"], has_machine_fonts=False))
    return Comparison(
        what="the report as PDF",
        ours=call_of(lambda: renderer.render(report)),
        peers=(Peer("the engine alone on the finished source", engine, bound=1.2, is_floor=True),),
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
        ours=call_of(lambda: render_mail(mail)),
        peers=(Peer("email.message, text and file", call_of(write), bound=3),),
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
        ours=call_of(lambda: render_calendar("Plan", entries, stamp=STAMP)),
        peers=(Peer("icalendar, the same properties", call_of(write), bound=2),),
        rounds=ROUNDS,
    )


def compare_growth(report: Document) -> Comparison:
    """Compare one Word report of ten times the length with ten of the usual length."""
    renderer = get_renderer("docx")
    long = lengthen(report)
    return Comparison(
        what=f"one Word report {TIMES} times as long",
        ours=call_of(lambda: renderer.render(long)),
        peers=(
            Peer(f"{TIMES} Word reports", call_of(lambda: [renderer.render(report) for _ in range(TIMES)]), bound=1.6),
        ),
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
