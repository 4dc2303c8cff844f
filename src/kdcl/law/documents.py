"""Legal documents and places in them, when they apply, and how sure a fact of the law is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from kdcl.law.numbers import DocumentKind, LegalNumber, to_legal_number
from kdcl.law.schools import InstitutionType
from kdcl.messages import BilingualText, Message, WordedEnum, message
from kdcl.typed import typed


class Status(WordedEnum):
    """How sure a fact of the law is, the surest first (docs/analysis/scoring.md)."""

    VERIFIED = "verified", message("verified")
    """Read in a published copy of the provision."""
    PRACTICE = "practice", message("seen in practice")
    """Seen in official software or in real reports of the time; the provision itself was not read."""
    INFERRED = "inferred", message("inferred")
    """Deduced from published results or from the same template; the provision itself was not read."""
    UNKNOWN = "unknown", message("not read")
    """Known to exist; its content was not read."""

    @property
    def doubt(self) -> int:
        """How far it is from the surest, which has 0."""
        return tuple(Status).index(self)


def find_weakest(statuses: Iterable[Status]) -> Status:
    """Return the least sure of the statuses; verified where there are none.

    >>> find_weakest([Status.VERIFIED, Status.INFERRED, Status.PRACTICE])
    <Status.INFERRED: 'inferred'>
    """
    return max(statuses, key=lambda status: status.doubt, default=Status.VERIFIED)


@attrs.frozen(kw_only=True)
@typed
class Cessation:
    """The end of a document's time, for all institutions or for one type.

    Attributes:
        institution: the type it ceased for; None for all.
        day: the first day it no longer applied; None where only the successor is known.
        not_before: the earliest that day can be, where the day itself is not known.
        replaced_by: what took its place; None where nothing did, or it is not known.
        cases_until: the last day on which cases begun under it could still be finished; None where none is set.
        status: how sure this is.
    """

    institution: InstitutionType | None
    day: dt.date | None
    not_before: dt.date | None
    replaced_by: LegalNumber | None
    cases_until: dt.date | None
    status: Status

    def is_for(self, institution: InstitutionType | None) -> bool:
        """Whether it ends the document's time for this type of institution; for None, for every type."""
        return self.institution is None or self.institution is institution


@attrs.frozen(kw_only=True)
@typed
class LegalDocument:
    """A legal or administrative document (văn bản): a circular, a letter, a decision.

    Attributes:
        number: its number.
        kind: what it is.
        issuer: who issued it; None where it was not read.
        subject: what it is about, as a citation has it; None where it was not read.
        institutions: the types of institutions it is for; empty where it is for all of them.
        issued: the day it was signed; None where it was not read.
        in_force: the first day it applied; None where it was not read, and for letters, which apply when issued.
        cessations: when and for whom it ceased to apply.
        guidance: numbers of the letters that explain it.
        note: what else is to be known of it; None where nothing is.
        status: how sure its own facts are.
    """

    number: LegalNumber = attrs.field(converter=to_legal_number)
    kind: DocumentKind
    issuer: BilingualText | None = None
    subject: BilingualText | None = None
    institutions: tuple[InstitutionType, ...] = ()
    issued: dt.date | None
    in_force: dt.date | None
    cessations: tuple[Cessation, ...]
    guidance: tuple[LegalNumber, ...]
    note: BilingualText | None = None
    status: Status

    @property
    def begins(self) -> dt.date | None:
        """The first day it applied; None where that is not known."""
        return self.in_force or self.issued

    def find_cessation(self, institution: InstitutionType | None = None) -> Cessation | None:
        """Return when it ceased to apply to institutions of this type, or None while it applies to them.

        Without a type, what counts is when it ceased to apply to the last of them.
        """
        whole = next((end for end in self.cessations if end.is_for(institution)), None)
        if whole is not None or institution is not None:
            return whole
        ends = [self.find_cessation(each) for each in InstitutionType]
        known = [end for end in ends if end is not None]
        return max(known, key=lambda end: end.day or dt.date.max) if len(known) == len(ends) else None

    def find_end(self, institution: InstitutionType | None = None) -> dt.date | None:
        """Return the first day it no longer applied to this type; None while it applies or the day is not known."""
        end = self.find_cessation(institution)
        return None if end is None else end.day

    def is_in_force(self, day: dt.date, institution: InstitutionType | None = None) -> bool | None:
        """Return whether it applied on a day to institutions of a type, or to any; None where that cannot be told."""
        if institution is not None and self.institutions and institution not in self.institutions:
            return False
        end = self.find_cessation(institution)
        if end is not None and end.day is not None and day >= end.day:
            return False
        if self.begins is None:
            return None
        if day < self.begins:
            return False
        if end is None or end.day is not None:
            return True
        return True if end.not_before is not None and day < end.not_before else None


@attrs.frozen(kw_only=True)
@typed
class Citation:
    """A place in a legal document: article (điều), clause (khoản), point (điểm).

    Attributes:
        document: the document's number.
        article: the article.
        clause: the clause of the article; None for the whole of it.
        point: the point of the clause; None for the whole of it.
        status: how sure these numbers are, all of them.
        is_article_read: whether the article was read, so that what is open is the clause and the point alone.
    """

    document: LegalNumber = attrs.field(converter=to_legal_number)
    article: int
    clause: int | None = None
    point: str | None = None
    status: Status = Status.VERIFIED
    is_article_read: bool = False

    @property
    def message(self) -> Message:
        """The place, and how sure its numbers are where they were not read in the circular."""
        if self.status is Status.VERIFIED:
            return self.place
        return message("{cited} ({status})", cited=self.place, status=self.doubt)

    @property
    def doubt(self) -> Message | None:
        """How sure its numbers are where they were not read in the circular; None where they were."""
        open_part = _BELOW_ARTICLE if self.is_article_read and self.clause is not None else _NUMBERS
        return open_part.get(self.status)

    @property
    def place(self) -> Message:
        """The place alone in the order of the document: number, article, clause, point."""
        cited = message("circular {document}, article {article}", document=self.document, article=self.article)
        if self.clause is not None:
            cited = message("{cited}, clause {clause}", cited=cited, clause=self.clause)
        if self.point is not None:
            cited = message("{cited}, point {point}", cited=cited, point=self.point)
        return cited

    def __str__(self) -> str:
        """Return the citation in English."""
        return str(self.message)


_NUMBERS = {
    Status.PRACTICE: message("the article as practice cites it, not read"),
    Status.INFERRED: message("the article is inferred, not read"),
    Status.UNKNOWN: message("the article is not known"),
}
_BELOW_ARTICLE = {
    Status.PRACTICE: message("the article was read; its clause as practice cites it, not read"),
    Status.INFERRED: message("the article was read; its clause is inferred, not read"),
    Status.UNKNOWN: message("the article was read; its clause is not known"),
}


def find_document(documents: Iterable[LegalDocument], number: LegalNumber | str) -> LegalDocument | None:
    """Return the document of this number, or None where there is none.

    Raises:
        CodeError: the number is a text that is no number of a document.
    """
    wanted = to_legal_number(number)
    return next((document for document in documents if document.number == wanted), None)


def in_force(
    documents: Iterable[LegalDocument], day: dt.date, institution: InstitutionType | None = None
) -> tuple[LegalDocument, ...]:
    """Return the documents that applied on a day to institutions of a type, or to any, in the order given.

    Those of which it cannot be told are left out; `LegalDocument.is_in_force` returns None for them.
    """
    return tuple(document for document in documents if document.is_in_force(day, institution) is True)


def find_successors(document: LegalDocument, institution: InstitutionType | None = None) -> tuple[LegalNumber, ...]:
    """Return the numbers of what took the document's place for institutions of a type, or for any."""
    ends = [end for end in document.cessations if institution is None or end.is_for(institution)]
    return tuple(end.replaced_by for end in ends if end.replaced_by is not None)
