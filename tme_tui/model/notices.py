"""What somebody should hear of although the work goes on, such as holidays that cannot be known.

Each is told once in a process, by the face that looks first.
"""

from __future__ import annotations

from threading import Lock

from tme_tui.model.errors import TmeError

_lock = Lock()
_notices: list[TmeError] = []
_told: set[str] = set()


def give_notice(notice: TmeError) -> None:
    """Have it said, unless it was before."""
    with _lock:
        if str(notice) not in _told:
            _told.add(str(notice))
            _notices.append(notice)


def take_notice() -> TmeError | None:
    """The next that is to be said; None when there is none."""
    with _lock:
        return _notices.pop(0) if _notices else None
