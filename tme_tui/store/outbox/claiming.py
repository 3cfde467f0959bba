"""Who sends what: due rows of the outbox go to one dispatcher each, with a lease.

Everything happens in one write transaction, and a base has one writer at a time, so two dispatchers can
never take the same row. One person gets messages of one channel in their order: while one is on its way, or
waits to be tried again, those behind it wait too.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, tuple_, update

from tme_tui.i18n import said
from tme_tui.model.outbox import Sender
from tme_tui.model.planned import LOCAL
from tme_tui.model.reminding import Reminding, quiet_ends, read_preferences
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.climbing import begins_after
from tme_tui.store.outbox.giving_back import CAME_UP, given_back, take_next_step, unanswered
from tme_tui.store.outbox.holders import is_gone
from tme_tui.store.outbox.pauses import just_written_to, left_alone_until
from tme_tui.store.outbox.people import LINKED
from tme_tui.store.outbox.quiet import is_urgent
from tme_tui.store.outbox.rows import as_payload
from tme_tui.store.plain_rows import plain_dicts
from tme_tui.store.working_set import in_batches

LEASE = 90
"""Seconds; a channel's call ends within sixty."""
SUMMED_FROM = 6
"""So many late reminders for one person become one message."""
DIGEST_GRACE = 6 * 3600
_PAGE = 64
_ORDER = (states.RETRYING, states.HELD, states.PLANNED, states.MENDING)
"""What is tried again came before what is due now; what was sent already can wait."""

_d = tables.deliveries
_STATES_DUE = select(_d.c.state).where(_d.c.state.in_(_ORDER), _d.c.not_before <= bindparam("now")).distinct()
_MENDED_NOW = and_(_d.c.state == states.MENDING, _d.c.lease_holder.is_not(None))
_TAKE = (
    update(_d)
    .where(_d.c.id == bindparam("which"))
    .values(
        state=states.SENDING,
        not_before=bindparam("until"),
        lease_until=None,
        lease_holder=bindparam("holder"),
        attempts=bindparam("count"),
        address=bindparam("at"),
        payload=bindparam("details"),
    )
)


class Claiming:
    """One look for work."""

    def __init__(self, connection: Connection, sender: Sender, now: int) -> None:
        self._connection = connection
        self._sender = sender
        self._now = now
        self._people: dict[int, Row] = {}
        self._wishes: dict[int, tuple[Reminding, int]] = {}
        self._addresses: dict[tuple[int, str], Row] = {}
        self._summed: set[int] = set()

    def claim(self) -> list[Row]:
        """Rows to send or mend now, each with its `address`; a summary has its parts under `parts`."""
        self._rescue()
        if not self._sender.channels:
            return []
        taken: list[Row] = []
        closed = self._closed()
        left_alone = left_alone_until(self._connection, self._now)
        room = {name: count for name, count in self._sender.channels.items() if name not in left_alone}
        due = set(self._connection.execute(_STATES_DUE, {"now": self._now}).scalars())
        for state in _ORDER:
            if state in due:
                self._claim_in(state, taken, closed, room)
        return taken

    def _claim_in(
        self, state: str, taken: list[Row], closed: set[tuple[int, str]], room: dict[str, int]
    ) -> None:
        """Take rows of one state, while the channels have room."""
        while open_ones := [name for name, count in room.items() if count > 0]:
            page = self._page(state, closed, open_ones)
            claimed: list[Row] = []
            self._meet(page)
            for row in page:
                recipient = (row["person_id"], row["channel"])
                if recipient in closed or room[row["channel"]] <= 0 or row["id"] in self._summed:
                    continue
                found = self._take(row)
                if found is None:
                    continue
                claimed.append(found)
                room[row["channel"]] -= 1
                if row["channel"] not in self._sender.swift:
                    closed.add(recipient)
            self._write_claims(claimed)
            taken += claimed
            if len(page) < _PAGE:
                break

    def _write_claims(self, claimed: list[Row]) -> None:
        """What was taken to be sent, all at once; what is mended was written down already."""
        rows = [
            {
                "which": row["id"],
                "until": row["not_before"],
                "holder": self._sender.holder,
                "count": row["attempts"],
                "at": row["address"],
                "details": as_payload(row["payload"]),
            }
            for row in claimed
            if row["state"] == states.SENDING
        ]
        if rows:
            self._connection.execute(_TAKE, rows)

    def _page(self, state: str, closed: Collection[tuple[int, str]], channels: list[str]) -> list[Row]:
        sender = self._sender
        mine: ColumnElement[bool] = _d.c.channel.in_(channels)
        if sender.local:
            elsewhere = and_(_d.c.channel.in_(list(sender.local)), _d.c.person_id != sender.person)
            mine = and_(mine, ~elsewhere)
        query = select(_d).where(_d.c.state == state, _d.c.not_before <= self._now, mine)
        if closed:
            query = query.where(tuple_(_d.c.person_id, _d.c.channel).not_in(list(closed)))
        query = query.order_by(_d.c.not_before, _d.c.id).limit(_PAGE)
        return plain_dicts(self._connection, query)

    def _closed(self) -> set[tuple[int, str]]:
        """Recipients for whom something is on its way, waits to be tried again, or waits for its pace."""
        query = select(_d.c.person_id, _d.c.channel).where(
            or_(
                _d.c.state == states.SENDING,
                and_(_d.c.state == states.RETRYING, _d.c.not_before > self._now),
                and_(_MENDED_NOW, _d.c.not_before > self._now),
            )
        )
        closed = {(person, channel) for person, channel in self._connection.execute(query)}
        closed |= just_written_to(self._connection, self._sender.spacing, self._now)
        return closed | {one for one, until in self._sender.pauses.items() if until > self._now}

    def _take(self, row: Row) -> Row | None:
        """Claim a row, or say what it is now in place of being sent."""
        payload = json.loads(row["payload"])
        if row["state"] == states.MENDING:
            self._set(row["id"], not_before=self._now + LEASE, lease_holder=self._sender.holder)
            return {**row, "payload": payload, "address": self._address(row)}
        reminding, asked_quiet = self._wishes_of(row["person_id"])
        fresh = row["state"] == states.PLANNED and not payload.get("again")
        quiet = max(self._quiet_ends(row, reminding), asked_quiet)
        if fresh and row["step"]:
            quiet = max(quiet, begins_after(self._connection, row, self._now, goes_out=self._goes_out))
        if quiet > self._now and row["kind"] != "test":
            self._set(row["id"], not_before=quiet)
            return None
        waited = self._now - row["not_before"]
        grace = DIGEST_GRACE if row["kind"] == "digest" else reminding.grace
        if fresh and waited > grace:
            self._set(row["id"], state=states.MISSED)
            return None
        if row["state"] == states.HELD and self._now - row["due_utc"] > grace:
            self._set(row["id"], state=states.FAILED)
            return None
        address = self._address(row)
        if address is None and not self._needs_none(row):
            channel = row["channel"]
            self._fail(row, said(f"there is no address for this channel: tme link {channel}"))
            return None
        if parts := self._late_with(row):
            payload["parts"] = [*payload.get("parts", ()), *parts]
            self._sum_up(row, parts)
        payload.pop(CAME_UP, None)
        if row["not_before"] != row["due_utc"]:
            payload[CAME_UP] = row["not_before"]
        return {
            **row,
            "state": states.SENDING,
            "not_before": self._now + LEASE,
            "attempts": row["attempts"] + 1,
            "address": address or "",
            "payload": payload,
            "claimed_before": row["not_before"],
        }

    def _sum_up(self, row: Row, parts: list[int]) -> None:
        """These become lines of the message of a row."""
        self._summed |= set(parts)
        number = row["id"]
        where = said(f"in the summary {number}")
        for batch in in_batches(parts):
            change = update(_d).where(_d.c.id.in_(batch))
            self._connection.execute(change.values(state=states.SUMMED, error=where, sent=self._now))

    def _late_with(self, row: Row) -> list[int]:
        """The other reminders of this recipient that are late like this one, if there are too many."""
        asleep = row["state"] == states.PLANNED and row["due_utc"] < self._sender.awake_since
        if row["kind"] == "digest" or not (asleep or row["state"] == states.HELD):
            return []
        query = select(_d).where(
            or_(
                and_(_d.c.state == states.PLANNED, _d.c.due_utc < self._sender.awake_since),
                _d.c.state == states.HELD,
            ),
            _d.c.not_before <= self._now,
            _d.c.person_id == row["person_id"],
            _d.c.channel == row["channel"],
            _d.c.kind != "digest",
            _d.c.id != row["id"],
        )
        others = [dict(found) for found in self._connection.execute(query.order_by(_d.c.due_utc)).mappings()]
        reminding, _ = self._wishes_of(row["person_id"])
        oldest = self._now - reminding.grace
        fresh = [one["id"] for one in others if _since(one) >= oldest]
        stale = [one["id"] for one in others if _since(one) < oldest and one["state"] == states.PLANNED]
        for batch in in_batches(stale):
            self._connection.execute(update(_d).where(_d.c.id.in_(batch)).values(state=states.MISSED))
        return fresh if len(fresh) + 1 >= SUMMED_FROM else []

    def _quiet_ends(self, row: Row, reminding: Reminding) -> int:
        """When quiet hours end for this row; now, when there are none. Only who has some costs a look."""
        if not reminding.quiet:
            return self._now
        zone = self._people[row["person_id"]]["zone"]
        return quiet_ends(reminding, zone, self._now, urgent=is_urgent(self._connection, row))

    def _fail(self, row: Row, why: str) -> None:
        self._set(row["id"], state=states.FAILED, error=why)
        take_next_step(self._connection, row, self._now)

    def _rescue(self) -> None:
        """Rows whose dispatcher is gone. What was begun may have arrived, nobody knows; the rest did not."""
        gone = select(_d.c.lease_holder).where(_MENDED_NOW, _d.c.not_before > self._now).distinct()
        for holder in filter(is_gone, self._connection.execute(gone).scalars().all()):
            left = and_(_MENDED_NOW, _d.c.lease_holder == holder)
            self._connection.execute(update(_d).where(left).values(not_before=self._now, lease_holder=None))
        query = select(_d).where(_d.c.state == states.SENDING)
        for row in [dict(found) for found in self._connection.execute(query).mappings()]:
            over = self._sender.trusts_leases and row["not_before"] <= self._now
            if over or is_gone(row["lease_holder"]):
                values = given_back(row)
                if row["lease_until"] is not None:
                    values = unanswered(row, self._now, safe=row["channel"] in self._sender.safe, after=0)
                self._set(row["id"], **values)

    def _meet(self, page: list[Row]) -> None:
        """The people of these rows and where they are reached, all at once."""
        fresh = {row["person_id"] for row in page} - self._people.keys()
        if not fresh:
            return
        people, addresses = tables.people, tables.addresses
        for row in plain_dicts(self._connection, select(people).where(people.c.id.in_(fresh))):
            self._people[row["id"]] = row
        for row in plain_dicts(self._connection, select(addresses).where(addresses.c.person_id.in_(fresh))):
            self._addresses[row["person_id"], row["channel"]] = row

    def _wishes_of(self, number: int) -> tuple[Reminding, int]:
        """How a person is reminded, and until when not at all."""
        if number not in self._wishes:
            self._wishes[number] = read_preferences(self._people[number]["preferences"])
        return self._wishes[number]

    def _goes_out(self, person: int, channel: str) -> bool:
        """Whether this dispatcher sends to a person on a channel."""
        sender = self._sender
        return channel in sender.channels and (channel not in sender.local or person == sender.person)

    def _address(self, row: Row) -> str | None:
        found = self._addresses.get((row["person_id"], row["channel"]), {})
        return found["address"] if found.get("state") == LINKED else None

    def _needs_none(self, row: Row) -> bool:
        """Whether it can go out without an address; one that was given and is blocked stands in the way."""
        channel = row["channel"]
        never_given = (row["person_id"], channel) not in self._addresses
        return channel in self._sender.local or (channel in LOCAL and never_given)

    def _set(self, number: int, **values: object) -> None:
        self._connection.execute(update(_d).where(_d.c.id == number).values(**values))


def _since(row: Row) -> int:
    """From when the grace of a row that waits is counted."""
    return int(row["due_utc"] if row["state"] == states.HELD else row["not_before"])
