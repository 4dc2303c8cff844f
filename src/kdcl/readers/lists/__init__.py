"""Evidence lists (danh mục mã minh chứng), out of Excel workbooks and tables in Word.

`reading` is the way in and `result` what comes out. `workbook` and `grid` give every table as rows of cells; `head`
finds the columns, `row` and `codes` read one row, `rows` the whole list (``docs/analysis/evidence-lists.md``).
"""
