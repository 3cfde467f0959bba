"""Keys come from the person's settings, in every way that settings can be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tme_tui.settings import load_settings
from tme_tui.settings.sections import Keys
from tme_tui.tui.actions import LAYOUTS, PROFILES, keymap

YAML = """
keys:
  profile: vim
  bind:
    add: ctrl+x k
    quit: [ZZ, f10]
    help: "?"
    priority_up: "+, ="
    search: comma
"""


def test_settings_name_the_profiles_and_layouts_that_exist() -> None:
    known = Keys._settings
    assert list(known["profile"].reader.choices()) == list(PROFILES)  # type: ignore[misc]
    assert list(known["layout"].reader.choices()) == list(LAYOUTS)  # type: ignore[misc]


def test_keys_from_the_configuration_file(home: Path) -> None:
    (home / "config.yaml").write_text(YAML)
    chosen = load_settings({"TME_HOME": str(home)}, folder=home).keys
    keys = keymap(chosen.profile, chosen.bind)
    assert keys.profile.counts
    assert keys.keys("add") == (("ctrl+x", "k"),)
    assert keys.keys("quit") == (("Z", "Z"), ("f10",))
    assert keys.keys("help") == (("question_mark",),)
    assert keys.keys("priority_up") == (("plus",), ("equals_sign",))
    assert keys.keys("search") == (("comma",),)


@pytest.mark.parametrize(
    "variables",
    [
        {"TME_KEYS__BIND__ADD_SUBTASK": "ctrl+x k"},
        {"TME_KEYS__BIND": "add_subtask=ctrl+x k"},
    ],
)
def test_keys_from_the_environment(home: Path, variables: dict[str, str]) -> None:
    chosen = load_settings({"TME_HOME": str(home), **variables}, folder=home).keys
    assert keymap(chosen.profile, chosen.bind).keys("add_subtask") == (("ctrl+x", "k"),)


def test_without_settings_the_keys_are_the_default_ones(home: Path) -> None:
    chosen = load_settings({"TME_HOME": str(home)}, folder=home).keys
    assert (chosen.profile, chosen.layout, dict(chosen.bind)) == ("default", "ru", {})
