"""Sends reminders by a Telegram bot.

There is no way to tell Telegram that a message is the same as one before, so an answer that never came leaves
it open whether the message arrived, and that is what is said. Editing and withdrawing can be repeated.
"""

from __future__ import annotations

from typing import Any

from tme_tui.channels.http import READ_SECONDS
from tme_tui.channels.telegram.client import BotClient
from tme_tui.channels.telegram.refusals import (
    GONE,
    NO_BUTTONS,
    NO_ENTITIES,
    NOT_MODIFIED,
    TOO_OLD,
    Refusal,
    heard_elsewhere,
)
from tme_tui.channels.telegram.text import LONGEST, html_of, keyboard, struck_out
from tme_tui.channels.wording import plain
from tme_tui.i18n import message as translatable
from tme_tui.model.delivery import ChannelFacts, Outgoing, Receipt, Temporary, Unanswered

FACTS = ChannelFacts(
    buttons=True, edits=True, withdraws=True, per_second=25.0, per_address=1.0, longest=LONGEST
)


class TelegramChannel:
    """One bot. Its addresses are the numbers of chats."""

    def __init__(self, token: str, api_url: str, proxy: str = "", *, patience: float = READ_SECONDS) -> None:
        self._client = BotClient(token, api_url, proxy, patience=patience)

    @property
    def name(self) -> str:
        return "telegram"

    @property
    def facts(self) -> ChannelFacts:
        return FACTS

    def send(self, message: Outgoing) -> Receipt:
        sent = self._written("send_message", message, html_of(message))
        number = sent.get("message_id") if isinstance(sent, dict) else None
        return Receipt(str(number) if isinstance(number, int) else "")

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        self._changed(receipt, message, html_of(message))

    def withdraw(self, receipt: Receipt, message: Outgoing) -> None:
        try:
            self._repeatable("delete_message", message, message_id=receipt.message)
        except Refusal as refusal:
            if refusal.says(*TOO_OLD):
                self._changed(
                    receipt, Outgoing(message.key, message.address, message.title), struck_out(message)
                )
            elif not refusal.says(*GONE):
                raise

    def check(self) -> str:
        name = self._username()
        hook = self._client.call("get_webhook_info")
        if isinstance(hook, dict) and hook.get("url"):
            raise heard_elsewhere()
        return f"@{name}"

    def invitation(self, code: str) -> str:
        """The bot hears `/start CODE` from who opens it."""
        return f"https://t.me/{self._username()}?start={code}"

    def close(self) -> None:
        self._client.close()

    def _username(self) -> str:
        me = self._client.call("get_me")
        if not isinstance(me, dict) or not me.get("username"):
            raise Temporary(translatable("the answer was not that of a Bot API; look at telegram.api_url"))
        return str(me["username"])

    def _changed(self, receipt: Receipt, message: Outgoing, html: str) -> None:
        try:
            self._written("edit_message_text", message, html, message_id=receipt.message)
        except Unanswered as unknown:
            raise Temporary(str(unknown)) from None
        except Refusal as refusal:
            if not refusal.says(NOT_MODIFIED):
                raise

    def _written(self, method: str, message: Outgoing, html: str, **where: str) -> Any:
        """Send or edit; a text or buttons that are not taken are given up for a plain text, once."""
        board = keyboard(message.buttons)
        try:
            return self._put(method, message, text=html, parse_mode="HTML", reply_markup=board, **where)
        except Refusal as refusal:
            if not refusal.says(NO_ENTITIES, *NO_BUTTONS):
                raise
            if refusal.says(*NO_BUTTONS):
                board = None
        return self._put(method, message, text=plain(message, LONGEST), reply_markup=board, **where)

    def _put(self, method: str, message: Outgoing, **parameters: Any) -> Any:
        from telebot.types import LinkPreviewOptions

        bare = LinkPreviewOptions(is_disabled=True)
        return self._client.call_in(message.address, method, link_preview_options=bare, **parameters)

    def _repeatable(self, method: str, message: Outgoing, **where: str) -> None:
        try:
            self._client.call_in(message.address, method, **where)
        except Unanswered as unknown:
            raise Temporary(str(unknown)) from None
