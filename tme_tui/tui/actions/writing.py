"""Actions while something is written or picked: in lines, forms and pickers."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Action, Context, Group, action


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
        footer=5,
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
