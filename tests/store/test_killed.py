"""Killed at any moment, a base is whole: while it is made, written, copied, and swapped."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.schemas import next_schema
from tests.support.stores import fill_every_table, rows_of_every_table
from tme_tui.model.errors import StoreTooNew
from tme_tui.store.backup import backup_to
from tme_tui.store.migration import HEAD
from tme_tui.store.opening import open_store

ROUNDS = 5
LONGEST_LIFE = 0.15
"""Seconds between a program's first word and its end."""


@pytest.fixture(params=range(ROUNDS))
def lifetime(request: pytest.FixtureRequest) -> float:
    """When the program is killed: at another moment in each round, most of them early."""
    return random.random() ** 2 * LONGEST_LIFE


def kill_after(lifetime: float, program: str) -> list[str]:
    """Run a program that says `ready` and then goes on for ever; what it had said when it was killed."""
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert running.stdout
    assert running.stdout.readline() == "ready\n"
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(lifetime)
    running.kill()
    said, _ = running.communicate()
    return [line for line in said.splitlines(keepends=True) if line.endswith("\n")]


def sound_rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Everything in a base that opens and has nothing wrong with it."""
    store = open_store(str(path))
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        found = rows_of_every_table(connection)
    store.close()
    return found


def bases_in(folder: Path) -> Iterator[Path]:
    """What other programs take for bases: passing files begin with a dot."""
    return (path for path in folder.rglob("*.sqlite3") if not path.name.startswith("."))


def test_while_bases_are_made(lifetime: float, tmp_path: Path) -> None:
    kill_after(
        lifetime,
        f"""
from itertools import count
from tme_tui.store.opening import open_store
open_store({str(tmp_path / "first" / "tme.sqlite3")!r}).close()
print("ready", flush=True)
for number in count():
    open_store(f"{tmp_path}/{{number}}/tme.sqlite3").close()
""",
    )
    assert all(sound_rows(path)["meta"] == [] for path in bases_in(tmp_path))
    for folder in tmp_path.iterdir():  # those without a base get one, whatever the killed program left there
        sound_rows(folder / "tme.sqlite3")


def test_while_rows_are_written(lifetime: float, sqlite_path: Path) -> None:
    said = kill_after(
        lifetime,
        f"""
from itertools import count
from tme_tui.store.opening import open_store
from tme_tui.store.tables import meta, steps
store = open_store({str(sqlite_path)!r})
print("ready", flush=True)
for number in count():
    with store.write() as connection:
        connection.execute(meta.insert().values(key=str(number)))
        connection.execute(steps.insert().values(id=number, at=0, action="x" * 5000))
    print(number, flush=True)
""",
    )
    acknowledged = {int(line) for line in said}
    rows = sound_rows(sqlite_path)
    stored = {int(str(row["key"])) for row in rows["meta"]}
    assert stored == {row["id"] for row in rows["steps"]}
    assert acknowledged <= stored <= {*acknowledged, len(acknowledged)}


def test_while_bases_are_upgraded(lifetime: float, sqlite_path: Path, tmp_path: Path) -> None:
    store = open_store(str(sqlite_path))
    fill_every_table(store)
    store.close()
    before = sound_rows(sqlite_path)
    schema = next_schema(tmp_path / "next")
    kill_after(
        lifetime,
        f"""
import shutil
from itertools import count
from pathlib import Path
from tme_tui.store.migration import Schema
from tme_tui.store.opening import open_store
schema = Schema(Path({str(schema.folder)!r}), "next")
print("ready", flush=True)
for number in count():
    path = Path("{tmp_path}/bases/{{number}}/tme.sqlite3")
    path.parent.mkdir(parents=True)
    shutil.copy({str(sqlite_path)!r}, path.with_name("copying"))
    path.with_name("copying").rename(path)
    open_store(str(path), schema=schema).close()
""",
    )
    for path in (tmp_path / "bases").glob("*/tme.sqlite3"):
        with closing(sqlite3.connect(path)) as base:
            (revision,) = base.execute("SELECT version_num FROM alembic_version").fetchone()
        if revision == HEAD:
            assert sound_rows(path) == before
        open_store(str(path), schema=schema).close()
        with pytest.raises(StoreTooNew):
            open_store(str(path))
        for copy in path.parent.glob("backups/*.sqlite3"):
            assert sound_rows(copy) == before


def test_while_copies_are_made(lifetime: float, sqlite_path: Path, tmp_path: Path) -> None:
    store = open_store(str(sqlite_path))
    fill_every_table(store)
    store.close()
    said = kill_after(
        lifetime,
        f"""
from itertools import count
from pathlib import Path
from tme_tui.store.backup import backup_to
from tme_tui.store.opening import open_store
store = open_store({str(sqlite_path)!r})
print("ready", flush=True)
for number in count():
    print(backup_to(store, Path(f"{tmp_path}/copies/{{number}}.sqlite3")), flush=True)
""",
    )
    whole = sound_rows(sqlite_path)
    copies = list(bases_in(tmp_path / "copies"))
    assert {line.strip() for line in said} <= {str(copy) for copy in copies}
    assert all(sound_rows(copy) == whole for copy in copies)


def test_while_bases_are_swapped(lifetime: float, sqlite_path: Path, tmp_path: Path) -> None:
    empty, filled = tmp_path / "empty.sqlite3", tmp_path / "filled.sqlite3"
    shutil.copy(sqlite_path, empty)
    store = open_store(str(sqlite_path))
    fill_every_table(store)
    backup_to(store, filled)
    store.close()
    kill_after(
        lifetime,
        f"""
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from tme_tui.store.restore import restore
now = datetime(2026, 3, 4, tzinfo=UTC)
print("ready", flush=True)
for copy in cycle([{str(empty)!r}, {str(filled)!r}]):
    now += timedelta(seconds=1)
    restore(Path(copy), {str(sqlite_path)!r}, now=now)
""",
    )
    with closing(sqlite3.connect(filled)) as base:
        assert base.execute("SELECT count(*) FROM tasks").fetchone() == (2,)
    assert sound_rows(sqlite_path) in (sound_rows(empty), sound_rows(filled))
    for kept in bases_in(sqlite_path.parent):
        assert len(sound_rows(kept)["tasks"]) in {0, 2}
