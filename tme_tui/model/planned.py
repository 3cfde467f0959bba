"""From a reminder to what will be sent: which moments, to whom, on which channels, under which name.

All of it is a function of the task, the person's wishes and the window of time looked at, so it can be worked
out again after every change: what was planned and is wanted still has the same name, and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tme_tui.model.moment import Moment
from tme_tui.model.reminding import Reminding, minute_of, quiet_ends
from tme_tui.model.value import field, value

LOCAL = frozenset({"desktop", "terminal", "webhook", "command"})
"""Channels that need no address: they reach whoever sits at the machine, or what its settings name."""


@value
class Wanted:
    """A reminder of a task, as the planner sees it."""

    key: str
    """`r12` for the reminder with number 12, `u7-900` for the usual one of task 7, fifteen minutes before."""
    number: int | None = None
    before: int | None = None
    """Seconds before the task's date."""
    at: Moment | None = None
    channel: str | None = None
    nag: int | None = None


@value
class Hearer:
    """Somebody who is to hear of a task."""

    id: int
    zone: str
    reminding: Reminding
    reachable: frozenset[str] = frozenset()
    """The channels for which there is an address."""
    then: int | None = None
    """The person who is told when this one does not answer."""


@value
class Window:
    """The stretch of time that is planned: from one instant up to another."""

    after: int
    before: int

    def __contains__(self, instant: int) -> bool:
        return self.after <= instant < self.before


@value
class Planned:
    """One message to be sent at a time to a person on a channel."""

    cause: str
    """Unlike any other: the reminder, the time it is for, the person and the channel."""
    thread: str
    """The same for all channels and steps: who answers one of them has answered all."""
    kind: str
    occurrence: str
    person: int
    channel: str
    due: int
    """The instant that the reminder is for on this step of the ladder."""
    not_before: int
    """When it is sent: `due`, or the end of quiet hours."""
    step: int = 0
    reminder: int | None = None
    nag: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def moment_of(wanted: Wanted, anchor: Moment, hearer: Hearer, home: str) -> int:
    """The instant of a reminder for a task at `anchor`; whole days are counted from the person's hour."""
    if wanted.at is not None:
        return _instant(wanted.at, hearer, home)
    return _instant(anchor, hearer, home) - (wanted.before or 0)


def _instant(moment: Moment, hearer: Hearer, home: str) -> int:
    if moment.all_day:
        return minute_of(moment.day, hearer.reminding.all_day_at, hearer.zone)
    return int(moment.utc(home).timestamp())


def channels_of(hearer: Hearer, only: str | None = None) -> list[tuple[int, str]]:
    """The ladder of a person as (step, channel): the first few together, then one by one.

    A reminder that names its channel has that step alone, whether it can be reached or not: then it is
    visible why nothing came.
    """
    if only is not None:
        return [(0, only)]
    wishes = hearer.reminding
    usable = [name for name in dict.fromkeys(wishes.channels) if name in LOCAL or name in hearer.reachable]
    first = usable[: wishes.at_once]
    if not wishes.escalate_after:
        first = usable
    return [(0, name) for name in first] + [
        (step, name) for step, name in enumerate(usable[len(first) :], start=1)
    ]


def plan(
    wanted: Wanted,
    anchor: Moment,
    hearer: Hearer,
    others: Mapping[int, Hearer],
    window: Window,
    home: str,
    *,
    urgent: bool = False,
) -> Iterator[Planned]:
    """What follows from one reminder for one time of a task and one person.

    Where quiet hours hold the first step back, the others wait as long after it as they would have.
    """
    occurrence = str(wanted.at or anchor)
    begins = moment_of(wanted, anchor, hearer, home)
    if begins not in window:
        return
    thread = f"{wanted.key}|{occurrence}|p{hearer.id}"
    wishes = hearer.reminding
    ladder = channels_of(hearer, wanted.channel)
    starts = quiet_ends(wishes, hearer.zone, begins, urgent=urgent)
    for step, channel in ladder:
        pause = step * wishes.escalate_after
        yield Planned(
            cause=f"{thread}|{channel}",
            thread=thread,
            kind="reminder" if not step else "escalation",
            occurrence=occurrence,
            person=hearer.id,
            channel=channel,
            due=begins + pause,
            not_before=quiet_ends(wishes, hearer.zone, starts + pause, urgent=urgent),
            step=step,
            reminder=wanted.number,
            nag=wanted.nag,
        )
    helper = others.get(hearer.then) if hearer.then is not None else None
    if helper is None or helper.id == hearer.id or not wishes.escalate_after:
        return
    last = max((step for step, _ in ladder), default=0) + 1
    pause = last * wishes.escalate_after
    for step, channel in channels_of(helper):
        if step == 0:
            yield Planned(
                cause=f"{thread}|then{helper.id}|{channel}",
                thread=thread,
                kind="escalation",
                occurrence=occurrence,
                person=helper.id,
                channel=channel,
                due=begins + pause,
                not_before=quiet_ends(helper.reminding, helper.zone, starts + pause, urgent=urgent),
                step=last,
                reminder=wanted.number,
            )


def usual_reminders(task: int, offsets: Iterable[int]) -> tuple[Wanted, ...]:
    """The usual reminders of somebody, for a task that has none of its own."""
    return tuple(Wanted(f"u{task}-{before}", before=before) for before in offsets)


def furthest(wanted: Iterable[Wanted]) -> int:
    """So many seconds before its date a task may make itself heard."""
    return max((one.before or 0 for one in wanted), default=0)
