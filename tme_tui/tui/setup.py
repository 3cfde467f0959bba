"""What the screen is given when it is made: values and two functions, nothing that takes time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tme_tui.i18n import Translator, translator
from tme_tui.model.value import field, value

if TYPE_CHECKING:
    from tme_tui.channels.terminal import Kind as TerminalAlerts
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.alerts.running import StartServices
    from tme_tui.tui.start.first_page import FirstPage
    from tme_tui.tui.start.last_frame import LastFrame


@value
class CalendarHabits:
    """How the calendar is shown when it is opened."""

    first_weekday: int = 0
    """0 is Monday, 6 is Sunday."""
    first_hour: int = 8
    """The hour at the top of a time grid."""
    slot: int = 30
    """How many minutes a row of a time grid stands for."""
    zones: tuple[str, ...] = ()
    """Zones whose hours can stand beside one's own."""


@value
class Setup:
    """The surroundings of one screen."""

    open_engine: Callable[[], TaskManager]
    """Called in the working thread, after the first picture."""
    words: Translator = field(default_factory=lambda: translator("en"))
    zone: str = "UTC"
    first: FirstPage | None = None
    """What the base holds, where a first look was had at it."""
    first_page: Path | None = None
    """Where the first picture is kept from one start to the next; None keeps none."""
    last_frame: LastFrame | None = None
    """What the terminal shows until there is something newer; None when it shows nothing of ours."""
    memory: Path | None = None
    """Where habits are kept, such as the widths of panes; None keeps none."""
    settings_file: Path | None = None
    """Where settings that are changed on the screen are written; None writes none."""
    theme: str = "dark"
    own_themes: Path | None = None
    """The folder of the person's own theme files."""
    moving: bool = True
    """Whether anything on the screen may move or blink by itself."""
    profile: str = "default"
    keys: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    layout: str = "ru"
    """The Cyrillic layout beside the Latin one."""
    calendar: CalendarHabits = CalendarHabits()
    start_services: StartServices | None = None
    """Starts what runs beside the screen, once it is usable; None runs nothing."""
    terminal_alerts: TerminalAlerts = "auto"
    """How the terminal itself alerts when it is not in front."""
    notices: tuple[str, ...] = ()
    """What was odd while starting, said once the base is open."""
