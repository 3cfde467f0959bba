"""When a reminder comes, in words; every face says it alike."""

from __future__ import annotations

from collections.abc import Callable

from tme_tui.i18n import Translator
from tme_tui.language.describe.moments import describe_duration
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder


def say_reminder(reminder: Reminder, words: Translator, say_moment: Callable[[Moment], str]) -> str:
    """`15 min before, again every 5 min → telegram`; `say_moment` has the zone of who reads it."""
    if reminder.at is not None:
        said = say_moment(reminder.at)
    elif reminder.before:
        said = words.text("{length} before", length=describe_duration(reminder.before, words.language))
    else:
        said = words.text("on time")
    if reminder.nag:
        every = describe_duration(reminder.nag, words.language)
        said = words.text("{reminder}, again every {length}", reminder=said, length=every)
    return f"{said} → {reminder.channel}" if reminder.channel else said
