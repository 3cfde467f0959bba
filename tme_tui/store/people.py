"""People in rows, and the one who opens the base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select

from tme_tui.model.ids import PersonId, new_uid
from tme_tui.model.person import Person, Role
from tme_tui.model.text import fold
from tme_tui.model.working_time import from_json
from tme_tui.store import tables


def person_from_row(row: Mapping[Any, Any]) -> Person:
    return Person(
        id=PersonId(row["id"]),
        uid=row["uid"],
        login=row["login"],
        name=row["name"],
        zone=row["zone"],
        locale=row["locale"],
        role=Role(row["role"]),
        schedule=from_json(row["schedule"]),
        version=row["version"],
    )


def find_person(connection: Connection, login: str) -> Person | None:
    row = (
        connection.execute(select(tables.people).where(tables.people.c.key == fold(login))).mappings().first()
    )
    return None if row is None else person_from_row(row)


def enrol(connection: Connection, login: str, name: str, zone: str, locale: str, now: int) -> None:
    """Make the one who opens the base known; the first of all owns it. Twice is once."""
    if find_person(connection, login) is not None:
        return
    last = connection.execute(select(func.max(tables.people.c.id))).scalar() or 0
    counter = tables.counters
    following = connection.execute(select(counter.c.next).where(counter.c.name == "people")).scalar()
    number = max(last + 1, following or 1)
    connection.execute(
        insert(tables.people).values(
            id=number,
            uid=new_uid(now * 1000),
            login=login,
            key=fold(login),
            name=name,
            zone=zone,
            locale=locale,
            role=(Role.OWNER if last == 0 else Role.MEMBER).value,
        )
    )
    if following is None:
        connection.execute(insert(counter).values(name="people", next=number + 1))
    else:
        connection.execute(counter.update().where(counter.c.name == "people").values(next=number + 1))
