"""What the calendar asks the engine, in the working thread: weeks of days, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.model.builtin_views import QUERIES
from tme_tui.model.calendar.days import Day, day_of
from tme_tui.model.calendar.hours import common
from tme_tui.model.moment import zone_named
from tme_tui.tui.calendar.page import Week, with_rings
from tme_tui.tui.calendar.place import monday_of, weeks_of
from tme_tui.tui.calendar.year import Fullness
from tme_tui.tui.working.questions import Question

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.diary import Appearance, Days
    from tme_tui.model.person import Person
    from tme_tui.model.repeating import Repeating

_PIECE = 5
"""So many weeks of a year are read at once."""
_BUILTIN = frozenset(QUERIES.values())


class Wish(NamedTuple):
    """What is to be read, and for whom."""

    weeks: tuple[int, ...]
    """By their number, see `place.week_at`."""
    zone: str
    narrowed: Question | None = None
    """Only what this has; None for all."""
    people: frozenset[str] = frozenset()
    """Only what these take part in; empty for everybody."""
    workers: tuple[str, ...] = ()
    """Whose hours of work are shown."""
    has_rings: bool = False
    """Also when one is reminded."""
    version: int = 0
    """What was read for an older one is out of date."""
    doubtful: frozenset[int] = frozenset()
    """What was changed since the series were read, and may be one now."""


class Answer(NamedTuple):
    """What was read."""

    wish: Wish
    weeks: dict[int, Week]
    repeating: Repeating
    now: datetime
    me: str = ""


def narrowing(question: Question) -> Question | None:
    """What of a question counts here: built-in views are about days, and so is the calendar itself."""
    view = "" if question.view in _BUILTIN else question.view
    if not view and not question.filter.strip() and not question.search.strip():
        return None
    return Question(view, question.filter, question.search)


def read_weeks(engine: TaskManager, wish: Wish, repeating: Repeating | None) -> Answer:
    """The weeks wished for; `repeating` is what was kept of the last answer."""
    series = series_of(engine, wish, repeating)
    wanted = None if wish.narrowed is None else set(map(int, engine.numbers(wish.narrowed.query(engine))))
    known = {one.login: one for one in engine.people()} if wish.workers else {}
    workers = [known[login] for login in wish.workers if login in known]
    weeks: dict[int, Week] = {}
    for first, last in _runs(wish.weeks):
        found = engine.diary(monday_of(first), monday_of(last + 1), series, wanted=wanted)
        rings: Days = {}
        if wish.has_rings:
            rings = engine.rings(monday_of(first), monday_of(last + 1), series, wanted=wanted)
        for week in range(first, last + 1):
            days = [monday_of(week) + timedelta(days=number) for number in range(7)]
            weeks[week] = {
                day: with_rings(
                    _day(engine, day, _of_people(found.get(day, ()), wish.people), workers, wish.zone),
                    _of_people(rings.get(day, ()), wish.people),
                )
                for day in days
            }
    return Answer(wish, weeks, series, wall_now(engine, wish.zone), engine.person.login)


def series_of(engine: TaskManager, wish: Wish, known: Repeating | None) -> Repeating:
    """What repeats: what is known, as long as nothing began to repeat."""
    if known is None or any(
        task.recurrence is not None for task in engine.tasks_numbered(list(wish.doubtful)).values()
    ):
        return engine.repeating(wish.zone)
    return known


def read_year(
    engine: TaskManager, year: int, wish: Wish, repeating: Repeating | None
) -> dict[date, Fullness]:
    """How full each day of a year is; piece by piece, since all its items at once would be very many."""
    series = series_of(engine, wish, repeating)
    weeks = weeks_of(date(year, 1, 1), date(year + 1, 1, 1))
    found: dict[date, Fullness] = {}
    for at in range(0, len(weeks), _PIECE):
        answer = read_weeks(
            engine,
            wish._replace(
                weeks=tuple(weeks[at : at + _PIECE]), workers=(), has_rings=False, doubtful=frozenset()
            ),
            series,
        )
        for week in answer.weeks.values():
            for day, one in week.items():
                if one.items and day.year == year:
                    found[day] = Fullness(len(one.items), one.load, one.share)
    return found


def _runs(weeks: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of each stretch of weeks that follow each other."""
    runs: list[tuple[int, int]] = []
    for week in sorted(weeks):
        if runs and week == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], week
        else:
            runs.append((week, week))
    return runs


def wall_now(engine: TaskManager, zone: str) -> datetime:
    """The present time on the wall clock of a zone."""
    return engine.now().astimezone(zone_named(zone)).replace(tzinfo=None)


def _day(
    engine: TaskManager, day: date, items: Sequence[Appearance], workers: Sequence[Person], zone: str
) -> Day:
    known = day_of(day, items, engine.hours_on(day), engine.usual_hours(day))
    if not workers:
        return known
    hours = tuple((one.login, engine.hours_of(one, day, zone)) for one in workers)
    return known._replace(hours=hours, common=common(hours))


def _of_people(items: Sequence[Appearance], people: frozenset[str]) -> Sequence[Appearance]:
    return [one for one in items if one.entry.people & people] if people else items
