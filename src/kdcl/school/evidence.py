"""The pieces of evidence."""

from __future__ import annotations

import attrs

from kdcl.codes import EvidenceCode


@attrs.frozen(kw_only=True)
class Evidence:
    """A piece of evidence (minh chứng), in the columns of the official list.

    Attributes:
        code: its code.
        name: what it is.
        reference: number and date, or the time of a survey, interview or observation.
        issuer: who issued it or carried it out.
        note: anything else.
    """

    code: EvidenceCode
    name: str
    reference: str = ""
    issuer: str = ""
    note: str = ""
