"""Files of the law that cannot be read at all."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.errors import FrameworkFileError
from kdcl.standards import load_framework
from kdcl.standards._table import LawFile

SMALL = Path(__file__).parent / "cases" / "small-framework"
CATALOGUE = (SMALL / "catalogue.toml").read_text(encoding="utf-8")


class TestNotToml:
    """A file that is no TOML, or cannot be read at all."""

    @pytest.mark.parametrize(
        ("old", "new", "place"),
        [
            ("schema = 1", "schema = ", "line 3, column 10"),
            ('[criterion."1.2"]', '[criterion."1.1"]', "line 32, column 17"),
            ("article = 5\n", "article = 5\narticle = 5\n", "line 22, column 12"),
            ("There is a tree.", 'There is a tree."""', "line 60, column 56"),
            ("schema = 1", f"schema = {'1' * 5000}", "$"),
            ("schema = 1", f"schema = {'[' * 5000}", "$"),
        ],
        ids=["no value", "doubled table", "doubled key", "open text", "endless number", "endless nesting"],
    )
    def test_place(self, tmp_path: Path, old: str, new: str, place: str) -> None:
        """The error names line and column where they are known."""
        path = tmp_path / "catalogue.toml"
        path.write_text(CATALOGUE.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_framework(path)
        (problem,) = caught.value.problems
        assert problem.path == place
        assert str(problem.message).startswith("this is not valid TOML (")

    def test_not_utf_8(self, tmp_path: Path) -> None:
        """A file in an old Vietnamese encoding is refused at the first line that shows it."""
        path = tmp_path / "catalogue.toml"
        path.write_bytes(b"schema = 1\n# \xf4\xe3 \n")
        with pytest.raises(FrameworkFileError) as caught:
            load_framework(path)
        (problem,) = caught.value.problems
        assert str(problem) == "the text is not UTF-8; save the file with the encoding UTF-8 @ line 2"

    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there is an error of the same kind."""
        with pytest.raises(
            FrameworkFileError, match=r"the file cannot be read .*; check its name and its access rights"
        ):
            load_framework(tmp_path / "nowhere.toml")


class TestAnyDamage:
    """Whatever happens to a file, it is read soundly or refused with the one error for it."""

    @given(start=st.integers(0, len(CATALOGUE)), length=st.integers(1, 40), put=st.text(max_size=3))
    def test_characters(self, tmp_path_factory: pytest.TempPathFactory, start: int, length: int, put: str) -> None:
        """Some characters are lost or replaced."""
        path = tmp_path_factory.mktemp("damaged") / "catalogue.toml"
        text = CATALOGUE[:start] + put + CATALOGUE[start + length :]
        path.write_bytes(text.encode())
        with contextlib.suppress(FrameworkFileError):
            assert len(load_framework(path).indicators) == 4

    @pytest.mark.parametrize("place", range(1, CATALOGUE.count("\n[") + 1))
    def test_lost_table(self, tmp_path: Path, place: int) -> None:
        """A table is lost: no file with one table less is sound."""
        tables = CATALOGUE.split("\n[")
        path = tmp_path / "catalogue.toml"
        path.write_text("\n[".join(tables[:place] + tables[place + 1 :]), encoding="utf-8")
        with pytest.raises(FrameworkFileError):
            load_framework(path)

    def test_what_fails_while_it_is_read(self, tmp_path: Path) -> None:
        """An error of the reader itself is not hidden behind the keys that it has not come to."""
        path = tmp_path / "catalogue.toml"
        path.write_text(CATALOGUE, encoding="utf-8")
        with pytest.raises(ZeroDivisionError), LawFile(path) as root:
            raise ZeroDivisionError(root.place)
