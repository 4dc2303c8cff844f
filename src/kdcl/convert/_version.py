"""The head that every file of ours has: a JSON object with the version of its format."""

from __future__ import annotations

from typing import Any, Final

from kdcl.convert import _json
from kdcl.convert._json import UNREADABLE
from kdcl.errors import SchoolFileError
from kdcl.findings import Finding, refuse
from kdcl.messages import message
from kdcl.places import ROOT

SCHEMA_VERSION: Final = 1
"""The version of the file format that this release writes; it reads this one and every earlier one."""


def read_object(text: str, source: str) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return the object of a JSON text without its version, and what is wrong with the version and with the text.

    Raises:
        SchoolFileError: the text is not JSON, or no object.
    """
    tree = _json.parse(text, source)
    if type(tree.value) is not dict:
        reason = message("{value} is not an object; write {{ }} with keys and values", value=_json.show(tree.value))
        raise SchoolFileError(source, (refuse(ROOT, reason, UNREADABLE),))
    return tree.value, (*_version_problems(tree.value), *tree.problems)


def _version_problems(tree: dict[str, Any]) -> tuple[Finding, ...]:
    """Take the version out of the tree and return what is wrong with it."""
    if "schema_version" not in tree:
        reason = message("this is missing; write {version}", version=SCHEMA_VERSION)
        return (refuse(ROOT.at("schema_version"), reason, UNREADABLE),)
    version = tree.pop("schema_version")
    if type(version) is int and version == SCHEMA_VERSION:
        return ()
    if type(version) is int and version > SCHEMA_VERSION:
        reason = message(
            "version {version} is newer than this release of kdcl, which knows {known}; install a newer one",
            version=version,
            known=SCHEMA_VERSION,
        )
    else:
        reason = message(
            "{value} is not a version of the file format; write {known}",
            value=_json.show(version),
            known=SCHEMA_VERSION,
        )
    return (refuse(ROOT.at("schema_version"), reason, UNREADABLE),)
