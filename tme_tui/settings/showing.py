"""The settings in words, for `tme config show`: every key, its value, and where it was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import NamedTuple, cast

from tme_tui.settings.schema import known_keys
from tme_tui.settings.section import MASK, Setting
from tme_tui.settings.sections import Settings


class SettingLine(NamedTuple):
    """One line of `tme config show`."""

    key: str
    value: str
    """As it could be written into a file; a secret is masked."""
    origin: str


def describe_settings(settings: Settings, *, reveal: bool = False) -> tuple[SettingLine, ...]:
    """Every setting in the order of the documentation; secrets only when `reveal` says so."""
    lines: list[SettingLine] = []
    for key, known in known_keys().items():
        value = value_of(settings, key)
        if known.is_table:
            for name, each in cast("Mapping[str, object]", value).items():
                whole = f"{key}.{name}"
                shown = MASK if known.secret and not reveal else known.reader.show(each)
                lines.append(SettingLine(whole, shown, str(settings.origin(whole))))
        else:
            lines.append(SettingLine(key, known.shown(value, reveal=reveal), str(settings.origin(key))))
    return tuple(lines)


def settings_as_json(settings: Settings, *, reveal: bool = False) -> dict[str, object]:
    """The same for programs: folders, and by key the value and where it was said."""
    return {
        "places": {name: str(folder) for name, folder in settings.places._asdict().items()},
        "settings": {
            key: {"value": _plain(settings, key, known, reveal), "origin": _origin(settings, key, known)}
            for key, known in known_keys().items()
        },
        "notices": list(settings.notices),
    }


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """All that is nobody else's business, for whoever takes it out of texts; the longest first."""
    found: set[str] = set()
    for key, known in known_keys().items():
        if not known.holds_secret:
            continue
        value = value_of(settings, key)
        said = list(value.values()) if isinstance(value, Mapping) else [value]
        for each in (one for one in said if isinstance(one, str)):
            found.add(each if known.secret else _password(each))
    return tuple(sorted(found - {""}, key=lambda one: (-len(one), one)))


def _password(address: str) -> str:
    from urllib.parse import urlsplit

    try:
        return urlsplit(address).password or ""
    except ValueError:
        return ""


def value_of(settings: Settings, key: str) -> object:
    """The value of a setting by its whole key."""
    value: object = settings
    for name in key.split("."):
        value = getattr(value, name)
    return value


def _origin(settings: Settings, key: str, known: Setting[object]) -> object:
    if not known.is_table:
        return str(settings.origin(key))
    names = cast("Mapping[str, object]", value_of(settings, key))
    return {name: str(settings.origin(f"{key}.{name}")) for name in names}


def _plain(settings: Settings, key: str, known: Setting[object], reveal: bool) -> object:
    """The value as JSON has it: numbers, words and lists stay, the rest is text."""
    value = value_of(settings, key)
    if known.is_table:
        hidden = known.secret and not reveal
        pairs = cast("Mapping[str, object]", value).items()
        return {name: MASK if hidden else each for name, each in pairs}
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [each if isinstance(each, str) else known.reader.show((each,)) for each in value]
    if isinstance(value, date | time):
        return known.reader.show(value)
    return known.shown(value, reveal=reveal)
