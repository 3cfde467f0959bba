"""That a task will be late, and why, in words that every face uses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tme_tui.engine.timing import Slip
from tme_tui.i18n import Translator, message
from tme_tui.language.describe import describe_roughly
from tme_tui.model.conflict import DateConflict
from tme_tui.model.planner import Delay, Why

_REASONS = {
    Why.PASSED: message("its date has passed"),
    Why.SHORT: message("before its date there is less free time than it takes"),
    Why.WAITS: message("it waits for {others}"),
    Why.CROWDED: message("the time before its date goes to {others}"),
    Why.NO_ROOM: message("there is no room for it in these days"),
}


def say_delay(delay: Delay, words: Translator) -> str:
    """`3 h too late: it waits for #4`."""
    others = ", ".join(f"#{number}" for number in delay.because)
    reason = words.text(_REASONS[delay.why], others=others or "…")
    if delay.late is None and delay.why is Why.WAITS:
        return words.text("it waits for {others} until after these days", others=others or "…")
    if delay.late is None:
        return reason
    time = describe_roughly(timedelta(seconds=delay.late), words.language)
    return words.text("{time} too late: {reason}", time=time, reason=reason)


def say_slip(slip: Slip, words: Translator) -> str:
    """`#4 comes 3 h too late`."""
    time = describe_roughly(slip.late, words.language)
    return words.text("#{number} comes {time} too late", number=slip.task.id, time=time)


def say_conflicts(conflicts: Sequence[DateConflict], words: Translator) -> list[str]:
    """`due 2 days before #4 has to be done`, for each."""
    return [
        words.text(
            "due {time} before #{number} has to be done",
            time=describe_roughly(max(one.late, timedelta(minutes=1)), words.language),
            number=one.blocker,
        )
        for one in conflicts
    ]
