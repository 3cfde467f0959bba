"""Urgency: what the page says is what is computed, and a value holds exactly as long as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.urgency import (
    AGE_STEPS,
    DAY,
    DUE_STEPS,
    FOREVER,
    HOUR,
    PRIORITY_FACTORS,
    Facts,
    Weights,
    urgency_of,
)

PAGE = (Path(__file__).parents[2] / "docs" / "urgency.md").read_text(encoding="utf-8")
NOW = 1_772_625_600

facts = st.builds(
    Facts,
    live=st.booleans(),
    created=st.integers(NOW - 500 * DAY, NOW),
    due=st.none() | st.integers(NOW - 40 * DAY, NOW + 40 * DAY),
    priority=st.sampled_from([None, 1, 2, 3, 4]),
    started=st.booleans(),
    blocked=st.booleans(),
    blocking=st.integers(0, 3),
    tags=st.sampled_from([(), ("next",)]),
)


def factors(heading: str) -> list[float]:
    """The second column of the table under a heading of the page."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [float(number) for number in re.findall(r"\| (-?\d+\.\d+) \|$", section, re.MULTILINE)]


def test_the_page_says_the_factors() -> None:
    assert factors("Factors of a due date") == [factor for _, factor in DUE_STEPS]
    assert factors("Factors of age") == [factor for _, factor in AGE_STEPS]
    assert factors("Factors of priority") == [*PRIORITY_FACTORS.values(), 0.0]


def test_the_page_says_the_weights() -> None:
    weights = Weights()
    for name in ("due", "priority", "age", "blocking", "blocked", "started"):
        row = next(line for line in PAGE.splitlines() if f"`urgency.{name}`" in line)
        assert float(row.split("|")[2]) == getattr(weights, name)
    assert weights.tags == {"next": 15.0}


@pytest.mark.parametrize(
    ("left", "factor"),
    [
        (-8 * DAY, 1.0),
        (-2 * DAY, 0.95),
        (-1, 0.9),
        (0, 0.9),
        (HOUR, 0.85),
        (20 * HOUR, 0.7),
        (6 * DAY, 0.4),
        (400 * DAY, 0.1),
    ],
)
def test_a_due_date_weighs_more_as_it_comes_near(left: int, factor: float) -> None:
    urgency = urgency_of(Facts(live=True, created=NOW, due=NOW + left), Weights(), NOW)
    assert urgency.total == round(12 * factor, 3)


@given(facts)
def test_it_is_the_sum_of_its_parts(one: Facts) -> None:
    urgency = urgency_of(one, Weights(), NOW)
    assert urgency.total == pytest.approx(sum(part.value for part in urgency.parts), abs=1e-3)


@given(facts, st.integers(0, 100 * DAY))
def test_it_holds_from_since_until_it_turns(one: Facts, later: int) -> None:
    here = urgency_of(one, Weights(), NOW)
    assert here.since <= NOW < here.turns
    there = urgency_of(one, Weights(), NOW + later)
    if NOW + later < here.turns:
        assert there.parts == here.parts
    elif here.turns < FOREVER:
        assert there.since >= here.turns
        assert urgency_of(one, Weights(), here.turns).parts != here.parts
