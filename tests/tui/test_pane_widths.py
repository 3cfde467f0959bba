"""Panes have the widths that were chosen, as long as the list keeps its room."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.pictures import NOW
from tests.tui.screens import driving, setup_of
from tme_tui.tui.pane_widths import LEAST, WIDE, chosen_widths, usual_width

PANES = st.sampled_from(["views", "details"])


@given(st.integers(0, 300), st.dictionaries(PANES, st.integers(-5, 400)), st.sets(PANES))
def test_the_list_keeps_its_room(width: int, chosen: dict[str, int], shown: set[str]) -> None:
    found = chosen_widths(width, chosen, shown)
    assert set(found) <= set(chosen)
    for pane, its in found.items():
        assert LEAST[pane] <= its <= max(chosen[pane], LEAST[pane])
    beside = [found.get(pane, usual_width(pane, width)) for pane in shown]
    if width >= WIDE:
        assert width - sum(beside) >= 30


def test_a_pane_is_as_wide_as_before_when_there_is_room_again(home: Path) -> None:
    async def run() -> None:
        async with driving(setup_of(home, NOW), (140, 30)) as driver:
            screen = driver.screen
            screen._choose_width("details", 70)
            await driver.settle()
            seen = [screen.details.outer_size.width]
            for size in ((100, 30), (60, 30), (140, 30)):
                await driver.pilot.resize_terminal(*size)
                screen.show_pane("details")
                await driver.until(lambda: screen.size.width == size[0])  # noqa: B023 - it is waited for
                await driver.settle()
                seen.append(screen.details.outer_size.width)
            assert seen == [70, 48, 60, 70]

    asyncio.run(run())
