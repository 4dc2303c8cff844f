"""The entry form of a school's data as an Excel workbook: written for a school, filled in, read back.

`write_data_form` lays the declared tables out in explained sheets with checked cells and locked totals;
`read_data_form` brings the figures back with a finding for each cell that cannot be read. Needs openpyxl (extra
``excel``).
"""

from kdcl.figures.entry_form._read import NO_VALUE, DataFormResult, read_data_form, read_form_sheets
from kdcl.figures.entry_form._write import MOMENT, add_form_sheets, write_data_form

__all__ = [
    "MOMENT",
    "NO_VALUE",
    "DataFormResult",
    "add_form_sheets",
    "read_data_form",
    "read_form_sheets",
    "write_data_form",
]
