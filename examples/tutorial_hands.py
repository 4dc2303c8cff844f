"""Type for those who only read the tutorial: what people do there by hand, in Word and in a text editor.

::

    python3 examples/tutorial_hands.py type sent 1.2.b 3.6.a
    python3 examples/tutorial_hands.py mend school-2.json 1.2 3.6

It needs nothing but Python, so that it runs wherever kdcl itself is installed.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

PLACE = '<w:tag w:val="ratings.{indicator}"/>'
END = "</w:sdt>"


def find_places(form: Path, indicators: list[str]) -> list[str]:
    """Return those of the indicators that a Word form has a place for."""
    with zipfile.ZipFile(form) as package:
        text = package.read("word/document.xml").decode("utf-8")
    return [indicator for indicator in indicators if PLACE.format(indicator=indicator) in text]


def type_met(form: Path, indicators: list[str]) -> None:
    """Write that indicators are met at their places in a Word form, as somebody does who chooses it there."""
    with zipfile.ZipFile(form) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    with zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED) as package:
        for info, data in parts.items():
            if info.filename == "word/document.xml":
                data = type_into(data.decode("utf-8"), indicators).encode("utf-8")  # noqa: PLW2901 - this part alone
            package.writestr(info, data)


def type_into(text: str, indicators: list[str]) -> str:
    """Return the main part of a form with the word at the places of these indicators that it has."""
    for indicator in indicators:
        before, place, behind = text.partition(PLACE.format(indicator=indicator))
        control, end, rest = behind.partition(END)
        control = control.replace("<w:showingPlcHdr/>", "")
        control = re.sub(r"(<w:t\b[^>]*>)[^<]*", r"\g<1>đạt", control, count=1)
        text = before + place + control + end + rest
    return text


def mend(file: Path, criteria: list[str]) -> None:
    """Write the verdict "met" on these sheets, and take the claimed counts away: the report counts them itself."""
    if not file.is_file():
        sys.exit(f"{file}: there is no such file; go back to the command that writes it")
    school = json.loads(file.read_text("utf-8"))
    school["claims"] = {}
    for sheet in school["sheets"]:
        if sheet["criterion"] in criteria:
            sheet["stated_verdict"] = "met"
    file.write_text(json.dumps(school, ensure_ascii=False, indent=2) + "\n", "utf-8")


def main() -> None:
    """Do what the command line says."""
    work, where, *items = sys.argv[1:]
    if work == "mend":
        mend(Path(where), items)
    else:
        found = {form: find_places(form, items) for form in sorted(Path(where).glob("*.docx"))}
        if missing := set(items).difference(*found.values()):
            sys.exit(f"{where}: no Word form in this folder has a place for {', '.join(sorted(missing))}")
        for form, indicators in found.items():
            type_met(form, indicators)


if __name__ == "__main__":
    main()
