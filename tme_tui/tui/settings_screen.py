"""Every setting with its value, where it was said, and what it is for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from textual.content import Content

from tme_tui.i18n import message
from tme_tui.model.errors import InvalidValue
from tme_tui.settings.readers import YES_NO
from tme_tui.shipped_files import shipped
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.picking.choices import Choice
from tme_tui.tui.picking.fuzzy import score
from tme_tui.tui.picking.picker import Picker

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.i18n import Translator
    from tme_tui.settings.origin import Origin
    from tme_tui.settings.section import Setting
    from tme_tui.tui.picking.picker import Asks

PAGE = "docs/settings.md"
_KINDS: Final[Mapping[str, str]] = {
    "default": message("as usual"),
    "system": message("as the system says: {place}"),
    "environment": message("from the environment: {place}"),
}
"""What is said of where a value comes from; a file is named with its line."""


class Known(NamedTuple):
    """One setting as a person sees it."""

    key: str
    value: str
    origin: str
    about: str
    secret: bool
    table: bool
    """Whether there are names of the person's own below it."""
    choices: tuple[str, ...] = ()
    """All values that it can have, where these are few."""


def all_settings(environment: Mapping[str, str], words: Translator) -> dict[str, Known]:
    """Every setting as it holds now, explained in the reader's language."""
    from tme_tui.i18n.explaining import explanations
    from tme_tui.settings import load_settings
    from tme_tui.settings.schema import known_keys
    from tme_tui.settings.showing import value_of

    settings = load_settings(environment)
    page = shipped(PAGE)
    about = explanations(page.read_text(encoding="utf-8")) if page.exists() else {}
    return {
        key: Known(
            key,
            known.shown(value_of(settings, key)),
            _told(settings.origin(key), words),
            words.text(about[key]) if key in about else "",
            known.secret,
            known.is_table,
            _choices_of(known),
        )
        for key, known in known_keys().items()
    }


def _told(origin: Origin, words: Translator) -> str:
    kind = _KINDS.get(origin.kind)
    return str(origin) if kind is None else words.text(kind, place=origin.place)


def _choices_of(known: Setting[Any]) -> tuple[str, ...]:
    reader = known.reader
    if known.is_table or known.secret or reader.choices is None:
        return ()
    if reader is YES_NO:
        return ("yes", "no")
    return tuple(reader.choices()) if reader.expects.startswith("one of ") else ()


class SettingsPicker(Picker):
    """Settings by a part of their name, value or explanation."""

    CSS_PATH = "picking/picker.tcss"

    def __init__(self, host: Asks, title: str, settings: Mapping[str, Known], here: str = "") -> None:
        super().__init__(host, title, self._found, start=here or None)
        self._settings = settings
        self.add_class("-settings")

    def _found(self, _: TaskManager, text: str) -> Sequence[Choice]:
        fits = {
            key: fit
            for key, one in self._settings.items()
            if (fit := score(text, f"{key} {one.value} {one.about}")) is not None
        }
        order = sorted(fits, key=lambda key: -fits[key]) if text.strip() else list(fits)
        return [Choice(key, key, self._settings[key].value) for key in order]

    def _say(self) -> None:
        """Say below what the setting under the cursor is for."""
        current = self.list.current
        one = self._settings.get(str(current.key)) if current is not None else None
        if one is None:
            super()._say()
        else:
            origin = (harmless(one.origin), "$tme-muted")
            self.said.update(Content.assemble(harmless(one.about), "\n", origin))


def read_setting(
    one: Known, text: str, environment: Mapping[str, str], words: Translator
) -> tuple[str, str, str]:
    """The key and the value that a typed line means, and what is worth knowing; a mistake is raised."""
    from tme_tui.settings import load_settings
    from tme_tui.settings.errors import SettingsError

    key, value = one.key, text.strip()
    if one.table:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name:
            raise InvalidValue(words.text("write name = value, such as {example}", example="add = ctrl+x k"))
        key = f"{key}.{name}"
    try:
        settings = load_settings(environment, options={key: value})
    except SettingsError as error:
        raise InvalidValue(error.problem) from None
    return (
        key,
        value,
        _clashes(settings.keys.profile, settings.keys.bind, words) if key.startswith("keys.") else "",
    )


def _clashes(profile: str, bind: Mapping[str, str], words: Translator) -> str:
    """Which keys mean two things with these settings."""
    from tme_tui.tui.actions import conflicts, keymap

    chosen = keymap(profile, bind)
    usual = {conflict.strokes for conflict in conflicts(keymap(profile))}
    fresh = [one.sentence(words) for one in conflicts(chosen) if one.strokes not in usual]
    return "; ".join(fresh[:2])


def current_environment() -> Mapping[str, str]:
    """What the settings are read in."""
    return os.environ
