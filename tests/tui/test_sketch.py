"""The first picture: what it shows is what the screen then shows, sign by sign and colour by colour."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import Monochrome, NoColor

from tests.tui.pictures import NOW
from tests.tui.screens import driving, engine_of
from tests.tui.terminals import Terminal
from tests.tui.test_last_frame import XTERM
from tme_tui.demo import fill_demo
from tme_tui.engine.glimpse import glimpse
from tme_tui.engine.glimpse_words import as_text, glimpse_words
from tme_tui.i18n import translator
from tme_tui.model.builtin_views import QUERIES, View
from tme_tui.model.clock import FixedClock, SystemClock
from tme_tui.model.grouping import GroupBy
from tme_tui.model.query import SortKey
from tme_tui.settings import load_settings
from tme_tui.shipped_files import shipped
from tme_tui.store.glimpse import WORDS
from tme_tui.tui.actions import keymap
from tme_tui.tui.look.themes import read_theme
from tme_tui.tui.remembering import Memory
from tme_tui.tui.setup import Setup
from tme_tui.tui.start.first_look import FirstLook
from tme_tui.tui.start.first_page import FirstPage, save_page
from tme_tui.tui.start.opening import _SHEET, Opening
from tme_tui.tui.start.plain_styles import PlainStyles
from tme_tui.tui.start.sketch import Sketch, widths_of
from tme_tui.tui.tasks.arranging import Arrangement
from tme_tui.tui.tasks.rows import Reader
from tme_tui.tui.views.view_entries import Entry, builtin_entries

Cell = tuple[str, object, object, bool, bool, bool]


def cells(line: Iterable[tuple[str, Style | None]]) -> list[Cell]:
    """A line sign by sign, each with its colours; the second half of a wide sign is not told from it."""
    found: list[Cell] = []
    for text, style in line:
        look = style or Style.null()
        colours = (look.color and look.color.get_truecolor(), look.bgcolor and look.bgcolor.get_truecolor())
        found += [(sign, *colours, bool(look.bold), bool(look.underline), bool(look.strike)) for sign in text]
    return found


def look_at(home: Path, memory: Memory, locale: str = "en", now: datetime = NOW) -> FirstPage | None:
    """What a program that begins now would open with."""
    return look_of(home, memory, locale, now).page()


def look_of(home: Path, memory: Memory, locale: str = "en", now: datetime = NOW) -> FirstLook:
    return FirstLook(str(home / "tme.db"), now, "UTC", translator(locale), memory, home / "page")


def sketch_of(page: FirstPage, memory: Memory, locale: str, theme: str, *, has_tasks: bool = True) -> Sketch:
    styles = PlainStyles(read_theme(theme, shipped("themes")).said, _SHEET.read_text(encoding="utf-8"))
    return Sketch(page, memory, styles, translator(locale), keymap(), has_tasks=has_tasks)


def filled(home: Path, locale: str = "en", more: int = 0) -> None:
    with engine_of(home, FixedClock(NOW)) as engine:
        fill_demo(engine, locale)
        for number in range(more):
            engine.add_task(f"Number {number}", due=(NOW - timedelta(days=2)).date().isoformat())


@pytest.mark.parametrize(
    ("size", "locale", "theme", "more", "habits"),
    [
        ((60, 20), "en", "ansi-dark", 0, Memory()),
        ((83, 24), "ru", "light", 30, Memory()),
        ((80, 24), "en", "dark", 0, Memory(hidden=["views"])),
        ((107, 30), "en", "contrast-dark", 30, Memory(hidden=["details"])),
        ((171, 40), "ru", "dark", 0, Memory(panes={"views": 26, "details": 40})),
        ((100, 30), "en", "dark", 0, Memory(panes={"views": 50, "details": 60})),
    ],
)
def test_what_it_shows_stays_as_it_is(
    home: Path, size: tuple[int, int], locale: str, theme: str, more: int, habits: Memory
) -> None:
    filled(home, locale, more)
    memory = replace(habits, arrangements={})
    page = look_at(home, memory, locale)
    assert page is not None
    assert page.rows
    drawn = [cells(line) for line in sketch_of(page, memory, locale, theme)._lines(*size)]
    views = widths_of(size[0], memory).views  # which may get a scrollbar
    compare(drawn, screen_of(home, size, locale, theme, memory), max(views, 22))


def screen_of(home: Path, size: tuple[int, int], locale: str, theme: str, memory: Memory) -> list[list[Cell]]:
    """What the screen shows that opens with these habits."""

    async def screen() -> list[list[Cell]]:
        (home / "screen.json").write_text(memory.as_json(), encoding="utf-8")
        setup = Setup(
            lambda: engine_of(home, FixedClock(NOW)),
            words=translator(locale),
            theme=theme,
            memory=home / "screen.json",
            first_page=home / "page",
        )
        async with driving(setup, size, toasts=False) as driver:
            strips = driver.screen._compositor.render_strips()
            return [cells((text, style) for text, style, _ in strip) for strip in strips]

    return asyncio.run(screen())


def compare(drawn: list[list[Cell]], then: list[list[Cell]], own: int) -> None:
    """What was drawn is still there; what is added was empty, in the first `own` columns on any ground."""
    assert len(drawn) == len(then)
    for y, (before, after) in enumerate(zip(drawn, then, strict=True)):
        assert len(before) == len(after), y
        for x, (one, other) in enumerate(zip(before, after, strict=True)):
            if one[0] == " ":
                assert x < own or one[2] == other[2], (x, y, one, other)
            else:
                assert one == other, (x, y, one, other)


@pytest.mark.parametrize(
    ("group", "more"), [(GroupBy.DAY, 0), (GroupBy.CATEGORY, 120), (GroupBy.ASSIGNEE, 0)]
)
def test_groups_are_drawn_from_what_was_seen_last(home: Path, group: GroupBy, more: int) -> None:
    filled(home, more=more)
    memory = Memory(arrangements={"view:today": Arrangement(group=group)})
    assert look_at(home, memory) is None, "nothing was seen yet"
    then = screen_of(home, (120, 40), "en", "dark", memory)
    page = look_at(home, memory)
    assert page is not None
    assert page.arranged.heads
    drawn = [cells(line) for line in sketch_of(page, memory, "en", "dark")._lines(120, 40)]
    compare(part(drawn, 22, 82), part(then, 22, 82), 0)


@pytest.mark.parametrize("tab", ["tree", "calendar"])
def test_of_another_tab_there_is_the_frame(home: Path, tab: str) -> None:
    filled(home)
    memory = Memory(tab=tab)
    page = look_of(home, memory).without_tasks()
    drawn = [cells(line) for line in sketch_of(page, memory, "en", "dark", has_tasks=False)._lines(120, 40)]
    then = screen_of(home, (120, 40), "en", "dark", memory)
    for lines in (slice(1), slice(-1, None)):
        compare(drawn[lines], then[lines], 0)
    for columns in ((0, 22), (84, 120)):
        compare(part(drawn, *columns), part(then, *columns), 22)


def part(lines: list[list[Cell]], first: int, after: int) -> list[list[Cell]]:
    """Some columns of what is inside the panes, whose titles may say more later."""
    return [line[first:after] for line in lines[2:-2]]


@pytest.mark.parametrize("theme", ["dark", "ansi-dark"])
def test_without_colours_it_is_as_grey_as_the_screen(home: Path, theme: str) -> None:
    styles = PlainStyles(read_theme(theme, shipped("themes")).said, _SHEET.read_text(encoding="utf-8"))
    screen = NoColor() if theme == "ansi-dark" else Monochrome()
    for words in ("bold $tme-key", "$tme-border-focus", "underline $tme-muted"):
        style = styles.ground("panel") + styles.of_words(words)
        [(_, seen, _)] = screen.apply([Segment("x", style)], TextualColor(0, 0, 0))
        assert seen is not None
        assert cells([("x", styles.colourless(style))]) == cells([("x", seen)])


def test_of_a_base_on_a_server_there_is_what_was_seen_last(home: Path) -> None:
    reader = Reader(NOW, "UTC", translator("en"))
    with engine_of(home, FixedClock(NOW)) as engine:
        rows = tuple(reader.row(task) for task in [engine.add_task("Call Anna", due=NOW.date().isoformat())])
    entries = builtin_entries(translator("en"))
    save_page(home / "page", FirstPage("en", "view:today", entries, rows, 1))

    def seen(day: datetime) -> FirstPage | None:
        os.utime(home / "page", (day.timestamp(), day.timestamp()))
        url = "postgresql://nobody@nowhere.invalid/base"
        return FirstLook(url, NOW, "UTC", translator("en"), Memory(), home / "page").page()

    today, later = seen(NOW), seen(NOW - timedelta(days=1))
    assert today is not None
    assert later is not None
    assert [row.when for row in (*today.rows, *later.rows)] == [rows[0].when, ("…",)]


def test_its_questions_are_those_of_the_engine() -> None:
    """The file is written by `python -m tme_tui.engine.glimpse_words`, and holds for any moment and zone."""
    assert WORDS.read_text(encoding="utf-8") == as_text(glimpse_words())
    for later, zone in ((timedelta(hours=7), "Asia/Kathmandu"), (timedelta(days=300), "America/New_York")):
        assert glimpse_words(NOW + later, zone) == glimpse_words()


def test_it_finds_what_the_engine_finds(home: Path) -> None:
    filled(home, more=90)
    with engine_of(home, FixedClock(NOW)) as engine:
        for view in View:
            page = engine.page(QUERIES[view], 80)
            seen = glimpse(str(home / "tme.db"), NOW, "UTC", view)
            assert seen is not None
            assert [task.id for task in seen.tasks] == [task.id for task in page.tasks], view
            assert seen.is_whole == (page.next is None)
            for one, other in zip(seen.tasks, page.tasks, strict=True):
                assert bool(one.reminders) == bool(other.reminders)
                assert one == replace(other, reminders=one.reminders, depends=(), participants=())


def test_a_view_of_ones_own_is_read_anew(home: Path) -> None:
    """The tasks that were in it last, as they are now; what is done by now is gone."""
    with engine_of(home, FixedClock(NOW)) as engine:
        first, second, third = (engine.add_task(title, due="2030-01-01") for title in ("One", "Two", "Three"))
    memory = Memory(arrangements={"view:all": Arrangement(SortKey.TITLE)})
    [entry] = [one for one in builtin_entries(translator("en")) if one.key == "view:all"]
    memory.view = entry
    reader = Reader(NOW, "UTC", translator("en"))
    rows = tuple(reader.row(task) for task in (first, third, second))
    save_page(home / "page", FirstPage("en", "view:all", (entry,), rows, 3))
    with engine_of(home, FixedClock(NOW)) as engine:
        engine.complete(first)
        engine.edit_task(second, title="Second")
    page = look_at(home, memory)
    assert page is not None
    assert [row.title for row in page.rows] == ["Three", "Second"]
    assert page.entries == (Entry(entry.kind, entry.name, entry.label, entry.query),)


def test_what_opening_moves_is_shown_without_its_date(home: Path) -> None:
    today = NOW.date().isoformat()
    with engine_of(home, FixedClock(NOW)) as engine:
        engine.add_task("Buy tickets", due=today, expires=(NOW + timedelta(days=1)).date().isoformat())
        engine.add_task("Call Anna", due=today)
    later = look_at(home, Memory(), now=NOW + timedelta(days=3))
    assert later is not None
    assert {row.title: row.when for row in later.rows} == {
        "Buy tickets": ("…",),
        "Call Anna": ("3 days ago",),
    }


def test_there_is_no_look_at_what_cannot_be_opened_at_once(home: Path) -> None:
    base = home / "tme.db"
    base.unlink(missing_ok=True)
    assert look_at(home, Memory()) is None
    assert not base.exists(), "a look makes nothing"
    base.write_bytes(b"")
    assert look_at(home, Memory()) is None
    base.write_bytes(b"something else" * 1_000)
    assert look_at(home, Memory()) is None
    base.unlink()
    filled(home)
    assert look_at(home, Memory()) is not None
    with sqlite3.connect(base) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'of another program'")
    connection.close()
    assert look_at(home, Memory()) is None


def test_there_is_no_picture_where_the_screen_asks_for_more_room(home: Path) -> None:
    sketch = sketch_of(look_of(home, Memory()).without_tasks(), Memory(), "en", "dark", has_tasks=False)
    assert len(sketch.lines(40, 12, ColorSystem.TRUECOLOR)) == 12
    for size in ((39, 40), (140, 11), (0, 0)):
        assert sketch.lines(*size, ColorSystem.TRUECOLOR) == []


def test_what_cannot_be_read_stops_no_start(home: Path) -> None:
    filled(home)
    settings = load_settings({"TME_HOME": str(home), "HOME": str(home), "USER": "me", "TZ": "UTC"})
    opening = Opening(settings, {"COLORTERM": "truecolor"}, home / "no-page", "dark")
    assert len(opening.lines(80, 24)) == 24
    assert opening.page is not None
    with sqlite3.connect(home / "tme.db") as connection:
        connection.execute("UPDATE tasks SET due = 'in a book', due_key = 0 WHERE due IS NOT NULL")
        connection.execute("UPDATE tasks SET kind = 'of another kind'")
    connection.close()
    assert "One moment…" in "".join(opening.lines(80, 24))
    assert opening.page is None


def test_a_base_that_the_screen_has_never_seen_is_shown_before_the_program_is_there(home: Path) -> None:
    with engine_of(home, SystemClock()) as engine:
        engine.add_task("Buy milk", due="2020-01-01")
    terminal = Terminal([], XTERM)
    terminal.wait_for("Buy milk")
    assert "Buy milk" in terminal.words_before
    assert b"\x1b[?1049h" in terminal.seen
    terminal.type("aTyped early\r")
    terminal.wait_for("Added")
    assert b"\x1b[?1049h" not in terminal.seen, "it is not cleared in between"
    terminal.type("q")
    assert terminal.end() == 0
    with engine_of(home, SystemClock()) as engine:
        assert {task.title for task in engine.get_tasks("is:open")} == {"Buy milk", "Typed early"}
