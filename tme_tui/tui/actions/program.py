"""Actions of typing, reminders and the program itself."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Action, Context, Group, action
from tme_tui.tui.actions.places import EVERYWHERE, LISTS, PANES, SCREENS

_ALERTS = frozenset({Context.REMINDER, Context.AWAY})
_CHOOSING = frozenset({Context.PICKER})


def _line(
    name: str,
    keys: str,
    label: str,
    help: str,  # noqa: A002 - as in Action
    *contexts: Context,
    footer: int = 0,
) -> Action:
    return action(name, keys, label, help, Group.LINE, contexts, palette=False, footer=footer)


TYPING = (
    _line("accept", "enter", message("Accept"), message("Does what the line says."), Context.INPUT, footer=1),
    _line(
        "cancel",
        "escape",
        message("Cancel"),
        message("Closes it; asks first when something would be lost."),
        Context.INPUT,
        Context.FORM,
        Context.PICKER,
        footer=2,
    ),
    _line(
        "complete_next",
        "tab",
        message("Complete"),
        message("Completes a category, tag, person or number; again, the next one."),
        Context.INPUT,
        footer=3,
    ),
    _line(
        "complete_previous",
        "shift+tab",
        message("Complete backwards"),
        message("Offers the completion before."),
        Context.INPUT,
    ),
    _line("line_older", "up", message("Older line"), message("Brings back an older line."), Context.INPUT),
    _line("line_newer", "down", message("Newer line"), message("Brings back a newer line."), Context.INPUT),
    _line(
        "as_text",
        "ctrl+t",
        message("Take as text"),
        message("Takes what was understood last as plain text, or understands it again."),
        Context.INPUT,
        footer=5,
    ),
    _line(
        "line_to_form",
        "f2",
        message("To form"),
        message("Goes on with this line in the form."),
        Context.INPUT,
        footer=4,
    ),
    _line(
        "save",
        "ctrl+s",
        message("Save"),
        message("Saves the form, or the query as a view."),
        Context.INPUT,
        Context.FORM,
        footer=1,
    ),
    _line(
        "next_field", "tab", message("Next field"), message("Goes to the next field."), Context.FORM, footer=3
    ),
    _line(
        "previous_field",
        "shift+tab",
        message("Previous field"),
        message("Goes to the field before."),
        Context.FORM,
    ),
    _line(
        "choose",
        "f4",
        message("Choose"),
        message("Opens the calendar, the rule or the list that belongs to the field."),
        Context.FORM,
        footer=4,
    ),
    _line(
        "to_editor",
        "ctrl+g",
        message("To editor"),
        message("Goes on with this text in $EDITOR."),
        Context.INPUT,
        Context.FORM,
    ),
    _line(
        "preview",
        "ctrl+o",
        message("Preview"),
        message("Shows the notes as they will look, or as text again."),
        Context.FORM,
    ),
    _line(
        "pick",
        "enter",
        message("Choose it"),
        message("Takes what the cursor is on."),
        Context.PICKER,
        footer=1,
    ),
    _line(
        "pick_more",
        "tab",
        message("Choose several"),
        message("Takes it and goes on choosing."),
        Context.PICKER,
        footer=3,
    ),
    _line("pick_down", "down, ctrl+n", message("Down"), message("Goes one line down."), Context.PICKER),
    _line("pick_up", "up, ctrl+p", message("Up"), message("Goes one line up."), Context.PICKER),
)


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
        footer=2,
    ),
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
