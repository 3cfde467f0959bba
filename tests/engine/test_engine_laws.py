"""Random lives of a base beside the oracle: every command, undo, redo, restarts, a second process."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.engine.oracle import Entry, Oracle, OracleRefuses
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.builtin_views import View
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.errors import Refused, TmeError
from tme_tui.model.ids import TaskId

TITLES = st.sampled_from(["Pay rent", "Отчёт", "買い物", "x", "[/b] *hm*", "Call Anna"])
CATEGORIES = st.sampled_from([None, "Home", "Work", "Work/Design"])
TAGS = st.sets(st.sampled_from(["next", "shop", "дом"]), max_size=2)
PRIORITIES = st.sampled_from([None, 1, 2, 4])
SOME = st.lists(st.integers(0, 30), min_size=1, max_size=3)


class Lives(RuleBasedStateMachine):
    """Two managers over one file take turns; either may be closed and opened again."""

    template: Path
    """An empty base, set by a fixture."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        shutil.copy(self.template, Path(self.folder.name) / "base.db")
        self.clock = FixedClock(datetime(2026, 11, 21, 10, tzinfo=UTC))
        self.oracle = Oracle()
        self.managers = [self._open(), self._open()]

    def _open(self) -> TaskManager:
        url = str(Path(self.folder.name) / "base.db")
        return open_manager(url, environment={"TME_HOME": self.folder.name, "USER": "me"}, clock=self.clock)

    def teardown(self) -> None:
        for manager in getattr(self, "managers", ()):
            manager.close()
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def _chosen(self, picks: list[int]) -> list[int]:
        numbers = sorted(self.oracle.tasks)
        return list(dict.fromkeys(numbers[pick % len(numbers)] for pick in picks)) if numbers else []

    def _both(self, engine: Callable[[], object], oracle: Callable[[], object]) -> None:
        """The engine refuses exactly what the oracle refuses, and then changes nothing."""
        try:
            oracle()
        except OracleRefuses:
            with pytest.raises(Refused):
                engine()
        else:
            engine()

    @rule(
        title=TITLES,
        category=CATEGORIES,
        tags=TAGS,
        priority=PRIORITIES,
        parent=st.none() | st.integers(0, 30),
        side=st.integers(0, 1),
    )
    def add(
        self,
        title: str,
        category: str | None,
        tags: set[str],
        priority: int | None,
        parent: int | None,
        side: int,
    ) -> None:
        inside = None if parent is None else next(iter(self._chosen([parent])), None)
        entry = Entry(title, category, tags, priority, parent=inside)
        fields = Fields(
            title=title,
            category=category,
            add_tags=tuple(sorted(tags)),
            priority=priority,
            parent=None if inside is None else TaskId(inside),
        )
        self._both(lambda: self.managers[side].add([fields]), lambda: self.oracle.add(entry))

    @rule(picks=SOME, title=TITLES, priority=PRIORITIES, category=CATEGORIES, side=st.integers(0, 1))
    def edit(
        self, picks: list[int], title: str, priority: int | None, category: str | None, side: int
    ) -> None:
        if numbers := self._chosen(picks):
            fields = Fields(title=title, priority=priority, category=category)
            self._both(
                lambda: self.managers[side].edit(numbers, fields),
                lambda: self.oracle.edit(numbers, title=title, priority=priority, category=category),
            )

    @rule(picks=SOME, add=TAGS, remove=TAGS, side=st.integers(0, 1))
    def tag(self, picks: list[int], add: set[str], remove: set[str], side: int) -> None:
        if numbers := self._chosen(picks):
            self._both(
                lambda: self.managers[side].tag(numbers, add, remove),
                lambda: self.oracle.tag(numbers, add, remove),
            )

    @rule(
        picks=SOME,
        status=st.sampled_from(["started", "done", "cancelled", "deleted", "open", "stopped"]),
        side=st.integers(0, 1),
    )
    def pass_to(self, picks: list[int], status: str, side: int) -> None:
        numbers = self._chosen(picks)
        if not numbers:
            return
        manager = self.managers[side]
        engine = {
            "started": manager.start,
            "done": manager.complete,
            "cancelled": manager.cancel,
            "deleted": manager.delete,
            "open": manager.reopen,
            "stopped": manager.stop,
        }[status]
        self._both(lambda: engine(numbers), lambda: self._oracle_passes(numbers, status))

    def _oracle_passes(self, numbers: list[int], status: str) -> None:
        if status == "open":
            self.oracle.reopen(numbers)
        elif status == "stopped":
            self.oracle.stop(numbers)
        else:
            self.oracle.pass_to(numbers, status)

    @rule(one=st.integers(0, 30), other=st.integers(0, 30), on=st.booleans(), side=st.integers(0, 1))
    def tie(self, one: int, other: int, on: bool, side: int) -> None:
        numbers = self._chosen([one]) + self._chosen([other])
        if not numbers:
            return
        number, blocker = numbers
        manager = self.managers[side]
        if on:
            self._both(lambda: manager.depend(number, blocker), lambda: self.oracle.depend(number, blocker))
            return
        try:
            self.oracle.undepend(number, blocker)
        except OracleRefuses:
            with pytest.raises(TmeError):
                manager.undepend(number, blocker)
        else:
            manager.undepend(number, blocker)

    @rule(one=st.integers(0, 30), other=st.none() | st.integers(0, 30), side=st.integers(0, 1))
    def nest(self, one: int, other: int | None, side: int) -> None:
        if numbers := self._chosen([one]):
            parent = None if other is None else self._chosen([other])[0]
            self._both(
                lambda: self.managers[side].nest(numbers, parent),
                lambda: self.oracle.nest(numbers[0], parent),
            )

    @rule(side=st.integers(0, 1))
    def undo(self, side: int) -> None:
        self._both(self.managers[side].undo, self.oracle.undo)

    @rule(side=st.integers(0, 1))
    def redo(self, side: int) -> None:
        self._both(self.managers[side].redo, self.oracle.redo)

    @rule(side=st.integers(0, 1))
    def restart(self, side: int) -> None:
        self.managers[side].close()
        self.managers[side] = self._open()

    @invariant()
    def same(self) -> None:
        if not hasattr(self, "managers"):
            return
        oracle, manager = self.oracle, self.managers[0]
        stored = manager.tasks_numbered(range(1, oracle.numbers + 1))
        assert sorted(stored) == sorted(oracle.tasks)
        for number, entry in oracle.tasks.items():
            task = stored[number]
            seen = Entry(
                task.title,
                task.category,
                set(task.tags),
                task.priority,
                task.status.value,
                task.parent,
                {int(tie.blocker) for tie in task.depends},
            )
            assert seen == entry
            assert task.open_blockers == oracle.open_blockers(number)
            assert task.blocking == oracle.blocking(number)
            assert (task.subtasks, task.subtasks_done) == oracle.subtasks(number)

    @invariant()
    def counts_hold(self) -> None:
        if not hasattr(self, "managers"):
            return
        entries = self.oracle.tasks
        counts = self.managers[1].counts()
        live = {n for n, e in entries.items() if e.live}
        assert counts[View.ALL] == len(live)
        assert counts[View.DONE] == sum(e.status == "done" for e in entries.values())
        assert counts[View.BLOCKED] == sum(self.oracle.open_blockers(n) > 0 for n in live)
        assert counts[View.INBOX] == sum(
            entries[n].category is None and entries[n].parent is None for n in live
        )
        by_category = {tally.name: tally.count for tally in self.managers[1].categories() if tally.count}
        expected: dict[str, int] = {}
        for number in live:
            if (name := entries[number].category) is not None:
                expected[name] = expected.get(name, 0) + 1
        assert by_category == expected
        listed = [int(task.id) for task in self.managers[0].get_tasks()]
        assert sorted(listed) == sorted(live)


def test_the_engine_lives_as_the_oracle(sqlite_template: Path) -> None:
    Lives.template = sqlite_template
    steps = settings(max_examples=settings().max_examples // 4, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Lives, settings=steps)
