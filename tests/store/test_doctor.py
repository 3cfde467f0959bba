"""What the doctor finds, what it puts right, and what it leaves alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.disks import SmallDisk
from tests.support.stores import fill_every_table, rows_of_every_table
from tme_tui.model.journal import Origin
from tme_tui.store import tables
from tme_tui.store.backup import backup_if_due
from tme_tui.store.connections import Store
from tme_tui.store.doctor import examine, repair
from tme_tui.store.findings import Finding, Level
from tme_tui.store.opening import open_store
from tme_tui.store.settle import Rules
from tme_tui.store.transaction import Actor, transaction

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ACTOR = Actor(None, Origin.LIBRARY)


TASKS: tuple[dict[str, object], ...] = (
    {"due": "2026-03-05", "priority": 1},
    {"status": "started", "notes": "with Notes"},
    {"status": "done", "completed": SECONDS, "parent_id": 1},
    {"status": "cancelled", "parent_id": 1},
    {"parent_id": 1, "starts": "2026-03-05T09:00[Europe/Moscow]"},
    {"kind": "template"},
    {"kind": "event", "starts": "2026-03-05T09:00", "ends": "2026-03-05T10:00"},
    {"wait": "9999-12-31", "status": "deleted"},
)


def _task(number: int, **values: object) -> dict[str, object]:
    return {
        "id": number,
        "uid": f"uid-{number}",
        "title": f"Task {number}",
        "created": SECONDS,
        "modified": SECONDS,
        **values,
    }


@pytest.fixture
def used(store: Store) -> Store:
    """A base written by transactions: dependencies of each kind, subtasks, tags, every state."""
    with transaction(store, Rules(), ACTOR, SECONDS) as change:
        change.describe("add", "added some tasks")
        for name in ("a", "b"):
            number = change.new_ids("tags")[0]
            change.rows.insert("tags", {"id": number, "name": name, "key": name})
        change.new_ids("tasks", 8)
        for number, values in enumerate(TASKS, start=1):
            change.rows.insert("tasks", _task(number, **values))
        for number, blocker, link in ((1, 2, "FS"), (1, 5, "SS"), (5, 3, "FS"), (7, 2, "SS"), (2, 6, "FS")):
            change.rows.insert(
                "dependencies", {"task_id": number, "blocker_id": blocker, "link": link, "lag": 0}
            )
        change.rows.insert("task_tags", {"task_id": 1, "tag_id": 1})
        change.rows.insert("task_tags", {"task_id": 3, "tag_id": 2})
    with transaction(store, Rules(), ACTOR, SECONDS) as change:
        change.describe("done", "done two")
        change.rows.change("tasks", (2,), {"status": "done", "completed": SECONDS})
        change.rows.change("tasks", (5,), {"title": "Ёлка"})
    return store


def problems(findings: list[Finding]) -> dict[str, Level]:
    return {finding.what: finding.level for finding in findings if finding.level is not Level.GOOD}


def _examined(store: Store) -> dict[str, Level]:
    found = problems(examine(store, now=NOW))
    found.pop("copies", None)
    return found


def test_what_transactions_write_is_in_order(used: Store) -> None:
    findings = examine(used, now=NOW)
    assert _examined(used) == {}
    assert {"integrity", "references", "search index", "counts", "clock"} <= {f.what for f in findings}
    assert all(finding.detail and "\n" not in finding.detail for finding in findings)


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        ("UPDATE tasks SET open_blockers = open_blockers + 1 WHERE id = 1", "counts"),
        ("UPDATE tasks SET blocking = 0 WHERE id = 5", "counts"),
        ("UPDATE tasks SET subtasks_done = 2 WHERE id = 1", "counts"),
        ("UPDATE tasks SET live = 1 WHERE id = 3", "counts"),
        ("UPDATE tasks SET due_utc = due_utc + 3600 WHERE id = 1", "counts"),
        ("UPDATE tasks SET starts_key = 7 WHERE id = 1", "counts"),
        ("UPDATE tallies SET count = count + 1 WHERE kind = 'live'", "counts"),
        ("DELETE FROM tallies WHERE kind = 'tag'", "counts"),
        ("INSERT INTO tallies (kind, key, count) VALUES ('tag', 99, 1)", "counts"),
        ("UPDATE search SET body = 'something else' WHERE task_id = 1", "search texts"),
        ("DELETE FROM search WHERE task_id = 2", "search texts"),
        ("UPDATE counters SET next = 3 WHERE name = 'tasks'", "numbers"),
        ("DELETE FROM counters WHERE name = 'steps'", "numbers"),
    ],
)
def test_what_has_drifted_is_found_and_put_right(harm: str, what: str, used: Store) -> None:
    with used.read() as connection:
        before = rows_of_every_table(connection)
    with used.write() as connection:
        connection.execute(text(harm))
    findings = examine(used, now=NOW)
    assert what in problems(findings)
    assert [finding.what for finding in repair(used, findings)] == [what]
    assert _examined(used) == {}
    with used.read() as connection:
        after = rows_of_every_table(connection)
    for row in (*before["tasks"], *after["tasks"]):
        del row["urgency_turns"]  # the next look at a list works the urgency out again
    for name, rows in before.items():
        assert sorted(map(repr, after[name])) == sorted(map(repr, rows)), name


def test_rows_that_came_another_way_are_brought_in_order(store: Store) -> None:
    fill_every_table(store)
    findings = examine(store, now=NOW, home="Europe/Moscow")
    assert {"counts", "search texts", "numbers"} <= set(problems(findings))
    repair(store, findings, home="Europe/Moscow")
    found = problems(examine(store, now=NOW, home="Europe/Moscow"))
    found.pop("copies", None)
    assert found == {}


def test_a_broken_search_index_is_rebuilt(sqlite_store: Store) -> None:
    fill_every_table(sqlite_store)
    with sqlite_store.write() as connection:
        connection.exec_driver_sql("DELETE FROM search_index_data WHERE id > 10")
    findings = examine(sqlite_store, now=NOW)
    assert problems(findings)["search index"] is Level.BAD
    repair(sqlite_store, findings)
    assert _examined(sqlite_store) == {}
    with sqlite_store.read() as connection:
        found = connection.exec_driver_sql("SELECT rowid FROM search_index('\"елк\"')").scalars().all()
    assert found == [1]


def _zero_table(path: Path) -> None:
    with sqlite3.connect(path) as base:
        (page,) = base.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tags'").fetchone()
    base.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


def _dangle(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("INSERT INTO reminders (id, task_id) VALUES (9, 77)")
    base.close()


@pytest.mark.parametrize(("harm", "what"), [(_zero_table, "integrity"), (_dangle, "references")])
def test_damage_is_reported_and_left_alone(
    harm: Callable[[Path], None], what: str, sqlite_path: Path
) -> None:
    harm(sqlite_path)
    store = open_store(str(sqlite_path))
    findings = examine(store, now=NOW)
    assert problems(findings)[what] is Level.BAD
    assert ["restore" in finding.remedy for finding in findings if finding.what == what] == [True]
    if what == "integrity":
        assert repair(store, findings) == []
    store.close()


@pytest.mark.parametrize(
    ("now", "level"),
    [(datetime(1999, 1, 1, tzinfo=UTC), Level.BAD), (NOW - timedelta(days=3), Level.ODD), (NOW, None)],
)
def test_a_wrong_clock_is_noticed(now: datetime, level: Level | None, used: Store) -> None:
    assert problems(examine(used, now=now)).get("clock") is level


def test_an_unknown_zone_is_noticed(store: Store) -> None:
    with store.write() as connection:
        connection.execute(
            tables.people.insert().values(id=1, uid="u", login="l", key="l", zone="Europe/Atlantis")
        )
    assert problems(examine(store, now=NOW))["time zones"] is Level.BAD
    assert problems(examine(store, now=NOW, home="Mars/Olympus"))["time zones"] is Level.BAD


def test_what_others_may_read_is_closed_to_them(sqlite_path: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("telegram: {token: secret}")
    settings.chmod(0o644)
    store = open_store(str(sqlite_path))
    backups = tmp_path / "backups"
    copy = backup_if_due(store, backups, NOW)
    assert copy
    for path, mode in ((sqlite_path, 0o664), (sqlite_path.parent, 0o755), (backups, 0o711), (copy, 0o604)):
        path.chmod(mode)
    findings = examine(store, now=NOW, backups=backups, private=[settings, tmp_path / "absent"])
    assert problems(findings) == {"permissions": Level.BAD}
    (told,) = [finding for finding in findings if finding.what == "permissions"]
    repair(store, findings)
    assert set(told.paths) == {settings, sqlite_path, sqlite_path.parent, backups, copy}
    assert {oct(path.stat().st_mode & 0o777) for path in (settings, sqlite_path, copy)} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in (sqlite_path.parent, backups)} == {"0o700"}
    assert problems(examine(store, now=NOW, backups=backups, private=[settings])) == {}
    store.close()


def test_what_killed_programs_left_is_cleared_away(sqlite_path: Path) -> None:
    store = open_store(str(sqlite_path))
    nobody = 2**22 + 1  # above the highest number that Linux gives a process
    left = sqlite_path.with_name(f".tme.sqlite3.new-{nobody}-0123abcd")
    working = sqlite_path.with_name(f".tme.sqlite3.copy-{os.getpid()}-0123abcd")
    ancient = sqlite_path.with_name(f".tme.sqlite3.restore-{os.getpid()}-4567abcd-wal")
    notes = sqlite_path.with_name(".notes.new")
    for path in (left, working, ancient, notes):
        path.write_text("x")
        path.chmod(0o600)
        os.utime(path, (SECONDS, SECONDS))
    os.utime(ancient, (SECONDS - 200_000, SECONDS - 200_000))
    twin = sqlite_path.with_name("tme-replaced-2026-03-04T12-30-15.sqlite3")
    twin.hardlink_to(sqlite_path)
    findings = examine(store, now=NOW)
    assert {name for name in problems(findings) if name != "copies"} == {"leftovers", "second name"}
    repair(store, findings)
    assert {path.name for path in sqlite_path.parent.iterdir() if path.name[:4] != "tme."} == {
        working.name,
        notes.name,
    }
    assert _examined(store) == {}
    store.close()


def test_missing_and_old_copies_are_said(sqlite_store: Store, tmp_path: Path) -> None:
    backups = tmp_path / "copies"
    assert problems(examine(sqlite_store, now=NOW, backups=backups)) == {"copies": Level.ODD}
    backup_if_due(sqlite_store, backups, NOW)
    assert problems(examine(sqlite_store, now=NOW + timedelta(days=7), backups=backups)) == {}
    later = NOW + timedelta(days=8)
    assert problems(examine(sqlite_store, now=later, backups=backups)) == {"copies": Level.ODD}


def test_a_read_only_or_crowded_disk_can_be_examined(small_disk: SmallDisk) -> None:
    store = open_store(str(small_disk.folder / "data" / "tme.sqlite3"))
    store.close()
    with small_disk.read_only():
        store = open_store(str(small_disk.folder / "data" / "tme.sqlite3"))
        found = problems(examine(store, now=NOW))
        store.close()
    assert Level.BAD not in {found.get(what) for what in ("integrity", "references", "counts")}
    assert ("room" in found) is small_disk.mounted
