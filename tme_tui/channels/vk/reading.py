"""What people did, read from the events of VK's Bots Long Poll."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tme_tui.model.delivery import Incoming, IncomingKind

_CHATS = 2_000_000_000
_LANGUAGES = {0: "ru", 1: "uk", 2: "be", 3: "en", 100: "ru", 777: "ru"}
"""VK's numbers of languages; two of them are Russian in disguise (of the Empire, of the Soviet Union)."""


def person_of(event: Mapping[str, Any]) -> int:
    """Who did it; 0 when nobody did. An odd event raises KeyError, TypeError or ValueError."""
    thing = event["object"]
    match event["type"]:
        case "message_new":
            return int(thing["message"]["from_id"])
        case "message_event" | "message_allow" | "message_deny":
            return int(thing["user_id"])
    return 0


def incoming(event: Mapping[str, Any], name: Callable[[int], str]) -> Incoming | None:
    """What an event says; None for what is not meant for us."""
    person, thing, number = person_of(event), event["object"], str(event["event_id"])
    if person <= 0:
        return None  # a community
    match event["type"]:
        case "message_new":
            said = thing["message"]
            info = thing.get("client_info") or {}
            return Incoming(
                number,
                IncomingKind.WROTE,
                str(int(said["peer_id"])),
                text=str(said.get("text") or ""),
                message=str(said.get("conversation_message_id") or ""),
                sender=name(person),
                language=_LANGUAGES.get(int(info.get("lang_id", -1)), ""),
                private=int(said["peer_id"]) < _CHATS,
                invitation=str(said.get("ref") or ""),
            )
        case "message_event":
            payload = thing.get("payload")
            return Incoming(
                number,
                IncomingKind.PRESSED,
                str(int(thing["peer_id"])),
                text=str(payload.get("b") or "") if isinstance(payload, dict) else "",
                message=str(thing.get("conversation_message_id") or ""),
                callback=f"{person}:{thing['event_id']}",
                sender=name(person),
                private=int(thing["peer_id"]) < _CHATS,
            )
        case "message_allow" | "message_deny" as kind:
            what = IncomingKind.ALLOWED if kind == "message_allow" else IncomingKind.BLOCKED
            return Incoming(number, what, str(person), sender=name(person))
    return None
