"""A stand-in for Slack's Web API, as its documents describe it: one workspace, one bot, people by member id.

    POST /_person {"user": "U7", "state": "disabled" | "open"}          no message reaches a disabled one

Own order at the control door: {"token": "…"}.
"""

from __future__ import annotations

import threading
from itertools import count

from tests.channels.servers.faults import Fault
from tests.channels.servers.service import Json, Reply

TOKEN = "-".join(("xoxb", "made", "up", "for", "tests", "made", "up"))
"""The bot's token, made up."""
_LONGEST = 40_000


class SlackApi:
    """The bot's messages, each in the direct conversation with one person."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        """As after the start."""
        self.token = TOKEN
        self.disabled: set[str] = set()
        self.messages: list[Json] = []
        self.numbers = count(1)

    def method(self, path: str) -> str:
        """Such as `chat.postMessage`."""
        return path.rpartition("/")[2]

    def waits(self, method: str) -> bool:
        """Nobody listens here."""
        return False

    def call(self, path: str, parameters: Json) -> Reply:
        """Carry a call out, or refuse it as Slack does: with status 200."""
        acts = {
            "auth.test": self._test,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "chat.delete": self._delete,
        }
        act = acts.get(self.method(path))
        if act is None:
            return _refusal("unknown_method")
        if parameters.get("token") != self.token:
            return _refusal("invalid_auth")
        with self.lock:
            return act(parameters)

    def failure(self, fault: Fault) -> Reply:
        """An error on order."""
        return _refusal(fault.description)

    def control(self, order: Json) -> object:
        """An order of the test."""
        self.token = order.get("token", self.token)
        return None

    def person(self, deed: Json) -> object:
        """What becomes of a person."""
        with self.lock:
            (self.disabled.add if deed["state"] == "disabled" else self.disabled.discard)(deed["user"])
        return None

    def sent(self) -> list[Json]:
        """Every message that was accepted, as people read it now."""
        with self.lock:
            return [{**each, "text": _read(each["text"]), "buttons": []} for each in self.messages]

    def _test(self, given: Json) -> Reply:
        return Reply({"ok": True, "user": "tme", "team": "Made up", "bot_id": "B1"})

    def _post(self, given: Json) -> Reply:
        user = given.get("channel", "")
        if not user.startswith("U"):
            return _refusal("channel_not_found")
        if user in self.disabled:
            return _refusal("user_disabled")
        mistake = _mistake(given)
        if mistake:
            return _refusal(mistake)
        message = {"channel": f"D{user[1:]}", "ts": f"17.{next(self.numbers):06}", "text": given["text"]}
        self.messages.append({**message, "deleted": False})
        return Reply({"ok": True, **message})

    def _update(self, given: Json) -> Reply:
        found = self._found(given)
        mistake = _mistake(given)
        if found is None or mistake:
            return _refusal(mistake or "message_not_found")
        found["text"] = given["text"]
        return Reply({"ok": True})

    def _delete(self, given: Json) -> Reply:
        found = self._found(given)
        if found is None:
            return _refusal("message_not_found")
        found["deleted"] = True
        return Reply({"ok": True})

    def _found(self, given: Json) -> Json | None:
        for each in self.messages:
            if (each["channel"], each["ts"], each["deleted"]) == (given["channel"], given["ts"], False):
                return each
        return None


def _mistake(given: Json) -> str:
    """What is wrong with a text: empty, too long, or with markup that the caller did not mean."""
    text = given.get("text", "")
    if not text.strip():
        return "no_text"
    if len(text) > _LONGEST:
        return "msg_too_long"
    if given.get("mrkdwn") != "false" or given.get("parse") != "none" or "<" in text or ">" in text:
        return "this_test_forbids_markup"
    return ""


def _read(text: str) -> str:
    """The text as a person reads it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _refusal(error: str) -> Reply:
    return Reply({"ok": False, "error": error})
