"""docs/keys.md says what the registry says."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tme_tui.tui.actions import ACTIONS, PROFILES, keymap
from tme_tui.tui.actions.page import keys_page

PAGE = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    assert keys_page() == PAGE, "python -m tme_tui.tui.actions.page writes it"


def test_every_action_and_profile_is_on_it() -> None:
    for action in ACTIONS.values():
        assert (f"| `{action.name}` |" in PAGE) is not action.later, action.name
    for name in PROFILES:
        assert f"### {name}\n" in PAGE


def test_the_example_is_accepted() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    said = yaml.safe_load(example)["keys"]
    keys = keymap(said["profile"], said["bind"])
    assert keys.keys("add") == (("ctrl+x", "k"),)
    assert keys.keys("help") == ()
