"""The last picture, kept from one start to the next: painted at once, corrected when the base has been asked.

Importing what opens a base takes about as long as everything before it. A person who starts the program
reads while that happens. The file is a cache: without it, or with one that cannot be read, the frame comes
up empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tme_tui.model.query import HasTag, InCategory, Query
from tme_tui.model.value import field, value
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.private_file import write_private
from tme_tui.tui.tasks.arranging import Arranged, arrange
from tme_tui.tui.tasks.rows import Row, Tone
from tme_tui.tui.views.view_entries import Entry, EntryKind

_FORM = 1
_LARGEST = 1_000_000


@value
class FirstPage:
    """What was on the screen."""

    language: str
    chosen: str
    """The key of the open view."""
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    total: int
    cursor: int | None = None
    parents: Mapping[int, int] = field(default_factory=dict)
    """Which tasks are inside which, where that is known."""
    lines: Arranged | None = None
    """Rows with headings above them."""

    @property
    def arranged(self) -> Arranged:
        """The lines of the list."""
        if self.lines is not None:
            return self.lines
        return arrange([row.number for row in self.rows], self.parents)


def save_page(path: Path, page: FirstPage) -> None:
    """Keep a picture; that it cannot be kept is no reason to complain."""
    content = {
        "form": _FORM,
        "language": page.language,
        "chosen": page.chosen,
        "entries": [entry_as_json(entry) for entry in page.entries],
        "rows": [row._asdict() for row in page.rows],
        "total": page.total,
        "cursor": page.cursor,
    }
    write_private(path, json.dumps(content, ensure_ascii=False))


def load_page(path: Path, language: str) -> FirstPage | None:
    """The picture of the last time, if it is there, sound and in this language."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["form"] != _FORM or content["language"] != language:
            return None
        return FirstPage(
            language,
            str(content["chosen"]),
            tuple(entry_from_json(one) for one in content["entries"]),
            tuple(_row_from_json(one) for one in content["rows"]),
            int(content["total"]),
            content["cursor"] if isinstance(content["cursor"], int) else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """A line of the views, to be kept."""
    return {
        "kind": entry.kind.value,
        "name": entry.name,
        "label": entry.label,
        "query": entry.query if isinstance(entry.query, str) else None,
        "count": entry.count,
        "depth": entry.depth,
    }


def entry_from_json(content: dict[str, Any]) -> Entry:
    """A line that was kept; the query of a category or a tag is made anew."""
    kind, name = EntryKind(content["kind"]), str(content["name"])
    query: str | Query = content["query"] if isinstance(content["query"], str) else _query_of(kind, name)
    count = content["count"]
    return Entry(
        kind,
        name,
        _line(content["label"]),
        query,
        count if isinstance(count, int) else None,
        int(content["depth"]),
    )


def _query_of(kind: EntryKind, name: str) -> Query:
    return Query(InCategory(name) if kind is EntryKind.CATEGORY else HasTag(name))


def _row_from_json(content: dict[str, Any]) -> Row:
    return Row(
        number=int(content["number"]),
        state=str(content["state"])[:1],
        tone=Tone(content["tone"]),
        priority=int(content["priority"]),
        title=_line(content["title"]),
        extras=_line(content["extras"]),
        when=tuple(_line(one) for one in content["when"]),
        when_tone=Tone(content["when_tone"]),
        category=_line(content["category"]),
        tags=_line(content["tags"]),
        assignee=_line(content["assignee"]),
        closed=bool(content["closed"]),
    )


def _line(text: object) -> str:
    """A file may have been tampered with: what comes out of it is cleaned again."""
    return harmless(str(text))
