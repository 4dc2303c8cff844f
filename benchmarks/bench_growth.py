"""How the work grows with a file: each operation on a thousand and on ten thousand pieces of evidence, or codes."""

from __future__ import annotations

import gc
import math
import statistics
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from kdcl.checks import check
from kdcl.codes import find_codes
from kdcl.convert import dumps, loads
from kdcl.documents.draft import build_draft
from kdcl.documents.report import build_report
from kdcl.evidence import EvidenceRegister, coverage, find_misplaced
from kdcl.evidence.rewriting import repair_codes
from kdcl.evidence.statements import iter_statements
from kdcl.renderers import render
from kdcl.school import SelfAssessment
from material import build_assessment, build_framework
from timing import call_of

SIZES: Final = (1_000, 10_000)
ROUNDS: Final = 3
BOUND: Final = 1.1
"""The exponent that the design allows: 1 is in proportion, 2 is the square."""


@attrs.frozen(kw_only=True)
class Growth:
    """How an operation grows.

    Attributes:
        what: the operation.
        seconds: the medians on a file of each size.
    """

    what: str
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The power of the size by which the time grows."""
        first, last = self.seconds[0], self.seconds[-1]
        return math.log(last / first) / math.log(SIZES[-1] / SIZES[0])


def iter_growths() -> Iterator[Growth]:
    """Iterate over the operations."""
    framework = build_framework()
    files = [build_assessment(framework, size) for size in SIZES]
    operations: dict[str, Callable[[SelfAssessment], object]] = {
        "find the codes of a text, badly typed": lambda file: find_codes(_type_badly(file)),
        "split a text into statements": lambda file: tuple(iter_statements(_join(file))),
        "find evidence by its code": _find_each,
        "add evidence one by one (a hundredth of it)": _add_each,
        "find misplaced evidence": find_misplaced,
        "repair codes": repair_codes,
        "hold evidence against suggestions": lambda file: coverage(file, framework),
        "check": lambda file: check(file, framework),
        "dump and load": lambda file: loads(dumps(file)),
        "compose the report": lambda file: build_report(file, framework),
        "comment a draft": lambda file: build_draft(build_report(file, framework), file, check(file, framework)),
        "render the report as text": lambda file: render(build_report(file, framework), "text"),
        "render the report as a web page": lambda file: render(build_report(file, framework), "html"),
        "render the report in Word": lambda file: render(build_report(file, framework), "docx"),
    }
    for what, operation in operations.items():
        yield Growth(what=what, seconds=tuple(_median_of(operation, file) for file in files))


def _median_of(operation: Callable[[SelfAssessment], object], file: SelfAssessment) -> float:
    """Return the median without the collector, as `timeit`: it walks over all that is alive, again and again."""
    sample = call_of(lambda: operation(file))
    gc.disable()
    try:
        return statistics.median(sample() for _ in range(ROUNDS))
    finally:
        gc.enable()


def _join(file: SelfAssessment) -> str:
    return " ".join(part.text for sheet in file.sheets for part in sheet.current_state)


def _type_badly(file: SelfAssessment) -> str:
    return _join(file).replace("[H", "H").replace("-", ".")


def _find_each(file: SelfAssessment) -> None:
    for item in file.evidence:
        if file.find_evidence(item.code) is None:
            raise AssertionError(item)


def _add_each(file: SelfAssessment) -> None:
    register = EvidenceRegister.of(file)
    for item in file.evidence[::100]:
        register = register.with_evidence(attrs.evolve(item, code=register.next_code(item.code.criterion_code)))
