"""A mistake in the settings gets one line that names the place, the key and what was expected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tme_tui.settings import SettingsError, load_settings


def mistake(home: Path, **variables: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings({"TME_HOME": str(home), "TZ": "UTC", **variables}, folder=home)
    said = str(caught.value)
    assert "\n" not in said
    assert said.isprintable()
    return said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "backup:\n  keep_daily: many\n",
            ":2: backup.keep_daily: expected a whole number from 0 to 3650, not 'many'",
        ),
        (
            "\nbackup:\n  keep_dayly: 3\n",
            ":3: backup.keep_dayly: is not a setting; did you mean backup.keep_daily?",
        ),
        ("bakup: {}\n", ":1: bakup: is not a setting; did you mean backup?"),
        ("token: 1:a\n", ":1: token: is not a setting; did you mean telegram.token?"),
        ("xyzzy: 1\n", ":1: xyzzy: is not a setting; see docs/settings.md"),
        (
            "cli:\n  colour: alwys\n",
            ":2: cli.colour: expected one of auto, always, never, not 'alwys'; did you mean always?",
        ),
        (
            "backup: 7\n",
            ":1: backup: expected a group of settings below it: automatic, keep_daily, keep_weekly",
        ),
        (
            "backup: [7]\n",
            ":1: backup: expected a group of settings below it: automatic, keep_daily, keep_weekly",
        ),
        (
            "backup: {keep_daily: [1, 2]}\n",
            ":1: backup.keep_daily: expected a whole number from 0 to 3650, not a list",
        ),
        (
            "urgency: {tags: {next: lots}}\n",
            ":1: urgency.tags.next: expected a number from -1000 to 1000, not 'lots'",
        ),
        ("urgency: {tags: 15}\n", ":1: urgency.tags: expected names with values such as next=15, home=-2"),
        ("urgency: {due: nan}\n", ":1: urgency.due: expected a number from -1000 to 1000, not 'nan'"),
        (
            "user: {zone: Europe/Moskow}\n",
            ":1: user.zone: expected a time zone such as Europe/Moscow, not 'Europe/Moskow'; "
            "did you mean Europe/Moscow?",
        ),
        (
            "user: {zone: ../../etc/passwd}\n",
            ":1: user.zone: expected a time zone such as Europe/Moscow, not '../../etc/passwd'",
        ),
        (
            "language: {morning: '25:00'}\n",
            ":1: language.morning: expected a time of day such as 9:00, not '25:00'",
        ),
        (
            "telegram: {api_url: telegram.org}\n",
            ":1: telegram.api_url: expected an address such as https://host",
        ),
        ("- a\n- b\n", ":1: expected groups of settings such as `backup:`"),
        ("a: b: c\n", ":1: is not valid YAML: mapping values are not allowed in this context"),
        ("a:\n\tb: 1\n", ":2: is not valid YAML: found character that cannot start any token"),
        ("backup: {}\nbackup: {}\n", ":2: 'backup' is said a second time, after line 1"),
        ("backup: {}\n---\ncli: {}\n", ":2: expected one document, found a second one after ---"),
        ("? [a, b]\n: 1\n", ":1: expected a name before the colon"),
    ],
)
def test_a_mistake_in_the_file(home: Path, text: str, said: str) -> None:
    file = home / "config.yaml"
    file.write_text(text)
    assert mistake(home) == f"{file}{said}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TME_BACKUP__KEEP_DAILY", "-1", "expected a whole number from 0 to 3650, not '-1'"),
        ("TME_BACKUP__KEEP_DAYLY", "1", "is not a setting; did you mean TME_BACKUP__KEEP_DAILY?"),
        ("TME_TELEGRAM_TOKEN", "1:a", "is not a setting; did you mean TME_TELEGRAM__TOKEN?"),
        ("TME_WORK__HOURS__MON", "18:00-18:00", "expected hours such as 9:00-18:00"),
        ("TME_WORK__HOURS__MON", "9-13, 12-18", "expected hours such as 9:00-18:00"),
        ("TME_WORK__HOURS__MON", "9-10, 20-11", "expected hours such as 9:00-18:00"),
        ("TME_WORK__HOLIDAYS__DAYS", "2027-02-30", "expected days such as 2027-01-05, not '2027-02-30'"),
        (
            "TME_USER__LOGIN",
            "anna b",
            "expected a short name of letters, digits, dots, - and _, not 'anna b'",
        ),
        ("TME_USER__NAME", "\x1b]0;owned\x07", r"expected one line of text, not '\x1b]0;owned\x07'"),
        ("SCHEDULE_ENABLED", "maybe", "expected yes or no, not 'maybe'"),
        ("DATABASE_URL", "mysql://host/base", "expected /path/to/tasks.db or an address such as postgresql:"),
        ("DATABASE_URL", "postgresql:/host/base", "expected /path/to/tasks.db or an address such as"),
        ("DATABASE_URL", "tasks", "expected /path/to/tasks.db or an address such as"),
        ("TME_WEBHOOK__URL", "http://[::1", "expected an address such as https://host"),
        ("TME_VK__API_URL", "https://host:port/path", "expected an address such as https://host"),
        ("TME_VK__PROXY", "http://host:99999", "expected an address such as socks5://host:1080"),
        ("TME_EMAIL__HOST", "https://mail.org", "expected the name of a server such as smtp.example.org"),
        ("TME_EMAIL__HOST", "mail.org:25", "expected the name of a server such as smtp.example.org"),
        ("EXTERNAL_PLUGINS", "../evil", "expected names of Python modules such as my_package.my_plugin"),
        (
            "TME_VK__GROUP_ID",
            "club1",
            "expected a whole number from 1 to 9007199254740992, or none, not 'club1'",
        ),
        ("TME_BACKUP__KEEP_DAILY", "9" * 100_000, "expected a whole number from 0 to 3650, not '9999"),
    ],
)
def test_a_mistake_in_the_environment(home: Path, name: str, value: str, said: str) -> None:
    assert mistake(home, **{name: value}).startswith(f"environment: {name}: {said}")


def test_a_secret_is_not_repeated_by_the_message(home: Path) -> None:
    assert "s3cret" not in mistake(home, TME_TELEGRAM__TOKEN="s3cret with spaces")
    assert "s3cret" not in mistake(home, DATABASE_URL="mysql://anna:s3cret@host/base")


def test_a_mistake_in_dotenv_names_the_line(home: Path) -> None:
    (home / ".env").write_text("A=1\nTME_USER__NAME='open\n")
    assert mistake(home) == f"{home}/.env:2: TME_USER__NAME: expected a closing ' on the same line"
    (home / ".env").write_bytes(b"TME_USER__NAME=caf\xe9\n")
    assert mistake(home) == f"{home}/.env:1: TME_USER__NAME: expected text in UTF-8"
    (home / ".env").write_text("A=1\n\nTME_CLI__WIDTH=wide\n")
    assert mistake(home).startswith(f"{home}/.env:3: TME_CLI__WIDTH: expected a whole number from 20 to 1000")


def test_the_dotenv_beside_the_configuration_cannot_move_it(home: Path, tmp_path: Path) -> None:
    (home / ".env").write_text("TME_HOME=/elsewhere\n")
    with pytest.raises(SettingsError, match="TME_HOME: has to be set in the environment itself"):
        load_settings({"TME_HOME": str(home)}, folder=tmp_path)


def test_a_named_file_has_to_be_there(home: Path) -> None:
    assert (
        mistake(home, TME_CONFIG="/nowhere/x.yaml")
        == "/nowhere/x.yaml: cannot be read: No such file or directory"
    )
    assert mistake(home, TME_CONFIG=str(home)) == f"{home}: cannot be read: Is a directory"
    assert "names a file that is not there" in mistake(home, TME_VK__TOKEN_FILE="/nowhere/token")


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['touch owned']\n",
        "backup: !!python/object:builtins.dict {}\n",
        "backup: {keep_daily: !!int 3}\n",
    ],
)
def test_tags_are_refused(home: Path, text: str) -> None:
    (home / "config.yaml").write_text(text)
    assert mistake(home).endswith("tags (!) are not used here")
    assert [path.name for path in home.iterdir()] == ["config.yaml"]


def test_aliases_are_refused(home: Path) -> None:
    doubling = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (home / "config.yaml").write_text("\n".join(["a0: &a0 [x, x]", *doubling]))
    assert "anchors and aliases (& and *) are not used here" in mistake(home)


@pytest.mark.parametrize(
    "text", ["[" * 400_000, "{a: " * 200_000, "\n".join(" " * n + "a:" for n in range(900))]
)
def test_deep_nesting_is_refused(home: Path, text: str) -> None:
    (home / "config.yaml").write_text(text)
    assert "is nested too deeply" in mistake(home)


def test_a_large_file_is_refused(home: Path) -> None:
    (home / "config.yaml").write_text("# " + "x" * 1_000_000)
    assert mistake(home).endswith("is larger than 1,000,000 bytes")


def test_a_file_that_is_not_text_is_refused(home: Path) -> None:
    (home / "config.yaml").write_bytes(b"backup:\n  # caf\xe9\n")
    assert mistake(home) == f"{home}/config.yaml:2: expected text in UTF-8"
    (home / "config.yaml").write_bytes(b"backup: \x00\n")
    assert "is not valid YAML" in mistake(home)


def test_a_pipe_does_not_hang(home: Path) -> None:
    os.mkfifo(home / "config.yaml")
    assert mistake(home).endswith("expected a plain file")


def test_a_broken_file_is_left_alone(home: Path) -> None:
    (home / "config.yaml").write_text("a: b: c\n")
    mistake(home)
    assert (home / "config.yaml").read_text() == "a: b: c\n"
