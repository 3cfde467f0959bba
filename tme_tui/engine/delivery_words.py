"""What the states of deliveries and services are called, for whoever shows them."""

from __future__ import annotations

from tme_tui.i18n import message

SERVICE_STATES = {
    "starting": message("starting"),
    "running": message("running"),
    "waiting to retry": message("waiting to retry"),
    "stopped": message("stopped"),
    "failed": message("needs mending"),
    "not here": message("not here"),
}
DELIVERY_STATES = {
    "planned": message("planned"),
    "retrying": message("tried again soon"),
    "held": message("held: the channel stands still"),
    "sending": message("being sent"),
    "sent": message("sent"),
    "mending": message("sent"),
    "unknown": message("may have arrived"),
    "failed": message("failed"),
    "missed": message("missed"),
    "summed": message("in a summary"),
    "skipped": message("not here"),
    "withdrawn": message("withdrawn"),
}
DEAD = ("failed", "held", "unknown", "missed")
"""What did not arrive, or not yet, or perhaps not, and can be sent again."""
