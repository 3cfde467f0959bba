"""Settings written into a file that a person keeps: what they wrote around them stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.settings import load_settings
from tme_tui.settings.errors import SettingsError
from tme_tui.settings.writing import changed_text, write_setting

KEPT = """# my settings
user:
  name: Anna   # as colleagues know me
  # where I live
  zone: Europe/Riga

keys:
  profile: vim
"""
FILE = Path("config.yaml")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("user.zone", "UTC", KEPT.replace("Europe/Riga", "UTC")),
        ("user.name", "Анна", KEPT.replace("Anna ", '"Анна" ')),
        ("user.login", "anna", KEPT.replace("user:\n", "user:\n  login: anna\n")),
        ("backup.keep_daily", "3", KEPT + "backup:\n  keep_daily: 3\n"),
        ("work.hours.sat", "10-12", KEPT + "work:\n  hours:\n    sat: 10-12\n"),
        ("keys.profile", None, KEPT.replace("  profile: vim\n", "")),
        ("user.locale", None, KEPT),
    ],
)
def test_only_the_value_changes(key: str, value: str | None, expected: str) -> None:
    assert changed_text(FILE, KEPT, key.split("."), value) == expected


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "user:\n", "user:\n  name:\n", "user: {}\n"])
@pytest.mark.parametrize("value", ["Anna", "a: b # c", '"', "\\", "-", "yes"])
def test_what_is_written_is_read(home: Path, text: str, value: str) -> None:
    path = home / "config.yaml"
    path.write_text(text)
    if "{" in text:
        with pytest.raises(SettingsError):
            write_setting(path, "user.name", value)
        return
    write_setting(path, "user.name", value)
    assert load_settings(os.environ).user.name == value
    write_setting(path, "user.name", "other")
    assert load_settings(os.environ).user.name == "other"


@given(
    value=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20),
    before=st.sampled_from(["", KEPT, "user:\n  name: x\n"]),
)
def test_any_text_survives(value: str, before: str) -> None:
    import yaml

    changed = changed_text(FILE, before, ["user", "name"], value)
    assert yaml.load(changed, Loader=yaml.BaseLoader)["user"]["name"] == value


def test_a_damaged_file_is_left_alone(home: Path) -> None:
    path = home / "config.yaml"
    path.write_text("user: [")
    with pytest.raises(SettingsError):
        write_setting(path, "user.name", "Anna")
    assert path.read_text() == "user: ["
