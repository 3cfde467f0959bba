"""Where the program's own faults are written while it has the terminal: a line there tears the picture."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from tme_tui.channels.redacting import RedactingFilter

if TYPE_CHECKING:
    from tme_tui.settings import Settings


class _LateFile(logging.FileHandler):
    """A file that is made, with its folder, when there is something to write."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


def log_to(file: Path, settings: Settings) -> RedactingFilter:
    """Write warnings and worse into a file from now on, nothing to the terminal.

    What is returned hides the secrets of the settings, and learns those that are set later.
    """
    hiding = RedactingFilter(settings)
    handler = _LateFile(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    handler.addFilter(hiding)
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    return hiding
