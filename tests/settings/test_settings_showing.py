"""What `tme config show` says: all keys, readable again, secrets masked."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.settings import Settings, describe_settings, load_settings, settings_as_json
from tme_tui.settings.schema import known_keys
from tme_tui.settings.sources import variable

SECRETS = {
    "TME_TELEGRAM__TOKEN": "123:s3cret",
    "TME_VK__TOKEN": "vk1.s3cret",
    "TME_PLUGINS__OPTIONS__LAMP_KEY": "s3cret",
    "TME_TELEGRAM__PROXY": "socks5://anna:s3cret@proxy:1080",
    "DATABASE_URL": "postgresql://anna:s3cret/@odd@host/base?sslpassword=s3cret&x=1",
}


def load(home: Path, **variables: str) -> Settings:
    return load_settings({"TME_HOME": str(home), "TZ": "UTC", **variables}, folder=home)


def test_every_setting_is_shown_with_its_origin(home: Path) -> None:
    lines = {line.key: line for line in describe_settings(load(home, TME_CLI__WIDTH="100"))}
    assert {key for key, known in known_keys().items() if not known.is_table} <= set(lines)
    assert lines["cli.width"] == ("cli.width", "100", "environment (TME_CLI__WIDTH)")
    assert lines["urgency.tags.next"] == ("urgency.tags.next", "15", "default")
    assert lines["work.hours.sat"].value == "off"


def test_secrets_are_masked_unless_asked_for(home: Path) -> None:
    settings = load(home, **SECRETS)
    shown = {line.key: line.value for line in describe_settings(settings)}
    assert shown["telegram.token"] == "********"
    assert shown["plugins.options.lamp_key"] == "********"
    assert shown["telegram.proxy"] == "socks5://anna:********@proxy:1080"
    assert shown["database.url"] == "postgresql://anna:********@host/base?sslpassword=********&x=1"
    assert "s3cret" not in "".join(shown.values())
    assert "s3cret" not in repr(settings)
    assert "s3cret" not in repr(settings.telegram)
    assert "s3cret" not in json.dumps(settings_as_json(settings))
    revealed = {line.key: line.value for line in describe_settings(settings, reveal=True)}
    assert revealed["telegram.token"] == "123:s3cret"
    assert revealed["plugins.options.lamp_key"] == "s3cret"
    assert revealed["database.url"] == SECRETS["DATABASE_URL"]
    assert "123:s3cret" in json.dumps(settings_as_json(settings, reveal=True))


def test_a_missing_secret_is_not_masked(home: Path) -> None:
    shown = {line.key: line.value for line in describe_settings(load(home))}
    assert shown["telegram.token"] == ""


def test_json_keeps_numbers_and_lists(home: Path) -> None:
    document = json.loads(
        json.dumps(
            settings_as_json(
                load(home, TME_WORK__HOURS__MON="9-13,14-18", TME_WORK__HOLIDAYS__DAYS="2027-01-05")
            )
        )
    )
    known = document["settings"]
    assert known["backup.keep_daily"] == {"value": 7, "origin": "default"}
    assert known["backup.automatic"]["value"] is True
    assert known["work.hours.mon"]["value"] == ["09:00-13:00", "14:00-18:00"]
    assert known["work.holidays.days"]["value"] == ["2027-01-05"]
    assert known["language.morning"]["value"] == "09:00"
    assert known["urgency.tags"] == {"value": {"next": 15.0}, "origin": {"next": "default"}}
    assert known["cli.width"]["value"] is None
    assert document["places"]["data"] == str(home)


def test_what_is_shown_can_be_read_again(home: Path) -> None:
    settings = load(home, TME_WORK__HOURS__MON="22:00-6:00", TME_WORK__HOLIDAYS__COUNTRY="us-ca", **SECRETS)
    written = {variable(line.key): line.value for line in describe_settings(settings, reveal=True)}
    again = load(home, **written)
    assert [line[:2] for line in describe_settings(again, reveal=True)] == [
        line[:2] for line in describe_settings(settings, reveal=True)
    ]


spans = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=6, unique=True).map(sorted)


@given(edges=spans)
def test_hours_that_are_shown_can_be_read_again(edges: list[int]) -> None:
    reader = known_keys()["work.hours.mon"].reader
    hours = tuple(zip(edges[::2], edges[1::2], strict=False))
    assert reader.read(reader.show(hours)) == hours


@given(text=st.text(max_size=200))
def test_no_text_makes_a_reader_fail_in_another_way(text: str) -> None:
    for known in known_keys().values():
        try:
            value = known.reader.read(text)
        except ValueError:
            continue
        assert known.reader.show(value).isprintable()
