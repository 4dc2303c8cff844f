"""The wording of one language, read from its catalogue file.

English templates are the keys, as in gettext; the file is read as text, so nothing has to be compiled before use, and
what was read is kept for the next start.
"""

from __future__ import annotations

import functools
import io
import os
import pkgutil
from collections.abc import Mapping

import attrs

from kdcl._compiled import read_compiled


@attrs.frozen
class Catalogue:
    """The templates of one language.

    Attributes:
        texts: the template for each English template.
        counted: the template for each pair of English templates, one thing and several; for languages that, as
            Vietnamese does, do not inflect for number.
    """

    texts: Mapping[str, str]
    counted: Mapping[tuple[str, str], str]

    def find_text(self, template: str) -> str:
        """Return the template in this language, or as it stands where the catalogue has none."""
        return self.texts.get(template, template)

    def find_counted(self, one: str, many: str, number: int) -> str:
        """Return the template for this number of things; by the English rule where the catalogue has none."""
        return self.counted.get((one, many)) or (one if number == 1 else many)


SOURCE = Catalogue({}, {})
"""English: every template is already written in it."""


def read_catalogue(language: str) -> Catalogue:
    """Return the catalogue that the package ships for a language."""
    path = os.path.join(os.path.dirname(__file__), f"{language}.po")  # noqa: PTH118, PTH120 - every start waits for it
    data = pkgutil.get_data(__name__, f"{language}.po") or b""
    return Catalogue(*read_compiled(path, data, functools.partial(_read, language)))


def _read(language: str, data: bytes) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Return the texts of a catalogue file, and those for one thing or several."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - what was read once is kept compiled

    texts: dict[str, str] = {}
    counted: dict[tuple[str, str], str] = {}
    for entry in read_po(io.BytesIO(data), locale=language, abort_invalid=True):
        match entry.id, entry.string:
            case (str(template), str(text)) if template:
                texts[template] = text
            case ((str(one), str(many)), (str(text),)):
                counted[one, many] = text
    return texts, counted
