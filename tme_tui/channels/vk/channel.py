"""Sends reminders in the name of a VK community.

VK takes one message for each `random_id` in a dialogue within an hour, so a message that got no answer can be
sent again: it arrives once. Messages are known by their number in the dialogue, which a pressed button tells
too; VK gives it only to those who send to a list of dialogues, so we send to a list of one.
"""

from __future__ import annotations

from zlib import crc32

from tme_tui.channels.http import READ_SECONDS
from tme_tui.channels.vk.client import VkClient
from tme_tui.channels.vk.community import community_of, switch_on
from tme_tui.channels.vk.refusals import GONE, NO_BUTTONS, VkRefusal, refusal_of
from tme_tui.channels.vk.text import LONGEST, keyboard, text_of
from tme_tui.model.delivery import ChannelFacts, Outgoing, Receipt, Temporary, Unanswered

FACTS = ChannelFacts(
    buttons=True,
    edits=True,
    withdraws=True,
    idempotent=True,
    per_second=15.0,
    per_address=1.0,
    longest=LONGEST,
)


class VkChannel:
    """One community. Its addresses are the numbers of dialogues."""

    def __init__(
        self,
        token: str,
        group_id: int | None,
        api_url: str,
        proxy: str = "",
        *,
        patience: float = READ_SECONDS,
    ) -> None:
        self._client = VkClient(token, api_url, proxy, patience=patience)
        self._group_id = group_id

    @property
    def name(self) -> str:
        return "vk"

    @property
    def facts(self) -> ChannelFacts:
        return FACTS

    def send(self, message: Outgoing) -> Receipt:
        try:
            return self._sent(message, keyboard(message.buttons) if message.buttons else None)
        except VkRefusal as refusal:
            if not message.buttons or refusal.code not in NO_BUTTONS:
                raise
            return self._sent(message, None)

    def _sent(self, message: Outgoing, board: dict[str, object] | None) -> Receipt:
        answer = self._client.call(
            "messages.send",
            peer_ids=message.address,
            random_id=random_id(message.repeat_number or crc32(message.key.encode())),
            message=text_of(message),
            keyboard=board,
            dont_parse_links=True,
            disable_mentions=True,
        )
        sent = answer[0] if isinstance(answer, list) and answer and isinstance(answer[0], dict) else {}
        if isinstance(sent.get("error"), dict):
            raise refusal_of(sent["error"])
        number = sent.get("conversation_message_id")
        return Receipt(str(number) if isinstance(number, int) and number else "")

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        self._repeatable(
            "messages.edit",
            peer_id=message.address,
            cmid=receipt.message,
            message=text_of(message),
            keyboard=keyboard(message.buttons),
            dont_parse_links=True,
            disable_mentions=True,
        )

    def withdraw(self, receipt: Receipt, message: Outgoing) -> None:
        try:
            self._repeatable(
                "messages.delete", peer_id=message.address, cmids=receipt.message, delete_for_all=True
            )
        except VkRefusal as refusal:
            if refusal.code != GONE:
                raise

    def check(self) -> str:
        community = community_of(self._client, self._group_id)
        switch_on(self._client, community.number)
        return f"{community.name} (vk.com/club{community.number})"

    def invitation(self, code: str) -> str:
        """The community hears the code from who opens it and writes the first message."""
        return f"https://vk.me/club{community_of(self._client, self._group_id).number}?ref={code}"

    def close(self) -> None:
        self._client.http.close()

    def _repeatable(self, method: str, **parameters: object) -> None:
        try:
            self._client.call(method, **parameters)
        except Unanswered as unknown:
            raise Temporary(str(unknown)) from None


def random_id(number: int) -> int:
    """A number as VK takes it: 32 bits with a sign, and not zero, which would be none."""
    wrapped = (number + 2**31) % 2**32 - 2**31
    return wrapped or 1
