"""The report as a Word file, against packing its parts and against docxtpl with the same texts."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.documents.report import build_report
from kdcl.renderers import get_renderer
from material import build_assessment, build_framework
from peer_docx import build_template, fill, list_content, list_parts, words_of, zip_parts
from timing import Comparison, call_of


def iter_word_comparisons(rounds: int = 5) -> Iterator[Comparison]:
    """Iterate over the comparisons of the report of over 90 pages, from the school's file to the bytes.

    Raises:
        ValueError: what docxtpl writes has less text than ours, but for the table of contents.
    """
    framework = build_framework()
    assessment = build_assessment(framework)
    renderer = get_renderer("docx")
    report = build_report(assessment, framework)
    parts = list_parts(renderer.render(report))
    template, content = build_template(), list_content(report)
    written = sum(map(len, words_of(fill(template, content))))
    asked = sum(len("".join(text.split())) for text in iter_texts(content))
    if written != asked:
        raise ValueError(f"docxtpl wrote {written} letters of {asked}")
    what = f"Word report, {len(assessment.sheets)} criteria, {len(assessment.evidence)} rows of evidence"
    yield Comparison(
        what=what,
        peer="a zip of the same parts",
        ours=call_of(lambda: renderer.render(report)),
        theirs=call_of(lambda: zip_parts(parts)),
        bound=12,
        rounds=rounds,
        seconds=1.0,
    )
    yield Comparison(
        what=what,
        peer="docxtpl, the same texts",
        ours=call_of(lambda: renderer.render(report)),
        theirs=call_of(lambda: fill(template, content)),
        bound=0.5,
        rounds=rounds,
        seconds=1.0,
    )


def iter_texts(content: list[dict[str, object]]) -> Iterator[str]:
    """Iterate over the texts that the template prints."""
    for block in content:
        rows = block.get("rows")
        if isinstance(rows, list):
            yield from (cell for row in rows for cell in row)
        else:
            yield str(block["text"])
