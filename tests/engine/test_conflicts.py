"""Due dates that cannot be kept: they are found, told of, and settled together with what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tme_tui.engine.delay_words import say_conflicts
from tme_tui.engine.manager import TaskManager
from tme_tui.i18n import Translator
from tme_tui.model.draft import Fields
from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment
from tme_tui.model.task import Link

DAY = timedelta(days=1)


def trip(tasks: TaskManager) -> tuple[int, int, int]:
    """The visa comes after the flight for which it is needed; the hotel waits for both."""
    visa = tasks.add_task("Visa", due="2026-03-12")
    flight = tasks.add_task("Book the flight", due="2026-03-10")
    hotel = tasks.add_task("Book the hotel", due="2026-03-11")
    tasks.depend(flight, visa)
    tasks.depend(hotel, flight)
    return int(visa.id), int(flight.id), int(hotel.id)


def found(tasks: TaskManager, query: str) -> set[int]:
    return {int(task.id) for task in tasks.get_tasks(query)}


def test_a_query_finds_them_in_both_languages(tasks: TaskManager) -> None:
    visa, flight, hotel = trip(tasks)
    assert found(tasks, "is:conflict") == found(tasks, "это:конфликт") == {flight}
    assert found(tasks, "-is:conflict") == {visa, hotel}
    assert found(tasks, "is:conflict or visa") == {visa, flight}
    tasks.mark_completed(visa)
    assert found(tasks, "is:conflict") == set(), "what is done comes too late for nobody"


def test_one_day_is_no_conflict_and_lag_counts(tasks: TaskManager) -> None:
    first = tasks.add_task("First", due="2026-03-10", estimate=timedelta(hours=4))
    second = tasks.add_task("Second", due="2026-03-10", estimate=timedelta(hours=4))
    tasks.depend(second, first)
    assert tasks.conflicts() == {}
    tasks.depend(second, first, lag=DAY)
    assert [one.late for one in tasks.conflicts()[int(second.id)]] == [DAY]
    tasks.depend(second, first, link=Link.START_START, lag=timedelta(hours=3))
    assert tasks.conflicts([second]) == {}, "it begins four hours before it is due"


def test_the_reasons_name_it(tasks: TaskManager) -> None:
    visa, flight, _ = trip(tasks)
    why = tasks.explain(flight)
    assert say_conflicts(why.conflicts, Translator("en")) == [f"due 2 days before #{visa} has to be done"]
    assert tasks.explain(visa).conflicts == ()


def test_a_settled_date_takes_along_what_waits_for_it(tasks: TaskManager) -> None:
    _, flight, hotel = trip(tasks)
    due = tasks.settled_due(flight)
    assert due == Moment.from_text("2026-03-12")
    slips = tasks.slips([flight], Fields(due=due))
    assert slips is not None
    assert slips.along == (hotel,)
    tasks.shift_all([flight], due, slips.along, slips.by)
    assert tasks.conflicts() == {}
    assert tasks.get_task(hotel).due == Moment.from_text("2026-03-13")
    with pytest.raises(Refused, match="not due before"):
        tasks.settled_due(flight)


@pytest.mark.parametrize(
    ("blocker", "due", "settled"),
    [
        ("2026-03-10T15:00", "2026-03-10T12:00", "2026-03-10T15:00"),
        ("2026-03-10", "2026-03-10T12:00", "2026-03-11T12:00"),
        ("2026-03-12T09:00", "2026-03-10T12:00", "2026-03-12T12:00"),
        ("2026-03-12T09:00", "2026-03-10", "2026-03-12"),
    ],
)
def test_a_settled_date_keeps_its_time_of_day(
    tasks: TaskManager, blocker: str, due: str, settled: str
) -> None:
    before = tasks.add_task("Before", due=blocker)
    after = tasks.add_task("After", due=due)
    tasks.depend(after, before)
    day, _, _ = settled.partition("T")
    found = tasks.settled_due(after)
    assert found.day.isoformat() == day
    assert str(found).partition("[")[0] == settled
    tasks.edit_task(after, due=found)
    assert tasks.conflicts() == {}
