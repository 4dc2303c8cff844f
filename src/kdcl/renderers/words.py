"""The few words that a format adds to a document of its own: for readers who hear a page, and for remarks."""

from __future__ import annotations

from kdcl.errors import UnknownLanguageError
from kdcl.locale import get_locale
from kdcl.messages import ENGLISH, Translator, message

SKIP = message("Skip to the text")
PARTS = message("Contents of the page")
REMARKS = message("Remarks on the draft")
REMARK = message("Remark")
BACK = message("Back to the text")
TEXT_SHEET = message("Text")
TABLE_SHEET = message("Table")


def find_translator(language: str) -> Translator:
    """Return the translator of a document's language, the English one where the library does not speak it."""
    try:
        return get_locale(language)
    except UnknownLanguageError:
        return ENGLISH
