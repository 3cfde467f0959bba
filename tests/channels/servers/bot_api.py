"""A stand-in for the server of the Bot API, as strict as the documented one and as its source.

Any positive chat below ten million is a person who wrote to the bot, any negative one a group, until
`_person` says otherwise:

    {"chat": 7, "state": "blocked" | "deactivated" | "never" | "unknown" | "open"}
    {"chat": -5, "moved_to": -1005}                            the group became a supergroup
    {"chat": 7, "write": "/start CODE", "name": "Anna", "username": "anna", "language": "ru", "kind": "group"}
    {"chat": 7, "press": "d:1", "message": 3}                  press the button with this data
    {"chat": 7, "member": "kicked" | "member"}                 block or unblock, told as an update
    {"update": {…}}                                            any other update, as it stands

Own orders at the control door: {"webhook": "https://…"}, {"token": "…"}, {"age": seconds}
(messages get older).
"""

from __future__ import annotations

import json
import re
import threading
import time
from itertools import count
from typing import Any

from tests.channels.servers.bot_chats import Chat, Sent, known_markup
from tests.channels.servers.bot_html import CannotParse, parse_html
from tests.channels.servers.bot_updates import Conflict, Updates
from tests.channels.servers.faults import Fault
from tests.channels.servers.limits import Limits
from tests.channels.servers.service import Json, Reply

TOKEN = "123456789:AAE-made-up-for-tests-made-up-0123456"
"""The bot's token, made up."""

_PATH = re.compile(r"/bot([^/]*)/(\w+)$")
_LONGEST = 4096
_DELETABLE = 48 * 3600
_FRESH = 60.0


class Refused(Exception):
    """A call is refused with a code, a description and parameters."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class BotApi:
    """One bot and the chats it is in."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        """As after the start."""
        self.token = TOKEN
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Sent] = {}
        self.numbers = count()
        self.presses: dict[str, float] = {}
        self.notices: list[Json] = []
        self.limits = Limits()
        self.webhook = ""
        self.updates = Updates()
        self.commands: object = []
        self.last_message = 0

    def method(self, path: str) -> str:
        """The last part of the path."""
        return path.rpartition("/")[2]

    def waits(self, method: str) -> bool:
        """Who asks for updates."""
        return method.lower() == "getupdates"

    def call(self, path: str, parameters: Json) -> Reply:
        """Carry a call out, or refuse it as the server does."""
        try:
            return Reply({"ok": True, "result": self._called(path, parameters)})
        except Refused as refused:
            return self._refusal(refused.code, refused.description, refused.parameters)
        except Conflict as conflict:
            return self._refusal(409, str(conflict), {})

    def _called(self, path: str, parameters: Json) -> object:
        found = _PATH.match(path)
        if found is None or not re.fullmatch(r"\d+:[\w-]{30,}", found[1]):
            raise Refused(404, "Not Found")
        if found[1] != self.token:
            raise Refused(401, "Unauthorized")
        act = getattr(self, f"_{found[2].lower()}", None)
        if act is None:
            raise Refused(404, "Not Found: method not found")
        return act(parameters)

    def failure(self, fault: Fault) -> Reply:
        """An error on order."""
        return self._refusal(fault.code, fault.description, dict(fault.parameters))

    @staticmethod
    def _refusal(code: int, description: str, parameters: Json) -> Reply:
        document: Json = {"ok": False, "error_code": code, "description": description}
        if parameters:
            document["parameters"] = parameters
        headers = {"Retry-After": str(parameters["retry_after"])} if "retry_after" in parameters else {}
        return Reply(document, code, headers)

    def control(self, order: Json) -> object:
        """An order of the test."""
        with self.lock:
            if "limits" in order:
                self.limits = Limits(**order["limits"])
            if "webhook" in order:
                self.webhook = order["webhook"]
            if "token" in order:
                self.token = order["token"]
            for sent in self.messages.values():
                sent.at -= order.get("age", 0)
        return {"notices": self.notices, "commands": self.commands, "polls": self.updates.polls}

    def sent(self) -> list[Json]:
        """Every message that was accepted, in order."""
        with self.lock:
            return [sent.shown() for sent in self.messages.values()]

    def person(self, deed: Json) -> object:
        """What a person does."""
        with self.lock:
            if "update" in deed:
                return self.updates.add(deed["update"])
            chat = self._chat_of(int(deed["chat"]))
            chat.learn(deed)
            if "write" in deed:
                self.last_message += 1
                return self.updates.add({"message": chat.message(self.last_message, deed["write"])})
            if "press" in deed:
                sent = self.messages[chat.id, int(deed["message"])]
                number = str(next(self.numbers) + 4_000_000_000_000)
                self.presses[number] = time.monotonic()
                return self.updates.add({"callback_query": chat.press(number, sent, deed["press"])})
            if "member" in deed:
                return self.updates.add({"my_chat_member": chat.member(deed["member"])})
        return None

    def _chat_of(self, number: int) -> Chat:
        return self.chats.setdefault(number, Chat(number))

    # ---- the methods, by their names in lower case

    def _getme(self, _: Json) -> Json:
        number = int(self.token.partition(":")[0])
        return {
            "id": number,
            "is_bot": True,
            "first_name": "Reminders",
            "username": "made_up_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def _sendmessage(self, given: Json) -> Json:
        with self.lock:
            chat = self._writable(given)
            text, entities = self._text(given)
            markup = self._markup(given)
            seconds = self.limits.wait(chat.id)
            if seconds:
                whole = max(1, round(seconds + 0.5))
                raise Refused(429, f"Too Many Requests: retry after {whole}", retry_after=whole)
            self.last_message += 1
            sent = Sent(self.last_message, chat, text, entities, markup, given)
            self.messages[chat.id, sent.id] = sent
            return sent.as_message()

    def _editmessagetext(self, given: Json) -> Json:
        with self.lock:
            sent = self._editable(given)
            text, entities = self._text(given)
            return self._changed(sent, text, entities, self._markup(given))

    def _editmessagereplymarkup(self, given: Json) -> Json:
        with self.lock:
            sent = self._editable(given)
            return self._changed(sent, sent.text, sent.entities, self._markup(given))

    @staticmethod
    def _changed(sent: Sent, text: str, entities: list[Json], markup: list[list[Json]]) -> Json:
        if (sent.text, sent.entities, sent.markup) == (text, entities, markup):
            raise Refused(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message",
            )
        sent.text, sent.entities = text, entities
        sent.show(markup)
        sent.edits += 1
        return sent.as_message()

    def _deletemessage(self, given: Json) -> bool:
        with self.lock:
            sent = self._message(given, "delete")
            if time.time() - sent.at > _DELETABLE:
                raise Refused(400, "Bad Request: message can't be deleted for everyone")
            sent.deleted = True
            return True

    def _answercallbackquery(self, given: Json) -> bool:
        with self.lock:
            asked = self.presses.pop(str(given.get("callback_query_id", "")), None)
            if asked is None or time.monotonic() - asked > _FRESH:
                raise Refused(
                    400,
                    "Bad Request: query is too old and response timeout expired or query ID is invalid",
                )
            if len(str(given.get("text", ""))) > 200:
                raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
            self.notices.append({"id": given["callback_query_id"], "text": given.get("text", "")})
            return True

    def _getupdates(self, given: Json) -> list[Json]:
        if self.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        wanted = json.loads(given["allowed_updates"]) if given.get("allowed_updates") else None
        return self.updates.get(
            offset=int(given.get("offset") or 0),
            limit=int(given.get("limit") or 100),
            timeout=min(50.0, float(given.get("timeout") or 0)),
            wanted=wanted,
        )

    def _getwebhookinfo(self, _: Json) -> Json:
        return {"url": self.webhook, "has_custom_certificate": False, "pending_update_count": 0}

    def _setwebhook(self, given: Json) -> bool:
        self.webhook = str(given.get("url", ""))
        return True

    def _deletewebhook(self, _: Json) -> bool:
        self.webhook = ""
        return True

    def _getchat(self, given: Json) -> Json:
        return self._writable(given).as_chat()

    def _sendchataction(self, given: Json) -> bool:
        self._writable(given)
        return True

    def _setmycommands(self, given: Json) -> bool:
        self.commands = json.loads(given["commands"])
        return True

    def _getmycommands(self, _: Json) -> object:
        return self.commands

    # ---- what the methods have in common

    def _writable(self, given: Json) -> Chat:
        raw = str(given.get("chat_id", ""))
        if not raw:
            raise Refused(400, "Bad Request: chat_id is empty")
        if not re.fullmatch(r"-?\d+", raw):
            raise Refused(400, "Bad Request: chat not found")
        chat = self._chat_of(int(raw))
        if chat.moved_to:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        match chat.state:
            case "blocked":
                raise Refused(403, "Forbidden: bot was blocked by the user")
            case "deactivated":
                raise Refused(403, "Forbidden: user is deactivated")
            case "never":
                raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
            case "kicked":
                raise Refused(403, "Forbidden: bot was kicked from the group chat")
            case "unknown":
                raise Refused(400, "Bad Request: chat not found")
        return chat

    @staticmethod
    def _text(given: Json) -> tuple[str, list[Json]]:
        raw, mode = str(given.get("text", "")), str(given.get("parse_mode", "")).lower()
        entities: list[Json] = []
        if mode == "html":
            try:
                raw, entities = parse_html(raw)
            except CannotParse as mistake:
                raise Refused(400, f"Bad Request: can't parse entities: {mistake}") from None
        elif mode:
            raise Refused(400, "Bad Request: unsupported parse_mode")
        text = raw.strip()
        if not text:
            raise Refused(400, "Bad Request: message text is empty")
        if len(text) > _LONGEST:
            raise Refused(400, "Bad Request: message is too long")
        return text, entities

    @staticmethod
    def _markup(given: Json) -> list[list[Json]]:
        raw: Any = given.get("reply_markup") or ""
        try:
            return known_markup(raw)
        except ValueError as mistake:
            raise Refused(400, f"Bad Request: {mistake}") from None

    def _message(self, given: Json, purpose: str) -> Sent:
        chat = self._writable(given)
        sent = self.messages.get((chat.id, int(given.get("message_id") or 0)))
        if sent is None or sent.deleted:
            raise Refused(400, f"Bad Request: message to {purpose} not found")
        return sent

    def _editable(self, given: Json) -> Sent:
        return self._message(given, "edit")
