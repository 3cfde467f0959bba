"""A query of a digest that cannot be read is named when it is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tme_tui.bootstrap import open_manager
from tme_tui.model.errors import SyntaxMistake

MORNING = "TME_REMINDERS__DIGEST__MORNING_QUERY"


def environment(home: Path, query: str) -> dict[str, str]:
    return {"TME_HOME": str(home), "USER": "me", "TZ": "Europe/Riga", MORNING: query}


def test_a_wrong_query_is_named_with_its_place_and_nothing_is_kept(home: Path) -> None:
    open_manager(environment=environment(home, "is:open")).close()
    for _ in range(2):
        with pytest.raises(SyntaxMistake, match=r"reminders\.digest\.morning_query: .*opne") as caught:
            open_manager(environment=environment(home, "is:open is:opne"))
        assert caught.value.text[caught.value.start : caught.value.end].endswith("opne")
    with open_manager(environment=environment(home, "is:open")) as manager:
        assert manager.person.reminding.morning_query == "is:open"


def test_a_query_about_attributes_of_a_type_is_known(home: Path) -> None:
    from tme_tui.model.task_type import Attribute, AttributeKind

    with open_manager(environment=environment(home, "is:open")) as manager:
        manager.save_type("trip", [Attribute("km", AttributeKind.NUMBER)])
    with open_manager(environment=environment(home, "km>10")) as manager:
        assert manager.person.reminding.morning_query == "km>10"
