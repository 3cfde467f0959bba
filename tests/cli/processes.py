"""`tme` as a process of its own, for what only a process can show."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

START = "import sys; sys.argv[0] = 'tme'; from tme_tui.cli import main; main()"


def arguments(*words: str | bytes, options: tuple[str, ...] = ()) -> list[str | bytes]:
    """What starts `tme` with these words; `options` are Python's."""
    return [sys.executable, *options, "-c", START, *words]


def surroundings(home: Path) -> Mapping[str, str]:
    """An environment with nothing of the machine's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TME_HOME": str(home),
        "TME_DOTENV": "",
        "TZ": "UTC",
        "LANG": "C.UTF-8",
    }


def spawn(
    home: Path, *words: str | bytes, stdin: bytes = b"", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `tme` to its end."""
    environment = {**surroundings(home), **(more or {})}
    return subprocess.run(arguments(*words), input=stdin, capture_output=True, env=environment, check=False)
