"""What any plan keeps to, how work is torn apart, and the reasons for what is late."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.model.planner.test_planner_optimum import Case, cases
from tme_tui.model.outline import Tie
from tme_tui.model.planner import Block, Job, Span, Why, plan

HOUR = 3600
DAY = [(9 * HOUR, 13 * HOUR), (14 * HOUR, 18 * HOUR)]


def days(count: int) -> list[Span]:
    return [(begin + at * 24 * HOUR, end + at * 24 * HOUR) for at in range(count) for begin, end in DAY]


def hours(blocks: tuple[Block, ...]) -> list[tuple[int, float, float]]:
    return [(block.number, block.begin / HOUR, block.end / HOUR) for block in blocks]


@given(cases(may_split=True, most=8, size=8), st.integers(0, 4000))
def test_every_plan_keeps_the_rules(case: Case, now: int) -> None:
    jobs, ties, gaps = case
    found = plan(jobs, ties, gaps, now)
    by_number = {job.number: job for job in jobs}
    for block in found.blocks:
        assert any(begin <= block.begin and block.end <= end for begin, end in gaps), "in free time"
        assert block.begin >= max(now, by_number[block.number].earliest or 0)
    for first, second in zip(found.blocks, found.blocks[1:], strict=False):
        assert first.end <= second.begin, "one thing at a time"
    done = {number: [one for one in found.blocks if one.number == number] for number in by_number}
    for number, blocks in done.items():
        if blocks:
            assert sum(one.end - one.begin for one in blocks) == by_number[number].length, "all of it"
            assert all(one.end - one.begin >= HOUR / 2 for one in blocks) or len(blocks) == 1
    for tie in ties:
        if done[tie.task]:
            assert done[tie.blocker], "nothing before what it waits for"
            assert done[tie.task][0].begin >= done[tie.blocker][-1].end
    late = {one.number for one in found.delays}
    for number, job in by_number.items():
        missed = not done[number] or (job.due is not None and done[number][-1].end > job.due)
        assert (number in late) is missed


@given(cases(may_split=True))
def test_the_same_tasks_get_the_same_plan(case: Case) -> None:
    assert plan(*case, 0) == plan(*case, 0)


def test_urgent_things_come_first_and_small_ones_fill_gaps() -> None:
    jobs = [Job(1, 3 * HOUR, urgency=1), Job(2, 3 * HOUR, urgency=9), Job(3, HOUR, urgency=0)]
    found = plan(jobs, [], days(1), 0)
    assert hours(found.blocks) == [(2, 9, 12), (3, 12, 13), (1, 14, 17)]
    assert found.delays == ()


def test_due_dates_come_before_urgency() -> None:
    jobs = [Job(1, 4 * HOUR, urgency=30), Job(2, 4 * HOUR, due=13 * HOUR)]
    assert hours(plan(jobs, [], days(1), 0).blocks) == [(2, 9, 13), (1, 14, 18)]


def test_what_others_wait_for_is_early_enough_for_them() -> None:
    jobs = [Job(1, 2 * HOUR), Job(2, 2 * HOUR, due=13 * HOUR), Job(3, 4 * HOUR, due=18 * HOUR)]
    found = plan(jobs, [Tie(2, 1)], days(1), 0)
    assert hours(found.blocks) == [(1, 9, 11), (2, 11, 13), (3, 14, 18)]


def test_lags_and_other_types_are_kept() -> None:
    jobs = [Job(1, 2 * HOUR, due=11 * HOUR), Job(2, HOUR), Job(3, HOUR)]
    found = plan(jobs, [Tie(2, 1, "SS", 3 * HOUR), Tie(3, 1, "FS", 24 * HOUR)], days(3), 0)
    assert hours(found.blocks) == [(1, 9, 11), (2, 12, 13), (3, 35, 36)]


def test_long_work_is_torn_apart_and_short_work_is_not() -> None:
    assert hours(plan([Job(1, 6 * HOUR)], [], days(1), 0).blocks) == [(1, 9, 13), (1, 14, 16)]
    gaps = [(9 * HOUR, 10 * HOUR), (11 * HOUR, 12 * HOUR), (14 * HOUR, 18 * HOUR)]
    assert hours(plan([Job(1, 2 * HOUR)], [], gaps, 0).blocks) == [(1, 14, 16)]
    in_time = plan([Job(1, 2 * HOUR, due=12 * HOUR)], [], gaps, 0)
    assert hours(in_time.blocks) == [(1, 9, 10), (1, 11, 12)], "unless that saves its date"
    whole = plan([Job(1, 2 * HOUR, due=12 * HOUR, may_split=False)], [], gaps, 0)
    assert hours(whole.blocks) == [(1, 14, 16)]


def test_no_crumbs_are_left() -> None:
    gaps = [(9 * HOUR, 13 * HOUR), (14 * HOUR, 17 * HOUR)]
    found = plan([Job(1, 4 * HOUR + 900)], [], gaps, 0)
    assert hours(found.blocks) == [(1, 9, 12.25), (1, 14, 15)]


def test_what_takes_place_anyway_is_waited_for() -> None:
    jobs = [Job(1, HOUR, fixed=(9 * HOUR, 10 * HOUR)), Job(2, HOUR)]
    found = plan(jobs, [Tie(2, 1)], [(8 * HOUR, 9 * HOUR), (10 * HOUR, 12 * HOUR)], 0)
    assert hours(found.blocks) == [(2, 10, 11)]


def test_one_hopeless_task_does_not_make_the_others_late() -> None:
    jobs = [Job(1, 8 * HOUR, due=12 * HOUR), *(Job(n, HOUR, due=(9 + n) * HOUR) for n in (2, 3, 4))]
    found = plan(jobs, [], days(3), 0)
    assert [one.number for one in found.delays] == [1]


def reasons(jobs: list[Job], ties: list[Tie], now: int = 0) -> list[tuple[int, Why, tuple[int, ...]]]:
    return [(one.number, one.why, one.because) for one in plan(jobs, ties, days(1), now).delays]


def test_the_reasons() -> None:
    assert reasons([Job(1, HOUR, due=HOUR)], [], 9 * HOUR) == [(1, Why.PASSED, ())]
    assert reasons([Job(1, 5 * HOUR, due=13 * HOUR)], []) == [(1, Why.SHORT, ())]
    assert reasons([Job(1, 20 * HOUR)], []) == [(1, Why.NO_ROOM, ())]
    waiting = [Job(1, HOUR, earliest=14 * HOUR), Job(2, HOUR, due=13 * HOUR)]
    assert reasons(waiting, [Tie(2, 1)]) == [(2, Why.WAITS, (1,))]
    crowd = [Job(1, 3 * HOUR, due=13 * HOUR, urgency=20), Job(2, 2 * HOUR, due=13 * HOUR)]
    assert reasons(crowd, []) == [(2, Why.CROWDED, (1,))]
    behind = [Job(1, 20 * HOUR), Job(2, HOUR)]
    assert reasons(behind, [Tie(2, 1)]) == [(1, Why.NO_ROOM, ()), (2, Why.WAITS, (1,))]


def test_work_begins_at_full_five_minutes() -> None:
    found = plan([Job(1, HOUR), Job(2, 20 * 60 + 7)], [], [(9 * HOUR + 61, 18 * HOUR)], 9 * HOUR + 30)
    assert all(block.begin % 300 == 0 for block in found.blocks)
    assert plan([], [], [], 0).blocks == ()
