"""What slips when a date moves, and that moving it all along leaves nobody later."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.model.test_critical_path import Plan, onward, plans
from tme_tui.model.critical_path import Work
from tme_tui.model.outline import Tie
from tme_tui.model.slipping import delays

HOUR = 3600


def test_what_comes_after_is_late_by_what_is_missing() -> None:
    works = {1: Work(0, due=10), 2: Work(3, due=15), 3: Work(2, due=26), 4: Work(1, due=5)}
    ties = [Tie(2, 1), Tie(3, 2), Tie(4, 3, "SS")]
    assert delays(works, ties[:2], {1: 10}, {1: 12}, 2).late == {}
    found = delays(works, ties, {1: 10}, {1: 20}, 10)
    assert found.late == {2: 8, 4: 19}, "the last was late before, and is more so now"
    assert found.along == (2, 3, 4), "moved along, the second takes the others with it"


def test_lags_and_types_count() -> None:
    works = {1: Work(4, due=10), 2: Work(2, due=20)}
    for link, lag, late in (("FS", 0, 2), ("FS", 3, 5), ("SS", 0, 0), ("FF", 1, 1), ("SF", 5, 1)):
        by = delays(works, [Tie(2, 1, link, lag)], {1: 10}, {1: 20}, 10).late.get(2, 0)
        assert by == late, (link, lag)


def test_a_date_that_comes_nearer_makes_nothing_late() -> None:
    works = {1: Work(0, due=10), 2: Work(5, due=12)}
    assert delays(works, [Tie(2, 1)], {1: 10}, {1: 9}, -1).late == {}


@given(plans(), st.integers(1, 40))
def test_moving_all_along_makes_nobody_later(plan: Plan, distance: int) -> None:
    works, ties = plan
    for number, work in works.items():
        if work.due is None:
            continue
        moved = {number: work.due + distance}
        found = delays(works, ties, {number: work.due}, moved, distance)
        behind = onward(plan, number) - {number}
        assert set(found.late) | set(found.along) <= behind
        dues = {one: works[one].due for one in found.along}
        shifted = {**works, number: work._replace(due=moved[number])}
        shifted |= {one: works[one]._replace(due=(due or 0) + distance) for one, due in dues.items()}
        before = lateness(works, ties, number)
        after = lateness(shifted, ties, number)
        assert all(late <= max(before.get(one, 0), 0) for one, late in after.items())


def lateness(works: dict[int, Work], ties: list[Tie], first: int) -> dict[int, int]:
    """How late each task behind `first` ends, if that and nothing else is finished at its due date."""
    ends = {first: works[first].due or 0}
    for _ in works:
        for tie in ties:
            if tie.blocker not in ends or tie.task == first:
                continue
            end, length = ends[tie.blocker], works[tie.task].length
            begin = end - works[tie.blocker].length
            ways = {"FS": end + length, "SS": begin + length, "FF": end, "SF": begin}
            ends[tie.task] = max(ends.get(tie.task, -(10**9)), ways[tie.link] + tie.lag)
    return {one: end - (works[one].due or end) for one, end in ends.items() if works[one].due is not None}
