"""The hours of work of several people beside each other."""

from __future__ import annotations

from itertools import chain, pairwise

from tme_tui.model.working_time import Span

Hours = tuple[tuple[str, tuple[Span, ...]], ...]
"""The hours of several people on a day, by login; minutes on the wall clock that is shown."""


def common(hours: Hours) -> tuple[Span, ...]:
    """When all of them work."""
    if not hours:
        return ()
    edges = sorted(set(chain.from_iterable(span for _, spans in hours for span in spans)))
    found: list[Span] = []
    for begin, end in pairwise(edges):
        if all(any(first <= begin and end <= last for first, last in spans) for _, spans in hours):
            if found and found[-1][1] == begin:
                found[-1] = found[-1][0], end
            else:
                found.append((begin, end))
    return tuple(found)
