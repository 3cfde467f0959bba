"""The working thread: order, urgency, forgotten questions, failures, an orderly end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

from textual.message import Message

from tests.conftest import NOON
from tests.tui.screens import engine_of
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.errors import Refused, StoreDamaged, StoreLocked
from tme_tui.tui.working.work import Failed, Job, Opened, OpeningFailed, StillLocked, Urgency, Work


class Said(Message):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def say(text: str) -> Job:
    return lambda _: Said(text)


def work_over(home: Path, heard: list[Message], ready: threading.Event | None = None) -> Work:
    def open_engine() -> TaskManager:
        if ready is not None:
            ready.wait()
        return engine_of(home, FixedClock(NOON))

    return Work(open_engine, heard.append)


def texts(heard: list[Message]) -> list[str]:
    return [message.text for message in heard if isinstance(message, Said)]


def test_what_is_urgent_goes_first_and_the_rest_in_order(home: Path) -> None:
    heard: list[Message] = []
    ready = threading.Event()
    work = work_over(home, heard, ready)
    work.start()
    work.ask(say("counts"), Urgency.COUNTS)
    work.ask(say("details"), Urgency.DETAILS)
    work.ask(say("first change"), Urgency.CHANGE)
    work.ask(say("page"), Urgency.PAGE)
    work.ask(say("order"), Urgency.ORDER)
    work.ask(say("second change"), Urgency.CHANGE)
    ready.set()
    work.stop()
    assert isinstance(heard[0], Opened)
    said = texts(heard)
    quick = [text for text in said if text not in ("order", "counts")]
    assert quick == ["first change", "second change", "page", "details"]
    assert [text for text in said if text not in quick] == ["order", "counts"]


def test_a_page_does_not_wait_for_a_long_order(home: Path) -> None:
    page_came = threading.Event()

    def order(_: TaskManager) -> Message:
        assert page_came.wait(60), "the page waits for the order"
        return Said("order")

    def page(_: TaskManager) -> Message:
        page_came.set()
        return Said("page")

    heard: list[Message] = []
    work = work_over(home, heard)
    work.start()
    work.ask(order, Urgency.ORDER)
    work.ask(page, Urgency.PAGE)
    work.stop()
    assert texts(heard) == ["page", "order"]


def test_an_older_question_of_a_topic_is_forgotten_but_no_change(home: Path) -> None:
    heard: list[Message] = []
    ready = threading.Event()
    work = work_over(home, heard, ready)
    work.start()
    for number in range(5):
        work.ask(say(f"page {number}"), Urgency.PAGE, "page")
        work.ask(say(f"change {number}"), Urgency.CHANGE)
    ready.set()
    work.stop()
    assert texts(heard) == [f"change {number}" for number in range(5)] + ["page 4"]
    assert work.is_idle


def test_a_refusal_comes_back_by_name_and_the_work_goes_on(home: Path) -> None:
    def refuse(_: TaskManager) -> Message:
        raise Refused("no")

    def fail(_: TaskManager) -> Message:
        raise ZeroDivisionError

    heard: list[Message] = []
    work = work_over(home, heard)
    work.start()
    work.ask(refuse, Urgency.CHANGE, name="line 7")
    work.ask(fail, Urgency.CHANGE, "topic")
    work.ask(say("still here"), Urgency.CHANGE)
    work.stop()
    first, second = [message for message in heard if isinstance(message, Failed)]
    assert (first.name, str(first.error)) == ("line 7", "no")
    assert (second.name, second.error) == ("topic", None)
    assert texts(heard) == ["still here"]


def test_a_base_that_cannot_be_opened_is_told(home: Path) -> None:
    def open_engine() -> TaskManager:
        raise StoreDamaged("not sound")

    heard: list[Message] = []
    work = Work(open_engine, heard.append)
    work.start()
    work.stop()
    [message] = heard
    assert isinstance(message, OpeningFailed)
    assert str(message.error) == "not sound"


def test_what_is_typed_is_refused_when_opening_is_a_fault_of_the_program(home: Path) -> None:
    def open_engine() -> TaskManager:
        raise ZeroDivisionError

    heard: list[Message] = []
    work = Work(open_engine, heard.append)
    work.ask(say("typed before"), Urgency.CHANGE, name="before")
    work.start()
    work.stop()
    work.ask(say("typed after"), Urgency.CHANGE, name="after")
    assert [(each.name, each.error) for each in heard if isinstance(each, Failed)] == [
        ("open", None),
        ("before", None),
        ("after", None),
    ]
    assert work.is_idle


def test_a_base_in_use_is_tried_until_it_is_free(home: Path) -> None:
    refusals = [StoreLocked("in use")] * 2

    def open_engine() -> TaskManager:
        if refusals:
            raise refusals.pop()
        return engine_of(home, FixedClock(NOON))

    heard: list[Message] = []
    opened = threading.Event()
    work = Work(open_engine, heard.append, opened=lambda _: opened.set())
    work.ask(say("typed meanwhile"), Urgency.CHANGE)
    work.start()
    assert opened.wait(60)
    work.stop()
    assert [type(message) for message in heard] == [StillLocked, StillLocked, Opened, Said]


def test_who_leaves_does_not_wait_for_a_base_in_use(home: Path) -> None:
    tried, leaving = threading.Event(), threading.Event()

    def open_engine() -> TaskManager:
        tried.set()
        assert leaving.wait(60)
        raise StoreLocked("in use")

    heard: list[Message] = []
    work = Work(open_engine, heard.append)
    work.ask(say("typed in vain"), Urgency.CHANGE)
    work.start()
    assert tried.wait(60)
    threading.Timer(0.2, leaving.set).start()
    work.stop()
    assert isinstance(heard[-1], Failed)
    assert isinstance(heard[-2], OpeningFailed)


def test_other_processes_are_looked_for_while_there_is_nothing_to_do(home: Path) -> None:
    ticked = threading.Event()
    work = Work(
        lambda: engine_of(home, FixedClock(NOON)),
        lambda _: None,
        tick=cast(Callable[[TaskManager], object], lambda _: ticked.set()),
    )
    work.start()
    assert ticked.wait(60)
    work.stop()


def test_what_was_asked_for_before_the_work_began_is_done_before_it_ends(home: Path) -> None:
    heard: list[Message] = []
    work = work_over(home, heard)
    work.ask(say("a change"), Urgency.CHANGE)
    work.stop()
    assert texts(heard) == ["a change"]
