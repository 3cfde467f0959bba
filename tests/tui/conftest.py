"""Every test of the screen begins with an empty base that is there already: making one takes a while."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def base(home: Path, sqlite_template: Path) -> Path:
    """The base of this test's home."""
    path = home / "tme.db"
    shutil.copy2(sqlite_template, path)
    path.chmod(0o600)
    return path
