"""What is said of reminders and their deliveries on the command line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cli.command_line import CommandLine
from tme_tui.cli.outbox import as_document
from tme_tui.model.outbox import Delivery

_BEYOND = "99999999999999999999999"
"""More than any base can count."""


def test_a_number_is_one_of_a_delivery_or_of_a_step(tme: CommandLine) -> None:
    tme.ok("add", "milk")
    for words, exit_code, said in (
        (("deliveries", "retry", "12"), 1, "there is no delivery 12"),
        (("deliveries", "retry", _BEYOND), 1, f"there is no delivery {_BEYOND}"),
        (("deliveries", "retry", "many"), 2, "ID takes a whole number from 1 on"),
        (("deliveries", "retry", "--", "-1"), 2, "ID takes a whole number from 1 on"),
        (("undo", "--step", "999"), 1, "there is no step 999"),
        (("undo", "--step", _BEYOND), 1, f"there is no step {_BEYOND}"),
        (("undo", "--step", "0"), 2, "--step takes a whole number from 1 on"),
    ):
        answer = tme(*words)
        assert (answer.exit, answer.out) == (exit_code, ""), words
        assert answer.err.splitlines()[0] == f"tme: {said}", words


def test_a_reminder_that_insists_is_set_and_shown_as_such(tme: CommandLine) -> None:
    tme.ok("add", "milk", "tomorrow", "10:00")
    tme.ok("remind", "1", "15m!5m,2h", "--via", "slack")
    tme.ok("remind", "1", "today 23:00!1h")
    assert "15 min before, again every 5 min → slack" in tme.ok("show", "1")
    assert "23:00, again every 1 h" in tme.ok("show", "1")
    for wrong in ("15m!", "15m!0m", "15m!often", "banana!5m"):
        answer = tme("remind", "1", wrong)
        assert (answer.exit, answer.out) == (1, ""), wrong
        assert repr(wrong) in answer.err, wrong


def test_a_reminder_names_its_channel_as_in_a_sentence(tme: CommandLine) -> None:
    tme.ok("add", "milk", "tomorrow", "10:00")
    tme.ok("remind", "1", "15m@tg,2h", "--via", "slack")
    said = tme.ok("show", "1")
    assert "15 min before → telegram" in said
    assert "2 h before → slack" in said
    assert "there is no channel pigeon" in tme("remind", "1", "15m@pigeon").err


def test_what_changes_nothing_is_said(tme: CommandLine) -> None:
    tme.ok("add", "milk", "tomorrow", "10:00", "!2", "remind:15m")
    for words in (("remind", "1", "15m"), ("edit", "1", "!2")):
        assert tme.ok(*words).splitlines()[0] == "There was nothing to change.", words


@pytest.mark.parametrize(
    ("state", "waits"), [("planned", True), ("held", True), ("sent", False), ("failed", False)]
)
def test_what_is_over_has_no_next_try(state: str, waits: bool) -> None:
    now = datetime(2026, 11, 26, 10, tzinfo=UTC)
    one = Delivery(
        id=1, kind="reminder", task=1, title="milk", person="anna", channel="slack", state=state, due=now,
        next_try=now, attempts=1, sent=None, acknowledged=None, error="", thread="1", occurrence="",
    )  # fmt: skip
    assert as_document(one)["next_try"] == (now.isoformat() if waits else None)


def test_names_in_the_ladder_that_nothing_has_are_told(tme: CommandLine) -> None:
    tme.ok("people", "add", "boris")
    tme.environment |= {"TME_REMINDERS__CHANNELS": "slakc, desktop", "TME_REMINDERS__THEN": "bris"}
    said = tme.ok("status").splitlines()
    assert any(
        one.startswith("reminders.channels cannot be used: there is no channel slakc;") for one in said
    )
    assert "reminders.then cannot be used: there is no person @bris" in said
    assert "не найдено: канал slakc" in tme.ok("--lang", "ru", "status")
    assert [one["setting"] for one in tme("status", "--json").json["ladder"]] == [
        "reminders.channels",
        "reminders.then",
    ]
    tme.environment |= {"TME_REMINDERS__CHANNELS": "desktop", "TME_REMINDERS__THEN": "boris"}
    assert tme("status", "--json").json["ladder"] == []
