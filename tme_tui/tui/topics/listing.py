"""The topic of how the list looks: its order, groups and columns, folding, and the order made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from textual import on

from tme_tui.i18n import message
from tme_tui.model.grouping import GroupBy
from tme_tui.model.query import SortKey
from tme_tui.tui.tab import Tab
from tme_tui.tui.tasks.columns import Column
from tme_tui.tui.tasks.task_list import TaskList
from tme_tui.tui.topics.asking import Asking
from tme_tui.tui.topics.panes import Panes
from tme_tui.tui.topics.showing import Showing
from tme_tui.tui.views.dropping import landing_on

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.tui.picking.picker import Chosen

K = TypeVar("K")

SORTS: Final[Mapping[SortKey | None, str]] = {
    None: message("as the view has it"),
    SortKey.URGENCY: message("urgency"),
    SortKey.DUE: message("due"),
    SortKey.WHEN: message("when it takes place"),
    SortKey.PRIORITY: message("priority"),
    SortKey.TITLE: message("title"),
    SortKey.CATEGORY: message("category"),
    SortKey.ESTIMATE: message("estimate"),
    SortKey.CREATED: message("created"),
    SortKey.MODIFIED: message("changed"),
    SortKey.POSITION: message("by hand"),
}
GROUPS: Final[Mapping[GroupBy, str]] = {
    GroupBy.NOTHING: message("no groups"),
    GroupBy.DAY: message("day"),
    GroupBy.CATEGORY: message("category"),
    GroupBy.PRIORITY: message("priority"),
    GroupBy.ASSIGNEE: message("person"),
}
COLUMNS: Final[Mapping[Column, str]] = {
    Column.WHEN: message("due"),
    Column.CATEGORY: message("category"),
    Column.TAGS: message("tags"),
    Column.ASSIGNEE: message("person"),
}


class Listing(Asking, Showing, Panes):
    """Actions on the list as a whole."""

    def do_sort(self) -> None:
        """Choose the order; the one that is chosen again goes the other way round."""
        now = self.arrangement

        def chosen(key: SortKey | None) -> None:
            again = key is now.sort and key is not None
            self.rearrange(replace(now, sort=key, reverse=again and not now.reverse))

        turned = self.words.text("once more: the other way")
        note = "✓" if now.sort is None else f"{'▲' if now.reverse else '▼'} {turned}"
        self._choose(self.words.text("Sort by"), SORTS, {now.sort: note}, chosen)

    def do_group(self) -> None:
        now = self.arrangement
        title = self.words.text("Group by")
        self._choose(title, GROUPS, {now.group: "✓"}, lambda key: self.rearrange(replace(now, group=key)))

    def _choose(
        self, title: str, labels: Mapping[K, str], notes: Mapping[K, str], then: Callable[[K], object]
    ) -> None:
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        keys = dict(enumerate(labels))
        found = [
            Choice(place, self.words.text(labels[key]), notes.get(key, "")) for place, key in keys.items()
        ]

        def chose(chosen: Chosen | None) -> None:
            if chosen and isinstance(place := chosen[0].key, int):
                then(keys[place])

        self.open_dialog(Picker(self, title, among(found)), chose)

    def do_columns(self) -> None:
        """Choose which columns there are; the order of choosing is theirs, and none is the title alone."""
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        now, words = self.arrangement, self.words
        others = [column for column in Column if column not in now.columns]
        found = [Choice(column, words.text(COLUMNS[column])) for column in (*now.columns, *others)]

        def then(chosen: Chosen | None) -> None:
            if chosen is not None:
                columns = tuple(one.key for one in chosen if isinstance(one.key, Column))
                self.rearrange(replace(now, columns=columns))

        ranked = found[: len(now.columns)]
        self.open_dialog(Picker(self, words.text("Columns"), among(found), ranked=ranked), then)

    # Folding

    def do_toggle_fold(self) -> None:
        if self._pane == "tasks":
            self.tasks.toggle_fold()

    def do_fold_all(self) -> None:
        if self._pane == "tasks":
            self.tasks.fold_all()

    def do_fold(self) -> None:
        """Fold, or go to what holds the task, or to the pane at the left."""
        if self._pane == "details":
            self.show_pane("tasks")
        elif self._pane == "tasks" and not self.tasks.fold():
            self.show_pane("views")

    def do_unfold(self) -> None:
        """Unfold, or go to the pane at the right."""
        if self._pane == "views":
            self.show_pane("tasks")
        elif self._pane == "tasks" and not self.tasks.unfold():
            self.show_pane("details")

    # The order made by hand

    def do_move_down(self) -> None:
        self._move_by_hand(1)

    def do_move_up(self) -> None:
        self._move_by_hand(-1)

    def _move_by_hand(self, lines: int) -> None:
        number = self.tasks.number
        if number is None:
            return
        if self.arrangement.sort is not SortKey.POSITION or self.arrangement.reverse:
            self.rearrange(replace(self.arrangement, sort=SortKey.POSITION, reverse=False))
            self.say(self.words.text("This view is in the order made by hand now; once more moves the task."))
            return
        before, after = self.tasks.neighbours(number, lines)
        if before is not None or after is not None:
            self.change(partial(place_between, number, before, after))

    @on(TaskList.Dropped)
    def _dropped(self, event: TaskList.Dropped) -> None:
        """A task was dragged to another place."""
        if self.arrangement.sort is not SortKey.POSITION:
            self.rearrange(replace(self.arrangement, sort=SortKey.POSITION, reverse=False))
        self.change(partial(place_between, event.number, event.before, event.after))

    @on(TaskList.HeldOutside)
    def _held_over_views(self, event: TaskList.HeldOutside) -> None:
        """Show which line would take what is held."""
        entry = self.views.entry_at(event.x, event.y)
        self.views.point_at(entry if landing_on(entry) is not None else None)

    @on(TaskList.DroppedOutside)
    def _dropped_outside(self, event: TaskList.DroppedOutside) -> None:
        """Dragged onto a line of the views, a task goes there, with all that is marked if it is."""
        self.views.point_at(None)
        landing = landing_on(self.views.entry_at(event.x, event.y))
        if landing is not None:
            chosen = self.tasks.chosen
            numbers = chosen if event.number in chosen else (event.number,)
            landing(self, numbers)

    # Marks and jumps

    def do_mark_query(self) -> None:
        question = self.question

        def check(engine: TaskManager, text: str) -> str:
            count = engine.count(replace(question, filter=text).query(engine))
            return self.words.plural("{n} task", "{n} tasks", count)

        def mark(text: str) -> None:
            if text.strip():
                self.inquire(
                    lambda engine: engine.numbers(replace(question, filter=text).query(engine)),
                    self._place.mark_numbers,
                )

        self.ask_line(
            self.words.text("mark"), mark, hint=self.words.text("+Work #urgent due<friday"), check=check
        )

    @property
    def _place(self) -> TaskList | Tab:
        """Where the tasks are that keys are about."""
        return self.tasks if self._tab is None else self._tab

    def do_next_overdue(self) -> None:
        self._go_to_overdue(forward=True)

    def do_previous_overdue(self) -> None:
        self._go_to_overdue(forward=False)

    def _go_to_overdue(self, *, forward: bool) -> None:
        def late(engine: TaskManager) -> Sequence[int]:
            question = replace(self.question, filter=f"{self.question.filter} is:overdue".strip())
            return engine.numbers(question.query(engine))

        def go(numbers: Sequence[int]) -> None:
            if not self._place.go_to_next(frozenset(numbers), forward=forward):
                self.say(self.words.text("Nothing is overdue here."))

        self.inquire(late, go, topic="overdue")


def place_between(number: int, before: int | None, after: int | None, engine: TaskManager) -> Outcome:
    """Put a task between two others of the order made by hand."""
    return engine.place(number, after=before, before=after)
