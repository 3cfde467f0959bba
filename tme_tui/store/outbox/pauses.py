"""Whom and what all processes leave alone for a while, read from what any of them has sent and was told.

A messenger takes so many messages for one chat in a second, whichever process sends them; and when its server
asks to be left alone, it means everybody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, case, or_, select

from tme_tui.store import tables
from tme_tui.store.outbox import states

ASKED = "asked"
"""The detail of a row that waits because the server asked for it."""
MENDED = "mended"
"""The detail of a row that was edited: when."""
_d = tables.deliveries


def just_written_to(connection: Connection, spacing: Mapping[str, int], now: int) -> set[tuple[int, str]]:
    """Recipients (person and channel) for whom something was sent or edited within the seconds of a channel.

    `not_before` of what was sent is when its lease would have ended, so only the last rows are looked at.
    """
    if not spacing:
        return set()
    mended = _d.c.payload.like(f'%"{MENDED}":%')
    query = select(_d.c.person_id, _d.c.channel, _d.c.sent, case((mended, _d.c.payload))).where(
        _d.c.state == states.SENT,
        _d.c.not_before > now,
        _d.c.channel.in_(list(spacing)),
        or_(mended, _d.c.sent.between(now - max(spacing.values()), now)),
    )
    return {
        (person, channel)
        for person, channel, sent, payload in connection.execute(query)
        if any(at <= now <= at + spacing[channel] for at in (sent or 0, _mended_at(payload)))
    }


def _mended_at(payload: str | None) -> int:
    return 0 if payload is None else int(json.loads(payload)[MENDED])


def left_alone_until(connection: Connection, now: int) -> dict[str, int]:
    """Channels whose server asked to be left alone, and until when."""
    query = select(_d.c.channel, _d.c.not_before).where(
        _d.c.state == states.RETRYING, _d.c.not_before > now, _d.c.payload.like(f'%"{ASKED}":%')
    )
    found: dict[str, int] = {}
    for channel, until in connection.execute(query):
        found[channel] = max(found.get(channel, 0), until)
    return found
