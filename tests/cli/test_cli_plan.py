"""`tme plan` proposes blocks, says what will be late and why, and writes down what is accepted."""

from __future__ import annotations

import json

from tests.cli.command_line import CommandLine


def week(tme: CommandLine) -> None:
    tme.at("2026-03-09T06:00+00:00")
    for line in ("Letter ~2h mon 12:00", "Report ~12h", "Call ~30m !1", "Late ~1h 8 mar 2026", "No estimate"):
        tme.ok("add", line)
    tme.ok("depend", "1", "--on", "3")


def test_the_days_with_their_blocks(tme: CommandLine) -> None:
    week(tme)
    assert tme.ok("plan", "--days", "3").splitlines() == [
        "today",
        "  09:00–10:00  Late #4 !",
        "  10:00–10:30  Call #3",
        "  10:30–12:30  Letter #1",
        "  12:30–18:00  Report #2 · 1/2",
        "",
        "tomorrow",
        "  09:00–15:30  Report #2 · 2/2",
        "",
        "What will be late",
        "  Late #4",
        "    10 h too late: its date has passed",
        "",
        "1 task has no estimate and is not planned",
    ]


def test_accepting_writes_down_in_one_step(tme: CommandLine) -> None:
    week(tme)
    assert tme.ok("plan", "1,3", "--accept") == "Planned 2 tasks\n"
    shown = json.loads(tme.ok("list", "--json"))
    assert {task["title"] for task in shown if task["starts"]} == {"Letter", "Call"}
    tme.ok("undo")
    assert tme.ok("plan", "--accept", "--json").count('"starts"') >= 3


def test_a_document(tme: CommandLine) -> None:
    week(tme)
    found = {one["id"]: one for one in json.loads(tme.ok("plan", "--json"))}
    assert found[4]["why"] == "passed"
    assert found[4]["late"] is True
    assert found[3]["blocks"][0]["start"].startswith("2026-03-09T")
    assert len(found[2]["blocks"]) >= 2
    assert 5 not in found


def test_without_estimates_there_is_nothing_to_plan(tme: CommandLine) -> None:
    tme.ok("add", "No estimate")
    answer = tme("plan")
    assert answer.out == ""
    assert "no open task has an estimate" in answer.err
    assert tme("plan", "--days", "0").exit == 2
    for more in ((), ("--accept",)):
        answer = tme("plan", "1", *more)
        assert (answer.exit, answer.out) == (1, "")
        assert "nothing is proposed for these tasks" in answer.err


def test_what_cannot_be_says_what_stands_in_its_way(tme: CommandLine) -> None:
    tme.at("2026-03-14T06:00+00:00")
    for line in ("Sow ~1h", "Reap ~1h 20 mar 2026"):
        tme.ok("add", line)
    tme.ok("depend", "2", "--on", "1", "--lag", "90d")
    assert "it waits for #1 until after these days" in tme.ok("plan")
    assert "no hour of work is free in these days" in tme("plan", "--days", "1").err, "a Saturday"
