"""``kdcl doctor``: what is installed, and what of it is broken."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.cli.console import end_if, say, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.streams import echo, echo_json
from kdcl.findings import Severity
from kdcl.installation import Installation, examine
from kdcl.messages import Message, message


@spoken(message("Say what is installed, and which packages are broken; exit code 1 if one is."))
@has_format("text", "json")
def doctor(form: str) -> None:
    """Print versions, extras, programs, fonts and what other packages add."""
    found = examine()
    if form == "json":
        echo_json(found.to_dict(speaker()))
    else:
        for line in _iter_lines(found):
            say(line)
        for finding in found.findings:
            fix = finding.fix and speaker().text(finding.fix)
            echo(f"{speaker().text(finding.severity.words)}: {speaker().text(finding.message)} ({fix})")
    end_if(any(finding.severity is not Severity.NOTE for finding in found.findings))


def _iter_lines(found: Installation) -> Iterator[Message]:
    none = message("none")
    yield message(
        "kdcl {version}, Python {python}, {platform}",
        version=found.version,
        python=found.python,
        platform=found.platform,
    )
    for extra, packages in found.extras.items():
        shown = tuple(f"{name} {known}" for name, known in packages.items() if known)
        yield message("extra {extra}: {packages}", extra=extra, packages=shown or none)
    yield message("LibreOffice: {program}", program=found.libreoffice or none)
    yield message("typefaces of official papers: {fonts}", fonts=found.fonts or none)
    for plugin in found.plugins:
        if plugin.problem is None:
            facts = {"group": plugin.group, "name": plugin.name, "package": plugin.package or plugin.value}
            yield message("{group}: {name}, of {package}", **facts)
