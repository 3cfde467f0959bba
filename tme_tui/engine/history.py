"""The journal, undo and redo: from any surface, after a restart, across processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from tme_tui.engine.base import Change, EngineBase
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.undo_words import why_not
from tme_tui.model.errors import InvalidValue, NotFound, UndoRefused
from tme_tui.model.ids import HIGHEST_NUMBER, StepId
from tme_tui.model.journal import Step
from tme_tui.store import journal, setting_back
from tme_tui.store.faults import ConstraintBroken

MOST_STEPS = 10_000
_TOLD = 1_000
"""Of so many tasks at most an outcome tells."""
LeaveOut = Callable[[StepId], bool]
"""Whether a step that is refused may be passed over."""


def every_step(_: StepId) -> bool:
    """Pass over whatever is refused."""
    return True


def _no_step(_: StepId) -> bool:
    return False


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

    def undo(self, count: int = 1, *, leave_out: LeaveOut = _no_step) -> list[Outcome]:
        """Undo this person's last steps, newest first; one that is refused ends the row with its reason.

        A refused step that `leave_out` says yes to is passed over, as the notices of the outcome tell.
        """
        return self._repeat(count, leave_out, backwards=True)

    def redo(self, count: int = 1, *, leave_out: LeaveOut = _no_step) -> list[Outcome]:
        """Do again what was undone last, unless something new was done since."""
        return self._repeat(count, leave_out, backwards=False)

    def undo_back_to(self, step: StepId) -> list[Outcome]:
        """Undo this person's steps down to and including `step`; after them come those that were refused."""
        done: list[Outcome] = []
        left: list[UndoRefused] = []
        while True:
            try:
                done.append(self._turn(every_step, left, backwards=True, down_to=step))
            except UndoRefused:
                return done + [Outcome(None, str(each)) for each in left]

    def undo_step(self, step: StepId) -> Outcome:
        """Undo one step of this person alone, as if it had never been done; later ones stand.

        Where a later one touched the same, UndoRefused says what and which.
        """
        if not 0 < step <= HIGHEST_NUMBER:
            raise NotFound("step", step)
        change, numbers = self._set_back(partial(self._the_one, step), backwards=True)
        return self._outcome(change, numbers[:_TOLD])

    def _the_one(self, step: StepId, change: Change) -> StepId:
        words, found = self._words, journal.step_numbered(change.raw.connection, step)
        if found is None:
            raise NotFound("step", step)
        if found.undone:
            why = words.text("it is taken back already")
        elif found.action in setting_back.TURNS:
            why = words.text("it set another step back itself")
        elif found.person is None or found.person != self.person.login:
            why = words.text("that is not your step")
        else:
            return step
        raise self._refusal(found.sentence, why, step, backwards=True)

    def join_steps(self, after: int, sentence: str) -> StepId | None:
        """Make one step, under a sentence, of what this person did after a step: what belongs together."""
        with self._store.write() as connection:
            step = journal.join(connection, self.person.id, after, sentence)
        if step is not None:
            self._own_steps.add(int(step))
        return step

    def _repeat(self, count: int, leave_out: LeaveOut, *, backwards: bool) -> list[Outcome]:
        if not 1 <= count <= MOST_STEPS:
            raise InvalidValue(f"a number of steps from 1 to {MOST_STEPS:,}", field="steps")
        done: list[Outcome] = []
        left: list[UndoRefused] = []
        for _ in range(count):
            try:
                done.append(self._turn(leave_out, left, backwards=backwards))
            except UndoRefused as reason:
                if not done:
                    raise
                done.append(Outcome(None, str(reason)))
                break
        return done

    def _turn(
        self, leave_out: LeaveOut, left: list[UndoRefused], *, backwards: bool, down_to: StepId | None = None
    ) -> Outcome:
        """Set back the next step that can be; those that are left out on the way are added to `left`."""
        before = len(left)
        while True:
            try:
                choose = partial(self._next, left, backwards=backwards, down_to=down_to)
                change, numbers = self._set_back(choose, backwards=backwards)
            except UndoRefused as reason:
                if reason.step is None or not leave_out(StepId(reason.step)):
                    raise
                left.append(reason)
            else:
                said = [self._words.text("Left out: {what}", what=each.sentence) for each in left[before:]]
                change.notices[:0] = said
                return self._outcome(change, numbers[:_TOLD])

    def _set_back(self, choose: Callable[[Change], StepId], *, backwards: bool) -> tuple[Change, list[int]]:
        number = None
        try:
            with self._change() as change:
                number = choose(change)
                return change, self._apply(change, number, backwards=backwards)
        except ConstraintBroken as error:
            with self._store.read() as connection:
                said = journal.sentence_of(connection, number or 0)
            why = self._words.text("something made since depends on it")
            raise self._refusal(said, why, number, backwards=backwards) from error

    def _refusal(self, said: str, why: str, number: StepId | None, *, backwards: bool) -> UndoRefused:
        parts = {"what": said, "why": why}
        reason = (
            self._words.text("not taken back: {what}; {why}", **parts)
            if backwards
            else self._words.text("not done again: {what}; {why}", **parts)
        )
        return UndoRefused(reason, step=number, sentence=said)

    def _next(
        self, left: Sequence[UndoRefused], change: Change, *, backwards: bool, down_to: StepId | None
    ) -> StepId:
        choose = setting_back.next_to_undo if backwards else setting_back.next_to_redo
        after = StepId(left[-1].step or 0) if left else None
        number = choose(change.raw.connection, self.person.id, after)
        if number is not None and number >= (down_to or 0):
            return number
        if left:
            raise UndoRefused(self._words.text("there is nothing else that could be set back"))
        raise UndoRefused(
            self._words.text("there is nothing to undo")
            if backwards
            else self._words.text("there is nothing to redo")
        )

    def _apply(self, change: Change, number: StepId, *, backwards: bool) -> list[int]:
        words, said = self._words, journal.sentence_of(change.raw.connection, number)
        try:
            setting_back.restore(change.raw, number, backwards=backwards)
        except setting_back.NotAsLeft as altered:
            why = why_not(altered, change, words)
            raise self._refusal(said, why, number, backwards=backwards) from altered
        change.raw.reverts = number
        change.raw.describe(
            "undo" if backwards else "redo",
            words.text("Undid: {what}", what=said)
            if backwards
            else words.text("Did again: {what}", what=said),
        )
        numbers = _tasks_of(change)
        setting_back.mark(change.raw, number, undone=backwards)
        return numbers


def _tasks_of(change: Change) -> list[int]:
    touched: Iterable[int] = (int(key[0]) for key, _, row in change.rows.dirty("tasks") if row is not None)
    return list(touched)
