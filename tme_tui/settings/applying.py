"""Turns one entry of a source into a value, or into one line that says what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tme_tui.settings.errors import SettingsError, nearest, quoted
from tme_tui.settings.origin import Entry, Origin, Raw
from tme_tui.settings.places import absolute
from tme_tui.settings.reading import read_small
from tme_tui.settings.schema import known_key
from tme_tui.settings.section import Setting

_LARGEST_SECRET = 64_000


def apply_entry(
    entry: Entry, environment: Mapping[str, str], values: dict[str, object], origins: dict[str, Origin]
) -> None:
    """Puts what the entry says into `values`; an empty value says nothing."""
    found = known_key(entry.key)
    if found is None or not _says_something(entry.raw):
        return
    setting, own_name, in_file = found
    if setting.is_table:
        table = entry.key.removesuffix("." + own_name) if own_name else entry.key
        pairs = [(own_name, entry.raw)] if own_name else _pairs(entry)
        for name, raw in pairs:
            if _says_something(raw):
                name = _folded(name)
                held: Any = values.get(table, setting.default)
                values[table] = MappingProxyType({**held, name: _value(setting, entry, raw)})
                origins[f"{table}.{name}"] = entry.origin
        return
    key = entry.key.removesuffix("_file") if in_file else entry.key
    raw = _content(entry, environment) if in_file else entry.raw
    values[key] = _value(setting, entry, raw)
    origins[key] = entry.origin


def _says_something(raw: Raw) -> bool:
    return bool(raw.strip() if isinstance(raw, str) else raw)


def _value(setting: Setting[Any], entry: Entry, raw: Raw) -> object:
    """What the reader makes of it."""
    reader = setting.reader
    try:
        if isinstance(raw, str):
            return reader.read(raw.strip())
        if reader.read_list is not None and _is_list_of_text(raw):
            return reader.read_list([str(each).strip() for each in raw])
    except ValueError:
        pass  # said below, in the words of the setting
    problem = f"expected {reader.expects}"
    if not setting.holds_secret:
        problem += f", not {quoted(raw) if isinstance(raw, str) else _kind(raw)}"
        near = nearest(raw, reader.choices()) if reader.choices and isinstance(raw, str) else None
        problem += f"; did you mean {near}?" if near else ""
    raise SettingsError(entry.place, entry.said, problem)


def _is_list_of_text(raw: Raw) -> bool:
    return isinstance(raw, Sequence) and all(isinstance(each, str) for each in raw)


def _kind(raw: Raw) -> str:
    return "a group" if isinstance(raw, Mapping) else "a list"


def _pairs(entry: Entry) -> Iterator[tuple[str, Raw]]:
    """The names and values of a table that is written as text, such as `next=15, home=-2`."""
    for part in entry.raw.split(",") if isinstance(entry.raw, str) else [""]:
        name, equals, value = part.rpartition("=")
        if not equals or not name.strip():
            raise SettingsError(
                entry.place, entry.said, "expected names with values such as next=15, home=-2"
            )
        yield name.strip(), value


def _folded(name: str) -> str:
    """The form in which tags and categories are compared: no case, ё as е."""
    import unicodedata

    return unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")


def _content(entry: Entry, environment: Mapping[str, str]) -> str:
    """The value that stands in a file of its own, as secrets of services often do."""
    path = absolute(str(entry.raw).strip(), environment)
    if not path.is_file():
        raise SettingsError(entry.place, entry.said, f"names a file that is not there: {quoted(str(path))}")
    return read_small(path, key=entry.said, largest=_LARGEST_SECRET).strip()
