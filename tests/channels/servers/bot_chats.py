"""Chats, messages and keyboards of the stand-in Bot API, as its documents have them."""

from __future__ import annotations

import json
import time
from typing import Any

Json = dict[str, Any]
Markup = list[list[Json]]

_PEOPLE = 10_000_000


class Chat:
    """A person's chat with the bot, or a group."""

    def __init__(self, number: int) -> None:
        self.id = number
        self.state = "unknown" if number == 0 or number >= _PEOPLE else "open"
        self.moved_to = 0
        self.name = "Anna"
        self.username = ""
        self.language = "en"
        self.kind = "private" if number > 0 else "group"

    def learn(self, deed: Json) -> None:
        """What a deed says about the person or the chat."""
        for name in ("state", "moved_to", "name", "username", "language", "kind"):
            setattr(self, name, deed.get(name, getattr(self, name)))
        if "member" in deed:
            left = {"private": "blocked", "group": "kicked"}[self.kind]
            self.state = left if deed["member"] in ("kicked", "left") else "open"

    def as_chat(self) -> Json:
        if self.kind == "private":
            return {"id": self.id, "type": "private", **self._names()}
        return {"id": self.id, "type": self.kind, "title": "Home"}

    def as_user(self) -> Json:
        number = self.id if self.id > 0 else 77
        return {"id": number, "is_bot": False, "language_code": self.language, **self._names()}

    def _names(self) -> Json:
        return {"first_name": self.name} | ({"username": self.username} if self.username else {})

    def message(self, number: int, text: str) -> Json:
        """What the person wrote."""
        return {
            "message_id": number,
            "from": self.as_user(),
            "chat": self.as_chat(),
            "date": int(time.time()),
            "text": text,
        }

    def press(self, number: str, sent: Sent, data: str) -> Json:
        """A button that the person pressed; it is there, or was, since who presses sees an edit later."""
        if data not in sent.shown_data:
            raise ValueError(f"message {sent.id} has no button {data!r}")
        return {
            "id": number,
            "from": self.as_user(),
            "message": sent.as_message(),
            "chat_instance": "1",
            "data": data,
        }

    def member(self, status: str) -> Json:
        """That the bot's place in the chat changed."""
        bot = {"id": 123456789, "is_bot": True, "first_name": "Reminders", "username": "made_up_bot"}
        before = "member" if status != "member" else "kicked"
        return {
            "chat": self.as_chat(),
            "from": self.as_user(),
            "date": int(time.time()),
            "old_chat_member": _membership(bot, before),
            "new_chat_member": _membership(bot, status),
        }


def _membership(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


class Sent:
    """A message of the bot, as it is now."""

    def __init__(
        self, number: int, chat: Chat, text: str, entities: list[Json], markup: Markup, given: Json
    ) -> None:
        self.id = number
        self.chat = chat
        self.text = text
        self.entities = entities
        self.shown_data: set[str] = set()
        self.show(markup)
        self.raw = str(given.get("text", ""))
        self.silent = str(given.get("disable_notification", "")).lower() == "true"
        self.at = time.time()
        self.edits = 0
        self.deleted = False

    def show(self, markup: Markup) -> None:
        """Have these buttons, and no others."""
        self.markup = markup
        self.shown_data |= {button["callback_data"] for row in markup for button in row}

    def as_message(self) -> Json:
        document: Json = {
            "message_id": self.id,
            "from": {"id": 123456789, "is_bot": True, "first_name": "Reminders"},
            "chat": self.chat.as_chat(),
            "date": int(self.at),
            "text": self.text,
        }
        if self.markup:
            document["reply_markup"] = {"inline_keyboard": self.markup}
        return document

    def shown(self) -> Json:
        """For the test."""
        return {
            "id": str(self.id),
            "to": str(self.chat.id),
            "text": self.text,
            "raw": self.raw,
            "bold": [each for each in self.entities if each["type"] == "b"],
            "buttons": [
                [{"label": one["text"], "data": one["callback_data"]} for one in row] for row in self.markup
            ],
            "silent": self.silent,
            "edits": self.edits,
            "deleted": self.deleted,
            "at": self.at,
        }


def known_markup(raw: str | Json) -> Markup:
    """An inline keyboard, with the server's refusals as ValueErrors."""
    if not raw:
        return []
    try:
        document = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        raise ValueError("can't parse reply keyboard markup JSON object") from None
    if not isinstance(document, dict) or not isinstance(document.get("inline_keyboard"), list):
        raise ValueError("object expected as reply markup")  # noqa: TRY004  # it stands for an answer
    rows: Markup = document["inline_keyboard"]
    if sum(len(row) for row in rows) > 100:
        raise ValueError("REPLY_MARKUP_TOO_LONG")
    for button in (one for row in rows for one in row):
        if not str(button.get("text", "")).strip():
            raise ValueError('can\'t parse inline keyboard button: field "text" must be non-empty')
        data = button.get("callback_data")
        if data is None:
            raise ValueError(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            )
        if not 1 <= len(str(data).encode()) <= 64:
            raise ValueError("BUTTON_DATA_INVALID")
    return [row for row in rows if row]
