"""Which parts of a real base `tables.py` describes, for comparing the two.

The search index is built by the migrations alone, since it is another thing on each of the databases.
"""

from __future__ import annotations

from sqlalchemy.sql.schema import SchemaItem


def is_described(item: SchemaItem, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """Alembic's question whether to compare this table, column or index (`include_object`)."""
    if kind == "table":
        return not (name or "").startswith("search_index")
    if kind == "column":
        return name != "grams"
    return name != "ix_search_grams"
