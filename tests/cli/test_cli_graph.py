"""`tme tree --graph` draws what waits at the right of what it waits for."""

from __future__ import annotations

import json

from tests.cli.command_line import CommandLine

DIAMOND = """
╭────────────╮
│ ○ Boxes #1 │─╮ ╭────────────╮
╰────────────╯ ├▸│ ⊘ Books #2 │─╮
               │ ╰────────────╯ │
               │                │  ╭────────────╮
               │ ╭──────────╮   ╰┬▸│ ⊘ Drive #4 │
               ╰▸│ ⊘ Van #3 │────╯ ╰────────────╯
                 ╰──────────╯
""".lstrip("\n")


def diamond(tme: CommandLine) -> None:
    for title in ("Boxes", "Books", "Van", "Drive", "Alone"):
        tme.ok("add", title)
    for task, blocker in ((2, 1), (3, 1), (4, 2), (4, 3)):
        tme.ok("depend", str(task), "--on", str(blocker))


def test_a_diamond(tme: CommandLine) -> None:
    diamond(tme)
    assert tme.ok("tree", "--graph") == DIAMOND
    assert tme.ok("tree", "4", "--graph") == DIAMOND


def test_of_one_task_only_its_chain_is_drawn(tme: CommandLine) -> None:
    diamond(tme)
    drawn = tme.ok("tree", "2", "--graph")
    assert all(title in drawn for title in ("Boxes", "Books", "Drive"))
    assert "Van" not in drawn


def test_tasks_and_ties_as_json(tme: CommandLine) -> None:
    diamond(tme)
    found = json.loads(tme.ok("tree", "4", "--graph", "--json"))
    assert {task["id"] for task in found["tasks"]} == {1, 2, 3, 4}
    assert {(tie["task"], tie["blocker"]) for tie in found["ties"]} == {(2, 1), (3, 1), (4, 2), (4, 3)}


def test_a_task_that_is_tied_to_nothing_stands_alone(tme: CommandLine) -> None:
    diamond(tme)
    assert "Alone #5" in tme.ok("tree", "5", "--graph")
