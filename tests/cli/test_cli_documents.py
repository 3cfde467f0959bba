"""docs/cli.md names every command and option, nothing else, and its examples work."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest

from tests.cli.command_line import CommandLine
from tme_tui.cli.command import Group
from tme_tui.cli.commands import COMMANDS
from tme_tui.cli.options import SHARED

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


@cache
def sections() -> dict[str, str]:
    """What is written under the heading of each command."""
    parts = re.split(r"^### `tme ([a-z -]+)`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, those below others too."""
    for name, entry in COMMANDS.items():
        found = getattr(import_module(f"tme_tui.cli.{entry.module}"), name.replace("-", "_") + "_command")
        yield name, found
        if isinstance(found, Group):
            yield from ((f"{name} {below}", each) for below, each in found.commands.items())


def own_options(command: click.Command) -> set[str]:
    return {
        name
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
        for name in option.opts
    }


ALL = dict(commands())


def test_every_command_has_its_section_and_no_other() -> None:
    assert sorted(sections()) == sorted(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_option_is_in_its_section(name: str) -> None:
    text = sections()[name]
    missing = {option for option in own_options(ALL[name]) - {"--json"} if option not in text}
    assert missing == set()


@pytest.mark.parametrize("name", ALL)
def test_a_section_names_only_options_that_exist(name: str) -> None:
    group = name.partition(" ")[0]
    known = own_options(ALL[name]) | own_options(ALL[group]) | {one for each in SHARED for one in each.opts}
    known |= {option for other in re.findall(r"tme ([a-z-]+)", sections()[name]) if other in ALL
              for option in own_options(ALL[other])}  # fmt: skip
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", sections()[name].partition("\n## ")[0]))
    assert named <= known


@pytest.mark.parametrize("name", ALL)
def test_every_command_explains_itself(tme: CommandLine, name: str) -> None:
    for language in ("en", "ru"):
        text = tme.ok(*name.split(), "--help", "--lang", language)
        assert f"tme {name}" in text
        assert "--json" in text or "--json" not in own_options(ALL[name])


@pytest.mark.parametrize("name", [name for name in ALL if " " not in name])
def test_every_command_is_under_its_topic(tme: CommandLine, name: str) -> None:
    assert re.search(rf"^  {name}\s+\S", tme.ok("--help"), re.MULTILINE)


def test_the_examples_of_the_page_work_in_their_order(tme: CommandLine) -> None:
    boxes = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for box in boxes for line in box.splitlines()]
    assert len(lines) > 80
    for line in lines:
        words = shlex.split(line, comments=True)
        assert words[0] == "tme"
        answer = tme(*words[1:])
        assert answer.exit == 0, (line, answer)


FILES = {
    "tme run",
    "tme run --log -",
    "tme add - < tasks.txt",
    'eval "$(tme completion bash)"',
    "tme completion fish | source",
    "tme config edit",
}


@pytest.mark.parametrize("name", ALL)
def test_the_examples_of_help_are_understood(tme: CommandLine, name: str) -> None:
    """They may find nothing in an empty base, but they are written as they have to be."""
    for example in getattr(ALL[name], "examples", ()):
        if example not in FILES:
            answer = tme(*shlex.split(example)[1:])
            assert answer.exit in (0, 1), (example, answer)
            assert "mistake in the program" not in answer.err
