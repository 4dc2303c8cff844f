"""How the sections of a page are printed: each on paper of its own direction and margins."""

from __future__ import annotations

from kdcl.blocks import Document, NumberPlace, PageSetup

_BOXES = {
    NumberPlace.FOOTER_CENTER: "bottom-center",
    NumberPlace.FOOTER_RIGHT: "bottom-right",
    NumberPlace.HEADER_CENTER: "top-center",
}
"""Where on the paper each place is."""


def list_setups(document: Document) -> tuple[PageSetup, ...]:
    """Return the different page setups of the document, in the order in which they are met."""
    return tuple(dict.fromkeys(section.setup for section in document.sections))


def page_name(number: int) -> str:
    """Return the name of the paper of the setup with this number."""
    return f"paper-{number}"


def build_page_rules(document: Document) -> str:
    """Return the rules for paper: its size, margins and page number, and which section is printed on it."""
    return "".join(_rules(number, setup) for number, setup in enumerate(list_setups(document)))


def _rules(number: int, setup: PageSetup) -> str:
    margins, direction = setup.laid_margins, setup.orientation.value
    sides = " ".join(f"{side:g}mm" for side in (margins.top, margins.right, margins.bottom, margins.left))
    box = _BOXES[setup.number_place]
    counted = f"@{box} {{ content: counter(page); font: 13pt serif }}" if setup.is_numbered else ""
    name = page_name(number)
    first = "" if setup.is_first_numbered or not counted else f"@page {name}:first {{ @{box} {{ content: none }} }}\n"
    again = "; counter-reset: page 1" if setup.begins_numbers else ""
    paper = f"@page {name} {{ size: A4 {direction}; margin: {sides}; {counted} }}\n"
    return f"{paper}{first}.{name} {{ page: {name}{again} }}\n"
