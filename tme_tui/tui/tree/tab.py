"""The tab of trees: which tasks are read, and what its keys do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar

from textual.content import Content
from textual.timer import Timer

from tme_tui.i18n import message
from tme_tui.model.outline import chain
from tme_tui.tui.actions import Context
from tme_tui.tui.bridge import Changes
from tme_tui.tui.rows import Reader
from tme_tui.tui.tab import Host
from tme_tui.tui.tree.lines import Line, guides, line_of, with_slack
from tme_tui.tui.tree.reading import Reading, Scope, Side, Wood, critical_of, read_first, read_wood
from tme_tui.tui.tree.view import TreeView
from tme_tui.tui.tree.walking import Walking
from tme_tui.tui.work import Urgency

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


class TreeTab(Walking):
    """Subtasks and dependencies of what is looked at."""

    name: ClassVar[str] = "tree"
    context: ClassVar[Context] = Context.TREE

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._view = TreeView(
            self._line,
            moved=self._moved,
            opened=host.open_form,
            dropped=self.drop,
            menu=self.show_menu,
            followed=self.follow,
            id="tree",
        )
        self._scope = Scope()
        self._wood: Wood | None = None
        self._known: Wood | None = None
        """What was read last of the whole question, as long as nothing changes."""
        self._question = host.question
        self._opened: set[int] = set()
        """Finished branches that were unfolded."""
        self._reader = Reader(datetime.now(UTC), host.setup.zone, host.words)
        self._asked = False
        self._wish: int | None = None
        self._resting: Timer | None = None

    # What a tab is

    @property
    def widget(self) -> TreeView:
        """The tree."""
        return self._view

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

    @property
    def chosen(self) -> tuple[int, ...]:
        """What is marked, else what the cursor is on."""
        return self._view.marks or super().chosen

    @property
    def is_settled(self) -> bool:
        """Whether what was asked is answered, and the cursor rests."""
        return not self._asked and self._resting is None

    def prepare(self, number: int | None) -> None:
        """Read while the screen makes room: what stands at the top first; all once that was seen."""
        self._wish, self._asked = number, True
        question, scope = self.host.question, self._scope

        def read(engine: Any) -> tuple[Wood | None, datetime]:
            with self._asking():
                return read_first(engine, question, scope, number), engine.now()

        self.host.inquire(read, self._show_first, topic="tree")

    def opened(self) -> None:
        """It is shown now."""
        if not self._asked and self._question == self.host.question:
            self._ask()
        elif not self._asked:
            self._ask_again()

    def question_changed(self) -> None:
        """Other tasks are looked at: the whole of them."""
        self._scope = self._scope._replace(about=None, side=Side.WHOLE)
        self._ask_again()

    def changed(self, event: Changes) -> None:
        """Something was committed."""
        self._ask_again()

    def missed(self, event: Changes) -> None:
        """Something was committed while another tab is shown."""
        self._known = None

    def minute_passed(self) -> None:
        """Words such as `today` grow old."""
        self._ask_again()

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task, now or as soon as it is read."""
        if self._asked:
            self._wish = number
            return True
        if self._scope.reading is Reading.GRAPH and self._wood and number in self._wood.forest.nodes:
            if not self._view.go_to(number):  # it is too far away to be drawn
                self._wish = number
                self._ask()
            return True
        return self._view.go_to(number)

    def unmark_all(self) -> bool:
        """Let go of what is picked up, then of the marks, then of the narrowing to one chain."""
        if self.let_go():
            return True
        if self._view.marks:
            self._view.mark(())
            return True
        if self._scope.about is not None:
            self.rescope(self._scope._replace(about=None, side=Side.WHOLE))
            return True
        return False

    def state(self) -> dict[str, Any]:
        """How it is read, and what is folded."""
        wood = self._wood
        folded = sorted(self._folded_before if wood is None else self._view.folded - wood.finished)
        return {
            "reading": str(self._scope.reading),
            "backwards": self._scope.backwards,
            "critical": self._scope.critical,
            "folded": folded[:1000],
        }

    def restore(self, state: dict[str, Any]) -> None:
        """As it was read last."""
        if state.get("reading") in {str(each) for each in Reading}:
            self._scope = Scope(
                Reading(state["reading"]),
                state.get("backwards") is True,
                critical=state.get("critical") is True,
            )
        folded = state.get("folded")
        if isinstance(folded, list):
            self._folded_before = {one for one in folded if isinstance(one, int)}

    _folded_before: frozenset[int] | set[int] = frozenset()

    # Asking and showing

    def rescope(self, scope: Scope) -> None:
        """Show something else, with the cursor on the same task."""
        self._wish = self.number if self._wish is None else self._wish
        self._scope = scope
        self._ask()

    def _ask_again(self) -> None:
        """What was read may be out of date."""
        self._known = None
        self._ask()

    def _ask(self) -> None:
        question, scope, setup, known = self.host.question, self._scope, self.host.setup, self._known
        centre = self._wish or self.number
        self._asked, self._question = True, question

        def read(engine: Any) -> tuple[Wood, datetime]:
            with self._asking():
                reader = Reader(engine.now(), setup.zone, setup.words)
                return read_wood(engine, question, scope, reader, centre, known), engine.now()

        self.host.inquire(read, self._show_all, topic="tree")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """What fails is not waited for."""
        try:
            yield
        except Exception:
            self._asked = False
            raise

    def _show_first(self, answer: tuple[Wood | None, datetime]) -> None:
        wood, now = answer
        if wood is None:
            self._ask()
            return
        wish = self._wish
        self._show((wood, now))
        self._asked, self._wish = True, wish  # the whole comes behind it
        self._view.call_after_refresh(self._ask)

    def _show_all(self, answer: tuple[Wood, datetime]) -> None:
        if answer[0].forest.grove is not None:
            if self._known is not self._wood:
                self._throw_away(self._known)
            self._known = answer[0]
        self._show(answer)

    def _throw_away(self, wood: Wood | None) -> None:
        """Have the thread that reads throw it away: of a hundred thousand tasks that takes some frames."""
        if wood is not None:
            held = [wood]
            self.host.inquire(lambda _: held.clear(), lambda _: None, Urgency.COUNTS)

    def _show(self, answer: tuple[Wood, datetime]) -> None:
        wood, now = answer
        self._throw_away(self._wood)
        first = self._wood is None
        other = self._wood is None or self._wood.scope.reading is not wood.scope.reading
        kept = self._folded_before if first else self._view.folded if not other else set()
        if self._wood is not None and not other:
            self._opened |= self._wood.finished - self._view.folded
        self._asked = False
        self._wood = wood
        self._reader = Reader(now, self.host.setup.zone, self.words)
        wish, self._wish = self._wish, None
        self._view.show_critical(critical_of(wood.times))
        self._view.show_graph(wood.graph)
        self._view.show(wood.outline, cursor=wish, folded={*kept, *(wood.finished - self._opened)})
        self._title()
        self._say_empty()

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

    _titles = ("", "")

    def _say_empty(self) -> None:
        words = self.words
        hint = words.text("{key} adds a task", key=self.host.key_of("add"))
        self._view.say_empty(f"{words.text('Nothing here')}\n\n{hint}")
