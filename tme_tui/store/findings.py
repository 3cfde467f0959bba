"""What an examination of a base finds: one line for each thing it looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Level(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    ODD = "odd"
    """Nothing is lost; somebody should look."""
    BAD = "bad"


class Mend(StrEnum):
    """What `repair` can put right by itself, since nothing that a person wrote is touched."""

    SEARCH = "search"
    DERIVED = "derived"
    COUNTERS = "counters"
    MODES = "modes"
    LEFTOVERS = "leftovers"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    what: str
    """The thing, in a word or two: `integrity`, `search index` …"""
    detail: str
    remedy: str = ""
    """What a person can do; empty when all is well."""
    mend: Mend | None = None
    paths: tuple[Path, ...] = ()
    """The files concerned, for a mend of files."""


def good(what: str, detail: str) -> Finding:
    """All is well."""
    return Finding(Level.GOOD, what, detail)


def mendable(what: str, detail: str, mend: Mend, *paths: Path, level: Level = Level.BAD) -> Finding:
    """Something that `repair` puts right."""
    return Finding(level, what, detail, "`tme doctor --fix` puts it right", mend, paths)
