"""The topic of tabs: what stands in the middle, and going from one to the next.

The list is there from the first picture on; the others are imported and made when there is time for it, or
when they are opened first.
"""

from __future__ import annotations

import asyncio
from importlib import import_module

from textual import on

from tme_tui.tui.bars import Bar
from tme_tui.tui.setup import Setup
from tme_tui.tui.tab import Tab
from tme_tui.tui.tab_names import LABELS, LIST, TABS
from tme_tui.tui.tasks.task_list import TaskList
from tme_tui.tui.topics.ground import Ground


class Tabbing(Ground):
    """Actions that choose what stands in the middle."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self._opening = asyncio.Lock()
        """A tab is opened after the one before it is there: a key may come while the last one is restored."""

    @property
    def tab_name(self) -> str:
        """Which tab is open."""
        return LIST if self._tab is None else self._tab.name

    def titles_of_tabs(self) -> list[tuple[str, str, bool]]:
        """Name, label, and whether it is open."""
        names = [LIST, *TABS]
        return [(name, self.words.text(LABELS[name]), name == self.tab_name) for name in names]

    async def open_tab(self, name: str, *, carrying: int | None = None) -> None:
        """Show a tab; what is looked at and the task under the cursor stay the same.

        With `carrying` the mouse brings a task along.
        """
        if name != LIST and name not in TABS:
            return
        async with self._opening:
            if name != self.tab_name:
                await self._open_tab(name, carrying)

    async def _open_tab(self, name: str, carrying: int | None) -> None:
        number, before = self.number, self.middle
        if name == LIST:
            self._tab = None
        else:
            tab = self._made(name)
            if not tab.widget.is_attached:
                tab.prepare(number)
                await self.query_one("#body").mount(tab.widget, before=self.details)
            self._tab = tab
            if carrying is not None:
                tab.carry(carrying)
            tab.opened()
        before.display = False
        self.show_pane("tasks")
        self.titles_changed()
        if self._tab is None:
            self.show_question(self.question, cursor=number)
        elif number is not None:
            self._tab.go_to(number)
        self.ask_card()

    def _made(self, name: str) -> Tab:
        """A tab, which may not have been opened."""
        if name not in self._tabs:
            module, kind = TABS[name]
            tab: Tab = getattr(import_module(module), kind)(self)
            tab.restore(self.memory.tabs.get(name, {}))
            self._tabs[name] = tab
        return self._tabs[name]

    def ready_tabs(self) -> None:
        """There is time: let tabs read what takes long when they are opened."""
        for name in TABS:
            self._made(name).get_ready()

    def titles_changed(self) -> None:
        """Another tab is open: say so above."""
        self.top.show_tabs(self.titles_of_tabs())

    @on(Bar.TabClicked)
    async def _tab_clicked(self, event: Bar.TabClicked) -> None:
        await self.open_tab(event.name)

    @on(TaskList.HeldOutside)
    async def _held_outside(self, event: TaskList.HeldOutside) -> None:
        """A task that is held over the name of the calendar is taken there, to be planned."""
        over_top = event.y == self.top.region.y and self.tab_name == LIST
        if over_top and self.top.tab_at(event.x - self.top.region.x) == "calendar":
            self.tasks.let_go()
            await self.open_tab("calendar", carrying=event.number)

    async def do_tab_tasks(self) -> None:
        await self.open_tab(LIST)

    async def do_tab_tree(self) -> None:
        await self.open_tab("tree")

    def can_tab_tree(self) -> bool:
        """Whether there is one."""
        return "tree" in TABS

    async def do_tab_calendar(self) -> None:
        await self.open_tab("calendar")

    def can_tab_calendar(self) -> bool:
        """Whether there is one."""
        return "calendar" in TABS

    async def do_next_tab(self) -> None:
        await self._turn(1)

    async def do_previous_tab(self) -> None:
        await self._turn(-1)

    async def _turn(self, step: int) -> None:
        names = [LIST, *TABS]
        await self.open_tab(names[(names.index(self.tab_name) + step) % len(names)])
