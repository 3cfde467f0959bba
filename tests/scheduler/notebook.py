"""A channel of somebody else: it writes each message into a file, so that a test sees what was sent."""

from __future__ import annotations

import os
import time
from threading import Event

from tme_tui.plugins import ChannelFacts, ChannelMaker, Outgoing, PlainChannel, Receipt, hookimpl


class Notebook(PlainChannel):
    """Appends a line for each message; one line is one write, so lines of many processes never mix."""

    name = "notebook"
    facts = ChannelFacts(per_second=0, per_address=0)

    def send(self, message: Outgoing) -> Receipt:
        """Write the line, and take as long as the test wants."""
        line = f"{message.key}\t{message.address}\t{message.title}\t{time.time():.3f}\n".encode()
        place = os.open(os.environ["NOTEBOOK"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(place, line)
        finally:
            os.close(place)
        if delay := float(os.environ.get("NOTEBOOK_DELAY", "0")):
            Event().wait(delay)
        return Receipt(message.key)


@hookimpl
def tme_channels() -> list[ChannelMaker]:
    """The notebook."""
    return [ChannelMaker("notebook", lambda settings: True, lambda settings, heard: Notebook())]
