"""How Sphinx builds the documentation. It needs no network: there is no intersphinx."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "kdcl"
author = "The kdcl authors"
copyright = "The kdcl authors, MIT licence"  # noqa: A001 - the name is Sphinx's
version = release = version_of("kdcl")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nitpicky = True
# There is no intersphinx, so names of other packages lead nowhere.
nitpick_ignore_regex = [
    ("py:.*", rf"({'|'.join(sys.stdlib_module_names)}|hypothesis|lxml|starlette)\..*"),
    # Type variables, and inner classes that stand in signatures but are no part of what others import.
    (
        "py:class",
        r"(.*\.)?(Facts|_Part|_Case|_HasItems|Traversable|FigureCell|Grid|TableGrid|Package|Body|Line|Apart|Outline|PartEditor)",
    ),
    (
        "py:class",
        r"(.*\.)?(Composition|HeldAgainst|Removed|RatingsLike|_Class|_Kind|_Result|Operation|Changes|dt\.date)",
    ),
    ("py:class", r"kdcl\.standards\.(external|facts)\.\w+"),
    ("py:class", r"kdcl\.readers\.(papers\.reading\.ReadPaper|recognising\.result\.\w+)"),
]
suppress_warnings = ["ref.python"]  # an error of a low room stands in the tree of errors too
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "kdcl"
html_copy_source = False
smartquotes_action = "qe"  # quotes and dots; two hyphens are an option of a command
html_static_path = ["_static"]
html_css_files = ["kdcl.css"]

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))  # they draw pictures and write pages of their own
MENDED = (
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="Navigation">'),
    ('<aside class="toc-drawer', '<aside aria-label="Contents" class="toc-drawer'),
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ('<th class="head"><p></p></th>', "<td></td>"),
)
"""What the theme writes, and what it should have written: headings have levels, what scrolls is reached by keys."""

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True


def setup(app: Sphinx) -> None:
    """Register the listener below, ahead of napoleon's own."""
    app.connect("autodoc-process-docstring", keep_first_line_whole, priority=400)
    app.connect("html-page-context", name_language)
    app.connect("builder-inited", draw_pictures)
    app.connect("source-read", show_pictures)
    app.connect("build-finished", write_own_pages)


def name_language(_: Sphinx, page: str, *rest: object) -> None:
    """Let a page in Vietnamese say so, for programs that read it aloud."""
    context = rest[1]
    if page.startswith("vi/") and isinstance(context, dict):
        context["language"] = "vi"


def draw_pictures(app: Sphinx) -> None:
    """Draw the documents before the pages that show them are read."""
    if app.builder.format == "html":
        import gallery  # noqa: PLC0415 - it needs the extra ``pdf``, and other builders draw nothing

        gallery.draw_pictures(Path(app.outdir) / "gallery", is_complete=os.environ.get("KDCL_PICTURES") == "all")


def show_pictures(app: Sphinx, page: str, source: list[str]) -> None:
    """Put the pictures into the gallery's pages; they change with every build, so they are in no source file."""
    if app.builder.format == "html" and page in {"gallery", "vi/gallery"}:
        import gallery  # noqa: PLC0415 - as above

        language, way = ("vi", "../gallery/") if page.startswith("vi/") else ("en", "gallery/")
        source[0] += "\n" + gallery.render_sections(language, Path(app.outdir) / "gallery", way)


def write_own_pages(app: Sphinx, error: Exception | None) -> None:
    """Put the law explorer beside the pages of a web site that was built, and mend what the theme leaves open."""
    if error is None and app.builder.format == "html":
        import law_explorer  # noqa: PLC0415 - as above

        folder = Path(app.outdir)
        (folder / "law.html").write_text(law_explorer.render_explorer(), "utf-8")
        for page in folder.rglob("*.html"):
            page.write_text(mend(page.read_text("utf-8")), "utf-8")


def mend(page: str) -> str:
    """Return a page that programs which read aloud, and the keyboard, can use: the theme leaves out what is here."""
    for written, mended in MENDED:
        page = page.replace(written, mended)
    return page


def keep_first_line_whole(_: Sphinx, what: str, *rest: object) -> None:
    """Give an attribute an empty type, or napoleon takes the words before a colon in its first line for one."""
    lines = rest[-1]
    if what in {"attribute", "data", "property"} and isinstance(lines, list) and lines:
        lines[0] = f": {lines[0]}"
