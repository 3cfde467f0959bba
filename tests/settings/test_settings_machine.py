"""What the machine says of its user: folders, login, language, zone, and how dates are written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs
import pytest

from tme_tui.language.context import Dialect
from tme_tui.settings import Settings, find_places, load_settings
from tme_tui.settings.schema import known_keys


def load(tmp_path: Path, environment: Mapping[str, str], system: Path | None = None) -> Settings:
    return load_settings(
        {"HOME": str(tmp_path), "TZ": "UTC", **environment}, folder=tmp_path, system=system or tmp_path
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/e", "XDG_STATE_HOME": "/f"},
        {"XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "relative/path"},
        {"HOME": "/home/анна b"},
        {"HOME": ""},
    ],
)
def test_places_are_those_of_platformdirs(changes: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TME_HOME")
    for name, value in changes.items():
        monkeypatch.setenv(name, value)
    theirs = platformdirs.PlatformDirs("tme-tui", appauthor=False)
    ours = find_places(os.environ)
    assert ours.config == theirs.user_config_path
    assert ours.data == theirs.user_data_path
    assert ours.cache == theirs.user_cache_path
    assert ours.logs == theirs.user_log_path


def test_tme_home_holds_everything(tmp_path: Path) -> None:
    places = find_places({"TME_HOME": "~/tasks", "HOME": str(tmp_path)})
    assert all(folder.is_relative_to(tmp_path / "tasks") for folder in places)
    assert places.base == tmp_path / "tasks" / "tme.db"
    assert find_places({"TME_HOME": "here"}, tmp_path).data == tmp_path / "here"


@pytest.mark.parametrize(
    ("environment", "login"),
    [
        ({"USER": "anna"}, "anna"),
        ({"LOGNAME": "DOMAIN\\Anna Maria", "USER": "x"}, "Anna-Maria"),
        ({"USER": "анна"}, "анна"),
        ({"USER": "a\x1b[2Jb"}, "a--2Jb"),
        ({"USER": "anna", "TME_USER__LOGIN": "boss"}, "boss"),
    ],
)
def test_login(tmp_path: Path, environment: dict[str, str], login: str) -> None:
    assert load(tmp_path, environment).user.login == login


@pytest.mark.parametrize(
    ("environment", "locale", "day_first", "first_weekday"),
    [
        ({}, "en", True, 0),
        ({"LANG": "ru_RU.UTF-8"}, "ru", True, 0),
        ({"LANG": "en_US.UTF-8"}, "en", False, 6),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "ru_RU.UTF-8"}, "en", True, 0),
        ({"LANG": "en_GB.UTF-8"}, "en", True, 0),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en", True, 0),
        ({"LANG": "ar_EG.UTF-8"}, "en", True, 5),
        ({"LANG": "en_US.UTF-8", "TME_USER__LOCALE": "ru_RU"}, "ru", True, 0),
        ({"LANG": "ru_RU.UTF-8", "TME_USER__LOCALE": "en"}, "en", True, 0),
        (
            {"LANG": "en_US.UTF-8", "TME_LANGUAGE__DAY_ORDER": "dmy", "TME_LANGUAGE__WEEK_START": "Saturday"},
            "en",
            True,
            5,
        ),
        ({"LANG": "ru_RU.UTF-8", "TME_LANGUAGE__DAY_ORDER": "mdy"}, "ru", False, 0),
    ],
)
def test_language_and_dates(
    tmp_path: Path, environment: dict[str, str], locale: str, day_first: bool, first_weekday: int
) -> None:
    settings = load(tmp_path, environment)
    assert (settings.user.locale, settings.day_first, settings.first_weekday) == (
        locale,
        day_first,
        first_weekday,
    )


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Moscow", "Europe/Moscow"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        (":/usr/share/zoneinfo/America/New_York", "America/New_York"),
        ("UTC0", "UTC"),
        ("MSK-3", "Etc/GMT-3"),
        ("<+03>-3", "Etc/GMT-3"),
        ("EST5EDT", "EST5EDT"),
    ],
)
def test_zone_of_the_environment(tmp_path: Path, name: str, zone: str) -> None:
    settings = load(tmp_path, {"TZ": name})
    assert (settings.user.zone, settings.notices) == (zone, ())


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "MSK-99", "+-", "../../etc/passwd", "a" * 10_000, "\x1b[2J"]
)
def test_a_zone_that_is_none_is_said(tmp_path: Path, name: str) -> None:
    settings = load(tmp_path, {"TZ": name})
    assert settings.user.zone == "UTC"
    (notice,) = settings.notices
    assert "set user.zone" in notice
    assert notice.isprintable()
    assert load(tmp_path, {"TZ": name, "TME_USER__ZONE": "Asia/Omsk"}).notices == ()


def test_zone_of_the_system(tmp_path: Path) -> None:
    clock = tmp_path / "localtime"
    clock.symlink_to("/usr/share/zoneinfo/Europe/Moscow")
    assert load(tmp_path, {"TZ": ""}).user.zone == "Europe/Moscow"
    clock.unlink()
    clock.symlink_to("../usr/share/zoneinfo/posix/America/Argentina/Buenos_Aires")
    assert load(tmp_path, {"TZ": ""}).user.zone == "America/Argentina/Buenos_Aires"
    clock.unlink()
    assert load(tmp_path, {"TZ": ""}).notices == (), "a machine without any zone speaks UTC"
    clock.write_bytes(b"TZif")
    (notice,) = load(tmp_path, {"TZ": ""}).notices
    assert notice.endswith("localtime does not say its name: UTC is used; set user.zone")
    (tmp_path / "timezone").write_text("Asia/Omsk\n")
    assert load(tmp_path, {"TZ": ""}).user.zone == "Asia/Omsk"


def test_dialects_are_those_of_the_language() -> None:
    choices = known_keys()["language.dialect"].reader.choices
    assert choices is not None
    assert set(choices()) == {dialect.value for dialect in Dialect}
