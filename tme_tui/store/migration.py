"""The shape of the tables: which one this program needs, and how an older base gets there.

Alembic and its half second are imported only when there is something to do; an open base is compared with
`HEAD`, and a test sees to it that this is what the scripts in `migrations/` lead to.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.shipped_files import shipped

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine import Connection

HEAD = "0002"
"""The revision that this program reads and writes."""


class Schema(NamedTuple):
    """A folder of migration scripts and the revision they lead to."""

    folder: Path
    head: str = HEAD


@cache
def shipped_schema() -> Schema:
    """The schema that this version of the program came with."""
    return Schema(shipped("migrations"))


def knows(schema: Schema, revision: str) -> bool:
    """Whether `revision` is one of the steps that lead to this schema."""
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    scripts = ScriptDirectory.from_config(_config(schema))
    try:
        return scripts.get_revision(revision) is not None
    except CommandError:
        return False


def upgrade(connection: Connection, schema: Schema) -> None:
    """Bring the base to the head, inside the transaction that `connection` is in."""
    from alembic import command

    config = _config(schema)
    config.attributes["connection"] = connection
    command.upgrade(config, schema.head)


def _config(schema: Schema) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.folder).replace("%", "%%"))
    return config
