"""When Python looks for garbage: in small portions while somebody works, at everything when nobody does.

Looking at everything at once stops the program for a tenth of a second and more, and so does only counting
what was set aside. What is read from the base is no garbage, and nothing is looked for while a thread reads.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_YOUNG, _ROUNDS, _NEVER = 1_000, 5, 1_000_000
"""So many new objects are made before the collector looks at them, and after so many rounds at those left."""
_OLD, _QUICK = 2, 10_000
"""The oldest generation, and how many objects are looked at within a few milliseconds."""


class _State:
    """What is remembered from one look to the next."""

    readers = 0
    is_unlooked = False
    """Whether garbage may be among what was set aside."""


_lock = Lock()


def collect_again() -> None:
    """Starting makes much and throws away little, so the collector rests until the base is open.

    From then on it looks at what is young only; what is left of that waits for `tidy_up`.
    """
    if not gc.isenabled() and not _is_ours():
        gc.freeze()
        gc.set_threshold(_YOUNG, _ROUNDS, _NEVER)
        gc.enable()


def _is_ours() -> bool:
    return gc.get_threshold()[2] == _NEVER


def keep_loaded() -> None:
    """Modules were loaded, which stay: they are not looked at again."""
    if _is_ours():
        gc.freeze()


@contextmanager
def reading() -> Iterator[None]:
    """Nothing is looked for while a thread reads, and much that was read is set aside."""
    with _lock:
        _State.readers += 1
        if _is_ours():
            gc.disable()
    try:
        yield
    finally:
        with _lock:
            _State.readers -= 1
            if _is_ours():
                if gc.get_count()[0] > _QUICK:
                    _set_aside()
                if not _State.readers:
                    gc.enable()


def _set_aside() -> None:
    gc.freeze()
    _State.is_unlooked = True


def tidy_up() -> bool:
    """Look at what was made since the last time; what is left is not looked at again.

    To be called when no dialog is open: a dialog that is left is a ring of objects, and the only kind of
    garbage that comes in any number. False says that some may be left where looking takes longer.
    """
    if _is_ours():
        if len(gc.get_objects(_OLD)) > _QUICK:
            _set_aside()
        else:
            gc.collect()
            gc.freeze()
    return not _State.is_unlooked


def look_at_all() -> None:
    """Look at what was set aside too, with whatever had been left just then: for when nobody is there."""
    if _is_ours() and _State.is_unlooked:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _State.is_unlooked = False
