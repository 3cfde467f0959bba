"""`python -m tme_tui.warm`: does commands for others and nothing else, until it is interrupted."""

from __future__ import annotations

import os
import signal
import sys

from tme_tui.settings import load_settings
from tme_tui.warm.server import serve

_LONGEST_START = 60


def main() -> int:
    """Serve the base that settings name."""
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    server = serve(load_settings(os.environ), os.environ)
    try:
        if not server.wait_until_ready(_LONGEST_START):
            sys.stderr.write("tme: commands cannot be done here\n")
            return 1
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        signal.sigwait(ends)
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
