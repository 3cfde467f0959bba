"""The topic of saved views: keeping a query under a name, renaming and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.tui.topics.asking import Asking
from tme_tui.tui.views.view_entries import EntryKind

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome


class SavedViews(Asking):
    """Actions on queries that have a name."""

    def save_view(self, name: str) -> None:
        """Keep what is shown as a view."""
        base = self.question.view
        if not isinstance(base, str):
            base = f'+"{self.entry.name}"' if self.entry.kind.value == "category" else f'#"{self.entry.name}"'
        parts = [part for part in (base, self.question.filter, self.question.search) if part.strip()]
        query = parts[0] if len(parts) == 1 else " ".join(_bracketed(part) for part in parts)

        def save(engine: TaskManager) -> Outcome:
            engine.save_view(name, query)
            return _last_step(engine)

        self.change(save)

    @property
    def _saved(self) -> str | None:
        """The saved view that is open."""
        return self.entry.name if self.entry.kind is EntryKind.SAVED else None

    def can_view_rename(self) -> bool:
        """Whether a saved view is open."""
        return self._saved is not None

    def can_view_delete(self) -> bool:
        """Whether a saved view is open."""
        return self._saved is not None

    def do_view_rename(self) -> None:
        if (name := self._saved) is not None:
            label = self.words.text("name of the view")
            self.ask_line(label, lambda text: self._rename_view(name, text.strip()), text=name)

    def _rename_view(self, name: str, wanted: str) -> None:
        if not wanted or wanted == name:
            return

        def rename(engine: TaskManager) -> Outcome:
            engine.rename_view(name, wanted)
            return _last_step(engine)

        self.change(rename)

    def do_view_delete(self) -> None:
        if (name := self._saved) is not None:

            def delete(engine: TaskManager) -> Outcome:
                engine.delete_view(name)
                return _last_step(engine)

            self.change(delete)
            self.open_entry(self.views.entries[0])


def _last_step(engine: TaskManager) -> Outcome:
    """What was done last, for use cases that answer with something else."""
    from tme_tui.engine.outcome import Outcome

    step = engine.journal(1)[0]
    return Outcome(step.id, step.sentence)


def _bracketed(query: str) -> str:
    """Safe beside another; an order stays outside, since it is about the whole."""
    words = query.split()
    orders = [word for word in words if word.startswith(("sort:", "limit:"))]
    rest = " ".join(word for word in words if word not in orders)
    return " ".join([f"({rest})" if " or " in f" {rest} " else rest, *orders]).strip()
