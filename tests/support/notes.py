"""The smallest thing that a base can remember: for tests of bases, not of tasks."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from tme_tui.store.connections import Store
from tme_tui.store.tables import meta


def remember(store: Store, key: str, value: str = "") -> None:
    with store.write() as connection:
        connection.execute(meta.insert().values(key=key, value=value))


def remembered(store: Store) -> set[str]:
    with store.read() as connection:
        return set(connection.execute(select(meta.c.key)).scalars())


def everything_in(folder: Path) -> dict[str, bytes | None]:
    return {item.name: item.read_bytes() if item.is_file() else None for item in folder.iterdir()}
