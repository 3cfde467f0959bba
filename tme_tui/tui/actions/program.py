"""Actions of the program itself: help, commands, settings, and leaving."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Context, Group, action
from tme_tui.tui.actions.places import EVERYWHERE, LISTS, PANES, SCREENS

PROGRAM = (
    action(
        "help",
        "?, f1",
        message("Keys"),
        message("Shows the keys that count here; type to search them."),
        Group.PROGRAM,
        EVERYWHERE,
        footer=9,
    ),
    action(
        "palette",
        "ctrl+p, f4",
        message("Commands"),
        message("Finds any command by a part of its name."),
        Group.PROGRAM,
        SCREENS,
        palette=False,
        footer=10,
    ),
    action(
        "commands",
        ":",
        message("Command line"),
        message("Takes a number to go to, or a command with its arguments."),
        Group.PROGRAM,
        PANES,
    ),
    action(
        "menu",
        "., f9",
        message("Menu"),
        message("Lists what can be done with what the cursor is on."),
        Group.PROGRAM,
        SCREENS,
        palette=False,
    ),
    action(
        "settings",
        "g s, f12",
        message("Settings"),
        message("Shows every setting with its explanation."),
        Group.PROGRAM,
        PANES,
    ),
    action(
        "theme",
        "ctrl+t",
        message("Theme"),
        message("Chooses the colours, with a preview."),
        Group.PROGRAM,
        PANES,
    ),
    action(
        "language",
        "g l",
        message("Language"),
        message("Switches between English and Russian."),
        Group.PROGRAM,
        PANES,
    ),
    action(
        "sample",
        "g e",
        message("Fill in a sample"),
        message("Fills an empty base with tasks to play with."),
        Group.PROGRAM,
        PANES,
    ),
    action(
        "services",
        "g S",
        message("Services"),
        message("Shows scheduler, bots, last deliveries, and errors with their cure."),
        Group.PROGRAM,
        PANES,
    ),
    action(
        "connect",
        "g m",
        message("Set up a messenger"),
        message("Sets up Telegram, VK, mail or Slack step by step, with a test message."),
        Group.PROGRAM,
        PANES | {Context.SERVICES},
    ),
)

LEAVING = (
    action(
        "close",
        "escape, q",
        message("Close"),
        message("Closes this and goes back to the tasks."),
        Group.PROGRAM,
        LISTS | {Context.REMINDER},
        palette=False,
        footer=5,
    ),
    action(
        "quit",
        "q, f10, ctrl+q",
        message("Quit"),
        message("Leaves the program; everything is saved already."),
        Group.PROGRAM,
        PANES,
    ),
)
