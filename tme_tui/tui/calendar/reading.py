"""What the calendar asks the engine, in the working thread: months of days, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.model.builtin_views import QUERIES
from tme_tui.model.moment import zone_named
from tme_tui.tui.calendar.page import Day, Month, load_of
from tme_tui.tui.calendar.year import Fullness
from tme_tui.tui.questions import Question

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.diary import Appearance
    from tme_tui.model.repeating import Repeating

_BUILTIN = frozenset(QUERIES.values())


class Wish(NamedTuple):
    """What is to be read, and for whom."""

    months: tuple[tuple[int, int], ...]
    zone: str
    narrowed: Question | None = None
    """Only what this has; None for all."""
    people: frozenset[str] = frozenset()
    """Only what these take part in; empty for everybody."""
    version: int = 0
    """What was read for an older one is out of date."""


class Answer(NamedTuple):
    """What was read."""

    wish: Wish
    months: dict[tuple[int, int], Month]
    repeating: Repeating
    now: datetime
    me: str = ""


def narrowing(question: Question) -> Question | None:
    """What of a question counts here: built-in views are about days, and so is the calendar itself."""
    view = "" if question.view in _BUILTIN else question.view
    if not view and not question.filter.strip() and not question.search.strip():
        return None
    return Question(view, question.filter, question.search)


def read_months(engine: TaskManager, wish: Wish, repeating: Repeating | None) -> Answer:
    """The months wished for; `repeating` is what was kept of the last answer."""
    series = repeating if repeating is not None else engine.repeating(wish.zone)
    wanted = (
        None if wish.narrowed is None else {int(one) for one in engine.numbers(wish.narrowed.query(engine))}
    )
    months: dict[tuple[int, int], Month] = {}
    for year, month in wish.months:
        first = date(year, month, 1)
        after = (first + timedelta(days=31)).replace(day=1)
        found = engine.diary(first, after, series, wanted=wanted)
        months[year, month] = {
            day: _day(engine, day, _of_people(found.get(day, ()), wish.people)) for day in _days(first, after)
        }
    return Answer(wish, months, series, wall_now(engine, wish.zone), engine.person.login)


def read_year(
    engine: TaskManager, year: int, wish: Wish, repeating: Repeating | None
) -> dict[date, Fullness]:
    """How full each day of a year is; month by month, since all its items at once would be very many."""
    series = repeating if repeating is not None else engine.repeating(wish.zone)
    found: dict[date, Fullness] = {}
    for month in range(1, 13):
        answer = read_months(engine, wish._replace(months=((year, month),)), series)
        for day, one in answer.months[year, month].items():
            if one.items:
                found[day] = Fullness(len(one.items), one.load, one.share)
    return found


def wall_now(engine: TaskManager, zone: str) -> datetime:
    """The present time on the wall clock of a zone."""
    return engine.now().astimezone(zone_named(zone)).replace(tzinfo=None)


def _day(engine: TaskManager, day: date, items: Sequence[Appearance]) -> Day:
    work = engine.hours_on(day)
    is_holiday = not work and bool(engine.usual_hours(day))
    return Day(tuple(items), work, is_holiday, load_of(items, day))


def _of_people(items: Sequence[Appearance], people: frozenset[str]) -> Sequence[Appearance]:
    return [one for one in items if one.entry.people & people] if people else items


def _days(first: date, after: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((after - first).days)]
