"""Every test of the screen begins with an empty base that is there already: making one takes a while."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

WAITS = {
    "topics.ground._BRIEF": "a toast is there as long as the test",
    "topics.ground._LONG": "the same, of one that says what is wrong",
    "main_screen._SEQUENCE": "the second key of a sequence may come late",
    "dialog._SEQUENCE": "the same in a dialog",
    "topics.resting._PATIENCE": "keys wait for a dialog until it is there",
    "calendar.held_keys._LONGEST": "and for a series until it is made",
}
"""What the screen waits for no longer than some seconds, which are over soon on a busy machine."""


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on the screen passes by itself while a test looks at it."""
    for name in WAITS:
        monkeypatch.setattr(f"tme_tui.tui.{name}", 600.0)


@pytest.fixture(autouse=True)
def base(home: Path, sqlite_template: Path) -> Path:
    """The base of this test's home."""
    path = home / "tme.db"
    shutil.copy2(sqlite_template, path)
    path.chmod(0o600)
    return path
