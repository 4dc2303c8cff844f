"""The languages the library speaks: Vietnamese, the language of the forms, and English, the language of the source.

>>> import datetime
>>> get_locale("vi").date(datetime.date(2018, 2, 5))
'ngày 05 tháng 02 năm 2018'
"""

from __future__ import annotations

import functools

from kdcl.errors import UnknownLanguageError
from kdcl.locale.catalogue import SOURCE, Catalogue, read_catalogue
from kdcl.locale.language import Locale

__all__ = ["LANGUAGES", "Catalogue", "Locale", "get_locale"]

LANGUAGES = ("vi", "en")
"""The languages that :func:`get_locale` knows; the first is the one documents are written in unless asked otherwise."""


@functools.cache
def get_locale(language: str) -> Locale:
    """Return a language: its wording, its dates and its numbers.

    Raises:
        UnknownLanguageError: the library does not speak it.

    >>> get_locale("en").percent(104, 108)
    '96.3%'
    """
    if language not in LANGUAGES:
        raise UnknownLanguageError(language, LANGUAGES)
    return Locale(language, SOURCE if language == "en" else read_catalogue(language))
