"""Brings the Vietnamese catalogue up to date with the sentences of the source, in one fixed layout.

::

    python tools/catalogue.py                 # add what is new, drop what is gone, list what has no Vietnamese yet
    python tools/catalogue.py words.json      # the same, and fill in from a JSON object: English template to Vietnamese

The layout is always the same (sorted, no flags, no dates), so that two branches that add different sentences merge line
by line; conflict marks of a merge are read as both sides, and written away.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src/kdcl/locale/vi.po"
KEYWORDS = {"message": None, "ngettext": (1, 2)}
MARK = re.compile(r"^(?:<<<<<<<|=======|>>>>>>>).*\n", re.MULTILINE)
HEADER = """\
# Vietnamese wording of kdcl. English templates are the keys; docs/analysis/language.md says how to update this file.
msgid ""
msgstr ""
"Language: vi\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


Words = str | tuple[str, ...] | list[str]


def read_known() -> dict[Words, Words]:
    """Return the Vietnamese of every template that the catalogue has; of conflicting sides the last one holds."""
    text = MARK.sub("\n", CATALOGUE.read_text("utf-8"))
    known: dict[Words, Words] = {}
    for block in re.split(r"\n{2,}", text):
        for entry in read_po(io.StringIO(block), locale="vi"):
            if entry.id and entry.string:
                known[entry.id] = entry.string
    return known


def extract() -> Catalog:
    """Return a catalogue of every template in the source, without Vietnamese."""
    catalogue = Catalog(locale="vi", charset="utf-8")
    for _, _, template, _, context in extract_from_dir(ROOT / "src/kdcl", [("**.py", "python")], keywords=KEYWORDS):
        catalogue.add(template, context=context)
    return catalogue


def main() -> int:
    """Update the catalogue; the exit code is 1 while something has no Vietnamese."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path, nargs="?")
    given = parser.parse_args()
    known = read_known()
    if given.words:
        known |= json.loads(given.words.read_text("utf-8"))
    catalogue = extract()
    missing = []
    for entry in catalogue:
        if not entry.id:
            continue
        entry.flags.clear()
        entry.string = known.get(entry.id) or entry.string
        if not (all(entry.string) if isinstance(entry.string, tuple) else entry.string):
            missing.append(entry.id)
    written = io.BytesIO()
    write_po(written, catalogue, width=120, no_location=True, omit_header=True, sort_output=True)
    CATALOGUE.write_text(f"{HEADER}\n{written.getvalue().decode('utf-8').strip()}\n", "utf-8")
    for template in missing:
        print(json.dumps(template, ensure_ascii=False))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
