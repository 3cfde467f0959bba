"""The program as a process: its options, and a real terminal that is typed into."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.screens import engine_of
from tests.tui.terminals import Terminal
from tme_tui import __version__
from tme_tui.i18n import translator
from tme_tui.model.clock import FixedClock
from tme_tui.tui.options import Options, WrongUsage, read_options

ENGLISH = translator("en")
LEAVES_SOON = """
import sys
from tme_tui.store.opening import open_store
from tme_tui.tui import leaving, main
open_store.__kwdefaults__["timeout"] = 120.0
leaving._PATIENCE = 0.2
sys.exit(main())
"""
"""The program, patient with others who write, and little patient once its terminal is closed."""


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], Options()),
        (["--demo"], Options(demo=True)),
        (["--lang", "ru"], Options(language="ru")),
        (["--lang=en", "--demo"], Options(demo=True, language="en")),
        (["-V"], Options(version=True)),
        (["--help"], Options(help=True)),
    ],
)
def test_options_are_read(arguments: Sequence[str], options: Options) -> None:
    assert read_options(arguments, ENGLISH) == options


@pytest.mark.parametrize("arguments", [["--lang"], ["--lang", "xx"], ["--dmeo"], ["buy milk"]])
def test_wrong_options_are_named(arguments: Sequence[str]) -> None:
    with pytest.raises(WrongUsage) as error:
        read_options(arguments, ENGLISH)
    assert arguments[-1] in str(error.value)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tme_tui", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_version_and_help_need_no_terminal(home: Path) -> None:
    assert run("--version").stdout == f"tme-tui {__version__}\n"
    assert "--demo" in run("--help").stdout


def test_without_a_terminal_it_says_where_to_go(home: Path) -> None:
    done = run()
    assert done.returncode == 1
    assert "tme-tui: " in done.stderr
    assert run("--dmeo").returncode == 2


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_what_is_typed_into_a_real_terminal_is_stored(home: Path, now: datetime, term: str) -> None:
    terminal = Terminal([], {"TERM": term})
    terminal.wait_for("Inbox")
    terminal.type("a")
    terminal.wait_for("Accept")
    terminal.type("Call Anna !2")
    terminal.wait_for("priority 2")
    terminal.type("\r")
    terminal.wait_for("takes it back")
    terminal.type("q")
    assert terminal.end() == 0
    with engine_of(home, FixedClock(now)) as engine:
        [task] = engine.get_tasks("")
    assert (task.title, task.priority) == ("Call Anna", 2)


def test_an_editor_that_fails_gives_the_screen_back(home: Path, now: datetime) -> None:
    with engine_of(home, FixedClock(now)) as engine:
        engine.add_task("Report", due="2020-01-01")
    terminal = Terminal([], {"TERM": "xterm-256color", "EDITOR": "/no/ed"})
    terminal.wait_until(lambda: "years ago" in terminal.own_words)  # its row is there, and no sketch of it
    terminal.type("E")
    terminal.wait_for("/no/ed")
    terminal.type("a")
    terminal.wait_for("Accept")
    terminal.type("Next\r")
    terminal.wait_for("takes it back")
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("way", ["closed", "told"])
def test_a_terminal_that_is_closed_loses_nothing(home: Path, now: datetime, way: str) -> None:
    terminal = Terminal([], {"TERM": "xterm-256color"})
    terminal.wait_for("Welcome")
    terminal.type("9aOne\r")
    terminal.wait_for("takes it back")
    terminal.type("aTwo\r")
    code = terminal.close() if way == "closed" else terminal.tell()
    assert code in (0, 128 + signal.SIGHUP), "it ends by itself, not by the signal"
    with engine_of(home, FixedClock(now)) as engine:
        titles = {task.title for task in engine.get_tasks("")}
    assert "One" in titles
    assert "screen.json" in {file.name for file in home.iterdir()}, "view and cursor come back"


def test_a_terminal_that_is_closed_while_others_write_loses_nothing(home: Path, now: datetime) -> None:
    terminal = Terminal([], {"TERM": "xterm-256color"}, ("-c", LEAVES_SOON))
    terminal.wait_for("Welcome")
    terminal.type("9aOne\r")
    terminal.wait_for("takes it back")
    with closing(sqlite3.connect(home / "tme.db", check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        terminal.type("aTwo\rf")
        terminal.wait_for("^s")  # the line of the filter: the task is on its way to the base
        over = threading.Timer(1, other.rollback)
        over.start()
        terminal.close()
        over.join()
    with engine_of(home, FixedClock(now)) as engine:
        assert {task.title for task in engine.get_tasks("")} == {"One", "Two"}


def test_the_last_change_before_leaving_is_kept(home: Path, now: datetime) -> None:
    terminal = Terminal([], {"TERM": "xterm-256color"})
    terminal.wait_for("Inbox")
    terminal.type("aQuick\rq")
    assert terminal.end() == 0
    with engine_of(home, FixedClock(now)) as engine:
        assert [task.title for task in engine.get_tasks("")] == ["Quick"]


def test_the_demo_shows_a_sample_and_leaves_nothing(home: Path) -> None:
    terminal = Terminal(["--demo"], {"TERM": "xterm-256color"})
    terminal.wait_for("Groceries")
    terminal.type("q")
    assert terminal.end() == 0
    assert {path.name for path in home.iterdir()} <= {"tme.db"}
