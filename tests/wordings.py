"""Copies of a letter and a circular for tests, laid out as the official ones but in the library's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from kdcl.law import Criterion, Framework, Indicator, InstitutionType
from word_files import empty_document

PARTS = {
    InstitutionType.PRIMARY: "I. ĐỐI VỚI TRƯỜNG TIỂU HỌC",
    InstitutionType.SECONDARY: "II. ĐỐI VỚI TRƯỜNG TRUNG HỌC",
}
CHECKS = "Yêu cầu của chỉ số:"
EVIDENCE = "Gợi ý các minh chứng:"


@attrs.frozen
class Row:
    """A paragraph of a copy: which part, what it is (``"1.3.b"``, ``"1.3.b checks"``), and its text."""

    part: str
    key: str
    text: str


def letter_rows(frameworks: Iterable[Framework]) -> list[Row]:
    """Return a copy laid out as letter 46: with what each indicator asks and suggested evidence."""
    rows = [
        Row("", "head", "Số:  1 /TEST-THU"),
        Row("", "head", "1. Một điều chung."),
        Row("", "head", "a) Một điểm chung."),
    ]
    for framework in frameworks:
        rows.append(Row(framework.id, "part", PARTS[framework.institution]))
        for standard in framework:
            rows.append(Row(framework.id, str(standard.number), f"Tiêu chuẩn {standard.number}: {standard.title.vi}"))
            for criterion in standard.criteria:
                rows.extend(_letter_criterion(framework.id, criterion))
    return [*rows, Row("", "foot", "Trên đây là hướng dẫn.")]


def _letter_criterion(part: str, criterion: Criterion) -> Iterator[Row]:
    yield Row(part, str(criterion.code), f"{criterion.code.criterion}. {criterion.title.vi}.")
    for indicator in criterion.indicators:
        code = str(indicator.code)
        yield Row(part, code, f"{indicator.code.letter}) {indicator.requirement.vi}")
        yield Row(part, f"{code} checks", CHECKS)
        yield from (Row(part, f"{code} line", f"- {line}") for line in checks_of(indicator))
        yield Row(part, f"{code} evidence", EVIDENCE)
        yield from (Row(part, f"{code} line of evidence", f"- {piece.text.vi};") for piece in indicator.evidence)


def checks_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the lines under the heading of what an indicator asks."""
    return tuple(check.vi for check in indicator.checks) or ("Như trên.",)


def circular_rows(frameworks: Iterable[Framework]) -> list[Row]:
    """Return a copy laid out as the circular: articles, clauses and points, other articles before and after."""
    rows = [Row("", "head", "Số: 1/2000/TT-TEST"), Row("", "head", "Điều 1. Phạm vi"), Row("", "head", "1. Một khoản.")]
    article = 4
    for framework in frameworks:
        kind = PARTS[framework.institution].partition("TRƯỜNG ")[2]
        rows.append(Row(framework.id, "part", f"TIÊU CHUẨN ĐÁNH GIÁ CHẤT LƯỢNG TRƯỜNG {kind}"))
        for standard in framework:
            article += 1
            title = f"Điều {article}. Tiêu chuẩn {standard.number}: {standard.title.vi}"
            rows.append(Row(framework.id, str(standard.number), title))
            for criterion in standard.criteria:
                rows.append(
                    Row(framework.id, str(criterion.code), f"{criterion.code.criterion}. {criterion.title.vi}:")
                )
                rows += [
                    Row(framework.id, str(indicator.code), f"{indicator.code.letter}) {indicator.requirement.vi}")
                    for indicator in criterion.indicators
                ]
    after = ("Chương III", "Điều 90. Quy trình", "1. Một khoản khác.", "a) Một điểm khác.")
    return rows + [Row("", "foot", text) for text in after]


def write_text(path: Path, rows: Iterable[Row]) -> Path:
    """Write a copy as plain text and return its path."""
    path.write_text("\n\n".join(row.text for row in rows), "utf-8")
    return path


def write_word(path: Path, rows: Iterable[Row]) -> Path:
    """Write a copy as a Word file and return its path."""
    document = empty_document()
    for row in rows:
        document.add_paragraph(row.text)
    document.save(str(path))
    return path
