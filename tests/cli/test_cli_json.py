"""What programs read: each reading command prints one document with the keys that docs/cli.md names."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.test_cli_documents import PAGE


@pytest.fixture
def base(tme: CommandLine) -> CommandLine:
    """A base with something of everything."""
    tme.ok("types", "add", "bug", "severity:choice=low,high")
    tme.ok("people", "add", "boris")
    tme.ok("views", "add", "mine", "#x")
    tme.ok("add", "Pay rent every month on the 1st 9:00 +Home #x !1 remind:1h")
    tme.ok("add", "Meeting tomorrow 10:00-11:00 @boris")
    tme.ok("add", "Write")
    tme.ok("depend", "3", "--on", "1")
    tme.ok("templates", "make", "3")
    return tme


READING = [
    ("list",),
    ("list", "#nothing"),
    ("show", "1"),
    ("show", "1,2"),
    ("tree",),
    ("tree", "1"),
    ("tree", "--deps"),
    ("calendar", "month"),
    ("count",),
    ("count", "#x"),
    ("why", "1"),
    ("log",),
    ("when", "tomorrow"),
    ("when", "every friday"),
    ("free",),
    ("templates",),
    ("categories",),
    ("tags",),
    ("people",),
    ("types",),
    ("views",),
    ("backup",),
    ("restore",),
    ("doctor",),
    ("config",),
    ("config", "show"),
    ("config", "path"),
    ("plugins",),
    ("channel",),
    ("channel", "list"),
    ("add", "--dry-run", "Milk tomorrow"),
]


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_one_document_and_nothing_else(base: CommandLine, words: tuple[str, ...], terminal: bool) -> None:
    answer = base(*words, "--json", terminal=terminal)
    assert (answer.exit, answer.err) == (0, "")
    assert isinstance(answer.json, dict | list)
    assert "\x1b" not in answer.out


def promised() -> dict[str, set[str]]:
    """The keys that the page names for each command."""
    table = (
        PAGE.read_text(encoding="utf-8").partition("What is not a task is printed so:")[2].partition("## ")[0]
    )
    rows = re.findall(r"^\| (`tme .*?) \| (.*) \|$", table, re.MULTILINE)
    return {
        command: set(re.findall(r"`([a-z_]+)`", keys))
        for commands, keys in rows
        for command in re.findall(r"`tme (.*?)`", commands)
    }


CALLS = {
    "add --dry-run": ("add", "--dry-run", "Milk tomorrow"),
    "when": ("when", "every friday"),
    "count": ("count", "#x"),
    "why": ("why", "1"),
    "undo": ("undo",),
    "redo": ("redo",),
    "channel test": ("channel", "test", "command"),
}


def keys_in(document: Any) -> set[str]:
    if isinstance(document, list):
        return set().union(*map(keys_in, document)) if document else set()
    return set(document) if isinstance(document, dict) else set()


@pytest.mark.parametrize("command", promised())
def test_documents_have_the_keys_that_the_page_names(base: CommandLine, command: str) -> None:
    if command == "redo":
        base.ok("undo")
    if command == "restore":
        base.ok("backup")
    if command == "deliveries":
        base.ok("remind", "2", "10m")
    if command == "plan":
        base.ok("add", "Paint the fence ~2h")
    document = base(*CALLS.get(command, tuple(command.split())), "--json", TME_COMMAND__RUN="true").json
    assert keys_in(document), command
    assert keys_in(document) <= promised()[command]


def test_no_half_of_a_letter_is_written(base: CommandLine) -> None:
    base.ok("add", "Rocket 🚀 and 𝒳")
    assert "🚀 and 𝒳" in base.ok("list", "rocket", "--json")
