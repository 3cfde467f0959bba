"""Transcripts of a terminal: commands after `$`, and beneath each what it answers.

A line that begins with `!` was on standard error, `[exit 1]` is an exit code other than 0, and `%` settings
hold for the commands after them: `% COLUMNS=60`, `% terminal`. What changes from run to run stands as `UID`.
`python -m tests.cli.transcripts` writes the answers anew, to be read as a difference before they are kept.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.cli.command_line import CommandLine
from tme_tui.model.clock import FixedClock

GOLDEN = Path(__file__).with_name("golden")
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def replayed(text: str, tme: CommandLine) -> str:
    """The transcript as it comes out now."""
    return "".join(f"{line}\n" for line in _replay(text, tme))


def _replay(text: str, tme: CommandLine) -> Iterator[str]:
    terminal = False
    after_answer = True
    for line in text.splitlines():
        if line.startswith("% "):
            name, _, value = line[2:].partition("=")
            if name == "terminal":
                terminal = True
            else:
                tme.environment[name] = value
            yield line
        elif line.startswith("# "):
            yield line
        elif line.startswith("$ tme"):
            if not after_answer:
                yield ""
            yield line
            yield from _answer(line, tme, terminal)
            after_answer = False
        elif not line and after_answer:
            yield line


def _answer(line: str, tme: CommandLine, terminal: bool) -> Iterator[str]:
    words = shlex.split(line.removeprefix("$ tme"))
    stdin = b""
    if len(words) > 1 and words[-2] == "<<<":
        stdin = words[-1].replace("\\n", "\n").encode()
        words = words[:-2]
    answer = tme(*words, stdin=stdin, terminal=terminal)
    yield from (_shown(each) for each in answer.out.splitlines())
    yield from (f"! {_shown(each)}" for each in answer.err.splitlines())
    if answer.exit:
        yield f"[exit {answer.exit}]"


def _shown(line: str) -> str:
    return _UID.sub("UID", line).replace("\x1b", "␛")


def main() -> None:
    """Write all transcripts anew."""
    from tests.conftest import NOON

    for path in sorted(GOLDEN.glob("*.txt")):
        with tempfile.TemporaryDirectory() as home:
            for name in [name for name in os.environ if name.startswith(("TME_", "LC_", "NO_COLOR"))]:
                del os.environ[name]
            os.environ.update(TME_HOME=home, HOME=home, TME_DOTENV="", LANG="C.UTF-8", TZ="UTC")
            fresh = replayed(path.read_text(encoding="utf-8"), CommandLine(FixedClock(NOON)))
        path.write_text(fresh, encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
