"""The tree tab, with real keys on a real base."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Offset

from tests.tui.screens import Driver, Story, engine_of, play
from tme_tui.engine import trees
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.outline import Forest, Outline
from tme_tui.model.task import Link
from tme_tui.tui.picking.picker import Picker
from tme_tui.tui.tree import telling
from tme_tui.tui.tree.reading import FIRST
from tme_tui.tui.tree.view import TreeView

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MOVE, BOXES, BOOKS, VAN, DRIVE, UNPACK, PARTY, ALONE = range(1, 9)


def flat(engine: TaskManager) -> None:
    """Moving to another flat: parts, chains, and something that has to do with nothing."""
    engine.add_task("Move to the new flat")
    engine.add_task("Find boxes", parent=MOVE, due="2026-11-28")
    for title in ("Pack the books", "Rent a van", "Drive over"):
        engine.add_task(title, parent=MOVE)
    engine.add_task("Unpack", parent=DRIVE)
    engine.add_task("House-warming party")
    engine.add_task("Something alone")
    for task, blocker in ((BOOKS, BOXES), (DRIVE, BOOKS), (DRIVE, VAN), (UNPACK, DRIVE), (PARTY, UNPACK)):
        engine.depend(task, blocker)


def tree(home: Path, story: Story, size: tuple[int, int] = (160, 30), locale: str = "en") -> None:
    async def begin(driver: Driver) -> None:
        await driver.press("f7", "g", "g")
        await story(driver)

    play(home, NOW, begin, prepare=flat, size=size, locale=locale)


def drawn(driver: Driver) -> list[str]:
    """The lines of the tree without columns: strokes, signs and titles."""
    view = driver.screen.middle
    height = view.scrollable_content_region.height
    lines = [view.render_line(y).text for y in range(height)]
    return [line[2:].split("  #")[0].rstrip() for line in lines if line.strip()]


def test_subtasks_stand_inside_what_they_are_a_part_of(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert drawn(driver) == [
            "▾ ○ Move to the new flat",
            "├─○ Find boxes",
            "├─○ Rent a van",
            "├─⊘ Pack the books",
            "└─▾ ⊘ Drive over",
            "  └─⊘ Unpack",
            "○ Something alone",
            "⊘ House-warming party",
        ]

    tree(home, story)


def test_dependencies_stand_under_their_last_blocker_and_name_the_others(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L", "g", "g")
        lines = drawn(driver)
        assert lines[:6] == [
            "▾ ○ Find boxes",
            "└─⊘ Pack the books",
            "▾ ○ Rent a van",
            "└─▾ ⊘ Drive over",
            "  └─▾ ⊘ Unpack",
            "    └─⊘ House-warming party",
        ]
        assert f"⇠ #{BOOKS}" in driver.text
        await driver.press("g", "c")
        assert driver.screen.middle.border_title == "What needs what first"
        assert drawn(driver)[0] == "▾ ⊘ House-warming party"

    tree(home, story)


def test_a_tie_that_is_not_drawn_is_followed_by_a_key_and_back(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L")
        driver.screen.middle.go_to(DRIVE)  # type: ignore[attr-defined]
        await driver.press("F")
        assert driver.screen.number == BOOKS
        await driver.press("backspace")
        assert driver.screen.number == DRIVE

    tree(home, story)


def test_folds_hide_and_the_cursor_stays_on_its_task(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(DRIVE)  # type: ignore[attr-defined]
        await driver.press("h")
        assert "Unpack" not in "".join(drawn(driver))
        assert driver.screen.number == DRIVE
        await driver.press("L")
        assert driver.screen.number == DRIVE
        await driver.press("L", "L", "Z")
        assert drawn(driver)[0] == "▸ ○ Move to the new flat"
        await driver.press("Z")
        assert len(drawn(driver)) == 8

    tree(home, story)


def test_one_chain_is_shown_alone_and_escape_brings_all_back(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(BOOKS)  # type: ignore[attr-defined]
        await driver.press(")")
        assert [line.split()[-1] for line in drawn(driver)] == ["books", "over", "Unpack", "party"]
        await driver.press("escape")
        assert "Something alone" in driver.text

    tree(home, story)


def test_a_branch_is_picked_up_and_put_down_and_undo_takes_it_back(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(DRIVE)  # type: ignore[attr-defined]
        await driver.press("g", "k")
        assert "✂" in driver.text
        driver.screen.middle.go_to(ALONE)  # type: ignore[attr-defined]
        await driver.press("g", "j")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(DRIVE).parent == ALONE
        assert driver.screen.number == DRIVE
        await driver.press("u")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(DRIVE).parent == MOVE

    tree(home, story)


def test_in_dependencies_a_branch_waits_for_another_blocker(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L")
        driver.screen.middle.go_to(BOOKS)  # type: ignore[attr-defined]
        await driver.press("g", "k")
        driver.screen.middle.go_to(ALONE)  # type: ignore[attr-defined]
        await driver.press("g", "j")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert [tie.blocker for tie in engine.get_task(BOOKS).depends] == [ALONE]
        driver.screen.middle.go_to(BOXES)  # type: ignore[attr-defined]

    tree(home, story)


def test_a_circle_is_refused_with_its_path(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L")
        driver.screen.middle.go_to(BOXES)  # type: ignore[attr-defined]
        await driver.press("g", "k")
        driver.screen.middle.go_to(PARTY)  # type: ignore[attr-defined]
        await driver.press("g", "j")
        (said,) = driver.toasts
        assert "circle" in said
        assert all(f"#{number}" in said for number in (BOXES, BOOKS, DRIVE, UNPACK, PARTY))

    tree(home, story)


def test_nest_and_unnest(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(PARTY)  # type: ignore[attr-defined]
        await driver.press(">")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(PARTY).parent == ALONE
        await driver.press("<")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(PARTY).parent is None

    tree(home, story)


def test_type_and_lag_of_a_tie_are_typed(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L")
        driver.screen.middle.go_to(UNPACK)  # type: ignore[attr-defined]
        await driver.press("g", "d", "ctrl+u")
        await driver.type("xx+2")
        await driver.press("enter")
        assert driver.screen.prompt.text == "xx+2", "it can be mended"
        assert "is no tie" in driver.text
        await driver.press("ctrl+u")
        await driver.type("ss+2d")
        assert "2 days later" in driver.text or "2 d later" in driver.text
        await driver.press("enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            (tie,) = engine.get_task(UNPACK).depends
            assert (tie.link, tie.lag.days) == (Link.START_START, 2)
        assert "SS+2d" in driver.text

    tree(home, story)


def test_a_task_is_added_between_two_as_one_step(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L")
        driver.screen.middle.go_to(UNPACK)  # type: ignore[attr-defined]
        await driver.press("g", "a")
        await driver.type("Get the keys >> Clean up")
        assert "Get the keys » Clean up" in driver.text
        await driver.press("enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            (tie,) = engine.get_task(UNPACK).depends
            (before,) = engine.get_task(tie.blocker).depends
            assert engine.get_task(tie.blocker).title == "Clean up"
            assert [one.blocker for one in engine.get_task(before.blocker).depends] == [DRIVE]
        await driver.press("u")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert [one.blocker for one in engine.get_task(UNPACK).depends] == [DRIVE]

    tree(home, story)


def test_in_the_graph_the_only_tie_of_a_box_is_what_keys_are_about(home: Path) -> None:
    async def story(driver: Driver) -> None:
        view = driver.screen.middle
        view.go_to(UNPACK)  # type: ignore[attr-defined]
        await driver.press("L", "L", "g", "d", "ctrl+u")
        await driver.type("ss+2d")
        await driver.press("enter", "g", "a")
        assert f"add between #{DRIVE} and #{UNPACK}" in driver.text
        await driver.type("Get the keys")
        await driver.press("enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            (tie,) = engine.get_task(UNPACK).depends
            assert [one.blocker for one in engine.get_task(tie.blocker).depends] == [DRIVE]
        await driver.press("u")
        with engine_of(home, FixedClock(NOW)) as engine:
            (tie,) = engine.get_task(UNPACK).depends
            assert (tie.blocker, tie.link, tie.lag.days) == (DRIVE, Link.START_START, 2)
        view.go_to(DRIVE)  # type: ignore[attr-defined]
        await driver.press("g", "a")
        assert f"add before #{DRIVE}" in driver.text, "it waits for two"

    tree(home, story)


def test_a_graph_without_ties_says_why_it_is_empty(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L", "L", "f")
        await driver.type("alone")
        await driver.press("enter")
        assert "Nothing here is tied to anything" in driver.text
        assert "L shows the tasks in another way" in driver.text
        assert driver.screen.number is None
        await driver.press("*", "j", "l", "space", "g", "a", "escape", "g", "g", "G", "L")
        assert "Something alone" in driver.text
        await driver.press("f", "ctrl+u")
        await driver.type("nowhere")
        await driver.press("enter")
        assert "Nothing found" in driver.text
        assert "esc shows all again" in driver.text

    tree(home, story)


def test_the_fold_of_a_deep_line_is_clicked_where_it_is_drawn(home: Path) -> None:
    def deep(engine: TaskManager) -> None:
        last = engine.add_task("Whole").id
        for number in range(1, 10):
            last = engine.add_task(f"Part {number}", parent=last).id

    async def story(driver: Driver) -> None:
        await driver.press("f7", "g", "g")
        view = driver.screen.middle
        y = line_of(driver, "Part 8")
        line = view.render_line(y).text
        assert "8┄    └─▾ ○ Part 8" in line
        await driver.pilot.click(view, offset=(line.index("▾") + 2, y + 1))
        await driver.settle()
        assert "8┄    └─▸ ○ Part 8" in view.render_line(y).text

    play(home, NOW, story, prepare=deep, size=(58, 30))


def test_a_finished_branch_is_folded_until_somebody_unfolds_it(home: Path) -> None:
    async def story(driver: Driver) -> None:
        with engine_of(home, FixedClock(NOW)) as engine:
            engine.undepend(DRIVE, BOOKS)
            engine.undepend(DRIVE, VAN)
        await driver.press("f5")
        driver.screen.middle.go_to(UNPACK)  # type: ignore[attr-defined]
        await driver.press("space", "k", "space")
        shown = drawn(driver)
        assert "└─▸ ● Drive over" in shown, "what is finished with all that is in it is out of the way"
        assert not any("Unpack" in line for line in shown)
        driver.screen.middle.go_to(DRIVE)  # type: ignore[attr-defined]
        await driver.press("l")
        assert drawn(driver)[4:6] == ["└─▾ ● Drive over", "  └─● Unpack"]
        await driver.press("plus")
        assert "  └─● Unpack" in drawn(driver), "whoever unfolds it keeps it open, whatever changes"

    tree(home, story)


def test_a_filter_keeps_the_path_to_what_it_finds(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f")
        await driver.type("unpack", "enter")
        assert [line.split()[-1] for line in drawn(driver)] == ["flat", "over", "Unpack"]

    tree(home, story)


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
def test_it_fits_each_size(home: Path, size: tuple[int, int], locale: str) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L", "j", "j")
        assert {len(line) for line in driver.lines()} == {size[0]}
        assert "Find boxes" in driver.text

    tree(home, story, size=size, locale=locale)


def test_the_graph_is_walked_by_the_arrows_and_scrolls_both_ways(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(BOXES)  # type: ignore[attr-defined]
        await driver.press("L", "L")
        assert driver.screen.number == BOXES
        assert f"┃ ○ Find boxes #{BOXES} ┃" in driver.text
        assert "House-warming" not in driver.text
        seen = [BOXES]
        for _ in range(4):
            await driver.press("l")
            assert driver.screen.number is not None
            seen.append(driver.screen.number)
        assert seen == [BOXES, BOOKS, DRIVE, UNPACK, PARTY]
        assert "House-warming party" in driver.text
        await driver.press("h", "h", "h", "h")
        assert driver.screen.number in (BOXES, VAN)
        assert "Find boxes" in driver.text

    tree(home, story, size=(100, 14))


def test_actions_are_about_the_box_under_the_cursor(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(VAN)  # type: ignore[attr-defined]
        await driver.press("L", "L", "space")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert not engine.get_task(VAN).status.is_open
        assert driver.screen.middle.border_title == "Graph"

    tree(home, story)


def test_the_chain_that_decides_the_end_is_marked(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L", "C")
        marked = [line for line in drawn(driver) if line.endswith("◆")]
        assert [line.split("⊘ ")[-1] for line in marked] == [
            *("▾ ○ Find boxes ◆", "Pack the books ◆", "Drive over ◆", "Unpack ◆", "House-warming party ◆")
        ]
        van = next(line for line in driver.lines() if "Rent a van" in line)
        assert "+1 h" in van, "a van may be rented while the books are packed"
        driver.screen.middle.go_to(DRIVE)  # type: ignore[attr-defined]
        await driver.press("L")
        assert driver.text.count("◆ #") >= 3, "boxes of the graph are marked too"
        await driver.press("L", "L", "C")
        assert "◆" not in "".join(drawn(driver))

    tree(home, story, size=(200, 30))


def line_of(driver: Driver, title: str) -> int:
    """On which line of the view a task is."""
    return next(y for y, line in enumerate(drawn(driver)) if title in line)


async def drag(driver: Driver, start: str, end: str | None) -> None:
    """Drag one task onto another, or below all."""
    view = driver.screen.middle
    goal = len(drawn(driver)) + 2 if end is None else line_of(driver, end)
    await driver.pilot.mouse_down(view, offset=(12, line_of(driver, start) + 1))
    for y in (goal, goal + 1):
        await driver.pilot._post_mouse_events([events.MouseMove], view, (12, y), button=1)
    await driver.pilot.mouse_up(view, offset=(12, goal + 1))
    await driver.settle()


def test_the_mouse_drags_a_task_onto_another_and_out_of_all(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await drag(driver, "Drive over", "Something alone")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(DRIVE).parent == ALONE
        assert "▾ ○ Something alone" in drawn(driver)
        await drag(driver, "Drive over", None)
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(DRIVE).parent is None
        await driver.press("u", "u")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(DRIVE).parent == MOVE

    tree(home, story)


def test_dragging_one_marked_task_takes_all_that_are_marked(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(BOXES)  # type: ignore[attr-defined]
        await driver.press("v", "v")
        await drag(driver, "Rent a van", "Something alone")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert {engine.get_task(one).parent for one in (BOXES, VAN)} == {ALONE}
            assert engine.get_task(BOOKS).parent == MOVE

    tree(home, story)


def test_a_click_goes_there_and_on_the_sign_of_a_fold_it_folds(home: Path) -> None:
    async def story(driver: Driver) -> None:
        view = driver.screen.middle
        await driver.pilot.click(view, offset=(12, line_of(driver, "Rent a van") + 1))
        await driver.settle()
        assert driver.screen.number == VAN
        await driver.pilot.click(view, offset=(5, line_of(driver, "Drive over") + 1))
        await driver.settle()
        assert "└─▸ ⊘ Drive over" in drawn(driver)
        await driver.pilot.click(view, offset=(12, line_of(driver, "Rent a van") + 1), times=2)
        await driver.settle()
        assert driver.app.screen is not driver.screen, "the form is open"

    tree(home, story)


async def click(driver: Driver, title: str, what: str = "", *, button: int = 1, times: int = 1) -> None:
    """Click on a task, or on something in its line."""
    view = driver.screen.middle
    y = line_of(driver, title)
    x = view.render_line(y).text.index(what or title) + 2
    await driver.pilot.click(view, offset=(x, y + 1), button=button, times=times)
    await driver.settle()


def test_the_other_button_lists_what_can_be_done_with_a_task(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await click(driver, "Rent a van", button=3)
        assert driver.screen.number == VAN
        assert isinstance(driver.app.screen, Picker)
        await driver.type("Done", "enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert not engine.get_task(VAN).status.is_open

    tree(home, story)


def test_a_cross_link_is_followed_by_a_click_and_has_a_menu_of_its_own(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L")
        driver.screen.middle.go_to(PARTY)  # type: ignore[attr-defined]
        await click(driver, "Drive over", f"#{BOOKS}", times=2)
        assert driver.screen.number == BOOKS
        assert driver.app.screen is driver.screen, "it was no second click on the task"
        await driver.press("backspace")
        assert driver.screen.number == DRIVE
        await click(driver, "Drive over", f"#{BOOKS}", button=3)
        assert f"#{DRIVE} waits for #{BOOKS}" in driver.text
        await driver.type("Untie", "enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert [tie.blocker for tie in engine.get_task(DRIVE).depends] == [VAN]

    tree(home, story)


def test_in_the_graph_a_box_that_is_dragged_onto_another_comes_before_it(home: Path) -> None:
    async def story(driver: Driver) -> None:
        view = driver.screen.middle
        view.go_to(VAN)  # type: ignore[attr-defined]
        await driver.press("L", "L")

        def spot(title: str) -> tuple[int, int]:
            lines = [view.render_line(y).text for y in range(view.scrollable_content_region.height)]
            y = next(y for y, line in enumerate(lines) if title in line)
            return lines[y].index(title) + 2, y + 1

        await driver.pilot.mouse_down(view, offset=spot("Rent a van"))
        for _ in range(2):
            await driver.pilot._post_mouse_events([events.MouseMove], view, spot("Unpack"), button=1)
        await driver.pilot.mouse_up(view, offset=spot("Unpack"))
        await driver.settle()
        with engine_of(home, FixedClock(NOW)) as engine:
            assert {tie.blocker for tie in engine.get_task(UNPACK).depends} == {DRIVE, VAN}
        await driver.press("u")
        await driver.pilot.click(view, offset=spot("Drive over"), button=3)
        await driver.settle()
        assert isinstance(driver.app.screen, Picker)
        await driver.press("escape")
        assert driver.screen.number == DRIVE

    tree(home, story)


def test_marks_are_what_the_next_key_is_about(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.middle.go_to(BOXES)  # type: ignore[attr-defined]
        await driver.press("v", "j", "V")
        assert [*driver.screen.chosen] == [BOXES, VAN, BOOKS]
        await driver.press("escape")
        assert [*driver.screen.chosen] == [BOOKS]
        await driver.press("M")
        await driver.type("van", "enter")
        assert [*driver.screen.chosen] == [VAN]
        await driver.press("plus")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert [one.id for one in engine.get_tasks("") if one.priority] == [VAN]

    tree(home, story)


def test_the_next_overdue_task_is_found_inside_a_fold_too(home: Path) -> None:
    async def story(driver: Driver) -> None:
        with engine_of(home, FixedClock(NOW)) as engine:
            for number in (UNPACK, PARTY):
                engine.edit_task(number, due="2026-11-20")
        await driver.press("f5", "Z", "g", "g", "g", "o")
        assert driver.screen.number == UNPACK
        assert any("Unpack" in line for line in drawn(driver))
        await driver.press("g", "o")
        assert driver.screen.number == PARTY
        await driver.press("g", "o")
        assert driver.screen.number == UNPACK
        await driver.press("g", "O")
        assert driver.screen.number == PARTY

    tree(home, story)


def test_a_time_of_today_is_readable_where_there_is_little_room(home: Path) -> None:
    async def story(driver: Driver) -> None:
        with engine_of(home, FixedClock(NOW)) as engine:
            engine.edit_task(ALONE, due="2026-11-25 23:00")
        await driver.press("f5")
        assert "today 23:00" in driver.text

    tree(home, story, size=(110, 30))


def test_an_event_says_when_it_begins(home: Path) -> None:
    def meeting(engine: TaskManager) -> None:
        engine.add_task("Meeting", kind="event", starts="2026-11-25T11:00", ends="2026-11-25T13:00")

    async def story(driver: Driver) -> None:
        await driver.press("f7")
        [line] = [line for line in driver.lines() if "Meeting  #1" in line]
        assert "today 11:00" in line, "it is not late, though it has begun"

    play(home, NOW, story, prepare=meeting, size=(160, 30))


def test_the_graph_opens_where_the_cursor_is(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("L")
        driver.screen.middle.go_to(PARTY)  # type: ignore[attr-defined]
        await driver.press("L")
        assert driver.screen.number == PARTY
        assert f"┃ ⊘ House-warming party #{PARTY} ┃" in driver.text

    tree(home, story, size=(100, 14))


def test_a_large_tree_is_shown_from_the_top_before_all_is_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first lines are those that stand there in the end, with the cursor where it was in the list."""
    shown: list[tuple[int, object]] = []

    def many(engine: TaskManager) -> None:
        engine.add([Fields(title=f"Task {number}") for number in range(1, FIRST + 51)])
        engine.nest([2, 3], 1)
        engine.depend(FIRST + 50, 4)

    whole = TreeView.show

    def show(view: TreeView, outline: Outline, **how: Any) -> None:
        whole(view, outline, **how)
        lines = [view._line_at(place) for place in view._shown[:20]]  # it may have no width yet
        shown.append((view.total, (view.number, lines)))

    monkeypatch.setattr(TreeView, "show", show)

    async def story(driver: Driver) -> None:
        await driver.press("9", "g", "g", "j", "f7")
        assert [total for total, _ in shown] == [FIRST, FIRST + 50]
        assert shown[0][1] == shown[1][1]
        assert f"{FIRST + 50} tasks" in driver.text
        await driver.press("f6", "G", "f7")
        assert len(shown) == 3, "a tab that was open before shows all at once"

    play(home, NOW, story, prepare=many, size=(120, 40))


def test_of_many_tasks_what_was_read_serves_all_readings_until_something_changes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "_MANY", 0)
    monkeypatch.setattr(telling, "_MANY_TIES", 0)
    asked: list[str] = []
    forest = TaskManager.forest

    def counted(engine: TaskManager, *how: Any) -> Forest:
        asked.append("forest")
        return forest(engine, *how)

    monkeypatch.setattr(TaskManager, "forest", counted)

    async def story(driver: Driver) -> None:
        assert asked == ["forest"]
        await driver.press("L", "g", "g", "j")
        assert drawn(driver)[:2] == ["▾ ○ Find boxes", "└─⊘ Pack the books"]
        assert driver.screen.middle.render_line(0).text[1] == "↑", "once the cursor rests"
        await driver.press("L", "L")
        assert asked == ["forest"]
        await driver.press("space")
        assert asked == ["forest"] * 2

    tree(home, story)


async def wheel(
    driver: Driver, kind: type[events.MouseEvent], holds: Callable[[], bool], **held: bool
) -> None:
    """Turn the wheel over the tree by one notch, and wait for what comes of it; some tell also `shift`."""
    view = driver.screen.middle
    begin = view.region.offset + Offset(20, 3)
    await driver.pilot._post_mouse_events([kind], None, begin, **held)
    await driver.until(holds)  # it glides, also back, and may begin a moment later
    await driver.settle()


@pytest.mark.parametrize("reading", ["subtasks", "dependencies", "graph"])
def test_the_wheel_scrolls_each_reading_and_leaves_the_cursor(home: Path, reading: str) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f7", *["L"] * ["subtasks", "dependencies", "graph"].index(reading), "g", "g")
        view, number = driver.screen.middle, driver.screen.number
        top = view.render_line(0).text
        await wheel(driver, events.MouseScrollDown, lambda: view.scroll_offset.y > 0)
        assert view.render_line(0).text != top
        assert driver.screen.number == number
        await wheel(driver, events.MouseScrollUp, lambda: view.scroll_offset.y == 0)
        assert view.render_line(0).text == top
        is_wider = reading == "graph"
        for kind, held in ((events.MouseScrollDown, True), (events.MouseScrollRight, False)):
            await wheel(driver, kind, lambda: (view.scroll_offset.x > 0) is is_wider, shift=held)
            assert view.scroll_offset.y == 0
            back = events.MouseScrollUp if held else events.MouseScrollLeft
            await wheel(driver, back, lambda: view.scroll_offset.x == 0, shift=held)

    def many(engine: TaskManager) -> None:
        flat(engine)
        engine.add([Fields(title=f"Box {number}") for number in range(9)])
        for number in range(ALONE + 1, ALONE + 9):
            engine.depend(number, VAN)

    play(home, NOW, story, prepare=many, size=(90, 12))


def test_a_date_in_conflict_is_marked_and_settled_with_what_follows(home: Path) -> None:
    def late(engine: TaskManager) -> None:
        flat(engine)
        engine.edit_task(BOOKS, due="2026-11-27")
        engine.edit_task(DRIVE, due="2026-11-27")

    async def story(driver: Driver) -> None:
        await driver.press("f7", "L", "g", "g", "j")
        (line,) = [line for line in whole_lines(driver) if "Pack the books" in line]
        assert "↯ Pack the books" in line
        assert f"due before #{BOXES}" in line
        await driver.press("g", "f")
        await driver.until(lambda: "1 day too late" in driver.text)
        await driver.press("1")
        await driver.until(lambda: not any("↯" in line for line in whole_lines(driver)))
        with engine_of(home, FixedClock(NOW)) as engine:
            dues = [str(engine.get_task(number).due) for number in (BOOKS, DRIVE)]
        assert dues == ["2026-11-28", "2026-11-28"]

    play(home, NOW, story, prepare=late, size=(160, 30))


def whole_lines(driver: Driver) -> list[str]:
    """The lines of the tree with all that stands in them."""
    view = driver.screen.middle
    return [view.render_line(y).text for y in range(view.scrollable_content_region.height)]
