"""The legal grounds of decisions and plans, in words."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kdcl.law import DocumentKind, LegalDocument, find_document
from kdcl.messages import BilingualText, Message, message
from kdcl.school import LegalGround


def complete_ground(ground: LegalGround, documents: Iterable[LegalDocument], *, language: str = "vi") -> LegalGround:
    """Return the ground with what the documents know of it put where the school has stated nothing.

    Args:
        ground: the ground as the school states it.
        documents: the documents that are known, such as the framework's part `kdcl.standards.legal.DOCUMENTS`.
        language: the language of what is put in.
    """
    known = None if ground.number is None else find_document(documents, ground.number)
    if known is None:
        return ground
    return attrs.evolve(
        ground,
        kind=ground.kind or known.kind,
        issuer=ground.issuer or _in_language(known.issuer, language),
        date=ground.date or known.issued,
        subject=ground.subject or _in_language(known.subject, language),
    )


def build_citation(ground: LegalGround) -> Message:
    """Return the ground as it is cited after the word for "pursuant to": kind, number, date, issuer, subject."""
    if ground.number is None:
        return message("{text}", text=ground.subject)
    kind = ground.kind or ground.number.document_kind
    named = (
        message("Document No. {number}", number=ground.number)
        if kind is None
        else message("{kind} No. {number}", kind=kind.words, number=ground.number)
    )
    if ground.date is not None:
        named = message("{cited} dated {date}", cited=named, date=ground.date)
    if ground.issuer:
        named = message("{cited} of {issuer}", cited=named, issuer=ground.issuer)
    if not ground.subject:
        return named
    # The subject of a letter is kept without the word for "on"; that of other documents reads on by itself.
    if kind is DocumentKind.LETTER:
        return message("{cited} on {subject}", cited=named, subject=ground.subject)
    return message("{cited} {subject}", cited=named, subject=ground.subject)


def _in_language(text: BilingualText | None, language: str) -> str:
    return "" if text is None else text.in_language(language)
