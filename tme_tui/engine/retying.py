"""Moving tasks within the graph of dependencies: under another blocker, or in between two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tme_tui.engine.adding import Adding
from tme_tui.engine.base import Change
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.ties import add_dependency, remove_dependency
from tme_tui.model.draft import Draft
from tme_tui.model.task import Link


class Retying(Adding):
    """Use cases that untie and tie in one step."""

    def retie(
        self, moves: Sequence[tuple[int, int | None]], onto: int | None, *, backwards: bool = False
    ) -> Outcome:
        """Let each task wait for `onto` in place of the blocker given with it; None is no blocker.

        `backwards`, the tasks are blockers: they are waited for by `onto` in place of the task given. A tie
        keeps its type and its lag.
        """
        with self._change() as change:
            for number, before in moves:
                change.task(number)
                kept = (Link.FINISH_START, timedelta(0))
                if before is not None and before != onto:
                    kept = self._untie(change, *((before, number) if backwards else (number, before)))
                if onto is not None and before != onto:
                    add_dependency(change, *((onto, number) if backwards else (number, onto)), *kept)
            what = ", ".join(f"#{number}" for number, _ in moves[:10])
            words = self._words
            if onto is None:
                sentence = words.text("Untied {what}", what=what)
            elif backwards:
                sentence = words.text("{what} now holds up #{onto}", what=what, onto=onto)
            else:
                sentence = words.text("{what} now waits for {blockers}", what=what, blockers=f"#{onto}")
            change.raw.describe("depend", sentence)
        return self._outcome(change, [number for number, _ in moves])

    def insert_between(self, draft: Draft, blocker: int | None, task: int | None) -> Outcome:
        """Add what a line asks for after `blocker` and before `task`, and untie those two."""
        with self._change() as change:
            made = self._write_chain(change, draft, None)
            change.notices.extend(draft.notices)
            if blocker is not None and task is not None:
                self._untie(change, task, blocker)
            if blocker is not None:
                add_dependency(change, made[0], blocker)
            if task is not None:
                add_dependency(change, task, made[-1])
            self._say_added(change, made, [link.fields for link in (draft, *draft.chain)])
        return self._outcome(change, made)

    @staticmethod
    def _untie(change: Change, number: int, blocker: int) -> tuple[Link, timedelta]:
        row = change.rows.get("dependencies", (number, blocker))
        if row is None:
            return Link.FINISH_START, timedelta(0)
        remove_dependency(change, number, blocker)
        return Link(row["link"]), timedelta(seconds=row["lag"])
