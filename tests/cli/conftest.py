"""The command line for tests, with an empty base."""

from __future__ import annotations

import pytest

from tests.cli.command_line import CommandLine
from tme_tui.model.clock import FixedClock


@pytest.fixture
def tme(clock: FixedClock) -> CommandLine:
    """`tme`, on a Wednesday at noon, UTC."""
    return CommandLine(clock)
