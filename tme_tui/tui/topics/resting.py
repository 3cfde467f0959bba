"""The topic of what nobody waits for: loading dialogs before they are needed, tidying up after them."""

from __future__ import annotations

from asyncio import sleep, to_thread
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from tme_tui.tui.actions import ACTIONS
from tme_tui.tui.topics.keeping import Keeping
from tme_tui.tui.topics.wearing import Wearing
from tme_tui.tui.working.tidying import keep_loaded, look_at_all, reading, tidy_up
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.actions import Action
    from tme_tui.tui.working.readying import Sheets

_SETTLED = 1.5
"""Seconds after which the first pages and the first keys are past, and there is time to load ahead."""
_QUIET, _GONE, _AWAY = 1.0, 20.0, 300.0
"""Seconds without a key or the mouse after which there is time to tidy up, and after which nobody is here.

That is sooner where the terminal has lost the focus, but not at once: one often comes back in a moment.
"""

_READ_FOR = frozenset({"edit_form", "line_to_form", "settings", "plan", "why"})
"""Actions whose dialog comes when a thread has answered."""
_LOOK, _PATIENCE = 0.005, 3.0
"""How often it is looked whether it is there, and the seconds it is waited for."""


class Resting(Wearing, Keeping):
    """Work for moments without any."""

    _is_loaded = False
    """Whether all dialogs are."""
    _tidying: Timer | None = None

    def get_ready_later(self) -> None:
        """Load what the first dialogs need when the first pages are past."""
        self.set_timer(_SETTLED, self._get_ready)

    def _get_ready(self) -> None:
        """Let a thread load what the first dialogs need."""
        variables, known = self.app.theme_variables, self.sheet.source.copy()

        def load(_: TaskManager) -> Sheets:
            from tme_tui.tui.working.readying import load_ahead, parse_ahead

            return parse_ahead(variables, known, load_ahead())

        def ready(sheets: Sheets) -> None:
            self._is_loaded = True
            self.learn(sheets)
            keep_loaded()
            self.ready_tabs()
            self.set_timer(_QUIET, self.keep_now_and_then)

        self.inquire(load, ready, Urgency.LAST)

    async def load_for(self, action: Action) -> None:
        """Have the dialog that an action opens loaded by a thread; keys pressed meanwhile wait for it."""
        if self._is_loaded:
            return
        from tme_tui.tui.working.readying import DIALOGS_OF, load_dialogs, parse_ahead

        names = DIALOGS_OF.get(action.name, ())
        if not names:
            return
        variables, known = self.app.theme_variables, self.sheet.source.copy()

        def load() -> Sheets:
            with reading():
                return parse_ahead(variables, known, load_dialogs(names))

        self.learn(await to_thread(load))

    def after_loading(self, name: str, then: Callable[[], object]) -> None:
        """Open the dialog of an action by the mouse; keys pressed meanwhile wait for it."""

        async def load() -> None:
            await self.load_for(ACTIONS[name])
            then()
            await self.until_open(ACTIONS[name])

        self.app.call_later(load)

    async def until_open(self, action: Action) -> None:
        """What is typed after a key that opens a dialog is meant for it, also while it is read for."""
        end, answered = monotonic() + _PATIENCE, 0
        while action.name in _READ_FOR and self.app.screen is self and answered < 3 and monotonic() < end:
            await sleep(_LOOK)
            answered = answered + 1 if self.is_settled else 0

    # Tidying up

    def on_screen_resume(self) -> None:
        """A dialog was left, which leaves much behind."""
        self.tidy_later()

    def left_alone(self) -> None:
        """The terminal shows something else to its person, or another one has the keys."""
        self.tidy_later()

    def tidy_later(self) -> None:
        """Tidy up when nobody has done anything for a while."""
        if self._tidying is not None:
            self._tidying.stop()
        self._tidying = self.set_timer(_QUIET, self._tidy)

    def _tidy(self, *, waited: float = 0.0) -> None:
        self._tidying = None
        if self.app.screen is not self:
            return
        away = _AWAY if self.app.app_focus else _GONE
        if not self.is_settled:
            self.tidy_later()
        elif waited >= away:
            look_at_all()
        elif not tidy_up():
            self._tidying = self.set_timer(away, partial(self._tidy, waited=away))

    def touched(self) -> None:
        """Somebody works: they see what comes of it, and what waits for a rest waits on."""
        self.reveal()
        if self._tidying is not None:
            self._tidying.reset()

    def tidy_now_and_then(self) -> None:
        """Tidy up soon, where that is not meant to be done anyway."""
        if self._tidying is None:
            self.tidy_later()
