"""The journal, undo and redo: from any surface, after a restart, across processes."""

from __future__ import annotations

from collections.abc import Iterable

from tme_tui.engine.base import Change, EngineBase
from tme_tui.engine.outcome import Outcome
from tme_tui.model.errors import InvalidValue, UndoRefused
from tme_tui.model.ids import StepId
from tme_tui.model.journal import Step
from tme_tui.store import journal
from tme_tui.store.faults import ConstraintBroken

MOST_STEPS = 10_000


class History(EngineBase):
    """Use cases over steps."""

    def journal(self, limit: int = 50, before: StepId | None = None, task: int | None = None) -> list[Step]:
        """The latest steps, newest first; with `task`, only those that touched it."""
        with self._store.read() as connection:
            return journal.read_steps(connection, limit, before, task)

    def tasks_of_step(self, step: StepId) -> list[int]:
        """The tasks that a step touched, also through what belongs to them, by number."""
        with self._store.read() as connection:
            touched = journal.touched_by(connection, int(step))
        of_tasks = ("tasks", "task_tags", "dependencies", "participants")
        return list(dict.fromkeys(int(key[0]) for entity in of_tasks for key in touched.get(entity, ())))

    def undo(self, count: int = 1) -> list[Outcome]:
        """Undo this person's last steps, newest first; one that is refused ends the row with its reason."""
        return self._repeat(count, backwards=True)

    def redo(self, count: int = 1) -> list[Outcome]:
        """Do again what was undone last, unless something new was done since."""
        return self._repeat(count, backwards=False)

    def undo_back_to(self, step: StepId) -> list[Outcome]:
        """Undo this person's steps down to and including `step`."""
        done: list[Outcome] = []
        while True:
            with self._store.read() as connection:
                latest = journal.next_to_undo(connection, self.person.id)
            if latest is None or latest < step:
                return done
            done += self.undo()

    def join_steps(self, after: int, sentence: str) -> StepId | None:
        """Make one step, under a sentence, of what this person did after a step: what belongs together."""
        with self._store.write() as connection:
            step = journal.join(connection, self.person.id, after, sentence)
        if step is not None:
            self._own_steps.add(int(step))
        return step

    def _repeat(self, count: int, *, backwards: bool) -> list[Outcome]:
        if not 1 <= count <= MOST_STEPS:
            raise InvalidValue(f"a number of steps from 1 to {MOST_STEPS:,}", field="steps")
        done: list[Outcome] = []
        for _ in range(count):
            try:
                done.append(self._turn(backwards=backwards))
            except UndoRefused as reason:
                if not done:
                    raise
                done.append(Outcome(None, str(reason)))
                break
        return done

    def _turn(self, *, backwards: bool) -> Outcome:
        try:
            with self._change() as change:
                numbers = self._apply(change, backwards=backwards)
        except ConstraintBroken as error:
            raise UndoRefused(
                self._words.text("it cannot be taken back: something made since depends on it")
            ) from error
        return self._outcome(change, numbers[:1000])

    def _apply(self, change: Change, *, backwards: bool) -> list[int]:
        connection = change.raw.connection
        choose = journal.next_to_undo if backwards else journal.next_to_redo
        number = choose(connection, self.person.id)
        if number is None:
            raise UndoRefused(
                self._words.text("there is nothing to undo")
                if backwards
                else self._words.text("there is nothing to redo")
            )
        said = journal.sentence_of(connection, number)
        journal.restore(change.raw, number, backwards=backwards)
        change.raw.reverts = number
        change.raw.describe(
            "undo" if backwards else "redo",
            self._words.text("Undid: {what}", what=said)
            if backwards
            else self._words.text("Did again: {what}", what=said),
        )
        numbers = _tasks_of(change)
        journal.mark(change.raw, number, undone=backwards)
        return numbers


def _tasks_of(change: Change) -> list[int]:
    touched: Iterable[int] = (int(key[0]) for key, _, row in change.rows.dirty("tasks") if row is not None)
    return list(touched)
