"""Every action, with the key that a person presses, on a real base."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from tests.tui.screens import Driver, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.task import Status, Task

FOUR = ("Alpha", "Beta", "Gamma", "Delta")


def stored(home: Path, now: datetime) -> dict[str, Task]:
    """The tasks as another program reads them."""
    with engine_of(home, FixedClock(now)) as engine:
        everything = "status:open or status:started or status:done or status:deleted or status:cancelled"
        return {task.title: task for task in engine.get_tasks(everything)}


def four(engine: TaskManager) -> None:
    for priority, title in enumerate(FOUR, 1):
        engine.add_task(title, priority=priority)


def test_the_cursor_moves_by_letters_arrows_and_pages(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert driver.current == "Alpha"
        await driver.press("j", "down")
        assert driver.current == "Gamma"
        await driver.press("k", "up", "up")
        assert driver.current == "Alpha"
        await driver.press("G")
        assert driver.current == "Delta"
        await driver.press("g", "g")
        assert driver.current == "Alpha"
        await driver.press("pagedown")
        assert driver.current == "Delta"
        await driver.press("pageup")
        assert driver.current == "Alpha"
        await driver.press("ctrl+d")
        assert driver.current == "Delta"
        await driver.press("ctrl+u")
        assert driver.current == "Alpha"

    play(home, now, story, prepare=four)


def test_a_sequence_shows_what_is_pending(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("G", "g")
        assert driver.lines()[-1].startswith(" g …")
        await driver.press("g")
        assert driver.current == "Alpha"
        assert "Add" in driver.lines()[-1]

    play(home, now, story, prepare=four)


def test_add_shows_what_it_understood_before_saving(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Pay rent every month on the 1st 9:00 +Home !1")
        said = driver.screen.prompt.said.plain
        assert "Pay rent" in said
        assert "Wed 1 Apr 09:00" in said
        assert "Home" in said
        assert "priority 1" in said
        assert stored(home, now) == {}
        await driver.press("enter")
        assert driver.screen.prompt.purpose is None
        assert driver.current == "Pay rent"
        assert any("Added #1" in toast and "u takes it back" in toast for toast in driver.toasts)

    play(home, now, story)
    assert stored(home, now)["Pay rent"].category == "Home"


def test_escape_leaves_without_adding(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Nothing", "escape")
        assert driver.screen.focused is driver.screen.tasks

    play(home, now, story)
    assert stored(home, now) == {}


def test_a_refused_line_comes_back_with_its_text(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("+Home !1", "enter")
        assert driver.screen.prompt.text == "+Home !1"
        assert "title" in driver.screen.prompt.said.plain
        await driver.press("home")
        await driver.type("Sweep ", "enter")
        assert driver.current == "Sweep"

    play(home, now, story)


def test_a_task_added_in_a_category_belongs_to_it(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Dust")
        assert "Home" in driver.screen.prompt.said.plain
        await driver.press("enter")

    def prepare(engine: TaskManager) -> None:
        engine.add_task("Sweep", category="Home")

    play(home, now, story, prepare=prepare, view="category:Home")
    assert stored(home, now)["Dust"].category == "Home"


def test_a_subtask_is_inside_the_task_under_the_cursor(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("A")
        await driver.type("Part", "enter")

    play(home, now, story, titles=["Whole"])
    tasks = stored(home, now)
    assert tasks["Part"].parent == tasks["Whole"].id


def test_edit_is_the_same_line_and_changes_only_what_was_changed(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("e")
        assert driver.screen.prompt.text.startswith("Call Anna")
        assert "#phone" in driver.screen.prompt.text
        await driver.type(" !2", "enter")

    def prepare(engine: TaskManager) -> None:
        engine.add_task("Call Anna", add_tags=["phone"], due=date(2026, 3, 9), notes="kept")

    play(home, now, story, prepare=prepare)
    task = stored(home, now)["Call Anna"]
    assert (task.priority, task.tags, str(task.due), task.notes) == (2, ("phone",), "2026-03-09", "kept")


def test_what_is_taken_out_of_the_line_is_taken_from_the_task(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("e", "ctrl+u")
        await driver.type("Call Anna", "enter")

    def prepare(engine: TaskManager) -> None:
        engine.add_task("Call Anna", add_tags=["phone"], due=date(2026, 3, 9), priority=1, category="Home")

    play(home, now, story, prepare=prepare)
    task = stored(home, now)["Call Anna"]
    assert (task.priority, task.tags, task.due, task.category) == (None, (), None, None)


def test_an_edit_of_what_another_changed_is_refused_and_kept(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("e")
        await driver.type(" !2")
        with engine_of(home, FixedClock(now)) as other:
            other.edit_task(1, priority=4)
        await driver.press("enter")
        assert driver.screen.prompt.text.endswith("!2")
        assert any("changed by somebody else" in toast for toast in driver.toasts)

    play(home, now, story, titles=["Call Anna"])
    assert stored(home, now)["Call Anna"].priority == 4


def test_space_finishes_and_opens_again(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("space")
        assert driver.titles == ["Beta", "Gamma", "Delta"]
        assert driver.current == "Beta"
        assert any("Completed #1" in toast and "u takes it back" in toast for toast in driver.toasts)
        await driver.press("8")
        assert driver.titles == ["Alpha"]
        await driver.press("space")
        assert driver.titles == []

    play(home, now, story, prepare=four)
    assert stored(home, now)["Alpha"].status is Status.OPEN


def test_delete_and_undo_and_redo(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("j", "x")
        assert "Beta" not in driver.titles
        await driver.press("u")
        assert driver.titles == list(FOUR)
        assert any("Undid" in toast for toast in driver.toasts)
        await driver.press("U")
        assert "Beta" not in driver.titles
        await driver.press("ctrl+z")
        assert "Beta" in driver.titles
        await driver.press("u", "u", "u", "u", "u", "u")
        assert any("nothing to undo" in toast for toast in driver.toasts)

    play(home, now, story, prepare=four)


def test_start_and_stop(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("s")
        assert "◐" in driver.text
        await driver.press("s")
        assert "◐" not in driver.text
        await driver.press("s")

    play(home, now, story, titles=["Write"])
    assert stored(home, now)["Write"].status is Status.STARTED


def test_cancel(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("X")

    play(home, now, story, titles=["Write"])
    assert stored(home, now)["Write"].status is Status.CANCELLED


def test_due_is_typed_in_words_and_shown_before_enter(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("d")
        await driver.type("fri 18:00")
        assert "Fri 6 Mar 18:00 · in 2 days" in driver.screen.prompt.said.plain
        await driver.press("enter")
        assert "Fri 6 Mar 18:00" in driver.text

    play(home, now, story, titles=["Write"])
    assert str(stored(home, now)["Write"].due) == "2026-03-06T18:00[UTC]"


def test_a_due_date_can_repeat_and_be_taken_away(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("d")
        await driver.type("every friday 18:00", "enter")
        assert "↻" in driver.text

    async def second(driver: Driver) -> None:
        await driver.press("d")
        await driver.type("none", "enter")

    play(home, now, story, titles=["Write"])
    assert stored(home, now)["Write"].recurrence is not None
    play(home, now, second)


def test_a_date_that_is_none_is_refused_with_a_hint(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("d")
        await driver.type("blorp")
        assert "is no date" in driver.screen.prompt.said.plain
        await driver.press("enter")
        assert driver.screen.prompt.text == "blorp"

    play(home, now, story, titles=["Write"])
    assert stored(home, now)["Write"].due is None


def test_priorities_go_up_and_down(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("plus", "plus", "plus", "minus")

    play(home, now, story, titles=["Write"])
    assert stored(home, now)["Write"].priority == 3


def test_category_and_tags(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("p")
        await driver.type("Work/Design", "enter")
        await driver.press("t")
        await driver.type("next #shop", "enter")
        await driver.press("t")
        await driver.type("-shop idea", "enter")
        assert "Design" in driver.text

    play(home, now, story, titles=["Write"])
    task = stored(home, now)["Write"]
    assert (task.category, set(task.tags)) == ("Work/Design", {"next", "idea"})


def test_hiding_until_a_day(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("w")
        await driver.type("next monday", "enter")
        await driver.press("1")
        assert driver.titles == []
        await driver.press("6")
        assert driver.titles == ["Write"]

    play(home, now, story, titles=["Write"])


def test_marks_and_an_action_on_all_of_them(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("v", "j", "v")
        assert "2 marked" in driver.text
        await driver.press("space")
        assert driver.titles == ["Beta", "Delta"]
        assert any("Completed 2 tasks" in toast for toast in driver.toasts)
        await driver.press("u")
        assert driver.titles == list(FOUR)
        await driver.press("g", "g", "v", "G", "V", "x")
        assert driver.titles == []

    play(home, now, story, prepare=four)


def test_everything_is_marked_and_let_go(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("ctrl+a")
        assert "4 marked" in driver.text
        await driver.press("escape")
        assert "marked" not in driver.text
        await driver.press("v", "g", "i")
        assert "3 marked" in driver.text

    play(home, now, story, prepare=four)


def test_search_narrows_as_one_types(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("et")
        assert driver.titles == ["Beta"]
        await driver.press("backspace", "backspace")
        await driver.type("a")
        assert set(driver.titles) == set(FOUR)
        await driver.type("l", "enter")
        assert driver.titles == ["Alpha"] or set(driver.titles) == {"Alpha"}
        await driver.press("escape")
        assert set(driver.titles) == set(FOUR)

    play(home, now, story, prepare=four)


def test_leaving_the_search_shows_all_again_with_the_cursor_on_its_task(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("gam", "escape")
        assert driver.titles == list(FOUR)
        assert driver.current == "Gamma"

    play(home, now, story, prepare=four)


def test_a_filter_understands_the_query_language(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f")
        await driver.type("pri<=2", "enter")
        assert driver.titles == ["Alpha", "Beta"]
        assert "filter: pri<=2" in driver.text
        await driver.press("escape")
        assert driver.titles == list(FOUR)

    play(home, now, story, prepare=four)


def test_a_mistake_in_a_filter_has_a_caret_under_it(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f")
        await driver.type("pri<=2 ")
        await driver.type("due<frday")
        lines = driver.lines()
        [typed] = [number for number, line in enumerate(lines) if "due<frday" in line]
        assert lines[typed + 1].index("^") == lines[typed].index("frday")
        assert set(driver.titles) == {"Alpha", "Beta"}, "what was right so far still counts"

    play(home, now, story, prepare=four)


def test_a_filter_is_saved_as_a_view(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f")
        await driver.type("pri<=2", "enter")
        await driver.press("F")
        await driver.type("Urgent ones", "enter")
        assert "Urgent ones" in driver.text
        entry = next(each for each in driver.screen.views.entries if each.name == "Urgent ones")
        assert entry.count == 2

    play(home, now, story, prepare=four)


def test_views_by_number_and_by_the_pane(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("8")
        assert driver.screen.entry.name == "done"
        await driver.press("9", "shift+tab")
        assert driver.has_keys("views")
        await driver.press("k")
        assert driver.screen.entry.name == "done"
        await driver.press("enter")
        assert driver.has_keys("tasks")
        await driver.press("right_square_bracket")
        assert driver.screen.entry.name == "all"

    play(home, now, story, prepare=four)


def test_tab_goes_round_the_panes(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.screen
        seen: list[object] = []
        for _ in range(3):
            await driver.press("tab")
            seen.append(screen.focused)
        assert seen == [screen.details, screen.views, screen.tasks]

    play(home, now, story, prepare=four)


def test_in_a_narrow_terminal_panes_take_turns(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert "Inbox" not in driver.text
        await driver.press("tab")
        assert "#1 · open" in driver.text
        await driver.press("escape", "shift+tab")
        assert "Inbox" in driver.text
        await driver.press("escape")
        assert "Alpha" in driver.text

    play(home, now, story, prepare=four, size=(60, 20))


def test_a_number_goes_to_the_task(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("colon")
        await driver.type("3", "enter")
        assert driver.current == "Gamma"
        await driver.press("8", "colon")
        await driver.type("2", "enter")
        assert driver.current == "Beta"
        await driver.press("colon")
        await driver.type("blorp", "enter")
        assert any("no command" in toast for toast in driver.toasts)

    play(home, now, story, prepare=four)


def test_help_lists_keys_and_can_be_searched(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("question_mark")
        shown = "\n".join(strip.text for strip in driver.app.screen._compositor.render_strips())
        assert "Add and edit" in shown
        await driver.type("priority")
        shown = "\n".join(strip.text for strip in driver.app.screen._compositor.render_strips())
        assert "Raise priority" in shown
        assert "Add and edit" not in shown
        await driver.press("escape")
        assert driver.app.screen is driver.screen

    play(home, now, story, prepare=four)


def test_the_palette_does_actions(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.type("raise pri", "enter")

    play(home, now, story, titles=["Write"])
    assert stored(home, now)["Write"].priority == 4


def test_cyrillic_keys_are_commands_too(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("о")
        assert driver.current == "Beta"
        await driver.press("ф")
        await driver.type("Новая", "enter")
        assert driver.current == "Новая"
        await driver.press("г")
        assert "Новая" not in driver.titles

    play(home, now, story, prepare=four)


def test_q_leaves(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.pilot.press("q")
        await driver.until(lambda: driver.app._exit)

    play(home, now, story, prepare=four)


def test_hostile_titles_are_only_text(home: Path, now: datetime) -> None:
    titles = ["[/] [bold]x[/b]", "[@click=app.quit]y[/]", "[link=http://x]z", "\\[esc"]

    async def story(driver: Driver) -> None:
        for title in titles:
            assert title in driver.titles
        for _ in titles:
            await driver.press("space")
        await driver.press("8")
        for _ in titles:
            await driver.press("e", "enter", "j")
        assert driver.app.screen is driver.screen

    play(home, now, story, titles=titles)


def test_what_is_typed_in_one_burst_is_understood_as_one_by_one(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        for key in ("a", *"quick x", "enter", "j", "e", *" !1", "enter", "tab", "shift+tab", "x"):
            driver.send("space" if key == " " else key)
        await driver.settle()
        assert len(driver.titles) == 4

    play(home, now, story, prepare=four)
    tasks = stored(home, now)
    assert set(tasks) == {*FOUR, "quick x"}
    assert [task.title for task in tasks.values() if task.status is Status.DELETED] != []
