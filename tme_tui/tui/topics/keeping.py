"""The topic of starting where one left: what is kept for the next start, and how it is shown there."""

from __future__ import annotations

from textual.message import Message
from textual.timer import Timer
from textual.widgets._toast import Toast, ToastHolder, ToastRack

from tme_tui.tui.private_file import write_private
from tme_tui.tui.start.first_page import FirstPage, save_page
from tme_tui.tui.tab_names import TABS
from tme_tui.tui.topics.showing import Showing
from tme_tui.tui.topics.tabs import Tabbing
from tme_tui.tui.working.work import Urgency

_KEPT_ROWS = 100
"""More than a large terminal shows."""
_LOOK, _PATIENCE, _LONGER = 0.02, 2.0, 6.0
"""How often it is looked whether there is something newer to show, and the seconds it is waited for.

A tab that has to be loaded is waited for longer: before it is there, only the list could be shown.
"""


class Begun(Message):
    """What is seen can be acted on."""


class Keeping(Tabbing, Showing):
    """Pictures and habits."""

    _kept_memory = ""
    _kept_frame: tuple[tuple[int, int], list[str]] | None = None
    _is_held = False
    """Whether the terminal shows the last frame, and nothing is painted over it yet."""
    _holding: Timer | None = None

    def hold_frame(self) -> None:
        """Leave the last frame as it is until there is something newer, or somebody presses a key."""
        frame = self.setup.last_frame
        if frame is not None and frame.is_shown:
            self._is_held = True
            self._holding = self.set_interval(_LOOK, self._look)
            self.set_timer(_LONGER if self.memory.tab in TABS else _PATIENCE, self.reveal)
        if not (self._is_held and self.memory.tab in TABS):
            self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Let what was typed and clicked so far count; on a tab, not before it is there."""
        self.app.post_message(Begun())

    def _look(self) -> None:
        details = self.details
        if self._overview is None or not self.is_settled or self.memory.tab not in ("", self.tab_name):
            return
        if not details.display or (details.number == self.number and details.is_rich >= details.has_notes):
            self.reveal()

    def reveal(self) -> None:
        """Paint from now on."""
        if (frame := self.setup.last_frame) is not None:
            frame.is_shown = False
        if self._is_held:
            self._is_held = False
            if self._holding is not None:
                self._holding.stop()
            self.refresh()
            self._begin()

    def _compositor_refresh(self) -> None:
        if not self._is_held:
            super()._compositor_refresh()

    def keep_all(self) -> None:
        """Ask for the first page and the habits to be written."""
        self._keep_page()
        self._keep_memory()

    def keep_now_and_then(self) -> None:
        """Keep all of it in case that the program is not left but killed."""
        self.keep_all()
        if self.app.screen is self and (lines := self._still()):
            self._keep_lines(lines)

    def keep_frame(self) -> None:
        """The screen is left: keep what it looks like, or nothing if the next start looks otherwise."""
        if self.serial:
            self._keep_lines(self._still())

    def _keep_lines(self, lines: list[str]) -> None:
        frame, size = self.setup.last_frame, (self.size.width, self.size.height)
        if frame is not None and (size, lines) != self._kept_frame:
            self._kept_frame = size, lines
            self.work.ask(lambda _: frame.keep(size, lines), Urgency.LAST, "frame")

    def _still(self) -> list[str]:
        """The terminal as the next start will show it, without what passes; empty if it will not."""
        if self.setup.last_frame is None:
            return []
        is_as_always = self._is_whole_view and self.prompt.purpose is None and not self.tasks.has_marks
        is_known = self._overview is not None and (self._tab is not None or self._shown == self.serial)
        if not is_as_always or not is_known:
            return []
        strips = self._compositor.still(without=(Toast, ToastHolder, ToastRack))
        return [strip.render(self.app.console) for strip in strips]

    @property
    def _is_whole_view(self) -> bool:
        """Whether nothing narrows what is shown."""
        return (
            not self.question.filter and not self.question.search and self.question.view == self.entry.query
        )

    def _keep_memory(self) -> None:
        path, memory = self.setup.memory, self.memory
        if path is None:
            return
        memory.folded = list(self.tasks.folded)
        memory.view = self.entry
        memory.tab = self.tab_name
        memory.tabs |= {name: tab.state() for name, tab in self._tabs.items()}
        if self.tasks.number is not None:
            memory.cursors[self.entry.key] = self.tasks.number
        text = memory.as_json()
        if text != self._kept_memory:
            self._kept_memory = text
            self.work.ask(lambda _: write_private(path, text), Urgency.LAST, "memory")

    def _keep_page(self) -> None:
        path, tasks = self.setup.first_page, self.tasks
        if path is None or self.serial == 0 or not self._is_whole_view:
            return
        page = FirstPage(
            self.words.language,
            self.entry.key,
            self.views.entries,
            tuple(tasks.first_rows(_KEPT_ROWS)),
            tasks.total,
            tasks.number,
        )
        self.work.ask(lambda _: save_page(path, page), Urgency.LAST, "picture")
