"""Who sends what: due rows of the outbox go to one dispatcher each, with a lease.

Everything happens in one write transaction, and a base has one writer at a time, so two dispatchers can
never take the same row. One person gets messages of one channel in their order: while one is on its way, or
waits to be tried again, those behind it wait too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, tuple_, update

from tme_tui.model.outbox import Sender
from tme_tui.model.reminding import Reminding, quiet_ends, read_preferences
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox import states
from tme_tui.store.outbox.holders import is_gone
from tme_tui.store.outbox.pauses import just_written_to, left_alone_until
from tme_tui.store.outbox.people import LINKED
from tme_tui.store.outbox.rows import as_payload
from tme_tui.store.working_set import in_batches

LEASE = 90
"""Seconds; a channel's call ends within sixty."""
LATE = 120
"""A message that comes so many seconds after its time says so."""
SUMMED_FROM = 6
"""So many late reminders for one person become one message."""
DIGEST_GRACE = 6 * 3600
_PAGE = 64
_ORDER = (states.RETRYING, states.HELD, states.PLANNED, states.MENDING)
"""What is tried again came before what is due now; what was sent already can wait."""

_d = tables.deliveries
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
        for state in _ORDER:
            self._claim_in(state, taken, closed, room)
        return taken

    def _claim_in(
        self, state: str, taken: list[Row], closed: set[tuple[int, str]], room: dict[str, int]
    ) -> None:
        """Take rows of one state, while the channels have room."""
        while open_ones := [name for name, count in room.items() if count > 0]:
            page = self._page(state, closed, open_ones)
            claimed: list[Row] = []
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
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _closed(self) -> set[tuple[int, str]]:
        """Recipients for whom something is on its way, waits to be tried again, or waits for its pace."""
        query = select(_d.c.person_id, _d.c.channel).where(
            or_(
                _d.c.state == states.SENDING,
                and_(_d.c.state == states.RETRYING, _d.c.not_before > self._now),
                and_(_d.c.state == states.MENDING, _d.c.not_before > self._now),
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
        quiet = max(self._quiet_ends(row, reminding), asked_quiet)
        if quiet > self._now and row["kind"] != "test":
            self._set(row["id"], not_before=quiet)
            return None
        waited = self._now - row["not_before"]
        grace = DIGEST_GRACE if row["kind"] == "digest" else reminding.grace
        if row["state"] == states.PLANNED and waited > grace and not payload.get("again"):
            self._set(row["id"], state=states.MISSED)
            return None
        if row["state"] == states.HELD and self._now - row["due_utc"] > grace:
            self._set(row["id"], state=states.FAILED)
            return None
        address = self._address(row)
        if address is None and row["channel"] not in self._sender.local:
            self._fail(row, "there is no address for this channel: tme link " + row["channel"])
            return None
        if parts := self._late_with(row):
            payload["parts"] = [*payload.get("parts", ()), *parts]
            self._sum_up(row, parts)
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
        for batch in in_batches(parts):
            change = update(_d).where(_d.c.id.in_(batch))
            self._connection.execute(
                change.values(state=states.SUMMED, error=f"in the summary {row['id']}", sent=self._now)
            )

    def _late_with(self, row: Row) -> list[int]:
        """The other reminders of this recipient that are late like this one, if there are too many."""
        asleep = row["state"] == states.PLANNED and row["not_before"] < self._sender.awake_since
        if row["kind"] == "digest" or not (asleep or row["state"] == states.HELD):
            return []
        query = select(_d).where(
            or_(
                and_(_d.c.state == states.PLANNED, _d.c.not_before < self._sender.awake_since),
                and_(_d.c.state == states.HELD, _d.c.not_before <= self._now),
            ),
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
        zone = self._person(row["person_id"])["zone"]
        return quiet_ends(reminding, zone, self._now, urgent=self._is_urgent(row))

    def _fail(self, row: Row, why: str) -> None:
        self._set(row["id"], state=states.FAILED, error=why)
        take_next_step(self._connection, row, self._now)

    def _rescue(self) -> None:
        """Rows whose dispatcher is gone. What was begun may have arrived, nobody knows; the rest did not."""
        query = select(_d).where(_d.c.state == states.SENDING)
        for row in [dict(found) for found in self._connection.execute(query).mappings()]:
            over = self._sender.trusts_leases and row["not_before"] <= self._now
            if over or is_gone(row["lease_holder"]):
                values = given_back(row, self._now)
                if row["lease_until"] is not None:
                    values = unanswered(row, self._now, safe=row["channel"] in self._sender.safe, after=0)
                self._set(row["id"], **values)

    def _is_urgent(self, row: Row) -> bool:
        if row["task_id"] is None:
            return False
        table = tables.tasks
        query = select(table.c.priority).where(table.c.id == row["task_id"])
        return self._connection.execute(query).scalar() == 1

    def _person(self, number: int) -> Row:
        if number not in self._people:
            table = tables.people
            found = self._connection.execute(select(table).where(table.c.id == number)).mappings().one()
            self._people[number] = dict(found)
        return self._people[number]

    def _wishes_of(self, number: int) -> tuple[Reminding, int]:
        """How a person is reminded, and until when not at all."""
        if number not in self._wishes:
            self._wishes[number] = read_preferences(self._person(number)["preferences"])
        return self._wishes[number]

    def _address(self, row: Row) -> str | None:
        key = (row["person_id"], row["channel"])
        if key not in self._addresses:
            table = tables.addresses
            query = select(table).where(table.c.person_id == key[0], table.c.channel == key[1])
            found = self._connection.execute(query).mappings().first()
            self._addresses[key] = dict(found) if found is not None else {}
        found_address = self._addresses[key]
        return found_address["address"] if found_address.get("state") == LINKED else None

    def _set(self, number: int, **values: object) -> None:
        self._connection.execute(update(_d).where(_d.c.id == number).values(**values))


def _since(row: Row) -> int:
    """From when the grace of a row that waits is counted."""
    return int(row["due_utc"] if row["state"] == states.HELD else row["not_before"])


def given_back(row: Row, not_before: int) -> Row:
    """What becomes of a row that was claimed and not tried."""
    return {
        "state": states.RETRYING if row["attempts"] > 1 else states.PLANNED,
        "attempts": row["attempts"] - 1,
        "not_before": not_before,
        "lease_holder": None,
        "lease_until": None,
    }


def unanswered(row: Row, now: int, *, safe: bool, after: int) -> Row:
    """What becomes of a row to which no answer came: repeated safely, repeated once, or left as it is."""
    count = row["unanswered"] + 1
    values: Row = {"unanswered": count, "lease_holder": None, "lease_until": None}
    if safe or count == 1:
        return values | {"state": states.RETRYING, "not_before": now + after}
    return values | {
        "state": states.UNKNOWN,
        "sent": now,
        "error": row["error"] or "no answer came: it may have arrived",
    }


def take_next_step(connection: Connection, row: Row, now: int) -> None:
    """A step of the ladder gave way: when nothing of it is left, the next one is taken at once."""
    query = select(_d).where(_d.c.thread == row["thread"], _d.c.id != row["id"])
    others = [dict(found) for found in connection.execute(query).mappings()]
    same = [
        other
        for other in others
        if other["step"] <= row["step"]
        and other["acknowledged"] is None  # what was answered before a snooze stands in nobody's way
        and other["state"] not in (states.FAILED, states.SKIPPED, states.MISSED, states.HELD)
    ]
    if same:
        return
    later = defaultdict(list)
    for other in others:
        if other["step"] > row["step"] and other["state"] == states.PLANNED:
            later[other["step"]].append(other["id"])
    if later:
        change = update(_d).where(_d.c.id.in_(later[min(later)]), _d.c.not_before > now)
        connection.execute(change.values(not_before=now))


def next_row(connection: Connection, channels: Iterable[str]) -> Row | None:
    """The planned row whose time comes first."""
    query = select(_d).where(_d.c.state == states.PLANNED, _d.c.channel.in_(list(channels)))
    found = connection.execute(query.order_by(_d.c.not_before).limit(1)).mappings().first()
    return None if found is None else dict(found)


def next_look(connection: Connection, channels: Iterable[str]) -> int | None:
    """When the outbox is next of interest to a dispatcher of these channels; 0 is at once.

    What a process that has ended had in its hands is of interest at once, before its lease ends.
    """
    query = select(_d.c.lease_holder, _d.c.not_before).where(_d.c.state == states.SENDING)
    leases = [(holder, until) for holder, until in connection.execute(query)]
    if any(is_gone(holder) for holder in {holder for holder, _ in leases}):
        return 0
    moments = [until for _, until in leases]
    names = list(channels)
    for state in states.DUE if names else ():
        coming = (
            select(_d.c.not_before)
            .where(_d.c.state == state, _d.c.channel.in_(names))
            .order_by(_d.c.not_before)
            .limit(1)
        )
        found = connection.execute(coming).scalar()
        if found is not None:
            moments.append(found)
    return min(moments, default=None)
