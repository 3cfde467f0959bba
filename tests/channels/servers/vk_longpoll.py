"""The Bots Long Poll server: events with a running number, a key that runs out, and the three failures."""

from __future__ import annotations

import threading
import time
from typing import Any

from tests.channels.servers.service import Reply

Json = dict[str, Any]


class LongPoll:
    """What happened in the community, for who asks with the right key and the last number."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._events: list[Json] = []
        self._key = 1
        self._oldest = 0
        self._all_lost = False
        self.is_enabled = 1
        self.events = {
            "message_new": 1,
            "message_event": 0,
            "message_allow": 0,
            "message_deny": 0,
            "message_reply": 0,
            "wall_post_new": 0,
        }

    def learn(self, settings: Json) -> None:
        """Whether it is on, and which events it tells."""
        self.is_enabled = int(settings.get("is_enabled", self.is_enabled))
        self.events |= settings.get("events", {})

    def add(self, kind: str, thing: Json, group: int) -> str:
        """One more thing that happened, if its kind is switched on."""
        with self._changed:
            number = f"event{len(self._events) + 1:032x}"
            if self.events.get(kind):
                self._events.append(
                    {"type": kind, "object": thing, "group_id": group, "event_id": number, "v": "5.199"}
                )
                self._changed.notify_all()
            return number

    def server(self, url: str) -> Json:
        """Where to ask, with which key, from which number."""
        self._all_lost = False
        return {"server": f"{url}/longpoll", "key": f"key{self._key}", "ts": str(len(self._events))}

    def expire(self, failure: int) -> None:
        """Let the next poll fail: 1 the history is gone, 2 the key is old, 3 both are lost."""
        with self._changed:
            if failure in (1, 3):
                self._oldest = len(self._events)
            if failure in (2, 3):
                self._key += 1
            self._all_lost = failure == 3
            self._changed.notify_all()

    def check(self, given: Json) -> Reply:
        """Wait for what comes after `ts`."""
        end = time.monotonic() + min(90.0, float(given.get("wait") or 25))
        with self._changed:
            key = self._key
            while True:
                ts = int(given.get("ts") or 0)
                if given.get("act") != "a_check" or given.get("key") != f"key{self._key}" or key != self._key:
                    return Reply({"failed": 3 if self._all_lost else 2})
                if ts < self._oldest or ts > len(self._events):
                    return Reply({"failed": 1, "ts": str(len(self._events))})
                if ts < len(self._events) or time.monotonic() >= end:
                    return Reply({"ts": str(len(self._events)), "updates": self._events[ts:]})
                self._changed.wait(max(0.0, end - time.monotonic()))
