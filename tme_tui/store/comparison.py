"""Which parts of a real base `store/tables/` describes, for comparing the two.

The search index is built by the migrations alone, since it is another thing on each of the databases.
"""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.sql.schema import SchemaItem

from tme_tui.store import tables

for _name, (_columns, _condition) in tables.PARTIAL_INDEXES.items():
    Index(
        _name,
        *(tables.tasks.c[column] for column in _columns),
        sqlite_where=text(_condition),
        postgresql_where=text(_condition),
    )

_WRAPPING = "()'"


def is_described(item: SchemaItem, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """Alembic's question whether to compare this table, column or index (`include_object`)."""
    if kind == "table":
        return not (name or "").startswith("search_index")
    if kind == "column":
        return name != "grams"
    return name != "ix_search_grams"


def defaults_differ(
    context: object, found: object, described: object, in_base: str | None, _: object, in_tables: str | None
) -> bool | None:
    """Alembic's question whether two defaults differ; it mistakes SQLite's empty text for none."""
    if in_base is None or in_tables is None:
        return None
    return False if in_base.strip(_WRAPPING) == in_tables.strip(_WRAPPING) else None
