"""What the first look asks of a base: `python -m tme_tui.engine.glimpse_words` keeps it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tme_tui.engine.glimpse import moments_at
from tme_tui.language.context import Context
from tme_tui.language.query.parser import parse_query
from tme_tui.model.builtin_views import QUERIES
from tme_tui.store.glimpse import MOST, WORDS
from tme_tui.store.glimpse_words import words_of_facts, words_of_query

_SOME_DAY = datetime(2026, 3, 10, 12, 34, 56, tzinfo=UTC)


def glimpse_words(now: datetime = _SOME_DAY, zone: str = "UTC") -> dict[str, Any]:
    """All statements; they are the same at any moment, in any zone."""
    moments, context = moments_at(now, zone), Context(now=now, zone=zone)
    return {
        "facts": words_of_facts(moments),
        "views": {
            view.value: words_of_query(parse_query(query, context), moments, MOST + 1)
            for view, query in QUERIES.items()
        },
    }


def as_text(words: dict[str, Any]) -> str:
    """The content of the file."""
    return json.dumps(words, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    WORDS.write_text(as_text(glimpse_words()), encoding="utf-8")
