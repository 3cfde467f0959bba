"""The ties of the tree by its keys and by the mouse: their type and lag, and the menu of a cross-link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from tme_tui.i18n import message
from tme_tui.language.describe import describe_duration
from tme_tui.model.errors import InvalidValue
from tme_tui.model.task import Link
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.tab import Tab
from tme_tui.tui.tree.lines import read_tie, tie_text
from tme_tui.tui.tree.reading import Reading, Scope, Wood
from tme_tui.tui.tree.view import TreeView

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.outline import Tie
    from tme_tui.tui.picking.picker import Chosen

_LINKS = {
    Link.FINISH_START: message("begins when the blocker is finished"),
    Link.START_START: message("begins when the blocker begins"),
    Link.FINISH_FINISH: message("ends when the blocker is finished"),
    Link.START_FINISH: message("ends when the blocker begins"),
}


class Tying(Tab):
    """The part of the tab that changes ties."""

    @property
    def view(self) -> TreeView:
        """The tree."""
        raise NotImplementedError

    @property
    def scope(self) -> Scope:
        """What the tree is about."""
        raise NotImplementedError

    @property
    def wood(self) -> Wood | None:
        """What is shown."""
        raise NotImplementedError

    def follow(self, number: int) -> None:
        """Go along a cross-link of the cursor's line."""
        raise NotImplementedError

    @staticmethod
    def _holder(wood: Wood, number: int) -> int | None:
        outline = wood.outline
        holder = outline.holders[outline.places[number]]
        return outline.numbers[holder] if holder >= 0 else None

    def show_menu(self, link: int | None) -> None:
        """What can be done with the cursor's task, or with the cross-link of its line to another."""
        wood, number = self.wood, self.number
        ties = () if wood is None or number is None else wood.ties.get(number, ())
        tie = next((tie for tie in ties if link in (tie.task, tie.blocker)), None)
        if link is None or tie is None:
            self.host.after_loading("menu", self.host.do_menu)
        else:
            self.host.after_loading("menu", partial(self._show_link_menu, link, tie))

    def _show_link_menu(self, link: int, tie: Tie) -> None:
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        words = self.words
        there = self.host.key_of("tree_follow")
        offers: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (words.text("Go to #{number}", number=link), there, lambda: self.follow(link)),
            (words.text("Type and lag of the dependency"), tie_text(tie), lambda: self._ask_tie(tie)),
            (words.text("Untie them"), "", lambda: self._untie(tie)),
        )
        found = [Choice(place, label, beside) for place, (label, beside, _) in enumerate(offers)]

        def then(chosen: Chosen | None) -> None:
            if chosen:
                offers[found.index(chosen[0])][2]()

        title = words.text("#{task} waits for #{blocker}", task=tie.task, blocker=tie.blocker)
        self.host.open_dialog(Picker(self.host, title, among(found)), then)

    def _untie(self, tie: Tie) -> None:
        self.host.change(lambda engine: engine.undepend(tie.task, tie.blocker))

    # Type and lag

    def _drawn_tie(self) -> Tie | None:
        """The dependency that the cursor's line stands for; in the graph, the only one of its box."""
        wood, number = self.wood, self.number
        if wood is None or number is None or self.scope.reading is Reading.SUBTASKS:
            return None
        if self.scope.reading is Reading.GRAPH:
            ties = wood.blockers.get(number, ())
            return ties[0] if len(ties) == 1 else None
        holder = self._holder(wood, number)
        ties = wood.ties.get(number, ())
        return next((tie for tie in ties if holder in (tie.task, tie.blocker)), None)

    def can_tree_tie(self) -> bool:
        """Whether the line stands for a dependency."""
        return self._drawn_tie() is not None

    def do_tree_tie(self) -> None:
        """Type and lag of the dependency, typed as `FS+2d`."""
        if (tie := self._drawn_tie()) is not None:
            self._ask_tie(tie)

    def can_tree_settle(self) -> bool:
        """Whether the task is due before something that it waits for."""
        return self.wood is not None and self.number in self.wood.conflicts

    def do_tree_settle(self) -> None:
        """Let the task be due as soon as what it waits for lets it."""
        if self.number is not None:
            self.host.settle_date(self.number)

    def _ask_tie(self, tie: Tie) -> None:
        label = self.words.text("#{task} waits for #{blocker}", task=tie.task, blocker=tie.blocker)

        def check(_: TaskManager, text: str) -> str:
            return self._say_tie(text)

        def set_it(text: str) -> None:
            if text.strip() in ("-", self.words.text("none")):
                self.host.change(lambda engine: engine.undepend(tie.task, tie.blocker))
            elif (read := read_tie(text)) is not None:
                self.host.change(lambda engine: engine.depend(tie.task, tie.blocker, *read))
            elif text.strip():
                raise InvalidValue(self._not_a_tie(text), field="depends")

        hint = self.words.text("FS+2d, SS, FF-1h, none")
        self.host.ask_line(label, set_it, text=tie_text(tie), hint=hint, check=check)

    def _say_tie(self, text: str) -> str:
        words = self.words
        if text.strip() in ("-", words.text("none")):
            return words.text("they are untied")
        read = read_tie(text)
        if read is None:
            raise InvalidValue(self._not_a_tie(text), field="depends")
        link, lag = read
        said = words.text(_LINKS[link])
        if not lag:
            return said
        distance = describe_duration(abs(lag), words.language)
        if lag < timedelta(0):
            return words.text("{said}, {distance} sooner", said=said, distance=distance)
        return words.text("{said}, {distance} later", said=said, distance=distance)

    def _not_a_tie(self, text: str) -> str:
        return self.words.text(
            "“{text}” is no tie: FS, SS, FF or SF, and a distance such as +2d", text=harmless(text)
        )
