"""`tme edit` with a date that others hang on: they are named, or move along, and only a terminal is asked."""

from __future__ import annotations

from tests.cli.command_line import CommandLine


def house(tme: CommandLine) -> None:
    tme.at("2026-03-09T06:00+00:00")
    for line in ("Plan 2026-03-10", "Paint 2026-03-11", "Move in 2026-03-30"):
        tme.ok("add", line)
    tme.ok("depend", "2", "--on", "1")
    tme.ok("depend", "3", "--on", "2")


def dates(tme: CommandLine) -> list[str]:
    return [task["due"] for task in sorted(tme("list", "--json").json, key=lambda task: task["id"])]


def test_it_says_what_comes_too_late(tme: CommandLine) -> None:
    house(tme)
    said = tme.ok("edit", "1", "2026-03-14").splitlines()
    assert said[0] == "Changed #1 “Plan”: due date"
    assert said[-1] == "  #2 comes 3 days too late"
    assert dates(tme) == ["2026-03-14", "2026-03-11", "2026-03-30"]
    assert "too late" not in tme.ok("edit", "1", "2026-03-14"), "it was so before"


def test_all_move_along_in_one_step(tme: CommandLine) -> None:
    house(tme)
    said = tme.ok("edit", "1", "2026-03-14", "Plan well", "--along")
    assert "Moved the date of #1 and of 1 task behind it" in said
    assert "too late" not in said
    assert dates(tme) == ["2026-03-14", "2026-03-15", "2026-03-30"]
    tme.ok("undo")
    assert dates(tme) == ["2026-03-10", "2026-03-11", "2026-03-30"]
    assert tme("list", "--json").json[0]["title"] == "Plan"


def test_a_document_has_what_slips(tme: CommandLine) -> None:
    house(tme)
    found = tme("edit", "1", "2026-03-14", "--json", terminal=True).json
    assert found[0]["slips"] == [{"id": 2, "late_seconds": 3 * 86400}]
    assert tme("edit", "3", "!1", "--json").json[0]["slips"] == []
    moved = tme("edit", "2", "2026-04-01", "--along", "--json").json
    assert [(task["id"], task["slips"]) for task in moved] == [(2, []), (3, [])]


def test_a_person_at_a_terminal_is_asked(tme: CommandLine) -> None:
    house(tme)
    answer = tme("edit", "1", "2026-03-14", terminal=True, stdin=b"n\n")
    assert "#2 comes 3 days too late" in answer.err
    assert "Move 1 task along by 4 days? [y/N]" in answer.err
    assert dates(tme)[:2] == ["2026-03-14", "2026-03-11"]
    tme.ok("undo")
    tme("edit", "1", "2026-03-14", terminal=True, stdin=b"y\n")
    assert dates(tme)[:2] == ["2026-03-14", "2026-03-15"]
