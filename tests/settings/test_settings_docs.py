"""docs/settings.md names every setting with its true default, and no setting that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from tme_tui.settings import describe_settings, load_settings
from tme_tui.settings.schema import FROM_THE_MACHINE, known_key, known_keys
from tme_tui.settings.sources import ALIASES, LOCATING

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = {
    key: default.strip() for key, default in re.findall(r"^\| `([a-z_.]+)` \| ([^|]*) \|", PAGE, re.MULTILINE)
}


def test_every_setting_has_a_row() -> None:
    assert list(ROWS) == list(known_keys())


def test_every_default_is_true(home: Path) -> None:
    told = {
        line.key: line.value for line in describe_settings(load_settings({"HOME": str(home)}, folder=home))
    }
    told |= {
        "urgency.tags": "next: 15",
        "urgency.categories": "",
        "keys.bind": "",
        "plugins.options": "",
        "webhook.headers": "",
    }
    told |= {"reminders.usual.priority": "", "reminders.usual.category": ""}
    for key in ROWS.keys() - FROM_THE_MACHINE:
        expected = told[key] if told[key] not in {"", "none"} else "none"
        assert ROWS[key].strip("`") == expected, key


def test_every_special_name_is_explained() -> None:
    for name in (*ALIASES, *LOCATING):
        assert f"| `{name}` |" in PAGE


def test_the_examples_are_accepted(home: Path) -> None:
    (yaml,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (variables,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    (home / "config.yaml").write_text(yaml)
    from_file = load_settings({"TME_HOME": str(home), "TZ": "UTC"}, folder=home)
    assert from_file.urgency.tags == {"next": 20.0, "someday": -10.0}
    (home / "config.yaml").write_text("")
    (home / ".env").write_text(variables)
    from_dotenv = load_settings({"TME_HOME": str(home), "TZ": "UTC"}, folder=home)
    assert from_dotenv.urgency == from_file.urgency
    assert from_dotenv.work.hours.mon == from_file.work.hours.mon
    assert from_dotenv.language.morning == from_file.language.morning


def test_every_named_key_exists() -> None:
    sections = {key.partition(".")[0] for key in known_keys()}
    for key in re.findall(r"`([a-z]+\.[a-z_.]+)`", PAGE):
        if key.partition(".")[0] in sections:
            assert known_key(key), key
