"""Accept a finding for a time, begin the next year's file, see what changed, and pack the scans of the evidence.

python examples/begin_next_year.py
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import attrs

import kdcl
from kdcl.changes import group_changes
from kdcl.checks.accepting import accept, sift
from kdcl.documents.changes import build_changes
from kdcl.documents.evidence_pack import build_pack_index
from kdcl.scans import build_pack, pack_path, scan_folder

HERE = Path(__file__).parent
TODAY = dt.date(2018, 6, 1)


def accept_a_finding(assessment: kdcl.SelfAssessment, framework: kdcl.Framework) -> None:
    """Leave an item empty, and accept for a month that it is."""
    sheet = attrs.evolve(assessment.sheets[0], weaknesses="")
    assessment = attrs.evolve(assessment, sheets=(sheet, *assessment.sheets[1:]))
    (finding,) = kdcl.check(assessment, framework, only=["empty-item"])
    until = TODAY + dt.timedelta(days=30)
    assessment = accept(finding, assessment, role="Council", reason="It meets in June", on=TODAY, until=until)
    for day in (TODAY, until + dt.timedelta(days=1)):
        found = kdcl.check(assessment, framework, only=["empty-item", "expired-exception"], today=day)
        sifted = sift(found, assessment, today=day)
        print(f"{day}: open {len(sifted.open)}, accepted {len(sifted.accepted)}")


def begin(assessment: kdcl.SelfAssessment, framework: kdcl.Framework) -> None:
    """Make the next year's file, and say what carries over and what differs."""
    following = kdcl.next_year(assessment, framework)
    print(f"\nSchool year {following.facts.school_year}:")
    for carried in following.carried:
        print(f"  {carried.in_words}")
    changes = kdcl.diff(assessment, following.facts)
    for group, each in group_changes(changes).items():
        print(f"  {group.label}: {len(each)} changes")
    paper = build_changes(assessment, following.facts, framework, language="en")
    print(f"  as a web page: {len(kdcl.render(paper, 'html')) // 1024} KiB")


def pack(assessment: kdcl.SelfAssessment, framework: kdcl.Framework, folder: Path) -> None:
    """Scan a piece of evidence, hold the folder against the list, and pack it with its index."""
    code = assessment.evidence[0].code
    (folder / f"{code}.pdf").write_bytes(b"%PDF-1.4 a scan")
    scanned = scan_folder(folder, assessment)
    print(f"\n{len(scanned.files)} file; findings: {len(scanned.findings)}, the first: {scanned.findings[0].message}")
    links = {code: tuple(map(pack_path, scanned.of(code)))}
    index = kdcl.render(build_pack_index(assessment, framework, links), "html")
    archive = build_pack(folder, scanned.of(code), index)
    print(f"the same bytes again: {'yes' if archive == build_pack(folder, scanned.of(code), index) else 'no'}")


def main() -> None:
    """Run all of it on the example's file."""
    assessment = kdcl.load(HERE / "primary-2017.json")
    framework = kdcl.get_framework(assessment.framework)
    accept_a_finding(assessment, framework)
    begin(assessment, framework)
    with tempfile.TemporaryDirectory() as folder:
        pack(assessment, framework, Path(folder))


if __name__ == "__main__":
    main()
