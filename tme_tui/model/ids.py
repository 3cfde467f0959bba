"""Names of things: small permanent numbers for people, UUIDv7 for exchange."""

from __future__ import annotations

import os
from typing import NewType

TaskId = NewType("TaskId", int)
PersonId = NewType("PersonId", int)
StepId = NewType("StepId", int)
ReminderId = NewType("ReminderId", int)

HIGHEST_NUMBER = 2**31 - 1
"""No database numbers tasks further; asked for more, some answer with an error of their own."""

_LATEST = 2**48 - 1


def new_uid(milliseconds: int) -> str:
    """A UUIDv7: sorts by the time it was made, unique without asking anyone."""
    since_1970 = min(max(milliseconds, 0), _LATEST)  # a clock may be wrong: the uid is still a uid
    raw = bytearray(since_1970.to_bytes(6, "big") + os.urandom(10))
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
