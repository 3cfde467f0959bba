"""From the names in a query to the ids in the base, all of one kind in one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, Table, or_, select

from tme_tui.model.conditions import Condition, HasTag, InCategory, Involves, OfType, leaves
from tme_tui.model.text import fold
from tme_tui.store import tables

ME = frozenset({"me", "я"})


class Named(StrEnum):
    """What has a name of its own in the base."""

    CATEGORY = "category"
    TAG = "tag"
    PERSON = "person"
    TYPE = "type"


class Unknown(NamedTuple):
    """A name that the base does not have: nothing matches it, which is worth saying."""

    kind: Named
    name: str


class KnownNames:
    """The ids behind the names of one query."""

    def __init__(self) -> None:
        self.ids: dict[tuple[Named, str], tuple[int, ...]] = {}

    def category(self, path: str) -> tuple[int, ...]:
        """The category and all below it."""
        return self.ids.get((Named.CATEGORY, path), ())

    def tag(self, name: str) -> tuple[int, ...]:
        return self.ids.get((Named.TAG, name), ())

    def person(self, login: str) -> tuple[int, ...]:
        return self.ids.get((Named.PERSON, login), ())

    def type(self, name: str) -> tuple[int, ...]:
        return self.ids.get((Named.TYPE, name), ())

    def unknown(self) -> tuple[Unknown, ...]:
        return tuple(Unknown(kind, name) for (kind, name), ids in self.ids.items() if not ids)


def names_in(connection: Connection, condition: Condition | None, me: int | None) -> KnownNames:
    """Look up every name that the condition mentions; `me` is the one who asks."""
    wanted: dict[Named, list[str]] = {kind: [] for kind in Named}
    for leaf in leaves(condition):
        match leaf:
            case InCategory(path):
                wanted[Named.CATEGORY].append(path)
            case HasTag(name):
                wanted[Named.TAG].append(name)
            case Involves(login):
                wanted[Named.PERSON].append(login)
            case OfType(name):
                wanted[Named.TYPE].append(name)
            case _:
                pass
    known = KnownNames()
    _categories(connection, wanted[Named.CATEGORY], known)
    _plain(connection, tables.tags, Named.TAG, wanted[Named.TAG], _tag_key, known)
    _plain(connection, tables.task_types, Named.TYPE, wanted[Named.TYPE], fold, known)
    myself = [login for login in wanted[Named.PERSON] if fold(login) in ME]
    others = [login for login in wanted[Named.PERSON] if fold(login) not in ME]
    known.ids |= {(Named.PERSON, login): () if me is None else (me,) for login in myself}
    _plain(connection, tables.people, Named.PERSON, others, fold, known)
    return known


def _tag_key(name: str) -> str:
    """As tags are spelt when they are made: in one word."""
    return fold(name.lstrip("#").replace(" ", "-").replace(",", "-"))


def _plain(
    connection: Connection,
    table: Table,
    kind: Named,
    names: Iterable[str],
    key_of: Callable[[str], str],
    known: KnownNames,
) -> None:
    keys = {name: key_of(name) for name in names}
    if not keys:
        return
    found: dict[str, tuple[int, ...]] = {}
    for key, number in connection.execute(
        select(table.c.key, table.c.id).where(table.c.key.in_(set(keys.values())))
    ):
        found[key] = (number,)
    known.ids |= {(kind, name): found.get(key, ()) for name, key in keys.items()}


def _categories(connection: Connection, paths: list[str], known: KnownNames) -> None:
    keys = {path: fold(path) for path in paths}
    if not keys:
        return
    column = tables.categories.c.key
    conditions = [
        condition
        for key in set(keys.values())
        for condition in (column == key, column.startswith(f"{key}/", autoescape=True))
    ]
    rows = connection.execute(select(column, tables.categories.c.id).where(or_(*conditions))).all()
    for path, key in keys.items():
        below = tuple(number for found, number in rows if found == key or found.startswith(f"{key}/"))
        known.ids[Named.CATEGORY, path] = below
