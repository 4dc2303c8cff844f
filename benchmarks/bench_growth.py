"""How the work grows: each operation on 1,000 and 10,000 pieces of evidence, and on texts a hundred times as long."""

from __future__ import annotations

import gc
import math
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from bench_reading import write_list
from kdcl.blocks import Document, Paragraph, Run, Section
from kdcl.changes import diff, merge, next_year
from kdcl.checks import check
from kdcl.codes import find_codes
from kdcl.codes.broken import find_broken_codes
from kdcl.convert import dumps, loads
from kdcl.documents.draft import build_draft
from kdcl.documents.report import build_report
from kdcl.evidence import EvidenceRegister, coverage, find_misplaced
from kdcl.evidence.rewriting import repair_codes
from kdcl.evidence.statements import iter_statements
from kdcl.office.limits import LIMITS
from kdcl.readers import read_evidence_list, read_report
from kdcl.renderers import render
from kdcl.school import SelfAssessment, StateParagraph
from kdcl.text.characters import clean
from kdcl.text.dates import find_dates
from kdcl.text.encodings import find_legacy_encoding
from kdcl.text.folding import fold_name
from material import build_assessment, build_framework
from timing import call_of, calls_of

SIZES: Final = (1_000, 10_000)
"""Pieces of evidence."""
LENGTHS: Final = (2_000, 200_000)
"""Characters of a text."""
ROUNDS: Final = 3
LONG: Final = 1.0
"""Seconds; what lasts longer is done once."""
BOUND: Final = 1.1
"""The exponent that the design allows: 1 is in proportion, 2 is the square."""
BOUND_OF_TEXT: Final = math.log2(2.2)
"""The same for a text of people's own: what is twice as long may take 2.2 times as long."""


@attrs.frozen(kw_only=True)
class Growth:
    """How an operation grows.

    Attributes:
        what: the operation.
        sizes: the smallest and the largest thing it was done on: pieces of evidence, or characters.
        seconds: the medians on either.
        bound: the exponent that is allowed.
    """

    what: str
    sizes: tuple[int, int]
    seconds: tuple[float, float]
    bound: float = BOUND

    @property
    def exponent(self) -> float:
        """The power of the size by which the time grows."""
        (small, large), (first, last) = self.sizes, self.seconds
        return math.log(last / first) / math.log(large / small)


@attrs.frozen(kw_only=True)
class Material:
    """A school's file of some size, and its report and its list of evidence as files."""

    file: SelfAssessment
    report: Path
    rows: Path


def iter_growths() -> Iterator[Growth]:
    """Iterate over the operations on files, then over those on texts."""
    yield from iter_file_growths()
    yield from iter_text_growths()


def iter_file_growths(sizes: tuple[int, int] = SIZES) -> Iterator[Growth]:
    """Iterate over the operations on files with so many pieces of evidence."""
    with tempfile.TemporaryDirectory() as folder:
        materials = [_make_files(Path(folder), size) for size in sizes]
        for what, operation in FILE_OPERATIONS.items():
            first, last = (_median_of(operation, material) for material in materials)
            yield Growth(what=what, sizes=sizes, seconds=(first, last))


def iter_text_growths(lengths: tuple[int, int] = LENGTHS) -> Iterator[Growth]:
    """Iterate over the operations on texts: of each the steepest, with what the text was made of."""
    gc.collect()
    gc.freeze()  # else each sample begins with a walk over the law and all that is loaded
    for what, operation in TEXT_OPERATIONS.items():
        yield max(_iter_growths_of(what, operation, lengths), key=lambda growth: growth.exponent)
    gc.unfreeze()


def _iter_growths_of(what: str, operation: Callable[[str], object], lengths: tuple[int, int]) -> Iterator[Growth]:
    for piece in (PROSE, *HOSTILE):
        first, last = (_median_of(operation, (piece * (length // len(piece) + 1))[:length]) for length in lengths)
        name = "prose" if piece is PROSE else repr(piece)
        yield Growth(what=f"{what}: worst on {name}", sizes=lengths, seconds=(first, last), bound=BOUND_OF_TEXT)


FRAMEWORK: Final = build_framework()
SMALL: Final = build_assessment(FRAMEWORK, 0)
HIGHER: Final = attrs.evolve(LIMITS, tree_tags=10 * LIMITS.tree_tags)
"""What is read of a report that is as long as no school's."""
PROSE: Final = "Nhà trường có đủ hồ sơ theo quy định [H1-1-01-01]; [H1-1-01-02]. "
HOSTILE: Final = (
    "[",
    "H",
    "H1-",
    "[H1-1-01-",
    "H1-1-01-01; ",
    "H1.1.01.01,02-",
    " ",
    ". ",
    "1.",
    "a",
    "đ",
    "\n",
    "12/9/",
    "*_",
)
"""Pieces of which texts are made that make a reader begin again and again."""


def _render_as(name: str) -> Callable[[Material], bytes]:
    return lambda given: render(build_report(given.file, FRAMEWORK), name)


FILE_OPERATIONS: Final[Mapping[str, Callable[[Material], object]]] = {
    "find the codes of a text, badly typed": lambda given: find_codes(_type_badly(given.file)),
    "split a text into statements": lambda given: tuple(iter_statements(_join(given.file))),
    "find evidence by its code": lambda given: _find_each(given.file),
    "add evidence one by one (a hundredth of it)": lambda given: _add_each(given.file),
    "find misplaced evidence": lambda given: find_misplaced(given.file),
    "repair codes": lambda given: repair_codes(given.file),
    "hold evidence against suggestions": lambda given: coverage(given.file, FRAMEWORK),
    "check": lambda given: check(given.file, FRAMEWORK),
    "dump and load": lambda given: loads(dumps(given.file)),
    "differences of two years": lambda given: diff(given.file, _other(given.file)),
    "merge two drafts": lambda given: merge(given.file, _other(given.file), given.file),
    "next year's file": lambda given: next_year(given.file, FRAMEWORK),
    "compose the report": lambda given: build_report(given.file, FRAMEWORK),
    "comment a draft": lambda given: build_draft(
        build_report(given.file, FRAMEWORK), given.file, check(given.file, FRAMEWORK)
    ),
    **{
        f"render the report as {name}": _render_as(name) for name in ("text", "markdown", "html", "xlsx", "docx", "pdf")
    },
    "read the report back from Word": lambda given: read_report(given.report, FRAMEWORK, limits=HIGHER),
    "read the list of evidence": lambda given: read_evidence_list(given.rows),
}
"""What is done on a whole file."""

TEXT_OPERATIONS: Final[Mapping[str, Callable[[str], object]]] = {
    "find codes": find_codes,
    "find broken codes": find_broken_codes,
    "split into statements": lambda text: tuple(iter_statements(text)),
    "find dates": find_dates,
    "clean a text": clean,
    "fold a text": fold_name,
    "name an old encoding": find_legacy_encoding,
    "check prose": lambda text: check(_with_text(text), FRAMEWORK),
    "render as text": lambda text: render(_in_document(text), "text"),
    "render as markdown": lambda text: render(_in_document(text), "markdown"),
    "render as html": lambda text: render(_in_document(text), "html"),
    "render as docx": lambda text: render(_in_document(text), "docx"),
}
"""What is done on a text of people's own."""


def _make_files(folder: Path, size: int) -> Material:
    file = build_assessment(FRAMEWORK, size)
    report, rows = folder / f"report-{size}.docx", folder / f"list-{size}.xlsx"
    report.write_bytes(render(build_report(file, FRAMEWORK), "docx"))
    write_list(rows, file.evidence)
    return Material(file=file, report=report, rows=rows)


def _median_of(operation: Callable[[Any], object], given: object) -> float:
    """Return the median without the collector, as `timeit`: it walks over all that is alive, again and again."""
    gc.disable()
    try:
        first = call_of(lambda: operation(given))()
        if first > LONG:
            return first
        sample = calls_of(lambda: operation(given))
        return statistics.median(sample() for _ in range(ROUNDS))
    finally:
        gc.enable()


def _join(file: SelfAssessment) -> str:
    return " ".join(part.text for sheet in file.sheets for part in sheet.current_state)


def _type_badly(file: SelfAssessment) -> str:
    return _join(file).replace("[H", "H").replace("-", ".")


def _other(file: SelfAssessment) -> SelfAssessment:
    """Return the file with every third piece of evidence called otherwise and the last one gone."""
    changed = (
        attrs.evolve(item, name=f"{item.name} (mới)") if number % 3 == 0 else item
        for number, item in enumerate(file.evidence[:-1])
    )
    return attrs.evolve(file, evidence=tuple(changed))


def _with_text(text: str) -> SelfAssessment:
    sheet = attrs.evolve(SMALL.sheets[0], current_state=(StateParagraph(text=text, indicator="a"),))
    return attrs.evolve(SMALL, sheets=(sheet,))


def _in_document(text: str) -> Document:
    section = Section(blocks=(Paragraph(runs=(Run(text, bold=True),)),))
    return Document(title="A", author="A", subject="A", language="vi", sections=(section,))


def _find_each(file: SelfAssessment) -> None:
    for item in file.evidence:
        if file.find_evidence(item.code) is None:
            raise AssertionError(item)


def _add_each(file: SelfAssessment) -> None:
    register = EvidenceRegister.of(file)
    for item in file.evidence[::100]:
        register = register.with_evidence(attrs.evolve(item, code=register.next_code(item.code.criterion_code)))
