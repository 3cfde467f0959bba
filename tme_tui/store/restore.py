"""Bringing a copy back: into a new file, checked, then swapped in one move; what was there is kept beside it.

A process that still had the old file open would go on writing into what is no longer the base, so the swap is
refused while anybody has it open; whoever is just opening it waits, and finds the new one
(`sqlite_setup.connect`).
"""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.store.address import parse_address
from tme_tui.store.copying import copy_base, problem_of
from tme_tui.store.faults import damaged, translated
from tme_tui.store.migration import Schema, shipped_schema
from tme_tui.store.opening import PATIENCE, open_store
from tme_tui.store.private_files import discard, make_folder, passing_file
from tme_tui.store.sqlite_setup import recognise, revision_of
from tme_tui.store.upgrading import refuse_newer


def restore(
    source: Path,
    into: str,
    *,
    now: datetime,
    keep_in: Path | None = None,
    timeout: float = PATIENCE,
    schema: Schema | None = None,
) -> Path | None:
    """Put the copy `source` in the place of the base at `into`; where the old one was put, if there was one.

    The old base stays in its own folder, that of a server goes to a file in `keep_in`. No store may be open.
    """
    address = parse_address(into)
    source = source.expanduser().resolve()
    if address.path is not None and _same(source, address.path):
        raise InvalidValue(f"{source} is the base itself, not a copy of it", field="file")
    schema = schema or shipped_schema()
    stamp = now.strftime("%Y-%m-%dT%H-%M-%S")
    place = address.path or (keep_in or Path.cwd()) / "restoring.sqlite3"
    with translated(address.name, address.path, files=True):
        make_folder(place.parent)
        ready = passing_file(place, "restore")
        try:
            _take_copy(source, ready, schema)
            if address.path is not None:
                from tme_tui.store.swapping import swap

                return swap(ready, address.path, stamp, timeout)
            return _replace_on_server(ready, into, place.parent, stamp, timeout)
        finally:
            discard(ready)


def _take_copy(source: Path, ready: Path, schema: Schema) -> None:
    """A copy of the copy, sound in every way that can be checked, of a revision that we know."""
    name = str(source)
    if not source.is_file():
        raise NotFound("file", name)
    with translated(name, source, files=True):
        copy_base(source, ready, at_rest=True)
        recognise(ready, name)
        base = sqlite3.connect(ready)
        try:
            revision = revision_of(base, name)
        finally:
            base.close()
        if revision != schema.head:
            refuse_newer(revision, name, schema)
        if problem := problem_of(ready, thorough=True):
            raise damaged(name, f"is damaged ({problem})")


def _replace_on_server(ready: Path, into: str, folder: Path, stamp: str, timeout: float) -> Path:
    from tme_tui.store.backup import stem_of
    from tme_tui.store.copying import copy_store
    from tme_tui.store.portable import replace_rows

    copy = open_store(str(ready), timeout=timeout, backups=folder)
    base = open_store(into, timeout=timeout)
    try:
        kept = folder / f"{stem_of(base)}-replaced-{stamp}.sqlite3"
        with base.write() as target:
            copy_store(base, kept)
            with copy.read() as source:
                replace_rows(source, target)
    finally:
        base.close()
        copy.close()
    return kept


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
