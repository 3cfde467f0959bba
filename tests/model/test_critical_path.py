"""The critical path against an oracle that delays one task after the other and looks what becomes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.critical_path import Work, critical_path
from tme_tui.model.outline import Tie

NOW = 1_000
Plan = tuple[dict[int, Work], list[Tie]]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    count = draw(st.integers(1, 9))
    dates = st.none() | st.integers(NOW - 5, NOW + 60)
    works = {
        number: Work(draw(st.integers(0, 12)), draw(dates), draw(st.none() | st.integers(NOW - 5, NOW + 20)))
        for number in range(1, count + 1)
    }
    ties = [
        Tie(task, blocker, draw(st.sampled_from(["FS", "SS", "FF", "SF"])), draw(st.integers(-4, 9)))
        for task in works
        for blocker in range(1, task)
        if draw(st.integers(0, 3)) == 0
    ]
    shuffled = draw(st.permutations(sorted(works)))
    named = dict(zip(sorted(works), shuffled, strict=True))
    return (
        {named[number]: works[number] for number in shuffled},
        [tie._replace(task=named[tie.task], blocker=named[tie.blocker]) for tie in ties],
    )


def earliest(plan: Plan, delayed: dict[int, int] | None = None) -> dict[int, int]:
    """Starts, moved on as long as any tie is broken; the rules are written as people say them."""
    works, ties = plan
    starts = {number: max(NOW, work.earliest or NOW) for number, work in works.items()}
    starts |= {number: max(starts[number], start) for number, start in (delayed or {}).items()}
    moved = True
    while moved:
        moved = False
        for tie in ties:
            begin = starts[tie.blocker]
            end = begin + works[tie.blocker].length
            length = works[tie.task].length
            wanted = {"FS": end, "SS": begin, "FF": end - length, "SF": begin - length}[tie.link] + tie.lag
            if starts[tie.task] < wanted:
                starts[tie.task], moved = wanted, True
    return starts


def together(plan: Plan, number: int) -> set[int]:
    found = {number}
    for _ in plan[0]:
        for tie in plan[1]:
            if tie.task in found or tie.blocker in found:
                found |= {tie.task, tie.blocker}
    return found


def onward(plan: Plan, number: int) -> set[int]:
    found = {number}
    for _ in plan[0]:
        found |= {tie.task for tie in plan[1] if tie.blocker in found}
    return found


def end_of(plan: Plan, starts: dict[int, int], numbers: set[int]) -> int:
    return max(starts[number] + plan[0][number].length for number in numbers)


@given(plans())
def test_everything_is_as_early_as_it_can_be(plan: Plan) -> None:
    starts = earliest(plan)
    found = critical_path(*plan, NOW)
    assert {number: times.start for number, times in found.items()} == starts
    assert all(times.finish == starts[number] + plan[0][number].length for number, times in found.items())


@given(plans())
def test_slack_is_the_longest_delay_that_the_end_does_not_feel(plan: Plan) -> None:
    starts = earliest(plan)
    for number, times in critical_path(*plan, NOW).items():
        whole = together(plan, number)
        end = end_of(plan, starts, whole)
        assert times.latest_start == times.start + times.slack
        for delay in (times.slack, times.slack + 1):
            delayed = earliest(plan, {number: times.start + delay})
            assert (end_of(plan, delayed, whole) > end) is (delay > times.slack)


@given(plans())
def test_room_is_the_longest_delay_that_misses_no_due_date(plan: Plan) -> None:
    for number, times in critical_path(*plan, NOW).items():
        dated = [one for one in onward(plan, number) if plan[0][one].due is not None]
        if not dated:
            assert times.room is None
            continue
        assert times.room is not None

        def missed(start: int, number: int = number, dated: list[int] = dated) -> bool:
            """Whether this task alone, begun then, would be too late for one of the dates."""
            works, ties = plan
            begun = dict.fromkeys(works, -10000) | {number: start}
            moved = True
            while moved:
                moved = False
                for tie in ties:
                    if tie.blocker not in onward(plan, number):
                        continue
                    begin = begun[tie.blocker]
                    end = begin + works[tie.blocker].length
                    length = works[tie.task].length
                    ways = {"FS": end, "SS": begin, "FF": end - length, "SF": begin - length}
                    if begun[tie.task] < ways[tie.link] + tie.lag:
                        begun[tie.task], moved = ways[tie.link] + tie.lag, True
            return any(begun[one] + works[one].length > (works[one].due or 0) for one in dated)

        assert not missed(times.start + times.room)
        assert missed(times.start + times.room + 1)


@given(plans())
def test_every_undertaking_has_a_critical_chain_from_its_beginning_to_its_end(plan: Plan) -> None:
    found = critical_path(*plan, NOW)
    for number in plan[0]:
        whole = together(plan, number)
        if len(whole) > 1:
            end = max(found[one].finish for one in whole)
            assert any(found[one].is_critical and found[one].finish == end for one in whole)


def test_a_task_of_its_own_may_be_late_but_is_no_path() -> None:
    works = {1: Work(10), 2: Work(10, due=NOW + 30), 3: Work(10, due=NOW + 5)}
    found = critical_path(works, [], NOW)
    assert {number: times.margin for number, times in found.items()} == {1: None, 2: 20, 3: -5}
    assert not any(times.is_critical for times in found.values())
    tied = critical_path({**works, 4: Work(40)}, [Tie(4, 3), Tie(4, 1)], NOW)
    assert tied[3].is_critical, "it makes its own date be missed"


def test_a_circle_in_a_damaged_base_stops_nothing() -> None:
    works = {number: Work(10) for number in (1, 2, 3)}
    found = critical_path(works, [Tie(1, 2), Tie(2, 1), Tie(3, 1)], NOW)
    assert found.keys() == works.keys()
