"""A mail as a file (``.eml``): the summary in the body, the documents attached. Nothing is sent.

A mail is more than a document: it has a sender, recipients and attached files. So it has a function of its own beside
the renderers, and a document for its body, which stands in it as plain text and as a web page. Mail programs open the
file as a draft; whoever sends it reads it first.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import attrs

from kdcl.blocks import Document
from kdcl.errors import DocumentError
from kdcl.findings import Finding, refuse
from kdcl.messages import message
from kdcl.places import ROOT, Place
from kdcl.renderers.html import HtmlRenderer
from kdcl.renderers.text import TextRenderer
from kdcl.text.characters import is_line

__all__ = ["Attachment", "Mail", "render_mail"]

_LINE_END = "\r\n"
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_UNUSABLE_IN_FILE_NAMES = re.compile(r'[/\\:*?"<>|]')


@attrs.frozen
class Attachment:
    """A file that goes with a mail.

    Attributes:
        name: its name, without a folder.
        media_type: what it is, such as ``"application/pdf"``.
        data: its bytes.
    """

    name: str
    media_type: str
    data: bytes = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Mail:
    """A mail that is ready to be read and sent by a person.

    Attributes:
        sender: the address it comes from.
        recipients: the addresses it goes to; a draft may have none yet.
        subject: what it is about, on one line.
        body: what it says.
        attachments: the files that go with it.
        date: when it is written, with its time zone; the library asks no clock.
        sender_name: who the sender is, in words, or empty.
    """

    sender: str
    recipients: tuple[str, ...]
    subject: str
    body: Document
    date: dt.datetime
    attachments: tuple[Attachment, ...] = ()
    sender_name: str = ""


def render_mail(mail: Mail) -> bytes:
    """Return the mail as the bytes of a file: the same bytes for the same mail.

    Its id and the borders between its parts are made from its content.

    Raises:
        DocumentError: an address, a name, a media type or a line of it cannot stand in a mail, or the body cannot be
            rendered; all problems of the mail itself at once.
    """
    if problems := tuple(_iter_problems(mail)):
        raise DocumentError(mail.subject, problems)
    text = TextRenderer().render(mail.body).decode()
    page = HtmlRenderer(has_navigation=False).render(mail.body).decode()
    mark = _fingerprint(mail, text, page)
    # a mail ends its lines as Windows does; this policy does so on every machine
    letter = EmailMessage(policy=SMTP)
    # left to itself the library chooses 8bit where lines are short, which not every server passes on
    letter.set_content(text, cte="quoted-printable")
    # mail programs show the last alternative that they can, so the page stands behind the text
    letter.add_alternative(page, subtype="html", cte="quoted-printable")
    for attachment in mail.attachments:
        maintype, _, subtype = attachment.media_type.partition("/")
        letter.add_attachment(attachment.data, maintype=maintype, subtype=subtype, filename=attachment.name)
    for number, part in enumerate(part for part in letter.walk() if part.is_multipart()):
        part.set_boundary(f"=_{mark}_{number}")
    return "".join(_iter_head(mail, mark)).encode("ascii") + letter.as_bytes()


def _iter_head(mail: Mail, mark: str) -> Iterator[str]:
    """Yield the lines above the body; the standard library's newer way of folding them loses blanks between words."""
    name = f"{Header(mail.sender_name, 'utf-8').encode(linesep=_LINE_END)} " if mail.sender_name else ""
    fields = (
        ("From", f"{name}<{mail.sender}>"),
        # each on a line of its own, begun with a blank: a line of a mail has 998 characters at most
        ("To", f",{_LINE_END} ".join(mail.recipients)),
        ("Subject", Header(mail.subject, "utf-8", header_name="Subject").encode(linesep=_LINE_END)),
        ("Date", format_datetime(mail.date)),
        ("Message-ID", f"<{mark}@{mail.sender.rpartition('@')[2]}>"),
        ("X-Unsent", "1"),  # mail programs that know it open the file for writing
    )
    yield from (f"{field}: {value}{_LINE_END}" for field, value in fields if value)


def _fingerprint(mail: Mail, text: str, page: str) -> str:
    """Return a mark that differs for mails that differ in anything."""
    found = hashlib.sha256()
    attached = (part for one in mail.attachments for part in (one.name.encode(), one.media_type.encode(), one.data))
    heads = (mail.sender_name, mail.sender, *mail.recipients, mail.subject, mail.date.isoformat(), text, page)
    for part in (*(head.encode() for head in heads), *attached):
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()[:32]


def _iter_problems(mail: Mail) -> Iterator[Finding]:
    addresses = [(ROOT.at("recipients", number), address) for number, address in enumerate(mail.recipients)]
    for place, address in ((ROOT.at("sender"), mail.sender), *addresses):
        if not _ADDRESS.fullmatch(address):
            yield refuse(place, message("{address} is no mail address; write name@place", address=repr(address)))
    for name, line in (("subject", mail.subject), ("sender_name", mail.sender_name)):
        if not is_line(line):
            yield refuse(ROOT.at(name), message("this has to be one line of text without control characters"))
    if mail.date.tzinfo is None:
        yield refuse(ROOT.at("date"), message("the date has no time zone; give one"))
    for number, attachment in enumerate(mail.attachments):
        yield from _iter_attachment_problems(attachment, ROOT.at("attachments", number))


def _iter_attachment_problems(attachment: Attachment, place: Place) -> Iterator[Finding]:
    name = attachment.name
    if not name.strip(". ") or _UNUSABLE_IN_FILE_NAMES.search(name) or not is_line(name):
        yield refuse(
            place.at("name"), message("{name} is no name of a file; give one without a folder", name=repr(name))
        )
    if not _MEDIA_TYPE.fullmatch(attachment.media_type) or attachment.media_type.startswith(("multipart/", "message/")):
        found = repr(attachment.media_type)
        yield refuse(place.at("media_type"), message("{found} is no media type of a file", found=found))
