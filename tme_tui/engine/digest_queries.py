"""Queries of digests, each as it is written or by the name of a view: `view:errands`.

They are read when they are set: a wrong one is named then, not at eight in the morning. A view may go later,
or get another name; what is wrong is told then, and by the digest itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from tme_tui.model.builtin_views import QUERIES
from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.reminding import Reminding
from tme_tui.model.text import clean_line, fold

if TYPE_CHECKING:
    from tme_tui.language.context import Context
    from tme_tui.model.query import Query

DIGEST_QUERIES = {
    "reminders.digest.morning_query": "morning_query",
    "reminders.digest.evening_query": "evening_query",
}
"""Settings, and the wishes of a person that they are."""
_USUAL = Reminding()
_VIEW = "view:"
_NAMED = 12
"""So many views are named where another one was meant."""

Views = Mapping[str, str]
"""The queries of views by folded name."""


def views_by_name(saved: Iterable[tuple[str, str]]) -> Views:
    """Saved views, then built-in ones; where a name is taken twice, the saved one is meant."""
    found = {fold(name): query for name, query in saved}
    return found | {view.value: query for view, query in QUERIES.items() if view.value not in found}


def read_digest_query(text: str, context: Callable[[], Context], views: Callable[[], Views]) -> Query:
    """What a digest is to tell of; SyntaxMistake says what cannot be read."""
    from tme_tui.language.query import parse_query

    if not _names_view(text):
        return parse_query(text, context())
    name = clean_line(text.strip()[len(_VIEW) :]).strip("\"'“”«» ")
    known = views()
    if fold(name) in known:
        return parse_query(known[fold(name)], context())
    from tme_tui.language.query.mistakes import mistake, nearest

    start, end = text.find(name), len(text.rstrip())
    if nearest(name, known) is not None:
        raise mistake(f"there is no view {name}", text, start, end, word=name, known=known)
    listed = ", ".join([*known][:_NAMED]) + (", …" if len(known) > _NAMED else "")
    raise SyntaxMistake(f"there is no view {name}; the views are {listed}", text=text, start=start, end=end)


def _names_view(text: str) -> bool:
    return text.lstrip().casefold().startswith(_VIEW)


def check_digest_queries(
    wanted: Reminding,
    known: Reminding | None,
    context: Callable[[], Context],
    views: Callable[[], Views] | None,
) -> None:
    """SyntaxMistake, with the name of the setting, for a query that cannot be read.

    Without `views`, those that are named are taken to be there.
    """
    for key, name in DIGEST_QUERIES.items():
        query = getattr(wanted, name)
        if query in (getattr(_USUAL, name), known and getattr(known, name)):
            continue
        if views is None and _names_view(query):
            continue
        try:
            read_digest_query(query, context, views or dict)
        except SyntaxMistake as error:
            raise SyntaxMistake(
                f"{key}: {error}",
                text=error.text,
                start=error.start,
                end=error.end,
                suggestion=error.suggestion,
            ) from None
