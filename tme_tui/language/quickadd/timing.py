"""From the dates and times that count to due dates, blocks, recurrences and reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.moments import When, on_day, settle
from tme_tui.language.dates.ranges import DayRange, TimeRange
from tme_tui.language.quickadd.pieces import Block, Length, Piece, Setting
from tme_tui.language.quickadd.reading import Reading
from tme_tui.language.quickadd.slots import Slots, when_of
from tme_tui.language.recurring import first_occurrence, settle_repeat
from tme_tui.language.recurring.limits import Bound, Limit
from tme_tui.language.recurring.repeat import Repeat, changed
from tme_tui.language.recurring.within_hours import begin_within_hours
from tme_tui.model.draft import SpanKind
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Missed, Recurrence, Shift
from tme_tui.model.task import Kind

_HOUR = 60


def place_in_time(reading: Reading, slots: Slots) -> None:
    """Set the fields that say when, and take the pieces that said so."""
    for piece in slots.superseded:
        reading.supersede(piece)
    when = _recur(reading, slots)
    if "recurrence" not in reading.values and slots.days and isinstance(slots.days.value, DayRange):
        _days(reading, slots, slots.days.value)
    elif slots.block is not None:
        _block(reading, slots, slots.block, when)
    else:
        _due(reading, slots, when)
    if slots.begin is not None:
        _begin(reading, slots.begin, slots.when)
    if slots.length is not None and "estimate" not in reading.values:
        _estimate(reading, slots.length)


def _due(reading: Reading, slots: Slots, when: When) -> None:
    """A task with a due date."""
    if slots.deadline is not None and when == When():
        reading.values["due"] = None
        reading.take(slots.deadline, SpanKind.DUE, None, reading.voice.say("no due"))
        return
    settled = settle(when, reading.ref)
    if settled is None:
        return
    moment, remark = settled
    reading.values["due"] = moment
    reading.remark(moment, remark)
    for piece in _dated_pieces(slots):
        reading.take(piece, SpanKind.DUE, moment, reading.voice.dated(SpanKind.DUE, moment))


def _dated_pieces(slots: Slots) -> list[Piece]:
    return [*([slots.deadline] if slots.deadline is not None else []), *slots.whens]


def _block(reading: Reading, slots: Slots, piece: Piece, when: When) -> None:
    """A span of time: of an event, or (`sched:`) the planned one of a task."""
    value = piece.value
    block = value if isinstance(value, Block) else None
    times = value if isinstance(value, TimeRange) else block.times if block is not None else None
    event = block is None or block.event
    clock = times.opening if times is not None else when.clock
    settled = settle(when._replace(clock=clock), reading.ref)
    if settled is None:
        return
    starts, remark = settled
    reading.remark(starts, remark)
    ends = _end_of(reading, slots, block, times, starts)
    reading.values["starts"] = starts
    if event:
        reading.values["kind"] = Kind.EVENT
    if ends is not None:
        reading.values["ends"] = ends
    say = reading.voice.dated
    for other in _dated_pieces(slots):
        reading.take(other, SpanKind.START, starts, say(SpanKind.START, starts))
    if isinstance(value, TimeRange) and ends is not None:
        reading.take_split(
            piece,
            value.split,
            (SpanKind.START, SpanKind.END),
            (starts, ends),
            (say(SpanKind.START, starts), say(SpanKind.END, ends)),
        )
        return
    sentence = say(SpanKind.START, starts)
    if ends is not None:
        sentence += ", " + say(SpanKind.END, ends)
    reading.take(piece, SpanKind.START, starts, sentence)


def _end_of(
    reading: Reading, slots: Slots, block: Block | None, times: TimeRange | None, starts: Moment
) -> Moment | None:
    if times is not None:
        ends = _later(starts, timedelta(minutes=times.end - times.start))
        return replace(ends, again=True) if ends is not None and times.end_again else ends
    if block is not None and block.until is not None:
        settled = settle(block.until, reading.ref)
        return settled[0] if settled is not None else None
    if block is None or not block.event:
        return None
    if slots.length is not None:
        return _later(starts, _span_of(slots.length))
    if starts.all_day:
        return starts
    reading.notices.append(reading.voice.say("an hour"))
    return _later(starts, timedelta(minutes=_HOUR))


def _later(moment: Moment, span: timedelta) -> Moment | None:
    try:
        return moment.moved(span)
    except OverflowError:
        return None


def _days(reading: Reading, slots: Slots, days: DayRange) -> None:
    """An event of several days; with a range of times, from the first one's start to the last one's end."""
    piece = slots.days
    if piece is None:
        return
    zone = reading.ref.context.zone
    starts, ends = Moment(days.first), Moment(days.last)
    block = slots.block
    if block is not None and isinstance(block.value, TimeRange):
        begin = on_day(days.first, block.value.opening, zone)
        finish = on_day(days.last, block.value.closing, zone)
        starts, ends = begin or starts, finish or ends
        reading.take(block, SpanKind.START, starts, reading.voice.dated(SpanKind.START, starts))
    elif slots.when.clock is not None:
        starts = on_day(days.first, slots.when.clock, zone) or starts
        ends = on_day(days.last, slots.when.clock, zone) or ends
        for other in slots.whens:
            reading.take(other, SpanKind.START, starts, reading.voice.dated(SpanKind.START, starts))
    reading.values.update(kind=Kind.EVENT, starts=starts, ends=ends)
    say = reading.voice.dated
    reading.take_split(
        piece,
        days.split,
        (SpanKind.START, SpanKind.END),
        (starts, ends),
        (say(SpanKind.START, starts), say(SpanKind.END, ends)),
    )


def _begin(reading: Reading, piece: Piece, when: When) -> None:
    """`starting friday` without a recurrence: when work on it begins."""
    said = when_of(piece)
    if said.day is None and when.day is not None:
        said = said._replace(day=when.day)
    settled = settle(said, reading.ref)
    if settled is not None and "starts" not in reading.values:
        reading.values["starts"] = settled[0]
        reading.remark(*settled)
        reading.take(piece, SpanKind.START, settled[0], reading.voice.dated(SpanKind.START, settled[0]))


def _estimate(reading: Reading, piece: Piece) -> None:
    span = _span_of(piece)
    reading.values["estimate"] = span
    reading.take(piece, SpanKind.ESTIMATE, span, reading.voice.say("estimate", reading.voice.duration(span)))


def _span_of(piece: Piece) -> timedelta:
    if isinstance(piece.value, Length):
        return piece.value.span
    return piece.value.amount.as_timedelta() if isinstance(piece.value, Limit) else timedelta(0)


def _recur(reading: Reading, slots: Slots) -> When:
    """Set the recurrence; the moment of its first occurrence is what the line then says."""
    piece, when = slots.repeat, slots.when
    if piece is None:
        return when
    if isinstance(piece.value, Setting) and piece.value.value is None:
        reading.values["recurrence"] = None
        reading.take(piece, SpanKind.RECURRENCE, None, reading.voice.say("no recurrence"))
        return when
    limits = tuple(limit.value for limit in slots.limits if isinstance(limit.value, Limit))
    bound_days = _day_limits(reading, slots)
    clock = _clock_of(slots, when)
    day = bound_days[0] if bound_days is not None else when.day
    exact = slots.deadline is not None and when.day is not None
    if isinstance(piece.value, Repeat):
        repeat, day = _repeat_at(reading, slots, piece.value, clock, day)
        series = settle_repeat(repeat, limits, reading.ref, day)
        recurrence, first = series.recurrence, series.first
    elif isinstance(piece.value, Setting) and isinstance(piece.value.value, Recurrence):
        recurrence, first = _limited(reading, piece.value.value, limits, clock, day)
    else:
        return when
    if bound_days is not None and "UNTIL=" not in recurrence.rule and "COUNT=" not in recurrence.rule:
        recurrence = changed(recurrence, rule=f"{recurrence.rule};UNTIL={bound_days[1]:%Y%m%d}")
    recurrence = _with_policies(reading, recurrence)
    reading.values["recurrence"] = recurrence
    sentence = reading.voice.recurrence(recurrence)
    if first is not None:
        sentence += ", " + reading.voice.say("first", reading.voice.moment(first))
    bounds = [slots.days if bound_days is not None else None, slots.hours, slots.on_days]
    for part in (piece, *slots.limits, *(bound for bound in bounds if bound is not None)):
        reading.take(part, SpanKind.RECURRENCE, recurrence, sentence)
    if exact or first is None:
        return when
    started = day is not None or any(limit.bound is Bound.STARTING for limit in limits)
    if not reading.adding and not started and clock is None:
        return when
    return _as_when(first, when, keep_clock=slots.block is not None)


def _repeat_at(
    reading: Reading, slots: Slots, repeat: Repeat, clock: Clock | None, day: date | None
) -> tuple[Repeat, date | None]:
    """The recurrence at its time of day, or between its hours; and the day on which it begins, if any."""
    hours = slots.hours
    if hours is not None and isinstance(hours.value, TimeRange):
        bounded = begin_within_hours(repeat, hours.value, reading.ref, day or _starting(slots))
        if bounded is not None:
            return bounded
        reading.supersede(hours)
        slots.hours = None
    return (repeat if clock is None else repeat.at(clock)), day


def _starting(slots: Slots) -> date | None:
    limits = (piece.value for piece in slots.limits if isinstance(piece.value, Limit))
    return next((limit.when.day for limit in limits if limit.bound is Bound.STARTING), None)


def _clock_of(slots: Slots, when: When) -> Clock | None:
    block = slots.block.value if slots.block is not None else None
    times = block if isinstance(block, TimeRange) else block.times if isinstance(block, Block) else None
    return times.opening if times is not None else when.clock


def _day_limits(reading: Reading, slots: Slots) -> tuple[date, date] | None:
    """A range of days, which with a recurrence is where it begins and ends."""
    if slots.days is None or not isinstance(slots.days.value, DayRange):
        return None
    return slots.days.value.first, slots.days.value.last


def _limited(
    reading: Reading, recurrence: Recurrence, limits: tuple[Limit, ...], clock: Clock | None, day: date | None
) -> tuple[Recurrence, Moment | None]:
    """A recurrence that was given as a rule, with limits in words."""
    rule = recurrence.rule
    bounded = "UNTIL=" in rule or "COUNT=" in rule
    for limit in limits:
        if limit.bound is Bound.STARTING:
            day = limit.when.day if limit.when.day is not None else day
            clock = limit.when.clock if limit.when.clock is not None else clock
        elif not bounded and limit.bound is Bound.COUNT:
            rule, bounded = f"{rule};COUNT={limit.times}", True
        elif not bounded and limit.bound is Bound.UNTIL and limit.when.day is not None:
            rule, bounded = f"{rule};UNTIL={limit.when.day:%Y%m%d}", True
    first = first_occurrence(recurrence, reading.ref, clock=clock, start=day)
    return changed(recurrence, rule=rule), first


def _with_policies(reading: Reading, recurrence: Recurrence) -> Recurrence:
    """What `missed:` and `shift:` add."""
    missed, shift = reading.values.pop("missed", None), reading.values.pop("shift", None)
    return changed(
        recurrence,
        missed=missed if isinstance(missed, Missed) else None,
        shift=shift if isinstance(shift, Shift) else None,
    )


def _as_when(first: Moment, when: When, *, keep_clock: bool) -> When:
    """The first occurrence as what the line says."""
    local = first.local
    if isinstance(local, datetime):
        clock = Clock(local.hour * 60 + local.minute, seconds=local.second)
        return When(local.date(), when.clock if keep_clock else clock)
    return When(local, when.clock)
