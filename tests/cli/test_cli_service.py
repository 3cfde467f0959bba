"""`tme service`: the file by which systemd starts `tme run`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="launchd has files of another kind")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where units are, in a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path / ".config/systemd/user"


def test_the_unit_is_shown_and_written_for_nobody_else(
    tme: CommandLine, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = tme.ok("service", "install", "--yes", TME_HOME="a $b")
    unit = folder / "tme-tui.service"
    text = unit.read_text()
    assert text in said
    assert unit.stat().st_mode & 0o777 == 0o600
    assert f'Environment="TME_HOME={tmp_path}/a $b"' in text.splitlines()
    assert "Installed" in tme.ok("service", "status", TME_HOME="a $b")
    assert "It differs" in tme.ok("service", "status", TME_HOME="c")


def test_without_a_yes_nothing_is_written(tme: CommandLine, folder: Path) -> None:
    answer = tme("service", "install")
    assert (answer.exit, answer.err) == (1, "tme: nothing was written; --yes writes without asking\n")
    assert "ExecStart=" in answer.out
    assert not folder.exists()


def test_what_is_taken_away_leaves_no_link_to_nowhere(tme: CommandLine, folder: Path) -> None:
    tme.ok("service", "install", "--yes")
    wanted = folder / "default.target.wants"
    wanted.mkdir()
    (wanted / "tme-tui.service").symlink_to(folder / "tme-tui.service")
    assert "systemctl --user stop tme-tui.service" in tme.ok("service", "uninstall")
    assert not any(wanted.iterdir())
    assert tme("service", "status").exit == 1


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_unit(tme: CommandLine, folder: Path, tmp_path: Path) -> None:
    tme.ok("service", "install", "--yes", TME_HOME=str(tmp_path / "a b%c'd$e"))
    checked = subprocess.run(
        ["systemd-analyze", "verify", folder / "tme-tui.service"],
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "tme-tui.service" not in checked.stderr
    assert checked.returncode == 0
