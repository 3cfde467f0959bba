"""Lists of task numbers after a key: `dep:12,15-17`, `dep:-12`, `dep:12ss+2d`.

An item is a number or a range; a minus in front takes the dependency away. After a number may stand the
kind of link (fs, ss, ff, sf: the blocker's end first) and a lag, as in `12ff+90m` or `12-1d`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from tme_tui.language.dates.durations import read_amount
from tme_tui.language.dates.tokens import length, tokenize
from tme_tui.model.ids import TaskId
from tme_tui.model.task import Dependency, Link

_MOST = 200
NEW_TASK = TaskId(0)
"""Stands for the task that is being added."""


class Links(NamedTuple):
    """What a list of numbers asks for."""

    added: tuple[Dependency, ...]
    removed: tuple[TaskId, ...]


@cache
def _item() -> re.Pattern[str]:
    return re.compile(
        r"(?P<minus>-)?#?(?P<first>[0-9]{1,10})"
        r"(?:-#?(?P<last>[0-9]{1,10})(?![0-9]*(?!(?:fs|ss|ff|sf)(?![^\W\d_]))[^\W\d_]))?"
        r"(?P<link>fs|ss|ff|sf)?"
        r"(?P<lag>[+-][0-9]{1,6}(?:[.][0-9]{1,3})?[^\W\d_]{1,8})?",
        re.IGNORECASE,
    )


def read_links(text: str) -> Links | None:
    """The dependencies that a list asks for, or None if it is not such a list."""
    added: list[Dependency] = []
    removed: list[TaskId] = []
    for item in text.split(","):
        match = _item().fullmatch(item)
        if match is None or len(added) + len(removed) > _MOST:
            return None
        ids = _ids(match)
        if ids is None:
            return None
        lag = _lag(match["lag"])
        if lag is None:
            return None
        if match["minus"]:
            if match["link"] or match["lag"]:
                return None
            removed.extend(ids)
            continue
        link = Link(match["link"].upper()) if match["link"] else Link.FINISH_START
        added.extend(Dependency(NEW_TASK, blocker, link, lag) for blocker in ids)
    return Links(tuple(dict.fromkeys(added)), tuple(dict.fromkeys(removed)))


def read_ids(text: str) -> tuple[TaskId, ...] | None:
    """Plain numbers and ranges."""
    links = read_links(text)
    if links is None or links.removed or any(d.link is not Link.FINISH_START or d.lag for d in links.added):
        return None
    return tuple(dependency.blocker for dependency in links.added)


def write_links(added: tuple[Dependency, ...], removed: tuple[TaskId, ...]) -> str:
    """The list that `read_links` reads back."""
    items = []
    for dependency in added:
        link = "" if dependency.link is Link.FINISH_START else dependency.link.value.lower()
        items.append(f"{dependency.blocker}{link}{_written_lag(dependency.lag)}")
    return ",".join([*items, *(f"-{blocker}" for blocker in removed)])


def _ids(match: re.Match[str]) -> list[TaskId] | None:
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else first
    if first < 1 or last < first or last - first >= _MOST:
        return None
    return [TaskId(number) for number in range(first, last + 1)]


def _lag(text: str | None) -> timedelta | None:
    if not text:
        return timedelta(0)
    tokens = tokenize(text[1:])
    found = read_amount(tokens, 0)
    if found is None or found[1] != length(tokens):
        return None
    lag = found[0].as_timedelta()
    return -lag if text[0] == "-" else lag


def _written_lag(lag: timedelta) -> str:
    if not lag:
        return ""
    sign = "+" if lag > timedelta(0) else "-"
    seconds = int(abs(lag).total_seconds())
    for unit, size in (("d", 86_400), ("h", 3600), ("m", 60)):
        if seconds % size == 0:
            return f"{sign}{seconds // size}{unit}"
    return f"{sign}{seconds}s"
