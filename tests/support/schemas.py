"""The schema of a program that is newer than ours, for trying upgrades."""

from __future__ import annotations

import shutil
from pathlib import Path

from tme_tui.shipped_files import shipped
from tme_tui.store.migration import HEAD, Schema

_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("meta", sa.Column("size", sa.Integer(), server_default="0", nullable=False))
    op.execute("UPDATE meta SET size = length(value)")
    with op.batch_alter_table("tags") as batch:
        batch.alter_column("colour", server_default="grey")
    {then}
"""


def copy_migrations(folder: Path) -> None:
    """The scripts alone: beside them other processes of this run may be writing what they compiled."""
    shutil.copytree(shipped("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))


def next_schema(folder: Path, then: str = "pass") -> Schema:
    """The schema of a program after ours; its last act is `then`."""
    copy_migrations(folder)
    script = folder / "versions" / "next_step.py"
    script.write_text(_NEXT.format(head=HEAD, then=then), encoding="utf-8")
    return Schema(folder, "next")
