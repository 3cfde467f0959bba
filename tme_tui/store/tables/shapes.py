"""What the tables are made of: the one `metadata`, and columns by their role."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.sql.schema import SchemaItem

NEVER = 253_402_300_800
"""The year 10000: sorts after every real moment, so that "no date" needs no NULL in an index."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def new_table(name: str, *items: SchemaItem) -> Table:
    """A table of ours."""
    return Table(name, metadata, *items)


def key_column(name: str = "id") -> Column[int]:
    """A primary key whose numbers the `counters` table gives out, once each."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def text_column(name: str, default: str = "") -> Column[str]:
    """A text, never NULL."""
    return Column(name, Text, nullable=False, server_default=default)


def number_column(name: str, default: int = 0) -> Column[int]:
    """A number, never NULL."""
    return Column(name, Integer, nullable=False, server_default=str(default))


def instant_column(name: str) -> Column[int]:
    """A second in UTC, or NULL."""
    return Column(name, BigInteger)


def foreign(target: str) -> ForeignKey:
    """Checked at commit, so that the rows of one step may be written in any order."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def reference_column(name: str, target: str, *, required: bool = False) -> Column[int]:
    """The number of a row elsewhere."""
    return Column(name, Integer, foreign(target), nullable=not required)
