"""What the plan and the review of a day are to tell of: a query as it is written, or a view by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.engine.digest_queries import DIGEST_QUERIES, Views, read_digest_query, views_by_name
from tme_tui.engine.looking import Looking
from tme_tui.model.errors import NotFound, SyntaxMistake
from tme_tui.model.text import fold

if TYPE_CHECKING:
    from tme_tui.model.query import Query


class Digesting(Looking):
    """Use cases around the queries of digests and of views."""

    def view_query(self, name: str) -> str:
        """The query behind the name of a view, a saved or a built-in one."""
        try:
            return self._views_by_name()[fold(name)]
        except KeyError:
            raise NotFound("view", name, hint="tme views lists them") from None

    def read_digest_query(self, text: str) -> Query:
        """What a digest is to tell of; a mistake says where it is, or that there is no such view."""
        return read_digest_query(text, self.context, self._views_by_name)

    def digest_problems(self) -> dict[str, str]:
        """By setting, why what this person wants to be told of cannot be; of digests that are sent."""
        wishes = self.person.reminding
        sent = {"morning_query": wishes.morning, "evening_query": wishes.evening}
        found: dict[str, str] = {}
        for key, name in DIGEST_QUERIES.items():
            if sent[name] is None:
                continue
            try:
                self.read_digest_query(getattr(wishes, name))
            except SyntaxMistake as error:
                found[key] = str(error)
        return found

    def _views_by_name(self) -> Views:
        return views_by_name((view.name, view.query) for view in self.views())
