"""A query of a digest that cannot be read is named when it is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tme_tui.bootstrap import open_manager
from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.notices import take_notice

MORNING = "TME_REMINDERS__DIGEST__MORNING_QUERY"


def environment(home: Path, query: str, **more: str) -> dict[str, str]:
    return {"TME_HOME": str(home), "USER": "me", "TZ": "Europe/Riga", MORNING: query, **more}


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


def test_a_view_is_named_and_one_that_is_not_there_is_refused(home: Path) -> None:
    with open_manager(environment=environment(home, "is:open")) as manager:
        manager.save_view("Errands", "#shop sort:due")
        manager.add_task("Buy milk", tags=["shop"])
        manager.add_task("Call Anna")
        found = manager.page(manager.read_digest_query("view:errands")).tasks
        assert [task.title for task in found] == ["Buy milk"]
        assert manager.read_digest_query(" view: “today” ") == manager.read_digest_query("view:today")
    said = r"reminders\.digest\.morning_query: there is no view errunds; did you mean errands\?"
    with pytest.raises(SyntaxMistake, match=said) as caught:
        open_manager(environment=environment(home, "view:errunds"))
    assert caught.value.text[caught.value.start : caught.value.end] == "errunds"
    with pytest.raises(SyntaxMistake, match="there is no view zzz; the views are errands, inbox, today"):
        open_manager(environment=environment(home, "view:zzz"))


def test_a_new_base_says_that_a_view_is_missing_and_lets_it_be_made(home: Path) -> None:
    named = environment(home, "view:chores")
    while take_notice():
        pass
    with open_manager(environment=named) as manager:
        assert str(take_notice()).startswith("reminders.digest.morning_query: there is no view chores; the")
        manager.save_view("chores", "#home")
    with open_manager(environment=named):
        assert take_notice() is None


def test_a_view_that_went_later_is_told_of_while_the_digest_is_sent(home: Path) -> None:
    named = environment(home, "view:errands", TME_REMINDERS__DIGEST__MORNING="8:00")
    with open_manager(environment=named) as manager:  # a new base, in which the view is made now
        assert list(manager.digest_problems()) == ["reminders.digest.morning_query"]
        manager.save_view("errands", "#shop")
        assert manager.digest_problems() == {}
    with open_manager(environment=named) as manager:
        manager.rename_view("errands", "shopping")
        (problem,) = manager.digest_problems().values()
        assert problem.startswith("there is no view errands")
    with open_manager(environment=environment(home, "view:errands")) as manager:  # it is not sent at all
        assert manager.digest_problems() == {}
