"""The command line: a thin face over the public API, in Vietnamese or English.

Exit codes: 0 fine, 1 findings in what was read, 2 misuse (an unknown option, a file that is not there), 3 a defect of
kdcl itself, 130 stopped from the keyboard.
"""

from __future__ import annotations

import click

from kdcl.cli.console import SpokenOption, SpokenProgram
from kdcl.cli.opening import Commands, Door
from kdcl.cli.streams import echo
from kdcl.messages import message


def _show_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        from kdcl._version import __version__  # noqa: PLC0415 - asking which release this is takes longer than most

        echo(f"kdcl, version {__version__}")
        ctx.exit()


_COMMANDS = {
    "frameworks": Door(
        "law",
        message(
            "List the frameworks and whether they are available; with --unverified, everything that was not read in "
            "the law itself: what is unread, inferred or seen in practice only."
        ),
    ),
    "show": Door(
        "law",
        message("Show a standard (1), a criterion (1.3) or an indicator (1.3.b): what it asks, checks, evidence."),
    ),
    "wording": Door("official", message("Official wording from your own copy of letter 46 or of the circular.")),
    "test": Door(
        "trying",
        message("Run cases of the law (TOML): facts in; levels, verdicts and findings out. Exit code 1 if one fails."),
    ),
    "serve": Door(
        "serving", message("Answer other programs over HTTP, on this machine alone (needs the extra: service).")
    ),
    "doctor": Door("doctor", message("Say what is installed, and which packages are broken; exit code 1 if one is.")),
    "new": Door("file", message("Write a starter file: every criterion with empty items, ready to be filled in.")),
    "score": Door("score", message("Compute the level a school reaches, and say why.")),
    "check": Door(
        "file",
        message("Say everything that is wrong with a school's file; exit code 1 if there are errors or warnings."),
    ),
    "exceptions": Door(
        "exceptions", message("Exceptions: findings that the council accepts, with a reason and an end.")
    ),
    "schema": Door("file", message("Print the JSON Schema of a school's file (needs the extra: schema).")),
    "report": Door(
        "render", message("Write the self-assessment report; the file's suffix says the format (see: kdcl renderers).")
    ),
    "render": Door("render", message("Write a document of the guidance, or all of them (KIND all, with -d).")),
    "renderers": Door("render", message("List the kinds of documents, and the formats they can be written in.")),
    "mail": Door(
        "mail",
        message("Write a mail to the district office with the summary of results in it (.eml); nothing is sent."),
    ),
    "evidence": Door("evidence", message("Keep the list of evidence: codes, renumbering, coverage, boxes.")),
    "codes": Door("code", message("Find evidence codes in a text, or repair their typing.")),
    "data": Door("data", message("Five years of figures: the entry form, and the numbers the law asks for.")),
    "plan": Door("plan", message("The self-assessment plan: what is due, and a calendar of it.")),
    "forms": Door("forms", message("Files that go out to people and come back.")),
    "diff": Door("changes", message("Say what differs between two files of a school; exit code 1 if something does.")),
    "merge": Door(
        "changes",
        message(
            "Merge two files that began as one; what both changed differently is said, and stands as in OURS; what one "
            "took out and the other changed is said and kept. Exit code 1 if there is such a thing."
        ),
    ),
    "next-year": Door(
        "following", message("Write the next year's file: what carries over from this year's, and what begins anew.")
    ),
    "review": Door(
        "review", message("Write a copy of a Word report with a comment at each place where something was found.")
    ),
    "external": Door("external", message("Assessment from outside: a team's file, its steps, checks and results.")),
    "overview": Door(
        "overview",
        message(
            "Make one table of many schools' files: levels claimed and computed, contradictions, what was not read."
        ),
    ),
    "batch": Door("batch", message("Check, score, render, import or tabulate the files of many schools.")),
    "import": Door(
        "importing",
        message(
            "Read documents of a school (.docx), evidence lists and tables of Part I (.xlsx, .docx, .csv) into a "
            "school's file."
        ),
        name="import_file",
    ),
}
"""Every command, in the order of the guide; none is imported before it is called."""


@click.group(
    "kdcl",
    cls=SpokenProgram,
    commands=Commands(_COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"]},
    told=message("Score a school's self-assessment, check it, and print its report (circular 42/2012/TT-BGDĐT)."),
)
@click.option(
    "--version",
    "-V",
    cls=SpokenOption,
    told=message("Show the version and exit."),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
)
def main() -> None:
    """Run the command line."""
