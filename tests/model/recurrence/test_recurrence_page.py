"""Every example of docs/recurrence.md does what the page says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Recurrence, from_text, occurrences, to_text, validate

PAGE = (Path(__file__).parents[3] / "docs" / "recurrence.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(FREQ=[^`]*)` \| `([^`]*)` \| ([^|]*) \|", re.MULTILINE)
LINE = re.compile(r"^RRULE;.*$", re.MULTILINE)


def examples() -> list[tuple[str, str, str, bool]]:
    """Rule, start, occurrences, and whether the table speaks of working days."""
    working = PAGE.index("### Working days"), PAGE.index("### Moved to a working day")
    return [
        (found[1], found[2], found[3], working[0] < found.start() < working[1])
        for found in ROW.finditer(PAGE)
    ]


@pytest.mark.parametrize(("rule", "start", "expected", "workdays"), examples())
def test_an_example_of_the_page(rule: str, start: str, expected: str, workdays: bool) -> None:
    wanted = [text.strip() for text in expected.split(",")]
    begin = Moment.from_text(start)
    recurrence = Recurrence(rule, workdays=workdays)
    validate(recurrence, begin)
    end = datetime(2050, 1, 1, tzinfo=UTC)
    found = islice(occurrences(recurrence, begin, datetime(2020, 1, 1, tzinfo=UTC), end), len(wanted))
    assert [str(moment) for moment in found] == wanted


def test_the_page_has_examples() -> None:
    assert len(examples()) >= 20


@pytest.mark.parametrize("line", LINE.findall(PAGE))
def test_the_lines_of_the_page_are_ours(line: str) -> None:
    assert to_text(from_text(line)) == line
