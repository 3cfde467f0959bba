"""How alembic runs the scripts: inside a transaction that the program has begun and will end.

Started by hand (`alembic revision --autogenerate`), there is no program: the scripts are then compared with
the tables on a passing base, which another process brings to the head first.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection

_MAKE_BASE = """
import sys
from pathlib import Path
from tme_tui.store.migration import Schema
from tme_tui.store.opening import open_store
path, folder, head = sys.argv[1:]
open_store(path, schema=Schema(Path(folder), head)).close()
"""


def run(connection: Connection) -> None:
    """All the steps in one transaction: a base is at one revision or at another, never between."""
    from tme_tui.store.comparison import defaults_differ, is_described
    from tme_tui.store.tables import metadata

    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=is_described,
        compare_server_default=defaults_differ,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_by_hand() -> None:
    """Do what was asked with a base that is made for it and thrown away."""
    scripts = context.script
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.sqlite3"
        arguments = [str(path), str(scripts.dir), str(scripts.get_current_head())]
        subprocess.run([sys.executable, "-c", _MAKE_BASE, *arguments], check=True)  # noqa: S603 our own words
        with create_engine(f"sqlite:///{path}").connect() as connection:
            run(connection)


given = context.config.attributes.get("connection")
if given is None:
    run_by_hand()
else:
    run(given)
