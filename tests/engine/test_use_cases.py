"""What a person would notice of each use case, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.engine.conftest import OpenManager
from tme_tui.engine.history import every_step
from tme_tui.engine.manager import TaskManager
from tme_tui.model.builtin_views import QUERIES, View
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.errors import Conflict, CycleRefused, InvalidValue, NotFound, Refused, UndoRefused
from tme_tui.model.ids import TaskId
from tme_tui.model.journal import Committed, Origin
from tme_tui.model.recurrence.values import Anchor, Recurrence
from tme_tui.model.task import Dependency, Link, Status, Task
from tme_tui.model.task_type import Attribute, AttributeKind


def titles(found: list[Task]) -> list[str]:
    return [task.title for task in found]


# adding


def test_a_task_is_what_was_said(tasks: TaskManager) -> None:
    task = tasks.add_task(
        "Pay rent",
        category="Home/Bills",
        tags=["fin", "Next"],
        priority=1,
        due="2026-12-01",
        notes="to **Ann**",
    )
    again = tasks.get_task(task)
    assert again == task
    assert (task.category, task.tags, task.priority, task.notes) == (
        "Home/Bills",
        ("fin", "Next"),
        1,
        "to **Ann**",
    )
    assert str(task.due) == "2026-12-01"
    assert (task.owner, task.version, task.status) == ("me", 1, Status.OPEN)


@pytest.mark.parametrize("title", ["", "   ", "\x00", "\u202e", "x" * 1_000_000])
def test_a_title_that_cannot_be_one_is_refused_and_nothing_is_written(tasks: TaskManager, title: str) -> None:
    with pytest.raises(InvalidValue):
        tasks.add_task(title)
    assert tasks.get_tasks() == []
    assert tasks.journal() == []


def test_terminal_commands_in_text_are_only_text(tasks: TaskManager) -> None:
    task = tasks.add_task("a\x1b]0;owned\x07b", notes="x\x9b2Jy\r\nz")
    assert (task.title, task.notes) == ("a ]0;owned b", "x2Jy\nz")


def test_names_of_categories_and_tags_have_one_spelling(tasks: TaskManager) -> None:
    tasks.add_task("a", category="Дом / Ёлка", tags=["Срочно"])
    second = tasks.add_task("b", category="дом/елка", tags=["срочно"])
    assert (second.category, second.tags) == ("Дом/Ёлка", ("Срочно",))


def test_ids_are_never_given_again(tasks: TaskManager) -> None:
    tasks.add_task("a")
    tasks.undo()
    assert tasks.add_task("b").id == 2


def test_a_bulk_add_is_one_step(tasks: TaskManager) -> None:
    tasks.add([Fields(title=f"t{n}") for n in range(5000)])
    assert tasks.counts()[View.INBOX] == 5000
    tasks.undo()
    assert tasks.counts()[View.ALL] == 0
    tasks.redo()
    assert tasks.counts()[View.INBOX] == 5000


def test_a_copy_has_its_own_inside(tasks: TaskManager) -> None:
    parent = tasks.add_task("Release", tags=["work"])
    build = tasks.add_task("Build", parent=parent)
    tasks.add_task("Ship", parent=parent, depends=[build])
    copy = tasks.duplicate(parent).task
    inside = tasks.subtasks(copy)
    assert titles(inside) == ["Build", "Ship"]
    assert [tie.blocker for tie in inside[1].depends] == [inside[0].id]
    assert (copy.subtasks, copy.tags, inside[1].open_blockers) == (2, ("work",), 1)


# editing


def test_edits_of_different_fields_merge(tasks: TaskManager, open_again: OpenManager) -> None:
    other = open_again()
    seen = tasks.add_task("Call", priority=3)
    other.edit_task(other.get_task(seen), priority=1)
    merged = tasks.edit_task(seen, title="Call Anna")
    assert (merged.title, merged.priority) == ("Call Anna", 1)


def test_edits_of_the_same_field_are_shown_not_overwritten(
    tasks: TaskManager, open_again: OpenManager
) -> None:
    other = open_again()
    seen = tasks.add_task("Call", category="Home")
    other.edit_task(seen, title="Call Boris")
    with pytest.raises(Conflict) as conflict:
        tasks.edit_task(seen, title="Call Anna")
    assert conflict.value.fields == {"title": ("Call", "Call Boris", "Call Anna")}
    assert tasks.get_task(seen).title == "Call Boris"


def test_the_category_may_be_contested_too(tasks: TaskManager, open_again: OpenManager) -> None:
    other = open_again()
    seen = tasks.add_task("Call", category="Home")
    other.edit_task(seen, category="Work")
    with pytest.raises(Conflict, match="category"):
        tasks.edit_task(seen, category="Garden")


def test_an_event_ends_after_it_starts(tasks: TaskManager) -> None:
    with pytest.raises(InvalidValue, match="end before it starts"):
        tasks.add_task("Meet", starts="2026-03-05T10:00", ends="2026-03-05T09:00")


def test_attributes_follow_their_type(tasks: TaskManager) -> None:
    choices = Attribute("severity", AttributeKind.CHOICE, ("low", "high"))
    tasks.save_type("bug", [choices, Attribute("hours", AttributeKind.NUMBER)])
    bug = tasks.add_task("Crash", type="Bug", attributes={"severity": "HIGH", "hours": "1,5"})
    assert (bug.type, bug.attributes) == ("bug", {"severity": "high", "hours": 1.5})
    with pytest.raises(InvalidValue, match="one of low, high"):
        tasks.edit_task(bug, attributes={"severity": "bad"})
    with pytest.raises(InvalidValue, match="no attribute"):
        tasks.edit_task(bug, attributes={"colour": "red"})


def test_many_tasks_change_in_one_step(tasks: TaskManager) -> None:
    several = [tasks.add_task(f"t{n}") for n in range(3)]
    tasks.edit(several, Fields(category="Work", add_tags=("now",), priority=2))
    assert {(t.category, t.tags, t.priority) for t in tasks.get_tasks()} == {("Work", ("now",), 2)}
    tasks.undo()
    assert {(t.category, t.tags, t.priority) for t in tasks.get_tasks()} == {(None, (), None)}


def test_one_bad_number_among_many_changes_nothing(tasks: TaskManager) -> None:
    task = tasks.add_task("a")
    with pytest.raises(NotFound, match="#99"):
        tasks.complete([task, TaskId(99)])
    assert tasks.get_task(task).status is Status.OPEN


# states and ties


def test_completing_a_blocker_says_who_may_go_on(tasks: TaskManager) -> None:
    salary, rent = tasks.add_task("Get salary"), tasks.add_task("Pay rent")
    tasks.assign_dependency(rent, salary)
    assert tasks.get_task(rent).blocked
    assert tasks.complete(salary).notices == ("no longer blocked: #2 “Pay rent”",)
    assert not tasks.get_task(rent).blocked


def test_completing_a_parent_takes_what_is_open_inside(tasks: TaskManager) -> None:
    parent = tasks.add_task("Move house")
    boxes = tasks.add_task("Pack boxes", parent=parent)
    tasks.add_task("Books", parent=boxes)
    outcome = tasks.complete(parent)
    assert outcome.notices == ("with it 2 subtasks: #2 “Pack boxes”, #3 “Books”",)
    assert tasks.get_task(boxes).status is Status.DONE
    tasks.undo()
    assert tasks.get_task(boxes).status is Status.OPEN


def test_doing_what_still_waits_is_allowed_and_said(tasks: TaskManager) -> None:
    blocker, task = tasks.add_task("a"), tasks.add_task("b")
    tasks.depend(task, blocker)
    assert "still waiting for others: #2 “b”" in tasks.start(task).notices


def test_a_circle_is_refused_with_its_way(tasks: TaskManager) -> None:
    a, b, c = (tasks.add_task(name) for name in "abc")
    tasks.depend(b, a)
    tasks.depend(c, b)
    with pytest.raises(
        CycleRefused, match="#1 “a” waits for #3 “c” waits for #2 “b” waits for #1 “a”"
    ) as circle:
        tasks.depend(a, c)
    assert circle.value.path == (1, 3, 2, 1)
    with pytest.raises(CycleRefused):
        tasks.depend(a, a)


def test_a_task_cannot_be_inside_itself(tasks: TaskManager) -> None:
    a = tasks.add_task("a")
    b = tasks.add_task("b", parent=a)
    with pytest.raises(CycleRefused, match="#1 inside #2 inside #1"):
        tasks.nest(a, b)


def test_a_start_start_tie_holds_until_the_other_starts(tasks: TaskManager) -> None:
    a, b = tasks.add_task("a"), tasks.add_task("b")
    tasks.depend(b, a, Link.START_START, timedelta(hours=2))
    assert tasks.get_task(b).depends == (Dependency(b.id, a.id, Link.START_START, timedelta(hours=2)),)
    assert tasks.get_task(b).blocked
    tasks.start(a)
    assert not tasks.get_task(b).blocked


@pytest.mark.parametrize(
    ("first", "then"),
    [("complete", "start"), ("cancel", "complete"), ("complete", "complete"), ("delete", "start")],
)
def test_states_that_do_not_follow_are_refused(tasks: TaskManager, first: str, then: str) -> None:
    task = tasks.add_task("a")
    getattr(tasks, first)(task)
    with pytest.raises(Refused, match="#1 is"):
        getattr(tasks, then)(task.id)


def test_a_deleted_task_is_out_of_sight_and_comes_back(tasks: TaskManager) -> None:
    task = tasks.add_task("a")
    tasks.delete(task)
    assert tasks.get_tasks() == []
    with pytest.raises(Refused, match="deleted"):
        tasks.edit_task(task.id, title="b")
    tasks.reopen(task)
    assert titles(tasks.get_tasks()) == ["a"]


# history


def test_undo_reaches_over_restarts_and_processes(open_again: OpenManager) -> None:
    first = open_again()
    first.add_task("a")
    first.close()
    assert open_again().undo()[0].sentence == "Undid: Added #1 “a”"


def test_nothing_to_undo_is_said(tasks: TaskManager) -> None:
    with pytest.raises(UndoRefused, match="nothing to undo"):
        tasks.undo()
    with pytest.raises(UndoRefused, match="nothing to redo"):
        tasks.redo()


def test_a_new_step_ends_what_could_be_redone(tasks: TaskManager) -> None:
    tasks.add_task("a")
    tasks.undo()
    tasks.add_task("b")
    with pytest.raises(UndoRefused):
        tasks.redo()


def test_what_another_changed_since_is_not_undone(tasks: TaskManager, home: object, store_url: str) -> None:
    from tme_tui.bootstrap import open_manager

    task = tasks.add_task("Call")
    tasks.edit_task(task, title="Call Anna")
    with open_manager(store_url, environment={"TME_HOME": str(home), "USER": "boris"}) as boris:
        boris.edit_task(task.id, title="Call Boris")
        with pytest.raises(UndoRefused) as refused:
            tasks.undo()
        assert str(refused.value) == (
            "not taken back: Changed #1 “Call Anna”: title; "
            "#1 “Call Boris” has changed since: title (step 3, @boris)"
        )
        assert tasks.get_task(task).title == "Call Boris"
        boris.undo()
        assert tasks.undo()[0].task.title == "Call"


def test_a_refused_step_is_left_out_if_one_says_so(tasks: TaskManager, home: object, store_url: str) -> None:
    from tme_tui.bootstrap import open_manager

    one, other = tasks.add_task("One"), tasks.add_task("Other", tags=["old"])
    tasks.edit_task(other, priority=1)
    tasks.edit_task(one, tags=["a"])
    with open_manager(store_url, environment={"TME_HOME": str(home), "USER": "boris"}) as boris:
        boris.edit_task(one.id, tags=[])
    with pytest.raises(UndoRefused, match="#1 “One” has changed since: tags"):
        tasks.undo()
    (done,) = tasks.undo(leave_out=every_step)
    assert done.sentence == "Undid: Changed #2 “Other”: priority"
    assert done.notices[0] == "Left out: Changed #1 “One”: tags"
    (again,) = tasks.redo()
    assert again.sentence == "Did again: Changed #2 “Other”: priority"


def test_undo_back_to_a_step_leaves_out_what_is_refused(
    tasks: TaskManager, home: object, store_url: str
) -> None:
    from tme_tui.bootstrap import open_manager

    task = tasks.add_task("Call")
    tasks.edit_task(task, priority=1)
    back_to = tasks.journal()[0].id
    tasks.edit_task(task.id, title="Call Anna")
    tasks.edit_task(task.id, link="https://example.org")
    with open_manager(store_url, environment={"TME_HOME": str(home), "USER": "boris"}) as boris:
        boris.edit_task(task.id, title="Call Boris")
    said = [(outcome.step is not None, outcome.sentence) for outcome in tasks.undo_back_to(back_to)]
    assert [done for done, _ in said] == [True, True, False]
    assert said[-1][1].startswith("not taken back: Changed #1 “Call Anna”: title; ")
    now = tasks.get_task(task.id)
    assert (now.title, now.priority, now.link) == ("Call Boris", None, "")


def test_several_steps_are_undone_until_one_is_refused(tasks: TaskManager) -> None:
    for name in "abc":
        tasks.add_task(name)
    outcomes = tasks.undo(5)
    assert [outcome.step is None for outcome in outcomes] == [False, False, False, True]
    assert tasks.get_tasks() == []


def test_undo_back_to_a_step(tasks: TaskManager) -> None:
    tasks.add_task("a")
    step = tasks.journal()[0].id
    tasks.add_task("b")
    tasks.add_task("c")
    tasks.undo_back_to(step)
    assert tasks.get_tasks() == []


def test_the_journal_says_who_when_and_what(tasks: TaskManager, clock: FixedClock) -> None:
    task = tasks.add_task("Pay rent")
    tasks.add_task("Another")
    clock.moment += timedelta(minutes=5)
    tasks.edit_task(task, priority=1)
    latest = tasks.journal(task=int(task.id))
    assert [step.sentence for step in latest] == ["Changed #1 “Pay rent”: priority", "Added #1 “Pay rent”"]
    assert (latest[0].person, latest[0].origin, latest[0].at) == ("me", Origin.LIBRARY, clock.now())


def test_a_change_that_changes_nothing_is_no_step(tasks: TaskManager) -> None:
    task = tasks.add_task("a", priority=1)
    assert tasks.edit(task, Fields(priority=1)).step is None
    assert len(tasks.journal()) == 1


# listening


def test_listeners_hear_of_both_processes_once(tasks: TaskManager, open_again: OpenManager) -> None:
    other = open_again()
    heard: list[Committed] = []
    stop = tasks.subscribe(heard.append)
    tasks.add_task("ours")
    other.add_task("theirs")
    assert [event.ours for event in heard] == [True]
    assert tasks.notice_others() == 1
    assert tasks.notice_others() == 0
    assert [(event.ours, event.step.sentence) for event in heard] == [
        (True, "Added #1 “ours”"),
        (False, "Added #2 “theirs”"),
    ]
    assert heard[1].touched["tasks"] == ((2,),)
    stop()
    tasks.add_task("unheard")
    assert len(heard) == 2


def test_a_listener_that_fails_stops_nobody(tasks: TaskManager) -> None:
    heard: list[Committed] = []

    def fail(event: Committed) -> None:
        raise RuntimeError("mine")

    tasks.subscribe(fail)
    tasks.subscribe(heard.append)
    tasks.add_task("a")
    assert len(heard) == 1


# looking


def test_lists_are_ordered_by_urgency_as_time_passes(tasks: TaskManager, clock: FixedClock) -> None:
    tasks.add_task("important", priority=1)
    tasks.add_task("soon", due=date(2026, 4, 1))
    assert titles(tasks.get_tasks()) == ["important", "soon"]
    clock.moment += timedelta(days=27)
    assert titles(tasks.get_tasks()) == ["soon", "important"]
    clock.moment -= timedelta(days=27)
    assert titles(tasks.get_tasks()) == ["important", "soon"]


def test_why_adds_up(tasks: TaskManager) -> None:
    blocker = tasks.add_task("Deploy", priority=1, due=date(2026, 3, 5), tags=["next"])
    waiting = tasks.add_task("Announce", depends=[blocker])
    why = tasks.explain(blocker)
    assert {part.name for part in why.parts} == {"due", "priority", "blocking", "tag #next"}
    assert why.urgency == pytest.approx(sum(part.value for part in why.parts))
    assert why.urgency == tasks.get_task(blocker).urgency
    assert [task.id for task in why.holds_up] == [waiting.id]


def test_search_finds_substrings_in_both_alphabets(tasks: TaskManager) -> None:
    tasks.add_task("Купить ёлку", notes="с гирляндой")
    tasks.add_task("Buy Christmas tree")
    assert titles(tasks.get_tasks("елк")) == ["Купить ёлку"]
    assert titles(tasks.get_tasks("ГИРЛЯНД")) == ["Купить ёлку"]
    assert titles(tasks.get_tasks("rist")) == ["Buy Christmas tree"]
    tasks.edit_task(1, title="Купить сосну")
    assert tasks.get_tasks("елк") == []


def test_every_view_counts_what_it_lists(tasks: TaskManager) -> None:
    done = tasks.add_task("done")
    tasks.complete(done)
    tasks.add_task("inbox")
    tasks.add_task("today", due=date(2026, 3, 4), category="Home")
    tasks.add_task("overdue", due=date(2026, 3, 1))
    tasks.add_task("upcoming", due=date(2026, 3, 9))
    tasks.add_task("planned today", starts="2026-03-04T15:00", ends="2026-03-04T16:00")
    tasks.add_task("planned later", starts="2026-03-06T15:00")
    tasks.add_task("waiting", wait=date(2026, 4, 1), due=date(2026, 3, 2))
    tasks.add_task("someday", wait=date(9999, 12, 30))
    tasks.add_task("blocked", depends=[2])
    counts = tasks.counts()
    for view in View:
        assert counts[view] == len(tasks.get_tasks(QUERIES[view])) == tasks.count(QUERIES[view]), view
    assert counts[View.OVERDUE] == 1
    assert counts[View.TODAY] == 3


def test_get_tasks_by_category_and_between(tasks: TaskManager) -> None:
    tasks.add_task("a", category="Work/Design", due=date(2026, 3, 5))
    tasks.add_task("b", category="Work", due=date(2026, 3, 9))
    tasks.add_task("c", category="Home", due=date(2026, 3, 5))
    assert titles(tasks.get_tasks(category="Work", between=(date(2026, 3, 4), date(2026, 3, 7)))) == ["a"]


def test_a_category_can_be_renamed_with_all_below_it(tasks: TaskManager) -> None:
    tasks.add_task("a", category="Work/Design")
    tasks.add_task("b", category="Work")
    tasks.rename_category("work", "Office")
    assert {task.category for task in tasks.get_tasks()} == {"Office/Design", "Office"}
    tasks.undo()
    assert {task.category for task in tasks.get_tasks()} == {"Work/Design", "Work"}


def test_views_and_people_are_kept(tasks: TaskManager) -> None:
    tasks.save_view("Hot", "#next !1")
    tasks.save_view("hot", "#next")
    assert [(view.name, view.query) for view in tasks.views()] == [("hot", "#next")]
    anna = tasks.add_person("anna", zone="Europe/Moscow")
    assert tasks.add_task("Call", assignee="@Anna").assignee == "anna"
    assert anna.zone == "Europe/Moscow"
    with pytest.raises(NotFound, match="tme people add nobody"):
        tasks.add_task("Call", assignee="nobody")


# copies


def test_the_first_change_of_a_day_leaves_a_copy(sqlite_path: Path, home: Path, clock: FixedClock) -> None:
    from tme_tui.bootstrap import open_manager

    def copies() -> list[str]:
        return sorted(path.name for path in (home / "backups").glob("*"))

    environment = {"TME_HOME": str(home), "USER": "me", "TZ": "UTC"}
    with open_manager(str(sqlite_path), environment=environment, clock=clock) as tasks:
        tasks.get_tasks()
        assert tasks.keep_copy() is None
        tasks.add_task("a")
        assert tasks.keep_copy() is not None
        assert tasks.keep_copy() is None
        assert copies() == ["tme-2026-03-04.sqlite3"]
        clock.moment += timedelta(days=1)
        tasks.keep_copy()
        assert copies() == ["tme-2026-03-04.sqlite3", "tme-2026-03-05.sqlite3"]


def test_what_counts_from_completion_has_no_known_future(tasks: TaskManager) -> None:
    water = Recurrence("FREQ=DAILY;INTERVAL=3", anchor=Anchor.COMPLETION)
    tasks.add_task("Water plants", due=date(2026, 3, 5), recurrence=water)
    window = (datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 3, 20, tzinfo=UTC))
    assert [str(one.starts) for one in tasks.occurrences_between(*window)] == ["2026-03-05"]


def test_joined_steps_are_undone_at_once_and_noticed_by_others(
    tasks: TaskManager, open_again: OpenManager
) -> None:
    """Another process may have seen the first of them already: it learns of the rest, too."""
    tasks.add_task("Kept")
    before = max(int(step.id) for step in tasks.journal(1))
    other = open_again()
    seen: list[str] = []
    other.subscribe(lambda event: seen.append(event.step.sentence))
    one = tasks.add_task("One")
    other.notice_others()
    tasks.edit_task(one, priority=1, category="Home")
    tasks.mark_completed(one)
    tasks.join_steps(before, "All of it")
    other.notice_others()
    assert seen[-1] == "All of it"
    tasks.undo()
    assert [task.title for task in tasks.get_tasks("status:any")] == ["Kept"]
    tasks.redo()
    again = tasks.get_task(one)
    assert (again.priority, again.category, again.status) == (1, "Home", Status.DONE)
