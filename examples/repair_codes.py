"""Give new pieces of evidence their codes, and repair the codes that people typed badly.

python examples/repair_codes.py
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import kdcl

HERE = Path(__file__).parent

TYPED_LIKE = ("{box}.{standard}.{criterion:02}.{number:02}", "{box}-{standard} - {criterion:02}–{number}")
"""Two of the many ways in which codes are typed."""


def get_next_code(
    taken: Iterable[kdcl.EvidenceCode], criterion: kdcl.CriterionCode, box: int | None = None
) -> kdcl.EvidenceCode:
    """Return the first code after all those of a criterion; a number that was given once is never given again."""
    numbers = [code.number for code in taken if code.criterion_code == criterion]
    return kdcl.EvidenceCode(
        box or criterion.standard, criterion.standard, criterion.criterion, max(numbers, default=0) + 1
    )


def repair(text: str) -> str:
    """Return the text with every evidence code in the official notation; nothing else in it changes."""
    pieces, end = [], 0
    for found in kdcl.find_codes(text):
        pieces += [text[end : found.start], str(found.code)]
        end = found.end
    return "".join([*pieces, text[end:]])


def show_next_codes(assessment: kdcl.SelfAssessment) -> None:
    """Print the codes that the next pieces of evidence of a few criteria would get."""
    taken = [evidence.code for evidence in assessment.evidence]
    print(f"Next codes of {assessment.school.name}, where {len(taken)} are taken")
    for text in ("1.1", "3.6", "5.7"):
        criterion = kdcl.CriterionCode.parse(text)
        first = get_next_code(taken, criterion)
        second = get_next_code([*taken, first], criterion)
        print(f"  criterion {criterion}: {first}, then {second}")


def show_repaired_text(assessment: kdcl.SelfAssessment) -> None:
    """Spoil the codes of one paragraph as hurried typing does, and repair them."""
    original = assessment.sheets[0].current_state[0].text
    typed = original
    for place, found in enumerate(kdcl.find_codes(original)):
        code = found.code
        spoilt = TYPED_LIKE[place % 2].format(
            box=code.box, standard=code.standard, criterion=code.criterion, number=code.number
        )
        typed = typed.replace(found.text, f"h{spoilt}")
    repaired = repair(typed)
    print("\nA paragraph as it was typed")
    print(f"  {typed}")
    print("the same, repaired")
    print(f"  {repaired}")
    print(f"equal to the paragraph in the file: {'yes' if repaired == original else 'no'}")


def show_single_codes() -> None:
    """Print what single typed codes mean, and why some mean nothing."""
    print("\nOne code at a time")
    for typed in ("h1.1.3 – 2", "[H5-5-04-01", "H1-1-03", "H0-1-03-02"):
        try:
            print(f"  {typed!r:16} {kdcl.EvidenceCode.normalize(typed)}")
        except kdcl.KdclError as error:
            print(f"  {typed!r:16} refused: {error}")


if __name__ == "__main__":
    school = kdcl.load(HERE / "primary-2017.json")
    show_next_codes(school)
    show_repaired_text(school)
    show_single_codes()
