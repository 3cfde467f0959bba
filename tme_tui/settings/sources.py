"""The sources of settings, each turned into entries: the YAML file, `.env`, the environment, options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tme_tui.settings.dotenv import Assignment
from tme_tui.settings.errors import SettingsError, nearest, printable
from tme_tui.settings.origin import Entry, Origin, Raw
from tme_tui.settings.schema import known_key, known_keys, sections
from tme_tui.settings.yaml_file import Node, read_yaml

PREFIX = "TME_"
ALIASES = {
    "DATABASE_URL": "database.url",
    "SCHEDULE_ENABLED": "schedule.enabled",
    "EXTERNAL_PLUGINS": "plugins.external",
}
"""Names that other programs use too; a name with TME_ is more exact and wins over them."""
LOCATING = ("TME_HOME", "TME_CONFIG", "TME_DOTENV")
"""These say where settings are, so they are not settings themselves."""


def variable(key: str) -> str:
    """The name of a setting in the environment."""
    return PREFIX + key.upper().replace(".", "__")


def is_ours(name: str) -> bool:
    """Whether a variable speaks to this program."""
    plain = name.removesuffix("_FILE")
    return name.startswith(PREFIX) or plain in ALIASES


def strangers(variables: Mapping[str, str]) -> Iterator[str]:
    """Names that begin like ours and are none: perhaps a script's own, perhaps a mistake."""
    for name in variables:
        if name.startswith(PREFIX) and "__" not in name and name not in LOCATING:
            near = nearest(name.removeprefix(PREFIX).lower(), known_keys())
            yield f"{printable(name)} is not a setting" + (
                f"; did you mean {variable(near)}?" if near else ""
            )


def entries_of_variables(variables: Mapping[str, str]) -> Iterator[Entry]:
    """What the environment says; the exact names last, so that they win."""
    for name, value in _in_order(variables):
        yield from _entry(name, value, Origin("environment", name), "environment")


def entries_of_dotenv(said: Sequence[Assignment], path: Path) -> Iterator[Entry]:
    """What a `.env` file says; the last line for a name counts, as in a shell."""
    lines = {each.name: each.line for each in said}
    for name, value in _in_order({each.name: each.value for each in said}):
        place = f"{path}:{lines[name]}"
        yield from _entry(name, value, Origin(".env", place), place)


def _in_order(variables: Mapping[str, str]) -> list[tuple[str, str]]:
    ours = [(name, value) for name, value in variables.items() if is_ours(name)]
    return sorted(ours, key=lambda pair: pair[0].startswith(PREFIX))


def _entry(name: str, value: str, origin: Origin, place: str) -> Iterator[Entry]:
    if name in LOCATING:
        return
    plain = name.removesuffix("_FILE")
    if plain in ALIASES:
        key = ALIASES[plain] + name[len(plain) :].lower()
    elif "__" in name:
        key = name.removeprefix(PREFIX).replace("__", ".").lower()
    else:
        meant = {variable(each).replace("_", ""): variable(each) for each in known_keys()}
        if name.replace("_", "") in meant:
            raise SettingsError(place, name, _unknown(meant[name.replace("_", "")]))
        return  # some other program's, such as a script's own
    if known_key(key) is None:
        near = nearest(key, known_keys())
        raise SettingsError(place, name, _unknown(near and variable(near)))
    yield Entry(key, value, origin, name, place)


def entries_of_options(options: Mapping[str, str]) -> Iterator[Entry]:
    """What a command line says, by key."""
    for key, value in options.items():
        if known_key(key) is None:
            raise SettingsError("option", key, _unknown(nearest(key, known_keys())))
        yield Entry(key, value, Origin("option"), key, "option")


def entries_of_yaml(path: Path) -> Iterator[Entry]:
    """What the configuration file says."""
    yield from _walk(read_yaml(path), "", path)


def _walk(nodes: Mapping[str, Node], prefix: str, path: Path) -> Iterator[Entry]:
    for name, node in nodes.items():
        key, place = prefix + name, f"{path}:{node.line}"
        if isinstance(node.value, dict) and _has_names_below(key):
            yield from _walk(node.value, key + ".", path)
        elif key in sections():
            if node.value is not None:
                inside = ", ".join(sections()[key])
                raise SettingsError(place, key, f"expected a group of settings below it: {inside}")
        elif known_key(key) is None:
            raise SettingsError(place, key, _unknown(nearest(key, [*known_keys(), *sections()])))
        elif node.value is not None:
            yield Entry(key, _raw(node), Origin("file", place), key, place)


def _has_names_below(key: str) -> bool:
    return key in sections() or (key in known_keys() and known_keys()[key].is_table)


def _unknown(near: str | None) -> str:
    return f"is not a setting; did you mean {near}?" if near else "is not a setting; see docs/settings.md"


def _raw(node: Node) -> Raw:
    if isinstance(node.value, list):
        return [_raw(each) for each in node.value]
    if isinstance(node.value, dict):
        return {name: _raw(each) for name, each in node.value.items()}
    return node.value or ""
