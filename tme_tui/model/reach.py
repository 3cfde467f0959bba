"""How much of a series a change is for."""

from __future__ import annotations

from enum import StrEnum


class Reach(StrEnum):
    """One time, it and what follows, or the whole series."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"
