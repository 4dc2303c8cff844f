"""What a school's decisions and plans are founded on."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.law import DocumentKind, LegalNumber
from kdcl.typed import typed


@attrs.frozen(kw_only=True)
@typed
class LegalGround:
    """A document that a decision or plan of the school is founded on (căn cứ), as the school states it.

    Of a document that the library knows the number is enough; what else is stated goes before what the library knows.

    Attributes:
        number: its number; None where it has none.
        kind: what it is; None where the number says it.
        issuer: who issued it.
        date: the day it was signed.
        subject: what it is about, for a letter without the word "on"; all of it for a ground without a number.
    """

    number: LegalNumber | None = None
    kind: DocumentKind | None = None
    issuer: str = ""
    date: dt.date | None = None
    subject: str = ""
