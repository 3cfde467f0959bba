"""What is due before its blocker is marked by `tme tree` and named by `tme why`."""

from __future__ import annotations

from tests.cli.command_line import CommandLine


def test_it_is_marked_and_named(tme: CommandLine) -> None:
    tme.at("2026-03-09T06:00+00:00")
    for line in ("Visa 2026-03-12", "Flight 2026-03-10"):
        tme.ok("add", line)
    tme.ok("depend", "2", "--on", "1")
    assert "⊘ Flight #2 · ↯ due before #1 · due tomorrow" in tme.ok("tree", "--deps")
    assert "↯ due before" not in tme.ok("tree", "1")
    assert "⊘ ↯ Flight" in tme.ok("tree", "--graph")
    assert "conflict: due 2 days before #1 has to be done" in tme.ok("tree", "--deps", "--plain")
    assert "↯ due 2 days before #1 has to be done" in tme.ok("why", "2")
    assert tme("why", "2", "--json").json["conflicts"] == [{"blocker": 1, "late_seconds": 172_800}]
    assert "Flight" in tme.ok("list", "is:conflict")
