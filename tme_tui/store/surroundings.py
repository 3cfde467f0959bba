"""What lies around a base: permissions, room, copies, and what interrupted programs left behind."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from tme_tui.store.backup import backups_in
from tme_tui.store.findings import Finding, Level, Mend, good, mendable

_PASSING = re.compile(r"\..+\.(?:new|copy|restore)-(?P<process>\d+)-[0-9a-f]{8}(?:-wal|-shm|-journal)?")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OLD_AT_LEAST = timedelta(days=1)
_COPIES_AT_LEAST_EVERY = timedelta(days=7)
_ROOM = 50 * 1024 * 1024


def look_around(path: Path, backups: Path, private: Iterable[Path], now: datetime) -> list[Finding]:
    """Look at the file of a base, its folder, its copies, and other `private` files or folders."""
    copies = [item.path for item in backups_in(backups, path.stem)]
    return [
        _permissions([path.parent, *_with_its_log(path), backups, *copies, *private]),
        _leftovers(path, backups, now),
        *_second_name(path),
        _room(path),
        _copies(path, backups, now),
    ]


def close_to_others(paths: Iterable[Path]) -> None:
    """Take away what the group and others may do."""
    for path in paths:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)


def _permissions(paths: Iterable[Path]) -> Finding:
    loose = [path for path in paths if path.exists() and path.stat().st_mode & _OTHERS]
    if not loose:
        return good("permissions", "only you can read your files")
    names = ", ".join(f"{path} ({stat.S_IMODE(path.stat().st_mode):04o})" for path in loose)
    return mendable("permissions", f"others may read or change {names}", Mend.MODES, *loose)


def _with_its_log(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]


def _leftovers(path: Path, backups: Path, now: datetime) -> Finding:
    folders = [folder for folder in dict.fromkeys((path.parent, backups)) if folder.is_dir()]
    found = [item for folder in folders for item in folder.iterdir() if _is_left(item, now)]
    if not found:
        return good("leftovers", "no program left half-made files behind")
    names = ", ".join(item.name for item in found)
    return mendable("leftovers", f"half-made files: {names}", Mend.LEFTOVERS, *found, level=Level.ODD)


def _is_left(item: Path, now: datetime) -> bool:
    """Whether it is a passing file whose maker has ended; its number may be another's after a day."""
    name = _PASSING.fullmatch(item.name)
    if name is None or not item.is_file():
        return False
    if now.timestamp() - item.stat().st_mtime > _OLD_AT_LEAST.total_seconds():
        return True
    try:
        os.kill(int(name["process"]), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


def _second_name(path: Path) -> list[Finding]:
    """A restore that was killed between its two moves leaves the base with two names."""
    if not path.exists() or path.stat().st_nlink == 1:
        return []
    twins = [
        item
        for item in path.parent.glob(f"{path.stem}-replaced-*{path.suffix}")
        if item.samefile(path) and item != path
    ]
    if twins:
        detail = f"{twins[0].name} is the base itself under a second name, from an interrupted restore"
        return [mendable("second name", detail, Mend.LEFTOVERS, *twins, level=Level.ODD)]
    return [
        Finding(
            Level.ODD,
            "second name",
            f"{path.name} is linked from elsewhere too: writing through the other name would damage it",
            "remove the other name (`find -samefile` shows it)",
        )
    ]


def _room(path: Path) -> Finding:
    room = os.statvfs(path.parent)
    free = room.f_bavail * room.f_frsize
    size = path.stat().st_size if path.exists() else 0
    detail = f"{free // 2**20:,} MiB free for a base of {size / 2**20:,.1f} MiB"
    if free < max(_ROOM, 2 * size):
        return Finding(Level.ODD, "room", detail, "free some space: a copy or an upgrade may not fit")
    return good("room", detail)


def _copies(path: Path, backups: Path, now: datetime) -> Finding:
    copies = backups_in(backups, path.stem)
    if not copies:
        return Finding(Level.ODD, "copies", f"none in {backups}", "`tme backup` makes one")
    newest = copies[0]
    detail = f"{len(copies)} in {backups}, the newest of {newest.day.isoformat()}"
    if now.date() - newest.day > _COPIES_AT_LEAST_EVERY:
        return Finding(Level.ODD, "copies", detail, "`tme backup` makes a new one")
    return good("copies", detail)
