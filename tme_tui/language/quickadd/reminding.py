"""Reminders of a line, once it is known what they count from."""

from __future__ import annotations

from datetime import timedelta

from tme_tui.language.dates.moments import When, on_day, settle
from tme_tui.language.quickadd.pieces import Piece, Reminding
from tme_tui.language.quickadd.reading import Reading
from tme_tui.model.draft import SpanKind
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder


def place_reminders(reading: Reading, pieces: list[Piece]) -> None:
    """Add the reminders that were asked for in words."""
    for piece in pieces:
        value = piece.value
        if not isinstance(value, Reminding):
            continue
        anchor = _anchor(reading)
        if (value.bare or value.prefix) and anchor is None and (reading.adding or value.prefix):
            continue  # `5 km за 30 минут` is no reminder
        found = [Reminder(before=span, channel=value.channel) for span in value.before]
        for when in value.at:
            reminder = _at(reading, when, anchor, value.channel)
            if reminder is not None:
                found.append(reminder)
        if value.prefix:
            found.append(Reminder(before=timedelta(0)))
        if found:
            reading.add("add_reminders", found)
            sentence = ", ".join(map(reading.voice.reminder, found))
            reading.take(piece, SpanKind.REMINDER, tuple(found), sentence)


def _anchor(reading: Reading) -> Moment | None:
    """What reminders count from: the due date, else the start."""
    for name in ("due", "starts"):
        value = reading.values.get(name)
        if isinstance(value, Moment):
            return value
    return None


def _at(reading: Reading, when: When, anchor: Moment | None, channel: str | None) -> Reminder | None:
    """A reminder at a time of its own; without a day, on the task's day and not after the task."""
    moment = _on_task_day(reading, when, anchor)
    if moment is None:
        settled = settle(when, reading.ref)
        moment = settled[0] if settled is not None else None
    if moment is None:
        return None
    if "recurrence" in reading.values and anchor is not None and not anchor.all_day and not moment.all_day:
        span = anchor.utc(reading.ref.context.zone) - moment.utc(reading.ref.context.zone)
        if span >= timedelta(0):
            return Reminder(before=span, channel=channel)  # so that it comes with each occurrence
    return Reminder(at=moment, channel=channel)


def _on_task_day(reading: Reading, when: When, anchor: Moment | None) -> Moment | None:
    if anchor is None or when.day is not None or when.clock is None:
        return None
    zone = reading.ref.context.zone
    moment = on_day(anchor.day, when.clock, zone)
    if moment is None:
        return None
    if not anchor.all_day and moment.utc(zone) > anchor.utc(zone):
        moment = moment.moved(timedelta(days=-1))
    return moment if moment.utc(zone) > reading.ref.now else None
