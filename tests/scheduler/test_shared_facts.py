"""What the processes on one base know of each other: who is awake, whom to leave alone, who is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

from tests.scheduler.reminders import Desk, Wait, call
from tme_tui.engine.manager import TaskManager
from tme_tui.model.outbox import Fate
from tme_tui.model.task import Reminder
from tme_tui.scheduler.awake import GAP, Awake
from tme_tui.store.outbox.holders import is_gone, new_holder


def only_telegram(tasks: TaskManager, *minutes: int) -> None:
    for minute in minutes:
        call(tasks, Reminder(timedelta(minutes=15), channel="telegram"), due=f"2026-03-04T14:{minute}")


def test_who_begins_beside_another_takes_its_backlog_for_no_sleep(tasks: TaskManager, wait: Wait) -> None:
    assert tasks.awake_since("new:0:x") is None
    began = int(tasks.now().timestamp())
    parts: dict[str, tuple[str, int, dict[str, object]]] = {"dispatcher": ("running", began, {})}
    tasks.report_services("old:0:x", parts)
    wait(seconds=30)
    assert tasks.awake_since("new:0:x") == began
    assert tasks.awake_since("old:0:x") is None, "it does not ask itself"
    heard: dict[str, tuple[str, int, dict[str, object]]] = {
        "dispatcher": ("running", began + 30, {"awake": began})
    }
    tasks.report_services("middle:0:x", heard)
    tasks.withdraw_services("old:0:x")
    assert tasks.awake_since("new:0:x") == began, "what one has heard it passes on"
    assert tasks.awake_since("new:0:x") == began
    wait(minutes=5)
    assert tasks.awake_since("new:0:x") is None, "nobody has been heard of"


def test_who_begins_after_a_kill_takes_what_waits_for_no_sleep(tasks: TaskManager, wait: Wait) -> None:
    code = "from tme_tui.store.outbox.holders import new_holder; print(new_holder())"
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    began = int(tasks.now().timestamp())
    heard: dict[str, tuple[str, int, dict[str, object]]] = {
        "dispatcher": ("running", began, {"awake": began})
    }
    tasks.report_services(killed.stdout.strip(), heard)
    wait(seconds=30)
    assert tasks.awake_since("new:0:x") == began


def test_a_machine_that_slept_was_not_awake() -> None:
    awake = Awake(lambda: None)
    assert awake.look(1000) == 1000
    assert awake.look(1000 + GAP) == 1000
    assert awake.told(1030 + GAP) == 1000
    assert awake.told(1001 + 2 * GAP) == 1001 + 2 * GAP
    assert awake.look(5000) == 5000
    beside = Awake(lambda: 700)
    assert beside.look(1000) == 700
    assert beside.look(5000) == 700, "the other did not sleep"
    assert Awake(lambda: 9000).look(5000) == 5000


def test_a_chat_that_one_process_wrote_to_is_left_alone_by_all(tasks: TaskManager, wait: Wait) -> None:
    tasks.link_address("telegram", "42")
    only_telegram(tasks, 20, 21)
    wait(minutes=10)
    first, second = (Desk(tasks, f"{name}:0:x", spacing={"telegram": 1}) for name in "ab")
    (claimed,) = first.take("telegram")
    first.report(claimed)
    assert second.take("telegram") == []
    wait(seconds=2)
    assert len(second.take("telegram")) == 1


def test_a_chat_in_which_one_process_edited_is_left_alone_by_all(tasks: TaskManager, wait: Wait) -> None:
    tasks.link_address("telegram", "42")
    only_telegram(tasks, 20)
    wait(minutes=6)
    first, second = (Desk(tasks, f"{name}:0:x", spacing={"telegram": 1}) for name in "ab")
    first.send_all("telegram")
    wait(minutes=1)
    tasks.complete(1)
    (mending,) = first.take("telegram")
    only_telegram(tasks, 22)
    assert second.take("telegram") == [], "it is being edited just now"
    first.report(mending)
    assert second.take("telegram") == []
    wait(seconds=2)
    assert len(second.take("telegram")) == 1


def test_an_edit_of_a_process_that_is_gone_is_taken_over(tasks: TaskManager, wait: Wait) -> None:
    tasks.link_address("telegram", "42")
    only_telegram(tasks, 20)
    wait(minutes=6)
    code = "from tme_tui.store.outbox.holders import new_holder; print(new_holder())"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    Desk(tasks).send_all("telegram")
    tasks.complete(1)
    (mending,) = Desk(tasks, ended.stdout.strip()).take("telegram")
    assert [one.id for one in Desk(tasks).take("telegram")] == [mending.id]


def test_a_server_that_asks_to_be_left_alone_is_left_alone_by_all(tasks: TaskManager, wait: Wait) -> None:
    tasks.link_address("telegram", "42")
    call(tasks, Reminder(timedelta(minutes=15), channel="telegram"), due="2026-03-04T14:20")
    with_anna = tasks.add_task("Anna's").id
    assert with_anna
    wait(minutes=5)
    first, second = Desk(tasks, "a:0:x"), Desk(tasks, "b:0:x")
    (claimed,) = first.take("telegram")
    first.report(claimed, Fate.RETRY, error="too many requests", wait=300.0)
    only_telegram(tasks, 21)
    wait(minutes=2)
    assert second.take("telegram") == []
    wait(minutes=4)
    (claimed,) = second.take("telegram")
    second.report(claimed, Fate.RETRY, error="no connection")
    (row,) = tasks.deliveries(states=["retrying"])
    assert row.error == "no connection"


def test_a_process_elsewhere_is_never_taken_for_gone() -> None:
    mine = new_holder()
    assert not is_gone(mine)
    code = "from tme_tui.store.outbox.holders import new_holder; print(new_holder())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    holder = other.stdout.strip()
    assert is_gone(holder)
    host, number, rest = holder.split(":")
    assert not is_gone(f"{host}:{number}:00000000.{rest.partition('.')[2]}"), "another container"
    assert not is_gone(f"elsewhere:{os.getpid()}:{rest}")
    assert not is_gone(f"{host}:{number}"), "a name that an older program gave"
