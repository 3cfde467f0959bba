"""Who hears of a task: people with their wishes and the channels that reach them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from tme_tui.model.planned import Hearer
from tme_tui.model.reminding import Reminding, read_preferences
from tme_tui.model.text import fold
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.plain_rows import plain_dicts, plain_rows

LINKED = "linked"


_PEOPLE = select(tables.people)
_REACHED = select(tables.addresses.c.person_id, tables.addresses.c.channel).where(
    tables.addresses.c.state == LINKED
)


def hearers(connection: Connection) -> dict[int, Hearer]:
    """Everybody in the base, by number."""
    linked: dict[int, set[str]] = defaultdict(set)
    for person, channel in plain_rows(connection, _REACHED):
        linked[person].add(channel)
    people = plain_dicts(connection, _PEOPLE)
    numbers = {row["key"]: row["id"] for row in people}
    found = {}
    for row in people:
        reminding, _ = read_preferences(row["preferences"])
        found[row["id"]] = Hearer(
            id=row["id"],
            zone=row["zone"],
            reminding=reminding,
            reachable=frozenset(linked[row["id"]]),
            then=numbers.get(fold(reminding.then)) if reminding.then else None,
        )
    return found


def reminding_of(connection: Connection, person: int) -> Reminding:
    """The wishes of one."""
    table = tables.people
    text = connection.execute(select(table.c.preferences).where(table.c.id == person)).scalar()
    return read_preferences(text or "{}")[0]


def who_hears(row: Row, participants: Iterable[Row]) -> list[int]:
    """The people who are told of a task: whoever does it, or everybody who takes part in an event."""
    if row["kind"] != "event":
        person = row["assignee_id"] or row["owner_id"]
        return [] if person is None else [person]
    invited = [part["person_id"] for part in participants if part["decision"] != "no"]
    declined = {part["person_id"] for part in participants if part["decision"] == "no"}
    own = [row["owner_id"]] if row["owner_id"] is not None and row["owner_id"] not in declined else []
    return list(dict.fromkeys([*own, *invited]))
