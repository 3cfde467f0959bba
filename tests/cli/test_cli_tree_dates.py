"""`tme tree` says when things are due and planned, where there is room for it."""

from __future__ import annotations

from tests.cli.command_line import CommandLine


def test_dates_stand_behind_titles_as_far_as_there_is_room(tme: CommandLine) -> None:
    tme.at("2026-11-26T08:00:00+00:00")
    tme.ok("add", "House due 2026-12-24")
    tme.ok("add", "Paint the walls of the living room due:2026-12-04 ~2h")
    tme.ok("add", "Party 2026-12-31 20:00-22:00")
    tme.ok("edit", "2", "^1")
    tme.ok("plan", "2", "--accept")

    def drawn(columns: str, *options: str) -> list[str]:
        lines = tme.ok("tree", *options, terminal=True, COLUMNS=columns, NO_COLOR="1").splitlines()
        assert max(map(len, lines)) <= int(columns)
        return [each.strip() for each in lines]

    dates = "due Fri 4 Dec · planned today 09:00–11:00"
    assert drawn("120") == [
        "○ House #1 · due Thu 24 Dec",
        f"└ ○ Paint the walls of the living room #2 · {dates}",
        "◇ Party #3 · Thu 31 Dec 20:00–22:00",
    ]
    assert tme.ok("tree").splitlines()[1].endswith(dates)
    assert drawn("80")[1] == f"└ ○ Paint the walls of the livi… #2 · {dates}"
    assert drawn("60")[1] == "└ ○ Paint the walls of the living room #2 · due Fri 4 Dec"
    assert drawn("120", "--lang", "ru")[0] == "○ House #1 · срок чт 24 дек"
    assert "planned: today 09:00–11:00" in tme.ok("tree", "--plain")
