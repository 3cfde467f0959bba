"""From the engine to the screen: what was committed, by whichever process, becomes a message of Textual.

Listeners are called in the thread that committed or noticed. `post_message` may be called from any thread
and does not wait; `call_from_thread` would wait for the loop, which may be waiting for that very thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from tme_tui.model.journal import Committed

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


class Changes(Message):
    """Something was committed; several of these in a row become one."""

    def __init__(self, events: tuple[Committed, ...]) -> None:
        super().__init__()
        self.events = events

    def can_replace(self, message: Message) -> bool:
        """Let the next one of the kind, not yet read, say this too."""
        if not isinstance(message, Changes):
            return False
        message.events = (*self.events, *message.events)
        return True

    @property
    def numbers(self) -> frozenset[int]:
        """The tasks that were touched, also through their tags, reminders and dependencies."""
        return frozenset(
            int(key[0])
            for event in self.events
            for entity, keys in event.touched.items()
            if entity in _BY_TASK
            for key in keys
        )


_BY_TASK = frozenset({"tasks", "task_tags", "dependencies", "participants"})


def connect(engine: TaskManager, deliver: Callable[[Message], object]) -> None:
    """Let `deliver` have a message for every step from now on."""

    def announce(event: Committed) -> None:
        deliver(Changes((event,)))

    engine.subscribe(announce)
