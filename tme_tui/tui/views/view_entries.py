"""The lines of the views pane: built-in views, saved ones, categories, tags, each with its count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from tme_tui.i18n import Translator, message
from tme_tui.model.builtin_views import QUERIES, View
from tme_tui.model.query import HasTag, InCategory, Query
from tme_tui.model.value import value
from tme_tui.tui.look.cells import harmless

if TYPE_CHECKING:
    from tme_tui.engine.organising import SavedView, Tally

LABELS: Final = {
    View.INBOX: message("Inbox"),
    View.TODAY: message("Today"),
    View.UPCOMING: message("Upcoming"),
    View.OVERDUE: message("Overdue"),
    View.BLOCKED: message("Blocked"),
    View.WAITING: message("Waiting"),
    View.SOMEDAY: message("Someday"),
    View.DONE: message("Done"),
    View.ALL: message("All"),
}


class EntryKind(StrEnum):
    """What a line of the views stands for."""

    VIEW = "view"
    SAVED = "saved"
    CATEGORY = "category"
    TAG = "tag"
    HEADING = "heading"


@value
class Entry:
    """One line; what is not a heading can be opened."""

    kind: EntryKind
    name: str
    """What it is called in the base: a view's word, a category's path."""
    label: str
    query: str | Query = ""
    count: int | None = None
    depth: int = 0

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return f"{self.kind.value}:{self.name}"

    @property
    def opens(self) -> bool:
        """Whether there are tasks behind it."""
        return self.kind is not EntryKind.HEADING


def builtin_entries(words: Translator, counts: Mapping[View, int] | None = None) -> tuple[Entry, ...]:
    """The views that everybody has; without counts before the base was asked."""
    return tuple(
        Entry(
            EntryKind.VIEW,
            view.value,
            words.text(LABELS[view]),
            QUERIES[view],
            None if counts is None else counts.get(view, 0),
        )
        for view in View
    )


def entries_of(
    words: Translator,
    counts: Mapping[View, int],
    saved: Sequence[tuple[SavedView, int | None]],
    categories: Iterable[Tally],
    tags: Iterable[Tally],
) -> tuple[Entry, ...]:
    """Everything, in the order of the pane."""
    found = list(builtin_entries(words, counts))
    if saved:
        found += _heading(words.text("Saved views"), "saved")
        found += [
            Entry(EntryKind.SAVED, view.name, harmless(view.name), view.query, count) for view, count in saved
        ]
    tree = list(_category_tree(categories))
    if tree:
        found += [*_heading(words.text("Categories"), "categories"), *tree]
    used = [tag for tag in tags if tag.count]
    if used:
        found += _heading(words.text("Tags"), "tags")
        found += [
            Entry(EntryKind.TAG, tag.name, harmless(f"#{tag.name}"), Query(HasTag(tag.name)), tag.count)
            for tag in used
        ]
    return tuple(found)


def _heading(label: str, name: str) -> tuple[Entry, Entry]:
    """A line of air, and the label."""
    return Entry(EntryKind.HEADING, f"above {name}", ""), Entry(EntryKind.HEADING, name, label)


def _category_tree(categories: Iterable[Tally]) -> Iterable[Entry]:
    """Each path below its parent, counting what is below it too, as opening it does."""
    own: dict[str, int] = {}
    for category in categories:
        parts = category.name.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            own[path] = own.get(path, 0) + category.count
    for path in sorted(own, key=lambda one: one.casefold().split("/")):
        depth = path.count("/")
        yield Entry(
            EntryKind.CATEGORY,
            path,
            harmless(path.rpartition("/")[2]),
            Query(InCategory(path)),
            own[path],
            depth + 1,
        )
