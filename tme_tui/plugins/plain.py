"""The part of a channel that is the same for all whose messages stay as they were sent."""

from __future__ import annotations

from tme_tui.model.delivery import ChannelFacts, Outgoing, Receipt


class PlainChannel:
    """A channel without editing and withdrawing; what is left to write is a name and `send`."""

    name: str
    facts = ChannelFacts()

    def send(self, message: Outgoing) -> Receipt:
        """Send a message, as `tme_tui.model.delivery.Channel` says."""
        raise NotImplementedError

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        """What was sent stays as it is."""

    def withdraw(self, receipt: Receipt, message: Outgoing) -> None:
        """What was sent stays where it is."""

    def check(self) -> str:
        """Nothing is known before something is sent."""
        return self.name

    def close(self) -> None:
        """Nothing is open."""
