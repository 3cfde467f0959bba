"""The form: every field written, read, explained and stored in one step; nothing lost on the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.tui.screens import Driver, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.moment import Moment
from tme_tui.model.task import Kind, Link, Reminder, Status, Task
from tme_tui.tui.confirm import Confirm
from tme_tui.tui.form.conflict import ConflictDialog
from tme_tui.tui.form.field_sheet import FieldSheet
from tme_tui.tui.form.month import MonthPicker
from tme_tui.tui.form.screen import FormScreen
from tme_tui.tui.picking.picker import Picker


def form(driver: Driver) -> FormScreen:
    screen = driver.app.screen
    assert isinstance(screen, FormScreen)
    return screen


def stored(home: Path, now: datetime, number: int = 1) -> Task:
    with engine_of(home, FixedClock(now)) as engine:
        return engine.get_task(number)


async def fill(driver: Driver, name: str, text: str) -> None:
    """Put the cursor into a field and type over what is there."""
    row = form(driver).row(name)
    form(driver).go_to(row)
    row.text = ""
    await driver.settle()
    await driver.type(text)


def said(driver: Driver, name: str) -> str:
    return form(driver).row(name).said


def rich(engine: TaskManager) -> None:
    engine.add_person("anna")
    engine.add_task("Letter")
    engine.add_task("Report", category="Work", tags=["next"], priority=2, notes="first\nsecond")
    engine.depend(2, 1)


def test_the_line_lies_over_the_field_that_it_edits(home: Path, now: datetime) -> None:
    """Also where the texts of both are of the same length."""

    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        sheet = form(driver).query_one(FieldSheet)
        for _ in sheet.rows[1:9]:
            await driver.press("tab")
            line = sheet.line.region.offset - sheet.region.offset
            assert (line.x, line.y) == sheet.region_of_text(sheet.size.width).offset, sheet.current.field.name

    play(home, now, story, prepare=rich)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("title", "Annual report", lambda task: task.title == "Annual report"),
        ("due", "tomorrow 18:00", lambda task: task.due is not None and task.due.local.hour == 18),
        ("starts", "2026-03-10 9:00", lambda task: task.starts is not None),
        ("wait", "someday", lambda task: task.someday),
        ("estimate", "1h30m", lambda task: task.estimate == timedelta(minutes=90)),
        ("priority", "1", lambda task: task.priority == 1),
        ("category", "Work/Design", lambda task: task.category == "Work/Design"),
        ("tags", "shop, дом", lambda task: set(task.tags) == {"shop", "дом"}),
        ("assignee", "anna", lambda task: task.assignee == "anna"),
        ("depends", "1 SS+2d", lambda task: task.depends[0].link is Link.START_START),
        ("depends", "", lambda task: task.depends == ()),
        ("parent", "1", lambda task: task.parent == 1),
        ("link", "https://example.org", lambda task: task.link == "https://example.org"),
        ("status", "started", lambda task: task.status.value == "started"),
    ],
)
def test_each_field_is_stored(home: Path, now: datetime, name: str, text: str, expected: object) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        await fill(driver, name, text)
        await driver.press("ctrl+s")
        assert not isinstance(driver.app.screen, FormScreen)

    play(home, now, story, prepare=rich)
    task = stored(home, now, 2)
    assert callable(expected)
    assert expected(task)
    assert task.notes == "first\nsecond"


def test_one_saving_is_one_step(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        await fill(driver, "title", "Other")
        await fill(driver, "due", "friday")
        await fill(driver, "recurrence", "every friday")
        await fill(driver, "reminders", "15m, 1d")
        assert said(driver, "recurrence").count("Mar") == 5
        await driver.press("ctrl+s")
        task = stored(home, now, 2)
        assert (task.title, len(task.reminders)) == ("Other", 2)
        assert task.recurrence is not None
        await driver.press("u")

    play(home, now, story, prepare=rich)
    task = stored(home, now, 2)
    assert (task.title, task.due, task.recurrence, task.reminders) == ("Report", None, None, ())


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        await fill(driver, "due", "blurgh")
        assert "no date" in said(driver, "due")
        await fill(driver, "title", "Other")
        await driver.press("ctrl+s")
        assert form(driver).row("due").text == "blurgh"
        assert form(driver).current is form(driver).row("due")
        await fill(driver, "due", "today")
        await fill(driver, "depends", "2")
        await driver.press("ctrl+s")
        assert "cannot wait for itself" in said(driver, "depends") + said(driver, "title")
        await driver.press("escape")
        assert isinstance(driver.app.screen, Confirm)
        await driver.press("escape")
        assert isinstance(driver.app.screen, FormScreen)
        await driver.press("escape", "enter")
        assert not isinstance(driver.app.screen, FormScreen)

    play(home, now, story, prepare=rich)
    assert stored(home, now, 2).title == "Report"


def test_leaving_without_a_change_asks_nothing(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter", "escape")
        assert not isinstance(driver.app.screen, FormScreen | Confirm)

    play(home, now, story, prepare=rich)


def test_the_line_goes_on_in_the_form(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Dentist tomorrow 10-11:30 +Health !1 remind:1h", "f2")
        texts = form(driver).texts
        assert texts["title"] == "Dentist"
        assert texts["kind"] == "event"
        assert texts["reminders"] == "1h"
        await driver.press("ctrl+s")
        assert not isinstance(driver.app.screen, FormScreen), [
            said(driver, name) for name in texts if name != "notes"
        ]

    play(home, now, story)
    task = stored(home, now)
    assert (task.title, task.kind, task.category, task.priority) == ("Dentist", Kind.EVENT, "Health", 1)
    assert task.starts == Moment(datetime(2026, 3, 5, 10), "UTC")  # noqa: DTZ001 - a wall time
    assert [(one.before) for one in task.reminders] == [timedelta(hours=1)]


def test_f4_opens_a_month_a_list_and_rules(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        form(driver).go_to(form(driver).row("due"))
        await driver.press("f4")
        assert isinstance(driver.app.screen, MonthPicker)
        await driver.press("right", "enter")
        assert form(driver).row("due").text == "2026-03-05"
        form(driver).go_to(form(driver).row("category"))
        await driver.press("f4")
        assert isinstance(driver.app.screen, Picker)
        await driver.type("Home/Garden", "enter")
        assert form(driver).row("category").text == "Home/Garden"
        form(driver).go_to(form(driver).row("recurrence"))
        await driver.press("f4")
        assert "9 Mar" in driver.text
        await driver.type("every 2 weeks", "enter")
        await driver.press("ctrl+s")

    play(home, now, story, prepare=rich)
    task = stored(home, now, 2)
    assert task.category == "Home/Garden"
    assert task.recurrence is not None


def test_the_month_has_a_time_too(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        await fill(driver, "due", "tomorrow 9:30")
        assert said(driver, "due") == "tomorrow 09:30 · in 22 h"
        await driver.press("f4")
        assert "09:30" in driver.text
        await driver.press("backspace", "backspace", "backspace", "backspace", "9", "9", "enter")
        assert isinstance(driver.app.screen, MonthPicker)
        assert "99?" in driver.text
        await driver.press("backspace", "backspace", "1", "8", "4", "5", "pagedown", "enter")
        assert form(driver).row("due").text == "2026-04-05 18:45"
        await fill(driver, "due", "tomorrow")
        assert said(driver, "due") == "tomorrow · Thu 5 Mar 2026"
        await driver.press("f4", "enter")
        assert form(driver).row("due").text == "2026-03-05"

    play(home, now, story, prepare=rich)


def test_what_is_chosen_already_is_marked_in_the_lists(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.press("enter")
        await fill(driver, "due", "2026-03-09 9:00")
        await fill(driver, "reminders", "1d, 20m")
        await driver.press("f4")
        assert "reminds 1 h before" in driver.text
        assert "2 chosen" in driver.text
        await driver.type("45m", "enter")
        assert form(driver).row("reminders").text == "1d, 20m, 45m"
        await driver.press("f4", "tab", "enter")
        assert form(driver).row("reminders").text == "20m, 45m"
        await fill(driver, "tags", "#own")
        await driver.press("f4")
        await driver.type("next", "tab", "enter")
        assert form(driver).row("tags").text == "#own, next"
        await fill(driver, "depends", "")
        await driver.press("f4")
        await driver.type("report", "enter")
        assert isinstance(driver.app.screen, Picker)
        assert "waits for it already" in driver.text
        await driver.press("escape", "f1")
        assert "Opens the calendar" in driver.text
        await driver.press("escape")
        await driver.pilot.click("#form-hints", offset=(4, 0))
        await driver.settle()
        assert not isinstance(driver.app.screen, FormScreen)

    play(home, now, story, prepare=rich)
    assert stored(home, now).tags == ("next", "own")
    assert [one.before for one in stored(home, now).reminders] == [
        timedelta(minutes=20),
        timedelta(minutes=45),
    ]


def test_two_edits_of_one_field_are_shown_side_by_side(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        with engine_of(home, FixedClock(now)) as other:
            other.edit_task(2, title="Theirs", priority=1)
        await fill(driver, "title", "Mine")
        await fill(driver, "link", "https://example.org")
        await driver.press("ctrl+s")
        assert isinstance(driver.app.screen, ConflictDialog)
        assert "Theirs" in driver.text
        assert "Mine" in driver.text
        await driver.press("escape")
        assert form(driver).row("title").text == "Mine", "nothing typed is lost"
        await driver.press("ctrl+s", "space", "enter")

    play(home, now, story, prepare=rich)
    task = stored(home, now, 2)
    assert (task.title, task.link, task.priority) == ("Theirs", "https://example.org", 1)


def test_a_conflict_says_values_as_people_know_them(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        with engine_of(home, FixedClock(now)) as other:
            other.edit_task(
                2, category="Home", estimate=timedelta(hours=2), reminders=[timedelta(minutes=15)]
            )
        for name, text in {"category": "Garden", "estimate": "30m", "reminders": "1h"}.items():
            await fill(driver, name, text)
        await driver.press("ctrl+s")
        assert isinstance(driver.app.screen, ConflictDialog)
        for line in ("category  ✓ yours: Garden", "takes  ✓ yours: 30 min", "reminds  ✓ yours: 1 h"):
            assert line in driver.text
        for value in ("theirs: Home", "theirs: 2 h", "theirs: 15 min"):
            assert value in driver.text
        await driver.press("space")
        assert "✓ theirs:" in driver.text
        await driver.press("escape", "escape", "y")

    play(home, now, story, prepare=rich)


def test_reminders_that_stay_keep_their_channel(home: Path, now: datetime) -> None:
    def prepare(engine: TaskManager) -> None:
        reminder = Reminder(before=timedelta(minutes=15), channel="telegram")
        engine.add_task("One", due="2026-03-06", reminders=[reminder])

    async def story(driver: Driver) -> None:
        await driver.press("enter")
        await fill(driver, "reminders", "15m,2h")
        await driver.press("ctrl+s")

    play(home, now, story, prepare=prepare)
    channels = {one.before: one.channel for one in stored(home, now).reminders}
    assert channels == {timedelta(minutes=15): "telegram", timedelta(hours=2): None}


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_it_fits_small_screens_in_both_languages(
    home: Path, now: datetime, size: tuple[int, int], locale: str
) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        assert all(len(line) <= size[0] for line in driver.lines())
        await driver.press("tab", "tab", "tab", "tab", "escape")
        assert not isinstance(driver.app.screen, FormScreen)

    play(home, now, story, titles=["[/b] hostile \x1b[31m"], size=size, locale=locale)


def test_the_offered_rules_are_understood_in_both_languages(home: Path, now: datetime) -> None:
    from tme_tui.i18n import translator
    from tme_tui.tui.form.helping import RULES
    from tme_tui.tui.line.single_fields import RECURRENCE, read_field

    with engine_of(home, FixedClock(now)) as engine:
        for locale in ("en", "ru"):
            for rule in RULES:
                phrase = translator(locale).text(rule)
                assert read_field(engine, RECURRENCE, phrase)[0].recurrence, phrase


def test_kind_and_state_are_read_and_typed_in_the_readers_language(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.settle()
        await driver.press("enter")
        assert form(driver).row("kind").text == "задача"
        assert form(driver).row("status").text == "открыта"
        assert not form(driver).is_changed
        await fill(driver, "status", "Начата")
        await driver.press("ctrl+s")
        assert stored(home, now, 2).status is Status.STARTED
        await driver.press("enter")
        assert form(driver).row("status").text == "начата"
        await fill(driver, "status", "open")
        await driver.press("ctrl+s")
        assert stored(home, now, 2).status is Status.OPEN

    play(home, now, story, prepare=rich, locale="ru")


def test_keys_sent_together_go_to_the_fields_they_were_meant_for(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("enter")
        for key in (
            *("s", "tab", "tab", "tab", "backspace", "1", "enter", *"today"),
            "up",
            "up",
            "backspace",
        ):
            driver.send(key)
        for key in ("up", "up", "up", "!", "ctrl+s"):
            driver.send(key)
        await driver.settle()
        assert not isinstance(driver.app.screen, FormScreen)

    play(home, now, story, prepare=rich)
    task = stored(home, now, 2)
    assert (task.title, task.priority, task.notes) == ("Reports", 1, "!first\nsecond")
    assert (task.status, task.due) == (Status.OPEN, Moment(now.date()))


def test_the_notes_are_shown_as_they_will_look_and_nothing_typed_is_lost(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.press("enter", "ctrl+o")
        await driver.type(" to", "ctrl+o")
        await driver.type("# Dear", "enter")
        await driver.type("- *you*", "ctrl+o")
        assert "# Dear" not in driver.text
        assert "Dear" in driver.text
        await driver.press("tab", "shift+tab", "ctrl+o")
        assert "# Dear" in driver.text
        await driver.press("ctrl+s")

    play(home, now, story, prepare=rich, size=(80, 24))
    assert (stored(home, now).title, stored(home, now).notes) == ("Letter to", "# Dear\n- *you*")
