"""Actions that find tasks: search, filter, and the views that filters are kept as."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Context, Group, action
from tme_tui.tui.actions.places import PANES

FINDING = (
    action(
        "search",
        "/, f3",
        message("Search"),
        message("Finds words as you type and goes to the first match."),
        Group.FIND,
        PANES,
        footer=6,
    ),
    action(
        "next_match",
        "n",
        message("Next match"),
        message("Goes to the next task that was found."),
        Group.FIND,
        {Context.FOUND},
        footer=1,
    ),
    action(
        "previous_match",
        "N",
        message("Previous match"),
        message("Goes to the task found before this one."),
        Group.FIND,
        {Context.FOUND},
        footer=2,
    ),
    action(
        "filter",
        "f",
        message("Filter"),
        message("Shows only the tasks that a query describes, such as due<=today #work."),
        Group.FIND,
        PANES,
        footer=5,
    ),
    action(
        "save_view",
        "F",
        message("Save as view"),
        message("Keeps the filter as a view under a name of your choice."),
        Group.FIND,
        {Context.LIST},
    ),
    action(
        "view_rename",
        "e, f2",
        message("Rename view"),
        message("Gives a saved view another name."),
        Group.FIND,
        {Context.VIEWS},
        footer=2,
    ),
    action(
        "view_delete",
        "x, delete",
        message("Delete view"),
        message("Deletes a saved view; its tasks stay. Undo brings it back."),
        Group.FIND,
        {Context.VIEWS},
        footer=3,
    ),
    action(
        "recent_queries",
        "Q",
        message("Recent queries"),
        message("Chooses one of the queries used lately."),
        Group.FIND,
        PANES,
    ),
)
