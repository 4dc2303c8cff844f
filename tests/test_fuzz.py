"""A short run of ``tools/fuzz.py``: damaged inputs at every door, the same ones each time."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from damage import HOSTILE, MOST, damage_bytes, damage_json, damage_markup, damage_package, damage_text, write_package
from doors import DOORS, Door
from drawing import count
from fuzz import build_input, try_input
from kdcl.errors import KdclError, PlaceError
from kdcl.places import Place

FEW = {"school-file": 4, "paper": 6, "report": 6, "evidence-list": 12, "entry-form": 4, "figures": 8, "catalogue": 5}
MANY = 12
FIRST = 1_000_000
"""The first number; the runs by hand begin at nought."""


class TestDoors:
    """Whatever comes in, a door reads it or raises what it documents, in bounded time."""

    @pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
    def test_damaged_inputs(self, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """None of these inputs does anything else."""
        monkeypatch.setenv("PATH", "")  # nothing is converted
        seeds = range(FIRST, FIRST + count(FEW.get(door.name, MANY), least=2))
        assert {seed: what for seed in seeds if (what := try_input(door, seed, tmp_path))} == {}

    def test_inputs_are_the_same_each_time(self) -> None:
        """A number stands for an input, and different numbers for different ones."""
        door = next(door for door in DOORS if door.name == "evidence-list")
        inputs = [build_input(door, seed) for seed in (1, 2, 1)]
        assert inputs[0] == inputs[2] != inputs[1]


def build_door(enter: Callable[[], object], *errors: type[KdclError]) -> Door:
    """Return a door for texts that does what it is told."""

    def damage(chance: random.Random, data: bytes) -> bytes:
        return data * chance.randint(1, 2)

    return Door(name="own", sounds=lambda: iter([(b"a", ".txt", damage)]), enter=lambda *_: enter(), errors=errors)


def fail() -> None:
    """Raise what no door documents."""
    raise RuntimeError("broken")


def refuse() -> None:
    """Raise what some door documents."""
    Place.parse("a[")


class TestFindings:
    """What a door does otherwise is found, whatever it is."""

    def test_an_error_that_is_not_documented(self, tmp_path: Path) -> None:
        """It is told with where it came from; a documented one is none."""
        assert try_input(build_door(fail), 1, tmp_path).startswith("RuntimeError at ")
        assert try_input(build_door(refuse), 1, tmp_path).startswith("PlaceError at ")
        assert not try_input(build_door(refuse, PlaceError), 1, tmp_path)

    def test_too_long(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Work without an end is stopped, also where everything is caught."""
        monkeypatch.setattr("fuzz.SECONDS", 0.05)

        def loop() -> None:
            while True:
                with contextlib.suppress(Exception):
                    sum(range(1000))

        assert try_input(build_door(loop), 1, tmp_path).startswith("OutOfTimeError at ")


class TestDamage:
    """Damage is bounded and leaves something of the input."""

    @pytest.mark.parametrize("seed", range(20))
    def test_every_kind(self, seed: int) -> None:
        """Texts, bytes, JSON, markup and packages, empty ones too; the same chance makes the same."""
        package = write_package([("a.xml", b"<a b='1'><c>1</c>d</a>"), ("b.bin", b"\x00\x01")])

        def damage_all() -> list[str | bytes]:
            chance = random.Random(seed)  # noqa: S311 - damage, no secret
            return [
                damage_text(chance, ""),
                damage_text(chance, "a 1\nb"),
                damage_bytes(chance, b""),
                damage_json(chance, json.dumps({"a": [1, {"b": "c"}]})),
                damage_markup(chance, b"<a b='1'><c>1</c>d</a>"),
                damage_markup(chance, b"<a"),
                damage_package(chance, package),
            ]

        made = damage_all()
        assert made == damage_all()
        assert all(len(each) <= MOST + max(map(len, HOSTILE)) for each in made)
