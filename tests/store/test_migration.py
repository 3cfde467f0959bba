"""The scripts in `migrations/` build what `tables.py` describes, and lose no row on the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from tests.support.schemas import copy_migrations
from tests.support.stores import rows_of_every_table, run_script
from tests.support.timing import Clocked
from tme_tui.shipped_files import shipped
from tme_tui.store.comparison import defaults_differ, is_described
from tme_tui.store.connections import Store
from tme_tui.store.migration import HEAD, Schema
from tme_tui.store.opening import open_store
from tme_tui.store.tables import metadata, search

RELEASED = sorted(path.stem for path in (Path(__file__).parent / "released").glob("*.sql"))
"""For each revision that ever was the head: rows as that version of the program wrote them."""


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    return ScriptDirectory.from_config(config)


def test_the_scripts_lead_to_the_revision_that_the_program_expects() -> None:
    assert _scripts().get_heads() == [HEAD]


def test_tables_and_base_agree(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": is_described, "compare_server_default": defaults_differ},
        )
        assert compare_metadata(context, metadata) == []


def test_a_new_revision_can_be_begun_by_hand(tmp_path: Path) -> None:
    copy_migrations(tmp_path / "migrations")
    (tmp_path / "alembic.ini").write_text("[alembic]\nscript_location = %(here)s/migrations\n")
    command = [sys.executable, "-m", "alembic", "revision", "--autogenerate", "-m", "Next idea"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (script,) = (tmp_path / "migrations" / "versions").glob("*next_idea.py")
    lines = [line.strip() for line in script.read_text().splitlines()]
    assert lines[0] == '"""Next idea"""'
    assert f"down_revision = '{HEAD}'" in lines
    after = lines[lines.index("def upgrade() -> None:") + 1 :]
    assert [line for line in after if line and not line.startswith("#")] == ["pass"]


def test_every_revision_has_rows_to_be_tried_with() -> None:
    assert sorted(script.revision for script in _scripts().walk_revisions()) == RELEASED


@pytest.mark.parametrize("revision", RELEASED)
@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_an_upgrade_keeps_every_row(
    revision: str, where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = str(tmp_path / "old.sqlite3" if where == "sqlite" else request.getfixturevalue("empty_database"))
    old = open_store(url, schema=Schema(shipped("migrations"), revision))
    with old.write() as connection:
        run_script(connection, Path(__file__).parent / "released" / f"{revision}.sql")
    with old.read() as connection:
        before = rows_of_every_table(connection)
    old.close()
    assert all(before.values()), "the file lacks rows for some table"

    new = open_store(url)
    with new.read() as connection:
        after = rows_of_every_table(connection)
    new.close()
    assert {name: len(rows) for name, rows in after.items() if name in before} == {
        name: len(rows) for name, rows in before.items()
    }
    for name, rows in before.items():
        for row in rows:
            kept = [found for found in after[name] if row.items() <= found.items()]
            assert kept, f"{name} lost {row}"


def test_the_search_index_follows_every_change(store: Store) -> None:
    def found(letters: str) -> list[int]:
        query = (
            "SELECT rowid FROM search_index WHERE search_index MATCH :phrase ORDER BY rowid"
            if store.dialect == "sqlite"
            else "SELECT task_id FROM search WHERE grams @> tme_grams(:letters) ORDER BY task_id"
        )
        value = {"phrase": f'"{letters}"'} if store.dialect == "sqlite" else {"letters": letters}
        with store.read() as connection:
            return list(connection.execute(text(query), value).scalars())

    with store.write() as connection:
        for number in (1, 2, 3):
            connection.execute(text("INSERT INTO tasks (id, uid, title, created, modified) "
                                    f"VALUES ({number}, 'u{number}', 't', 0, 0)"))  # fmt: skip
        bodies = {1: "купить ёлку 🎄", 2: "buy milk", 3: "молоко"}
        connection.execute(search.insert(), [{"task_id": n, "body": body} for n, body in bodies.items()])
    assert found("ёлк") == [1]
    assert found("лку 🎄") == [1]
    assert found("milk") == [2]
    with store.write() as connection:
        connection.execute(search.update().where(search.c.task_id == 2).values(body="молоко и хлеб"))
    assert (found("milk"), found("молоко")) == ([], [2, 3])
    with store.write() as connection:
        connection.execute(search.delete().where(search.c.task_id == 3))
    assert found("молоко") == [2]


def test_a_long_note_is_indexed_in_no_time(store: Store) -> None:
    with store.write() as connection:
        connection.execute(
            text("INSERT INTO tasks (id, uid, title, created, modified) VALUES (1, 'u', 't', 0, 0)")
        )
        body = "".join(chr(0x430 + number * number % 31) for number in range(300_000))
        with Clocked() as clock:
            connection.execute(search.insert().values(task_id=1, body=body))
        assert clock.seconds < 5
