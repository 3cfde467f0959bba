"""The views that everybody has: a name and the query behind it, in the words that people type."""

from __future__ import annotations

from enum import StrEnum


class View(StrEnum):
    """Views in the order in which they are shown."""

    INBOX = "inbox"
    TODAY = "today"
    UPCOMING = "upcoming"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    WAITING = "waiting"
    SOMEDAY = "someday"
    DONE = "done"
    ALL = "all"


QUERIES: dict[View, str] = {
    View.INBOX: "is:inbox",
    View.TODAY: "due<=today or starts:today sort:when",
    View.UPCOMING: "due>today or starts>today sort:when",
    View.OVERDUE: "is:overdue sort:due",
    View.BLOCKED: "is:blocked",
    View.WAITING: "is:waiting",
    View.SOMEDAY: "is:someday",
    View.DONE: "is:done",
    View.ALL: "is:open or is:waiting or is:someday",
}
"""Beside these, a list hides what is done, deleted or waiting unless the query speaks of it."""
