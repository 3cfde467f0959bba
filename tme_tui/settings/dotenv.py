"""`.env` files: lines of `NAME=value`, as other programs read them too.

A value may stand in 'single quotes' (taken as it is) or "double quotes" (with \\n, \\t, \\", \\\\ and \\$);
without quotes it ends before ` #`. `export ` in front is allowed, `${NAME}` is not replaced. The file of the
current folder may belong to some other program, so lines that are not ours are passed over.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tme_tui.settings.errors import SettingsError
from tme_tui.settings.reading import LARGEST, read_bytes

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Assignment(NamedTuple):
    """One line of a `.env` file."""

    name: str
    value: str
    line: int


def why_not(path: Path) -> str:
    """The reason to pass over a file that nobody named; empty when there is none."""
    found = path.stat()
    if hasattr(os, "getuid") and (found.st_uid not in {0, os.getuid()} or found.st_mode & stat.S_IWOTH):
        return "others than you can write it"
    if not os.access(path, os.R_OK):
        return "it belongs to somebody else"
    return "it is too large" if found.st_size > LARGEST else ""


def read_dotenv(path: Path, is_ours: Callable[[str], bool]) -> Iterator[Assignment]:
    """The assignments to names that are ours."""
    content = read_bytes(path).removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")
    for number, line in enumerate(content.split("\n"), start=1):
        name, equals, value = line.strip().partition("=")
        name = name.removeprefix("export ").strip()
        if equals and not name.startswith("#") and is_ours(name):
            try:
                value.encode()
                yield Assignment(name, _unquoted(value.strip()), number)
            except UnicodeEncodeError:
                raise SettingsError(f"{path}:{number}", name, "expected text in UTF-8") from None
            except ValueError as mistake:
                raise SettingsError(f"{path}:{number}", name, str(mistake)) from None


def _unquoted(value: str) -> str:
    if value[:1] not in {'"', "'"}:
        comment = min((at for mark in (" #", "\t#") if (at := value.find(mark)) >= 0), default=len(value))
        return "" if value.startswith("#") else value[:comment].rstrip()
    quote, rest = value[0], value[1:]
    text: list[str] = []
    letters = iter(enumerate(rest))
    for at, letter in letters:
        if letter == quote:
            after = rest[at + 1 :].strip()
            if after and not after.startswith("#"):
                raise ValueError(f"expected nothing after the closing {quote}")
            return "".join(text)
        if letter == "\\" and quote == '"':
            _, escaped = next(letters, (0, ""))
            text.append(_ESCAPES.get(escaped, escaped if escaped in '"\\$' else "\\" + escaped))
        else:
            text.append(letter)
    raise ValueError(f"expected a closing {quote} on the same line")
