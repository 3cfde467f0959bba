"""Which names exist: settings, sections, and the secrets that may stand in a file of their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tme_tui.settings.section import Section, Setting, walk
from tme_tui.settings.sections import Settings

FROM_THE_MACHINE = frozenset({"database.url", "user.login", "user.name", "user.zone", "user.locale"})
"""Settings whose default depends on where the program runs."""


@cache
def known_keys() -> Mapping[str, Setting[Any]]:
    """Every setting by its whole key, in the order in which they are shown."""
    return dict(walk(Settings))


@cache
def sections() -> Mapping[str, tuple[str, ...]]:
    """Every section by its whole key, with the names of what is in it."""
    found: dict[str, tuple[str, ...]] = {}

    def visit(section: type[Section], prefix: str) -> None:
        for name, below in section._groups.items():
            found[prefix + name] = (*below._settings, *below._groups)
            visit(below, f"{prefix}{name}.")

    visit(Settings, "")
    return found


def known_key(key: str) -> tuple[Setting[Any], str, bool] | None:
    """The setting that `key` belongs to, the rest of the key, and whether it names a file with the value.

    The rest is the user's own name inside a table, such as `next` in `urgency.tags.next`.
    """
    keys = known_keys()
    if key in keys:
        return keys[key], "", False
    for name, setting in keys.items():
        if setting.is_table and key.startswith(name + ".") and len(key) > len(name) + 1:
            return setting, key[len(name) + 1 :], False
    plain = key.removesuffix("_file")
    if plain in keys and keys[plain].holds_secret:
        return keys[plain], "", True
    return None
