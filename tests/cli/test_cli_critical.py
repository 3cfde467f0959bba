"""`tme tree --critical` says what decides when all is done."""

from __future__ import annotations

import json

from tests.cli.command_line import CommandLine


def house(tme: CommandLine) -> None:
    for title in ("Plan ~2h", "Paint ~3h", "Floor ~8h", "Move in ~1h", "Alone"):
        tme.ok("add", title)
    for task, blocker in ((2, 1), (3, 1), (4, 2), (4, 3)):
        tme.ok("depend", str(task), "--on", str(blocker))


def test_the_longest_chain_is_marked(tme: CommandLine) -> None:
    house(tme)
    assert tme.ok("tree", "4", "--deps", "--critical").splitlines() == [
        "⊘ Move in #4 ◆",
        "├ ⊘ Paint #2 · slack 5 h",
        "│ └ ○ Plan #1 ◆",
        "└ ⊘ Floor #3 ◆",
        "  └ ○ Plan #1 ◆",
    ]
    assert "◆" not in tme.ok("tree", "4", "--deps")
    assert tme.ok("tree", "--graph", "--critical").count("◆") == 3


def test_what_is_too_late_says_so(tme: CommandLine) -> None:
    house(tme)
    tme.ok("edit", "4", "today", "14:00")
    drawn = tme.ok("tree", "4", "--deps", "--critical")
    assert "Move in #4 ◆ · " in drawn
    assert " too late" in drawn.splitlines()[0]


def test_documents_have_the_figures(tme: CommandLine) -> None:
    house(tme)
    (top,) = [
        each for each in json.loads(tme.ok("tree", "--deps", "--critical", "--json")) if each["id"] == 4
    ]
    assert (top["critical"], top["slack"], top["room"]) == (True, 0, None)
    assert [below["slack"] for below in top["below"]] == [5 * 3600, 0]
    drawn = json.loads(tme.ok("tree", "4", "--graph", "--critical", "--json"))
    assert {task["id"]: task["critical"] for task in drawn["tasks"]} == {1: True, 2: False, 3: True, 4: True}
    assert "slack" not in json.loads(tme.ok("tree", "4", "--json"))
