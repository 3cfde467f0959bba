"""The instant up to which reminders are planned, while somebody plans and others change their wishes."""

from __future__ import annotations

from tme_tui.store.connections import Store
from tme_tui.store.outbox.extending import end_plan, forget_plan, planned_until, set_planned_until
from tme_tui.store.outbox.usual import change_usual, usual_changed, usual_planned

NOW, FAR = 1_000_000, 2_000_000


def test_wishes_that_change_while_somebody_plans_are_planned_again(store: Store) -> None:
    with store.write() as connection:
        set_planned_until(connection, FAR)
        forget_plan(connection, NOW)
        planned = planned_until(connection)
        forget_plan(connection, NOW)  # in the same second, while the answer to the first is worked out
        end_plan(connection, planned, FAR)
        assert planned_until(connection) not in (planned, FAR)


def test_a_plan_is_whole_when_nothing_changed(store: Store) -> None:
    with store.write() as connection:
        forget_plan(connection, NOW)
        end_plan(connection, planned_until(connection), FAR)
        assert planned_until(connection) == FAR


def test_usual_reminders_that_change_while_somebody_plans_are_planned_again(store: Store) -> None:
    with store.write() as connection:
        change_usual(connection, NOW)
        seen = usual_changed(connection)
        assert seen is not None
        change_usual(connection, NOW)  # in the same second
        usual_planned(connection, seen)
        newest = usual_changed(connection)
        assert newest is not None
        usual_planned(connection, newest)
        assert usual_changed(connection) is None
