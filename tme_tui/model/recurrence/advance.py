"""What becomes of a recurring task when an occurrence is done, skipped or missed: pure decisions.

The engine keeps one open occurrence per task and asks here for the next. An occurrence has *come* once its
time is there (a day alone: once the day has begun); it is *missed* once a later one has come, or its day is
over.
"""

from __future__ import annotations

from collections import deque
from datetime import date, datetime, timedelta
from itertools import islice

from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.recurrence.bounds import instant_of
from tme_tui.model.recurrence.changed import changed
from tme_tui.model.recurrence.month_safe import add_months
from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
from tme_tui.model.recurrence.series import WorkCalendar
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence
from tme_tui.model.recurrence.windows import first, next_after, occurrences


def next_when_done(
    recurrence: Recurrence,
    start: Moment,
    current: Moment,
    now: datetime,
    *,
    done: Moment | None = None,
    done_count: int = 1,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Moment | None:
    """The occurrence that is open after `current` was done; None at the end of the series.

    From the schedule: with `stack` the very next one; else the first that has not come yet, so that one tick
    settles all that piled up. From completion: counted from `done` (or `now`); `done_count`, how often it has
    been done including this time, is what COUNT is compared with.
    """
    if recurrence.anchor is Anchor.COMPLETION:
        moment = done or Moment.at(now, current.zone or home)
        return after_completion(
            recurrence, moment, current=current, done_count=done_count, calendar=calendar, home=home
        )
    if recurrence.missed is Missed.STACK:
        return next_after(recurrence, start, current, calendar=calendar, home=home)
    return next_after(recurrence, start, _later(current, now, home), calendar=calendar, home=home)


def next_when_skipped(
    recurrence: Recurrence,
    start: Moment,
    current: Moment,
    now: datetime,
    *,
    done_count: int = 0,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Moment | None:
    """The occurrence that is open after `current` was skipped: as if done, but COUNT is not used up.

    From completion, an occurrence skipped ahead of time counts from when it would have been.
    """
    done = Moment.at(_later(current, now, home), current.zone or home)
    return next_when_done(
        recurrence, start, current, now, done=done, done_count=done_count, calendar=calendar, home=home
    )


def open_at(
    recurrence: Recurrence,
    start: Moment,
    current: Moment,
    now: datetime,
    *,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Moment | None:
    """Which occurrence should be open at `now`, if `current` was and nobody did anything.

    Only the policy `skip` moves on by itself: past all that are missed. None when none is left.
    """
    if recurrence.missed is not Missed.SKIP or recurrence.anchor is Anchor.COMPLETION:
        return current
    following = next_after(recurrence, start, current, calendar=calendar, home=home)
    if not _is_missed(current, following, now, home):
        return current
    midnight = Moment(_today(current, now, home)).utc(current.zone or home)
    come = deque(occurrences(recurrence, start, midnight, now, calendar=calendar, home=home), maxlen=1)
    if come and instant_of(come[0], home) > instant_of(current, home):
        return come[0]
    return next_after(recurrence, start, _later(current, now, home), calendar=calendar, home=home)


def missed_occurrences(
    recurrence: Recurrence,
    start: Moment,
    current: Moment,
    now: datetime,
    *,
    limit: int = 1000,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> list[Moment]:
    """What has come since `current`, itself left out: what `stack` has in store; at most `limit`."""
    if recurrence.anchor is Anchor.COMPLETION:
        return []
    after = instant_of(current, home) + timedelta(microseconds=1)
    until = now + timedelta(microseconds=1)
    if after >= until:
        return []
    return list(islice(occurrences(recurrence, start, after, until, calendar=calendar, home=home), limit))


def after_completion(
    recurrence: Recurrence,
    done: Moment,
    *,
    current: Moment | None = None,
    done_count: int = 1,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Moment | None:
    """The next occurrence of an `every!` rule, counted from when it was done.

    Days, weeks, months and years keep the time of day of `current` (what was done) and are safe at the ends
    of months; hours and less count from the very minute. Months from the 31st reach the 30th or the 28th.
    None once COUNT or UNTIL has been reached.
    """
    if not recurrence.rule:
        return next_after(recurrence, current or done, done, calendar=calendar, home=home)
    rule = parse_rule(recurrence.rule)
    if rule.count is not None and done_count >= rule.count:
        return None
    begin = _begin(rule, done, current, home)
    plain = changed(recurrence, rule=_without_count(recurrence.rule), dates=())
    today_ends = _end_of_day(begin, rule)
    if _is_simple(rule, recurrence):
        try:
            begin_again = _stepped(rule, begin)
        except (OverflowError, ValueError):  # beyond the calendar's last year
            return None
        found = first(plain, begin_again, calendar=calendar, home=home)
        if found is None or instant_of(found, home) > instant_of(today_ends, home):
            return found
        begin = begin_again  # shifted back to a day that is done already: the one after it
    return next_after(plain, begin, today_ends, calendar=calendar, home=home)


def _begin(rule: Rule, done: Moment, current: Moment | None, home: str) -> Moment:
    """When the counting starts: the day of completion at the usual time, or the minute itself."""
    if current is None:
        return done
    if current.all_day:
        if rule.freq <= Frequency.DAILY:
            return Moment(_day_in(done, current.zone or home, home))
        return done
    zone = current.zone or home
    if isinstance(done.local, datetime):
        wall = (
            done.utc(home).astimezone(zone_named(zone)).replace(tzinfo=None, fold=0, second=0, microsecond=0)
        )
    else:
        wall = datetime.combine(done.local, datetime.min.time())
    if rule.freq <= Frequency.DAILY and isinstance(current.local, datetime):
        wall = datetime.combine(wall, current.local.time())
    return Moment(wall, current.zone)


def _stepped(rule: Rule, begin: Moment) -> Moment:
    """One interval later."""
    local, step = begin.local, rule.interval
    if rule.freq <= Frequency.MONTHLY:
        return Moment(add_months(local, step * (12 if rule.freq is Frequency.YEARLY else 1)), begin.zone)
    unit = {
        Frequency.WEEKLY: timedelta(weeks=1),
        Frequency.DAILY: timedelta(days=1),
        Frequency.HOURLY: timedelta(hours=1),
        Frequency.MINUTELY: timedelta(minutes=1),
        Frequency.SECONDLY: timedelta(seconds=1),
    }[rule.freq]
    return begin.moved(unit * step)


def _is_simple(rule: Rule, recurrence: Recurrence) -> bool:
    """Whether the rule says nothing but how far apart."""
    parts = rule.by_month or rule.by_week or rule.by_year_day or rule.by_month_day or rule.by_day
    clock = rule.by_hour or rule.by_minute or rule.by_second
    return not (parts or clock or rule.by_position or recurrence.workdays)


def _without_count(text: str) -> str:
    return ";".join(part for part in text.split(";") if not part.upper().startswith("COUNT="))


def _end_of_day(begin: Moment, rule: Rule) -> Moment:
    """Done today means not again today, unless the rule counts in hours."""
    if rule.freq > Frequency.DAILY or not isinstance(begin.local, datetime):
        return begin
    return Moment(begin.local.replace(hour=23, minute=59, second=59), begin.zone)


def _later(current: Moment, now: datetime, home: str) -> datetime:
    return max(instant_of(current, home), now)


def _is_missed(current: Moment, following: Moment | None, now: datetime, home: str) -> bool:
    if following is not None and instant_of(following, home) <= now:
        return True
    return _today(current, now, home) > current.day


def _today(current: Moment, now: datetime, home: str) -> date:
    return now.astimezone(zone_named(current.zone or home)).date()


def _day_in(done: Moment, zone: str, home: str) -> date:
    if not isinstance(done.local, datetime):
        return done.local
    return done.utc(home).astimezone(zone_named(zone)).date()
