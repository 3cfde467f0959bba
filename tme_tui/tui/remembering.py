"""What the screen remembers from one start to the next: panes, arrangements, folds, cursors, typed lines.

It is habit, not data: a file that is damaged or from a newer program is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tme_tui.model.grouping import GroupBy
from tme_tui.model.query import SortKey
from tme_tui.model.text import clean_line
from tme_tui.tui.start.first_page import entry_as_json, entry_from_json
from tme_tui.tui.tasks.arranging import Arrangement
from tme_tui.tui.tasks.columns import Column
from tme_tui.tui.views.view_entries import Entry

_FORM = 1
_LARGEST = 1_000_000
_LINES = 200
_VIEWS = 300
_LONGEST = 2_000


@dataclass(slots=True)
class Memory:
    """Everything that is remembered; plain values, changed on the loop only."""

    view: Entry | None = None
    """The view that was open, whatever narrowed it."""
    panes: dict[str, int] = field(default_factory=dict)
    """Widths that a person gave to panes."""
    hidden: list[str] = field(default_factory=list)
    """Panes that are not shown."""
    arrangements: dict[str, Arrangement] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)
    """The task under the cursor, by view."""
    folded: list[int] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    """What was typed, by what for."""
    tab: str = ""
    tabs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each tab beside the list wants to find again."""

    def keep_line(self, purpose: str, text: str) -> None:
        """Remember a line as the newest of its kind."""
        line = clean_line(text)[:_LONGEST]
        if line:
            kept = [one for one in self.lines.get(purpose, []) if one != line]
            self.lines[purpose] = [*kept, line][-_LINES:]

    def forget_line(self, purpose: str, text: str) -> None:
        """A line that turned out to be a mistake is not offered again."""
        line = clean_line(text)[:_LONGEST]
        self.lines[purpose] = [one for one in self.lines.get(purpose, []) if one != line]

    def as_json(self) -> str:
        """All of it as one document."""
        content = {
            "form": _FORM,
            "view": None if self.view is None else entry_as_json(self.view),
            "panes": self.panes,
            "hidden": self.hidden,
            "arrangements": {
                key: _arrangement_as_json(one) for key, one in list(self.arrangements.items())[-_VIEWS:]
            },
            "cursors": dict(list(self.cursors.items())[-_VIEWS:]),
            "folded": self.folded[-_VIEWS:],
            "lines": self.lines,
            "tab": self.tab,
            "tabs": self.tabs,
        }
        return json.dumps(content, ensure_ascii=False)


def recall(path: Path | None) -> Memory:
    """What was remembered; an empty memory where that cannot be read."""
    if path is None:
        return Memory()
    try:
        if path.stat().st_size > _LARGEST:
            return Memory()
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["form"] != _FORM:
            return Memory()
        view = content.get("view")
        return Memory(
            view=None if view is None else entry_from_json(view),
            panes={str(key): int(one) for key, one in content["panes"].items()},
            hidden=[str(one) for one in content["hidden"]],
            arrangements={str(k): _arrangement_from_json(one) for k, one in content["arrangements"].items()},
            cursors={str(key): int(one) for key, one in content["cursors"].items()},
            folded=[int(one) for one in content["folded"]],
            lines={
                str(key): [clean_line(str(one))[:_LONGEST] for one in lines][-_LINES:]
                for key, lines in content["lines"].items()
            },
            tab=str(content["tab"]),
            tabs={str(key): dict(one) for key, one in content["tabs"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Memory()


def _arrangement_as_json(one: Arrangement) -> dict[str, Any]:
    return {
        "sort": None if one.sort is None else one.sort.value,
        "reverse": one.reverse,
        "group": one.group.value,
        "columns": [column.value for column in one.columns],
    }


def _arrangement_from_json(content: Mapping[str, Any]) -> Arrangement:
    return Arrangement(
        None if content["sort"] is None else SortKey(content["sort"]),
        bool(content["reverse"]),
        GroupBy(content["group"]),
        tuple(Column(name) for name in content["columns"]),
    )
