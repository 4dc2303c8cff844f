"""The command line: a thin face over the public API, in Vietnamese or English.

Exit codes: 0 fine, 1 findings in what was read, 2 misuse (an unknown option, a file that is not there), 3 a defect of
kdcl itself, 130 stopped from the keyboard.
"""

from __future__ import annotations

import click

from kdcl._version import __version__
from kdcl.cli.batch import batch
from kdcl.cli.changes import diff, merge
from kdcl.cli.code import codes
from kdcl.cli.console import SpokenOption, SpokenProgram, has_language
from kdcl.cli.data import data
from kdcl.cli.doctor import doctor
from kdcl.cli.evidence import evidence
from kdcl.cli.exceptions import exceptions
from kdcl.cli.external import external
from kdcl.cli.file import check, new, schema
from kdcl.cli.following import next_year
from kdcl.cli.forms import forms
from kdcl.cli.importing import import_file
from kdcl.cli.law import frameworks, show
from kdcl.cli.mail import mail
from kdcl.cli.official import wording
from kdcl.cli.overview import overview
from kdcl.cli.plan import plan
from kdcl.cli.render import render, renderers, report
from kdcl.cli.review import review
from kdcl.cli.score import score
from kdcl.cli.serving import serve
from kdcl.cli.streams import echo
from kdcl.cli.trying import test
from kdcl.messages import message


def _show_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        echo(f"kdcl, version {__version__}")
        ctx.exit()


@click.group(
    "kdcl",
    cls=SpokenProgram,
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
@has_language
def main() -> None:
    """Run the command line."""


for _command in (
    *(frameworks, show, wording, test, serve, doctor),
    *(new, score, check, exceptions, schema),
    *(report, render, renderers, mail),
    *(evidence, codes, data, plan, forms),
    *(diff, merge, next_year, review, external, overview, batch),
):
    main.add_command(_command)
main.add_command(import_file, "import")
