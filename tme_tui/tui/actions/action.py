"""What an action is: one thing that can be done on the screen, described once for every place that names it.

Bindings, palette, footer, `?` help and docs/keys.md are all views of these values, so this module knows no
widget and costs nothing to import.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tme_tui.i18n import Translator, message


class Context(StrEnum):
    """Where the keyboard is: the same key may mean different things in two of them."""

    LIST = "list"
    FOUND = "found"
    """The list while a search has matches; what it does not bind, the list does."""
    VIEWS = "views"
    DETAILS = "details"
    TREE = "tree"
    CALENDAR = "calendar"
    HISTORY = "history"
    SERVICES = "services"
    REMINDER = "reminder"
    """The pop-up of a reminder that is due."""
    AWAY = "away"
    """What happened while nobody was looking."""
    INPUT = "input"
    """The line for adding, editing, filtering, searching and commands."""
    FORM = "form"
    PLAN = "plan"
    """What the planner proposes."""
    PICKER = "picker"
    """A list to choose from, with a line to narrow it."""

    @property
    def is_typing(self) -> bool:
        """Whether letters are text here, so that only keys without a character can be actions."""
        return self in (Context.INPUT, Context.FORM, Context.PICKER)

    @property
    def behind(self) -> Context | None:
        """The context that answers what this one does not bind."""
        return Context.LIST if self is Context.FOUND else None

    @property
    def heading(self) -> str:
        """Its name as a message."""
        return _HEADINGS[self]


_HEADINGS = {
    Context.LIST: message("Task list"),
    Context.FOUND: message("Task list after a search"),
    Context.VIEWS: message("Views"),
    Context.DETAILS: message("Details"),
    Context.TREE: message("Tree"),
    Context.CALENDAR: message("Calendar"),
    Context.HISTORY: message("History"),
    Context.SERVICES: message("Services"),
    Context.REMINDER: message("Reminder"),
    Context.AWAY: message("While you were away"),
    Context.INPUT: message("Input line"),
    Context.FORM: message("Form"),
    Context.PLAN: message("Plan"),
    Context.PICKER: message("Choice"),
}


class Group(StrEnum):
    """What an action is about, in the order in which help shows them; the value is a message."""

    ADD = message("Add and edit")
    CHANGE = message("Change")
    MARK = message("Mark")
    FIND = message("Find")
    MOVE = message("Move around")
    SHOW = message("Show")
    LINK = message("Dependencies and subtasks")
    CALENDAR = message("Calendar")
    LINE = message("While typing")
    REMINDERS = message("Reminders")
    PROGRAM = message("Program")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done: its names, its keys and where they count."""

    name: str
    """What settings and code call it: `keys.bind.add_subtask`."""
    label: str
    """Two or three words for palette and footer; a message, with `{n}` when there is a `number`."""
    help: str
    """One sentence for the `?` screen; a message."""
    group: Group
    contexts: frozenset[Context]
    keys: tuple[str, ...]
    """The keys of the default profile, each as people write it: `a`, `ctrl+p`, `gg`, `ctrl+x k`."""
    number: int | None = None
    """Which one, of several actions that differ in a number only."""
    many: bool = False
    """Whether it acts on everything that is marked; otherwise only on what the cursor is on."""
    palette: bool = True
    """Whether the palette offers it; moving a cursor is quicker than reading about it."""
    footer: int = 0
    """Its rank in the footer, 1 first; 0 is not there."""
    later: bool = False
    """Whether its screen is not there yet; then it is neither shown nor bound."""

    def say(self, words: Translator) -> str:
        """The label in the reader's language."""
        return words.text(self.label) if self.number is None else words.text(self.label, n=self.number)

    def explain(self, words: Translator) -> str:
        """The sentence of help in the reader's language."""
        return words.text(self.help) if self.number is None else words.text(self.help, n=self.number)


def action(
    name: str,
    keys: str,
    label: str,
    help: str,  # noqa: A002 - it is the name of the field
    group: Group,
    contexts: Iterable[Context],
    *,
    number: int | None = None,
    many: bool = False,
    palette: bool = True,
    footer: int = 0,
    later: bool = False,
) -> Action:
    """An action with its keys in one string, as settings write them too: `gg, home`."""
    return Action(
        name=name,
        label=label,
        help=help,
        group=group,
        contexts=frozenset(contexts),
        keys=tuple(key.strip() for key in keys.split(",") if key.strip()),
        number=number,
        many=many,
        palette=palette,
        footer=footer,
        later=later,
    )
