"""The names of weekdays, short enough for a column, and of months."""

from __future__ import annotations

from tme_tui.i18n import message

DAYS = (
    *(message("Mo"), message("Tu"), message("We"), message("Th"), message("Fr"), message("Sa")),
    message("Su"),
)
MONTHS = (
    *(message("January"), message("February"), message("March"), message("April"), message("May")),
    *(message("June"), message("July"), message("August"), message("September"), message("October")),
    *(message("November"), message("December")),
)
