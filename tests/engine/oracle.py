"""What the engine should do, said a second time in the plainest way: dictionaries and whole copies."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field


class OracleRefuses(Exception):
    """The rule book says no."""


@dataclass
class Entry:
    title: str
    category: str | None = None
    tags: set[str] = field(default_factory=set)
    priority: int | None = None
    status: str = "open"
    parent: int | None = None
    blockers: set[int] = field(default_factory=set)

    @property
    def live(self) -> bool:
        return self.status in ("open", "started")


class Oracle:
    """Tasks by number, with every state there was before each change."""

    def __init__(self) -> None:
        self.tasks: dict[int, Entry] = {}
        self.past: list[dict[int, Entry]] = []
        self.future: list[dict[int, Entry]] = []
        self.numbers = 0

    # changes

    def begin(self) -> dict[int, Entry]:
        return copy.deepcopy(self.tasks)

    def commit(self, before: dict[int, Entry]) -> None:
        if before != self.tasks:
            self.past.append(before)
            self.future.clear()

    def add(self, entry: Entry) -> int:
        before = self.begin()
        self.numbers += 1
        if entry.parent is not None and self.tasks[entry.parent].status == "deleted":
            self.numbers -= 1
            raise OracleRefuses
        self.tasks[self.numbers] = entry
        self.commit(before)
        return self.numbers

    def edit(self, numbers: list[int], **values: object) -> None:
        if any(self.tasks[number].status == "deleted" for number in numbers):
            raise OracleRefuses
        before = self.begin()
        for number in numbers:
            for name, value in values.items():
                setattr(self.tasks[number], name, value)
        self.commit(before)

    def tag(self, numbers: list[int], add: set[str], remove: set[str]) -> None:
        if any(self.tasks[number].status == "deleted" for number in numbers):
            raise OracleRefuses
        before = self.begin()
        for number in numbers:
            self.tasks[number].tags = (self.tasks[number].tags | add) - remove
        self.commit(before)

    def pass_to(self, numbers: list[int], status: str) -> None:
        for number in numbers:
            now = self.tasks[number].status
            allowed = {
                "started": {"open"},
                "done": {"open", "started"},
                "cancelled": {"open", "started"},
                "deleted": {"open", "started", "done", "cancelled"},
            }[status]
            if now not in allowed:
                raise OracleRefuses
        before = self.begin()
        for number in numbers:
            self.tasks[number].status = status
        if status != "started":
            for number in self.inside(numbers):
                entry = self.tasks[number]
                if number not in numbers and (
                    entry.live or (status == "deleted" and entry.status != "deleted")
                ):
                    entry.status = status
        self.commit(before)

    def reopen(self, numbers: list[int]) -> None:
        if any(self.tasks[number].live for number in numbers):
            raise OracleRefuses
        self._set(numbers, "open")

    def stop(self, numbers: list[int]) -> None:
        if any(self.tasks[number].status != "started" for number in numbers):
            raise OracleRefuses
        self._set(numbers, "open")

    def _set(self, numbers: list[int], status: str) -> None:
        before = self.begin()
        for number in numbers:
            self.tasks[number].status = status
        self.commit(before)

    def depend(self, number: int, blocker: int) -> None:
        if number == blocker or "deleted" in (self.tasks[number].status, self.tasks[blocker].status):
            raise OracleRefuses
        if blocker not in self.tasks[number].blockers and self.waits(blocker, number):
            raise OracleRefuses
        before = self.begin()
        self.tasks[number].blockers.add(blocker)
        self.commit(before)

    def undepend(self, number: int, blocker: int) -> None:
        if blocker not in self.tasks[number].blockers:
            raise OracleRefuses
        before = self.begin()
        self.tasks[number].blockers.discard(blocker)
        self.commit(before)

    def nest(self, number: int, parent: int | None) -> None:
        if parent is not None and (
            parent == number or self.tasks[parent].status == "deleted" or parent in self.inside([number])
        ):
            raise OracleRefuses
        before = self.begin()
        self.tasks[number].parent = parent
        self.commit(before)

    def undo(self) -> None:
        if not self.past:
            raise OracleRefuses
        self.future.append(self.tasks)
        self.tasks = self.past.pop()

    def redo(self) -> None:
        if not self.future:
            raise OracleRefuses
        self.past.append(self.tasks)
        self.tasks = self.future.pop()

    # questions

    def waits(self, number: int, other: int) -> bool:
        """Whether `number` waits for `other`, over however many others."""
        seen: set[int] = set()
        todo = [number]
        while todo:
            one = todo.pop()
            if one == other:
                return True
            if one not in seen:
                seen.add(one)
                todo += self.tasks[one].blockers
        return False

    def inside(self, numbers: list[int]) -> set[int]:
        found: set[int] = set()
        grown = True
        while grown:
            more = {n for n, e in self.tasks.items() if e.parent in found | set(numbers)} - found
            grown = bool(more)
            found |= more
        return found

    def open_blockers(self, number: int) -> int:
        return sum(self.tasks[one].live for one in self.tasks[number].blockers)

    def blocking(self, number: int) -> int:
        return sum(entry.live and number in entry.blockers for entry in self.tasks.values())

    def subtasks(self, number: int) -> tuple[int, int]:
        inside = [e for e in self.tasks.values() if e.parent == number]
        counted = [e for e in inside if e.status not in ("cancelled", "deleted")]
        return len(counted), sum(e.status == "done" for e in counted)
