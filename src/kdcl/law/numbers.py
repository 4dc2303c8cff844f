"""The numbers of legal and administrative documents as values: ``42/2012/TT-BGDĐT``, ``46/KTKĐCLGD-KĐPT``.

Source: the numbers of the documents that this framework rests on (``docs/analysis/legal-documents.md``).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Self

import attrs

from kdcl.codes.values import explain, whole_number
from kdcl.errors import CodeError
from kdcl.messages import WordedEnum, message
from kdcl.text.folding import compose


class DocumentKind(WordedEnum):
    """The kinds of documents that this library can name."""

    CIRCULAR = "circular", message("Circular")
    """Thông tư."""
    JOINT_CIRCULAR = "joint_circular", message("Joint Circular")
    """Thông tư liên tịch."""
    DECREE = "decree", message("Decree")
    """Nghị định."""
    RESOLUTION = "resolution", message("Resolution")
    """Nghị quyết."""
    DECISION = "decision", message("Decision")
    """Quyết định."""
    PLAN = "plan", message("Plan")
    """Kế hoạch."""
    REPORT = "report", message("Report")
    """Báo cáo."""
    NOTICE = "notice", message("Notice")
    """Thông báo."""
    LETTER = "letter", message("Official Letter")
    """Công văn; its number names no kind."""


KIND_ABBREVIATIONS: Final = {
    "TT": DocumentKind.CIRCULAR,
    "TTLT": DocumentKind.JOINT_CIRCULAR,
    "QĐ": DocumentKind.DECISION,
    # The three above were met in the sources of this framework; those below follow administrative custom. They only
    # tell a kind from an issuer where the number names no year, and no verdict depends on them.
    "BC": DocumentKind.REPORT,
    "KH": DocumentKind.PLAN,
    "NQ": DocumentKind.RESOLUTION,
    "NĐ": DocumentKind.DECREE,
    "TB": DocumentKind.NOTICE,
}
"""The abbreviations of kinds, as numbers have them."""

_NUMBER = "0[1-9]|[1-9][0-9]{1,6}"
_YEAR = "(?:19|20)[0-9]{2}"
_PART = r"[^\W\d_][^\W_]*(?:&[^\W_]+)*"
_STRICT = re.compile(rf"({_NUMBER})(?:/({_YEAR}))?/({_PART}(?:-{_PART})*)").fullmatch
_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_REMEDY = message("write number, year if it has one, and abbreviations: 42/2012/TT-{name} or 46/{name}", name="ABC")
_NO_NUMBER = message("this is not the number of a document")
_NO_YEAR = message("this is not the year of a document")
_ENDED = message("the number ends here, but the text goes on")
_PARTS = (
    (re.compile(rf"(?:{_NUMBER})(?![0-9])"), message("a number of two digits or more, such as 04 or 42")),
    (re.compile("/"), message("a slash")),
    (re.compile(rf"(?:{_YEAR}/)?"), message("a year")),
    (re.compile(f"{_PART}(?:-{_PART})*"), message("abbreviations with hyphens between them")),
)


def _abbreviations(_: object, __: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    for part in value or ("",):
        if re.fullmatch(_PART, part) is None or not part[0].isupper() or not unicodedata.is_normalized("NFC", part):
            reason = message("an abbreviation begins with a capital letter and has letters and digits only")
            raise CodeError(part, 0, reason, _REMEDY)


@attrs.frozen(order=True)
class LegalNumber:
    """The number (số, ký hiệu) of a legal or administrative document.

    Ordered by number, then year; below ten the number is written with a leading zero.

    Attributes:
        number: the running number.
        year: the year, where the number names it, as those of circulars do.
        abbreviations: what stands after the last slash, in order: the kind where it is named, then who issued it.

    >>> LegalNumber.parse("8987/BGDĐT-KTKĐCLGD").issuers
    ('BGDĐT', 'KTKĐCLGD')
    """

    number: int = attrs.field(validator=whole_number(1, 9_999_999, _NO_NUMBER, _REMEDY))
    year: int | None = attrs.field(
        validator=attrs.validators.optional(whole_number(1900, 2099, _NO_YEAR, _REMEDY)),
        order=lambda year: year or 0,
    )
    abbreviations: tuple[str, ...] = attrs.field(validator=_abbreviations)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the number written in the text in the official way.

        Raises:
            CodeError: it is written in any other way; it names the position and the remedy.
        """
        if (found := _STRICT(text)) is None:
            raise explain(text, _PARTS, _REMEDY, _ENDED)
        number, year, abbreviations = found.groups()
        parts = tuple(abbreviations.split("-"))
        for part in parts:
            if not part[0].isupper():
                reason = message("an abbreviation begins with a capital letter")
                raise CodeError(text, text.index(part, found.start(3)), reason, _REMEDY)
        return cls(int(number), int(year) if year else None, parts)

    @classmethod
    def normalize(cls, text: str) -> Self:
        """Return the number that the text means: other letters for Đ, blanks, dashes and a lost zero are mended.

        Raises:
            CodeError: the text is no number of a document.

        >>> str(LegalNumber.normalize("4/2008/QĐ – BGDĐT"))
        '04/2008/QĐ-BGDĐT'
        """
        tidy = re.sub(rf"[{_DASHES}]", "-", re.sub(r"\s+", "", compose(text)))
        return cls.parse(re.sub(r"^([1-9])(?=/)", r"0\1", tidy.lstrip("0")))

    @property
    def kind(self) -> str | None:
        """The abbreviation of the kind, such as ``TT``; None for letters and others that name none.

        A number with a year names its kind first; one without a year does so only with a known abbreviation.
        """
        first = self.abbreviations[0]
        is_named = first in KIND_ABBREVIATIONS or (self.year is not None and len(self.abbreviations) > 1)
        return first if is_named else None

    @property
    def issuers(self) -> tuple[str, ...]:
        """The abbreviations of who issued it, the highest first in letters, as the number has them."""
        return self.abbreviations if self.kind is None else self.abbreviations[1:]

    @property
    def document_kind(self) -> DocumentKind | None:
        """The kind of the document as far as its number tells; None where it names an unknown one."""
        return DocumentKind.LETTER if self.kind is None else KIND_ABBREVIATIONS.get(self.kind)

    def __str__(self) -> str:
        """Return the official notation."""
        year = "" if self.year is None else f"/{self.year}"
        return f"{self.number:02}{year}/{'-'.join(self.abbreviations)}"


def to_legal_number(value: LegalNumber | str) -> LegalNumber:
    """Return the number, parsed where it is given as text.

    Raises:
        CodeError: the text is no number of a document.
    """
    return value if isinstance(value, LegalNumber) else LegalNumber.parse(value)
