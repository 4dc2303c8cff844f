"""Comments in Word: what is said of a paragraph stands in a part of its own and is marked in the text."""

from __future__ import annotations

import attrs

from kdcl.renderers.docx.markup import NAMESPACES, text_markup

AUTHOR = "kdcl"
"""Who comments are by: the program, not a person."""


@attrs.define
class Comments:
    """The comments met so far, in order; they are numbered from 0."""

    texts: list[str] = attrs.field(factory=list)

    def around(self, content: str, comments: tuple[str, ...]) -> str:
        """Return the content of a paragraph with its comments marked around it."""
        for comment in comments:
            number = len(self.texts)
            self.texts.append(comment)
            content = (
                f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
                # the range alone shows nothing: Word finds a comment by the reference behind it
                f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
            )
        return content

    @property
    def markup(self) -> str:
        """The part that holds the comments."""
        return (
            f"<w:comments {NAMESPACES}>{''.join(map(_comment_markup, range(len(self.texts)), self.texts))}</w:comments>"
        )


def _comment_markup(number: int, text: str) -> str:
    return (
        # no date, which would be the clock's
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:initials="{AUTHOR[:1]}"><w:p>'
        '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
        f"<w:r>{text_markup(text)}</w:r></w:p></w:comment>"
    )
