"""Who hears of a task: people with their wishes and the channels that reach them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from tme_tui.model.planned import Hearer
from tme_tui.model.reminding import Reminding, read_preferences
from tme_tui.model.text import fold
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.plain_rows import plain_rows

LINKED = "linked"

_PEOPLE = select(tables.people.c.id, tables.people.c.key, tables.people.c.zone, tables.people.c.preferences)
_REACHED = select(tables.addresses.c.person_id, tables.addresses.c.channel).where(
    tables.addresses.c.state == LINKED
)


class Hearers(Mapping[int, Hearer]):
    """Everybody in the base, by number: read together, and made into values when somebody asks for them."""

    def __init__(self, connection: Connection) -> None:
        self._people = {row[0]: row for row in plain_rows(connection, _PEOPLE)}
        self._numbers = {key: number for number, key, *_ in self._people.values()}
        self._linked: defaultdict[int, set[str]] = defaultdict(set)
        for person, channel in plain_rows(connection, _REACHED):
            self._linked[person].add(channel)
        self._made: dict[int, Hearer] = {}

    def __getitem__(self, number: int) -> Hearer:
        if number not in self._made:
            _, _, zone, preferences = self._people[number]
            reminding, _ = read_preferences(preferences)
            self._made[number] = Hearer(
                id=number,
                zone=zone,
                reminding=reminding,
                reachable=frozenset(self._linked[number]),
                then=self._numbers.get(fold(reminding.then)) if reminding.then else None,
            )
        return self._made[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._people)

    def __len__(self) -> int:
        return len(self._people)


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
