"""Where people are reached: pairing by a one-time code, and what messengers said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Self

from tme_tui.engine.answering import LinkCode
from tme_tui.engine.base import EngineBase
from tme_tui.model.delivery import Incoming
from tme_tui.model.journal import Origin
from tme_tui.model.value import value
from tme_tui.store.transaction import take_numbers


@value
class Link:
    """One address of a person."""

    person: str
    channel: str
    address: str
    state: str
    """`linked` or `blocked`."""
    name: str = ""
    """How the messenger calls the person."""
    error: str = ""


class Addressing(EngineBase):
    """Use cases of links between people and messengers."""

    def acting_as(self, person: int, origin: Origin) -> Self:
        """The same engine in the name of somebody else, such as whoever answered in a messenger."""
        from tme_tui.i18n import translator
        from tme_tui.store.people import person_with_number

        with self._store.read() as connection:
            found = person_with_number(connection, person)
        around = replace(self._around, person=found, origin=origin, words=translator(found.locale))
        other = type(self)(around)
        other._announcer = self._announcer
        return other

    def new_link_code(self, channel: str) -> LinkCode:
        """A code that this person sends to the bot; it is good once and for ten minutes."""
        from tme_tui.store.outbox.linking import new_code

        with self._store.write() as connection:
            code, expires = new_code(connection, int(self.person.id), channel, self._seconds)
        return LinkCode(channel, code, datetime.fromtimestamp(expires, UTC))

    def is_link_used(self, code: LinkCode) -> bool:
        """Whether somebody has sent the code."""
        from tme_tui.store.outbox.linking import is_used

        with self._store.read() as connection:
            return is_used(connection, code.channel, code.code)

    def links(self) -> list[Link]:
        """Everybody's addresses."""
        from tme_tui.store.outbox.linking import links_of

        with self._store.read() as connection:
            rows = links_of(connection)
        found = []
        for row in rows:
            details = json.loads(row["details"])
            found.append(
                Link(
                    row["login"],
                    row["channel"],
                    row["address"],
                    row["state"],
                    str(details.get("name", "")),
                    str(details.get("error", "")),
                )
            )
        return found

    def link_address(self, channel: str, address: str, name: str = "") -> None:
        """Reach this person there from now on, without a code: for addresses that the person typed."""
        from tme_tui.store.outbox.linking import link

        with self._store.write() as connection:
            number = take_numbers(connection, "addresses")[0]
            link(connection, int(self.person.id), channel, address, name, self._seconds, number)

    def unlink(self, channel: str) -> bool:
        """Reach this person there no longer."""
        from tme_tui.store.outbox.linking import unlink

        with self._store.write() as connection:
            return unlink(connection, int(self.person.id), channel, self._seconds)

    def redeem_link(self, channel: str, code: str, address: str, sender: str) -> int | None:
        """Link an address by a code that came from it; the answer is the person, None when it is not good."""
        from tme_tui.store.outbox.linking import redeem

        with self._store.write() as connection:
            number = take_numbers(connection, "addresses")[0]
            return redeem(connection, channel, code, address, sender, self._seconds, number)

    def address_changed(self, channel: str, address: str, state: str) -> int | None:
        """The messenger says that an address is `blocked`, or `linked` again."""
        from tme_tui.store.outbox.linking import set_state

        with self._store.write() as connection:
            return set_state(connection, channel, address, state, self._seconds)

    def owner_of_address(self, channel: str, address: str) -> int | None:
        """Whose address it is."""
        from tme_tui.store.outbox.linking import owner_of

        with self._store.read() as connection:
            return owner_of(connection, channel, address)

    def heard_place(self, channel: str) -> str:
        """Up to where a messenger was heard."""
        from tme_tui.store.outbox.linking import place_of

        with self._store.read() as connection:
            return place_of(connection, channel)

    def keep_heard(self, channel: str, heard: tuple[Incoming, ...], place: str) -> None:
        """Write down what was heard and up to where, in one go."""
        from tme_tui.model.value import fields_of
        from tme_tui.store.outbox import linking

        with self._store.write(routine=True) as connection:
            for one in heard:
                said = dict(zip(Incoming.__annotations__, fields_of(one), strict=True))
                payload = json.dumps(said, ensure_ascii=False)
                linking.keep_heard(connection, channel, one.id, one.address, payload, self._seconds)
            linking.keep_place(connection, channel, place)

    def heard_unhandled(self, channel: str) -> list[Incoming]:
        """What was heard and not dealt with, in its order."""
        from tme_tui.model.delivery import IncomingKind
        from tme_tui.store.outbox.linking import unhandled

        with self._store.read() as connection:
            rows = unhandled(connection, channel)
        found = []
        for row in rows:
            said = json.loads(row["payload"])
            found.append(Incoming(**{**said, "kind": IncomingKind(said["kind"])}))
        return found

    def heard_handled(self, channel: str, incoming: Incoming, *, wrong: bool = False) -> None:
        """It was dealt with; `wrong` when it was a guess at a code."""
        from tme_tui.store.outbox.linking import handled

        with self._store.write(routine=True) as connection:
            handled(connection, channel, incoming.id, "wrong" if wrong else "handled", self._seconds)

    def wrong_tries(self, channel: str, address: str) -> int:
        """How often a chat guessed wrongly within the last hour."""
        from tme_tui.store.outbox.linking import wrong_tries

        with self._store.read() as connection:
            return wrong_tries(connection, channel, address, self._seconds)

    def take_ear(self, channel: str, holder: str, seconds: int = 60) -> bool:
        """Be the one process that listens to a messenger; False when another is."""
        from tme_tui.store.outbox.linking import take_ear

        with self._store.write(routine=True) as connection:
            return take_ear(connection, channel, holder, self._seconds, seconds)

    def leave_ear(self, channel: str, holder: str) -> None:
        """Let another process listen."""
        from tme_tui.store.outbox.linking import leave_ear

        with self._store.write(routine=True) as connection:
            leave_ear(connection, channel, holder)
