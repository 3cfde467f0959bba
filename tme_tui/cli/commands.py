"""Which commands there are: where each lives and what it does in a line.

The names are read at every start, so this table holds text only; a command's module is imported when the
command is called, and `tme --help` imports none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from tme_tui.i18n import message


class Topic(StrEnum):
    """The groups in which `tme --help` shows commands."""

    TASKS = message("Tasks")
    LOOKING = message("Looking")
    TIME = message("Time")
    ORDER = message("Order")
    REMINDERS = message("Reminders that arrive")
    BASE = message("The base and the program")


class Entry(NamedTuple):
    """One command: the module of this package in which `<name>_command` is, and a line about it."""

    module: str
    summary: str
    topic: Topic
    alone: bool = False
    """It needs a terminal or a process of its own, so that a running program never does it for another."""


COMMANDS: Mapping[str, Entry] = {
    "add": Entry("adding", message("Add a task from a line of text."), Topic.TASKS),
    "edit": Entry("editing", message("Change tasks with the words that add them."), Topic.TASKS),
    "done": Entry("states", message("Complete tasks."), Topic.TASKS),
    "reopen": Entry("states", message("Bring back tasks that were done, cancelled or deleted."), Topic.TASKS),
    "start": Entry("states", message("Begin work on tasks."), Topic.TASKS),
    "stop": Entry("states", message("Put tasks down again."), Topic.TASKS),
    "skip": Entry("states", message("Let the open time of repeating tasks pass."), Topic.TASKS),
    "cancel": Entry("states", message("Give tasks up."), Topic.TASKS),
    "delete": Entry("states", message("Delete tasks."), Topic.TASKS),
    "depend": Entry("linking", message("Let tasks wait for others."), Topic.TASKS),
    "move": Entry("editing", message("Move tasks to a category."), Topic.TASKS),
    "duplicate": Entry("editing", message("Copy tasks with all that is inside them."), Topic.TASKS),
    "remind": Entry("reminding", message("Set reminders of tasks."), Topic.TASKS),
    "list": Entry("listing", message("List tasks."), Topic.LOOKING),
    "show": Entry("showing", message("Show all of a task."), Topic.LOOKING),
    "tree": Entry("trees", message("Show what is inside what, and what waits for what."), Topic.LOOKING),
    "calendar": Entry("calendar", message("Show a month, a week, a day or an agenda."), Topic.LOOKING),
    "count": Entry("counting", message("Count the tasks of each view."), Topic.LOOKING),
    "why": Entry("reasons", message("Explain where a task stands in lists."), Topic.LOOKING),
    "undo": Entry("history", message("Take back the last changes."), Topic.LOOKING),
    "redo": Entry("history", message("Do again what was taken back."), Topic.LOOKING),
    "log": Entry("history", message("Show what was done."), Topic.LOOKING),
    "when": Entry("phrases", message("Say what a phrase or a rule means, and when it is."), Topic.TIME),
    "free": Entry("free_time", message("Find the nearest time at which everybody can."), Topic.TIME),
    "plan": Entry("planning", message("Propose when to do what."), Topic.TIME),
    "templates": Entry("templates", message("List and make templates of processes."), Topic.TIME),
    "start-template": Entry("templates", message("Start a process from its template."), Topic.TIME),
    "categories": Entry("categories", message("List, rename and delete categories."), Topic.ORDER),
    "tags": Entry("categories", message("List tags."), Topic.ORDER),
    "people": Entry("people", message("List and add people."), Topic.ORDER),
    "types": Entry("task_types", message("List and save task types."), Topic.ORDER),
    "views": Entry("views", message("List, save and delete views."), Topic.ORDER),
    "run": Entry("service", message("Send reminders while no screen is open."), Topic.REMINDERS, True),
    "status": Entry("status", message("Show what runs on the base, and what comes next."), Topic.REMINDERS),
    "deliveries": Entry("outbox", message("List what was and will be sent."), Topic.REMINDERS),
    "link": Entry("addressing", message("Be reached by a messenger or by mail."), Topic.REMINDERS, True),
    "unlink": Entry("addressing", message("Be reached there no longer."), Topic.REMINDERS),
    "channel": Entry("channels", message("List and try the ways to reach people."), Topic.REMINDERS),
    "service": Entry("unit", message("Let the system start “tme run”."), Topic.REMINDERS, True),
    "backup": Entry("keeping", message("Copy the base."), Topic.BASE),
    "restore": Entry("keeping", message("Put a copy in the place of the base."), Topic.BASE),
    "doctor": Entry("keeping", message("Examine the base, and put right what can be."), Topic.BASE),
    "config": Entry("configuring", message("Show or edit settings."), Topic.BASE),
    "plugins": Entry("plugins", message("List what others add to the program."), Topic.BASE),
    "completion": Entry(
        "completing", message("Print the script that completes commands in a shell."), Topic.BASE
    ),
}
