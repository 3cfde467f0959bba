"""Telling others what happened: after the commit, outside any lock; one listener's failure is its own."""

from __future__ import annotations

from collections.abc import Callable

from tme_tui.model.journal import Committed

Listener = Callable[[Committed], None]


class Announcer:
    """Calls everyone who asked to hear of steps."""

    def __init__(self) -> None:
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each step, in the thread that made or noticed it; the answer ends that."""
        self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe

    def announce(self, event: Committed) -> None:
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:  # a listener may be anybody's code: it must not stop the others
                import logging

                logging.getLogger(__name__).exception("a listener failed at step %s", event.step.id)
