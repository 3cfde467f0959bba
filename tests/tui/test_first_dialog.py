"""A dialog that is wanted at once is loaded by a thread, and has what was typed meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tme_tui.tui.actions import ACTIONS
from tme_tui.tui.working.readying import DIALOGS_OF, load_dialogs


@pytest.mark.parametrize(
    ("dialog", "kind"), [("form", "FormScreen"), ("clicked", "FormScreen"), ("tree", "Picker")]
)
def test_the_loop_does_not_load_the_first_dialog(home: Path, dialog: str, kind: str) -> None:
    command = [sys.executable, "-m", "tests.tui.first_dialog", str(home), dialog]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["[False]", kind]


@pytest.mark.parametrize("name", DIALOGS_OF)
def test_what_is_loaded_belongs_to_an_action(name: str) -> None:
    assert name in ACTIONS
    assert load_dialogs(DIALOGS_OF[name])
