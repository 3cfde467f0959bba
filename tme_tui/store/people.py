"""People in rows, and the one who opens the base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from tme_tui.model.errors import NotFound
from tme_tui.model.ids import PersonId, new_uid
from tme_tui.model.person import Person, Role
from tme_tui.model.reminding import USUAL, Reminding, read_preferences, write_preferences
from tme_tui.model.text import fold
from tme_tui.model.working_time import WorkSchedule, from_json, to_json
from tme_tui.store import tables
from tme_tui.store.notes import PLANNED_UNTIL, note


def person_from_row(row: Mapping[Any, Any]) -> Person:
    """A person as they are stored."""
    return Person(
        id=PersonId(row["id"]),
        uid=row["uid"],
        login=row["login"],
        name=row["name"],
        zone=row["zone"],
        locale=row["locale"],
        role=Role(row["role"]),
        schedule=from_json(row["schedule"]),
        reminding=read_preferences(row["preferences"])[0],
        version=row["version"],
    )


def find_person(connection: Connection, login: str) -> Person | None:
    """The person with a login, whatever its case; None if there is none."""
    row = (
        connection.execute(select(tables.people).where(tables.people.c.key == fold(login))).mappings().first()
    )
    return None if row is None else person_from_row(row)


def person_with_number(connection: Connection, number: int) -> Person:
    """The person with this number; NotFound when there is none."""
    row = connection.execute(select(tables.people).where(tables.people.c.id == number)).mappings().first()
    if row is None:
        raise NotFound("person", number)
    return person_from_row(row)


class About(NamedTuple):
    """What settings say of a person."""

    login: str
    name: str
    zone: str
    locale: str
    schedule: WorkSchedule
    reminding: Reminding = Reminding()


def is_as_described(person: Person, about: About) -> bool:
    """Whether others who look into the base see this person as settings describe them."""
    return about == (
        person.login,
        person.name,
        person.zone,
        person.locale,
        person.schedule,
        person.reminding,
    )


def enrol(connection: Connection, about: About, now: int) -> Person:
    """Write down what is said of a person; somebody new gets a number, and the first of all owns the base."""
    table, known = tables.people, find_person(connection, about.login)
    said = {
        "login": about.login,
        "key": fold(about.login),
        "name": about.name,
        "zone": about.zone,
        "locale": about.locale,
        "schedule": to_json(about.schedule),
    }
    if known is not None:
        kept = connection.execute(select(table.c.preferences).where(table.c.id == known.id)).scalar_one()
        wishes = write_preferences(kept, reminding=about.reminding)
        connection.execute(update(table).where(table.c.id == known.id).values(preferences=wishes, **said))
        _plan_anew(connection, known.reminding, about.reminding, now, moved=known.zone != about.zone)
    else:
        number = _next_number(connection)
        role = Role.OWNER if number == 1 else Role.MEMBER
        fresh = {"id": number, "uid": new_uid(now * 1000), "role": role.value}
        fresh["preferences"] = write_preferences("", reminding=about.reminding)
        connection.execute(insert(table).values(**fresh, **said))
        if number == 1:
            note(connection, PLANNED_UNTIL, str(now))
    written = find_person(connection, about.login)
    if written is None:
        raise NotFound("person", about.login)
    return written


def set_wishes(connection: Connection, number: int, wishes: Reminding, now: int) -> None:
    """From now on a person is reminded so."""
    table = tables.people
    kept = connection.execute(select(table.c.preferences).where(table.c.id == number)).scalar_one()
    fresh = write_preferences(kept, reminding=wishes)
    connection.execute(update(table).where(table.c.id == number).values(preferences=fresh))
    _plan_anew(connection, read_preferences(kept)[0], wishes, now)


def _plan_anew(
    connection: Connection, before: Reminding, after: Reminding, now: int, *, moved: bool = False
) -> None:
    """Other wishes hold for what is planned already, too; for as much of it as they matter to."""
    from tme_tui.store.outbox.extending import forget_plan
    from tme_tui.store.outbox.usual import change_usual

    usual = {name: getattr(after, name) for name in USUAL}
    if moved or replace(before, **usual) != after:
        forget_plan(connection, now)
    elif before != after:
        change_usual(connection, now)


def _next_number(connection: Connection) -> int:
    table = tables.counters
    number = connection.execute(select(table.c.next).where(table.c.name == "people")).scalar()
    if number is None:
        connection.execute(insert(table).values(name="people", next=2))
        return 1
    connection.execute(update(table).where(table.c.name == "people").values(next=number + 1))
    return int(number)
