"""Runs one command in given surroundings, so that tests do what a shell does without a process.

Every failure ends here as one line on standard error and an exit code: 1 for what could not be done, 2 for
what was asked for in a wrong way.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO

from tme_tui.cli.exit_codes import DONE, INTERRUPTED, NOBODY_READS

if TYPE_CHECKING:
    from tme_tui.cli.session import Session
    from tme_tui.model.clock import Clock
    from tme_tui.settings import Settings


class Surroundings(NamedTuple):  # a dataclass takes longer to define, at every start
    """What a command reads from and writes to."""

    environment: Mapping[str, str]
    stdout: TextIO
    stderr: TextIO
    stdin: BinaryIO | None = None
    """Bytes, because lines that are not UTF-8 have to be told from those that are."""
    clock: Clock | None = None
    """Another clock than the machine's; `--now` wins over it."""
    settings: Settings | None = None
    """What holds in this environment, where that is known already."""
    borrowed: bool = False
    """The terminal is another process's: who needs one raises TerminalNeeded, before all else."""


def run(arguments: Sequence[str], around: Surroundings) -> int:
    """Do what `arguments` ask for; the answer is the exit code."""
    from tme_tui.cli.session import Session

    session = Session(around)

    def do() -> int:
        code = _invoke(arguments, session)
        session.out.flush()
        return code

    def leave() -> int:
        session.close()
        return DONE

    code = _attempt(do, session)
    left = _attempt(leave, session)
    return code or left


def _attempt(work: Callable[[], int], session: Session) -> int:
    """The exit code of some work, whatever becomes of it."""
    try:
        return work()
    except BrokenPipeError:
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # the edge of the process: each class of failure has its line and its code
        from tme_tui.cli.failures import report

        return report(error, session)


def _tell_notices(session: Session) -> None:
    """Say what was noticed beside the work; where nothing was, nobody has loaded who knows."""
    if "tme_tui.model.notices" in sys.modules:
        from tme_tui.model.notices import take_notice

        while (notice := take_notice()) is not None:
            session.complain(session.words.error(str(notice)))


def _invoke(arguments: Sequence[str], session: Session) -> int:
    import click

    from tme_tui.cli.program import program

    try:
        with program.make_context("tme", list(arguments), obj=session) as context:
            program.invoke(context)
            _tell_notices(session)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    return session.exit_code
