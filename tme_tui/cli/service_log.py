"""The log of `tme run`: a file that is rotated, in the form that settings name, without secrets."""

from __future__ import annotations

import json
import logging
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, TextIO

from tme_tui.channels.redacting import RedactingFilter

if TYPE_CHECKING:
    from tme_tui.settings import Settings

LARGEST = 2_000_000
KEPT = 5


class _Lines(logging.Formatter):
    """Each record as one line, written by a function of time, level, source and text."""

    def __init__(self, write: Callable[[str, str, str, str], str]) -> None:
        super().__init__()
        self._write = write

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        text = super().format(record)
        return self._write(moment, record.levelname.lower(), record.name, text)


class _Rotating(RotatingFileHandler):
    """Looks at the size of the file alone: each line would be put into words twice otherwise."""

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802 the library's name
        """Whether the file is full; a device such as /dev/null never is."""
        if self.stream is None:
            self.stream = self._open()
        found = os.fstat(self.stream.fileno())
        return stat.S_ISREG(found.st_mode) and found.st_size >= self.maxBytes


def _text(moment: str, level: str, name: str, text: str) -> str:
    return f"{moment} {level:7} {name.removeprefix('tme_tui.')}: {text}"


def _tab_separated(moment: str, level: str, name: str, text: str) -> str:
    parts = (moment, level, name, text)
    return "\t".join(part.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n") for part in parts)


def _json(moment: str, level: str, name: str, text: str) -> str:
    return json.dumps({"time": moment, "level": level, "source": name, "text": text}, ensure_ascii=False)


_FORMS = {"text": _text, "tsv": _tab_separated, "json": _json}


def write_log(settings: Settings, chosen: str | None, stderr: TextIO) -> str:
    """Begin to write; the answer is where."""
    handler: logging.Handler
    if chosen == "-":
        handler, place = logging.StreamHandler(stderr), "-"
    else:
        place = chosen or str(settings.places.logs / "service.log")
        if chosen is None:
            settings.places.logs.mkdir(parents=True, exist_ok=True)
        handler = _Rotating(place, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(_Lines(_FORMS[settings.log.format]))
    handler.addFilter(RedactingFilter(settings))
    logging.basicConfig(handlers=[handler], level=settings.log.level.upper(), force=True)
    for noisy in ("apscheduler", "urllib3", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    return place
