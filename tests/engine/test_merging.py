"""Two people, or two programs, at the same tasks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.conftest import OpenManager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.errors import Conflict
from tme_tui.model.ids import TaskId
from tme_tui.model.task_type import Attribute, AttributeKind
from tme_tui.store.transaction import CHUNK


@pytest.fixture
def other(tasks: TaskManager, open_again: OpenManager) -> TaskManager:
    """Somebody else at the same base, in which there is a task #1 and two it may be put into."""
    tasks.save_type("bug", [Attribute("version", AttributeKind.TEXT)])
    tasks.add([Fields(title="mine", type="bug"), Fields(title="box"), Fields(title="chest")])
    tasks.add_person("anna")
    tasks.add_person("boris")
    return open_again()


@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [
        ("title", "theirs", "ours"),
        ("tags", ["theirs"], ["mine"]),
        ("tags", ["theirs"], []),
        ("parent", TaskId(2), TaskId(3)),
        ("parent", TaskId(2), None),
        ("participants", ["anna"], ["boris"]),
        ("attributes", {"version": "1.0"}, {"version": "2.0"}),
    ],
)
def test_nobody_overwrites_what_they_have_not_seen(
    tasks: TaskManager, other: TaskManager, field: str, theirs: Any, mine: Any
) -> None:
    seen = tasks.get_task(1)
    if mine in ([], None):
        seen = tasks.edit_task(1, **{field: ["mine"] if field == "tags" else TaskId(3)})
    now = other.edit_task(1, **{field: theirs})
    with pytest.raises(Conflict, match="version" if field == "attributes" else field):
        tasks.edit_task(seen, **{field: mine})
    assert tasks.get_task(1) == now
    assert tasks.edit_task(seen, **{field: theirs}) == now, "both chose the same"
    assert tasks.edit_task(seen, notes="merged").notes == "merged"


def test_edits_of_many_tasks_notice_what_others_changed(tasks: TaskManager) -> None:
    tasks.add([Fields(title=f"task {number}") for number in range(CHUNK + 5)])
    seen = tasks.get_tasks()
    tasks.edit(seen, Fields(priority=2))
    assert tasks.count("priority:2") == len(seen)
    with pytest.raises(Conflict, match="priority"):
        tasks.edit(seen, Fields(priority=1))
    assert tasks.count("priority:2") == len(seen)
    tasks.edit(seen, Fields(category="Work"))
    assert tasks.count("category:Work") == len(seen)
