"""Where what was typed is kept: secrets in `.env`, the rest in the configuration file; nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tme_tui.model.errors import InvalidValue
from tme_tui.settings import load_settings
from tme_tui.settings.errors import SettingsError
from tme_tui.settings.schema import known_keys
from tme_tui.settings.secrets import write_secret
from tme_tui.settings.showing import value_of
from tme_tui.settings.sources import variable
from tme_tui.settings.writing import write_setting

if TYPE_CHECKING:
    from tme_tui.settings import Settings


def is_set(settings: Settings, key: str) -> bool:
    """Whether anything is said of it."""
    return bool(value_of(settings, key))


def check_place(settings: Settings, key: str) -> None:
    """Raise why it cannot be changed from here, if so."""
    origin = settings.origin(key)
    if origin.kind == "environment":
        raise InvalidValue(f"{key} is set in the environment: change {origin.place} there")


def place_of(settings: Settings, key: str) -> Path:
    """The file in which a secret is kept: where it stands already, else the configuration folder's `.env`."""
    origin = settings.origin(key)
    if origin.kind == ".env":
        return Path(origin.place.rpartition(":")[0])
    return settings.places.config / ".env"


def keep(values: Mapping[str, str], environment: Mapping[str, str], config: Path) -> None:
    """Write settings down and see whether they hold; raises `InvalidValue`."""
    settings = load_settings(environment)
    for key in values:
        check_place(settings, key)
    try:
        for key, value in values.items():
            if known_keys()[key].holds_secret:
                write_secret(place_of(settings, key), variable(key), value)
            else:
                write_setting(config, key, value)
        now = load_settings(environment)
    except SettingsError as error:
        raise InvalidValue(str(error)) from None
    for key, value in values.items():
        if str(value_of(now, key)) != value:
            origin = str(now.origin(key))
            raise InvalidValue(f"{key} is set in another place, which wins: {origin}")
