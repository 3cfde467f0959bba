"""Occurrences of recurring tasks: completing one moves the task to the next and remembers what was done.

A recurring task is one row. `series_start` is where its rule begins, `occurrence` the occurrence that is open
as the rule has it, and the dates of the task are where that occurrence stands now, moved or not. What became
of each occurrence is a row of its own, unique by task and occurrence, so nothing can be done twice.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from tme_tui.engine.base import Change
from tme_tui.engine.states import set_status
from tme_tui.engine.ties import subtree
from tme_tui.i18n import Translator
from tme_tui.model import recurrence as rules
from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Status
from tme_tui.store.entities import Row

_BLOCK = ("starts", "ends")
MOVES_ALONG = (*_BLOCK, "due", "wait", "expires")
ONCE = "once"
"""Said of an occurrence whose planned block does not go on to the next one."""


def anchor_column(row: Row) -> str:
    """The date that the rule counts: an event's start, a task's due date, else its planned start."""
    return "starts" if row["kind"] == "event" or row["due"] is None else "due"


def begin_series(row: Row) -> Row:
    """The columns of a series whose rule or first date was just set."""
    if row["recurrence"] is None:
        return {"series_start": None, "occurrence": None}
    first = row[anchor_column(row)]
    return {"series_start": first, "occurrence": first}


def check_time(row: Row, seen: Moment | None) -> None:
    """Refuse when another time of the task is open than the person saw: somebody was quicker."""
    if seen is not None and row["occurrence"] is not None and row["occurrence"] != str(seen):
        raise Refused(f"#{row['id']} of {spoken(seen)} is already done; now it is {row['occurrence']}")


def complete_occurrence(
    change: Change,
    row: Row,
    home: str,
    words: Translator,
    calendar: rules.WorkCalendar | None = None,
) -> bool:
    """Complete the open occurrence of a recurring task; False when the task itself is to be completed."""
    if row["recurrence"] is None or row["kind"] != "task" or not Status(row["status"]).is_open:
        return False
    recurrence, start, current = _series(row)
    _settle_occurrence(change, row, "done")
    done = sum(one["state"] == "done" for one in change.rows.rows_by("occurrences", "task_id", [row["id"]]))
    following = rules.next_when_done(
        recurrence, start, current, _now(change), done_count=done, calendar=calendar, home=home
    )
    if following is None:
        change.notices.append(words.text("that was the last time"))
        return False
    _advance(change, row, following)
    _release(change, row["id"])
    _say_next(change, following, home, words)
    return True


def skip_occurrence(
    change: Change,
    row: Row,
    home: str,
    words: Translator,
    calendar: rules.WorkCalendar | None = None,
) -> None:
    """Let the open occurrence pass undone."""
    if row["recurrence"] is None:
        raise Refused(f"#{row['id']} does not repeat")
    recurrence, start, current = _series(row)
    _settle_occurrence(change, row, "skipped")
    following = rules.next_when_skipped(
        recurrence, start, current, _now(change), calendar=calendar, home=home
    )
    if following is None:
        set_status(change, row["id"], Status.CANCELLED)
        change.notices.append(words.text("that was the last time"))
        return
    _advance(change, row, following)
    _say_next(change, following, home, words)


def move_on(change: Change, row: Row, following: Moment) -> None:
    """Pass over missed occurrences of a task whose rule says so."""
    _settle_occurrence(change, row, "skipped")
    _advance(change, row, following)


def begin_next(change: Change, row: Row, now: datetime, home: str, calendar: rules.WorkCalendar) -> None:
    """Set a template whose time has come to the first of its times that is still ahead."""
    recurrence, start, _ = _series(row)
    following = rules.next_after(recurrence, start, now, calendar=calendar, home=home)
    if following is None:
        change.set(row["id"], recurrence=None, occurrence=None, series_start=None)
        return
    _advance(change, row, following)


def _series(row: Row) -> tuple[Recurrence, Moment, Moment]:
    start = Moment.from_text(row["series_start"])
    return (
        rules.from_text(row["recurrence"]),
        start,
        Moment.from_text(row["occurrence"] or row["series_start"]),
    )


def _settle_occurrence(change: Change, row: Row, state: str) -> None:
    """Write down what became of the open occurrence; it can become only one thing."""
    key = (row["id"], row["occurrence"])
    values = {"state": state, "at": change.now, "person_id": change.raw.actor.person}
    known = change.rows.get("occurrences", key)
    if known is None:
        change.rows.insert("occurrences", {"task_id": key[0], "occurrence": key[1], **values})
    elif known["state"] in ("done", "skipped"):
        raise Refused(f"#{row['id']} of {key[1]} is already {known['state']}")
    else:
        change.rows.change("occurrences", key, values)


def _advance(change: Change, row: Row, following: Moment) -> None:
    """Move the task's dates to an occurrence, its checklist and state to a fresh beginning."""
    anchor = Moment.from_text(row[anchor_column(row)])
    values: Row = {"occurrence": str(following), "status": "open", "started": None, "completed": None}
    once = _BLOCK if is_planned_once(change, row) else ()
    for name in MOVES_ALONG:
        if name in once:
            values[name] = None
        elif row[name] is not None:
            moment = Moment.from_text(row[name])
            values[name] = str(
                following if name == anchor_column(row) else _beside(moment, anchor, following)
            )
    change.set(row["id"], **values)
    for number in subtree(change, [row["id"]]):
        if change.task(number)["status"] in ("done", "cancelled"):
            set_status(change, number, Status.OPEN)
    for tie in change.rows.rows_by("dependencies", "task_id", [row["id"]]):
        change.rows.change("dependencies", (tie["task_id"], tie["blocker_id"]), {"satisfied": None})


def plan_once(change: Change, number: int) -> None:
    """Let the block of a repeating task be that of its open occurrence alone: the next one has none."""
    row = change.task(number)
    if row["recurrence"] is None or row["occurrence"] is None or anchor_column(row) == "starts":
        return
    key = (number, row["occurrence"])
    known = change.rows.get("occurrences", key)
    if known is None:
        values = {"state": "planned", "at": change.now, "person_id": change.raw.actor.person}
        once = {"changes": json.dumps({ONCE: True})}
        change.rows.insert("occurrences", {"task_id": number, "occurrence": key[1], **values, **once})
    else:
        said = {**json.loads(known["changes"] or "{}"), ONCE: True}
        change.rows.change("occurrences", key, {"changes": json.dumps(said)})


def is_planned_once(change: Change, row: Row) -> bool:
    """Whether the block of the open occurrence is of no other."""
    known = change.rows.get("occurrences", (row["id"], row["occurrence"]))
    return known is not None and ONCE in json.loads(known["changes"] or "{}")


def _beside(moment: Moment, anchor: Moment, following: Moment) -> Moment:
    """As far from the next occurrence as it was from this one, on the wall clock."""
    return moment.moved(_wall(following) - _wall(anchor))


def _wall(moment: Moment) -> datetime:
    local: date = moment.local
    return local if isinstance(local, datetime) else datetime(local.year, local.month, local.day)  # noqa: DTZ001


def _release(change: Change, number: int) -> None:
    """Those who waited for this time need not wait for the next."""
    for tie in change.rows.rows_by("dependencies", "blocker_id", [number]):
        change.rows.change("dependencies", (tie["task_id"], tie["blocker_id"]), {"satisfied": change.now})


def _now(change: Change) -> datetime:
    return datetime.fromtimestamp(change.now, UTC)


def spoken(moment: Moment) -> str:
    """A moment in a line about something refused: exact, without its zone."""
    return str(moment).partition("[")[0].replace("T", " ")


def _say_next(change: Change, following: Moment, home: str, words: Translator) -> None:
    from tme_tui.language.describe import describe_moment

    said = describe_moment(following, _now(change), home, words.language)
    change.notices.append(words.text("next: {moment}", moment=said))
