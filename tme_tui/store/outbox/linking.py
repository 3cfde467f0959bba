"""People and their addresses: one-time codes, and what was heard from messengers.

Only the digest of a code is kept. What a messenger said and the place up to which it was heard are written in
one transaction, so nothing is heard twice.
"""

from __future__ import annotations

import hashlib
import json
import secrets

from sqlalchemy import Connection, delete, func, insert, select, update

from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.notes import note, noted
from tme_tui.store.outbox.extending import forget_plan
from tme_tui.store.outbox.holders import is_gone
from tme_tui.store.outbox.people import LINKED

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without 0, O, 1 and I, which look like each other."""
LENGTH = 8
VALID_FOR = 600
MOST_WRONG = 5
SILENCE = 3600

_codes = tables.link_codes
_addresses = tables.addresses
_inbox = tables.inbox


def new_code(connection: Connection, person: int, channel: str, now: int) -> tuple[str, int]:
    """A fresh code for a person, and when it expires; older ones for the same channel are void."""
    connection.execute(
        delete(_codes).where(
            (_codes.c.expires < now - 86_400) | (_codes.c.person_id == person) & (_codes.c.channel == channel)
        )
    )
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    expires = now + VALID_FOR
    connection.execute(
        insert(_codes).values(
            digest=_digest(channel, code), person_id=person, channel=channel, expires=expires
        )
    )
    return code, expires


def is_used(connection: Connection, channel: str, code: str) -> bool:
    """Whether somebody has used the code."""
    query = select(_codes.c.used).where(_codes.c.digest == _digest(channel, code))
    return connection.execute(query).scalar() is not None


def redeem(
    connection: Connection, channel: str, code: str, address: str, sender: str, now: int, new_id: int
) -> int | None:
    """Link an address by a code; the answer is the person, None when the code is not good."""
    query = select(_codes).where(_codes.c.digest == _digest(channel, code))
    found = connection.execute(query).mappings().first()
    if found is None or found["used"] is not None or found["expires"] < now:
        return None
    connection.execute(update(_codes).where(_codes.c.digest == found["digest"]).values(used=now))
    link(connection, found["person_id"], channel, address, sender, now, new_id)
    return int(found["person_id"])


def link(
    connection: Connection, person: int, channel: str, address: str, sender: str, now: int, new_id: int
) -> None:
    """From now on the person is reached there; older links of either side end."""
    connection.execute(
        delete(_addresses).where(
            (_addresses.c.channel == channel)
            & ((_addresses.c.person_id == person) | (_addresses.c.address == address))
        )
    )
    details = json.dumps({"name": sender}, ensure_ascii=False)
    connection.execute(
        insert(_addresses).values(
            id=new_id,
            person_id=person,
            channel=channel,
            address=address,
            state=LINKED,
            details=details,
            linked=now,
        )
    )
    forget_plan(connection, now)


def unlink(connection: Connection, person: int, channel: str, now: int) -> bool:
    """The person is no longer reached there."""
    mine = (_addresses.c.person_id == person, _addresses.c.channel == channel)
    done = connection.execute(delete(_addresses).where(*mine)).rowcount
    if done:
        forget_plan(connection, now)
    return bool(done)


def set_state(connection: Connection, channel: str, address: str, state: str, now: int) -> int | None:
    """The messenger said that an address is blocked, or open again; the answer is whose it is."""
    query = select(_addresses).where(_addresses.c.channel == channel, _addresses.c.address == address)
    found = connection.execute(query).mappings().first()
    if found is None:
        return None
    if found["state"] != state:
        connection.execute(update(_addresses).where(_addresses.c.id == found["id"]).values(state=state))
        forget_plan(connection, now)
    return int(found["person_id"])


def owner_of(connection: Connection, channel: str, address: str) -> int | None:
    """Whose address it is."""
    query = select(_addresses.c.person_id).where(
        _addresses.c.channel == channel, _addresses.c.address == address
    )
    return connection.execute(query).scalar()


def links_of(connection: Connection, person: int | None = None) -> list[Row]:
    """Addresses with the login of their person."""
    people = tables.people
    query = select(_addresses, people.c.login.label("login")).join(
        people, people.c.id == _addresses.c.person_id
    )
    if person is not None:
        query = query.where(_addresses.c.person_id == person)
    return [dict(row) for row in connection.execute(query.order_by(_addresses.c.id)).mappings()]


def place_of(connection: Connection, channel: str) -> str:
    """Up to where a messenger was heard."""
    return noted(connection, f"heard:{channel}") or ""


def keep_place(connection: Connection, channel: str, place: str) -> None:
    """Remember up to where a messenger was heard, with what was heard."""
    note(connection, f"heard:{channel}", place)


def keep_heard(connection: Connection, channel: str, number: str, chat: str, payload: str, now: int) -> bool:
    """Write down what was heard; False when it is known already."""
    query = select(_inbox.c.update_id).where(_inbox.c.channel == channel, _inbox.c.update_id == number)
    if connection.execute(query).first() is not None:
        return False
    connection.execute(
        insert(_inbox).values(
            channel=channel, update_id=number, chat=chat, payload=payload, state="new", received=now
        )
    )
    return True


def unhandled(connection: Connection, channel: str) -> list[Row]:
    """What was heard and not answered yet, in its order."""
    query = select(_inbox).where(_inbox.c.channel == channel, _inbox.c.state == "new")
    return [
        dict(row)
        for row in connection.execute(query.order_by(_inbox.c.received, _inbox.c.update_id)).mappings()
    ]


def handled(connection: Connection, channel: str, number: str, state: str, now: int) -> None:
    """It was dealt with; texts are not kept."""
    mine = (_inbox.c.channel == channel, _inbox.c.update_id == number)
    connection.execute(update(_inbox).where(*mine).values(state=state, payload="{}"))
    connection.execute(delete(_inbox).where(_inbox.c.received < now - 7 * 86_400, _inbox.c.state != "new"))


def wrong_tries(connection: Connection, channel: str, chat: str, now: int) -> int:
    """How often this chat guessed wrongly of late."""
    query = select(func.count()).where(
        _inbox.c.channel == channel,
        _inbox.c.chat == chat,
        _inbox.c.state == "wrong",
        _inbox.c.received > now - SILENCE,
    )
    return int(connection.execute(query).scalar() or 0)


def take_ear(connection: Connection, channel: str, holder: str, now: int, seconds: int) -> bool:
    """One process listens to a messenger at a time; whether it is this one, for so many seconds more."""
    key = f"ear:{channel}"
    found = noted(connection, key)
    if found:
        other, _, until = found.rpartition(" ")
        if other != holder and int(until) > now and not is_gone(other):
            return False
    note(connection, key, f"{holder} {now + seconds}")
    return True


def leave_ear(connection: Connection, channel: str, holder: str) -> None:
    """Let another process listen at once."""
    table = tables.meta
    connection.execute(
        delete(table).where(table.c.key == f"ear:{channel}", table.c.value.like(f"{holder} %"))
    )


def _digest(channel: str, code: str) -> str:
    return hashlib.sha256(f"{channel}:{code.strip().upper()}".encode()).hexdigest()
