"""`tme`: tasks from the command line. This file is imported at every start, so it holds the door only."""

__all__ = ["main"]


def main() -> int:
    """Run `tme` with the arguments, streams and environment of this process."""
    import os
    import sys

    from tme_tui.warm.client import CUT_OFF, ask

    code = ask(sys.argv[1:])
    if code is not None and code != CUT_OFF:
        os._exit(code)
    import gc

    gc.disable()  # a command lives for a moment: collecting while modules load costs a tenth of its time
    from tme_tui.cli.process import run_process

    if code == CUT_OFF:
        from tme_tui.cli.borrowed import tell_cut_off

        os._exit(tell_cut_off())
    return run_process()
