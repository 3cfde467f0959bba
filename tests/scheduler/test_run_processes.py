"""`tme run` as processes: they share the work, may be killed, and lose and double nothing."""

from __future__ import annotations

import json
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from threading import Event
from time import monotonic, time

import pytest

from tests.channels.servers.bot_api import TOKEN
from tests.channels.servers.standin import StandIn, running
from tests.scheduler.world import World, until
from tests.support.timing import Clocked
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder

STOP_WITHIN = 5.0
SWEEP = 20.0


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Nobody else can write to the base, and on a server not even read."""
    if url.startswith("postgresql"):
        import psycopg

        with psycopg.connect(url) as server:
            server.execute("LOCK TABLE meta, deliveries, services IN ACCESS EXCLUSIVE MODE")
            yield
    else:
        with closing(sqlite3.connect(url, isolation_level=None, timeout=60)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield


def test_a_base_that_is_locked_for_ten_seconds_costs_nothing(world: World) -> None:
    logins = world.crowd(4)
    world.start()
    world.wait_for_services(1)
    count = 0
    for seconds in (6, 60):
        begun, before = monotonic(), count
        count += world.remind(logins, 3, seconds=seconds)
        with locked(world.url):
            is_ahead = monotonic() - begun < seconds - 1
            if is_ahead:
                Event().wait(seconds + 4)
                assert world.keys().total() == before
        world.come_to_rest()
        if is_ahead:
            break  # on a busy machine they may be due before the base is locked
    assert is_ahead
    assert world.states() == {"sent": count}
    assert set(world.keys().values()) == {1}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_time_and_leaves_nothing_behind(local_world: World, number: signal.Signals) -> None:
    process = local_world.start()
    local_world.wait_for_services(1)
    assert local_world.ended_within(process, number) < STOP_WITHIN
    assert json.loads(local_world.tme("status", "--json"))["services"] == []


def _none_runs(world: World) -> bool:
    return all(one.state != "running" for one in world.looking.services())


def test_an_end_that_is_cut_short_was_announced(world: World) -> None:
    """A message is under way for longer than anybody waits, and the process is killed meanwhile."""
    process = world.start(NOTEBOOK_DELAY="60")
    world.wait_for_services(1)
    world.remind(world.crowd(1), 1)
    until(lambda: world.keys().total() == 1, "nothing is under way")
    process.terminate()
    until(lambda: _none_runs(world), "it does not say that it ends")
    process.kill()
    process.wait()
    assert "ended without a word" not in world.tme("status")


@pytest.fixture
def bot() -> Iterator[StandIn]:
    """A server of the Bot API."""
    with running("telegram") as server:
        yield server


def _buttons(message: dict[str, object]) -> dict[str, str]:
    rows = message["buttons"]
    assert isinstance(rows, list)
    return {button["label"]: button["data"] for row in rows for button in row}


def test_a_code_links_a_reminder_comes_and_its_button_completes_the_task(
    local_world: World, bot: StandIn
) -> None:
    world = local_world
    world.environment |= {"TME_TELEGRAM__TOKEN": TOKEN, "TME_TELEGRAM__API_URL": bot.url, "NO_PROXY": "*"}
    world.environment["TME_REMINDERS__CHANNELS"] = "telegram"
    world.start()
    code = json.loads(world.tme("link", "telegram", "--json"))["code"]
    bot.person(chat=42, write=f"/start {code}", name="Anna")
    with world.engine() as engine:
        until(lambda: bool(engine.links()), "nobody was linked")
        at = Moment.at((engine.now() + timedelta(seconds=3)).replace(microsecond=0), "UTC")
        task = engine.add([Fields(title="Call <b>Anna</b>", reminders=(Reminder(at=at),))]).task
        until(lambda: any("Call <b>Anna</b>" in one["text"] for one in bot.sent()), "no reminder came")
        (message,) = [one for one in bot.sent() if one["buttons"]]
        bot.person(chat=42, press=_buttons(message)["Done"], message=int(message["id"]))
        until(lambda: not engine.get_task(task).status.is_open, "the button did nothing")
        until(lambda: any("✓ Done" in one["text"] for one in bot.sent()), "the message was not edited")
    assert TOKEN not in (world.home / "logs" / "service.log").read_text()


def test_what_goes_wrong_is_told_at_once(local_world: World, bot: StandIn) -> None:
    """Not when the process next says that it lives."""
    world = local_world
    bot.fail("error", code=401, description="Unauthorized", times=1_000)
    world.environment |= {"TME_TELEGRAM__TOKEN": TOKEN, "TME_TELEGRAM__API_URL": bot.url, "NO_PROXY": "*"}
    world.start()
    world.wait_for_services(1)

    told: list[float] = []
    """How many seconds after the ear gave up that was written down."""

    def is_told() -> bool:
        told.extend(
            (one.heartbeat - one.since).total_seconds()
            for one in world.looking.services()
            if one.name == "ear telegram" and "the token is wrong" in one.error
        )
        return bool(told)

    until(is_told, "nobody tells of the token")
    assert told[0] < SWEEP / 2


def test_who_is_linked_just_now_is_told_there(world: World) -> None:
    """The address is new, the reminder was planned before, and both are somebody else's writing."""
    world.start()
    world.wait_for_services(1)
    with Clocked() as clocked, world.engine() as engine:
        at = Moment.at((engine.now() + timedelta(seconds=8)).replace(microsecond=0), "UTC")
        engine.add([Fields(title="Planned before", reminders=(Reminder(at=at),))])
        Event().wait(1.5)  # the process looks for changes each second; nothing is waited for
        engine.link_address("notebook", "a0")
        linked = time()  # on a busy machine it may be due by then
        until(lambda: world.keys().total() == 1, "the new address was not heard of in time")
    (row,) = world.notebook.read_text().splitlines()
    late = float(row.split("\t")[3]) - max(at.utc("UTC").timestamp(), linked)
    assert late / clocked.slower < 3
