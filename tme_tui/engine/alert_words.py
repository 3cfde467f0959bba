"""Why an alert came, is still to come, or did not: in words, from the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tme_tui.i18n import Translator, message
from tme_tui.model.moment import Moment
from tme_tui.model.outbox import Delivery
from tme_tui.model.task import Task

MOST = 10
STATES = {
    "planned": message("comes {time}"),
    "retrying": message("tried again {time}"),
    "held": message("held since {time}: the channel stands still"),
    "sending": message("is being sent"),
    "sent": message("came {time}"),
    "mending": message("came {time}"),
    "unknown": message("may have come {time}: no answer"),
    "failed": message("did not come {time}"),
    "missed": message("missed {time}: nothing was running"),
    "summed": message("came {time} in a summary"),
    "skipped": message("did not come {time}: not here"),
    "withdrawn": message("was taken back before {time}"),
}


def alert_reasons(
    task: Task, deliveries: Sequence[Delivery], words: Translator, now: datetime, zone: str
) -> tuple[str, ...]:
    """One line for each alert, the latest first; or the one reason why there are none."""
    if not deliveries:
        return _silence(task, words)
    lines = [_said(one, words, now, zone) for one in deliveries[:MOST]]
    if task.blocked and task.reminders:
        lines.insert(0, words.text("silent: it waits for others"))
    return tuple(lines)


def _silence(task: Task, words: Translator) -> tuple[str, ...]:
    if not task.reminders:
        return ()
    if not task.status.is_open:
        return (words.text("silent: it is no longer open"),)
    if task.blocked:
        return (words.text("silent: it waits for others"),)
    return (words.text("nothing is planned: the moment has passed, or is more than eight days ahead"),)


def _said(one: Delivery, words: Translator, now: datetime, zone: str) -> str:
    from tme_tui.language.describe import describe_moment

    instant = one.next_try if one.state in ("planned", "retrying") else one.sent or one.due
    time = describe_moment(Moment.at(instant.replace(second=0), zone), now, zone, words.language)
    said = words.text(STATES.get(one.state, STATES["planned"]), time=time)
    answered = f" · {words.text('answered')}" if one.acknowledged else ""
    error = (
        f" ({words.error(one.error)})" if one.error and one.state not in ("sent", "mending", "summed") else ""
    )
    return f"{one.channel}: {said}{error}{answered}"
