"""The states of a delivery, and which of them mean what.

planned ──▶ sending ──▶ sent ──▶ mending ──▶ sent        (its text is put in order after an answer)
   ▲           │  └───▶ unknown                          (no answer came, twice)
   ├─ retrying ◀┤──────▶ failed                           (refused for good, or tried too often)
   └─ held     ◀┘                                         (its channel stands still, as by a wrong token)
planned ──▶ missed · summed · skipped · withdrawn         (never sent by itself)
"""

from __future__ import annotations

PLANNED = "planned"
RETRYING = "retrying"
HELD = "held"
"""Its channel stands still until somebody mends it; the next step of the ladder is taken meanwhile."""
SENDING = "sending"
SENT = "sent"
MENDING = "mending"
UNKNOWN = "unknown"
"""It was sent and no answer came: it may have arrived."""
FAILED = "failed"
MISSED = "missed"
"""It came due when nothing ran, longer ago than is useful."""
SUMMED = "summed"
"""It is one line of a summary that was sent in its place."""
SKIPPED = "skipped"
"""There is no such channel where it would have been shown, such as a desktop."""
WITHDRAWN = "withdrawn"
"""It was answered or no longer wanted before it arrived."""

WAITING = (PLANNED, RETRYING, HELD)
"""To be sent."""
DUE = (PLANNED, RETRYING, HELD, MENDING)
"""Work for a dispatcher, once its time has come."""
TRIED = (SENDING, SENT, MENDING, UNKNOWN, RETRYING, SUMMED)
"""On its way to the person, or there."""
ARRIVED = (SENT, MENDING, UNKNOWN, SUMMED)
DEAD = (FAILED, UNKNOWN, MISSED)
"""What a person may want to send again."""
