"""Files of Office programs that nobody vouches for, and the bytes of those that go out: the one door for both.

`limits` says how much work a file may ask for, `kinds` tells by its content what a file is, `package` opens zip
archives of parts, `libreoffice` runs LibreOffice, `opening` opens files of any age, `workbook` gives the sheets of a
workbook as grids, and `settling` takes clock and machine out of a package that was written. This room knows nothing of
reports, lists or schools.
"""
