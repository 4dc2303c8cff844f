"""A mail and a calendar as files: read back by the standard library and by the calendar library."""

from __future__ import annotations

import datetime as dt
import email
import sys
from email.message import EmailMessage
from email.policy import default
from typing import Any

import attrs
import icalendar
import pytest
from hypothesis import given

import renderings
from drawing import examples
from kdcl.blocks import Document, Paragraph, Run, Section
from kdcl.errors import DocumentError, MissingExtraError
from kdcl.planning import CalendarEntry
from kdcl.renderers.mail import Attachment, Mail, render_mail
from kdcl.renderers.schedule import render_calendar
from kdcl.testing import HOSTILE_TEXTS, texts

HANOI = dt.timezone(dt.timedelta(hours=7))
MORNING = dt.datetime(2018, 2, 5, 8, tzinfo=HANOI)


def body(text: str = "Summary") -> Document:
    """Return a document of one paragraph."""
    section = Section(blocks=(Paragraph(runs=(Run(text),)),))
    return Document(title="T", author="A", subject="S", language="en", sections=(section,))


def mail(**changes: Any) -> Mail:  # noqa: ANN401 - the fields of the class
    """Return a mail with changes."""
    whole = Mail(
        sender="school@example.com",
        sender_name="Tr\u01b0\u1eddng A",
        recipients=("office@example.com", "archive@example.com"),
        subject="Report " * 20 + "\u0111\u00e3 xong",
        body=body(),
        date=MORNING,
        attachments=(Attachment("B\u00e1o c\u00e1o.docx", "application/octet-stream", b"\x00\r\n.\r\n"),),
    )
    return attrs.evolve(whole, **changes)


def read(data: bytes) -> EmailMessage:
    """Return a mail as it is read."""
    found = email.message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def content(letter: EmailMessage, kind: str) -> str:
    """Return the body of this kind."""
    part = letter.get_body((kind,))
    assert isinstance(part, EmailMessage)
    found = part.get_content()
    assert isinstance(found, str)
    return found


class TestMail:
    """RFC 5322: the heads, the body in two kinds, and the files, all as they were given."""

    def test_heads(self) -> None:
        """Names and subject survive folding; the file opens as a draft."""
        letter = read(render_mail(mail()))
        assert letter["Subject"] == mail().subject
        assert letter["From"].addresses[0].display_name == "Tr\u01b0\u1eddng A"
        assert [address.addr_spec for address in letter["To"].addresses] == list(mail().recipients)
        assert letter["Date"].datetime == MORNING
        assert letter["X-Unsent"] == "1"
        assert letter["Message-ID"].endswith("@example.com>")

    def test_draft_without_recipients(self) -> None:
        """A mail to nobody yet has no such head, and one without a name has the address alone."""
        letter = read(render_mail(mail(recipients=(), sender_name="", attachments=())))
        assert letter["To"] is None
        assert letter["From"] == "school@example.com"

    def test_attachments(self) -> None:
        """Files keep their name, kind and bytes."""
        (part,) = read(render_mail(mail())).iter_attachments()
        assert part.get_filename() == mail().attachments[0].name
        assert part.get_content_type() == "application/octet-stream"
        assert part.get_payload(decode=True) == mail().attachments[0].data

    def test_line_ends(self) -> None:
        """Every line ends as the standard asks, none is too long, and all is ASCII."""
        data = render_mail(mail(body=body("\u0111 " * 5000)))
        assert data.count(b"\n") == data.count(b"\r\n")
        assert max(map(len, data.split(b"\r\n"))) <= 998
        assert data.isascii()

    @examples(25)
    @given(texts())
    def test_body(self, text: str) -> None:
        """Any text can be read in both kinds of the body."""
        letter = read(render_mail(mail(body=body(text))))
        assert "".join(text.split()) in "".join(content(letter, "plain").split())
        assert "".join(text.split()) in "".join(renderings.read_html(content(letter, "html").encode()).split())

    def test_same_bytes(self) -> None:
        """The same mail gives the same bytes; another one has another id."""
        assert render_mail(mail()) == render_mail(mail())
        other = mail(attachments=(Attachment("a", "text/plain", b""),))
        assert read(render_mail(other))["Message-ID"] != read(render_mail(mail()))["Message-ID"]

    def test_refused(self) -> None:
        """What could make a head of its own, or is no address, name or kind, is refused all at once."""
        bad = mail(
            sender="nobody",
            recipients=("a@b.vn\r\nBcc: c@d.vn", "a@b.vn"),
            subject="one\ntwo",
            sender_name="a\x00",
            date=dt.datetime(2018, 1, 1),  # noqa: DTZ001 - a time without zone is what is refused
            attachments=(
                Attachment("../a", "text/plain", b""),
                Attachment(" ", "text", b""),
                Attachment("a", "multipart/mixed", b""),
                Attachment("a\ufffe", "text/plain", b""),
            ),
        )
        with pytest.raises(DocumentError) as caught:
            render_mail(bad)
        assert [problem.path for problem in caught.value.problems] == [
            "sender",
            "recipients[0]",
            "subject",
            "sender_name",
            "date",
            "attachments[0].name",
            "attachments[1].name",
            "attachments[1].media_type",
            "attachments[2].media_type",
            "attachments[3].name",
        ]

    @pytest.mark.parametrize("subject", ["a\n", "a\rb", "a\tb", "a\u2028b"])
    def test_one_line(self, subject: str) -> None:
        """A subject is one line."""
        with pytest.raises(DocumentError):
            render_mail(mail(subject=subject))

    @pytest.mark.parametrize("subject", [text for text in HOSTILE_TEXTS if not set(text) & set("\r\n\t")])
    def test_hostile_subjects(self, subject: str) -> None:
        """Any line can be a subject; a mail has no blanks at its ends."""
        assert read(render_mail(mail(subject=subject)))["Subject"].split() == subject.split()


def entry(name: str = "1", **changes: Any) -> CalendarEntry:  # noqa: ANN401 - the fields of the class
    """Return an entry with changes."""
    whole = CalendarEntry(id=name, summary="S", first_day=dt.date(2017, 8, 21), last_day=dt.date(2017, 8, 26))
    return attrs.evolve(whole, **changes)


def render(*entries: CalendarEntry, name: str = "Plan") -> bytes:
    """Return a calendar of these entries."""
    return render_calendar(name, entries, stamp=MORNING)


class TestCalendar:
    """RFC 5545: whole days, escaped texts, folded lines."""

    def test_done(self) -> None:
        """What is done is marked in its summary, for not every calendar shows a status."""
        (event,) = icalendar.Calendar.from_ical(render(entry(is_done=True))).walk("VEVENT")
        assert str(event["summary"]) == "✓ S"

    def test_whole_days(self) -> None:
        """The end is the day after the last; the stamp is in universal time."""
        lines = render(entry()).decode().split("\r\n")
        assert {"DTSTART;VALUE=DATE:20170821", "DTEND;VALUE=DATE:20170827", "DTSTAMP:20180205T010000Z"} <= set(lines)
        assert "X-WR-CALNAME:Plan" in lines
        assert not any(line.startswith("DESCRIPTION") for line in lines)

    def test_times_are_left_out(self) -> None:
        """A time of day is left out: entries last whole days."""
        assert b"DTSTART;VALUE=DATE:20180205\r\n" in render(entry(first_day=MORNING, last_day=MORNING))

    @examples(50)
    @given(texts(max_size=200))
    def test_any_text(self, text: str) -> None:
        """Any text is read back as it was written."""
        (event,) = icalendar.Calendar.from_ical(render(entry(summary=text, responsible=text + "."))).walk("VEVENT")
        assert str(event["summary"]) == text
        assert str(event["description"]) == text + "."

    @pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "x" * 100_000, "a;b,c\\n\nBEGIN:VEVENT"])
    def test_hostile_texts(self, text: str) -> None:
        """Marks of the format are text; line ends become one kind."""
        (event,) = icalendar.Calendar.from_ical(render(entry(summary=text))).walk("VEVENT")
        assert str(event["summary"]).split() == text.split()

    def test_lines(self) -> None:
        """Lines are at most 75 bytes and end as the standard asks."""
        data = render(entry(summary="\u0111" * 500))
        assert data.count(b"\n") == data.count(b"\r\n")
        assert max(map(len, data.split(b"\r\n"))) <= 75

    def test_same_bytes(self) -> None:
        """The same entries give the same bytes, in their order."""
        assert render(entry("2"), entry("1")) == render(entry("2"), entry("1"))
        assert render(entry("2"), entry("1")) != render(entry("1"), entry("2"))

    def test_refused(self) -> None:
        """Control characters, ids that are empty or there twice and days in the wrong order are refused at once."""
        entries = (
            entry("1"),
            entry("1", summary="\x00"),
            entry(" ", responsible="\x1b"),
            entry("4", last_day=dt.date(2017, 8, 20)),
            entry("5", last_day=dt.date.max),
        )
        with pytest.raises(DocumentError) as caught:
            render_calendar("\x07", entries, stamp=dt.datetime(2018, 1, 1))  # noqa: DTZ001 - that is refused
        assert [problem.path for problem in caught.value.problems] == [
            "stamp",
            "name",
            "entries[0].id",
            "entries[1].summary",
            "entries[1].id",
            "entries[2].responsible",
            "entries[2].id",
            "entries[3].last_day",
            "entries[4].last_day",
        ]

    def test_missing_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the calendar library the extra that brings it is named."""
        monkeypatch.setitem(sys.modules, "icalendar", None)
        with pytest.raises(MissingExtraError, match=r"kdcl\[calendar\]"):
            render(entry())
