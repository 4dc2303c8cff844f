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
from kdcl.shown import speak, stop_speaking

__all__ = ["LANGUAGES", "Catalogue", "Locale", "get_locale", "use_language"]

LANGUAGES = ("vi", "en")
"""The languages that :func:`get_locale` knows; the first is the one documents are written in unless asked otherwise."""


class use_language:  # noqa: N801 - called like a function, or used with `with`
    """Let results show themselves in a language from now on, or as long as a `with` block lasts.

    It counts for ``str()``, for notebooks and for rich, in this thread or task and in those begun from it; ``repr()``,
    errors and whatever is asked for in a language of its own stay as they are.

    Args:
        language: ``"vi"`` or ``"en"``; in the beginning it is English.

    Raises:
        UnknownLanguageError: the library does not speak it.

    >>> from kdcl.findings import Findings
    >>> with use_language("vi"):
    ...     print(Findings())
    phát hiện: 0
    >>> print(Findings())
    findings: 0
    """

    def __init__(self, language: str) -> None:
        """Choose the language."""
        self._token = speak(get_locale(language))

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, *_: object) -> None:
        """Take the choice back."""
        stop_speaking(self._token)


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
