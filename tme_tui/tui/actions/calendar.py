"""Actions of the calendar."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Action, Context, Group, action


def _calendar(
    name: str,
    keys: str,
    label: str,
    help: str,  # noqa: A002 - as in Action
    *,
    palette: bool = True,
    footer: int = 0,
    many: bool = False,
    later: bool = False,
) -> Action:
    return action(
        name,
        keys,
        label,
        help,
        Group.CALENDAR,
        {Context.CALENDAR},
        palette=palette,
        footer=footer,
        many=many,
        later=later,
    )


CALENDAR = (
    _calendar("calendar_left", "h, left", message("A day back"), message("Goes a day back."), palette=False),
    _calendar("calendar_right", "l, right", message("A day on"), message("Goes a day on."), palette=False),
    _calendar(
        "calendar_down",
        "j, down",
        message("A row down"),
        message("Goes a week or an hour on."),
        palette=False,
    ),
    _calendar(
        "calendar_up", "k, up", message("A row up"), message("Goes a week or an hour back."), palette=False
    ),
    _calendar(
        "calendar_next",
        "L, ], pagedown",
        message("Next period"),
        message("Shows the next month, week or day."),
    ),
    _calendar(
        "calendar_previous",
        "H, [, pageup",
        message("Previous period"),
        message("Shows the month, week or day before."),
    ),
    _calendar("calendar_year_on", "J", message("A year on"), message("Goes a year on.")),
    _calendar("calendar_year_back", "K", message("A year back"), message("Goes a year back.")),
    _calendar("calendar_today", "t", message("Today"), message("Goes to the present day."), footer=3),
    _calendar("calendar_date", "g d", message("Go to date"), message("Goes to the day that you type.")),
    _calendar("calendar_month", "M", message("Month"), message("Shows a month."), footer=5),
    _calendar(
        "calendar_item_next",
        "n",
        message("Next item"),
        message("Goes to the next item of the day or the slot."),
        palette=False,
    ),
    _calendar(
        "calendar_item_previous",
        "N",
        message("Previous item"),
        message("Goes to the item before."),
        palette=False,
    ),
    _calendar("calendar_week", "W", message("Week"), message("Shows a week as a time grid."), footer=6),
    _calendar("calendar_day", "D", message("Day"), message("Shows a day as a time grid.")),
    _calendar("calendar_agenda", "A", message("Agenda"), message("Shows what comes, day by day.")),
    _calendar(
        "calendar_free",
        "F",
        message("Free time"),
        message("Finds time that is free, for one or for several people."),
    ),
    _calendar("calendar_earlier", "(, shift+up", message("Earlier"), message("Moves it a step earlier.")),
    _calendar("calendar_later", "), shift+down", message("Later"), message("Moves it a step later.")),
    _calendar("calendar_longer", ">", message("Longer"), message("Makes it a step longer.")),
    _calendar("calendar_shorter", "<", message("Shorter"), message("Makes it a step shorter.")),
    _calendar("calendar_finer", "z", message("Finer slots"), message("Makes the slots half as long.")),
    _calendar("calendar_coarser", "Z", message("Coarser slots"), message("Makes the slots twice as long.")),
    _calendar(
        "calendar_select",
        "v",
        message("Select slots"),
        message("Begins to select slots; what is added there is an event of that length."),
    ),
    _calendar(
        "calendar_zone",
        "T",
        message("Other zone"),
        message("Puts the hours of another time zone beside your own."),
    ),
    _calendar(
        "calendar_day_earlier",
        "shift+left",
        message("A day earlier"),
        message("Moves it to the day before."),
    ),
    _calendar(
        "calendar_day_later", "shift+right", message("A day later"), message("Moves it to the next day.")
    ),
    _calendar(
        "calendar_take", "g k", message("Pick up"), message("Picks it up, to be put down at another time.")
    ),
    _calendar(
        "calendar_copy",
        "g c",
        message("Copy"),
        message("Takes a copy, to be put down at another time."),
    ),
    _calendar(
        "calendar_put",
        "g j",
        message("Put down"),
        message("Puts what was picked up where the cursor is."),
    ),
    _calendar(
        "calendar_propose",
        "P",
        message("Plan"),
        message("Proposes when to do what, and shows it in the grid."),
        footer=7,
    ),
    _calendar(
        "calendar_plan",
        "b",
        message("Plan here"),
        message("Chooses a task and plans its time where the cursor is."),
    ),
    _calendar(
        "calendar_drawer",
        "g b",
        message("Tasks to plan"),
        message("Opens a drawer with open tasks that have no planned time, to be put into the calendar."),
    ),
    _calendar(
        "calendar_reminders",
        "g h",
        message("Reminders in the calendar"),
        message("Shows when you are reminded, or hides it."),
    ),
    _calendar("calendar_year", "g y", message("Year"), message("Shows how full the days of a year are.")),
    _calendar(
        "calendar_people",
        "O",
        message("People"),
        message("Chooses whose time is shown."),
    ),
    _calendar(
        "calendar_answer",
        "g a",
        message("Answer invitation"),
        message("Says whether you come."),
    ),
)
