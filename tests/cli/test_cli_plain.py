"""`--plain` prints what a screen reader can say: one fact a line, states in words, nothing drawn."""

from __future__ import annotations

import pytest

from tests.cli.command_line import CommandLine

SIGNS = set("○◐●×⊘◌◇↻♪│├└─╭╮╰╯┬▸◆·→…|")


def filled(tme: CommandLine) -> None:
    tme.ok("add", "Move to the new flat +Home !1")
    for title in ("Find boxes tomorrow 18:00 #shop", "Pack the books every monday remind:15m", "Rent a van"):
        tme.ok("add", title)
    tme.ok("edit", "2", "parent:1")
    tme.ok("edit", "3", "parent:1")
    tme.ok("depend", "3", "--on", "2")
    tme.ok("depend", "4", "--on", "3")
    tme.ok("start", "2")
    tme.ok("add", "Team round tomorrow 10:00-11:00")


def test_each_task_is_a_line_and_each_fact_another(tme: CommandLine) -> None:
    filled(tme)
    said = tme.ok("list", "--plain", "sort:id").split("\n\n")
    assert said[0].splitlines() == [
        "task 1: Move to the new flat",
        "status: open",
        "priority: 1",
        "subtasks: 0 of 2 done",
        "category: Home",
    ]
    assert said[1].splitlines()[:2] == ["task 2: Find boxes", "status: started"]
    assert "when: tomorrow 18:00" in said[1].splitlines()
    assert "status: open, waits for 1" in said[2].splitlines()
    assert "repeats: every Monday" in said[2].splitlines()
    assert "tags: shop" in said[1].splitlines()


def test_a_tree_names_what_stands_above(tme: CommandLine) -> None:
    filled(tme)
    said = tme.ok("tree", "1", "--plain").split("\n\n")
    assert said[0].splitlines()[:2] == ["task 1: Move to the new flat", "level: 1"]
    assert said[1].splitlines()[:3] == [
        "task 2: Find boxes",
        "inside: task 1: Move to the new flat",
        "level: 2",
    ]
    deps = tme.ok("tree", "4", "--deps", "--critical", "--plain").split("\n\n")
    assert deps[1].splitlines()[:3] == [
        "task 3: Pack the books",
        "needed by: task 4: Rent a van",
        "level: 2",
    ]
    graph = tme.ok("tree", "--graph", "--plain")
    assert "waits for: task 2: Find boxes\nneeded by: task 4: Rent a van" in graph


def test_a_task_is_told_with_all_that_belongs_to_it(tme: CommandLine) -> None:
    filled(tme)
    said = tme.ok("show", "3", "--plain").splitlines()
    assert said[:2] == ["task 3: Pack the books", "status: open"]
    assert "waits for: task 2: Find boxes, started" in said
    assert "needed by: task 4: Rent a van, open, waits for 1" in said


def test_a_calendar_is_told_day_by_day(tme: CommandLine) -> None:
    filled(tme)
    said = tme.ok("calendar", "day", "tomorrow", "--plain").split("\n\n")
    assert said[1].splitlines()[:3] == ["event 5: Team round", "begins: 10:00", "ends: 11:00"]
    month = tme.ok("calendar", "month", "--plain")
    assert "event 5: Team round" in month


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_is_drawn_in_signs_or_colours(tme: CommandLine, language: str) -> None:
    filled(tme)
    for words in (
        ("list",),
        ("show", "1,2,3,4,5"),
        ("tree",),
        ("tree", "--deps", "--critical"),
        ("tree", "--graph"),
        ("calendar",),
        ("calendar", "month"),
        ("calendar", "week"),
    ):
        said = tme.ok(*words, "--plain", "--lang", language, terminal=True, TME_CLI__COLOUR="always")
        assert "\x1b" not in said
        assert not SIGNS & set(said), words
        assert all(len(line) < 4 or line == line.strip() for line in said.splitlines()), words


def test_the_setting_does_the_same(tme: CommandLine) -> None:
    filled(tme)
    assert tme.ok("list", TME_CLI__PLAIN="yes") == tme.ok("list", "--plain")
