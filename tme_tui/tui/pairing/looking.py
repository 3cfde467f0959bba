"""What is known of a messenger before it is set up; read in the working thread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tme_tui.settings import load_settings
from tme_tui.tui.pairing.frame import Around
from tme_tui.tui.pairing.keeping import is_set, place_of

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.pairing.ways import Way


def look_around(way: Way, engine: TaskManager, environment: Mapping[str, str], config: Path) -> Around:
    """What is said already, and whether this person is linked; raises `SettingsError`."""
    settings = load_settings(environment)
    known = {each.key: str(settings.origin(each.key)) for each in way.asked if is_set(settings, each.key)}
    mine = (engine.person.login, way.name)
    link = next((one for one in engine.links() if (one.person, one.channel) == mine), None)
    secret = next(each.key for each in way.asked if each.secret)
    return Around(
        engine,
        known,
        "" if link is None else link.name or link.address,
        environment,
        config,
        place_of(settings, secret),
        settings.reminders.channels,
    )
