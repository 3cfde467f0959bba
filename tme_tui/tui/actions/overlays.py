"""Actions of the screens that open over the tasks: services, history and the plan."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Context, Group, action
from tme_tui.tui.actions.places import PANES

SERVICES = (
    action(
        "service_explain",
        "enter",
        message("Explain"),
        message("Says what the line means and what to do about it."),
        Group.PROGRAM,
        {Context.SERVICES},
        palette=False,
        footer=1,
    ),
    action(
        "service_restart",
        "r",
        message("Restart"),
        message("Stops the service and starts it again."),
        Group.PROGRAM,
        {Context.SERVICES},
        palette=False,
        footer=2,
    ),
    action(
        "service_test",
        "t",
        message("Test message"),
        message("Sends a test message through the channel."),
        Group.PROGRAM,
        {Context.SERVICES},
        palette=False,
        footer=3,
    ),
    action(
        "resend",
        "S",
        message("Send again"),
        message("Sends a delivery again that did not arrive."),
        Group.PROGRAM,
        {Context.SERVICES},
        palette=False,
    ),
)

HISTORY = (
    action(
        "undo_this",
        "x",
        message("Undo only this"),
        message("Takes back this change alone; later ones stay, unless they touched the same."),
        Group.PROGRAM,
        {Context.HISTORY},
        palette=False,
        footer=2,
    ),
    action(
        "undo_to_here",
        "b",
        message("Undo back to here"),
        message("Takes back this change and all after it."),
        Group.PROGRAM,
        {Context.HISTORY},
        palette=False,
        footer=1,
    ),
    action(
        "history_open",
        "enter",
        message("Open task"),
        message("Goes to the task that was changed."),
        Group.PROGRAM,
        {Context.HISTORY},
        palette=False,
        footer=3,
    ),
)

PLANNING = (
    action(
        "plan",
        "g P",
        message("Plan"),
        message("Proposes when to do tasks with estimates, and what will be late."),
        Group.SHOW,
        PANES - {Context.CALENDAR},
    ),
    action(
        "plan_accept",
        "enter",
        message("Accept"),
        message("Writes down what is chosen, in one step."),
        Group.SHOW,
        {Context.PLAN},
        palette=False,
        footer=1,
    ),
    action(
        "plan_toggle",
        "space, x",
        message("Choose or not"),
        message("Chooses the task, or lets go of it."),
        Group.SHOW,
        {Context.PLAN},
        palette=False,
        footer=2,
    ),
    action(
        "plan_all",
        "a, *",
        message("All or none"),
        message("Chooses all tasks, or lets go of all."),
        Group.SHOW,
        {Context.PLAN},
        palette=False,
        footer=3,
    ),
)
