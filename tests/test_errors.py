"""Errors: one tree, facts as attributes, and copies that survive a process boundary."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator

import pytest

import kdcl
import kdcl.errors
from kdcl.errors import (
    CodeError,
    FrameworkError,
    FrameworkFileError,
    FrameworkNotAvailableError,
    KdclError,
    MissingExtraError,
    PlaceError,
    RatingsError,
    SchoolFileError,
    StepError,
    UnknownDocumentError,
    UnknownFrameworkError,
    UnknownItemError,
    UnknownNameError,
    UnknownPlaceError,
    UnknownRendererError,
    UnreadableFileError,
)
from kdcl.findings import refuse
from kdcl.messages import BilingualText, message
from kdcl.places import ROOT

PROBLEM = refuse(ROOT.at("a", "b"), message("is {what}", what="wrong"))
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
    StepError("recognised", message("recognised"), message("the report is missing")),
    PlaceError("a b", 1),
    UnknownPlaceError(ROOT.at("sheets", 9), ROOT.at("sheets")),
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


DRAWN: list[tuple[str, str]] = re.findall(r"[├└]── (\w+) +\((\w+)\)", kdcl.errors.__doc__ or "")
UNKNOWN = [
    kind
    for kind in (getattr(kdcl.errors, name) for name, _ in DRAWN)
    if issubclass(kind, UnknownNameError) and kind is not UnknownNameError
]


@pytest.mark.parametrize(("name", "builtin"), DRAWN, ids=[name for name, _ in DRAWN])
def test_what_is_drawn_is_there(name: str, builtin: str) -> None:
    """Every error of the drawing is in `kdcl.errors`, and is the built-in error that stands beside it."""
    error = getattr(kdcl.errors, name)
    assert name in kdcl.errors.__all__
    assert issubclass(error, KdclError)
    assert builtin in {base.__name__ for base in error.__mro__}


def test_what_is_there_is_drawn() -> None:
    """Every leaf of the tree is in the drawing, wherever in the library it is defined."""
    for module in pkgutil.walk_packages(kdcl.__path__, "kdcl."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert {leaf.__name__ for leaf in leaves(KdclError) if leaf.__module__.startswith("kdcl.")} <= {
        name for name, _ in DRAWN
    }


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
        (ERRORS[12], "the step “recognised” may not be taken: the report is missing"),
        (ERRORS[13], "'a b' is no place from character 2 on; write one as in sheets[3].current_state[1].text:5-9"),
        (ERRORS[14], "there is nothing at sheets[9]; sheets is the last place on the way"),
        (ERRORS[9], "this needs msgspec; install it with: pip install 'kdcl[schema]'"),
    ],
)
def test_sentences(error: KdclError, told: str) -> None:
    """An error names the value, the place and the remedy."""
    assert str(error) == told


@pytest.mark.parametrize("kind", UNKNOWN, ids=lambda kind: kind.__name__)
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


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 5000])
def test_every_problem_is_told(count: int) -> None:
    """However many problems a file has, each stands on a line of its own, in their order."""
    problems = tuple(refuse(ROOT, message("{number} is wrong", number=number), "kind") for number in range(count))
    first, *lines = str(SchoolFileError("a.json", problems)).split("\n")
    assert first.startswith("a.json: problems found: ")
    assert lines == [f"  {problem.in_words}" for problem in problems]
