"""This process as the command line's surroundings: its streams, its signals, its exit.

Whatever happens, a person reads one line and a script gets an exit code: 130 after Ctrl-C, 141 when the
reader of our output went away, as for any program that the same signals end.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO, TextIO

from tme_tui.cli.exit_codes import FAILED, INTERRUPTED, NOBODY_READS

if TYPE_CHECKING:
    from tme_tui.settings import Settings


def run_process() -> int:
    """Run the command that `sys.argv` asks for, then leave the process without tearing modules down."""
    _occupy_standard_files()
    try:
        code = do_command(sys.argv[1:], stdin=None if sys.stdin is None else sys.stdin.buffer)
    except KeyboardInterrupt:
        code = INTERRUPTED
    os._exit(written_out(code))


def do_command(
    arguments: Sequence[str],
    *,
    stdin: BinaryIO | None,
    settings: Settings | None = None,
    borrowed: bool = False,
) -> int:
    """The exit code of a command that writes to this process's streams; see `Surroundings` for the rest."""
    from tme_tui.cli.running import Surroundings, run

    return run(
        arguments,
        Surroundings(
            environment=os.environ,
            stdin=stdin,
            stdout=_open_writer(sys.stdout),
            stderr=_open_writer(sys.stderr),
            settings=settings,
            borrowed=borrowed,
        ),
    )


def _occupy_standard_files() -> None:
    """Take the numbers of streams that were closed, lest a base be opened under one of them."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)


def _open_writer(stream: TextIO | None) -> TextIO:
    """The stream, able to write every letter; output of a stream that is closed goes nowhere."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8", errors="replace")
    encoding = "utf-8" if stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"} else None
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=encoding, errors="backslashreplace")
    return stream


def written_out(code: int) -> int:
    """Write out what is buffered; the exit code that is left then.

    The process can end without more: dismantling the interpreter takes longer than many commands.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            code = code or NOBODY_READS
        except (OSError, ValueError):
            code = code or FAILED
        except KeyboardInterrupt:
            code = INTERRUPTED
    return code
