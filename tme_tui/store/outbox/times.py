"""The times of a task for which there may be reminders: its one date, or the occurrences of a window."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import WorkCalendar, from_text, occurrences
from tme_tui.model.recurrence.values import Anchor
from tme_tui.store.entities import Row

MOST = 2_000
"""So many times of one series are looked at: one of every minute is no use to anybody as reminders."""


def times_of(
    row: Row, exceptions: Iterable[Row], after: int, before: int, *, calendar: WorkCalendar | None, home: str
) -> Iterator[Moment]:
    """The times of a task between two instants, and always the one that it stands at."""
    anchor = _anchor(row)
    if anchor is None:
        return
    recurrence = None if row["recurrence"] is None else from_text(row["recurrence"])
    if recurrence is None or row["series_start"] is None or recurrence.anchor is Anchor.COMPLETION:
        yield anchor
        return
    series = islice(
        occurrences(
            recurrence,
            Moment.from_text(row["series_start"]),
            datetime.fromtimestamp(max(after, 0), UTC),
            datetime.fromtimestamp(before, UTC),
            calendar=calendar,
            home=home,
        ),
        MOST,
    )
    known = {one["occurrence"]: one for one in exceptions}
    is_event = row["kind"] == "event"
    open_one = None if row["occurrence"] is None else Moment.from_text(row["occurrence"])
    if not is_event:
        yield anchor
    for moment in series:
        text = str(moment)
        if text in known:
            continue
        if is_event or open_one is None or moment.utc(home) > open_one.utc(home):
            yield moment
    for one in known.values():
        if one["state"] == "moved":
            yield Moment.from_text(json.loads(one["changes"])["starts"])


def _anchor(row: Row) -> Moment | None:
    text = row["starts"] if row["kind"] == "event" else row["due"] or row["starts"]
    return None if text is None else Moment.from_text(text)
