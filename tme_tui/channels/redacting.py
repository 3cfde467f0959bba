"""Takes secrets out of texts that people will read: log lines, errors, reports of crashes.

A token of Telegram is a part of the address that is called, one of VK goes along with each call, and the
address of a proxy may hold a password. Whatever libraries write about a call holds them too.
"""

from __future__ import annotations

import logging
import re
import traceback

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
    """Takes secrets out of log records, whoever wrote them, with the traceback that belongs to them."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the record is kept, and says less."""
        record.msg, record.args = redacted(_message(record), *self._secrets), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = redacted(
                "".join(traceback.format_exception(*record.exc_info)).rstrip(), *self._secrets
            )
            record.exc_info = None
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # a record whose values do not fit; logging would print it all
        return str(record.msg)
