"""Tasks with reminders, a dispatcher by hand, and ways to look into the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.outbox import Claimed, Fate, Outcome, Sender
from tme_tui.model.task import Reminder, Task

OpenManager = Callable[..., TaskManager]
Wait = Callable[..., None]


def at(text: str) -> Moment:
    """A moment in Riga, two hours ahead of UTC."""
    return Moment.from_text(f"{text}[Europe/Riga]")


def before(**span: float) -> Reminder:
    return Reminder(before=timedelta(**span))


def call(tasks: TaskManager, *reminders: Reminder, due: str = "2026-03-06T18:00", **fields: object) -> Task:
    """A task due two days from now unless said otherwise."""
    wanted = {"title": "Call Anna", "due": at(due), "reminders": reminders or (before(minutes=15),)}
    return tasks.add([Fields(**{**wanted, **fields})]).task  # type: ignore[arg-type]


class Desk:
    """A dispatcher by hand: takes what is due and says what became of it."""

    def __init__(self, manager: TaskManager, holder: str = "desk:0:a", **how: object) -> None:
        self.manager = manager
        self.holder = holder
        self.how: dict[str, object] = {"local": frozenset({"desktop"}), **how}
        self.outcomes: list[Outcome] = []

    def take(self, *channels: str) -> list[Claimed]:
        """What is due on these channels, claimed."""
        rooms = dict.fromkeys(channels or ("desktop", "telegram", "vk"), 4)
        sender = Sender(self.holder, rooms, person=int(self.manager.person.id), **self.how)  # type: ignore[arg-type]
        outcomes, self.outcomes = self.outcomes, []
        return self.manager.exchange_deliveries(outcomes, sender)

    def begin(self, claimed: Claimed) -> bool:
        """Say that a message is about to be sent; whether it may be."""
        return self.manager.begin_delivery([], Sender(self.holder, {}), claimed.id)

    def report(self, claimed: Claimed, fate: Fate = Fate.SENT, receipt: str = "", **more: object) -> None:
        """Say what became of a message, and write it down."""
        outcome = Outcome(claimed.id, fate, receipt or f"m{claimed.id}", **more)  # type: ignore[arg-type]
        sender = Sender(self.holder, {}, **self.how)  # type: ignore[arg-type]
        self.manager.exchange_deliveries([outcome], sender)

    def send_all(self, *channels: str) -> list[Claimed]:
        """Send everything that is due until nothing is."""
        sent: list[Claimed] = []
        while taken := self.take(*channels):
            for claimed in taken:
                self.report(claimed)
            sent += taken
        return sent


def states(manager: TaskManager, task: int | None = None) -> list[tuple[str, str, str]]:
    """Kind, channel and state of every delivery, in order of time."""
    found = manager.deliveries(task=task, limit=1000)
    return [(one.kind, one.channel, one.state) for one in reversed(found)]


def moments(manager: TaskManager, state: str = "planned") -> list[str]:
    """When what is in a state is due, in UTC."""
    return [f"{one.due:%d %H:%M}" for one in reversed(manager.deliveries(states=[state], limit=1000))]
