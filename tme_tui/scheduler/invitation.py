"""A task as an iCalendar document, for messages that carry files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import apart
from tme_tui.model.task import Task

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_LONGEST_LINE = 74


def invitation(task: Task, now: datetime, zone: str, occurrence: Moment | None = None) -> str:
    """One event, or one deadline of no length, that every calendar program can add.

    Of a series it is one `occurrence`, and another document for each.
    """
    anchor, ends, uid = task.starts or task.anchor, task.ends, task.uid
    if anchor is None:
        return ""
    if task.recurrence is not None and occurrence is not None:
        later = apart(task.anchor or anchor, occurrence)
        anchor, ends = anchor.moved(later), ends and ends.moved(later)
        uid = f"{uid}-{occurrence.local:%Y%m%dT%H%M}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tme-tui//reminders//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART{_stamp(anchor, zone)}",
        f"DTEND{_stamp(ends or _end_of(anchor), zone, ends=ends is not None)}",
        f"SUMMARY:{task.title.translate(_ESCAPED)}",
    ]
    if task.notes:
        lines.append(f"DESCRIPTION:{task.notes.translate(_ESCAPED)}")
    lines += ["END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(_folded(line) for line in lines)


def _end_of(anchor: Moment) -> Moment:
    return anchor.moved(timedelta(days=1)) if anchor.all_day else anchor


def _stamp(moment: Moment, zone: str, *, ends: bool = False) -> str:
    if moment.all_day:
        day = moment.day + timedelta(days=1) if ends else moment.day
        return f";VALUE=DATE:{day:%Y%m%d}"
    return f":{moment.utc(zone):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, as the format asks."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = "", 0
        piece += letter
        size += width
    return "\r\n ".join([*pieces, piece])
