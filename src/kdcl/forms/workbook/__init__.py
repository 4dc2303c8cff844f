"""The workbook: a whole school's file as one Excel workbook to work in, and back.

`write_workbook` lays the file out in sheets with checked cells and locked totals; `read_workbook_form` brings back what
people changed in it, wherever lines were moved to, with a finding for each cell that cannot be read and each text that
stands beside the form. What was changed is merged by `kdcl.forms.collect`. Needs openpyxl (extra ``excel``) to write.
"""

from __future__ import annotations

from typing import Final

import attrs

from kdcl.checks import check
from kdcl.errors import MissingExtraError
from kdcl.forms.workbook.reading import OUTSIDE, BookEdit, ReadWorkbook, read_workbook_form
from kdcl.law import Framework
from kdcl.locale import get_locale
from kdcl.places import ROOT
from kdcl.school import SelfAssessment
from kdcl.school.held_against import framework_for

__all__ = ["FIELDS", "OUTSIDE", "BookEdit", "ReadWorkbook", "read_workbook_form", "write_workbook"]

_NOT_ASKED: Final = {"framework", "school_year", "retired_codes", "renumberings", "external"}
"""What no workbook changes: whose file it is, the log of codes, which commands keep, and what is not the school's."""

FIELDS: Final = tuple(ROOT.at(field.name) for field in attrs.fields(SelfAssessment) if field.name not in _NOT_ASKED)
"""The facts that the workbook asks for: all of the file that people write."""


def write_workbook(assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi") -> bytes:
    """Return a school's file as the bytes of a workbook to work in.

    Args:
        assessment: the school's file.
        framework: the framework it was made under.
        language: the language of heads and explanations.

    Raises:
        MissingExtraError: openpyxl is not installed (extra ``excel``).
        UnknownLanguageError: the library does not speak the language.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "write_workbook(assessment, framework)")
    try:
        from kdcl.forms.workbook.writing import write  # noqa: PLC0415 - openpyxl is optional
    except ImportError:
        raise MissingExtraError("openpyxl", "excel") from None
    findings = check(assessment, framework)
    return write(assessment, framework, get_locale(language), findings=findings, fields=FIELDS)
