"""A stand-in for the server of VK's API and of its Bots Long Poll, as strict as their documents.

Any person below ten million lets the community write to them, until `_person` says otherwise:

    {"peer": 7, "state": "blacklist" | "never" | "privacy" | "left" | "open"}    errors 900, 901, 902, 7
    {"peer": 7, "write": "CODE"}                 also in a chat: {"peer": 2000000001, "from": 7, …}
    {"peer": 7, "write": "hello", "ref": "CODE"}                come by vk.me/club4242?ref=CODE
    {"peer": 7, "press": {"b": "d:1"}, "message": 3}      press the button with this payload
    {"peer": 7, "allow": true} · {"peer": 7, "deny": true}
    {"event": {…}}                                         any other event, as it stands

Own orders at the control door:

    {"token": "…"}
    {"rights": ["messages"]}          no right to manage the community
    {"bot": false}                    its abilities of a bot are off
    {"longpoll": {"is_enabled": 0, "events": {…}}}
    {"expire": 1 | 2 | 3}             the next poll fails so
    {"age": seconds}                  messages get older
    {"forget": true}                  the random_ids, as after an hour
"""

from __future__ import annotations

import json
import threading
import time
from itertools import count

from tests.channels.servers.faults import Fault
from tests.channels.servers.limits import Limits
from tests.channels.servers.service import Json, Reply
from tests.channels.servers.vk_keyboard import check_keyboard
from tests.channels.servers.vk_longpoll import LongPoll
from tests.channels.servers.vk_messages import Dialog, Sent, VkError, wrong

TOKEN = "vk1.a.made-up-for-tests_made-up-for-tests_made-up-for-tests"
"""The community's token, made up."""
GROUP = 4242

_LONGEST = 4096
_A_DAY = 24 * 3600


class VkApi:
    """One community and the people who write to it."""

    def __init__(self) -> None:
        self.url = ""
        """The public door, for the address of the Long Poll server."""
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        """As after the start."""
        self.token = TOKEN
        self.rights = {"messages", "manage"}
        self.bot = True
        self.dialogs: dict[int, Dialog] = {}
        self.messages: list[Sent] = []
        self.random_ids: dict[tuple[int, int], Sent] = {}
        self.numbers = count()
        self.presses: dict[str, tuple[int, int]] = {}
        self.notices: list[Json] = []
        self.limits = Limits()
        self.longpoll = LongPoll()

    def method(self, path: str) -> str:
        """The last part of the path; `a_check` for the Long Poll server."""
        return path.rpartition("/")[2] if path.startswith("/method/") else "a_check"

    def waits(self, method: str) -> bool:
        """Who asks for events."""
        return method == "a_check"

    def call(self, path: str, parameters: Json) -> Reply:
        """Carry a call out, or refuse it as the server does: with status 200."""
        if path == "/longpoll":
            return self.longpoll.check(parameters)
        if not path.startswith("/method/"):
            return Reply("<html><body>404</body></html>", 404, {"Content-Type": "text/html"})
        try:
            return Reply({"response": self._called(self.method(path), parameters)})
        except VkError as error:
            return self._refusal(error.code, error.text, parameters)

    def _called(self, method: str, given: Json) -> object:
        act = getattr(self, "_" + method.replace(".", "_").lower(), None)
        if act is None:
            raise VkError(3, "Unknown method passed.")
        if not given.get("v"):
            raise VkError(8, "Invalid request: v is required")
        if tuple(int(part) for part in given["v"].split(".")) < (5, 81):
            raise VkError(8, "Invalid request: versions below 5.81 are deprecated")
        if given.get("access_token") != self.token:
            raise VkError(5, "User authorization failed: invalid access_token (4).")
        return act(given)

    def failure(self, fault: Fault) -> Reply:
        """An error on order."""
        return self._refusal(fault.code, fault.description, {})

    @staticmethod
    def _refusal(code: int, text: str, given: Json) -> Reply:
        shown = [{"key": key, "value": str(one)} for key, one in given.items() if key != "access_token"]
        return Reply({"error": {"error_code": code, "error_msg": text, "request_params": shown}})

    def control(self, order: Json) -> object:
        """An order of the test."""
        with self.lock:
            if "limits" in order:
                self.limits = Limits(**order["limits"])
            self.token = order.get("token", self.token)
            self.rights = set(order.get("rights", self.rights))
            self.bot = order.get("bot", self.bot)
            if "longpoll" in order:
                self.longpoll.learn(order["longpoll"])
            if "expire" in order:
                self.longpoll.expire(order["expire"])
            if order.get("forget"):
                self.random_ids.clear()
            for sent in self.messages:
                sent.at -= order.get("age", 0)
        return {"notices": self.notices, "events": self.longpoll.events}

    def sent(self) -> list[Json]:
        """Every message that was accepted, in order."""
        with self.lock:
            return [sent.shown() for sent in self.messages]

    def person(self, deed: Json) -> object:
        """What a person does."""
        with self.lock:
            if "event" in deed:
                return self.longpoll.add(deed["event"]["type"], deed["event"]["object"], GROUP)
            dialog = self._dialog(int(deed["peer"]))
            dialog.state = deed.get("state", dialog.state)
            writer = int(deed.get("from", dialog.peer))
            if "write" in deed:
                said = dialog.written(writer, deed["write"], deed.get("lang", 0), deed.get("ref", ""))
                return self._event("message_new", said)
            if "press" in deed:
                number = f"e{next(self.numbers)}"
                self.presses[number] = (writer, dialog.peer)
                sent = self._found(dialog, int(deed["message"]))
                return self._event("message_event", sent.pressed(number, writer, deed["press"]))
            if "allow" in deed:
                dialog.state = "open"
                return self._event("message_allow", {"user_id": writer, "key": ""})
            if "deny" in deed:
                dialog.state = "never"
                return self._event("message_deny", {"user_id": writer})
        return None

    def _event(self, kind: str, thing: Json) -> str:
        return self.longpoll.add(kind, thing, GROUP)

    def _dialog(self, peer: int) -> Dialog:
        return self.dialogs.setdefault(peer, Dialog(peer))

    # ---- the methods, by their names in lower case

    def _groups_getbyid(self, given: Json) -> Json:
        if given.get("group_id") and int(given["group_id"]) != GROUP:
            raise wrong("group_ids is undefined")
        return {
            "groups": [{"id": GROUP, "name": "Made-up club", "screen_name": "club4242", "type": "group"}],
            "profiles": [],
        }

    def _users_get(self, given: Json) -> list[Json]:
        numbers = [int(number) for number in str(given.get("user_ids", "")).split(",") if number]
        return [{"id": number, "first_name": "Анна", "last_name": f"№{number}"} for number in numbers]

    def _groups_getlongpollsettings(self, given: Json) -> Json:
        self._managed(given)
        return {
            "is_enabled": bool(self.longpoll.is_enabled),
            "api_version": "5.199",
            "events": self.longpoll.events,
        }

    def _groups_setlongpollsettings(self, given: Json) -> int:
        self._managed(given)
        events = {name: int(given[name]) for name in self.longpoll.events if name in given}
        self.longpoll.learn(
            {"is_enabled": int(given.get("enabled", self.longpoll.is_enabled)), "events": events}
        )
        return 1

    def _groups_getlongpollserver(self, given: Json) -> Json:
        self._managed(given)
        if not self.longpoll.is_enabled:
            raise wrong("longpoll for this group is not enabled")
        return self.longpoll.server(self.url)

    def _managed(self, given: Json) -> None:
        if int(given.get("group_id") or 0) != GROUP:
            raise wrong("group_id is invalid")
        if "manage" not in self.rights:
            raise VkError(
                15, "Access denied: no access to call this method. It cannot be called with current scopes."
            )

    def _messages_send(self, given: Json) -> object:
        with self.lock:
            if "random_id" not in given:
                raise wrong("random_id is a required parameter")
            random_id = int(given["random_id"])
            if not -(2**31) <= random_id < 2**31:
                raise wrong("random_id should be a 32-bit integer")
            self._check_text(given)
            many = "peer_ids" in given
            named = str(given["peer_ids"] if many else given.get("peer_id", "")).split(",")
            peers = [int(peer) if peer.removeprefix("-").isdecimal() else 0 for peer in named]
            if not all(peers):
                raise wrong("peer_id is undefined")
            if not many:
                return self._accepted(peers[0], random_id, given).id_in(peers[0])
            return [self._for_one(peer, random_id, given) for peer in peers]

    def _for_one(self, peer: int, random_id: int, given: Json) -> Json:
        try:
            sent = self._accepted(peer, random_id, given)
        except VkError as error:
            if error.code in (6, 9):
                raise
            return {"peer_id": peer, "error": {"code": error.code, "description": error.text}}
        return {"peer_id": peer, "message_id": sent.id_in(peer), "conversation_message_id": sent.number}

    def _accepted(self, peer: int, random_id: int, given: Json) -> Sent:
        dialog = self._dialog(peer)
        dialog.check()
        known = self.random_ids.get((peer, random_id)) if random_id else None
        if known is not None:
            known.repeats += 1
            return known
        if self.limits.wait(peer):
            raise VkError(6, "Too many requests per second")
        sent = Sent(len(self.messages) + 1, dialog, given)
        self.messages.append(sent)
        self.random_ids[peer, random_id] = sent
        return sent

    def _check_text(self, given: Json) -> None:
        text = str(given.get("message", ""))
        if not text.strip():
            raise wrong("message is empty or invalid")
        if len(text) > _LONGEST:
            raise VkError(914, "Message is too long")
        if given.get("keyboard"):
            if not self.bot:
                raise VkError(912, "This is a chat bot feature, change this status in settings")
            check_keyboard(str(given["keyboard"]))

    def _messages_edit(self, given: Json) -> int:
        with self.lock:
            sent = self._found(self._dialog(int(given["peer_id"])), int(given.get("cmid") or 0))
            if time.time() - sent.at > _A_DAY:
                raise VkError(909, "Can't edit this message, because it's too old")
            self._check_text(given)
            sent.change(given)
            return 1

    def _messages_delete(self, given: Json) -> list[Json]:
        with self.lock:
            dialog = self._dialog(int(given["peer_id"]))
            answers: list[Json] = []
            for cmid in (int(each) for each in str(given["cmids"]).split(",")):
                sent = self._found(dialog, cmid)
                if int(given.get("delete_for_all") or 0) and time.time() - sent.at > _A_DAY:
                    raise VkError(924, "Can't delete this message for everybody")
                sent.deleted = True
                answers.append({"peer_id": dialog.peer, "conversation_message_id": cmid, "response": 1})
            return answers

    def _found(self, dialog: Dialog, cmid: int) -> Sent:
        for sent in self.messages:
            if sent.dialog is dialog and sent.number == cmid and not sent.deleted:
                return sent
        raise wrong("message not found")

    def _messages_sendmessageeventanswer(self, given: Json) -> int:
        with self.lock:
            asked = self.presses.pop(str(given.get("event_id", "")), None)
            if asked != (int(given.get("user_id") or 0), int(given.get("peer_id") or 0)):
                raise wrong("event_id is invalid")
            data = json.loads(given.get("event_data") or "{}")
            if len(data.get("text", "")) > 90:
                raise wrong("text is too long")
            self.notices.append({"id": given["event_id"], "text": data.get("text", "")})
            return 1
