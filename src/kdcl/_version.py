"""Which release this is."""

from importlib.metadata import version

__version__ = version("kdcl")
"""The release, such as ``0.1.0``, as it was installed."""
