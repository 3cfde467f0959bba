"""Copies kept against a bad day: one a day, a few of them for long.

A copy is checked before it gets its name, and old ones are thrown away only after that: a base that is
damaged today never costs the last good copy.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from tme_tui.model.errors import InvalidValue
from tme_tui.store.connections import Store
from tme_tui.store.copying import copy_store
from tme_tui.store.faults import translated

_NAME = re.compile(r"(?P<stem>.+)-(?P<day>\d{4}-\d\d-\d\d)\.sqlite3")


class Backup(NamedTuple):
    """A daily copy; a named tuple, since that defines ten times as fast as a dataclass."""

    path: Path
    day: date


def backup_if_due(
    store: Store, folder: Path, now: datetime, *, keep_daily: int = 7, keep_weekly: int = 8
) -> Path | None:
    """Make today's copy unless there is one, then keep the newest days and one copy a week; the copy made.

    `now` is in the zone of the person whose days are meant.
    """
    if (made := due_backup(store, folder, now)) is None:
        return None
    with translated(str(made), made, files=True):
        copy_store(store, made)
        for old in superfluous(backups_in(folder, stem_of(store)), keep_daily, keep_weekly):
            if old.path != made:
                old.path.unlink(missing_ok=True)
    return made


def due_backup(store: Store, folder: Path, now: datetime) -> Path | None:
    """The name of today's copy when it is still to be made; costs one look at the folder."""
    target = folder / f"{stem_of(store)}-{now.date().isoformat()}.sqlite3"
    return None if target.exists() else target


def backup_to(store: Store, target: Path) -> Path:
    """Copy the base to a file that does not exist yet; InvalidValue when it does."""
    target = Path(os.path.abspath(target.expanduser()))
    if target.is_dir():
        target = target / f"{stem_of(store)}.sqlite3"
    if os.path.lexists(target):
        raise InvalidValue(f"{target} exists already: give another name", field="file")
    with translated(str(target), target, files=True):
        copy_store(store, target)
    return target


def backups_in(folder: Path, stem: str) -> list[Backup]:
    """The daily copies of that base, newest first."""
    found = []
    for path in folder.glob("*.sqlite3") if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name and name["stem"] == stem and (day := _day(name["day"])):
            found.append(Backup(path, day))
    return sorted(found, key=lambda backup: backup.day, reverse=True)


def superfluous(newest_first: list[Backup], keep_daily: int, keep_weekly: int) -> list[Backup]:
    """Those that are neither among the newest `keep_daily` nor the last of one of `keep_weekly` weeks."""
    last_of_week: dict[tuple[int, int], Backup] = {}
    for backup in newest_first:
        last_of_week.setdefault(backup.day.isocalendar()[:2], backup)
    kept = {*newest_first[:keep_daily], *list(last_of_week.values())[:keep_weekly]}
    return [backup for backup in newest_first if backup not in kept]


def stem_of(store: Store) -> str:
    """What the copies of a base are called: the name of its file or database, made fit for a file."""
    if store.path is not None:
        return store.path.stem
    url = store.address.url
    return re.sub(r"[^\w-]+", "_", (url.database if url else None) or "tme")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
