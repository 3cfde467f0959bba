"""A due reminder is sent once, or it is visible why not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.scheduler.reminders import Desk, OpenManager, Wait, at, before, call, states
from tme_tui.engine.manager import TaskManager
from tme_tui.i18n import translator
from tme_tui.model.delivery import Answer
from tme_tui.model.draft import Fields
from tme_tui.model.outbox import Fate
from tme_tui.model.task import Reminder
from tme_tui.scheduler.composing import compose
from tme_tui.store.outbox.claiming import LEASE
from tme_tui.store.outbox.settling import MOST_ATTEMPTS


@pytest.fixture
def linked(tasks: TaskManager) -> TaskManager:
    """Somebody who is reached by Telegram, and by VK after ten minutes."""
    tasks.link_address("telegram", "42")
    tasks.link_address("vk", "77")
    return tasks


def due_in_five(tasks: TaskManager, **fields: object) -> None:
    """A task whose reminder is due in five minutes."""
    call(tasks, before(minutes=15), due="2026-03-04T14:20", **fields)


def test_nothing_is_taken_before_its_time_and_nothing_twice(
    tasks: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(tasks)
    assert desk.take() == []
    wait(minutes=5)
    (claimed,) = desk.take()
    assert claimed.task is not None
    assert claimed.task.title == "Call Anna"
    assert desk.take() == []
    assert Desk(tasks, "other:0:b").take() == []
    desk.report(claimed)
    assert states(tasks) == [("reminder", "desktop", "sent")]
    assert desk.take() == []


def test_what_a_killed_dispatcher_had_in_hand_is_sent_by_another_once(
    tasks: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(tasks)
    wait(minutes=5)
    for name in "ab":
        other = Desk(tasks, f"{name}:0:x")
        (claimed,) = other.take()
        assert other.begin(claimed)
        wait(seconds=LEASE + 1)
    assert claimed.unanswered == 1
    assert desk.take() == []
    assert states(tasks) == [("reminder", "desktop", "unknown")]


def test_what_was_claimed_and_not_begun_leaves_no_doubt(tasks: TaskManager, desk: Desk, wait: Wait) -> None:
    due_in_five(tasks)
    wait(minutes=5)
    for name in "abcd":
        (claimed,) = Desk(tasks, f"{name}:0:x").take()
        assert claimed.unanswered == 0
        wait(seconds=LEASE + 1)
    (claimed,) = desk.take()
    assert desk.begin(claimed)
    assert not Desk(tasks, "a:0:x").begin(claimed)


def test_what_nobody_waits_for_any_more_is_not_begun(tasks: TaskManager, desk: Desk, wait: Wait) -> None:
    due_in_five(tasks)
    wait(minutes=5)
    (claimed,) = desk.take()
    tasks.complete(1)
    assert not desk.begin(claimed)
    assert states(tasks) == [("reminder", "desktop", "withdrawn")]


def test_several_in_a_row_go_to_who_needs_no_pause(linked: TaskManager, wait: Wait) -> None:
    for minute in (20, 21, 22):
        call(linked, before(minutes=15), due=f"2026-03-04T14:{minute}", title=f"At {minute}")
    wait(minutes=8)
    swift = Desk(linked, swift=frozenset({"telegram"}))
    taken = swift.take("telegram")
    assert [one.task.title for one in taken if one.task] == ["At 20", "At 21", "At 22"]
    swift.report(taken[0], Fate.RETRY, error="no connection")
    for one in taken[1:]:
        swift.report(one, Fate.RELEASED)
    assert swift.take("telegram") == []
    wait(seconds=30)
    assert [one.task.title for one in swift.send_all("telegram") if one.task] == ["At 20", "At 21", "At 22"]


def test_where_a_repeat_does_no_harm_it_is_repeated_until_answered(linked: TaskManager, wait: Wait) -> None:
    call(linked, Reminder(before=timedelta(minutes=15), channel="vk"), due="2026-03-04T14:20")
    wait(minutes=5)
    numbers = set()
    for name in "abcd":
        (claimed,) = Desk(linked, f"{name}:0:x", safe=frozenset({"vk"})).take("vk")
        numbers.add(claimed.random_id)
        wait(seconds=LEASE + 1)
    assert len(numbers) == 1
    assert states(linked)[-1] == ("reminder", "vk", "sending")


def test_the_outcome_of_somebody_who_lost_the_row_changes_nothing(
    tasks: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(tasks)
    wait(minutes=5)
    (claimed,) = desk.take()
    wait(seconds=LEASE + 1)
    other = Desk(tasks, "other:0:b")
    other.take()
    desk.report(claimed, Fate.REFUSED, error="late")
    assert states(tasks) == [("reminder", "desktop", "sending")]


def test_a_failure_that_may_pass_is_tried_again_later_and_later_and_not_for_ever(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    call(linked, Reminder(before=timedelta(minutes=15), channel="telegram"), due="2026-03-04T14:20")
    wait(minutes=5)
    waits = []
    for _ in range(MOST_ATTEMPTS):
        (claimed,) = desk.take("telegram")
        desk.report(claimed, Fate.RETRY, error="no connection")
        (row,) = linked.deliveries()
        waits.append((row.next_try - linked.now()).total_seconds())
        wait(seconds=max(waits[-1], 0))
    assert desk.take("telegram") == []
    assert states(linked) == [("reminder", "telegram", "failed")]
    assert linked.deliveries()[0].error == "no connection"
    assert waits[0] < waits[3] < waits[7]
    linked.resend([linked.deliveries()[0].id])
    assert len(desk.send_all("telegram")) == 1


@pytest.mark.parametrize(("fate", "says_so"), [(Fate.REFUSED, False), (Fate.UNANSWERED, True)])
def test_only_what_may_have_come_says_that_it_is_sent_again(
    linked: TaskManager, desk: Desk, wait: Wait, fate: Fate, says_so: bool
) -> None:
    call(linked, Reminder(before=timedelta(minutes=15), channel="telegram"), due="2026-03-04T14:20")
    wait(minutes=5)
    while taken := desk.take("telegram"):
        desk.report(taken[0], fate, error="no")
        wait(minutes=1)
    linked.resend([linked.deliveries()[0].id])
    (claimed,) = desk.take("telegram")
    assert ("Sent again" in compose(claimed, linked.now(), translator("en")).body) is says_so


def test_a_repeat_that_the_channel_drops_by_itself_does_not_say_so(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    call(linked, Reminder(before=timedelta(minutes=15), channel="vk"), due="2026-03-04T14:20")
    wait(minutes=5)
    desk.how["safe"] = frozenset({"vk"})

    def says_so() -> bool:
        (claimed,) = desk.take("vk")
        desk.report(claimed, Fate.UNANSWERED, error="no answer")
        words = translator("en")
        return "Sent again" in compose(claimed, linked.now(), words, drops_repeats=True).body

    assert not says_so()
    wait(minutes=1)
    assert not says_so()
    wait(minutes=61)  # by now VK has forgotten the first attempt
    assert says_so()
    linked.resend([linked.deliveries()[0].id])
    assert says_so()


def test_the_server_is_left_alone_as_long_as_it_asks(linked: TaskManager, desk: Desk, wait: Wait) -> None:
    call(linked, Reminder(before=timedelta(minutes=15), channel="telegram"), due="2026-03-04T14:20")
    wait(minutes=5)
    (claimed,) = desk.take("telegram")
    desk.report(claimed, Fate.RETRY, error="too many", wait=300.0)
    wait(seconds=300)
    assert desk.take("telegram") == []
    wait(seconds=2)
    assert len(desk.take("telegram")) == 1


def test_who_cannot_be_reached_there_is_told_on_the_next_channel_at_once(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(linked)
    wait(minutes=5)
    for claimed in desk.take("desktop", "telegram"):
        fate = Fate.ABSENT if claimed.channel == "desktop" else Fate.UNREACHABLE
        desk.report(claimed, fate, error="blocked by the user")
    (claimed,) = desk.take("vk")
    assert claimed.channel == "vk"
    assert {one.channel: one.state for one in linked.links()} == {"telegram": "blocked", "vk": "linked"}


def test_one_person_gets_messages_of_a_channel_in_their_order(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    for minute in (20, 21, 22):
        call(linked, before(minutes=15), due=f"2026-03-04T14:{minute}", title=f"At {minute}")
    wait(minutes=8)
    (first,) = desk.take("telegram")
    assert desk.take("telegram") == []
    desk.report(first, Fate.RETRY, error="no connection")
    assert desk.take("telegram") == []
    wait(seconds=30)
    titles = [one.task.title for one in desk.send_all("telegram") if one.task]
    assert titles == ["At 20", "At 21", "At 22"]


@pytest.mark.parametrize("way", ["given back", "left behind"])
def test_what_was_claimed_and_not_sent_keeps_its_place(linked: TaskManager, wait: Wait, way: str) -> None:
    for number in range(1, 7):
        call(linked, due=f"2026-03-04T14:{number + 17}", title=f"T{number}")
    swift = frozenset({"telegram"})
    first = Desk(linked, swift=swift)
    wait(minutes=9)
    taken = first.take("telegram")
    assert len(taken) == 4
    if way == "given back":
        for claimed in taken:
            first.report(claimed, Fate.RELEASED)
    wait(seconds=100)  # the lease of a process that is gone ends meanwhile
    sent = Desk(linked, "next:0:b", swift=swift).send_all("telegram")
    assert [one.task.title for one in sent if one.task] == [f"T{number}" for number in range(1, 7)]


def test_what_quiet_hours_held_back_is_not_missed_for_having_been_claimed(
    open_again: OpenManager, wait: Wait
) -> None:
    tasks = open_again(TME_REMINDERS__QUIET_HOURS="14:00-16:00", TME_REMINDERS__GRACE="1h")
    due_in_five(tasks)
    wait(hours=2, minutes=1)
    first = Desk(tasks)
    (claimed,) = first.take()
    first.report(claimed, Fate.RELEASED)
    assert len(Desk(tasks, "next:0:b").send_all()) == 1


def test_an_answer_in_one_place_puts_the_others_in_order(linked: TaskManager, desk: Desk, wait: Wait) -> None:
    due_in_five(linked)
    wait(minutes=5)
    sent = desk.send_all("desktop", "telegram")
    assert len(sent) == 2
    answered = linked.answer(sent[0].id, Answer.DONE)
    assert answered.fresh
    assert not linked.answer(sent[1].id, Answer.DONE).fresh
    assert linked.count("status:done") == 1
    mending = desk.take("desktop", "telegram")
    assert {one.mending for one in mending} == {True}
    for one in mending:
        desk.report(one)
    wait(hours=2)
    assert desk.take() == []
    assert [state for *_, state in states(linked)].count("sent") == 2


def test_completing_the_task_elsewhere_puts_what_was_sent_in_order(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(linked)
    wait(minutes=5)
    desk.send_all("telegram")
    linked.complete(1)
    (mending,) = desk.take("telegram")
    assert mending.mending
    assert mending.details["mend"] == "done"


def test_snoozing_brings_the_reminder_again_and_leaves_the_task(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(linked)
    wait(minutes=5)
    first = desk.send_all("telegram")[0]
    linked.answer(first.id, Answer.SNOOZE)
    desk.send_all("telegram", "desktop", "vk")
    wait(minutes=9)
    assert desk.take("telegram", "vk") == []
    wait(minutes=1)
    (again,) = desk.take("telegram")
    assert again.kind == "snooze"
    assert linked.get_task(1).due == at("2026-03-04T14:20")
    linked.edit(1, Fields(due=at("2026-03-04T18:00")))
    desk.report(again)
    assert [one.kind for one in desk.take("telegram")] == ["snooze"]


def test_without_an_answer_the_next_step_of_the_ladder_is_taken(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(linked)
    wait(minutes=5)
    assert {one.channel for one in desk.send_all()} == {"desktop", "telegram"}
    wait(minutes=10)
    (claimed,) = desk.send_all()
    assert (claimed.channel, claimed.kind) == ("vk", "escalation")


def test_nagging_goes_on_until_it_is_answered(linked: TaskManager, desk: Desk, wait: Wait) -> None:
    nagging = Reminder(before=timedelta(minutes=15), channel="telegram", nag=timedelta(minutes=5))
    call(linked, nagging, due="2026-03-04T14:20")
    wait(minutes=5)
    kinds = []
    for _ in range(3):
        (sent,) = desk.send_all("telegram")
        kinds.append(sent.kind)
        wait(minutes=5)
    assert kinds == ["reminder", "nag", "nag"]
    (sent,) = desk.send_all("telegram")
    linked.acknowledge(sent.id)
    desk.send_all("telegram")
    wait(minutes=30)
    assert [one for one in desk.take("telegram") if not one.mending] == []


def test_more_than_five_late_ones_come_as_one_message(tasks: TaskManager, wait: Wait) -> None:
    for minute in range(10, 16):
        call(tasks, before(minutes=5), due=f"2026-03-04T14:{minute}", title=f"At {minute}")
    wait(hours=3)
    late = Desk(tasks, awake_since=int(tasks.now().timestamp()))
    (claimed,) = late.send_all()
    assert len(claimed.summary) == 5
    assert claimed.late
    assert sorted({state for *_, state in states(tasks)}) == ["sent", "summed"]


def test_five_late_ones_come_one_by_one(tasks: TaskManager, wait: Wait) -> None:
    for minute in range(10, 15):
        call(tasks, before(minutes=5), due=f"2026-03-04T14:{minute}")
    wait(hours=3)
    sent = Desk(tasks, awake_since=int(tasks.now().timestamp())).send_all()
    assert len(sent) == 5
    assert all(one.late and not one.summary for one in sent)


def test_what_is_older_than_the_grace_is_listed_and_not_sent(
    tasks: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(tasks)
    wait(days=2)
    assert desk.send_all() == []
    assert states(tasks) == [("reminder", "desktop", "missed")]
    assert tasks.undelivered() == {"failed": 0, "held": 0, "unknown": 0, "missed": 1}
    (alert,) = tasks.alerts()
    assert alert.missed
    tasks.acknowledge(alert.id)
    assert tasks.undelivered()["missed"] == 0


def test_quiet_hours_hold_back_all_but_the_most_urgent(open_again: OpenManager, wait: Wait) -> None:
    tasks = open_again(TME_REMINDERS__QUIET_HOURS="14:00-16:00")
    due_in_five(tasks, title="Later")
    due_in_five(tasks, title="Now", priority=1)
    desk = Desk(tasks)
    wait(minutes=5)
    assert [one.task.title for one in desk.send_all() if one.task] == ["Now"]
    wait(hours=2)
    assert [one.task.title for one in desk.send_all() if one.task] == ["Later"]


def test_what_is_tried_again_waits_for_the_end_of_quiet_hours(open_again: OpenManager, wait: Wait) -> None:
    tasks = open_again(TME_REMINDERS__QUIET_HOURS="14:10-16:00")
    due_in_five(tasks)
    desk = Desk(tasks)
    wait(minutes=5)
    (claimed,) = desk.take()
    desk.report(claimed, Fate.RETRY, error="no connection")
    wait(minutes=10)
    assert desk.send_all() == []
    wait(hours=2)
    assert len(desk.send_all()) == 1


def test_peace_for_an_hour_holds_back_everything_and_ends(tasks: TaskManager, desk: Desk, wait: Wait) -> None:
    due_in_five(tasks, priority=1)
    tasks.do_not_disturb(tasks.now() + timedelta(hours=1))
    wait(minutes=5)
    assert desk.send_all() == []
    assert tasks.quiet_until() is not None
    tasks.do_not_disturb(None)
    assert len(desk.send_all()) == 1
    assert tasks.quiet_until() is None


def test_a_channel_without_an_address_says_so(tasks: TaskManager, desk: Desk, wait: Wait) -> None:
    call(tasks, Reminder(before=timedelta(minutes=15), channel="telegram"), due="2026-03-04T14:20")
    wait(minutes=5)
    assert desk.send_all() == []
    (row,) = tasks.deliveries()
    assert row.state == "failed"
    assert "tme link telegram" in row.error


@pytest.mark.parametrize("channel", ["command", "webhook"])
def test_what_goes_to_one_place_needs_no_address_and_may_have_one(
    open_again: OpenManager, wait: Wait, channel: str
) -> None:
    tasks = open_again(TME_REMINDERS__CHANNELS=channel)
    due_in_five(tasks)
    due_in_five(tasks, title="Second")
    wait(minutes=5)
    desk = Desk(tasks)
    (claimed,) = desk.take(channel)
    assert claimed.address == ""
    desk.report(claimed)
    tasks.link_address(channel, "+371")
    (claimed,) = desk.take(channel)
    assert claimed.address == "+371"


def test_alerts_are_what_was_not_answered(tasks: TaskManager, desk: Desk, wait: Wait) -> None:
    due_in_five(tasks)
    assert tasks.alerts() == []
    next_one = tasks.next_reminder()
    assert next_one is not None
    assert next_one[1] == 1
    wait(minutes=5)
    desk.send_all()
    (alert,) = tasks.alerts()
    assert alert.task.title == "Call Anna"
    tasks.answer(alert.id, Answer.SNOOZE_HOUR)
    assert tasks.alerts() == []
    wait(hours=1)
    assert len(tasks.alerts()) == 1


def test_a_code_links_once_and_for_ten_minutes(tasks: TaskManager, wait: Wait) -> None:
    code = tasks.new_link_code("telegram")
    assert tasks.redeem_link("telegram", "WRONG234", "42", "Anna") is None
    assert tasks.redeem_link("vk", code.code, "42", "Anna") is None
    assert tasks.redeem_link("telegram", code.code.lower(), "42", "Anna") == tasks.person.id
    assert tasks.is_link_used(code)
    assert tasks.redeem_link("telegram", code.code, "43", "Eve") is None
    old = tasks.new_link_code("telegram")
    wait(minutes=11)
    assert tasks.redeem_link("telegram", old.code, "43", "Eve") is None
    assert [one.name for one in tasks.links()] == ["Anna"]


def test_why_says_what_became_of_each_alert(tasks: TaskManager, desk: Desk, wait: Wait) -> None:
    due_in_five(tasks)
    assert tasks.explain(1).alerts == ("desktop: comes today 14:05",)
    wait(minutes=5)
    desk.send_all()
    assert tasks.explain(1).alerts == ("desktop: came today 14:05",)
    tasks.complete(1)
    assert tasks.explain(1).alerts == ("desktop: came today 14:05 · answered",)
    quiet = call(tasks, due="2026-06-01T18:00")
    (said,) = tasks.explain(quiet).alerts
    assert "eight days" in said


def test_a_summary_that_was_given_back_forgets_none_of_its_parts(tasks: TaskManager, wait: Wait) -> None:
    for minute in range(10, 18):
        call(tasks, before(minutes=5), due=f"2026-03-04T14:{minute}", title=f"At {minute}")
    wait(hours=1)
    first = Desk(tasks, awake_since=int(tasks.now().timestamp()))
    (claimed,) = first.take()
    first.report(claimed, Fate.RELEASED)
    for minute in range(30, 38):
        call(tasks, before(minutes=5), due=f"2026-03-04T15:{minute}", title=f"Later {minute}")
    wait(hours=2)
    (claimed,) = Desk(tasks, "next:0:b", awake_since=int(tasks.now().timestamp())).send_all()
    assert len(claimed.summary) == 15


def test_what_was_answered_before_a_snooze_does_not_hold_up_the_ladder(
    linked: TaskManager, desk: Desk, wait: Wait
) -> None:
    due_in_five(linked)
    wait(minutes=5)
    first, *_ = desk.send_all("desktop", "telegram")
    linked.answer(first.id, Answer.SNOOZE)
    desk.send_all("desktop", "telegram")
    wait(minutes=10)
    for claimed in desk.take("desktop", "telegram"):
        fate = Fate.ABSENT if claimed.channel == "desktop" else Fate.UNREACHABLE
        desk.report(claimed, fate, error="blocked")
    (claimed,) = desk.take("vk")
    assert claimed.kind == "snooze"


def test_what_nobody_can_send_is_told_and_missed_in_the_end(linked: TaskManager, wait: Wait) -> None:
    call(linked, Reminder(before=timedelta(minutes=15), channel="telegram"), due="2026-03-04T14:20")
    wait(minutes=5)
    assert linked.stranded(["desktop"]) == {}
    wait(minutes=5)
    assert linked.stranded(["desktop"]) == {"telegram": 1}
    assert linked.stranded(["desktop", "telegram"]) == {}
    assert linked.give_up_stranded(["desktop"]) == 0
    wait(days=1)
    assert linked.give_up_stranded(["telegram"]) == 0
    assert linked.give_up_stranded(["desktop"]) == 1
    assert linked.stranded(["desktop"]) == {}
    (missed,) = linked.deliveries(states=["missed"])
    assert missed.error == "nothing that runs can send on this channel"
