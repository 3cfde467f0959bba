"""A secret is written where nobody else reads it, and all that stands there stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tme_tui.settings import load_settings
from tme_tui.settings.errors import SettingsError
from tme_tui.settings.secrets import write_secret

NAME = "TME_EMAIL__PASSWORD"


@pytest.mark.parametrize(
    "secret", ["plain-123:AAE_x", "two words", 'quo"ted \\ $HOME', "# sharp", "ключ", "'"]
)
def test_what_is_written_is_read(home: Path, secret: str) -> None:
    write_secret(home / ".env", NAME, secret)
    assert load_settings(os.environ).email.password == secret
    assert (home / ".env").stat().st_mode & 0o777 == 0o600


def test_other_lines_stay_and_the_old_value_goes(home: Path) -> None:
    path = home / ".env"
    path.write_bytes(
        b"\xef\xbb\xbf# mine\r\nexport TME_EMAIL__PASSWORD='old'\nOTHER=\xff\n"
        b"TME_EMAIL__PASSWORD=older\nTME_USER__NAME=A"
    )
    write_secret(path, NAME, "new")
    assert path.read_bytes() == (
        b"\xef\xbb\xbf# mine\r\nOTHER=\xff\nTME_USER__NAME=A\nTME_EMAIL__PASSWORD=new\n"
    )
    assert list(home.glob(".*.env*")) == []


def test_a_link_is_followed(home: Path) -> None:
    (home / "kept").mkdir()
    (home / "kept" / "secrets").write_text("")
    (home / ".env").symlink_to(home / "kept" / "secrets")
    write_secret(home / ".env", NAME, "new")
    assert (home / ".env").is_symlink()
    assert load_settings(os.environ).email.password == "new"


def test_what_no_line_can_hold_is_refused_and_named_without_it(home: Path) -> None:
    (home / ".env").write_text("TME_USER__NAME=A\n")
    with pytest.raises(SettingsError) as caught:
        write_secret(home / ".env", NAME, "two\nlines")
    assert "two" not in str(caught.value)
    assert (home / ".env").read_text() == "TME_USER__NAME=A\n"
