"""``kdcl frameworks export`` and ``schema``: the law for programs in other languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import click

from kdcl.cli.console import option, speaker, spoken
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.exchange import build_case_package, case_schema, export_framework, framework_schema
from kdcl.messages import message
from kdcl.standards import get_framework

_SCHEMAS: Final[dict[str, Callable[[], dict[str, Any]]]] = {"json": framework_schema, "case": case_schema}
_FORM: Final = option(
    "--format",
    "form",
    type=click.Choice(list(_SCHEMAS)),
    default="json",
    show_default=True,
    told=message("json: all that is known, by this library's schema; case: the tree as 1EdTech CASE 1.1."),
)


@spoken(message("Write a framework for programs in other languages, as JSON or as 1EdTech CASE."))
@click.argument("name", metavar="FRAMEWORK")
@_FORM
@option("--base-uri", told=message("Where a CASE package will be published, with the stroke at its end."))
@writes_file(required=False, told=message("The file to write; without it, everything is printed."))
def export(name: str, form: str, base_uri: str | None, output: str | None, force: bool) -> None:
    """Write a framework as JSON."""
    if base_uri and form != "case":
        raise click.UsageError(speaker().text(message("--base-uri belongs to --format case")))
    framework = get_framework(name)
    content = export_framework(framework) if form == "json" else build_case_package(framework, base_uri=base_uri)
    if output is None:
        echo_json(content)
        return
    target = Output(path=output, force=force)
    target.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    target.tell()


@spoken(message("Print the JSON Schema of an exported framework."))
@_FORM
def schema(form: str) -> None:
    """Print the schema."""
    echo_json(_SCHEMAS[form]())
