"""What the screen writes into its log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import logging, os, sys
from pathlib import Path
from tme_tui.settings import load_settings
from tme_tui.tui.log_file import log_to

hiding = log_to(Path(sys.argv[1]), load_settings(os.environ))
log = logging.getLogger("any")
log.warning("calling /bot%s/getMe", os.environ["TME_TELEGRAM__TOKEN"])
log.warning("the letter box is open to %s", os.environ["TME_EMAIL__PASSWORD"])
try:
    {}[os.environ["TME_EMAIL__PASSWORD"]]
except KeyError:
    log.exception("a traceback")
hiding.learn(load_settings({**os.environ, "TME_SLACK__TOKEN": "slack-hush"}))
log.warning("since then to %s, too", "slack-hush")
"""


def test_the_log_of_the_screen_holds_no_secret(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "tme.log"
    secrets = {
        "TME_TELEGRAM__TOKEN": f"123456789:{'A' * 35}",
        "TME_EMAIL__PASSWORD": "mail-hush",
        "TME_HOME": str(tmp_path),
    }
    command = [sys.executable, "-c", _SCRIPT, str(log)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True, env=secrets)
    assert (ran.stdout, ran.stderr) == ("", "")
    written = log.read_text(encoding="utf-8")
    assert "WARNING any: calling /bot***/getMe" in written
    assert "hush" not in written
    assert "KeyError: '***'" in written
    assert written.count("***") == 4
