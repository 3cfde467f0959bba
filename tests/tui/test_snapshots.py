"""What the screen looks like, line by line: every size, both languages, light and dark.

`TME_SNAPSHOTS=write python -m pytest tests/tui/test_snapshots.py` takes them again; read the difference
before it is committed.
"""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

import pytest

from tests.conftest import ORIGINAL_ENVIRONMENT
from tests.tui.pictures import NOW
from tests.tui.screens import Driver, driving, engine_of
from tme_tui.demo import fill_demo
from tme_tui.i18n import translator
from tme_tui.model.clock import FixedClock
from tme_tui.tui.setup import Setup

FOLDER = Path(__file__).parent / "snapshots"
SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]
_FILLS = re.compile(r"fill: (#[0-9a-f]{6})")


async def look(home: Path, size: tuple[int, int], locale: str, theme: str, *keys: str) -> tuple[str, str]:
    """The lines of the screen, and the colours in which they are written."""
    with engine_of(home, FixedClock(NOW)) as engine:
        if not engine.get_tasks("", limit=1):
            fill_demo(engine, locale)
    setup = Setup(lambda: engine_of(home, FixedClock(NOW)), words=translator(locale), theme=theme)
    async with driving(setup, size, toasts=False) as driver:
        await driver.press(*keys)
        await at_rest(driver)
        lines = "\n".join(line.rstrip() for line in driver.lines()) + "\n"
        colours = " ".join(sorted(set(_FILLS.findall(driver.app.export_screenshot()))))
        return lines, colours


async def at_rest(driver: Driver) -> None:
    """Notes become Markdown a moment after the cursor rests."""
    await driver.until(lambda: driver.screen.details.is_rich or not driver.screen.details.has_notes)
    await driver.settle()


def check(name: str, text: str) -> None:
    path = FOLDER / f"{name}.txt"
    if ORIGINAL_ENVIRONMENT.get("TME_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_list_looks_as_it_did(home: Path, size: tuple[int, int], locale: str) -> None:
    lines, _ = asyncio.run(look(home, size, locale, "dark", "9", "j"))
    assert max(map(len, lines.split("\n"))) <= size[0]
    check(f"list-{size[0]}x{size[1]}-{locale}", lines)


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_tree_looks_as_it_did(home: Path, size: tuple[int, int], locale: str) -> None:
    lines, _ = asyncio.run(look(home, size, locale, "dark", "9", "f7", "L", "j"))
    assert max(map(len, lines.split("\n"))) <= size[0]
    check(f"tree-{size[0]}x{size[1]}-{locale}", lines)


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_the_graph_looks_as_it_did(home: Path, locale: str) -> None:
    lines, _ = asyncio.run(look(home, (120, 40), locale, "dark", "9", "f7", "L", ":", "7", "2", "enter", "L"))
    check(f"graph-120x40-{locale}", lines)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_tree_says_the_same_in_the_colours_of_each_theme(home: Path, theme: str) -> None:
    lines, colours = asyncio.run(look(home, (120, 40), "en", theme, "9", "f7", "L", "j"))
    assert lines == (FOLDER / "tree-120x40-en.txt").read_text(encoding="utf-8")
    check(f"tree-colours-{theme}", colours.replace(" ", "\n") + "\n")


@pytest.mark.parametrize(
    ("name", "keys"),
    [("form", ("9", "enter")), ("history", ("9", "space", "H")), ("help", ("9", "?")), ("menu", ("9", "."))],
)
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_dialogs_look_as_they_did(home: Path, name: str, keys: tuple[str, ...], locale: str) -> None:
    lines, _ = asyncio.run(look(home, (80, 24), locale, "light", *keys))
    check(f"{name}-80x24-{locale}", lines)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_light_and_dark_say_the_same_in_their_own_colours(home: Path, theme: str) -> None:
    lines, colours = asyncio.run(look(home, (120, 40), "en", theme, "9", "j"))
    assert lines == (FOLDER / "list-120x40-en.txt").read_text(encoding="utf-8")
    check(f"colours-{theme}", colours.replace(" ", "\n") + "\n")


def test_nothing_is_left_of_the_environment() -> None:
    assert "TME_SNAPSHOTS" not in os.environ
