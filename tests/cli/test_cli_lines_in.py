"""`tme add -`: a task a line, each answered, one bad line spoiling no other."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.cli.command_line import CommandLine
from tests.cli.processes import arguments, surroundings


def test_each_line_is_a_task_and_all_of_them_one_step(tme: CommandLine) -> None:
    out = tme.ok("add", "-", stdin="Milk +Home\n\nХлеб завтра\r\nTea".encode())
    assert out == "Added #1 “Milk”\nAdded #2 “Хлеб”\nAdded #3 “Tea”\n"
    assert tme.ok("undo") == "Undid: Added 3 tasks\n"
    assert tme("list", "--json").json == []


def test_bad_lines_are_named_and_the_others_added(tme: CommandLine) -> None:
    answer = tme("add", "-", stdin=b"Milk\n+Home\ncaf\xe9\nTea dep:99\nCoffee\n")
    assert answer.exit == 1
    assert [line.partition(" “")[2] for line in answer.out.splitlines()] == ["Milk”", "Coffee”"]
    assert answer.err.splitlines() == [
        "tme: line 2: a task needs a title",
        "tme: line 3: this is not valid UTF-8, from character 4 on",
        "tme: line 4: there is no task #99",
    ]
    assert {task["title"] for task in tme("list", "--json").json} == {"Milk", "Coffee"}


def test_results_as_json(tme: CommandLine) -> None:
    answer = tme("add", "-", "--json", stdin=b"Milk\n+Home\nA >> B\n")
    assert answer.exit == 1
    milk, bad, chain = answer.json
    assert (milk["line"], milk["ok"], milk["task"]["title"], milk["chain"]) == (1, True, "Milk", [])
    assert bad == {"line": 2, "ok": False, "error": "a task needs a title"}
    assert (chain["task"]["title"], [task["title"] for task in chain["chain"]]) == ("A", ["B"])
    assert chain["chain"][0]["depends"][0]["id"] == chain["task"]["id"]
    assert answer.err == ""


def test_nothing_at_all_is_no_mistake(tme: CommandLine) -> None:
    assert tme.ok("add", "-") == ""
    assert tme.ok("add", "-", "--json") == "[]\n"


def test_control_characters_and_zeros_are_cleaned_away(tme: CommandLine) -> None:
    tme.ok("add", "-", stdin=b"a\x00b\x1b[2Jc\n")
    assert tme("list", "--json").json[0]["title"] == "a b [2Jc"


def test_a_line_without_end_is_passed_over(tme: CommandLine) -> None:
    answer = tme("add", "-", stdin=b"x" * 14_000_000 + b"\nTea\n\nCoffee +Home !9 dep:99\n")
    assert answer.exit == 1
    long, bad = answer.err.splitlines()
    assert long.startswith("tme: line 1: the line has ")
    assert bad == "tme: line 4: there is no task #99"
    assert [task["title"] for task in tme("list", "--json").json] == ["Tea"]


def test_dry_runs_add_nothing(tme: CommandLine) -> None:
    answer = tme("add", "-", "--dry-run", "--json", stdin=b"Milk tomorrow\n")
    assert answer.json[0]["draft"]["moments"]["due"]["moment"] == "2026-03-05"
    assert tme("list", "--json").json == []


def test_a_slow_writer_is_answered_line_by_line(home: Path) -> None:
    with subprocess.Popen(
        arguments("add", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings(home)
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(1, 4):
            process.stdin.write(f"Task {number}\n".encode())
            process.stdin.flush()
            assert process.stdout.readline().decode() == f"Added #{number} “Task {number}”\n"
        process.stdin.close()
        assert process.wait() == 0


def test_many_lines_at_once(tme: CommandLine) -> None:
    lines = "".join(f"Task {number} #bulk\n" for number in range(5000)).encode()
    added = json.loads(tme.ok("add", "-", "--json", stdin=lines))
    assert [each["line"] for each in added] == list(range(1, 5001))
    assert [each["task"]["title"] for each in added] == [f"Task {number}" for number in range(5000)]
    assert tme.ok("count", "#bulk") == "5000\n"
