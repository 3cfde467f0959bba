"""Quick-add runs at each key: a line in well under a millisecond, and no line makes it hang."""

from __future__ import annotations

import statistics
import subprocess
import sys

import pytest

from tests.language.quickadd.summary import context_at
from tests.support.timing import cpu_of
from tme_tui.language.quickadd import parse_line

CONTEXT = context_at("2026-11-21T10:00")
SIZE = 10_000

USUAL = [
    "Buy milk tomorrow 18:00 +Home #shop !2 remind:15m and call @anna about the list",
    "Отчёт каждый последний рабочий день в 17:00 +Работа ~1ч30м зависит:12 // сводка",
    "Write the quarterly report for the board about sales in the north region please",
]

HOSTILE = {
    "digits": "1",
    "brackets": "(",
    "pairs": "()",
    "quotes": '"a ',
    "open guillemets": "«a ",
    "open names": '+"a ',
    "backslashes": "\\x ",
    "points": "1.",
    "colons": "1:",
    "dashes": "1-",
    "ideal times": "at 5 ",
    "ranges": "10-11:30 ",
    "numbers": "5 ",
    "numbers and words": "5 a ",
    "lists": "1 и ",
    "weekdays": "mon, ",
    "every": "every ",
    "every first": "каждый первый ",
    "tomorrows": "tomorrow ",
    "reminders": "напомни за час и ",
    "tags": "#a ",
    "keys": "due:fri ",
    "unknown keys": "x:y ",
    "dependencies": "dep:1 ",
    "arrows": "a >> ",
    "notes": " // ",
    "prepositions": "в ",
    "articles": "half a ",
    "marks": "!1 ",
    "names": "buy tom and ",
    "surrogates": "\ud800",
    "nulls": "\x00",
    "combining": "е\u0308",
    "emoji": "😀 ",
}


TRIES = 40
"""So often what else the machine does may spoil a measurement."""


def _cpu(line: str) -> float:
    return cpu_of(lambda: parse_line(line, CONTEXT))


@pytest.mark.parametrize("line", USUAL)
def test_a_usual_line_takes_less_than_a_millisecond(line: str) -> None:
    parse_line(line, CONTEXT)
    assert any(statistics.median(_cpu(line) for _ in range(50)) < 0.001 for _ in range(TRIES))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_ten_thousand_hostile_letters_take_less_than_fifty_milliseconds(piece: str) -> None:
    line = (piece * (SIZE // len(piece) + 1))[:SIZE]
    parse_line(line[:50], CONTEXT)
    assert any(_cpu(line) < 0.05 for _ in range(TRIES))


@pytest.mark.parametrize("piece", ["1", "(", "()", "[", '"', "1 ", "every mon, ", "at 5 "])
def test_a_hundred_thousand_letters_take_time_in_proportion(piece: str) -> None:
    """Ten times the letters may take ten times the time and some more, but nothing like its square.

    Long and short lines take turns, so that what else the machine does falls on both.
    """
    long = (piece * (10 * SIZE // len(piece) + 1))[: 10 * SIZE]
    short = long[:SIZE]
    parse_line(short, CONTEXT)
    ratios: list[float] = []
    while not ratios or (min(ratios) >= 25 and len(ratios) < 5):
        of_short = sum(_cpu(short) for _ in range(5)) / 5
        ratios.append(_cpu(long) / max(of_short, 0.004))
    assert min(ratios) < 25


def test_the_import_brings_nothing_that_a_first_screen_can_do_without() -> None:
    script = (
        "import sys; from tme_tui.language.quickadd import parse_line;"
        "print([name for name in sys.modules if name.startswith('tme_tui.language.')])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "['tme_tui.language.quickadd']"


def test_no_foreign_library_is_loaded_to_read_a_line() -> None:
    script = (
        "import sys; from datetime import UTC, datetime;"
        "from tme_tui.language.context import Context; from tme_tui.language.quickadd import parse_line;"
        "now = datetime(2026, 11, 21, tzinfo=UTC);"
        "parse_line('Water every 2 weeks on tue 9:00 until 31 dec', Context(now));"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'dateutil', 'dateparser', 'sqlalchemy', 'yaml', 'click', 'holidays'}))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "[]"
