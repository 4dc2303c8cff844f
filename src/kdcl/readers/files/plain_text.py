"""A plain text file as lines."""

from __future__ import annotations

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.readers.files.content import Body, FileTable, Line, iter_not_read
from kdcl.text.characters import clean

SUFFIXES = (".txt", ".text")


def read_plain_text(data: bytes, source: str) -> Body:
    """Return a text file as a body: each of its lines that is not empty is a line.

    Raises:
        UnreadableFileError: it is neither UTF-8 nor marked as UTF-16.
    """
    # What Notepad calls Unicode is UTF-16 with its mark.
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFileError(
            source, message("the text is not UTF-8"), message("save it again with the encoding UTF-8")
        ) from None
    text, refused = clean(text)
    items: list[Line | FileTable] = [
        Line(number=number, text=stripped)
        for number, line in enumerate(text.split("\n"), start=1)
        if (stripped := line.strip())
    ]
    return Body(items=items, notes=tuple(iter_not_read(0, refused)))
