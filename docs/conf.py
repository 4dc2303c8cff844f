"""How Sphinx builds the documentation. It needs no network: there is no intersphinx."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "kdcl"
author = "The kdcl authors"
copyright = "The kdcl authors, MIT licence"  # noqa: A001 - the name is Sphinx's
version = release = version_of("kdcl")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "kdcl"
html_copy_source = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_class_signature = "separated"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
