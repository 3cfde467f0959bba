"""Dialogues and messages of the stand-in VK server, as its documents have them."""

from __future__ import annotations

import json
import time
from typing import Any

Json = dict[str, Any]

CHATS = 2_000_000_000
_PEOPLE = 10_000_000
_REFUSALS = {
    "blacklist": (900, "Can't send messages for users from blacklist"),
    "never": (901, "Can't send messages for users without permission"),
    "privacy": (902, "Can't send messages to this user due to their privacy settings"),
    "left": (7, "Permission to perform this action is denied"),
}


class VkError(Exception):
    """A number and a sentence, which VK answers instead of a response."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


def wrong(why: str) -> VkError:
    """The error for parameters."""
    return VkError(100, f"One of the parameters specified was missing or invalid: {why}")


class Dialog:
    """A person's dialogue with the community, or a chat it is in; messages are counted in each."""

    def __init__(self, peer: int) -> None:
        self.peer = peer
        self.state = "open" if peer < _PEOPLE or peer > CHATS else "never"
        self.last = 0

    def check(self) -> None:
        """Whether the community may write here."""
        if self.state in _REFUSALS:
            raise VkError(*_REFUSALS[self.state])

    def written(self, writer: int, text: str, language: int, ref: str) -> Json:
        """A message of a person."""
        self.last += 1
        self.state = "open"
        return {
            "message": {
                "id": 0 if self.peer > CHATS else 1000 + self.last,
                "date": int(time.time()),
                "peer_id": self.peer,
                "from_id": writer,
                "text": text,
                "conversation_message_id": self.last,
                "random_id": 0,
                "attachments": [],
                "out": 0,
                **({"ref": ref} if ref else {}),
            },
            "client_info": {"button_actions": ["text", "callback"], "keyboard": True, "lang_id": language},
        }


class Sent:
    """A message of the community, as it is now."""

    def __init__(self, number: int, dialog: Dialog, given: Json) -> None:
        dialog.last += 1
        self.id = number
        self.number = dialog.last
        self.dialog = dialog
        self.random_id = int(given["random_id"])
        self.at = time.time()
        self.edits = -1
        self.repeats = 0
        self.deleted = False
        self._payloads: list[Json] = []
        self.change(given)

    def change(self, given: Json) -> None:
        """Another text and keyboard; without one it has none."""
        self.text = str(given["message"])
        self.rows = json.loads(given["keyboard"])["buttons"] if given.get("keyboard") else []
        for action in (one["action"] for row in self.rows for one in row):
            payload = action["payload"]
            self._payloads.append(json.loads(payload) if isinstance(payload, str) else payload)
        self.plain = {name: str(given.get(name, "")) for name in ("dont_parse_links", "disable_mentions")}
        self.edits += 1

    def id_in(self, peer: int) -> int:
        """Messages in chats have no number of their own."""
        return 0 if peer > CHATS else self.id

    def pressed(self, event: str, writer: int, payload: Json) -> Json:
        """A button that a person pressed; it is there, or was, since who presses sees an edit later."""
        if payload not in self._payloads:
            raise ValueError(f"message {self.number} has no button {payload!r}")
        return {
            "user_id": writer,
            "peer_id": self.dialog.peer,
            "event_id": event,
            "payload": payload,
            "conversation_message_id": self.number,
        }

    def shown(self) -> Json:
        """For the test; `data` is what our own payloads carry."""
        return {
            "id": str(self.number),
            "to": str(self.dialog.peer),
            "text": self.text,
            "buttons": [
                [{"label": one["action"]["label"], "data": _data(one["action"]["payload"])} for one in row]
                for row in self.rows
            ],
            "random_id": self.random_id,
            "repeats": self.repeats,
            "edits": self.edits,
            "deleted": self.deleted,
            "at": self.at,
            **self.plain,
        }


def _data(payload: str | Json) -> str:
    document = json.loads(payload) if isinstance(payload, str) else payload
    return str(document.get("b", ""))
