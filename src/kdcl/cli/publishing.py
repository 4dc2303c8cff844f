"""``kdcl frameworks export``, ``schema`` and ``diff``: the law for other programs, and what changed in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from kdcl.changes import ItemChangeKind, diff_frameworks, load_crosswalk
from kdcl.cli.console import EXISTING_FILE, end_if, option, say, speaker, spoken, usage_error
from kdcl.cli.formats import has_format
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.exchange import build_case_package, case_schema, export_framework, framework_schema
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.standards import get_framework, load_framework

_SCHEMAS: Final[dict[str, Callable[[], dict[str, Any]]]] = {"json": framework_schema, "case": case_schema}
_FORM: Final = has_format(
    *_SCHEMAS, told=message("json: all that is known, by this library's schema; case: the tree as 1EdTech CASE 1.1.")
)


@spoken(message("Write a framework for programs in other languages, as JSON or as 1EdTech CASE."))
@click.argument("name", metavar="FRAMEWORK")
@_FORM
@option("--base-uri", told=message("Where a CASE package will be published, with the stroke at its end."))
@writes_file(required=False, told=message("The file to write; without it, everything is printed."))
def export(name: str, form: str, base_uri: str | None, output: str | None, force: bool) -> None:
    """Write a framework as JSON."""
    if base_uri and form != "case":
        raise usage_error(message("--base-uri belongs to --format case"))
    framework = get_framework(name)
    content = export_framework(framework) if form == "json" else build_case_package(framework, base_uri=base_uri)
    if output is None:
        echo_json(content)
        return
    written = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    Output(path=output, force=force).write_and_tell(written.encode())


@spoken(message("Say what became of each standard, criterion and indicator; exit code 1 if anything differs."))
@click.argument("old")
@click.argument("new")
@option("--crosswalk", type=EXISTING_FILE, told=message("A file that says what became of which item (TOML)."))
@has_format("text", "json")
@option("--all", "is_complete", is_flag=True, told=message("Name what is unchanged too."))
def diff(old: str, new: str, crosswalk: str | None, form: str, is_complete: bool) -> None:
    """Print the differences between two frameworks, each an id or a folder."""
    before, after = _open(old), _open(new)
    changes = diff_frameworks(before, after, load_crosswalk(crosswalk, before, after) if crosswalk else None)
    if form == "json":
        echo_json(changes.to_dict(speaker()))
    else:
        for change in changes.items:
            if is_complete or change.kind is not ItemChangeKind.UNCHANGED:
                say(change.in_words)
        if changes.levels:
            say(message("levels whose rule differs: {levels}", levels=changes.levels))
        counts = (message("{kind} {count}", kind=kind.words, count=count) for kind, count in changes.counts.items())
        say(message("Items: {counts}", counts=tuple(counts)))
    end_if(changes)


def _open(name: str) -> Framework:
    """Return the framework of an id, or of a folder or file of one's own."""
    return load_framework(name) if Path(name).exists() else get_framework(name)


@spoken(message("Print the JSON Schema of an exported framework."))
@_FORM
def schema(form: str) -> None:
    """Print the schema."""
    echo_json(_SCHEMAS[form]())
