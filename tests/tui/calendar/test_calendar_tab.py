"""The calendar tab, with real keys on a real base."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from textual.geometry import Region

from tests.tui.screens import Driver, Story, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.repeating import Repeating
from tme_tui.model.task import Kind, Reminder
from tme_tui.tui.calendar.tab import CalendarTab
from tme_tui.tui.calendar.view import CalendarView

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
BERRIES, LUNCH, TRIP, YOGA, REPORT = range(1, 6)


def at(text: str) -> Moment:
    return Moment.from_text(f"{text}[UTC]" if "T" in text else text)


def diary(engine: TaskManager) -> None:
    """A task, two events, a series, and a task of next month."""
    engine.add(
        [
            Fields(title="Pick berries", due=at("2026-11-25"), category="Home"),
            Fields(
                title="Lunch", kind=Kind.EVENT, starts=at("2026-11-25T13:00"), ends=at("2026-11-25T14:00")
            ),
            Fields(title="Trip", kind=Kind.EVENT, starts=at("2026-11-27"), ends=at("2026-11-29")),
            Fields(
                title="Yoga",
                kind=Kind.EVENT,
                starts=at("2026-11-05T18:00"),
                ends=at("2026-11-05T19:30"),
                recurrence=Recurrence("FREQ=WEEKLY"),
            ),
            Fields(title="Report", due=at("2026-12-18T17:00")),
        ]
    )


def calendar(home: Path, story: Story, size: tuple[int, int] = (140, 38), locale: str = "en") -> None:
    async def begin(driver: Driver) -> None:
        await driver.press("f8")
        await story(driver)

    play(home, NOW, begin, prepare=diary, size=size, locale=locale)


def tab(driver: Driver) -> CalendarTab:
    found = driver.screen._tab
    assert isinstance(found, CalendarTab)
    return found


def lines(driver: Driver) -> str:
    view = tab(driver).widget
    return "\n".join(view.render_line(y).text for y in range(view.rows))


def test_a_month_shows_what_is_due_what_takes_place_and_what_recurs(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert "November 2026" in driver.text
        text = lines(driver)
        assert "[25]" in text
        assert text.count("Yoga") == 5, "four Thursdays of November, one of December"
        assert text.count("Trip") == 3, "each day of it"
        assert "H Pick" in text
        assert tab(driver).number == BERRIES
        await driver.press("n")
        assert tab(driver).number == LUNCH
        await driver.press("l")
        assert tab(driver).number == YOGA

    calendar(home, story)


def test_keys_go_by_days_weeks_months_and_years_and_back_to_today(home: Path) -> None:
    async def story(driver: Driver) -> None:
        for keys, day in (
            ("l", date(2026, 11, 26)),
            ("j", date(2026, 12, 3)),
            ("k", date(2026, 11, 26)),
            ("]", date(2026, 12, 26)),
            ("H", date(2026, 11, 26)),
            ("J", date(2027, 11, 26)),
            ("t", date(2026, 11, 25)),
        ):
            await driver.press(keys)
            assert tab(driver).place.day == day

    calendar(home, story)


def test_what_reminds_has_its_sign(home: Path) -> None:
    async def story(driver: Driver) -> None:
        with engine_of(home, FixedClock(NOW)) as engine:
            engine.edit(LUNCH, Fields(add_reminders=(Reminder(before=timedelta(minutes=10)),)))
        await driver.press("A")
        await driver.until(lambda: "Lunch ♪" in lines(driver))
        assert "Yoga ↻" in lines(driver)

    calendar(home, story)


def test_a_day_in_words_is_gone_to(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("g", "d")
        await driver.type("18 dec")
        assert "Fri 18 Dec" in driver.text
        await driver.press("enter")
        assert tab(driver).place.day == date(2026, 12, 18)
        assert tab(driver).number == REPORT
        assert "Report" in driver.text

    calendar(home, story)


def test_enter_opens_one_item_and_asks_which_of_several(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        assert "Open…" in driver.text
        await driver.press("down", "enter")
        assert "Lunch" in driver.text
        assert driver.app.screen is not driver.screen
        await driver.press("escape")
        await driver.press("l", "enter")
        assert "Yoga" in driver.text

    calendar(home, story)


def test_what_is_added_stands_on_the_day_and_the_cursor_on_it(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("l", "l", "l", "a")
        await driver.type("Bake 15:00", "enter")
        assert tab(driver).place.day == date(2026, 11, 28)
        with engine_of(home, FixedClock(NOW)) as engine:
            assert str(engine.get_task(6).due) == "2026-11-28T15:00[UTC]"
        assert tab(driver).number == 6
        assert "Bake" in lines(driver)

    calendar(home, story)


def test_changes_of_others_are_seen(home: Path) -> None:
    async def story(driver: Driver) -> None:
        with engine_of(home, FixedClock(NOW)) as engine:
            engine.add([Fields(title="Dentist", due=at("2026-11-23"))])
            engine.edit(YOGA, Fields(title="Pilates"))
        await driver.until(lambda: "Dentist" in lines(driver) and "Pilates" in lines(driver))
        assert "Yoga" not in lines(driver)

    calendar(home, story)


def test_what_changed_while_another_tab_was_open_is_seen(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f6")
        with engine_of(home, FixedClock(NOW)) as engine:
            engine.edit(YOGA, Fields(title="Pilates"))
        await driver.until(lambda: "Pilates" in driver.text)
        await driver.press("f8")
        assert "Pilates" in lines(driver)
        assert "Yoga" not in lines(driver)

    calendar(home, story)


def test_a_category_of_the_views_narrows(home: Path) -> None:
    async def story(driver: Driver) -> None:
        entry = next(each for each in driver.screen.views.entries if each.name == "Home")
        driver.screen.open_entry(entry)
        await driver.settle()
        assert "Pick" in lines(driver)
        assert "Yoga" not in lines(driver)

    calendar(home, story)


def test_a_filter_narrows_and_built_in_views_do_not(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("2")
        assert "Yoga" in lines(driver)
        await driver.press("f")
        await driver.type("+Home", "enter")
        assert "Yoga" not in lines(driver)
        assert "Pick" in lines(driver)

    calendar(home, story)


def test_a_click_goes_to_a_day(home: Path) -> None:
    async def story(driver: Driver) -> None:
        view = tab(driver).widget
        for y in range(view.rows):
            x = view.render_line(y).text.find(" 12 ")
            if x > 3:
                await driver.pilot.click(view, offset=(x + 2, y + 1))
                break
        await driver.settle()
        assert tab(driver).place.day == date(2026, 11, 12)

    calendar(home, story)


def test_a_small_screen_in_russian_shows_all_days(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert "Ноябрь 2026" in driver.text
        assert "Пн" in driver.text
        assert max(map(len, driver.lines())) <= 60

    calendar(home, story, size=(60, 20), locale="ru")


def test_a_week_and_a_day_have_slots_that_the_cursor_is_on(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("W")
        assert "week 48" in driver.text
        assert "▎◇ Lunch" in lines(driver)
        await driver.press("t")
        assert tab(driver).number is None
        await driver.press("j", "j")
        assert tab(driver).number == LUNCH
        await driver.press("D")
        assert tab(driver).number == LUNCH
        assert "Wed 25 Nov 2026" in driver.text
        await driver.press("Z")
        assert tab(driver).place.zoom == 60
        await driver.press(*["k"] * 14)
        assert tab(driver).place.minute == -1
        assert tab(driver).number == BERRIES

    calendar(home, story)


def test_selected_slots_make_an_event(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("D", "t", "l", "v", "j", "a")
        await driver.type("Workshop", "enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            made = engine.get_task(6)
            assert made.kind is Kind.EVENT
            assert (str(made.starts), str(made.ends)) == (
                "2026-11-26T12:00[UTC]",
                "2026-11-26T13:00[UTC]",
            )
        assert tab(driver).number == 6
        await driver.press("j", "j", "j", "a")
        await driver.type("Call", "enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert str(engine.get_task(7).due) == "2026-11-26T14:00[UTC]"
        await driver.press("l", "l", "v", "j", "a")
        await driver.type("Good morning", "enter")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert engine.get_task(8).title == "Good morning", "it does not take the day to itself"
            assert str(engine.get_task(8).starts) == "2026-11-28T14:00[UTC]"

    calendar(home, story)


def test_a_click_on_a_block_chooses_it_and_two_open_it(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("W", "t")
        view = tab(driver).widget
        row = next(y for y in range(view.rows) if "Lunch" in view.render_line(y).text)
        x = view.render_line(row).text.index("Lunch")
        await driver.pilot.click(view, offset=(x + 1, row + 1))
        await driver.settle()
        assert tab(driver).number == LUNCH
        await driver.pilot.click(view, offset=(x + 1, row + 1), times=2)
        await driver.settle()
        assert driver.app.screen is not driver.screen

    calendar(home, story)


def times(home: Path, number: int) -> tuple[str, str]:
    with engine_of(home, FixedClock(NOW)) as engine:
        task = engine.get_task(number)
        return str(task.starts), str(task.ends)


def test_keys_move_and_resize_in_one_step_each(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("W", "t", "j", "j", ")")
        assert times(home, LUNCH) == ("2026-11-25T13:30[UTC]", "2026-11-25T14:30[UTC]")
        assert tab(driver).number == LUNCH
        await driver.press(">", "shift+right")
        assert times(home, LUNCH) == ("2026-11-26T13:30[UTC]", "2026-11-26T15:00[UTC]")
        assert tab(driver).number == LUNCH
        await driver.press("u", "u")
        assert times(home, LUNCH) == ("2026-11-25T13:30[UTC]", "2026-11-25T14:30[UTC]")

    calendar(home, story)


def test_of_a_series_it_is_asked_what_is_meant(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("l")
        assert tab(driver).number == YOGA
        await driver.press(")")
        assert "this time and all that follow" in driver.text
        await driver.press("enter")
        assert tab(driver).place.day == date(2026, 11, 27)
        with engine_of(home, FixedClock(NOW)) as engine:
            days = engine.diary(date(2026, 11, 1), date(2026, 12, 1))
            yoga = [day.day for day, ones in sorted(days.items()) for one in ones if one.entry.number == YOGA]
            assert yoga == [5, 12, 19, 27]

    calendar(home, story)


def test_what_is_picked_up_is_put_down_elsewhere_and_a_copy_too(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("g", "k", "l", "l", "g", "j")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert str(engine.get_task(BERRIES).due) == "2026-11-27"
        await driver.press("W", "t", "j", "j", "g", "c", "l", "j", "g", "j")
        assert times(home, 6) == ("2026-11-26T13:30[UTC]", "2026-11-26T14:30[UTC]")
        assert times(home, LUNCH)[0] == "2026-11-25T13:00[UTC]"

    calendar(home, story)


def test_a_task_is_planned_where_the_cursor_is(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("D", "t", "v", "j", "j", "b")
        await driver.type("berries", "enter")
        assert times(home, BERRIES) == ("2026-11-25T12:00[UTC]", "2026-11-25T13:30[UTC]")

    calendar(home, story)


def test_the_mouse_drags_blocks_and_their_ends(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("D", "t")
        view = tab(driver).widget
        row = next(y for y in range(view.rows) if "Lunch" in view.render_line(y).text)

        async def drag(first: int, last: int) -> None:
            await driver.pilot.mouse_down(view, offset=(15, first + 1))
            await driver.pilot.hover(view, offset=(15, last + 1))
            await driver.pilot.mouse_up(view, offset=(15, last + 1))
            await driver.settle()

        await drag(row + 1, row + 3)
        assert times(home, LUNCH) == ("2026-11-25T13:00[UTC]", "2026-11-25T15:00[UTC]")
        await drag(row, row - 2)
        assert times(home, LUNCH) == ("2026-11-25T12:00[UTC]", "2026-11-25T14:00[UTC]")
        await drag(row + 6, row + 8)
        slots = tab(driver).selected
        assert slots is not None
        assert slots.end - slots.begin == 90

    calendar(home, story)


def test_an_agenda_fills_a_tall_screen_with_what_comes_much_later(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("A")
        assert "Apr 2027" in "".join(lines(driver).splitlines()[-2:])

    calendar(home, story, size=(100, 58))


def test_an_agenda_goes_from_item_to_item_over_days_and_months(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("A")
        assert "Wed 25 Nov 2026 · today" in driver.text
        seen = [tab(driver).number]
        for _ in range(6):
            await driver.press("j")
            seen.append(tab(driver).number)
        assert seen == [BERRIES, LUNCH, YOGA, TRIP, TRIP, TRIP, YOGA]
        await driver.press("k")
        assert tab(driver).number == TRIP
        await driver.press("t", "k")
        assert tab(driver).place.day == date(2026, 11, 19)

    calendar(home, story)


def test_a_year_shows_how_full_it_is(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("g", "y")
        assert "free · ░ ▒ ▓ █ full" in driver.text
        assert "December" in driver.text
        await driver.press("l", "j")
        assert tab(driver).place.day == date(2026, 12, 3)
        await driver.press("M")
        assert "December 2026" in driver.text

    calendar(home, story)


def with_people(engine: TaskManager) -> None:
    diary(engine)
    engine.add_person("anna")
    engine.add_person("boris")
    guests = ("me", "anna")
    engine.add(
        [
            Fields(
                title="Review",
                kind=Kind.EVENT,
                starts=at("2026-11-25T15:00"),
                ends=at("2026-11-25T17:00"),
                participants=guests,
            )
        ]
    )
    engine.edit(LUNCH, Fields(assignee="boris"))


def shared(home: Path, story: Story) -> None:
    async def begin(driver: Driver) -> None:
        await driver.press("f8")
        await story(driver)

    play(home, NOW, begin, prepare=with_people, size=(140, 38))


def test_people_have_columns_in_a_day_and_their_names_elsewhere(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("O")
        await driver.type("anna")
        await driver.press("tab")
        for _ in "anna":
            await driver.press("backspace")
        await driver.type("boris")
        await driver.press("tab", "enter")
        await driver.press("D", "t")
        heads = lines(driver).split("\n")[0]
        assert "@anna" in heads
        assert "@boris" in heads
        text = lines(driver)
        assert "Review" in text
        assert "Lunch" in text
        assert "Pick berries" not in text

    shared(home, story)


def test_an_invitation_is_answered_in_one_step(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("D", "t", *["j"] * 6)
        assert "▌? Review" in lines(driver)
        await driver.press("g", "a")
        assert "@anna: not decided" in driver.text
        await driver.press("enter")
        assert "▌◇ Review" in lines(driver)
        with engine_of(home, FixedClock(NOW)) as engine:
            said = {one.login: one.decision.value for one in engine.get_task(6).participants}
            assert said == {"me": "yes", "anna": "undecided"}
        await driver.press("u")
        assert "▌? Review" in lines(driver)

    shared(home, story)


def test_free_time_is_found_drawn_and_made_an_event(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("F")
        await driver.type("45m @anna until 1 dec")
        assert "45 min · @anna · until Tue 1 Dec" in driver.text
        await driver.press("enter")
        place = tab(driver).place
        assert (place.shape.value, place.day, place.minute) == ("week", date(2026, 11, 25), 12 * 60)
        assert "┊free" in lines(driver)
        await driver.press("n")
        assert tab(driver).place.minute == 14 * 60
        await driver.press("enter")
        await driver.type("Talk", "enter")
        assert times(home, 7) == ("2026-11-25T14:00[UTC]", "2026-11-25T14:45[UTC]")
        with engine_of(home, FixedClock(NOW)) as engine:
            assert [one.login for one in engine.get_task(7).participants] == ["anna"]
        await driver.press("escape")
        assert "┊free" not in lines(driver)

    shared(home, story)


def test_free_time_of_one_day_is_looked_for(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("F")
        await driver.type("tomorrow 45m @anna")
        assert "45 min · @anna · from tomorrow · until tomorrow" in driver.text
        await driver.press("enter")
        assert tab(driver).place.day == date(2026, 11, 26)

    shared(home, story)


@pytest.mark.parametrize(
    ("keys", "typed", "wrong"),
    [
        ("F", "45m @nobody", "there is no person @nobody"),
        ("F", "45x", "'45x' is not a length of time"),
        ("gd", "the 45th", "the 45th"),
    ],
)
def test_what_was_typed_and_refused_can_be_mended(home: Path, keys: str, typed: str, wrong: str) -> None:
    async def story(driver: Driver) -> None:
        await driver.press(*keys)
        await driver.type(typed, "enter")
        await driver.until(lambda: driver.screen.prompt.text == typed)
        assert wrong in driver.text
        await driver.press("escape")
        assert driver.screen.prompt.purpose is None

    shared(home, story)


def test_a_step_paints_only_the_lines_that_differ(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: set[int] = set()

    async def story(driver: Driver) -> None:
        view = tab(driver).widget
        of_line = view.refresh_line
        whole = view.refresh

        def line(y: int) -> None:
            painted.add(y)
            of_line(y)

        def everything(*regions: Region, **how: bool) -> CalendarView:
            if not regions:
                painted.update(range(view.rows))
            return whole(*regions, **how)

        monkeypatch.setattr(view, "refresh_line", line)
        monkeypatch.setattr(view, "refresh", everything)
        await driver.press("h")
        assert 0 < len(painted) < 10, "the row of the week"
        await driver.press("W")
        painted.clear()
        await driver.press("j")
        assert 0 < len(painted) <= 4, "the slots that the cursor leaves and enters"

    calendar(home, story)


def test_keys_that_come_before_the_present_day_is_known_are_harmless(home: Path) -> None:
    async def story(driver: Driver) -> None:
        for key in ("f8", "l", "W", "1"):
            driver.send(key)
        await driver.settle()
        assert not driver.toasts
        assert tab(driver).place.day.year == 2026

    play(home, NOW, story, prepare=diary, size=(140, 38))


def test_keys_that_come_faster_than_a_move_is_stored_lose_no_step(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("W")
        assert tab(driver).find(LUNCH)
        for key in (*")))))", *">>>", *"((", *["shift+right"] * 2, "<"):
            driver.send(key)
        await driver.settle()
        assert tab(driver).number == LUNCH
        assert tab(driver).place.day == date(2026, 11, 27)

    calendar(home, story)
    with engine_of(home, FixedClock(NOW)) as engine:
        lunch = engine.get_task(LUNCH)
        assert (str(lunch.starts), str(lunch.ends)) == ("2026-11-27T14:30[UTC]", "2026-11-27T16:30[UTC]")


def test_a_country_whose_holidays_nobody_knows_is_said(home: Path) -> None:
    (home / "config.yaml").write_text("work: {holidays: {country: QZ}}\n")

    async def story(driver: Driver) -> None:
        driver.send("f8")
        await driver.until(lambda: any("does not know QZ" in toast for toast in driver.toasts))

    play(home, NOW, story, view=None)


def test_series_are_read_when_there_is_time_and_again_only_when_one_changed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str | None] = []
    repeating = TaskManager.repeating

    def counted(engine: TaskManager, zone: str | None = None) -> Repeating:
        read.append(zone)
        return repeating(engine, zone)

    monkeypatch.setattr(TaskManager, "repeating", counted)

    async def story(driver: Driver) -> None:
        await driver.until(lambda: len(read) > 0)
        await driver.press("a")
        await driver.type("Sow 2026-12-01", "enter")
        await driver.press("f8")
        assert "Yoga" in lines(driver)
        assert "Sow" in lines(driver)
        await driver.press("f6", "f8", "f6", "a")
        await driver.type("Reap 2026-12-02", "enter")
        await driver.press("f8")
        assert "Reap" in lines(driver)
        assert len(read) == 1
        await driver.press("f6", "a")
        await driver.type("Swim every day 19:00", "enter")
        await driver.press("f8")
        assert "Swim" in lines(driver)
        assert len(read) == 2

    play(home, NOW, story, prepare=diary, size=(140, 38))


def test_the_cursor_goes_on_with_what_follows_or_stays_where_nothing_moves(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("W")
        assert tab(driver).find(YOGA)
        await driver.press(")", "down", "enter")  # it and all that follow: a series of its own
        series = tab(driver).number
        assert series not in (None, YOGA)
        assert tab(driver).place.minute == 18 * 60 + 30
        await driver.press(")", "enter", "(", "down", "down", "enter")
        assert driver.toasts == ["There was nothing to change."]
        assert (tab(driver).number, tab(driver).place.minute) == (series, 19 * 60)

    calendar(home, story)


def test_keys_wait_until_what_follows_is_a_series_of_its_own(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("W")
        assert tab(driver).find(YOGA)
        await driver.press(")", "down")
        for key in ("enter", ")", "down", "down", "enter", "x"):
            driver.send(key)
        await driver.settle()
        await driver.until(lambda: any("Deleted" in toast for toast in driver.toasts))  # the last key's work
        await driver.settle()
        assert tab(driver).place.minute == 19 * 60

    calendar(home, story)
    with engine_of(home, FixedClock(NOW)) as engine:
        assert str(engine.get_task(YOGA).series_start) == "2026-11-05T18:00[UTC]"
        made = engine.get_task(6)
        assert (made.status.value, str(made.starts)) == ("deleted", "2026-11-26T19:00[UTC]")


def test_a_tab_that_is_opened_while_another_is_restored_stands_alone(home: Path) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.screen
        await asyncio.gather(screen.open_tab("tree"), screen.open_tab("calendar"))
        await driver.settle()
        shown = {name for name, one in screen._tabs.items() if one.widget.is_attached and one.widget.display}
        assert shown == {"calendar"}
        assert not screen.tasks.display

    play(home, NOW, story, prepare=diary, size=(100, 30))
