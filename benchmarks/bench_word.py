"""The report as a Word file, against packing its parts and against docxtpl with the same texts."""

from __future__ import annotations

from collections.abc import Iterator

from contents import letters_in, letters_of_word, list_content, list_parts, zip_parts
from kdcl.documents.report import build_report
from kdcl.renderers import get_renderer
from material import build_assessment, build_framework
from timing import Comparison, Peer, call_of, find_peer, require


def iter_word_comparisons(rounds: int = 9) -> Iterator[Comparison]:
    """Iterate over the comparisons of the report of over 90 pages, from the composed report to the bytes.

    Raises:
        ValueError: what docxtpl writes has less text than ours, but for the table of contents.
    """
    framework = build_framework()
    assessment = build_assessment(framework)
    renderer = get_renderer("docx")
    report = build_report(assessment, framework)
    parts = list_parts(renderer.render(report))
    peers = [Peer("a zip of the same parts", call_of(lambda: zip_parts(parts)), bound=12, is_floor=True)]
    if (docxtpl := find_peer("peer_docxtpl")) is not None:
        template, content = docxtpl.build_template(), list_content(report)
        require(letters_of_word(docxtpl.fill(template, content)) == letters_in(content), "docxtpl wrote another text")
        peers.append(Peer("docxtpl, the same texts", call_of(lambda: docxtpl.fill(template, content)), bound=0.5))
    yield Comparison(
        what=f"Word report, {len(assessment.sheets)} criteria, {len(assessment.evidence)} rows of evidence",
        ours=call_of(lambda: renderer.render(report)),
        peers=tuple(peers),
        rounds=rounds,
        seconds=1.0,
    )
