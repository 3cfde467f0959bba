"""Takes secrets out of texts that people will read: log lines, errors, reports of crashes.

A token of Telegram is a part of the address that is called, one of VK goes along with each call, and the
address of a proxy may hold a password. Whatever libraries write about a call holds them too.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tme_tui.settings import Settings

MASK = "***"

_SHAPES = (
    (re.compile(r"(?<!\d)(\d{5,}):[\w-]{30,}"), rf"\1:{MASK}"),
    (re.compile(r"\bvk1\.a\.[\w-]{10,}"), f"vk1.a.{MASK}"),
    (re.compile(r"\bxox[abeoprs]-[\w-]{8,}"), f"xox-{MASK}"),
    (re.compile(r"(hooks\.slack\.com/services/)[\w/-]+"), rf"\1{MASK}"),
    (re.compile(r"\b((?:access_token|key|token|secret|password)=)[^&\s\"']+"), rf"\1{MASK}"),
    (re.compile(r"(\w://)[^/\s@]+@"), rf"\1{MASK}@"),
)


def redacted(text: str, *secrets: str) -> str:
    """The text without `secrets`, and without whatever has the shape of one."""
    for secret in secrets:
        if len(secret) > 4:  # a shorter one would take half of the words with it
            text = text.replace(secret, MASK)
    for shape, mask in _SHAPES:
        text = shape.sub(mask, text)
    return text


class RedactingFilter(logging.Filter):
    """Takes secrets out of log records, whoever wrote them, with the traceback that belongs to them.

    Every log that is kept hides those of the settings through this; they are looked for when there is
    something to write.
    """

    def __init__(self, *settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._found: tuple[tuple[Settings, ...], tuple[str, ...]] = (), ()

    def learn(self, settings: Settings) -> None:
        """Hide what is secret in these settings too, which were set since."""
        self._settings = (*self._settings, settings)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the record is kept, and says less."""
        secrets = self._secrets()
        record.msg, record.args = redacted(_message(record), *secrets), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = redacted(
                "".join(traceback.format_exception(*record.exc_info)).rstrip(), *secrets
            )
            record.exc_info = None
        return True

    def _secrets(self) -> tuple[str, ...]:
        known, secrets = self._found
        if known is not self._settings:
            from tme_tui.settings.showing import secrets_of

            known = self._settings
            secrets = tuple(dict.fromkeys(one for settings in known for one in secrets_of(settings)))
            self._found = known, secrets
        return secrets


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # a record whose values do not fit; logging would print it all
        return str(record.msg)
