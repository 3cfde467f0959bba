"""What the tree tab says of what was read: its lines, the chain of the cursor, its title, its empty state."""

from __future__ import annotations

from datetime import UTC, datetime

from textual.content import Content
from textual.timer import Timer

from tme_tui.i18n import message
from tme_tui.model.outline import chain
from tme_tui.tui.tab import Host
from tme_tui.tui.tasks.rows import Reader
from tme_tui.tui.tree.lines import Line, guides, line_of, with_conflicts, with_slack
from tme_tui.tui.tree.reading import Reading, Scope, Side, Wood
from tme_tui.tui.tree.view import TreeView
from tme_tui.tui.tree.walking import Walking

_NAMES = {
    Reading.SUBTASKS: message("Subtasks"),
    Reading.DEPENDENCIES: message("What waits for what"),
    Reading.GRAPH: message("Graph"),
}
_SIDES = {
    Side.BEFORE: message("what #{number} waits for"),
    Side.AFTER: message("what waits for #{number}"),
    Side.WHOLE: message("the chain of #{number}"),
}

_MANY_TIES = 1_000
_REST = 0.05
"""So many seconds without a key, after which a long chain is followed: that takes longer than a step."""


class Telling(Walking):
    """The part of the tab that puts what was read on its view."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._view = TreeView(
            self._line,
            moved=self._moved,
            opened=host.open_clicked,
            dropped=self.drop,
            menu=self.show_menu,
            followed=self.follow,
            id="tree",
        )
        self._scope = Scope()
        self._wood: Wood | None = None
        self._reader = Reader(datetime.now(UTC), host.setup.zone, host.words)
        self._resting: Timer | None = None
        """Runs while the cursor is under way."""
        self._titles = ("", "")

    @property
    def view(self) -> TreeView:
        """The tree."""
        return self._view

    @property
    def scope(self) -> Scope:
        """What the tree is about."""
        return self._scope

    @property
    def wood(self) -> Wood | None:
        """What is shown."""
        return self._wood

    @property
    def number(self) -> int | None:
        """The task under the cursor."""
        return self._view.number

    def _line(self, place: int) -> Line:
        wood = self._wood
        if wood is None:
            return Line(0)
        outline, number = wood.outline, wood.outline.numbers[place]
        holder = outline.holders[place]
        by_ties = wood.scope.reading is not Reading.SUBTASKS
        ties = wood.ties.get(number, ()) if by_ties else ()
        drawn = outline.numbers[holder] if holder >= 0 else None
        line = line_of(wood.forest.nodes[number], self._reader, ties, drawn, backwards=wood.scope.backwards)
        aside = number not in wood.forest.matches and wood.scope.about is None
        line = with_slack(line, wood.times.get(number), self.words.language)
        line = with_conflicts(line, wood.conflicts.get(number, ()), self.words)
        return line._replace(guides=guides(outline, place), aside=aside)

    def _moved(self) -> None:
        """The cursor is on another task: all that shows it follows, where much is tied once it rests."""
        if self._wood is None or len(self._wood.forest.ties) < _MANY_TIES:
            self._rested()
        elif self._resting is None:
            self._resting = self._view.set_timer(_REST, self._rested)
        else:
            self._resting.reset()

    def _rested(self) -> None:
        self._resting = None
        wood, number = self._wood, self.number
        if wood is not None and number is not None:
            before = chain(number, wood.blockers, onward=False)
            self._view.show_chain(before, chain(number, wood.dependents, onward=True))
        self.host.ask_card()

    def _title(self) -> None:
        words, scope = self.words, self._scope
        title = words.text(_NAMES[scope.reading])
        if scope.reading is Reading.DEPENDENCIES and scope.backwards:
            title = words.text("What needs what first")
        said = [words.plural("{n} task", "{n} tasks", self._view.total)]
        graph = None if self._wood is None else self._wood.graph
        if graph is not None and len(graph.boxes) < self._view.total:
            said = [
                words.text("{drawn} of {total} are drawn", drawn=len(graph.boxes), total=self._view.total)
            ]
        if scope.about is not None:
            said.insert(0, words.text(_SIDES[scope.side], number=scope.about))
        if scope.critical:
            said.insert(0, words.text("◆ decides the end, +slack"))
        if self.host.question.filter:
            said.insert(0, f"{words.text('filter')}: {self.host.question.filter}")
        titles = (title, " · ".join(said))
        if titles != self._titles:
            self._titles = titles
            self._view.border_title, self._view.border_subtitle = map(Content, titles)

    def _say_empty(self) -> None:
        words, key_of = self.words, self.host.key_of
        said = words.text("Nothing here"), words.text("{key} adds a task", key=key_of("add"))
        question, graph = self.host.question, None if self._wood is None else self._wood.graph
        if not self._view.total and (question.search or question.filter):
            said = words.text("Nothing found"), words.text("{key} shows all again", key=key_of("back"))
        elif graph is not None and self._view.total:
            said = (
                words.text("Nothing here is tied to anything"),
                words.text("{key} shows the tasks in another way", key=key_of("tree_reading")),
            )
        self._view.say_empty("\n\n".join(said))
