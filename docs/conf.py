"""How Sphinx builds the documentation. It needs no network: there is no intersphinx."""

from __future__ import annotations

import runpy
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
    ("py:class", r"(.*\.)?(Composition|HeldAgainst|Removed|RatingsLike|_Class|_Kind|Changes|dt\.date)"),
    ("py:class", r"kdcl\.standards\.(external|facts)\.\w+"),
    ("py:class", r"kdcl\.readers\.(papers\.reading\.ReadPaper|recognising\.result\.\w+)"),
]
suppress_warnings = ["ref.python"]  # an error of a low room stands in the tree of errors too
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "kdcl"
html_copy_source = False

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
    app.connect("build-finished", write_own_pages)


def name_language(_: Sphinx, page: str, *rest: object) -> None:
    """Let a page in Vietnamese say so, for programs that read it aloud."""
    context = rest[1]
    if page.startswith("vi/") and isinstance(context, dict):
        context["language"] = "vi"


def write_own_pages(app: Sphinx, error: Exception | None) -> None:
    """Put the law explorer and the gallery beside the pages of a web site that was built."""
    if error is None and app.builder.format == "html":
        tools, folder = Path(__file__).parent.parent / "tools", Path(app.outdir)
        page = runpy.run_path(str(tools / "law_explorer.py"))["render_explorer"]()
        (folder / "law.html").write_text(page, "utf-8")
        runpy.run_path(str(tools / "gallery.py"))["write_gallery"](folder)


def keep_first_line_whole(_: Sphinx, what: str, *rest: object) -> None:
    """Give an attribute an empty type, or napoleon takes the words before a colon in its first line for one."""
    lines = rest[-1]
    if what in {"attribute", "data", "property"} and isinstance(lines, list) and lines:
        lines[0] = f": {lines[0]}"
