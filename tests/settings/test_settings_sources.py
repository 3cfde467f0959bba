"""Where settings come from, which source wins, and what each value is said to come from."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest

from tme_tui.settings import Settings, describe_settings, example_config, load_settings, write_example
from tme_tui.settings.schema import known_keys


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The current folder of the program under test."""
    folder = tmp_path / "current"
    folder.mkdir()
    return folder


def load(home: Path, folder: Path, options: dict[str, str] | None = None, **variables: str) -> Settings:
    return load_settings({"TME_HOME": str(home), "TZ": "UTC", **variables}, folder=folder, options=options)


def test_defaults_hold_when_nothing_is_said(home: Path, folder: Path) -> None:
    settings = load(home, folder)
    assert settings.backup.keep_daily == 7
    assert settings.urgency.tags == {"next": 15.0}
    assert settings.work.hours.week == (((540, 1080),),) * 5 + ((), ())
    assert settings.database.url == f"sqlite:///{home}/tme.db"
    assert str(settings.origin("backup.keep_daily")) == "default"
    assert list(home.iterdir()) == [], "reading settings creates nothing"


def test_each_source_overrides_the_one_before(home: Path, folder: Path) -> None:
    (home / "config.yaml").write_text("# mine\nbackup:\n  keep_daily: 10\n  keep_weekly: 11\n")
    assert load(home, folder).backup.keep_daily == 10
    (home / ".env").write_text("TME_BACKUP__KEEP_DAILY=20\n")
    assert load(home, folder).backup.keep_daily == 20
    (folder / ".env").write_text("\nexport TME_BACKUP__KEEP_DAILY='30'\n")
    assert load(home, folder).backup.keep_daily == 30
    assert str(load(home, folder).origin("backup.keep_daily")) == f"{folder}/.env:2"
    settings = load(home, folder, TME_BACKUP__KEEP_DAILY="40")
    assert settings.backup.keep_daily == 40
    assert str(settings.origin("backup.keep_daily")) == "environment (TME_BACKUP__KEEP_DAILY)"
    assert settings.backup.keep_weekly == 11
    assert str(settings.origin("backup.keep_weekly")) == f"{home}/config.yaml:4"
    settings = load(home, folder, {"backup.keep_daily": "50"}, TME_BACKUP__KEEP_DAILY="40")
    assert settings.backup.keep_daily == 50
    assert str(settings.origin("backup.keep_daily")) == "option"


def test_the_three_common_names_are_honoured(home: Path, folder: Path) -> None:
    settings = load(
        home,
        folder,
        DATABASE_URL="postgresql://anna:secret@host/tasks",
        SCHEDULE_ENABLED="false",
        EXTERNAL_PLUGINS="my_plugins.weather, other:Plugin",
    )
    assert settings.database.url == "postgresql://anna:secret@host/tasks"
    assert settings.schedule.enabled is False
    assert settings.plugins.external == ("my_plugins.weather", "other:Plugin")


def test_the_three_common_names_are_honoured_in_dotenv(home: Path, folder: Path) -> None:
    (folder / ".env").write_text(
        'DATABASE_URL="sqlite:///here.db"  # of this folder\nSCHEDULE_ENABLED=0\nEXTERNAL_PLUGINS=one two\n'
    )
    settings = load(home, folder)
    assert settings.database.url == "sqlite:///here.db"
    assert settings.schedule.enabled is False
    assert settings.plugins.external == ("one", "two")


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////home/anna b/tasks.db",
        "~/tasks.db",
        "./tasks.db",
        "postgres://host/base",
        "postgresql+psycopg://anna@[::1]:5432/base?sslmode=require",
    ],
)
def test_addresses_of_bases(home: Path, folder: Path, address: str) -> None:
    assert load(home, folder, DATABASE_URL=address).database.url == address


def test_our_own_name_wins_over_the_common_one(home: Path, folder: Path) -> None:
    settings = load(home, folder, DATABASE_URL="sqlite:///theirs.db", TME_DATABASE__URL="sqlite:///ours.db")
    assert settings.database.url == "sqlite:///ours.db"


def test_an_empty_value_says_nothing(home: Path, folder: Path) -> None:
    (home / "config.yaml").write_text("backup:\n  keep_daily: 9\n  keep_weekly:\nuser:\n")
    settings = load(home, folder, TME_BACKUP__KEEP_DAILY="", DATABASE_URL=" ")
    assert settings.backup.keep_daily == 9
    assert settings.backup.keep_weekly == 4
    assert settings.database.url.endswith("tme.db")


def test_yaml_gives_text_whatever_yaml_thinks_of_it(home: Path, folder: Path) -> None:
    (home / "config.yaml").write_text(
        "language:\n  morning: 8:30\n"
        "work:\n"
        "  hours:\n    mon: 9:00-13:00, 14:00-18:00\n    tue: [22:00-6:00]\n    wed: off\n"
        "  holidays:\n    country: NO\n    days: [2027-01-05, 2026-12-31]\n"
        "user:\n  name: 'Анна ё'\n"
    )
    settings = load(home, folder)
    assert settings.language.morning == time(8, 30)
    assert settings.work.hours.mon == ((540, 780), (840, 1080))
    assert settings.work.hours.tue == ((22 * 60, 30 * 60),)
    assert settings.work.hours.wed == ()
    assert settings.work.holidays.country == "NO"
    assert settings.work.holidays.days == (date(2026, 12, 31), date(2027, 1, 5))
    assert settings.user.name == "Анна ё"


def test_tables_add_to_their_default_in_every_source(home: Path, folder: Path) -> None:
    (home / "config.yaml").write_text(
        "urgency:\n  tags:\n    Home: 3\n    ёлка: 1\n  categories: {Work/Design: 2.5}\n"
    )
    settings = load(home, folder, TME_URGENCY__TAGS="next=1, errand=-2", TME_URGENCY__TAGS__HOME="4")
    assert settings.urgency.tags == {"next": 1.0, "home": 4.0, "елка": 1.0, "errand": -2.0}
    assert settings.urgency.categories == {"work/design": 2.5}
    assert str(settings.origin("urgency.tags.елка")) == f"{home}/config.yaml:4"
    assert str(settings.origin("urgency.tags.errand")) == "environment (TME_URGENCY__TAGS)"


def test_another_file_can_be_named(home: Path, folder: Path) -> None:
    (folder / "mine.yaml").write_text("backup: {automatic: no}\n")
    (home / "config.yaml").write_text("backup: {automatic: yes}\n")
    assert load(home, folder, TME_CONFIG="mine.yaml").backup.automatic is False
    assert load(home, folder, TME_CONFIG=str(folder / "mine.yaml")).backup.automatic is False


def test_dotenv_may_say_where_settings_are(home: Path, folder: Path) -> None:
    (folder / "project").mkdir()
    (folder / ".env").write_text("TME_HOME=project\nTME_CONFIG=team.yaml\n")
    (folder / "team.yaml").write_text("backup: {keep_daily: 1}\n")
    settings = load_settings({"HOME": str(home), "TZ": "UTC"}, folder=folder)
    assert settings.places.data == folder / "project"
    assert settings.backup.keep_daily == 1
    assert load(home, folder).places.data == home, "the environment itself wins"


def test_another_dotenv_can_be_named_or_none(home: Path, folder: Path) -> None:
    (folder / ".env").write_text("TME_BACKUP__KEEP_DAILY=1\n")
    (folder / "team.env").write_text("TME_BACKUP__KEEP_DAILY=2\n")
    assert load(home, folder).backup.keep_daily == 1
    assert load(home, folder, TME_DOTENV="team.env").backup.keep_daily == 2
    assert load(home, folder, TME_DOTENV="").backup.keep_daily == 7


def test_a_dotenv_that_others_can_write_is_passed_over_and_said(home: Path, folder: Path) -> None:
    (folder / ".env").write_text("DATABASE_URL=sqlite:///theirs.db\n")
    (folder / ".env").chmod(0o666)
    settings = load(home, folder)
    assert settings.database.url.endswith("tme.db")
    assert settings.notices == (f"{folder}/.env is not read: others than you can write it",)


def test_a_folder_named_dotenv_is_no_file(home: Path, folder: Path) -> None:
    (folder / ".env").mkdir()
    assert load(home, folder).notices == ()


def test_a_dotenv_of_another_program_does_not_disturb(home: Path, folder: Path) -> None:
    (folder / ".env").write_bytes(
        b'SECRET_KEY="unclosed\nDEBUG=1\n= \nnonsense\n#TME_BACKUP__KEEP_DAILY=1\nTME=x\nOLD=caf\xe9\n'
    )
    assert load(home, folder).backup.keep_daily == 7


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Anna", "Anna"),
        ("  Anna B  # the owner", "Anna B"),
        ("Anna#B", "Anna#B"),
        ("'Anna # B'  # quoted", "Anna # B"),
        (r'"say \"hi\" \$1 C:\\x"', r'say "hi" $1 C:\x'),
        (r"'C:\new'", r"C:\new"),
        ("${USER}", "${USER}"),
    ],
)
def test_dotenv_values(home: Path, folder: Path, written: str, read: str) -> None:
    (folder / ".env").write_text(f"TME_USER__NAME={written}\n")
    assert load(home, folder).user.name == read


def test_a_secret_may_stand_in_a_file_of_its_own(home: Path, folder: Path) -> None:
    (home / "token").write_text("123:abc\n")
    settings = load(home, folder, TME_TELEGRAM__TOKEN_FILE=str(home / "token"))
    assert settings.telegram.token == "123:abc"
    (home / "url").write_text("postgresql://host/base\n")
    assert load(home, folder, DATABASE_URL_FILE=str(home / "url")).database.url == "postgresql://host/base"
    (home / "config.yaml").write_text(f"vk:\n  token_file: {home}/token\n")
    assert load(home, folder).vk.token == "123:abc"


def test_settings_do_not_change(home: Path, folder: Path) -> None:
    settings = load(home, folder)
    with pytest.raises(AttributeError, match="do not change"):
        settings.backup.keep_daily = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        settings.urgency.tags["next"] = 0.0  # type: ignore[index]
    with pytest.raises(TypeError):
        settings.origins["x"] = settings.origin("y")  # type: ignore[index]
    assert settings == load(home, folder)
    assert settings != load(home, folder, TME_BACKUP__KEEP_DAILY="3")


def test_a_name_that_begins_like_ours_is_said(home: Path, folder: Path) -> None:
    settings = load(home, folder, TME_COLOUR="never", TME_XYZZY="1", TME_DOTENV="")
    assert settings.notices == (
        "TME_COLOUR is not a setting; did you mean TME_CLI__COLOUR?",
        "TME_XYZZY is not a setting",
    )


def test_reading_without_any_file_loads_no_library(home: Path, folder: Path) -> None:
    code = (
        "import os, sys; before = set(sys.modules); del os.environ['TZ'];"
        "from tme_tui.settings import load_settings; load_settings(os.environ);"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "tme_tui" in loaded
    assert not {"yaml", "platformdirs", "zoneinfo", "difflib", "inspect", "json", "logging"} & set(loaded)


def test_the_example_file_changes_nothing(home: Path, folder: Path) -> None:
    before = load(home, folder)
    write_example(home / "config.yaml")
    assert stat.S_IMODE((home / "config.yaml").stat().st_mode) == 0o600
    assert load(home, folder) == before
    told = example_config()
    switched_on = re.findall(r"^#( *[a-z_]+:.*)", told, re.MULTILINE)
    assert len(switched_on) > len(known_keys())
    (home / "config.yaml").write_text("\n".join(switched_on))
    after = load(home, folder)
    assert describe_settings(after) != describe_settings(before), "every origin is another one"
    assert [line[:2] for line in describe_settings(after)] == [line[:2] for line in describe_settings(before)]
    assert str(after.origin("vk.api_url")).startswith(f"{home}/config.yaml:")


def test_an_existing_file_is_not_replaced(home: Path) -> None:
    (home / "config.yaml").write_text("backup: {keep_daily: 1}\n")
    write_example(home / "config.yaml")
    assert (home / "config.yaml").read_text() == "backup: {keep_daily: 1}\n"


def test_reading_works_without_a_current_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert load_settings({"TME_HOME": str(home), "TZ": "UTC"}).places.data == home
