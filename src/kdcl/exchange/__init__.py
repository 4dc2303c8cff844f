"""The law for programs in other languages: a framework as JSON, as CASE, and vectors to test another program with.

`export_framework` gives all that this library knows of a framework as plain values by a published JSON Schema;
`build_case_package` gives its tree as 1EdTech's Competencies and Academic Standards Exchange 1.1.
Identifiers are made from the framework's id and the law's own numbers, so that they stay the same for ever.
`tools/vectors.py` makes what another program can be held to. See ``docs/other-languages.md``.
"""

from kdcl.exchange.case import build_case_package, case_schema
from kdcl.exchange.framework import export_framework, export_item, export_level_rules, framework_schema
from kdcl.exchange.identifiers import identify, make_urn

__all__ = [
    "build_case_package",
    "case_schema",
    "export_framework",
    "export_item",
    "export_level_rules",
    "framework_schema",
    "identify",
    "make_urn",
]
