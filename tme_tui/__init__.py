"""The library's face: open a base, work with tasks, read what people type.

    import tme_tui

    with tme_tui.open_manager() as tasks:
        tasks.add_task("Pay rent", category="Home", due="2026-12-01", priority=1)
        tasks.add_draft(tme_tui.parse_line("Call Anna friday 14:30 #phone", tasks.context()))

    weekdays = tme_tui.Recurrence.from_text("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")

Names are found when they are first used, so that importing the package costs nothing. All else is private.
"""

TYPE_CHECKING = False  # typing, and even __future__, would be a part of the start of `tme`
if TYPE_CHECKING:
    from tme_tui.bootstrap import open_manager
    from tme_tui.engine.calendar import Occurrence
    from tme_tui.engine.looking import Page
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.engine.proposing import Proposal
    from tme_tui.engine.timing import Slipping
    from tme_tui.language.context import Context
    from tme_tui.language.dates import read_duration, read_moment
    from tme_tui.language.describe import describe_moment, describe_recurrence
    from tme_tui.language.query import parse_query
    from tme_tui.language.quickadd import parse_changes, parse_line
    from tme_tui.model.draft import Draft, Fields, Span
    from tme_tui.model.errors import TmeError
    from tme_tui.model.moment import Moment
    from tme_tui.model.person import Person
    from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift
    from tme_tui.model.task import Dependency, Kind, Link, Reminder, Status, Task

__version__ = "0.1.0"

_MODULES = {
    "tme_tui.bootstrap": ("open_manager",),
    "tme_tui.engine.calendar": ("Occurrence",),
    "tme_tui.engine.looking": ("Page",),
    "tme_tui.engine.manager": ("TaskManager",),
    "tme_tui.engine.outcome": ("Outcome",),
    "tme_tui.engine.proposing": ("Proposal",),
    "tme_tui.engine.timing": ("Slipping",),
    "tme_tui.language.context": ("Context",),
    "tme_tui.language.dates": ("read_duration", "read_moment"),
    "tme_tui.language.describe": ("describe_moment", "describe_recurrence"),
    "tme_tui.language.query": ("parse_query",),
    "tme_tui.language.quickadd": ("parse_changes", "parse_line"),
    "tme_tui.model.draft": ("Draft", "Fields", "Span"),
    "tme_tui.model.errors": ("TmeError",),
    "tme_tui.model.moment": ("Moment",),
    "tme_tui.model.person": ("Person",),
    "tme_tui.model.recurrence.values": ("Anchor", "Missed", "Recurrence", "Shift"),
    "tme_tui.model.task": ("Dependency", "Kind", "Link", "Reminder", "Status", "Task"),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Anchor",
    "Context",
    "Dependency",
    "Draft",
    "Fields",
    "Kind",
    "Link",
    "Missed",
    "Moment",
    "Occurrence",
    "Outcome",
    "Page",
    "Person",
    "Proposal",
    "Recurrence",
    "Reminder",
    "Shift",
    "Slipping",
    "Span",
    "Status",
    "Task",
    "TaskManager",
    "TmeError",
    "describe_moment",
    "describe_recurrence",
    "open_manager",
    "parse_changes",
    "parse_line",
    "parse_query",
    "read_duration",
    "read_moment",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    try:
        return getattr(import_module(_WHERE[name]), name)
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
