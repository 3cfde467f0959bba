"""Opening a base: found sound and of our revision, made when absent, upgraded when older, else left
untouched.

An empty file is not an absent one: a new base gets its name only when it is whole, so a file of no bytes is
what a failing disk or a careless copy left, and the backups are worth more than a fresh start in its place.
"""

from __future__ import annotations

import stat
from pathlib import Path

from tme_tui.store.address import Address, parse_address
from tme_tui.store.connections import SqliteWay, Store
from tme_tui.store.faults import damaged, translated
from tme_tui.store.migration import Schema, shipped_schema
from tme_tui.store.sqlite_setup import connect, recognise, revision_of

PATIENCE = 5.0
"""Seconds to wait for others before saying that the base is in use."""


def open_store(
    url: str, *, timeout: float = PATIENCE, backups: Path | None = None, schema: Schema | None = None
) -> Store:
    """The base at `url`, a path or the address of a database; every failure is a StoreError.

    `backups` is the folder for the copy made before an upgrade, by default `backups` beside the base.
    """
    address = parse_address(url)
    schema = schema or shipped_schema()
    with translated(address.name, address.path, files=True):
        if address.path is not None:
            return _open_file(address, address.path, timeout, backups, schema)
        from tme_tui.store.server import open_server

        return open_server(address, timeout, schema)


def _open_file(address: Address, path: Path, timeout: float, backups: Path | None, schema: Schema) -> Store:
    if _is_there(path):
        recognise(path, address.name)
    else:
        from tme_tui.store.creation import create

        create(path, schema)
    first = connect(path, timeout)
    try:
        if revision_of(first, address.name) != schema.head:
            from tme_tui.store.upgrading import upgrade_file

            upgrade_file(first, path, backups or path.with_name("backups"), schema)
        return Store(address, SqliteWay(path, timeout, schema.head, first), timeout)
    except BaseException:
        first.close()
        raise


def _is_there(path: Path) -> bool:
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(found.st_mode):
        raise damaged(str(path), "is a folder, not a base")
    if not stat.S_ISREG(found.st_mode):
        raise damaged(str(path), "is not a file")
    if found.st_size == 0:
        raise damaged(str(path), "is empty")
    return True
