"""Keys that come before it is known what they are about: they wait, in their order, and none is lost.

They wait here and not in the program's own queue, as keys for a dialog that is on its way do
(`Resting.until_open`): a question may come between, and it is answered by keys that are pressed later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.widget import Widget

_LONGEST = 5.0
"""So many seconds keys wait at most, whatever went wrong."""


class HeldKeys:
    """Kept while `is_holding`, then sent through the program once more, before all that come later."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._kept: list[events.Key] = []
        self._again: list[events.Key] = []
        """Those that are on their way once more."""
        self._hold = 0
        """The number of the hold, and of how many there were before."""
        self.is_holding = False

    def hold(self) -> None:
        """Keep what comes from now on."""
        self.is_holding = True
        self._hold += 1
        self._give_up_later(self._hold)

    def _give_up_later(self, hold: int) -> None:
        def give_up() -> None:
            if self.is_holding and hold == self._hold and not self.release():
                self._give_up_later(hold)

        self._widget.set_timer(_LONGEST, give_up)

    def take(self, event: events.Key) -> bool:
        """Whether a key is kept."""
        is_again = any(event is one for one in self._again)
        if is_again:
            self._again = [one for one in self._again if one is not event]
        if self.is_holding:
            self._kept.append(event)
            return True
        if is_again or not self._again:
            return False
        self._send([event])  # older ones come first
        return True

    def release(self) -> bool:
        """Send them; False while a dialog would have them."""
        if not self._widget.is_attached or self._widget.app.screen is not self._widget.screen:
            return False
        self.is_holding = False
        kept, self._kept = self._kept, []
        self._send(kept)
        return True

    def _send(self, keys: list[events.Key]) -> None:
        if not keys:
            return
        app = self._widget.app
        self._again += keys
        for event in keys:
            app.post_message(event)
        app.call_later(self._arrived, keys)

    def _arrived(self, keys: list[events.Key]) -> None:
        """Some may have gone to a dialog that another opened."""
        self._again = [one for one in self._again if not any(one is key for key in keys)]

    @property
    def is_busy(self) -> bool:
        """Whether some are on their way."""
        return bool(self._again)
