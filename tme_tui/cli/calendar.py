"""`tme calendar`: a month, a week, a day or an agenda, with each time of what repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from tme_tui.cli.calendar_hours import hours_lines
from tme_tui.cli.calendar_month import NARROWEST, month_lines
from tme_tui.cli.calendar_sight import sight_of
from tme_tui.cli.cells import cut, padded, width
from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Line, Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.i18n import message
from tme_tui.language.describe import describe_day
from tme_tui.model.calendar.days import week_number
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.task import Kind
from tme_tui.model.task_json import moment_as_json

if TYPE_CHECKING:
    from tme_tui.engine.calendar import Occurrence

SHAPES = ("month", "week", "day", "agenda")
_AGENDA_DAYS = 14
_USUAL_ROOM = 80
_NARROWEST_TITLE = 4
"""In less room, lines are longer than the screen."""


@command(
    "calendar",
    details=message(
        "DATE is any day inside the time to show; today when not given. An agenda has two weeks."
    ),
    examples=(
        "tme calendar",
        "tme calendar week",
        "tme calendar month 2026-12-01",
        "tme calendar day tomorrow",
    ),
)
@click.argument("words", nargs=-1, metavar="[month|week|day|agenda] [DATE]")
@json_option
@click.pass_obj
def calendar_command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Show a stretch of time."""
    shape = words[0].casefold() if words and words[0].casefold() in SHAPES else "agenda"
    rest = words[1:] if words and words[0].casefold() in SHAPES else words
    day = _day(session, " ".join(rest))
    first, after = _window(session, shape, day)
    zone = zone_named(session.zone)
    start, end = (datetime.combine(each, time(), tzinfo=zone) for each in (first, after))
    found = session.manager.occurrences_between(start, end)
    if as_json:
        session.out.documents(_as_json(session, each) for each in found)
        return
    by_day = _by_day(session, found, first, after)
    if session.spoken:
        _say_days(
            session, sorted(by_day) if shape in ("month", "agenda") else _all_days(first, after), by_day
        )
        if not by_day:
            session.complain(session.words.text("nothing in this time"))
        return
    for each in _drawn(session, shape, day, first, after, by_day):
        session.out.put(each)
    if shape == "agenda" and not by_day:
        session.complain(session.words.text("nothing in these two weeks"))


def _drawn(
    session: Session,
    shape: str,
    day: date,
    first: date,
    after: date,
    by_day: Mapping[date, Sequence[Occurrence]],
) -> Iterator[Line]:
    """The lines of the shape; where a month has no room for its days, they stand one below the other."""
    room = session.out.width or _USUAL_ROOM
    if shape == "agenda" or (shape == "month" and room < NARROWEST):
        for place, each in enumerate(sorted(by_day)):
            if place:
                yield ()
            yield from _day_lines(session, each, by_day[each])
    elif shape == "month":
        yield from month_lines(sight_of(session, first, after), day, first, after, room)
    else:
        days = _all_days(first, after)
        sight = sight_of(session, first, after)
        week = session.words.text("week {n}", n=week_number(first))
        title = _date(session, day) if shape == "day" else f"{sight.month(day)} · {week}"
        yield (Piece(title, Style.STRONG), *_near(session, day, shape))
        yield from hours_lines(sight, days, room)


def _all_days(first: date, after: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((after - first).days)]


def _day(session: Session, text: str) -> date:
    today = session.now.astimezone(zone_named(session.zone)).date()
    if not text.strip():
        return today
    from tme_tui.language.dates.pages import read_page

    found = read_page(text, session.context)
    if found is None:
        raise InvalidValue(session.words.text("{text} is not a date", text=repr(text)), field="date")
    return found


def _window(session: Session, shape: str, day: date) -> tuple[date, date]:
    """The first day to show, and the one after the last; in years whose hours can be counted in any zone."""
    if not MINYEAR < day.year < MAXYEAR:
        said = session.words.text(
            "the calendar has the years from {first} to {last}", first=MINYEAR + 1, last=MAXYEAR - 1
        )
        raise InvalidValue(said, field="date")
    if shape == "day":
        return day, day + timedelta(days=1)
    if shape == "agenda":
        return day, day + timedelta(days=_AGENDA_DAYS)
    first = day.replace(day=1) if shape == "month" else day
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    first -= timedelta(days=(first.weekday() - session.settings.first_weekday) % 7)
    after = first + timedelta(days=7)
    while shape == "month" and after <= last:
        after += timedelta(days=7)
    return first, after


def _by_day(
    session: Session, found: Sequence[Occurrence], first: date, after: date
) -> dict[date, list[Occurrence]]:
    """What stands on each day, in order; what takes several days stands on each of them."""
    days: dict[date, list[Occurrence]] = defaultdict(list)
    for each in found:
        day, last = _days(session, each)
        day = max(day, first)
        while day <= min(last, after - timedelta(days=1)):
            days[day].append(each)
            day += timedelta(days=1)
    return days


def _days(session: Session, each: Occurrence) -> tuple[date, date]:
    begins = _here(session, each.starts)
    ends = begins if each.ends is None else _here(session, each.ends)
    first, last = begins.date(), ends.date()
    if each.ends is not None and not each.ends.all_day and ends.time() == time() and last > first:
        last -= timedelta(days=1)
    return first, max(first, last)


def _here(session: Session, moment: Moment) -> datetime:
    return moment.utc(session.zone).astimezone(zone_named(session.zone))


def _near(session: Session, day: date, shape: str = "day") -> Line:
    """That a day is today, or the one before or after."""
    today = session.now.astimezone(zone_named(session.zone)).date()
    if shape != "day" or abs((day - today).days) > 1:
        return ()
    return (Piece(f" · {describe_day(day, today, session.locale)}", Style.FAINT),)


def _day_lines(session: Session, day: date, found: Sequence[Occurrence]) -> Iterator[Line]:
    """A day of an agenda; where a terminal has no room for all, the category goes before the title is cut."""
    yield (Piece(_date(session, day), Style.STRONG), *_near(session, day))
    for each in found:
        clock = Piece(f"  {padded(_clock(session, each, day), 11)}  ", Style.FAINT)
        sign, title = _named(session, each)
        name = Piece(each.task.category or "", Style.NAME)
        if session.out.width is not None:
            room = max(session.out.width - width(clock.text + sign.text), _NARROWEST_TITLE)
            title = title._replace(text=cut(title.text, room))
            if width(f"{title.text}  {name.text}") > room:
                name = Piece("")
        yield line(clock, sign, title, "  " if name.text else "", name)


def _say_days(session: Session, days: Sequence[date], by_day: Mapping[date, Sequence[Occurrence]]) -> None:
    """Days for a screen reader: each task is said below its day."""
    from tme_tui.cli import spoken

    words = session.words
    for place, day in enumerate(days):
        if place:
            session.out.say()
        session.out.say(_date(session, day))
        for each in by_day.get(day, ()):
            session.out.say()
            session.out.say(spoken.headline(session, each.task))
            clock = _clock(session, each, day).replace("…", "")
            begins, _, ends = clock.partition("–")
            if clock:
                spoken.say_fact(session, words.text("begins"), begins or words.text("before this day"))
            spoken.say_fact(session, words.text("ends"), ends)
            done = words.text("done") if each.state == "done" else spoken.state(session, each.task)
            spoken.say_fact(session, words.text("status"), done)
            spoken.say_fact(session, words.text("category"), each.task.category or "")


def _date(session: Session, day: date) -> str:
    """The weekday and the date with its year."""
    return describe_day(day, date.min, session.locale)


def _named(session: Session, each: Occurrence) -> tuple[Piece, Piece]:
    """Its sign and its title."""
    if each.state == "done":
        return Piece("●", Style.FAINT), Piece(f" {each.task.title}", Style.FAINT)
    return session.reader.mark(each.task), Piece(f" {each.task.title}")


def _clock(session: Session, each: Occurrence, day: date) -> str:
    """The time of day at which it begins and ends, as far as it does on that day."""
    if each.starts.all_day:
        return ""
    begins = _here(session, each.starts)
    said = f"{begins:%H:%M}" if begins.date() == day else "…"
    if each.ends is None or each.task.kind is not Kind.EVENT:
        return said
    ends = _here(session, each.ends)
    last = _days(session, each)[1]
    return f"{said}–{ends:%H:%M}" if last == day else f"{said}–…"


def _as_json(session: Session, each: Occurrence) -> dict[str, object]:
    task = each.task
    return {
        "id": int(task.id),
        "kind": task.kind.value,
        "title": task.title,
        "category": task.category,
        "status": task.status.value,
        "occurrence": moment_as_json(each.occurrence, session.zone),
        "starts": moment_as_json(each.starts, session.zone),
        "ends": moment_as_json(each.ends, session.zone),
        "all_day": each.starts.all_day,
        "state": each.state or None,
    }
