"""What people did, read from the updates of the Bot API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tme_tui.model.delivery import Incoming, IncomingKind

if TYPE_CHECKING:
    from telebot.types import CallbackQuery, ChatMemberUpdated, Message, User

KINDS = ("message", "callback_query", "my_chat_member")
"""What the bot asks to hear of."""

_OUT = frozenset({"kicked", "left"})
_IN = frozenset({"member", "administrator", "creator"})


def incoming(update: Mapping[str, Any]) -> Incoming | None:
    """What an update says; None for what is not meant for us. Odd ones raise whatever the library raises."""
    from telebot.types import Update

    read: Update = Update.de_json(dict(update))  # type: ignore[no-untyped-call]
    number = str(read.update_id)
    if read.message is not None:
        return _written(number, read.message)
    if read.callback_query is not None:
        return _pressed(number, read.callback_query)
    if read.my_chat_member is not None:
        return _let_in_or_out(number, read.my_chat_member)
    return None


def _written(number: str, message: Message) -> Incoming | None:
    if message.from_user is None or message.from_user.is_bot:
        return None  # a channel's post, or another bot
    text = message.text or message.caption or ""
    command, _, code = text.partition(" ")
    return Incoming(
        number,
        IncomingKind.WROTE,
        str(message.chat.id),
        text=text,
        message=str(message.message_id),
        sender=_name(message.from_user),
        language=message.from_user.language_code or "",
        private=message.chat.type == "private",
        invitation=code.strip() if command.partition("@")[0] == "/start" else "",
    )


def _pressed(number: str, press: CallbackQuery) -> Incoming:
    message = press.message
    return Incoming(
        number,
        IncomingKind.PRESSED,
        str(message.chat.id if message is not None else press.from_user.id),
        text=press.data or "",
        message=str(message.message_id) if message is not None else "",
        callback=str(press.id),
        sender=_name(press.from_user),
        language=press.from_user.language_code or "",
        private=message is None or message.chat.type == "private",
    )


def _let_in_or_out(number: str, change: ChatMemberUpdated) -> Incoming | None:
    status = change.new_chat_member.status
    if status not in _OUT | _IN:
        return None
    return Incoming(
        number,
        IncomingKind.BLOCKED if status in _OUT else IncomingKind.ALLOWED,
        str(change.chat.id),
        sender=_name(change.from_user),
        language=change.from_user.language_code or "",
        private=change.chat.type == "private",
    )


def _name(user: User) -> str:
    name = " ".join(part for part in (user.first_name, user.last_name) if part)
    return f"{name} (@{user.username})" if user.username else name
