"""Where the files lie that come with the program without being code of the package.

`migrations/` and `themes/` sit beside the package in a checkout and are put into `tme_tui/shipped/` by the
wheel; nobody but this module needs to know which of the two it is.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder or file `name` that came with the program."""
    installed = _PACKAGE / "shipped" / name
    return installed if installed.exists() else _PACKAGE.parent / name
