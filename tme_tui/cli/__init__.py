"""`tme`: tasks from the command line. This file is imported at every start, so it holds the door only."""

from __future__ import annotations

__all__ = ["main"]


def main() -> int:
    """Run `tme` with the arguments, streams and environment of this process."""
    import gc

    gc.disable()  # a command lives for a moment: collecting while modules load costs a tenth of its time
    from tme_tui.cli.process import run_process

    return run_process()
