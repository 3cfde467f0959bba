"""What the calendar looks like, line by line: every shape and size, both languages, light and dark.

`TME_SNAPSHOTS=write python -m pytest tests/tui/calendar/test_calendar_snapshots.py` takes them again.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.tui.test_snapshots import FOLDER, SIZES, check, look

SLIPPING = (":", *"59", "enter", "d", *"2026-12-20", "enter")
DIALOGS = {"plan": ("f8", "W", "P"), "slipping": ("9", *SLIPPING), "drawer": ("9", "f8", "D", "g", "b", "j")}
SHAPES = {"week": ("W",), "day": ("D",), "agenda": ("A",), "year": ("g", "y")}


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_month_looks_as_it_did(home: Path, size: tuple[int, int], locale: str) -> None:
    lines, _ = asyncio.run(look(home, size, locale, "dark", "f8"))
    assert max(map(len, lines.split("\n"))) <= size[0]
    check(f"month-{size[0]}x{size[1]}-{locale}", lines)


@pytest.mark.parametrize(("shape", "locale"), [*((name, "en") for name in SHAPES), ("week", "ru")])
def test_the_other_shapes_look_as_they_did(home: Path, shape: str, locale: str) -> None:
    lines, _ = asyncio.run(look(home, (120, 40), locale, "light", "f8", *SHAPES[shape]))
    check(f"{shape}-120x40-{locale}", lines)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_light_and_dark_say_the_same_in_their_own_colours(home: Path, theme: str) -> None:
    lines, colours = asyncio.run(look(home, (120, 40), "en", theme, "f8"))
    assert lines == (FOLDER / "month-120x40-en.txt").read_text(encoding="utf-8")
    check(f"calendar-colours-{theme}", colours.replace(" ", "\n") + "\n")


@pytest.mark.parametrize(
    ("name", "size", "locale", "theme"),
    [
        ("plan", (120, 40), "en", "dark"),
        ("plan", (80, 24), "ru", "light"),
        ("plan", (60, 20), "en", "dark"),
        ("slipping", (120, 40), "en", "light"),
        ("slipping", (60, 20), "ru", "dark"),
        ("drawer", (120, 40), "en", "light"),
        ("drawer", (60, 20), "ru", "dark"),
    ],
)
def test_what_is_asked_and_put_looks_as_it_did(
    home: Path, name: str, size: tuple[int, int], locale: str, theme: str
) -> None:
    lines, _ = asyncio.run(look(home, size, locale, theme, *DIALOGS[name]))
    assert max(map(len, lines.split("\n"))) <= size[0]
    check(f"{name}-{size[0]}x{size[1]}-{locale}", lines)
