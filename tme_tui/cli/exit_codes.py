"""What the exit code of `tme` says."""

from __future__ import annotations

DONE = 0
FAILED = 1
"""It could not be done; standard error says why."""
WRONG_USAGE = 2
"""It was not asked for in a way that can be understood."""
INTERRUPTED = 130
"""Ctrl-C, as a shell reports it."""
NOBODY_READS = 141
"""The reader of our output went away, as a shell reports it."""
