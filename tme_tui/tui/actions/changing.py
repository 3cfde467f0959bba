"""Actions that change tasks: adding, editing, finishing, and single fields set by one key."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Action, Context, Group, action
from tme_tui.tui.actions.places import ORDERED, OUTLINE, PANES, SCREENS, TASKS


def _change(
    name: str,
    keys: str,
    label: str,
    help: str,  # noqa: A002 - as in Action
    contexts: frozenset[Context] = TASKS,
    footer: int = 0,
) -> Action:
    return action(name, keys, label, help, Group.CHANGE, contexts, many=True, footer=footer)


ADDING = (
    action(
        "add",
        "a",
        message("Add"),
        message("Adds a task from one line, such as: Pay rent every 1st 9:00 +Home !1"),
        Group.ADD,
        PANES,
        footer=1,
    ),
    action(
        "add_subtask",
        "A",
        message("Add subtask"),
        message("Adds a task inside the one under the cursor."),
        Group.ADD,
        ORDERED,
    ),
    action(
        "edit_line",
        "e, f2",
        message("Edit"),
        message("Changes the task in one line, in the words of adding."),
        Group.ADD,
        TASKS,
        footer=2,
    ),
    action(
        "edit_form",
        "enter, m",
        message("Open form"),
        message("Shows every field of the task in a form."),
        Group.ADD,
        TASKS,
    ),
    action(
        "add_note",
        "n",
        message("Add note"),
        message("Adds a line to the notes."),
        Group.ADD,
        ORDERED,
    ),
    action(
        "edit_notes",
        "E",
        message("Notes in editor"),
        message("Opens the notes in $EDITOR."),
        Group.ADD,
        TASKS,
    ),
    action(
        "duplicate",
        "Y",
        message("Duplicate"),
        message("Copies the task with all that is inside it."),
        Group.ADD,
        TASKS,
        many=True,
    ),
    action(
        "copy_text",
        "y",
        message("Copy text"),
        message("Puts the task as text on the clipboard."),
        Group.ADD,
        TASKS,
        many=True,
    ),
    action(
        "paste",
        "ctrl+v",
        message("Paste"),
        message("Adds a task for each line on the clipboard."),
        Group.ADD,
        PANES,
    ),
    action(
        "undo",
        "u, ctrl+z",
        message("Undo"),
        message("Takes back your last change, whichever screen or bot you made it from."),
        Group.ADD,
        SCREENS,
        footer=7,
    ),
    action(
        "redo",
        "U, ctrl+r, ctrl+y",
        message("Redo"),
        message("Does again what was taken back last."),
        Group.ADD,
        SCREENS,
    ),
)

STATES = (
    _change(
        "done",
        "space, c",
        message("Done"),
        message("Marks the task as done, or as open again."),
        footer=3,
    ),
    _change(
        "start_stop", "s", message("Start or stop"), message("Says that work on it has begun, or rests.")
    ),
    _change("delete", "x, delete", message("Delete"), message("Deletes the task; undo brings it back.")),
    _change(
        "cancel_task",
        "X",
        message("Cancel task"),
        message("Says that it will not be done; it stays in the history."),
        ORDERED,
    ),
)

FIELDS = (
    _change("due", "d", message("Due"), message("Sets when it is due: fri 18:00, tomorrow, none."), footer=4),
    _change("wait", "w", message("Hide until"), message("Hides it until a day, or until someday.")),
    _change("priority_up", "+, =", message("Raise priority"), message("Makes it more important.")),
    _change("priority_down", "-", message("Lower priority"), message("Makes it less important.")),
    _change("priority", "!", message("Priority"), message("Sets the priority from 1, the highest, to 4.")),
    _change(
        "category", "p", message("Category"), message("Moves it to another category, such as Work/Design.")
    ),
    _change("tags", "t", message("Tags"), message("Adds and removes tags."), ORDERED),
    _change("assignee", "P, @", message("Assign"), message("Says who does it."), ORDERED),
    _change("recurrence", "r", message("Repeat"), message("Sets how it repeats: every mon, every! 3 days.")),
    _change("reminders", "R", message("Reminders"), message("Sets when to be reminded: 15m, 1d, at 9:00.")),
    _change("snooze", "S", message("Snooze"), message("Puts its reminder off; the task stays where it is.")),
    _change("estimate", "~", message("Estimate"), message("Sets how long it takes: 45m, 1h30m.")),
    _change(
        "move_down",
        "J, alt+down",
        message("Move down"),
        message("Moves it one place down in the order of its category."),
        frozenset({Context.LIST}),
    ),
    _change(
        "move_up",
        "K, alt+up",
        message("Move up"),
        message("Moves it one place up in the order of its category."),
        frozenset({Context.LIST}),
    ),
)

LINKING = (
    action(
        "blocked_by",
        "b",
        message("Blocked by"),
        message("Chooses the tasks that must be done before this one."),
        Group.LINK,
        ORDERED,
        many=True,
        footer=8,
    ),
    action(
        "blocks",
        "B",
        message("Blocks"),
        message("Chooses the tasks that wait for this one."),
        Group.LINK,
        ORDERED,
        many=True,
    ),
    action(
        "parent",
        "T",
        message("Put inside"),
        message("Chooses the task that this one is a part of."),
        Group.LINK,
        ORDERED,
        many=True,
    ),
    action(
        "nest",
        ">",
        message("Make subtask"),
        message("Puts it inside the task above."),
        Group.LINK,
        OUTLINE,
        many=True,
    ),
    action(
        "unnest",
        "<",
        message("Take out"),
        message("Takes it out of the task that it is inside of."),
        Group.LINK,
        OUTLINE,
        many=True,
    ),
)

MARKING = (
    action(
        "mark",
        "v",
        message("Mark"),
        message("Marks the task, or lets go of it; the next action is for all that are marked."),
        Group.MARK,
        OUTLINE,
    ),
    action(
        "mark_range",
        "V",
        message("Mark up to here"),
        message("Marks everything between the last mark and the cursor."),
        Group.MARK,
        OUTLINE,
    ),
    action(
        "mark_down",
        "shift+down",
        message("Mark and go down"),
        message("Marks the task and goes one line down."),
        Group.MARK,
        OUTLINE,
        palette=False,
    ),
    action(
        "mark_up",
        "shift+up",
        message("Mark and go up"),
        message("Marks the task and goes one line up."),
        Group.MARK,
        OUTLINE,
        palette=False,
    ),
    action(
        "mark_all",
        "*, ctrl+a",
        message("Mark all"),
        message("Marks everything in the list."),
        Group.MARK,
        OUTLINE,
    ),
    action(
        "mark_query",
        "M",
        message("Mark by query"),
        message("Marks everything in the list that a query describes."),
        Group.MARK,
        OUTLINE,
    ),
    action(
        "mark_others",
        "g i",
        message("Mark the others"),
        message("Marks what is not marked, and lets go of the rest."),
        Group.MARK,
        OUTLINE,
    ),
    action(
        "unmark_all",
        "g u",
        message("Unmark all"),
        message("Lets go of all marks."),
        Group.MARK,
        OUTLINE,
    ),
)
