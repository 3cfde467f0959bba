"""The command palette's list: every action of the registry that this screen can do, with its key."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.markup import escape

from tme_tui.tui.actions import HelpEntry, palette_entries
from tme_tui.tui.main_screen import MainScreen


class ActionProvider(Provider):
    """Finds actions by a part of their names, in the reader's language or in English."""

    def _entries(self) -> list[HelpEntry]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return []
        found = palette_entries([screen.context], screen.keymap, screen.words)
        return [entry for entry in found if screen.can_do(entry.action)]

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for entry in self._entries():
            yield DiscoveryHit(entry.label, partial(self._do, entry), help=self._help(entry))

    async def search(self, query: str) -> Hits:
        """What matches."""
        matcher = self.matcher(query)
        for entry in self._entries():
            score = max(matcher.match(entry.label), matcher.match(entry.action.label) * 0.9)
            if score > 0:
                yield Hit(
                    score, matcher.highlight(entry.label), partial(self._do, entry), help=self._help(entry)
                )

    def _help(self, entry: HelpEntry) -> str:
        return escape(f"{' '.join(entry.keys)}  {entry.help}" if entry.keys else entry.help)

    def _do(self, entry: HelpEntry) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.perform(entry.action)
