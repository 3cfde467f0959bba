"""How alembic runs the scripts: inside a transaction that the program has begun and will end.

Started by hand (`alembic revision --autogenerate`), there is no program: the scripts are then compared with
the tables on an SQLite base in memory, which is brought to the head first.
"""

from __future__ import annotations

from alembic import command, context
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection


def run(connection: Connection) -> None:
    """All the steps in one transaction: a base is at one revision or at another, never between."""
    from tme_tui.store.comparison import defaults_differ, is_described
    from tme_tui.store.tables import metadata

    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=is_described,
        render_as_batch=True,
        transactional_ddl=True,
        compare_server_default=defaults_differ,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_by_hand() -> None:
    """Upgrade a passing base, then do with it what was asked."""
    with create_engine("sqlite://").connect() as connection:
        if not context.config.attributes.get("upgrading"):
            config = type(context.config)(context.config.config_file_name)
            config.attributes.update(connection=connection, upgrading=True)
            command.upgrade(config, "head")
            connection.commit()
        run(connection)


given = context.config.attributes.get("connection")
if given is None:
    run_by_hand()
else:
    run(given)
