"""How the program is set up: one typed, frozen object from defaults, YAML, `.env` and the environment."""

from __future__ import annotations

from tme_tui.settings.errors import SettingsError
from tme_tui.settings.example import example_config, write_example
from tme_tui.settings.loading import config_file, load_settings
from tme_tui.settings.origin import Origin
from tme_tui.settings.places import Places, find_places
from tme_tui.settings.sections import Settings
from tme_tui.settings.showing import SettingLine, describe_settings, settings_as_json

__all__ = [
    "Origin",
    "Places",
    "SettingLine",
    "Settings",
    "SettingsError",
    "config_file",
    "describe_settings",
    "example_config",
    "find_places",
    "load_settings",
    "settings_as_json",
    "write_example",
]
