"""What the screen writes into its log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_log_of_the_screen_holds_no_token(tmp_path: Path) -> None:
    token = f"123456789:{'A' * 35}"
    script = (
        "import logging, sys; from pathlib import Path; from tme_tui.tui.log_file import log_to; "
        "log_to(Path(sys.argv[1])); logging.getLogger('any').warning('calling /bot%s/getMe', sys.argv[2])"
    )
    log = tmp_path / "logs" / "tme.log"
    command = [sys.executable, "-c", script, str(log), token]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")
    written = log.read_text(encoding="utf-8")
    assert "WARNING any: calling /bot123456789:***/getMe" in written
