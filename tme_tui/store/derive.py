"""Columns that follow from others in their row: instants of wall times, keys that sort, if it is open."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.model.moment import SOMEDAY, Moment
from tme_tui.model.text import fold
from tme_tui.store.entities import Row
from tme_tui.store.tables import NEVER

LIVE = frozenset({"open", "started"})
INSTANTS = (("starts", False), ("ends", True), ("due", True), ("wait", False), ("expires", True))
"""Moment columns, and whether a day alone means its end."""

SKIPPING = "X-TME-MISSED=SKIP"
"""How a stored recurrence says that missed occurrences pass by themselves."""


def instant(text: str | None, home: str, *, day_ends: bool) -> int | None:
    """The second of a stored moment in UTC, for order and search; of someday, the last there is."""
    if text is None:
        return None
    moment = Moment.from_text(text)
    if moment.day >= SOMEDAY:
        return NEVER
    return int(moment.utc(home, day_ends=day_ends).timestamp())


def derive_own(row: Row, before: Row | None, home: str) -> Row:
    """The derived columns of a task that need no other row."""
    found: Row = {}
    for name, day_ends in INSTANTS:
        if before is None or row[name] != before[name]:
            found[f"{name}_utc"] = instant(row[name], home, day_ends=day_ends)
    due, starts = found.get("due_utc", row["due_utc"]), found.get("starts_utc", row["starts_utc"])
    found["due_key"] = NEVER if due is None else due
    found["starts_key"] = NEVER if starts is None else starts
    found["live"] = int(row["status"] in LIVE and row["kind"] != "template")
    found["moves_at"] = _moves_at({**row, **found}, home)
    found["priority_key"] = row["priority"] or 5
    return found


def _moves_at(row: Row, home: str) -> int:
    """When something may happen to it by itself: it expires, its time passes, it starts as a template."""
    if row["status"] not in LIVE:
        return NEVER
    moments = [NEVER]
    if row["kind"] != "template" and row["expires_utc"] is not None:
        moments.append(row["expires_utc"])
    if row["recurrence"] is not None and row["kind"] == "task" and SKIPPING in row["recurrence"]:
        moments.append(row["due_key"])
    if row["recurrence"] is not None and row["kind"] == "template":
        moments.append(instant(row["occurrence"], home, day_ends=False) or NEVER)
    return min(moments)


def search_body(row: Row) -> str:
    """What a search looks through."""
    return fold(f"{row['title']}\n{row['notes']}" if row["notes"] else row["title"])


STATUS_KEYS = {"open": 0, "started": 1, "done": 2, "cancelled": 3, "deleted": 4}


def tally_keys(row: Row | None, tags: Iterable[int]) -> list[tuple[str, int]]:
    """What a task counts for in the numbers beside each view, category and tag."""
    if row is None or row["kind"] == "template":
        return []
    keys = [("status", STATUS_KEYS[row["status"]])]
    if not row["live"]:
        return keys
    keys.append(("live", 0))
    if row["kind"] == "task" and row["category_id"] is None and row["parent_id"] is None:
        keys.append(("inbox", 0))
        if row["wait_utc"] == NEVER:
            keys.append(("inbox", 1))
    if row["open_blockers"]:
        keys.append(("blocked", 0))
    if row["wait_utc"] == NEVER:
        keys.append(("someday", 0))
    if row["category_id"] is not None:
        keys.append(("category", row["category_id"]))
    keys.extend(("tag", tag) for tag in tags)
    return keys
