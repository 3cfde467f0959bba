"""The calendar file that a letter brings along."""

from __future__ import annotations

from tests.scheduler.reminders import Desk, OpenManager, Wait, at, before
from tme_tui.i18n import translator
from tme_tui.model.draft import Fields
from tme_tui.model.recurrence import Recurrence
from tme_tui.model.task import Kind
from tme_tui.scheduler.composing import compose


def test_of_a_series_each_letter_brings_its_own_time(open_again: OpenManager, wait: Wait) -> None:
    anna = open_again(TME_REMINDERS__CHANNELS="email")
    anna.link_address("email", "anna@example.org")
    anna.add(
        [
            Fields(
                title="Standup, daily",
                kind=Kind.EVENT,
                starts=at("2026-03-05T10:00"),
                ends=at("2026-03-05T10:15"),
                recurrence=Recurrence("FREQ=DAILY"),
                reminders=(before(hours=1),),
            )
        ]
    )
    anna.plan_ahead()
    found = []
    for hours in (19, 24):
        wait(hours=hours)
        (claimed,) = Desk(anna).send_all("email")
        document = compose(claimed, anna.now(), translator("en")).calendar
        found.append(dict(line.split(":", 1) for line in document.split("\r\n") if line))
    first, second = found
    assert (first["DTSTART"], first["DTEND"]) == ("20260305T080000Z", "20260305T081500Z")
    assert (second["DTSTART"], second["DTEND"]) == ("20260306T080000Z", "20260306T081500Z")
    assert first["UID"] != second["UID"]
    assert second["SUMMARY"] == r"Standup\, daily"
