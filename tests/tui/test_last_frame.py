"""The last frame: shown at once where it fits, never where it does not, and left behind by nothing."""

from __future__ import annotations

import asyncio
import os
import termios
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.screens import Driver, driving, engine_of, setup_of
from tests.tui.terminals import Terminal
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.tui.app import TmeApp
from tme_tui.tui.start.last_frame import LastFrame
from tme_tui.tui.topics import keeping

XTERM = {"TERM": "xterm-256color"}
SIZE = 100, 30
DAY, NEARLY = 86_400, 90
OPENS = """
import os, sys
from pathlib import Path
from tme_tui.tui.topics import keeping
from tme_tui.tui.app import TmeApp
from tme_tui.tui.start.last_frame import LastFrame

with LastFrame(Path(sys.argv[1]), os.environ, "likeness").shown():
    print("open")
    sys.stdin.read(1)
    raise SystemExit(7)
"""
"""A program that shows it and never gets any further."""

IS_INTERRUPTED = """
import os, signal, sys

class Impatience:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Impatience())
from tme_tui.tui import main
sys.exit(main())
"""
"""The program, interrupted while it is loaded."""


def is_as_before(terminal: Terminal) -> bool:
    """Whether a shell could go on in the terminal."""
    return bool(terminal.ways[3] & termios.ECHO) and bool(terminal.ways[3] & termios.ICANON)


def frames(home: Path) -> list[Path]:
    """What is kept."""
    return list((home / "cache").glob("*last-frame"))


def kept_while_open(home: Path) -> Terminal:
    """The program when it has kept its frame for the first time; what it shows may be a sketch until then."""
    terminal = Terminal([], XTERM)
    terminal.wait_until(lambda: bool(frames(home)))
    return terminal


@pytest.fixture(autouse=True)
def today() -> None:
    """A frame is of one day: shortly before midnight the next one is waited for."""
    if (left := DAY - time.time() % DAY) < NEARLY:
        time.sleep(left)


@pytest.fixture
def two_tasks(home: Path, now: datetime) -> None:
    with engine_of(home, FixedClock(now)) as engine:
        engine.add_task("Buy milk", due="2020-01-01")
        engine.add_task("Call Anna", due="2020-01-02")


@pytest.mark.usefixtures("two_tasks")
def test_the_next_start_shows_it_before_the_program_is_there(home: Path, now: datetime) -> None:
    terminal = kept_while_open(home)
    terminal.type("q")
    assert terminal.end() == 0
    [kept] = frames(home)
    assert kept.stat().st_mode & 0o077 == 0
    terminal = Terminal([], XTERM)
    terminal.wait_for("Buy milk")
    assert "Buy milk" in terminal.words_before
    assert not is_as_before(terminal), "keys wait unseen"
    terminal.type("j aTyped early\r")
    terminal.wait_for("Added")
    assert b"\x1b[?1049h" not in terminal.seen, "it is not cleared in between"
    terminal.type("q")
    assert terminal.end() == 0
    assert is_as_before(terminal)
    with engine_of(home, FixedClock(now)) as engine:
        assert {task.title for task in engine.get_tasks("is:open")} == {"Buy milk", "Typed early"}
        assert [task.title for task in engine.get_tasks("is:done")] == ["Call Anna"]


@pytest.mark.usefixtures("two_tasks")
@pytest.mark.parametrize("keys", ["fmilk\rq", "/milk\rq", "vq", "aCall"])
def test_what_the_next_start_does_not_show_is_not_kept(home: Path, keys: str) -> None:
    terminal = Terminal([], XTERM)
    terminal.wait_for("2 tasks")
    terminal.type(keys)
    if keys.endswith("q"):
        assert terminal.end() == 0
    else:
        terminal.wait_for("Accept")
        assert terminal.tell() == 0
    assert not frames(home)


def kept(home: Path, lines: Sequence[str], size: tuple[int, int] = SIZE, likeness: str = "likeness") -> str:
    """The file of a frame."""
    path = home / "frame"
    LastFrame(path, {**os.environ, **XTERM}, likeness).keep(size, lines)
    return str(path)


def test_a_program_that_ends_early_gives_the_terminal_back(home: Path) -> None:
    for way, code in (("key", 7), ("told", 143)):
        terminal = Terminal([kept(home, ["\x1b[1mBuy milk\x1b[0m"])], XTERM, ("-c", OPENS))
        terminal.wait_for("Buy milk")
        terminal.wait_for("open")
        assert not is_as_before(terminal)
        if way == "key":
            terminal.type("x")
        assert (terminal.end() if way == "key" else terminal.tell()) == code
        assert terminal.seen.rstrip().endswith(b"\x1b[?1049l\x1b[?25h")
        assert is_as_before(terminal)


def test_who_interrupts_the_start_sees_no_trace_of_the_program(home: Path) -> None:
    terminal = Terminal([], XTERM, ("-c", IS_INTERRUPTED))
    assert terminal.end() == 130
    assert "Traceback" not in terminal.words
    assert is_as_before(terminal)


@pytest.mark.parametrize(
    ("lines", "size", "likeness"),
    [
        (["Buy milk"], (99, 30), "likeness"),
        (["Buy milk"], SIZE, "of another version"),
        (["Buy milk", *[""] * 30], SIZE, "likeness"),
        (["Buy milk\x07"], SIZE, "likeness"),
        (["Buy milk\x9b31m"], SIZE, "likeness"),
        (["Buy milk\x1b]0;title\x07"], SIZE, "likeness"),
        (["Buy milk\x1b[2J"], SIZE, "likeness"),
        (["Buy milk\x1b[?1049l m"], SIZE, "likeness"),
        (["Buy milk\x1bc"], SIZE, "likeness"),
    ],
)
def test_what_does_not_fit_or_could_do_harm_is_not_shown(
    home: Path, lines: Sequence[str], size: tuple[int, int], likeness: str
) -> None:
    terminal = Terminal([kept(home, lines, size, likeness)], XTERM, ("-c", OPENS))
    terminal.wait_for("open")
    assert "Buy milk" not in terminal.words
    assert is_as_before(terminal)
    terminal.type("x\n")
    assert terminal.end() == 7


def test_it_is_of_one_day(home: Path) -> None:
    path = Path(kept(home, ["Buy milk"]))
    text = path.read_text()
    path.write_text(text.replace(text.split("'")[1], "2020-01-01"))
    terminal = Terminal([str(path)], XTERM, ("-c", OPENS))
    terminal.wait_for("open")
    assert "Buy milk" not in terminal.words
    terminal.type("x\n")
    assert terminal.end() == 7


def test_a_spoilt_file_is_passed_over(home: Path) -> None:
    for content in (b"", b"\n", b"\xff\xfe", b"x" * 2_000_000):
        (home / "frame").write_bytes(content)
        terminal = Terminal([str(home / "frame")], XTERM, ("-c", OPENS))
        terminal.wait_for("open")
        terminal.type("x\n")
        assert terminal.end() == 7


@pytest.mark.usefixtures("two_tasks")
def test_a_terminal_that_is_closed_is_kept_as_it_was(home: Path) -> None:
    terminal = kept_while_open(home)
    [kept] = frames(home)
    before = kept.read_text()
    terminal.type("j")
    terminal.wait_for("Call Anna")
    terminal.close()
    assert kept.read_text() != before


@pytest.mark.usefixtures("two_tasks")
def test_a_program_that_is_killed_has_kept_it(home: Path) -> None:
    kept_while_open(home).kill()
    terminal = Terminal([], XTERM)
    terminal.wait_for("Buy milk")
    assert "Buy milk" in terminal.words_before
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.usefixtures("two_tasks")
def test_keys_are_answered_before_the_base_is_open(
    home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory and first page are those of a person who left the list, as nearly all do."""
    monkeypatch.setattr(keeping, "_PATIENCE", 600)
    setup = replace(setup_of(home, now), memory=home / "screen.json", first_page=home / "first-page.json")
    opens = threading.Event()

    def open_late() -> TaskManager:
        opens.wait(60)
        return setup.open_engine()

    async def leave() -> None:
        async with driving(setup) as driver:
            await driver.press("q")

    async def come_back() -> None:
        frame = LastFrame(home / "frame", os.environ)
        frame.is_shown = True
        app = TmeApp(replace(setup, open_engine=open_late, last_frame=frame))
        try:
            async with app.run_test(size=(120, 36)) as pilot:
                await pilot.press("j", "a", "x")
                await Driver(pilot, app).until(lambda: app.main.prompt.text == "x")
                assert not frame.is_shown, "what is typed is painted"
                opens.set()
        finally:
            opens.set()
            app.main.work.stop()

    asyncio.run(leave())
    asyncio.run(come_back())
