"""Examining a base, and putting right what can be put right without touching what people wrote.

Every check stands alone: one that fails says so and the others go on. What is damaged is never mended here: a
copy is brought back instead (`restore.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from tme_tui.model.errors import InvalidValue, StoreDamaged, StoreError
from tme_tui.model.moment import zone_named
from tme_tui.store import tables
from tme_tui.store.connections import Store
from tme_tui.store.faults import translated
from tme_tui.store.findings import Finding, Level, Mend, good, mendable
from tme_tui.store.recount import (
    drift_of,
    low_counters,
    mend_bodies,
    mend_counters,
    mend_drift,
    wrong_bodies,
)
from tme_tui.store.surroundings import close_to_others, look_around

_NO_EARLIER = 2020
_NO_LATER = 2200
_AHEAD = 24 * 3600
_SHOWN = 5


def examine(
    store: Store,
    *,
    now: datetime,
    home: str = "UTC",
    backups: Path | None = None,
    private: Iterable[Path] = (),
) -> list[Finding]:
    """Look at everything: the base, the clock and zones, and the files around it.

    `home` is the zone of settings, `private` further files and folders that only their owner may read.
    """
    checks: tuple[tuple[str, Callable[[], Iterable[Finding]]], ...] = (
        ("integrity", lambda: _integrity(store)),
        ("references", lambda: _references(store)),
        ("search texts", lambda: _search_texts(store)),
        ("search index", lambda: _search_index(store)),
        ("counts", lambda: _counts(store, home)),
        ("numbers", lambda: _numbers(store)),
        ("clock", lambda: _clock(store, now)),
        ("time zones", lambda: _zones(store, home)),
    )
    found = [finding for what, check in checks for finding in _safely(what, check)]
    if (path := store.path) is not None:
        beside = backups or path.with_name("backups")
        found += _safely("files", lambda: look_around(path, beside, private, now))
    return found


def repair(store: Store, findings: Iterable[Finding], *, home: str = "UTC") -> list[Finding]:
    """Put right those that can be; the findings that were mended. A damaged base is left alone."""
    findings = list(findings)
    if any(finding.what == "integrity" and finding.level is Level.BAD for finding in findings):
        return []
    mended = [finding for finding in findings if finding.mend is not None]
    for finding in mended:
        with translated(store.name, store.path, files=True):
            _mend(store, finding, home)
    return mended


def _mend(store: Store, finding: Finding, home: str) -> None:
    match finding.mend:
        case Mend.SEARCH:
            _mend_search(store)
        case Mend.DERIVED:
            with store.write() as connection:
                mend_drift(connection, drift_of(connection, home))
        case Mend.COUNTERS:
            with store.write() as connection:
                mend_counters(connection, low_counters(connection))
        case Mend.MODES:
            close_to_others(finding.paths)
        case _:
            for path in finding.paths:
                path.unlink(missing_ok=True)


def _safely(what: str, check: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except StoreDamaged as error:
        yield Finding(Level.BAD, what, str(error), "`tme restore` brings back a copy")
    except (StoreError, OSError) as error:
        yield Finding(Level.ODD, what, f"could not be checked: {error}", "try again later")


def _integrity(store: Store) -> Iterator[Finding]:
    if store.dialect != "sqlite":
        yield good("integrity", "left to the server")
        return
    with store.read() as connection:
        found = connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})").scalars().all()
    if found == ["ok"]:
        yield good("integrity", "every page and every index is sound")
    else:
        detail = "; ".join(str(line) for line in found)
        yield Finding(Level.BAD, "integrity", detail, "`tme restore` brings back a copy")


def _references(store: Store) -> Iterator[Finding]:
    if store.dialect != "sqlite":
        yield good("references", "kept by the server")
        return
    with store.read() as connection:
        found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if not found:
        yield good("references", "no row refers to nothing")
        return
    names = ", ".join(f"{table} {row} → {target}" for table, row, target, _ in found[:_SHOWN])
    detail = f"{len(found)} rows refer to nothing: {names}"
    yield Finding(Level.BAD, "references", detail, "`tme restore` brings back a copy")


def _search_texts(store: Store) -> Iterator[Finding]:
    with store.read() as connection:
        wrong = wrong_bodies(connection)
    if wrong:
        yield mendable("search texts", f"wrong or missing for {_named(wrong)}", Mend.SEARCH)
    else:
        yield good("search texts", "every task can be found by its words")


def _search_index(store: Store) -> Iterator[Finding]:
    if store.dialect != "sqlite":
        yield good("search index", "kept by the server")
        return
    try:
        with store.write() as connection:
            connection.exec_driver_sql(
                "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
            )
    except StoreDamaged:
        yield mendable("search index", "does not agree with the texts", Mend.SEARCH)
    else:
        yield good("search index", "agrees with the texts")


def _mend_search(store: Store) -> None:
    with store.write() as connection:
        if store.dialect == "sqlite":  # first, since a wrong index cannot even forget an old text
            connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        mend_bodies(connection, wrong_bodies(connection))


def _counts(store: Store, home: str) -> Iterator[Finding]:
    with store.read() as connection:
        drift = drift_of(connection, home)
    if not drift:
        yield good("counts", "all that is derived follows from the tasks")
        return
    parts = []
    if drift.tasks:
        columns = sorted({name for wrong in drift.tasks.values() for name in wrong})
        parts.append(f"{', '.join(columns)} of {_named(drift.tasks)}")
    if drift.tallies:
        parts.append(f"{len(drift.tallies)} of the numbers beside views")
    yield mendable("counts", f"wrong: {'; '.join(parts)}", Mend.DERIVED)


def _numbers(store: Store) -> Iterator[Finding]:
    with store.read() as connection:
        low = low_counters(connection)
    if low:
        detail = f"numbers of {', '.join(sorted(low))} would be given out again"
        yield mendable("numbers", detail, Mend.COUNTERS)
    else:
        yield good("numbers", "none will be given out again")


def _clock(store: Store, now: datetime) -> Iterator[Finding]:
    shown = now.isoformat(sep=" ", timespec="minutes")
    with store.read() as connection:
        last = connection.execute(select(func.max(tables.steps.c.at))).scalar() or 0
    if not _NO_EARLIER <= now.year < _NO_LATER:
        yield Finding(Level.BAD, "clock", f"it says {shown}", "set the clock of this machine")
    elif last > now.timestamp() + _AHEAD:
        ahead = datetime.fromtimestamp(last, now.tzinfo).isoformat(sep=" ", timespec="minutes")
        detail = f"it says {shown}, but something was changed at {ahead}"
        yield Finding(Level.ODD, "clock", detail, "one of the clocks that wrote here is or was wrong")
    else:
        yield good("clock", f"it says {shown}")


def _zones(store: Store, home: str) -> Iterator[Finding]:
    with store.read() as connection:
        used = {home, *connection.execute(select(tables.people.c.zone).distinct()).scalars()}
    unknown = []
    for name in sorted(used):
        try:
            zone_named(name)
        except InvalidValue:
            unknown.append(name)
    if unknown:
        detail = f"unknown: {', '.join(map(repr, unknown))}"
        yield Finding(Level.BAD, "time zones", detail, "choose names like Europe/Moscow in the settings")
    else:
        yield good("time zones", f"all known: {', '.join(sorted(used))}")


def _named(tasks: Iterable[int]) -> str:
    numbers = sorted(tasks)
    names = ", ".join(str(number) for number in numbers[:_SHOWN])
    return f"{len(numbers)} tasks ({names}{' …' if len(numbers) > _SHOWN else ''})"
