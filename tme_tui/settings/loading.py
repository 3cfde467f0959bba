"""Makes the one settings object: defaults < YAML file < `.env` < environment < options."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from tme_tui.settings.applying import apply_entry
from tme_tui.settings.dotenv import read_dotenv, why_not
from tme_tui.settings.errors import SettingsError, printable
from tme_tui.settings.habits import (
    Found,
    find_locale,
    find_login,
    find_name,
    find_zone,
    first_weekday,
    month_comes_first,
    territory,
)
from tme_tui.settings.origin import Entry, Origin
from tme_tui.settings.places import Places, absolute, find_places
from tme_tui.settings.section import build
from tme_tui.settings.sections import WEEKDAYS, Settings
from tme_tui.settings.sources import (
    LOCATING,
    entries_of_dotenv,
    entries_of_options,
    entries_of_variables,
    entries_of_yaml,
    is_ours,
    strangers,
)

CONFIG_NAMES = ("config.yaml", "config.yml")


def load_settings(
    environment: Mapping[str, str],
    *,
    folder: Path | None = None,
    options: Mapping[str, str] | None = None,
    system: Path = Path("/etc"),
) -> Settings:
    """The settings that hold in `environment`, with `folder` (the current one) for its `.env`.

    `options` come from a command line, by key, and win over everything. Raises `SettingsError`.
    """
    notices: list[str] = []
    nearby = _dotenv_nearby(environment, folder, notices)
    said_nearby = list(read_dotenv(nearby, is_ours)) if nearby else []
    located = {each.name: each.value for each in said_nearby if each.name in LOCATING}
    environment = {**located, **environment}
    places = find_places(environment, folder)

    values: dict[str, object] = {}
    origins: dict[str, Origin] = {}
    for entry in (
        *_entries_of_config(environment, places, folder, nearby),
        *(entries_of_dotenv(said_nearby, nearby) if nearby else ()),
        *entries_of_variables(environment),
        *entries_of_options(options or {}),
    ):
        apply_entry(entry, environment, values, origins)
    _fill_from_machine(environment, places, system, values, origins, notices)
    notices.extend(strangers(environment))
    country = "RU" if _chose_russian(values, origins) else territory(environment)
    return build(
        Settings,
        values,
        places=places,
        origins=MappingProxyType(origins),
        notices=tuple(notices),
        day_first=_day_first(values.get("language.day_order", "auto"), country),
        first_weekday=_first_weekday(values.get("language.week_start", "auto"), country),
    )


def _dotenv_nearby(environment: Mapping[str, str], folder: Path | None, notices: list[str]) -> Path | None:
    """The `.env` of the current folder, unless another is named or somebody else could have written it."""
    chosen = environment.get("TME_DOTENV")
    if chosen == "":
        return None
    if chosen:
        return absolute(chosen, environment, folder)
    path = Path(folder or "", ".env").absolute() if folder or _has_current_folder() else None
    if path is None or not path.is_file():  # a folder named .env is somebody's virtual environment
        return None
    if reason := why_not(path):
        notices.append(f"{printable(str(path))} is not read: {reason}")
        return None
    return path


def _has_current_folder() -> bool:
    try:
        os.getcwd()
    except OSError:  # it was removed under our feet
        return False
    return True


def config_file(environment: Mapping[str, str], places: Places, folder: Path | None = None) -> Path:
    """The configuration file that is read, or that would be read if it were there."""
    if chosen := environment.get("TME_CONFIG"):
        return absolute(chosen, environment, folder)
    candidates = [places.config / name for name in CONFIG_NAMES]
    return next((path for path in candidates if path.exists()), candidates[0])


def _entries_of_config(
    environment: Mapping[str, str], places: Places, folder: Path | None, nearby: Path | None
) -> Iterator[Entry]:
    """The YAML file, and the `.env` beside it unless that was read already."""
    path = config_file(environment, places, folder)
    if environment.get("TME_CONFIG") or path.exists():
        yield from entries_of_yaml(path)
    beside = places.config / ".env"
    if beside.is_file() and not (nearby and beside.samefile(nearby)):
        said = list(read_dotenv(beside, is_ours))
        for name, _, line in said:
            if name in LOCATING:
                raise SettingsError(f"{beside}:{line}", name, "has to be set in the environment itself")
        yield from entries_of_dotenv(said, beside)


def _fill_from_machine(
    environment: Mapping[str, str],
    places: Places,
    system: Path,
    values: dict[str, object],
    origins: dict[str, Origin],
    notices: list[str],
) -> None:
    """What nobody said and the machine knows."""

    def fill(key: str, found: Found) -> None:
        values[key], origins[key] = found

    if "database.url" not in values:
        path = str(places.base)
        url = path if "?" in path else f"sqlite:///{path}"  # in an address, options would begin there
        fill("database.url", Found(url, Origin("default")))
    if "user.login" not in values:
        fill("user.login", find_login(environment))
    if "user.name" not in values:
        fill("user.name", find_name())
    if "user.locale" not in values:
        fill("user.locale", find_locale(environment))
    if "user.zone" not in values:
        zone, notice = find_zone(environment, system)
        fill("user.zone", zone)
        notices.extend([notice] if notice else [])


def _chose_russian(values: Mapping[str, object], origins: Mapping[str, Origin]) -> bool:
    """Whether Russian was set by hand: then dates are Russian too, whatever the machine's locale."""
    return values["user.locale"] == "ru" and origins["user.locale"].kind != "system"


def _day_first(order: object, country: str) -> bool:
    return order == "dmy" or (order == "auto" and not month_comes_first(country))


def _first_weekday(day: object, country: str) -> int:
    return first_weekday(country) if day == "auto" else WEEKDAYS.index(str(day)[:3])
