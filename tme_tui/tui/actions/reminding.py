"""Actions of reminders: answering one, and keeping them away for a while."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Action, Context, Group, action
from tme_tui.tui.actions.places import PANES, SCREENS

_ALERTS = frozenset({Context.REMINDER, Context.AWAY})


def _alert(
    name: str,
    keys: str,
    label: str,
    help: str,  # noqa: A002 - as in Action
    footer: int = 0,
) -> Action:
    return action(name, keys, label, help, Group.REMINDERS, _ALERTS, palette=False, footer=footer)


REMINDERS = (
    _alert("reminder_done", "space, d", message("Done"), message("Marks the task as done."), 1),
    _alert("reminder_snooze", "s", message("Snooze …"), message("Asks how long to put the reminder off."), 2),
    _alert("snooze_minutes", "1", message("In 10 minutes"), message("Reminds again in ten minutes.")),
    _alert("snooze_hour", "2", message("In an hour"), message("Reminds again in an hour.")),
    _alert("snooze_tomorrow", "3", message("Tomorrow"), message("Reminds again tomorrow at the same time.")),
    _alert(
        "reminder_postpone", "p", message("Postpone"), message("Moves the task itself to another time."), 3
    ),
    _alert("reminder_open", "enter, o", message("Open"), message("Goes to the task."), 4),
    action(
        "do_not_disturb",
        "g n",
        message("Do not disturb"),
        message("Keeps reminders off the screen for a while, or lets them through again."),
        Group.REMINDERS,
        SCREENS,
    ),
    action(
        "away",
        "g w",
        message("While you were away"),
        message("Lists the reminders and changes that you have not seen."),
        Group.REMINDERS,
        PANES,
    ),
)
