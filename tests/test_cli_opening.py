"""Commands that are imported when they are called."""

from __future__ import annotations

import click
import pytest

from kdcl.cli import main
from kdcl.cli.console import SpokenCommand, SpokenGroup
from kdcl.cli.opening import Commands, Door
from kdcl.messages import message


class TestProgram:
    """The list of commands says of each what the command says of itself."""

    def test_every_door_leads_to_its_command(self) -> None:
        """Names and first words are those of the commands, of which no two are the same."""
        assert isinstance(main.commands, Commands)
        doors = main.commands.doors
        opened = {name: main.commands[name] for name in doors}
        assert {name: command.told for name, command in opened.items() if isinstance(command, SpokenCommand)} == {
            name: door.told for name, door in doors.items()
        }
        assert len({id(command) for command in opened.values()}) == len(main.commands) == len(doors)

    def test_a_command_is_opened_once(self) -> None:
        """What was opened stays, so that what is changed in it holds."""
        assert main.commands["score"] is main.commands["score"]


class TestCommands:
    """They are a mapping to which other programs may add."""

    @pytest.fixture
    def commands(self) -> Commands:
        """Return two commands of which none is opened."""
        told = message("Say it.")
        return Commands({"a": Door("score", told, name="score"), "b": Door("file", told, name="check")})

    def test_names(self, commands: Commands) -> None:
        """Each name stands once, opened or not."""
        assert (list(commands), len(commands)) == (["a", "b"], 2)
        assert commands["a"].name == "score"
        assert (list(commands), len(commands)) == (["a", "b"], 2)
        assert "c" not in commands

    def test_added(self, commands: Commands) -> None:
        """What is added stands for what had the name; its help is its own."""
        other = SpokenCommand("a", told=message("Do another thing."))
        commands["a"] = other
        commands["c"] = click.Command("c", help="Plain.")
        assert commands["a"] is other
        assert list(commands) == ["b", "a", "c"]
        group = SpokenGroup("g", told=message("All."), commands=commands)
        with click.Context(group) as ctx:
            ctx.meta["kdcl.language"] = "en"
            told = group.get_help(ctx)
        assert [word in told for word in ("Do another thing.", "Say it.", "Plain.")] == [True, True, True]

    def test_taken_away(self, commands: Commands) -> None:
        """Opened or not, it is gone; what is not there cannot be taken away."""
        assert commands["a"].name == "score"
        del commands["a"], commands["b"]
        assert list(commands) == []
        with pytest.raises(KeyError):
            del commands["a"]
