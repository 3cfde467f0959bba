"""Hears what people write to a VK community and which buttons they press.

The server keeps events for a while and numbers them. The caller stores what was heard together with the place
up to which it was heard, and only then asks on: so a crash loses nothing.
"""

from __future__ import annotations

import logging
from zlib import crc32

from tme_tui.channels.vk.channel import random_id
from tme_tui.channels.vk.client import VkClient
from tme_tui.channels.vk.community import community_of, switch_on
from tme_tui.channels.vk.longpoll import LongPoll
from tme_tui.channels.vk.people import People
from tme_tui.channels.vk.reading import incoming, person_of
from tme_tui.channels.vk.refusals import GONE, VkRefusal
from tme_tui.channels.vk.text import LONGEST, LONGEST_NOTICE, harmless
from tme_tui.channels.wording import cut, sendable
from tme_tui.model.delivery import ChannelError, Incoming, IncomingKind, Temporary, Unanswered

_log = logging.getLogger(__name__)
_ODD = (AttributeError, KeyError, TypeError, ValueError)


class VkEar:
    """Listens to one community. A place is `community:number`; that of another is not taken for ours."""

    def __init__(self, token: str, group_id: int | None, api_url: str, proxy: str = "") -> None:
        self._client = VkClient(token, api_url, proxy)
        self._number = group_id
        self._poll: LongPoll | None = None
        self._people = People(self._client)

    def listen(self, place: str) -> tuple[tuple[Incoming, ...], str]:
        try:
            return self._heard(place)
        except ChannelError as error:
            if self._client.http.is_closed:
                return (), place
            if isinstance(error, Unanswered):
                raise Temporary(str(error)) from None
            raise

    def reply(self, incoming: Incoming, text: str) -> None:
        text = sendable(text)
        try:
            if incoming.kind is IncomingKind.PRESSED:
                self._notice(incoming, cut(text, LONGEST_NOTICE))
            else:
                self._client.call(
                    "messages.send",
                    peer_ids=incoming.address,
                    random_id=random_id(crc32(f"{incoming.id} {text}".encode())),
                    message=cut(harmless(text), LONGEST),
                    dont_parse_links=True,
                    disable_mentions=True,
                )
        except Unanswered as unknown:
            raise Temporary(str(unknown)) from None

    def stop(self) -> None:
        self._client.http.close()

    def _heard(self, place: str) -> tuple[tuple[Incoming, ...], str]:
        if self._number is None:
            self._number = community_of(self._client, None).number
        if self._poll is None:
            self._switch_on(self._number)
            self._poll = LongPoll(self._client, self._number)
        community, _, ts = place.partition(":")
        events, ts = self._poll.after(ts if community == str(self._number) else "")
        return self._read(events), f"{self._number}:{ts}"

    def _switch_on(self, number: int) -> None:
        """Have the events told; where the key may not, the owner has to, and we hear what is on."""
        try:
            switch_on(self._client, number)
        except VkRefusal as refusal:
            _log.warning("not all is heard of VK: %s; %s", refusal, refusal.hint)

    def _read(self, events: list[object]) -> tuple[Incoming, ...]:
        sound: list[dict[str, object]] = []
        people: set[int] = set()
        for event in events:
            try:
                people.add(person_of(event))  # type: ignore[arg-type]  # what it is not, it raises
                sound.append(event)  # type: ignore[arg-type]
            except _ODD as error:
                _log.warning("an event of VK was not understood: %s", type(error).__name__)
        self._people.learn(people)
        read: list[Incoming] = []
        for event in sound:
            try:
                one = incoming(event, self._people.name)
            except _ODD as error:
                _log.warning("an event of VK was not understood: %s", type(error).__name__)
                continue
            if one is not None:
                read.append(one)
        return tuple(read)

    def _notice(self, incoming: Incoming, text: str) -> None:
        """A short text beside the button; VK takes it once, and within a minute."""
        person, _, event = incoming.callback.partition(":")
        try:
            self._client.call(
                "messages.sendMessageEventAnswer",
                event_id=event,
                user_id=person,
                peer_id=incoming.address,
                event_data={"type": "show_snackbar", "text": text},
            )
        except VkRefusal as refusal:
            if refusal.code != GONE:  # nobody looks at that button any more
                raise
