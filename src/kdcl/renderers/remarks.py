"""Comments as numbered remarks: a mark where each is made, and the list of them at the end."""

from __future__ import annotations

import attrs

from kdcl.blocks import Heading, Paragraph


@attrs.define
class Remarks:
    """The remarks met so far, in order; their numbers count from 1."""

    texts: list[str] = attrs.field(factory=list)

    def number(self, paragraph: Paragraph | Heading) -> range:
        """Return the numbers of a paragraph's comments and remember what they say."""
        first = len(self.texts) + 1
        self.texts.extend(paragraph.comments)
        return range(first, len(self.texts) + 1)
