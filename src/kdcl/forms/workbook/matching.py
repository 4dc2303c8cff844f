"""Which line of a list that came back is which line that was sent."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence

import attrs

from kdcl.forms.workbook.cells import shown
from kdcl.forms.workbook.grids import ReturnedLine
from kdcl.forms.workbook.model import BookLine

_Key = tuple[object, ...]


def match_lines(
    sent: Sequence[BookLine], returned: Sequence[ReturnedLine], columns: Sequence[str], label: str
) -> tuple[BookLine | None, ...]:
    """Return for each line that came back the one that was sent; None where it is new.

    Lines are the same where their hidden names and all their texts are; else where all texts are, for somebody may
    have sorted the columns that are seen without the hidden one; else where the hidden names are. If texts have left
    their names behind like that, what people know a line by counts before its hidden name. Each line is used once, so
    that a line that was copied is a new one.
    """
    matcher = _Matcher(free={line.key: line for line in sent}, returned=returned, columns=columns)
    matcher.take(lambda line: (line.key, matcher.sent_content(line)), lambda line: (line.key, matcher.content(line)))
    is_displaced = matcher.take(lambda line: (matcher.sent_content(line),), lambda line: (matcher.content(line),))
    if is_displaced and label in columns:
        matcher.take(
            lambda line: _by_label(shown(line.cells[label].text), line.key),
            lambda line: _by_label(line.text(label), line.row),
        )
    matcher.take(lambda line: (line.key,), lambda line: (line.key,))
    return tuple(map(matcher.get, range(len(returned))))


@attrs.define(kw_only=True)
class _Matcher:
    """Lines that are waiting to be found, and those that are."""

    free: dict[str, BookLine]
    returned: Sequence[ReturnedLine]
    columns: Sequence[str]
    found: dict[int, BookLine] = attrs.field(factory=dict)

    def sent_content(self, line: BookLine) -> _Key:
        """Return the texts of a line that was sent, as they come back."""
        return tuple(shown(line.cells[name].text) for name in self.columns)

    def content(self, line: ReturnedLine) -> _Key:
        """Return the texts of a line that came back."""
        return tuple(map(line.text, self.columns))

    def take(self, of_sent: Callable[[BookLine], _Key], of_returned: Callable[[ReturnedLine], _Key]) -> bool:
        """Pair lines by keys, and return whether any has another hidden name than it was sent with."""
        waiting: defaultdict[_Key, deque[BookLine]] = defaultdict(deque)
        for line in self.free.values():
            waiting[of_sent(line)].append(line)
        is_displaced = False
        for number, back in enumerate(self.returned):
            if number not in self.found and (queue := waiting[of_returned(back)]):
                sent = self.found[number] = queue.popleft()
                del self.free[sent.key]
                is_displaced = is_displaced or back.key not in {"", sent.key}
        return is_displaced

    def get(self, number: int) -> BookLine | None:
        """Return the line that was sent; None for a new line, and for one that was emptied."""
        sent = self.found.get(number)
        is_emptied = sent is not None and any(self.sent_content(sent))
        return None if is_emptied and not self.returned[number].has_any(self.columns) else sent


def _by_label(label: str, otherwise: object) -> _Key:
    """Return what people know a line by; what nothing else is equal to where that is empty."""
    return (label,) if label else ("", otherwise)
