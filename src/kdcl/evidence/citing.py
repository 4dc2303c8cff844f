"""A list of evidence made out of what a report cites, for one that came without a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from kdcl.codes import EvidenceCode, blank_codes, find_codes
from kdcl.evidence.citations import CodeUse, index_citations
from kdcl.evidence.statements import iter_statements
from kdcl.places import resolve
from kdcl.school import Evidence, SelfAssessment
from kdcl.text.folding import run_together

_LONGEST_NAME = 200
_EMPTY = re.compile(r"\[[\s;,]*\]")
_BEFORE_MARK = re.compile(r"(?<![\s;,])[\s;,]+([.;,:])")


def list_cited(assessment: SelfAssessment, *, mark: str = "") -> tuple[SelfAssessment, tuple[Evidence, ...]]:
    """Return the self-assessment with every cited code in its list, and the pieces that were added, in their order.

    What a code stands for is not known from its being cited: the name is empty, or what the sentence says that cites
    it first. A code that was written without its box is left out, for its box would be a guess; so is one that belongs
    to no piece any more.

    Args:
        assessment: the facts.
        mark: where it is not empty, names are taken from the citing sentences, and it stands in the note of each: that
            the name is not the paper's own.
    """
    added = tuple(_iter_missing(assessment, mark))
    return attrs.evolve(assessment, evidence=(*assessment.evidence, *added)), added


def _iter_missing(assessment: SelfAssessment, mark: str) -> Iterator[Evidence]:
    known = {item.code for item in assessment.evidence}.union(assessment.retired_codes)
    for code, uses in index_citations(assessment).by_code.items():
        boxed = [use for use in uses if use.found.is_boxed]
        if code not in known and boxed:
            name = _say(assessment, boxed[0], code) if mark else ""
            yield Evidence(code=code, name=name, note=mark if name else "")


def _say(assessment: SelfAssessment, use: CodeUse, code: EvidenceCode) -> str:
    """Return the words of the sentence that cites a code, without the codes in it."""
    text = str(resolve(use.place.whole, assessment))
    words = next((statement.text for statement in iter_statements(text) if code in statement.codes), "")
    said = run_together(_EMPTY.sub("", blank_codes(words, find_codes(words))))
    said = _BEFORE_MARK.sub(r"\1", said).strip(" ;,")
    return said if len(said) <= _LONGEST_NAME else f"{said[:_LONGEST_NAME].rstrip()}\u2026"
