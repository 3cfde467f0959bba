"""Somebody is linked while nothing runs: the command that waited ends, and the person is told."""

from __future__ import annotations

from threading import Event

from tests.scheduler.world import until
from tme_tui.engine.manager import TaskManager
from tme_tui.model.delivery import Incoming, IncomingKind, Unanswered
from tme_tui.scheduler.listening import listening


class Slow:
    """An ear in which somebody types a code, and that takes its time to reply."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._ended = Event()
        self.replied: list[str] = []

    def listen(self, place: str) -> tuple[tuple[Incoming, ...], str]:
        if place:
            self._ended.wait(20)
            return (), place
        return (Incoming("1", IncomingKind.WROTE, "42", text=self._code),), "1"

    def reply(self, incoming: Incoming, text: str) -> None:
        if self._ended.wait(0.3):
            raise Unanswered("it was stopped")
        self.replied.append(text)

    def stop(self) -> None:
        self._ended.set()


def test_who_sent_the_code_is_told_before_the_command_ends(tasks: TaskManager) -> None:
    code = tasks.new_link_code("telegram")
    ear = Slow(code.code)
    with listening("telegram", ear, tasks):
        until(lambda: tasks.is_link_used(code), "nobody was linked")
    assert ear.replied == [f"Linked. Reminders for {tasks.person.name} come here from now on."]


def test_whoever_writes_can_be_written_to_again(tasks: TaskManager) -> None:
    tasks.link_address("telegram", "42")
    tasks.address_changed("telegram", "42", "blocked")
    assert [one.state for one in tasks.links()] == ["blocked"]
    with listening("telegram", Slow("hello"), tasks):
        until(lambda: [one.state for one in tasks.links()] == ["linked"], "it stays blocked")
