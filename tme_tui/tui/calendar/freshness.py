"""What was read of the series, and whether that and the rest are still true."""

from __future__ import annotations

from tme_tui.model.repeating import Repeating
from tme_tui.tui.tab import Host, Tab
from tme_tui.tui.working.bridge import Changes
from tme_tui.tui.working.work import Urgency

_PLAIN = frozenset({"tasks", "task_tags", "dependencies"})
"""Where a change of these alone touches, only the series among the tasks are out of date."""


class Freshness(Tab):
    """The part of the tab that knows what is out of date."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._version = self._stale = 0
        """How often what is drawn changed, and how often what was read went out of date."""
        self._repeating: Repeating | None = None
        self._doubtful: frozenset[int] = frozenset()
        """What was changed since the series were read, and may be one now."""
        self._is_outdated = False
        """Whether something changed while the tab was hidden."""

    @property
    def zone(self) -> str:
        """The zone whose hours count."""
        return self.host.setup.zone

    def get_ready(self) -> None:
        """Read the series, which takes long where they are very many."""
        if self._repeating is not None:
            return
        version, zone = self._stale, self.zone

        def keep(found: Repeating) -> None:
            if version == self._stale and self._repeating is None:
                self._repeating = found

        self.host.inquire(lambda engine: engine.repeating(zone), keep, Urgency.LAST, "calendar-series")

    def missed(self, event: Changes) -> None:
        """Something was committed while other things are shown; series are read anew only when one may be
        among it."""
        self._stale += 1
        self._is_outdated = True
        touched = set().union(*(each.touched for each in event.events))
        known = self._repeating
        if known is None or not touched <= _PLAIN or any(number in known for number in event.numbers):
            self._repeating, self._doubtful = None, frozenset()
        else:
            self._doubtful |= event.numbers
