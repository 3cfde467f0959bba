"""What commands print, word for word: the transcripts under golden/."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.transcripts import GOLDEN, replayed


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_session_goes_as_its_transcript_says(tme: CommandLine, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert replayed(text, tme) == text
