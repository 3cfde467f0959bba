"""What a sample consists of: typed lines, with the days and the numbers of other tasks left open."""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["open", "started", "done", "cancelled"]


class Entry(NamedTuple):
    """One task.

    In its line stand `{+3}` for the day three days from now, `{-2}` for the day before yesterday, `{w+1}` for
    the first working day after today, `{h+2}` for two hours from now but still today, and `{name}` for the
    number of the entry with that key.
    """

    line: str
    key: str = ""
    state: State = "open"
    notes: str = ""


class Somebody(NamedTuple):
    """A person of the sample: a login and the name behind it."""

    login: str
    name: str


class Sample(NamedTuple):
    """Everything that one language's sample holds."""

    people: tuple[Somebody, ...]
    entries: tuple[Entry, ...]
    views: tuple[tuple[str, str], ...]
    """Saved views: a name and a query."""
