"""The screen: what a person sees of their tasks in a terminal, and the keys and clicks they answer with."""

from __future__ import annotations

from collections.abc import Sequence

_INTERRUPTED = 130
"""As shells count it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `tme-tui`; the answer is the exit code."""
    import gc

    gc.disable()  # until the base is open: starting makes much and throws away little
    from tme_tui.tui.running import run_process

    try:
        return run_process(arguments)
    except KeyboardInterrupt:  # before the program takes the keys
        return _INTERRUPTED
