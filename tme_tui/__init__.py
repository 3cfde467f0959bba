"""The library's face: open a base, work with tasks, read what people type.

    import tme_tui

    with tme_tui.open_manager() as tasks:
        tasks.add_task("Pay rent", category="Home", due="2026-12-01", priority=1)

Names are found when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tme_tui.bootstrap import open_manager
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.model.draft import Draft, Fields
    from tme_tui.model.errors import TmeError
    from tme_tui.model.moment import Moment
    from tme_tui.model.person import Person
    from tme_tui.model.recurrence import Recurrence
    from tme_tui.model.task import Kind, Status, Task

__version__ = "0.1.0"

_WHERE = {
    "open_manager": "tme_tui.bootstrap",
    "TaskManager": "tme_tui.engine.manager",
    "Outcome": "tme_tui.engine.outcome",
    "Draft": "tme_tui.model.draft",
    "Fields": "tme_tui.model.draft",
    "TmeError": "tme_tui.model.errors",
    "Moment": "tme_tui.model.moment",
    "Person": "tme_tui.model.person",
    "Recurrence": "tme_tui.model.recurrence",
    "Kind": "tme_tui.model.task",
    "Status": "tme_tui.model.task",
    "Task": "tme_tui.model.task",
}

__all__ = [
    "Draft",
    "Fields",
    "Kind",
    "Moment",
    "Outcome",
    "Person",
    "Recurrence",
    "Status",
    "Task",
    "TaskManager",
    "TmeError",
    "open_manager",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    try:
        return getattr(import_module(_WHERE[name]), name)
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
