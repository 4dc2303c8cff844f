"""What a school chooses of the looks of its papers."""

from __future__ import annotations

import attrs

from kdcl.messages import WordedEnum, message


class Wish(WordedEnum):
    """Whether a school wants something printed that papers may have."""

    PRINTED = "printed", message("printed")
    LEFT_OUT = "left_out", message("left out")


@attrs.frozen(kw_only=True)
class PaperLayout:
    """What a school chooses where its papers may look in several ways; what it leaves open is the library's choice.

    Attributes:
        rules: the id of the rules of layout for all of its papers, such as ``"nd30-2020"``; empty for those in force on
            the day of each paper.
        title_rule: the rule below titles: the rules of layout have it, and many schools print none.
        default_texts: the library's own words for purpose, scope and requirements of a plan that states none.
    """

    rules: str = ""
    title_rule: Wish | None = None
    default_texts: Wish | None = None
