"""When Python looks for garbage: in small portions while somebody works, in larger ones when nobody does.

Looking at everything at once stops the program for a tenth of a second and more.
"""

from __future__ import annotations

import gc

_YOUNG, _ROUNDS, _NEVER = 1_000, 5, 1_000_000
"""So many new objects are made before the collector looks at them, and after so many rounds at those left."""
_NEXT, _OLD, _QUICK = 1, 2, 10_000
"""The generations after the youngest, and how many objects are looked at within a few milliseconds."""


def collect_again() -> None:
    """Starting makes much and throws away little, so the collector rests until the base is open.

    From then on it looks at what is young only; what is left of that waits for `tidy_up`.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_YOUNG, _ROUNDS, _NEVER)
        gc.enable()


def keep_loaded() -> None:
    """Modules were loaded, which stay: they are not looked at again."""
    if gc.get_freeze_count():
        gc.freeze()


def set_aside() -> None:
    """Much was read, of which nothing is garbage: nobody waits until the collector has found that out."""
    if gc.get_freeze_count() and gc.get_count()[0] + len(gc.get_objects(_NEXT)) > _QUICK:
        gc.freeze()


def tidy_up(*, patient: bool = False) -> bool:
    """Look at all that was made since the last time; what is left is not looked at again.

    To be called when no dialog is open: a dialog that is left is a ring of objects, and the only kind of
    garbage that comes in any number. False says that there is more to look at than a frame has time for, as
    after a large tree was read. That is for when somebody is `patient`; then all is looked at, also what was
    set aside, with whatever had been left just then.
    """
    if gc.get_freeze_count():
        if patient:
            gc.unfreeze()
        elif len(gc.get_objects(_OLD)) > _QUICK:
            return False
        gc.collect()
        gc.freeze()
    return True
