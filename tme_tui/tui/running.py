"""This process as the screen: its options and settings, the application, and an orderly end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tme_tui.i18n import Translator, translator
from tme_tui.settings.habits import find_locale
from tme_tui.tui.options import USAGE, Options, WrongUsage, read_options

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.settings import Settings
    from tme_tui.tui.alerts.running import Running, StartServices
    from tme_tui.tui.setup import CalendarHabits, Setup
    from tme_tui.tui.start.first_page import FirstPage
    from tme_tui.tui.start.last_frame import LastFrame

FAILED, WRONG_USAGE = 1, 2
_FEW_COLOURS = frozenset({"linux", "ansi", "xterm", "screen", "vt100", "vt220"})
_FIRST_PAGE = "first-page.json"
_SWITCH = 0.001
"""The loop gets its turn within so many seconds while a working thread computes."""


def run_process(arguments: Sequence[str] | None = None) -> int:
    """Do what the line asks for."""
    words = translator(find_locale(os.environ).value)
    try:
        options = read_options(sys.argv[1:] if arguments is None else arguments, words)
    except WrongUsage as error:
        sys.stderr.write(f"tme-tui: {error}\n")
        return WRONG_USAGE
    if options.version:
        from tme_tui import __version__

        sys.stdout.write(f"tme-tui {__version__}\n")
        return 0
    if options.help:
        sys.stdout.write(words.text(USAGE) + "\n")
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(words.text("tme-tui: this is not a terminal; the command line is tme") + "\n")
        return FAILED
    return _run(options, words)


def _run(options: Options, words: Translator) -> int:
    from tme_tui.settings import SettingsError

    try:
        settings = _settings(options)
    except SettingsError as error:
        sys.stderr.write(f"tme-tui: {words.error(str(error))}\n")
        return FAILED
    from tme_tui.tui.log_file import log_to

    hiding = log_to(settings.places.logs / "tme-tui.log", settings)
    if not options.demo:
        from tme_tui.tui.start.opening import Opening
        from tme_tui.tui.working.warming import warming

        frame = _last_frame(settings)
        opening = Opening(settings, os.environ, _cached(settings, _FIRST_PAGE), _theme(settings))
        with frame.shown(opening.lines), warming(settings):
            first = opening.page
            while (language := _show(_setup(settings, frame, hiding.learn, first))) is not None:
                settings, first = _settings(options, language), None
                frame = _last_frame(settings)
        return 0
    import tempfile

    language = ""
    while language is not None:
        with tempfile.TemporaryDirectory(prefix="tme-demo-") as folder:
            language = _show(_demo_setup(_settings(options, language), folder))
    return 0


def _settings(options: Options, language: str = "") -> Settings:
    """What holds; a language that was chosen on the screen counts most, then that of the command line."""
    from tme_tui.settings import load_settings

    chosen = language or options.language
    return load_settings(os.environ, options={} if chosen is None else {"user.locale": chosen})


def _theme(settings: Settings) -> str:
    """The theme that is meant: a terminal of sixteen colours has them all in one of its own."""
    if settings.screen.theme != "auto":
        return settings.screen.theme
    term = os.environ.get("TERM", "")
    few = not os.environ.get("COLORTERM") and (term in _FEW_COLOURS or term.endswith("-16color"))
    return "ansi-dark" if few else "dark"


def _calendar(settings: Settings) -> CalendarHabits:
    from tme_tui.tui.setup import CalendarHabits

    said = settings.calendar
    return CalendarHabits(settings.first_weekday, said.first_hour, int(said.slot), said.zones)


def _cached(settings: Settings, name: str) -> Path:
    """Where something is kept that was seen of one base."""
    address = settings.database.url
    return settings.places.cache / (f"{crc32(address.encode()):08x}-{name}" if address else name)


def _last_frame(settings: Settings) -> LastFrame:
    from tme_tui import __version__
    from tme_tui.tui.start.last_frame import LastFrame

    keys = settings.keys.profile, settings.keys.layout, *sorted(settings.keys.bind.items())
    looks = __version__, settings.user.locale, settings.user.zone, _theme(settings), keys
    return LastFrame(_cached(settings, "last-frame"), os.environ, *looks)


def _setup(
    settings: Settings, frame: LastFrame, set_since: Callable[[Settings], None], first: FirstPage | None
) -> Setup:
    from tme_tui.tui.setup import Setup

    def open_engine() -> TaskManager:
        from tme_tui.bootstrap import open_manager
        from tme_tui.model.journal import Origin

        return open_manager(settings=settings, origin=Origin.TUI)

    return Setup(
        open_engine,
        words=translator(settings.user.locale),
        zone=settings.user.zone,
        first=first,
        first_page=_cached(settings, _FIRST_PAGE),
        last_frame=frame,
        memory=settings.places.data / "screen.json",
        theme=_theme(settings),
        moving=settings.screen.motion == "full",
        own_themes=settings.places.config / "themes",
        settings_file=settings.places.config / "config.yaml",
        profile=settings.keys.profile,
        keys=settings.keys.bind,
        layout=settings.keys.layout,
        calendar=_calendar(settings),
        start_services=services_of(settings, set_since) if settings.schedule.enabled else None,
        terminal_alerts=settings.alerts.terminal,
        notices=settings.notices,
    )


def services_of(settings: Settings, set_since: Callable[[Settings], None]) -> StartServices:
    """What runs beside the screen: reminders are sent while it is open.

    `set_since` is told of settings that were changed since, before they hold.
    """
    first: list[Settings] = [settings]

    def start(engine: TaskManager, answered: Callable[[str], None], others: Mapping[str, str]) -> Running:
        from tme_tui.bootstrap import open_runtime
        from tme_tui.settings import load_settings

        options = {"user.locale": settings.user.locale, **others}
        now = first.pop() if first and not others else load_settings(os.environ, options=options)
        set_since(now)
        runtime = open_runtime(engine, now, face="screen", on_answer=answered)
        runtime.start()
        return runtime

    return start


def _demo_setup(settings: Settings, folder: str) -> Setup:
    from tme_tui.tui.setup import Setup

    def open_engine() -> TaskManager:
        from tme_tui.bootstrap import open_manager
        from tme_tui.demo import fill_demo
        from tme_tui.model.journal import Origin

        manager = open_manager(os.path.join(folder, "demo.db"), settings=settings, origin=Origin.TUI)
        with manager.as_nobody():
            fill_demo(manager, settings.user.locale)
        return manager

    return Setup(
        open_engine,
        words=translator(settings.user.locale),
        zone=settings.user.zone,
        theme=_theme(settings),
        moving=settings.screen.motion == "full",
        own_themes=settings.places.config / "themes",
        profile=settings.keys.profile,
        keys=settings.keys.bind,
        layout=settings.keys.layout,
        calendar=_calendar(settings),
    )


def _show(setup: Setup) -> str | None:
    """Run the screen until it is left; the answer is the language to go on in, if another was chosen."""
    from tme_tui.tui.app import TmeApp

    sys.setswitchinterval(_SWITCH)
    app = TmeApp(setup)
    try:
        app.run()
    finally:
        app.main.end_services()
        app.main.work.stop()
    return app.return_value
