"""Categories, tags, task types, people and saved views."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tme_tui.engine.base import EngineBase
from tme_tui.engine.writing import type_from_row
from tme_tui.model.errors import InvalidValue, NotFound, Refused
from tme_tui.model.ids import PersonId, new_uid
from tme_tui.model.moment import zone_named
from tme_tui.model.person import Person, Role
from tme_tui.model.task_type import Attribute, TaskType
from tme_tui.model.text import clean_line, fold
from tme_tui.model.value import value
from tme_tui.store import lists, tables
from tme_tui.store.entities import Row
from tme_tui.store.names import category_path, no_person, number_of
from tme_tui.store.people import person_from_row


@value
class Tally:
    """A category or a tag, and how many open tasks have it."""

    name: str
    count: int
    colour: str = ""


@value
class SavedView:
    """A query with a name."""

    name: str
    query: str
    columns: tuple[str, ...] = ()


class Organising(EngineBase):
    """Use cases for what tasks are put in order with."""

    def categories(self) -> list[Tally]:
        """Every category by path, with the open tasks directly in it."""
        with self._store.read() as connection:
            return [Tally(path, count, colour) for path, colour, count in lists.category_counts(connection)]

    def tags(self) -> list[Tally]:
        """Every tag by name, with the open tasks that have it."""
        with self._store.read() as connection:
            return [Tally(name, count, colour) for name, colour, count in lists.tag_counts(connection)]

    def rename_category(self, path: str, new: str) -> None:
        """Rename a category and all below it; one that exists already takes the tasks in."""
        old_key, new_path = fold(category_path(path)), category_path(new)
        with self._change() as change:
            rows = lists.categories(change.raw.connection)
            below = [row for row in rows if row["key"] == old_key or row["key"].startswith(old_key + "/")]
            if not below:
                raise NotFound("category", path)
            taken = {row["key"]: row["id"] for row in rows if row not in below}
            for row in below:
                wanted = new_path + row["path"][len(old_key) :]
                if fold(wanted) in taken:
                    for task in change.rows.rows_by("tasks", "category_id", [row["id"]]):
                        merged = {"category_id": taken[fold(wanted)]}
                        change.rows.change("tasks", (task["id"],), merged)
                else:
                    values = {"path": wanted, "key": fold(wanted)}
                    change.rows.change("categories", (row["id"],), values)
            change.raw.describe(
                "rename-category",
                self._words.text("Renamed the category {old} to {new}", old=path, new=new_path),
            )

    def delete_category(self, path: str) -> None:
        """Take a category away; its tasks stay, without one."""
        with self._change() as change:
            number = number_of(change.raw.connection, tables.categories, category_path(path))
            if number is None:
                raise NotFound("category", path)
            for task in change.rows.rows_by("tasks", "category_id", [number]):
                change.rows.change("tasks", (task["id"],), {"category_id": None})
            change.rows.remove("categories", (number,))
            change.raw.describe("delete-category", self._words.text("Deleted the category {path}", path=path))

    def types(self) -> list[TaskType]:
        """Task types with their attributes."""
        with self._store.read() as connection:
            return [type_from_row(row) for row in lists.task_types(connection)]

    def save_type(self, name: str, attributes: Sequence[Attribute]) -> TaskType:
        """Make a task type, or give one other attributes."""
        label = clean_line(name)
        if not label:
            raise InvalidValue("a task type needs a name", field="type")
        described = json.dumps(
            [
                {"name": a.name, "kind": a.kind.value, "choices": list(a.choices), "required": a.required}
                for a in attributes
            ],
            ensure_ascii=False,
        )
        with self._change() as change:
            number = number_of(change.raw.connection, tables.task_types, label)
            row: Row = {"name": label, "key": fold(label), "attributes": described}
            if number is None:
                change.rows.insert("task_types", {"id": change.raw.new_ids("task_types")[0], **row})
            else:
                change.rows.change("task_types", (number,), row)
            change.raw.describe("save-type", self._words.text("Saved the task type {name}", name=label))
        return TaskType(label, tuple(attributes))

    def people(self) -> list[Person]:
        """Everybody who uses this base or is named in it."""
        with self._store.read() as connection:
            return [person_from_row(row) for row in lists.people(connection)]

    def add_person(
        self, login: str, name: str = "", zone: str = "UTC", locale: str = "en", role: Role = Role.MEMBER
    ) -> Person:
        """Make somebody known, so that tasks can be given to them."""
        label = clean_line(login).lstrip("@")
        if not label or " " in label or len(label) > 64:
            raise InvalidValue("a login is one word of up to 64 letters", field="login")
        zone_named(zone)
        with self._change() as change:
            if number_of(change.raw.connection, tables.people, label) is not None:
                raise Refused(f"there is already a person @{label}")
            row = change.rows.insert(
                "people",
                {
                    "id": change.raw.new_ids("people")[0],
                    "uid": new_uid(change.now * 1000),
                    "login": label,
                    "key": fold(label),
                    "name": clean_line(name) or label,
                    "zone": zone,
                    "locale": locale,
                    "role": role.value,
                },
            )
            change.raw.describe("add-person", self._words.text("Added @{login}", login=label))
        return person_from_row(row)

    def person_named(self, login: str) -> Person:
        """The person behind a login."""
        wanted = fold(login.lstrip("@"))
        found = next((one for one in self.people() if fold(one.login) == wanted), None)
        if found is None:
            raise no_person(login.lstrip("@"))
        return found

    def views(self) -> list[SavedView]:
        """Saved views, in their order."""
        with self._store.read() as connection:
            rows = lists.views(connection)
            return [SavedView(row["name"], row["query"], tuple(json.loads(row["columns"]))) for row in rows]

    def save_view(self, name: str, query: str, columns: Sequence[str] = ()) -> SavedView:
        """Keep a query under a name; the same name again replaces it."""
        label = clean_line(name)
        if not label:
            raise InvalidValue("a view needs a name", field="view")
        with self._change() as change:
            number = number_of(change.raw.connection, tables.views, label)
            row: Row = {"name": label, "query": clean_line(query), "columns": json.dumps(list(columns))}
            if number is None:
                number = change.raw.new_ids("views")[0]
                fresh = {
                    "id": number,
                    "uid": new_uid(change.now * 1000),
                    "key": fold(label),
                    "position": float(number),
                    "owner_id": PersonId(self.person.id),
                }
                change.rows.insert("views", {**fresh, **row})
            else:
                change.rows.change("views", (number,), row)
            change.raw.describe("save-view", self._words.text("Saved the view {name}", name=label))
        return SavedView(label, row["query"], tuple(columns))

    def rename_view(self, name: str, wanted: str) -> None:
        """Give a saved view another name; one that is taken is refused."""
        label = clean_line(wanted)
        if not label:
            raise InvalidValue("a view needs a name", field="view")
        with self._change() as change:
            number = number_of(change.raw.connection, tables.views, clean_line(name))
            if number is None:
                raise NotFound("view", name)
            if number_of(change.raw.connection, tables.views, label) not in (None, number):
                raise InvalidValue(f"there is a view {label} already", field="view")
            change.rows.change("views", (number,), {"name": label, "key": fold(label)})
            change.raw.describe(
                "rename-view",
                self._words.text("Renamed the view {name} to {wanted}", name=name, wanted=label),
            )

    def delete_view(self, name: str) -> None:
        """Forget a saved view."""
        with self._change() as change:
            number = number_of(change.raw.connection, tables.views, clean_line(name))
            if number is None:
                raise NotFound("view", name)
            change.rows.remove("views", (number,))
            change.raw.describe("delete-view", self._words.text("Deleted the view {name}", name=name))
