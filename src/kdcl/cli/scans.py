"""``kdcl evidence scan`` and ``kdcl evidence pack``: a folder of scans, held against the list and handed on."""

from __future__ import annotations

import click

from kdcl.cli.console import EXISTING_FILE, end_if, option, say, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import FEW, open_school
from kdcl.cli.output import Output, writes_target
from kdcl.cli.streams import echo_json
from kdcl.documents.evidence_pack import build_pack_index
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding, group_findings
from kdcl.messages import Message, message
from kdcl.place_names import name_place
from kdcl.renderers import render
from kdcl.scans import ScannedFolder, build_pack, dump_hashes, load_hashes, pack_path, scan_folder
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework

_FOLDER = click.Path(exists=True, file_okay=False)


@spoken(message("Hold a folder of scans against the list of evidence; exit code 1 if something is amiss."))
@takes_file
@option("-d", "--directory", required=True, type=_FOLDER, told=message("The folder of the scans."))
@option("--earlier", type=EXISTING_FILE, told=message("Hashes of an earlier time: what changed since is said."))
@has_format("text", "json")
@option("--all", "is_complete", is_flag=True, told=message("Print each finding, also where many say the same."))
@writes_target(
    "file", "earlier", required=False, told=message("Write the hashes of the scans to this file, for a later time.")
)
def scan(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: str, directory: str, earlier: str | None, form: str, is_complete: bool, target: Output | None
) -> None:
    """Print what a folder of scans lacks or has too much."""
    assessment, _ = open_school(file)
    scanned = scan_folder(directory, assessment, earlier=load_hashes(earlier) if earlier else None)
    if form == "json":
        echo_json([finding.to_dict(speaker()) for finding in scanned.findings])
    else:
        _print_findings(scanned, assessment, is_complete=is_complete)
    if target is not None:
        target.write_and_tell(dump_hashes(scanned).encode())
    end_if(scanned.findings)


def _print_findings(scanned: ScannedFolder, assessment: SelfAssessment, *, is_complete: bool) -> None:
    for group in group_findings(scanned.findings):
        is_short = not is_complete and len(group) > FEW
        for finding in group.findings[:FEW] if is_short else group.findings:
            say(message("{place}: {finding}", finding=finding.message, place=_name(finding, assessment)))
        if is_short:
            say(message("    and {count} more of this kind (--all prints each)", count=len(group) - FEW))
    found = len(scanned.findings)
    say(message("Files: {files}; findings: {findings}", files=len(scanned.files), findings=found))


def _name(finding: Finding, assessment: SelfAssessment) -> Message:
    """Return a place in words: a row of the list, or a file of the folder."""
    if finding.place.steps[0] != "evidence":
        return finding.place.in_words
    return name_place(finding.place, assessment, get_framework(assessment.framework).part(FORM))


@spoken(message("Pack the scans with an index whose links lead to them into one archive (.zip); nothing is replaced."))
@takes_file
@option("-d", "--directory", required=True, type=_FOLDER, told=message("The folder of the scans."))
@writes_target("file", told=message("The archive to write."), is_new=True)
def pack(file: str, directory: str, target: Output) -> None:
    """Write the archive, and say what of the folder and of the list is not in it."""
    assessment, framework = open_school(file)
    scanned = scan_folder(directory, assessment)
    by_code = {row.code: scanned.of(row.code) for row in assessment.evidence}
    packed = [scan for scan in scanned.files if scan.code in by_code and scan.size]
    links = {code: tuple(map(pack_path, scans)) for code, scans in by_code.items()}
    index = render(build_pack_index(assessment, framework, links, language=speaker().language), "html")
    target.write_and_tell(build_pack(directory, packed, index))
    aside = [finding for finding in scanned.findings if finding.place.steps[0] != "evidence"]
    for finding in aside:
        say(message("left out: {place}: {finding}", place=finding.place.in_words, finding=finding.message))
    without = sum(not scans for scans in by_code.values())
    say(
        message(
            "Files in the pack: {packed}; left out: {left_out}; codes without a scan: {without}",
            packed=len(packed),
            left_out=len({finding.place for finding in aside}),
            without=without,
        )
    )
