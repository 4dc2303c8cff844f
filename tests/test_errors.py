"""Errors: one tree, facts as attributes, and copies that survive a process boundary."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

import kdcl.errors
from kdcl.errors import (
    CodeError,
    FrameworkError,
    FrameworkFileError,
    FrameworkNotAvailableError,
    KdclError,
    MissingExtraError,
    Problem,
    RatingsError,
    SchoolFileError,
    UnknownDocumentError,
    UnknownFrameworkError,
    UnknownItemError,
    UnknownNameError,
    UnknownRendererError,
    UnreadableFileError,
)
from kdcl.messages import BilingualText, message

PROBLEM = Problem("a.b", message("is {what}", what="wrong"))
ERRORS = [
    CodeError("1,3", 1, message("bad"), message("mend it")),
    FrameworkError("test/x", (message("it is empty"),)),
    FrameworkFileError("x.toml", (PROBLEM,)),
    UnknownFrameworkError("test/y", ("other",)),
    FrameworkNotAvailableError("test/z", BilingualText(vi="chưa đọc", en="not read")),
    UnknownItemError("9.9", "test/x"),
    RatingsError("test/x", (PROBLEM, PROBLEM)),
    SchoolFileError("x.json", (PROBLEM, PROBLEM)),
    UnknownRendererError("pdf", ("docx", "markdown")),
    MissingExtraError("msgspec", "schema"),
    UnreadableFileError("a.docx", message("it is damaged"), message("mend it")),
    UnknownDocumentError("letter", ("report", "plan")),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_pickle(error: KdclError) -> None:
    """An error that crosses a process boundary says the same on the other side."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - the test's own bytes
    assert type(copy) is type(error)
    assert str(copy) == str(error)


def leaves(kind: type[KdclError]) -> Iterator[type[KdclError]]:
    """Iterate over the classes of the tree that have no children."""
    children = kind.__subclasses__()
    if not children:
        yield kind
    for child in children:
        yield from leaves(child)


def test_the_tree_is_drawn() -> None:
    """Every leaf of the tree is in the drawing of the module's docstring, beside the built-in error it also is."""
    drawing = kdcl.errors.__doc__ or ""
    for leaf in leaves(KdclError):
        line = next(line for line in drawing.splitlines() if f" {leaf.__name__} " in line)
        builtin = line.split("(")[1].split(")")[0]
        assert builtin in {base.__name__ for base in leaf.__mro__}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ERRORS[0], "'1,3', character 2: bad; mend it"),
        (ERRORS[1], "framework test/x: it is empty"),
        (ERRORS[2], "x.toml: problems found: 1\n  is wrong @ a.b"),
        (ERRORS[3], "no framework is called 'test/y'; known are: other"),
        (ERRORS[5], "test/x has no item '9.9'; a standard is written 1, a criterion 1.3, an indicator 1.3.b"),
        (ERRORS[6], "ratings do not fit test/x: is wrong @ a.b, is wrong @ a.b"),
        (ERRORS[8], "no renderer is called 'pdf'; known are: docx, markdown"),
        (ERRORS[9], "this needs msgspec; install it with: pip install 'kdcl[schema]'"),
    ],
)
def test_sentences(error: KdclError, told: str) -> None:
    """An error names the value, the place and the remedy."""
    assert str(error) == told


@pytest.mark.parametrize("kind", UnknownNameError.__subclasses__())
def test_unknown_names_have_one_shape(kind: type[UnknownNameError]) -> None:
    """A slip is answered with the name that is probably meant, whatever has the name."""
    slip = kind("primry", ("primary", "secondary"))
    assert (slip.name, slip.meant, kind("x", ("primary",)).meant) == ("primry", "primary", None)
    assert str(slip) == f"no {kind.kind} is called 'primry'; did you mean primary? Known are: primary, secondary"
    assert str(kind("x", ("primary",))) == f"no {kind.kind} is called 'x'; known are: primary"


def test_not_available() -> None:
    """A framework that could not be read says what is missing and how to supply one's own."""
    assert str(ERRORS[4]).startswith("test/z is not available: not read.")
    assert "kdcl.load_framework(path)" in str(ERRORS[4])


def test_problem_and_place() -> None:
    """A problem is printed with its place behind it."""
    assert str(PROBLEM) == "is wrong @ a.b"


def test_the_root() -> None:
    """The root of the tree can speak, though nothing raises it."""
    assert str(KdclError()) == "KdclError"
