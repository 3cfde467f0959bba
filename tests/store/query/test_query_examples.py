"""Every example of docs/queries.md is run: it is understood, answered, and shown as the page shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.store.query.query_world import CONTEXT, NOW
from tme_tui.language.query import parse_query
from tme_tui.language.query.mistakes import caret_lines
from tme_tui.language.query.value_words import SORTS, STATES, STATUSES
from tme_tui.language.query.words import Field
from tme_tui.model.builtin_views import QUERIES
from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.ids import PersonId
from tme_tui.store.connections import Store
from tme_tui.store.query import answer

PAGE = (Path(__file__).parents[3] / "docs" / "queries.md").read_text(encoding="utf-8")
EXAMPLES = [
    example
    for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
    for example in re.findall(r"`([^`]+)`", row)
]
MISTAKES = re.findall(r"```mistake\n(.*?)\n(.*?)\n(.*?)\n```", PAGE, re.DOTALL)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 60
    assert len(MISTAKES) == 3


@pytest.mark.parametrize("line", [*EXAMPLES, *QUERIES.values()])
def test_each_example_is_answered(sqlite_store: Store, line: str) -> None:
    query = parse_query(line, CONTEXT)
    assert query.condition is not None or query.sort
    with sqlite_store.read() as connection:
        found = answer(connection, query, NOW, PersonId(1))
        assert found.page().ids == found.ids() == ()
        assert found.count() == 0


@pytest.mark.parametrize(("line", "message", "picture"), MISTAKES)
def test_each_mistake_is_shown_as_on_the_page(line: str, message: str, picture: str) -> None:
    with pytest.raises(SyntaxMistake) as caught:
        parse_query(line, CONTEXT)
    assert str(caught.value) == message
    assert caret_lines(caught.value) == picture


def test_every_field_state_and_order_is_on_the_page() -> None:
    words = {word.strip(".,:<>=") for word in re.split(r"[\s`:|]+", PAGE)}
    fields = {field.value for field in Field} - {"kind", "tag", "parent"}
    assert fields <= words
    assert set(STATES.values()) - {"closed"} <= words
    assert {key.value for key in SORTS.values()} <= words
    assert {name for name, statuses in STATUSES.items() if name.isascii() and len(statuses) == 1} <= words | {
        "canceled",
        "completed",
        "active",
    }
