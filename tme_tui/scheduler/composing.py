"""What a reminder says: title, time, what is known of the task, and the buttons, in the person's language."""

from __future__ import annotations

from datetime import UTC, datetime

from tme_tui.i18n import Translator, message
from tme_tui.model.delivery import Answer, Button, Outgoing
from tme_tui.model.moment import Moment
from tme_tui.model.outbox import Claimed
from tme_tui.model.task import Kind, Task
from tme_tui.scheduler.button_data import data_of
from tme_tui.scheduler.digests import Digest

MOST_LINES = 30
_LONGEST_NOTES = 300
_NO_DIGEST = Digest()
DROPPED_FOR = 3600
"""So many seconds a channel that drops repeats, such as VK, remembers what it has taken."""

_ENDINGS = {
    "done": message("✓ Done"),
    "cancelled": message("Cancelled"),
    "deleted": message("Deleted"),
    "moved": message("Moved to another time"),
    "seen": message("✓ Seen"),
}


def compose(
    claimed: Claimed,
    now: datetime,
    words: Translator,
    digest: Digest = _NO_DIGEST,
    *,
    drops_repeats: bool = False,
) -> Outgoing:
    """The message for a claimed delivery.

    `digest` is what a digest tells of. `drops_repeats` says that the channel itself lets nothing
    come twice, for an hour.
    """
    if claimed.summary:
        title, body = _summary(claimed, now, words)
    elif claimed.kind == "digest":
        title, body = _digest(claimed, now, words, digest)
    elif claimed.task is None:
        title, body = words.text("Test of reminders"), words.text("If you can read this, reminders arrive.")
    else:
        repeated = _may_come_twice(claimed, now, drops_repeats=drops_repeats)
        title, body = _reminder(claimed, claimed.task, now, words, repeated=repeated)
    answerable = claimed.task is not None and not claimed.summary and not claimed.mending
    return Outgoing(
        key=claimed.uid,
        address=claimed.address,
        title=title,
        body=body,
        buttons=_buttons(claimed, words) if answerable else (),
        urgent=claimed.task is not None and claimed.task.priority == 1,
        repeat_number=claimed.random_id,
        calendar=_calendar(claimed, now),
        language=claimed.person.locale,
    )


def _may_come_twice(claimed: Claimed, now: datetime, *, drops_repeats: bool) -> bool:
    """Whether somebody may have this message already, and will then have it twice."""
    since = claimed.details.get("doubt")
    if not (drops_repeats and isinstance(since, int)):
        return bool(claimed.unanswered or since)
    return now.timestamp() - since > DROPPED_FOR


def _reminder(
    claimed: Claimed, task: Task, now: datetime, words: Translator, *, repeated: bool
) -> tuple[str, str]:
    lines = []
    if claimed.mending:
        lines.append(_ending(claimed, words))
    else:
        if claimed.late:
            due = _instant(claimed.due, now, claimed.person.zone, words)
            lines.append(words.text("Late: this was for {time}", time=due))
        if repeated:
            lines.append(words.text("Sent again: it may have come before"))
        if claimed.kind == "escalation":
            whose = task.assignee or task.owner
            asked = whose if task.kind is not Kind.EVENT and whose != claimed.person.login else None
            not_yet = words.text("@{who} has not answered yet", who=asked) if asked else None
            lines.append(not_yet or words.text("Not answered yet"))
        if claimed.kind == "nag":
            lines.append(words.text("Still waiting for your answer"))
    if claimed.occurrence:
        moment = Moment.from_text(claimed.occurrence)
        if task.recurrence is None and task.anchor is not None:
            moment = task.anchor
        lines.append(_when(moment, now, claimed.person.zone, words))
    details = [f"+{task.category}" if task.category else "", *(f"#{tag}" for tag in task.tags)]
    if task.priority is not None:
        details.insert(0, f"!{task.priority}")
    if any(details):
        lines.append(" ".join(part for part in details if part))
    if task.notes and not claimed.mending:
        notes = task.notes.strip()
        lines += ["", notes if len(notes) <= _LONGEST_NOTES else notes[:_LONGEST_NOTES].rstrip() + "…"]
    return task.title, "\n".join(lines)


def _ending(claimed: Claimed, words: Translator) -> str:
    """What has become of what a sent message told of."""
    word, note = str(claimed.details.get("mend", "")), str(claimed.details.get("note", ""))
    if word == "snoozed":
        return words.text("Snoozed until {time}", time=note)
    return words.text(_ENDINGS.get(word, _ENDINGS["seen"]))


def _summary(claimed: Claimed, now: datetime, words: Translator) -> tuple[str, str]:
    told = list(claimed.summary)
    if claimed.task is not None:
        told.append((claimed.due, claimed.task))
    told.sort(key=lambda one: (one[0], one[1].id))
    title = words.plural("{n} late reminder", "{n} late reminders", len(told))
    lines = [f"• {_instant(due, now, claimed.person.zone, words)}  {task.title}" for due, task in told]
    return title, "\n".join(_shortened(lines, words))


def _digest(claimed: Claimed, now: datetime, words: Translator, digest: Digest) -> tuple[str, str]:
    evening = claimed.details.get("digest") == "evening"
    tasks, lines = digest.tasks, []
    if digest.problem:
        instead = words.text(
            "This is what the usual query finds, since {setting} cannot be used: {problem}",
            setting=digest.setting,
            problem=words.error(digest.problem),
        )
        lines = [instead, ""]
    if not tasks:
        nothing = words.text("Everything is done.") if evening else words.text("Nothing is planned.")
        title = words.text("Evening review") if evening else words.text("Plan of the day")
        return title, "\n".join([*lines, nothing])
    title = (
        words.plural("Evening review: {n} task is open", "Evening review: {n} tasks are open", len(tasks))
        if evening
        else words.plural("Plan of the day: {n} task", "Plan of the day: {n} tasks", len(tasks))
    )
    told = []
    for task in tasks:
        anchor = task.anchor
        when = "" if anchor is None else f" · {_when(anchor, now, claimed.person.zone, words)}"
        told.append(f"• {task.title}{when}")
    return title, "\n".join([*lines, *_shortened(told, words)])


def _shortened(lines: list[str], words: Translator) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], words.plural("and {n} more", "and {n} more", more)]


def _buttons(claimed: Claimed, words: Translator) -> tuple[Button, ...]:
    labels = [
        (Answer.DONE, words.text("Done")),
        (Answer.SNOOZE, words.text("In 10 minutes")),
        (Answer.SNOOZE_HOUR, words.text("In an hour")),
        (Answer.TOMORROW, words.text("Tomorrow")),
    ]
    if claimed.task is not None and claimed.task.kind is Kind.EVENT:
        labels = [(Answer.OPEN, words.text("All right")), *labels[1:3]]
    elif claimed.task is not None and claimed.task.due is not None:
        labels += [
            (Answer.POSTPONE_DAY, words.text("Due: +1 day")),
            (Answer.POSTPONE_WEEK, words.text("Due: +1 week")),
        ]
    return tuple(Button(answer, label, data_of(claimed.id, answer)) for answer, label in labels)


def _when(moment: Moment, now: datetime, zone: str, words: Translator) -> str:
    from tme_tui.language.describe import describe_distance, describe_moment

    said = describe_moment(moment, now, zone, words.language)
    distance = describe_distance(moment, now, zone, words.language)
    return f"{said} · {distance}" if distance and distance != said else said


def _instant(seconds: int, now: datetime, zone: str, words: Translator) -> str:
    from tme_tui.language.describe import describe_moment

    moment = Moment.at(datetime.fromtimestamp(seconds, UTC), zone)
    return describe_moment(moment, now, zone, words.language)


def _calendar(claimed: Claimed, now: datetime) -> str:
    if claimed.channel != "email" or claimed.task is None or claimed.task.anchor is None:
        return ""
    from tme_tui.scheduler.invitation import invitation

    occurrence = Moment.from_text(claimed.occurrence) if claimed.occurrence else None
    return invitation(claimed.task, now, claimed.person.zone, occurrence)
