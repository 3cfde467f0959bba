"""Queries of digests are read when they are set: a wrong one is named then, not at eight in the morning."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.reminding import Reminding

if TYPE_CHECKING:
    from tme_tui.language.context import Context

DIGEST_QUERIES = {
    "reminders.digest.morning_query": "morning_query",
    "reminders.digest.evening_query": "evening_query",
}
"""Settings, and the wishes of a person that they are."""
_USUAL = Reminding()


def check_digest_queries(wanted: Reminding, known: Reminding | None, context: Callable[[], Context]) -> None:
    """SyntaxMistake, with the name of the setting, for a query that cannot be read."""
    for key, name in DIGEST_QUERIES.items():
        query = getattr(wanted, name)
        if query in (getattr(_USUAL, name), known and getattr(known, name)):
            continue
        from tme_tui.language.query import parse_query

        try:
            parse_query(query, context())
        except SyntaxMistake as error:
            raise SyntaxMistake(
                f"{key}: {error}",
                text=error.text,
                start=error.start,
                end=error.end,
                suggestion=error.suggestion,
            ) from None
