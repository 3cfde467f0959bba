"""Small tables looked up by name: categories, tags, types, people. Names are compared folded.

A category or a tag comes into being when it is first used. That is no step of its own and is never undone: an
empty name harms nobody, and somebody else may have begun to use it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table, insert, select

from tme_tui.i18n import said
from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.model.ids import new_uid
from tme_tui.model.text import clean_line, fold
from tme_tui.store import tables
from tme_tui.store.transaction import Transaction

NAME_LIMIT = 200


def category_path(text: str) -> str:
    """A path in its one spelling: no empty parts, no spaces round the slashes."""
    parts = [clean_line(part) for part in text.split("/")]
    path = "/".join(part for part in parts if part)
    if not path or len(path) > NAME_LIMIT:
        raise InvalidValue(f"a category has a name of 1 to {NAME_LIMIT} letters", field="category")
    return path


def tag_name(text: str) -> str:
    """A tag as it is stored: one word, without its sign."""
    name = clean_line(text).lstrip("#").replace(" ", "-").replace(",", "-")
    if not name or len(name) > NAME_LIMIT:
        raise InvalidValue(f"a tag has a name of 1 to {NAME_LIMIT} letters", field="tags")
    return name


def no_person(login: str) -> NotFound:
    """Who is named is unknown: a slip in most cases, so nobody is made known by being named."""
    name = clean_line(login)
    return NotFound("person", f"@{name}", hint=said(f"tme people add {name} makes them known"))


class Names:
    """Numbers for names within one transaction; makes categories and tags that do not exist."""

    def __init__(self, change: Transaction) -> None:
        self._change = change
        self._known: dict[tuple[str, str], int] = {}

    def category(self, path: str) -> int:
        path = category_path(path)
        return self._number(tables.categories, path, {"path": path})

    def tag(self, name: str) -> int:
        name = tag_name(name)
        return self._number(tables.tags, name, {"name": name})

    def tags(self, names: Iterable[str]) -> list[int]:
        return [self.tag(name) for name in names]

    def type(self, name: str) -> int:
        if (number := self._found(tables.task_types, name)) is None:
            raise NotFound("task type", clean_line(name))
        return number

    def person(self, login: str) -> int:
        name = login.lstrip("@")
        if (number := self._found(tables.people, name)) is None:
            raise no_person(name)
        return number

    def _found(self, table: Table, name: str) -> int | None:
        known = (table.name, fold(name))
        if (
            known not in self._known
            and (number := number_of(self._change.connection, table, name)) is not None
        ):
            self._known[known] = number
        return self._known.get(known)

    def _number(self, table: Table, name: str, values: dict[str, object]) -> int:
        known = (table.name, fold(name))
        number = self._known.get(known) or number_of(self._change.connection, table, name)
        if number is None:
            number = self._change.new_ids(table.name)[0]
            if "uid" in table.c:
                values["uid"] = new_uid(self._change.now * 1000)
            self._change.connection.execute(insert(table).values(id=number, key=fold(name), **values))
        self._known[known] = number
        return number


def number_of(connection: Connection, table: Table, name: str) -> int | None:
    """The number of the row whose folded name is this one's."""
    return connection.execute(select(table.c.id).where(table.c.key == fold(clean_line(name)))).scalar()


def name_of(connection: Connection, table: Table, number: int) -> str:
    """How people call what has this number."""
    column = next(table.c[name] for name in ("path", "login", "name") if name in table.c)
    return str(connection.execute(select(column).where(table.c.id == number)).scalar_one())
