"""Runs commands in children that are killed at random moments, and says on standard output how far each came.

Each child writes `trying TITLE` before a command and `did TITLE` once the command has answered; the lines are
short enough to be written whole. Run as a script, with the number of children.
"""

from __future__ import annotations

import io
import os
import random
import signal
import sys

from tme_tui.cli.running import Surroundings, run


def command(*words: str) -> None:
    """Do what a shell would; any failure ends the child."""
    around = Surroundings(os.environ, stdout=io.StringIO(), stderr=sys.stderr, stdin=io.BytesIO())
    if run(words, around) != 0:
        os._exit(1)


def work(child: int) -> None:
    """Add tasks without end; in between, edit one, take that back and do it again."""
    for number in range(1_000_000):
        title = f"child {child} task {number}"
        os.write(1, f"trying {title}\n".encode())
        command("add", title, "+Work/Design", "#killed", "tomorrow")
        os.write(1, f"did {title}\n".encode())
        if number % 3 == 1:
            command("edit", "1", f"#child{child}-{number}")
            command("undo")
            command("redo")


def main(children: int) -> None:
    """One child after the other, each killed after a random while."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    command("add", "first")
    os.write(1, b"trying first\ndid first\n")
    for child in range(children):
        number = os.fork()
        if number == 0:
            work(child)
        signal.sigtimedwait({signal.SIGCHLD}, random.uniform(0.02, 0.3))
        os.kill(number, signal.SIGKILL)
        _, status = os.waitpid(number, 0)
        signal.sigtimedwait(
            {signal.SIGCHLD}, 0
        )  # the news of its death, lest the next child be killed at once
        if not os.WIFSIGNALED(status):
            raise SystemExit(f"child {child} failed by itself")


if __name__ == "__main__":
    main(int(sys.argv[1]))
